"""The truth of a newsroom: its keys, what it leaves out, and what a reader can tell of dates."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from arnews_crawler.demo.calendar import read_date
from arnews_crawler.demo.compare import compare_with_truth
from arnews_crawler.demo.model import Newsroom
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.truth import newsroom_truth

CLOCK = datetime(2025, 6, 2, 9, 41, 17, tzinfo=UTC)
KEYS = [
    *("url", "variants", "headline", "teaser", "body", "section", "authors", "tags"),
    *("published_at", "modified_at", "found_by", "template", "edition"),
]


@pytest.fixture(scope="module")
def newsroom() -> Newsroom:
    return build_newsroom(150, 3, now=CLOCK)


@pytest.fixture(scope="module")
def truth(newsroom: Newsroom) -> list[dict[str, Any]]:
    return list(newsroom_truth(newsroom, "http://127.0.0.1:8000/"))


def test_each_arabic_article_has_a_line_with_these_keys(newsroom: Newsroom, truth: list[dict[str, Any]]) -> None:
    arabic = [article for article in newsroom.articles if article.edition == "ar"]
    assert len(arabic) < len(newsroom.articles)
    assert [line["headline"] for line in truth] == [article.headline for article in arabic]
    assert all(list(line) == KEYS for line in truth)
    assert [line["section"] for line in truth] == [article.section.name for article in arabic]


def test_addresses_are_absolute_and_belong_to_one_article(truth: list[dict[str, Any]]) -> None:
    addresses = [address for line in truth for address in (line["url"], *line["variants"])]
    assert len(set(addresses)) == len(addresses)
    assert all(address.startswith("http://127.0.0.1:8000/") for address in addresses)
    assert all("//" not in address.removeprefix("http://") for address in addresses)


def test_dates_are_what_the_page_tells(newsroom: Newsroom, truth: list[dict[str, Any]]) -> None:
    arabic = [article for article in newsroom.articles if article.edition == "ar"]
    for article, line in zip(arabic, truth, strict=True):
        if article.date_style == "none":
            assert line["published_at"] is line["modified_at"] is None
            continue
        assert article.published
        told = datetime.fromisoformat(line["published_at"])
        assert told == read_date(article.date_style, article.published, variant=article.number)
        assert told.utcoffset() is not None
    midnights = [line for line in truth if "T00:00:00+03:00" in (line["published_at"] or "")]
    assert midnights
    assert any(line["modified_at"] for line in truth)


def test_the_truth_agrees_with_itself(truth: list[dict[str, Any]]) -> None:
    result = compare_with_truth(truth, truth)
    assert (result.recall, result.precision, result.doubles, result.differences) == (1, 1, 0, ())
    assert result.bodies_with_headline == 0
