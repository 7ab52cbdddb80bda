"""Ages and days by name, against the moment of the fetch: قبل ساعتين, منذ 3 أيام, أمس 14:30, 2 hours ago."""

from __future__ import annotations

import re
from datetime import UTC, datetime, time, timedelta
from typing import Final

from arnews_crawler.text.calendar_dates import TAKEN, hide
from arnews_crawler.text.clock import PrintedTime, find_times
from arnews_crawler.text.date_tokens import Token
from arnews_crawler.text.date_words import UNITS
from arnews_crawler.text.parsed_date import DateContext, DateRefusal, ParsedDate

# A longer line is prose: "منذ 3 أيام" in it is a part of what it tells.
_MOST_TOKENS: Final = 16

# Kinds as in date_tokens. A unit has a number before it or counts by itself ("ساعتين", "ساعة واحدة").
_EDGE: Final = r"[|_?(),.:\-]"
# An age does not begin in its own middle: "6 days, 2 hours ago".
_LABELS: Final = rf"(?:^|{_EDGE})(?<![uU],)[ltU]*"
_AMOUNT: Final = (
    r"(?P<count>[sdqk]|t(?=[uU]))?(?P<half>f)?(?P<unit>[uU]|(?<=[sd])F)k?"
    r"(?:[v,](?:(?P<more>[sdk])(?P<more_unit>[uU])|(?P<one_more>u))|(?P<and_half>v?f|b))?"
)
_AGES: Final = (
    re.compile(rf"{_LABELS}r{_AMOUNT}A?(?=$|{_EDGE})"),
    re.compile(rf"{_LABELS}{_AMOUNT}A(?=$|{_EDGE})"),
)
_JUST_NOW: Final = re.compile(rf"{_LABELS}r?N(?=$|{_EDGE})")
_DAY_NAMES: Final = (
    re.compile(rf"{_LABELS}(?P<day>D)(?:,?w)?(?:[,_|\-(]?t*:?(?P<time>{TAKEN}+))?(?=$|{_EDGE})"),
    re.compile(rf"{_LABELS}(?P<time>{TAKEN}+)[,_|\-]?(?P<day>D)(?=$|{_EDGE})"),
)


def read_relative(kinds: str, tokens: list[Token], text: str, context: DateContext) -> ParsedDate | DateRefusal | None:
    """Return the moment that a short line tells by an age or by "today"; None where it tells none.

    Minutes and hours give a minute, days and weeks a day, months a month; years say too little: nothing.
    """
    if len(tokens) > _MOST_TOKENS:
        return None
    times = list(find_times(kinds, tokens, context.time_zone))
    kinds = hide(kinds, times)
    age = next(filter(None, (pattern.search(kinds) for pattern in (*_AGES, _JUST_NOW))), None)
    match = age or next(filter(None, (pattern.search(kinds) for pattern in _DAY_NAMES)), None)
    if not match:
        return None
    if context.now is None:
        return DateRefusal.RELATIVE_WITHOUT_NOW
    now = context.now.astimezone(context.time_zone)
    read = _read_age(match, tokens, now) if age else _read_day_name(match, tokens, times, now)
    if isinstance(read, DateRefusal):
        return read
    raw = text[tokens[match.start()].start : tokens[match.end() - 1].end].strip(" |_?(),.:-")
    return ParsedDate(*read, raw, "relative")


def _read_age(match: re.Match[str], tokens: list[Token], now: datetime) -> tuple[datetime, str] | DateRefusal:
    if match.re is _JUST_NOW:
        return _whole_minute(now), "minute"
    unit = UNITS[tokens[match.start("unit")].key]
    count = max(tokens[match.start("count")].number, 1) if match["count"] else unit.implied
    if not (count or match["half"]) or (unit.measure, unit.length) == ("months", 12):
        return DateRefusal.NO_DATE
    if unit.measure == "months":
        return _months_before(now, count), "month"
    if unit.measure == "days":
        return _midnight(now - timedelta(days=count * unit.length, seconds=_seconds_more(match, tokens))), "day"
    seconds = unit.length // 2 if match["half"] else count * unit.length + _seconds_more(match, tokens)
    return _whole_minute(now - timedelta(seconds=seconds)), "minute"


def _seconds_more(match: re.Match[str], tokens: list[Token]) -> int:
    """Return what stands behind "و" or a comma: ساعة و20 دقيقة, ساعة ونصف, 6 days, 2 hours (as Django prints ages)."""
    if match["and_half"]:
        return UNITS[tokens[match.start("unit")].key].length // 2
    if match["more"]:
        unit = UNITS[tokens[match.start("more_unit")].key]
        seconds = {"days": 86_400, "months": 0}.get(unit.measure, 1)
        return tokens[match.start("more")].number * unit.length * seconds
    if match["one_more"]:
        unit = UNITS[tokens[match.start("one_more")].key]
        return unit.implied * unit.length
    return 0


def _read_day_name(
    match: re.Match[str], tokens: list[Token], times: list[PrintedTime], now: datetime
) -> tuple[datetime, str] | DateRefusal:
    day = _midnight(now - timedelta(days=tokens[match.start("day")].number))
    if not match["time"]:
        return day, "day"
    printed = next(found for found in times if found.start == match.start("time"))
    if printed.refusal:
        return printed.refusal
    value = datetime.combine(day.date(), printed.value, printed.zone or now.tzinfo or UTC)
    return value, "second" if printed.has_seconds else "minute"


def _months_before(now: datetime, months: int) -> datetime:
    year, month = divmod(now.year * 12 + now.month - 1 - months, 12)
    return _midnight(now.replace(year=year, month=month + 1, day=1))


def _midnight(moment: datetime) -> datetime:
    return datetime.combine(moment.date(), time(), moment.tzinfo)


def _whole_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)
