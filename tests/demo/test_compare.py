"""The comparison: what counts as found, exact, and the same date."""

from __future__ import annotations

from typing import Any

import pytest

from arnews_crawler.demo.compare import Comparison, compare_with_truth

BASE = "http://127.0.0.1:8000/"
BODY = "وصل القطار الأول إلى المدينة صباح اليوم.\n\nوقال المدير إن الرحلات تنتظم بعد شهر واحد من الآن."


def line(number: int = 1, /, **fields: Any) -> dict[str, Any]:
    record: dict[str, Any] = {
        "url": f"{BASE}news/{number}",
        "variants": [f"{BASE}news/{number}?print=1"],
        "headline": f"القطار يصل إلى محطته رقم {number}",
        "teaser": None,
        "body": BODY,
        "section": "اقتصاد",
        "authors": ["سعاد الحربي"],
        "tags": [],
        "published_at": "2025-06-02T10:30:00+03:00",
        "modified_at": None,
        "found_by": ["feed"],
        "template": "wp_block",
        "edition": "ar",
    }
    return record | fields


def row(number: int = 1, /, **fields: Any) -> dict[str, Any]:
    return {**line(number), "published_raw": None, "fetched_at": "2025-06-02T12:00:00+00:00"} | fields


def accuracy(field: str, found: dict[str, Any], **truth: Any) -> float:
    return compare_with_truth([row(**found)], [line(**truth)]).accuracies[field]


class TestFinding:
    def test_a_perfect_crawl_has_no_differences(self) -> None:
        result = compare_with_truth([row(1), row(2)], [line(2), line(1)])
        assert (result.recall, result.precision, result.doubles, result.body_f1) == (1, 1, 0, 1)
        assert result.differences == ()
        assert set(result.accuracies.values()) == {1.0}

    def test_counts_missing_extra_and_double(self) -> None:
        rows = [row(1, url=f"{BASE}news/1?print=1"), row(1), row(9)]
        result = compare_with_truth(rows, [line(1), line(2)])
        assert (result.recall, result.precision, result.doubles) == (1 / 2, 2 / 3, 1)
        assert sorted(difference.field for difference in result.differences) == ["double", "extra", "missing"]
        assert f"missing: {BASE}news/2" in "\n".join(map(str, result.differences))

    def test_an_article_at_another_address_is_found_but_not_where_it_should_be(self) -> None:
        result = compare_with_truth([row(1, url=f"{BASE}news/1?print=1")], [line(1)])
        assert (result.recall, result.accuracies["url"]) == (1, 0)

    def test_an_empty_corpus_is_accurate_in_nothing(self) -> None:
        result = compare_with_truth([], [line()])
        assert (result.recall, result.accuracies["headline"]) == (0, 0)


class TestFields:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("headline", "القطار يصل إلى محطته رقم 1 "),
            ("teaser", "تمهيد"),
            ("body", BODY.replace("\n\n", "\n")),
            ("section", None),
            ("authors", []),
        ],
    )
    def test_fields_are_compared_exactly(self, field: str, value: object) -> None:
        result = compare_with_truth([row(**{field: value})], [line()])
        assert result.accuracies[field] == 0
        assert [difference.field for difference in result.differences] == [field]

    def test_nothing_is_nothing_however_written(self) -> None:
        assert accuracy("teaser", {"teaser": ""}) == 1

    def test_half_a_body_has_a_part_of_the_score(self) -> None:
        result = compare_with_truth([row(body=BODY.split("\n\n")[0])], [line()])
        assert 0.2 < result.body_f1 < 0.9

    def test_a_body_that_begins_with_its_headline_is_counted(self) -> None:
        body = f"القطار يصلُ إلى محطّته رقم ١\n\n{BODY}"
        assert compare_with_truth([row(body=body)], [line()]).bodies_with_headline == 1
        assert compare_with_truth([row()], [line()]).bodies_with_headline == 0


class TestDates:
    @pytest.mark.parametrize(
        ("expected", "found", "right"),
        [
            ("2025-06-02T10:30:00+03:00", "2025-06-02T07:30:00Z", True),
            ("2025-06-02T10:30:00+03:00", "2025-06-02T07:30:41+00:00", True),
            ("2025-06-02T10:30:00+03:00", "2025-06-02T10:30:00+00:00", False),
            ("2025-06-02T10:30:20+03:00", "2025-06-02T10:30:00+03:00", False),
            ("2025-06-02T00:00:00+03:00", "2025-06-02T17:12:00+03:00", True),
            ("2025-06-02T00:00:00+03:00", "2025-06-02", True),
            ("2025-06-02T00:00:00+03:00", "2025-06-01T17:12:00+03:00", False),
            ("2025-06-02T00:00:00+03:00", "2 June", False),
            ("2025-06-02T00:00:00+03:00", None, False),
            (None, "2025-06-02", False),
            (None, None, True),
        ],
    )
    def test_the_day_and_the_time_where_there_is_one(
        self, expected: str | None, found: str | None, right: bool
    ) -> None:
        assert accuracy("published_at", {"published_at": found}, published_at=expected) == right

    @pytest.mark.parametrize(
        ("found", "raw", "right"),
        [
            ("2025-06-02T12:00:00+03:00", "نشر قبل 3 ساعات", True),
            ("2025-06-02T12:00:00+03:00", "2 يونيو", False),
            ("2025-06-02T13:50:00+03:00", "منذ ساعة", False),
        ],
    )
    def test_relative_dates_may_be_off_by_their_unit(self, found: str, raw: str, right: bool) -> None:
        told = "2025-06-02T11:12:33+03:00"
        fields = {"published_at": found, "published_raw": raw}
        assert accuracy("published_at", fields, published_at=told) == right


def test_differences_are_readable() -> None:
    result: Comparison = compare_with_truth([row(headline="آخر")], [line()])
    assert str(result.differences[0]).splitlines() == [
        f"headline: {BASE}news/1",
        "  expected: القطار يصل إلى محطته رقم 1",
        "  found:    آخر",
    ]
