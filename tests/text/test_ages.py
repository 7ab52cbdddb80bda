"""Ages in two parts, as Django's ``naturaltime`` prints them: both parts count, whichever comma stands between."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from arnews_crawler.text.dates import find_dates

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        ("6 أيام، 2 ساعتين مضت", "2026-11-18T00:00:00+00:00"),
        ("5 days, 23 hours ago", "2026-11-18T00:00:00+00:00"),
        ("1 week, 3 days ago", "2026-11-14T00:00:00+00:00"),
        ("22 ساعة، 10 دقائق مضت", "2026-11-23T13:50:00+00:00"),
        ("محليات | عصام الخليلي | 6 أيام، 2 ساعتين مضت | 1 تعليقات", "2026-11-18T00:00:00+00:00"),
        ("قبل ساعتين، 5 دقائق قراءة", "2026-11-24T10:00:00+00:00"),
    ],
)
def test_both_parts_of_an_age_count(line: str, moment: str) -> None:
    assert [date.value.isoformat() for date in find_dates(line, now=NOW)] == [moment]
