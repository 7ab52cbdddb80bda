"""Dates over every system that Arabic pages print: right or refused, never wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arnews_crawler.text.dates import DateRefusal, ParsedDate, explain_refusal, find_dates, parse_date

DATA = Path(__file__).parent / "data"
ZONE = timezone(timedelta(hours=3))
NOW = datetime(2026, 6, 15, 12, 30, 45, tzinfo=ZONE)


def read_table(name: str) -> list[tuple[str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cut = (line.rpartition(" => ") for line in lines if not line.startswith("#"))
    return [(line, expected) for line, _, expected in cut]


def parse(line: str, day_first: bool = True) -> ParsedDate | None:
    return parse_date(line, now=NOW, time_zone=ZONE, day_first=day_first)


@pytest.mark.parametrize(("line", "expected"), read_table("dates.txt"))
def test_a_date_line_is_read_right(line: str, expected: str) -> None:
    moment, precision = expected.split()
    value = datetime.fromisoformat(moment)
    parsed = parse(line)
    assert parsed is not None, explain_refusal(line, now=NOW, time_zone=ZONE)
    assert parsed.value == (value if value.tzinfo else value.replace(tzinfo=ZONE))
    assert parsed.precision == precision
    assert parsed.isoformat() == (value if value.tzinfo else value.replace(tzinfo=ZONE)).isoformat("T", "seconds")
    assert explain_refusal(line, now=NOW, time_zone=ZONE) is None


@pytest.mark.parametrize(("line", "reason"), read_table("no_dates.txt"))
def test_a_line_without_a_whole_date_is_refused_with_its_reason(line: str, reason: str) -> None:
    assert parse(line) is None
    assert explain_refusal(line, now=NOW, time_zone=ZONE) == DateRefusal(reason)
    if reason != DateRefusal.SEVERAL_DATES:
        assert find_dates(line, now=NOW, time_zone=ZONE) == []


def test_the_tables_are_large_enough() -> None:
    assert len(read_table("dates.txt")) >= 150
    assert len(read_table("no_dates.txt")) >= 60


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("12 أيار 2026", "textual"),
        ("12/5/2026", "numeric"),
        ("2026-05-12T14:30Z", "iso"),
        ("12 رمضان 1447 هـ", "hijri"),
        ("1447/09/12", "hijri"),
        ("12 رمضان 1447 هـ الموافق 1 مارس 2026", "hijri_and_gregorian"),
        ("قبل ساعتين", "relative"),
        ("مايو 2026", "month"),
    ],
)
def test_a_date_says_by_which_rule_it_was_read(line: str, rule: str) -> None:
    parsed = parse(line)
    assert parsed is not None
    assert parsed.rule == rule


def test_the_order_of_numbers_is_the_sites_unless_something_decides() -> None:
    assert str(parse("05/04/2026", day_first=False)).startswith("ParsedDate(value=datetime.datetime(2026, 5, 4,")
    for line, day_first, expected in [
        ("05/04/2026", True, "2026-04-05"),
        ("05/04/2026", False, "2026-05-04"),
        ("25/04/2026", False, "2026-04-25"),  # there is no month 25
        ("الأحد 05/04/2026", False, "2026-04-05"),  # a Sunday
        ("05/12/2026", True, "2026-05-12"),  # December has not come yet
        ("2026/04/05", False, "2026-04-05"),
    ]:
        parsed = parse(line, day_first)
        assert parsed is not None
        assert parsed.isoformat()[:10] == expected, line


def test_a_relative_date_needs_the_moment_that_it_counts_from() -> None:
    assert parse_date("قبل ساعتين") is None
    assert explain_refusal("قبل ساعتين") == DateRefusal.RELATIVE_WITHOUT_NOW
    assert explain_refusal("أمس 14:30") == DateRefusal.RELATIVE_WITHOUT_NOW


def test_a_day_by_name_is_a_day_of_the_site() -> None:
    late = datetime(2026, 6, 15, 22, 30, tzinfo=UTC)  # already the 16th at the site
    parsed = parse_date("اليوم", now=late, time_zone=ZONE)
    assert parsed is not None
    assert parsed.isoformat() == "2026-06-16T00:00:00+03:00"


def test_a_relative_day_with_an_impossible_time_is_refused() -> None:
    assert explain_refusal("أمس 25:70", now=NOW) == DateRefusal.IMPOSSIBLE_TIME


def test_without_now_only_a_far_future_is_refused() -> None:
    soon = datetime.now(UTC) + timedelta(days=30)
    assert parse_date(soon.date().isoformat()) is not None
    assert explain_refusal(f"{soon.year + 3}-01-01") == DateRefusal.FAR_FUTURE


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("كتبت سلمى: نشر الثلاثاء 12 مايو 2026 - 14:30 في المدينة", ["الثلاثاء 12 مايو 2026 - 14:30"]),
        ("نشر: 12 مايو 2026 14:30 | تحديث: 13 مايو 2026 15:00", ["12 مايو 2026 14:30", "13 مايو 2026 15:00"]),
        ("10:00 - 12 مايو 2026 | 11:30 - 13 مايو 2026", ["10:00 - 12 مايو 2026", "11:30 - 13 مايو 2026"]),
        ("12 مايو 2026 (منذ شهر)", ["12 مايو 2026"]),
        ("من 3 آذار 2026 حتى 31 نيسان 2026", ["3 آذار 2026"]),
        ("لا شيء هنا منذ 3 أيام", []),
        ("توقف العمل منذ 3 أيام. " * 20, []),
        ("توقف العمل في المدينة كلها ثم عاد الناس إلى بيوتهم وبقي الطريق مغلقا كما كان، منذ 3 أيام.", []),
        ("", []),
    ],
)
def test_dates_are_found_inside_a_longer_text(text: str, raw: list[str]) -> None:
    assert [date.raw for date in find_dates(text, now=NOW, time_zone=ZONE)] == raw


def test_the_same_day_twice_is_one_date_and_the_finer_one_wins() -> None:
    parsed = parse("12 مايو 2026 | 2026-05-12 14:30")
    assert parsed is not None
    assert parsed.precision == "minute"


def test_a_paragraph_is_no_date_line() -> None:
    prose = "وقال المتحدث إن العمل يستمر في المدينة حتى إشعار آخر. " * 7 + "12 مايو 2026"
    assert explain_refusal(prose) == DateRefusal.TOO_LONG
    assert [date.raw for date in find_dates(prose)] == ["12 مايو 2026"]


NUMBERS = ("0", "1", "5", "12", "31", "99", "2026", "1447", "20260512", "٢٠٢٦", "0" * 5000)
MARKS = ("/", "-", ".", ":", "+", "(", ")", "|", "،", " ", " - ")
WORDS = (
    *("T", "Z", "هـ", "م", "ص", "مساء", "أيار", "مايو", "رمضان", "كانون", "الثاني", "الموافق", "الثلاثاء"),
    *(
        "منذ",
        "قبل",
        "ساعات",
        "ساعتين",
        "يوم",
        "و",
        "نصف",
        "أمس",
        "الساعة",
        "بتوقيت",
        "مكة",
        "GMT",
        "ago",
        "at",
    ),
)
PIECES = (*NUMBERS, *MARKS, *WORDS)


@settings(max_examples=400)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES), max_size=12).map("".join)), st.booleans())
def test_any_text_gives_dates_that_could_be_or_none(text: str, day_first: bool) -> None:
    parsed = parse_date(text, now=NOW, time_zone=ZONE, day_first=day_first)
    assert (parsed is None) == (explain_refusal(text, now=NOW, time_zone=ZONE, day_first=day_first) is not None)
    for date in [*find_dates(text, now=NOW, time_zone=ZONE), *([parsed] if parsed else [])]:
        assert date.value.tzinfo is not None
        assert NOW - timedelta(days=37 * 365) < date.value < NOW + timedelta(days=368)
        assert date.precision in {"second", "minute", "day", "month"}
        assert date.raw


@given(st.dates(min_value=datetime(1990, 1, 1).date(), max_value=NOW.date()), st.integers(0, 1439))  # noqa: DTZ001
def test_every_day_is_read_as_it_was_printed(day: datetime, minutes: int) -> None:
    clock = f"{minutes // 60:02}:{minutes % 60:02}"
    for line in (f"{day:%d/%m/%Y} {clock}", f"{day:%Y-%m-%d} - {clock}", f"{clock} {day:%d.%m.%Y}"):
        parsed = parse(line)
        assert parsed is not None
        assert parsed.value.strftime("%Y-%m-%d %H:%M") == f"{day:%Y-%m-%d} {clock}"


UNITS = (
    *(
        " ",
        "1",
        "12/5/2026 ",
        "12 ",
        "2026 ",
        "- ",
        "/",
        "12/",
        "منذ ",
        "كانون ",
        "بتوقيت ",
        "14:30 ",
        ":",
        "و",
    ),
    *("12 مايو 2026 ", "3-4-5", "5 أيار ", "م", "الأحد "),
)


@pytest.mark.parametrize("unit", UNITS)
def test_a_large_text_of_anything_is_read(unit: str) -> None:
    # Anything worse than linear takes minutes here.
    text = unit * (400_000 // len(unit))
    assert isinstance(find_dates(text, now=NOW), list)
    assert explain_refusal(text, now=NOW) in {DateRefusal.TOO_LONG, DateRefusal.NO_DATE}
