"""Stamps of machines are read without the grammar of dates, and say the same as by it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.text import dates
from arnews_crawler.text.dates import ParsedDate, explain_refusal, parse_date

NOW = datetime(2026, 11, 20, tzinfo=UTC)
NUMBERS = st.tuples(
    st.sampled_from((1900, 1989, 1990, 2026, 2027, 2028)),
    *(st.integers(0, most) for most in (13, 32, 25, 61)),
)
ENDS = st.sampled_from(("", "Z", "+00:00", "-00:00", "+03:00", "-05:30", "+13:45", "-13:00", ":07", ":61", ":59+03:00"))


def _read(stamp: str, zone: str) -> tuple[object, ...]:
    found = parse_date(stamp, now=NOW, time_zone=ZoneInfo(zone))
    refusal = explain_refusal(stamp, now=NOW, time_zone=ZoneInfo(zone))
    return (found.isoformat(), found.precision, found.raw, found.rule) if isinstance(found, ParsedDate) else (refusal,)


@given(numbers=NUMBERS, end=ENDS, zone=st.sampled_from(("UTC", "Asia/Riyadh")))
def test_a_stamp_says_what_the_grammar_reads(numbers: tuple[int, ...], end: str, zone: str) -> None:
    year, month, day, hour, minute = numbers
    stamp = f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}{end}"
    quick = _read(stamp, zone)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(dates, "_read_stamp", lambda *_: None)
        assert _read(stamp, zone) == quick
