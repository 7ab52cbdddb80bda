"""Dates as Arabic news pages print them: every month system, Hijri, numeric, ISO, RFC 2822, relative.

A date is read whole or refused with its reason: a year is never guessed; a day that no calendar has, that the
printed names contradict, or that no news site can have published, gives nothing. `date_tokens` cuts a line in
tokens; `calendar_dates`, `clock` and `relative` read them. Every step is linear in the length of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta, tzinfo
from typing import Final

from arnews_crawler.text.calendar_dates import PrintedDay, find_days, hide
from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.clock import PrintedTime, find_times
from arnews_crawler.text.date_tokens import Token, tokenize_date
from arnews_crawler.text.parsed_date import DateContext, DateRefusal, ParsedDate
from arnews_crawler.text.relative import read_relative

__all__ = ["DateRefusal", "ParsedDate", "explain_refusal", "find_dates", "parse_date"]

_LONGEST_LINE: Final = 300
"""Characters: a longer text is no date line."""
_FIRST_YEAR: Final = 1990
_FURTHEST_AHEAD: Final = timedelta(days=366)

_YEAR: Final = re.compile(r"(?<!\d)\d{4}(?!\d)")
_COMPACT_ISO: Final = re.compile(
    r"(?:\d{8}(?:T\d{4}(?:\d\d(?:\.\d{1,6})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?|\d{4}-?W\d\d-?[1-7]|\d{4}-(?P<of_year>\d{3}))",
    re.ASCII,
)
_STAMP: Final = re.compile(
    r"(?:19|20)\d\d-\d\d-\d\dT\d\d:\d\d(?P<second>:\d\d)?(?:Z|[+-](?:0\d|1[0-3]):(?:00|30|45))?", re.ASCII
)
# What C and Java print, the year behind the time: "Thu Oct 22 14:05:00 AST 2026".
_UNIX_DATE: Final = re.compile(
    r"^([A-Za-z]{3} [A-Za-z]{3} +\d\d?)( \d\d:\d\d:\d\d(?: [A-Z]{1,5}| [+-]\d{4})?)( \d{4})$", re.ASCII
)
# Kinds as in date_tokens: what may stand between a day and its time.
_TO_TIME: Final = re.compile(r"(?:[,.:|_\-(?@]{0,2}|T)(?:w[,_|]?)?[ct]{0,3}[:,(]?")
_FROM_TIME: Final = re.compile(r"[,.|_\-)?]{0,2}[ctU]{0,2}")
_MONTH_ALONE: Final = re.compile(r"[ltU]*:?m(?:[/\-]?m|\(m\))?[,\-/]?[cU]*(?P<year>y)M?[,.]?")


def parse_date(
    raw: str, *, now: datetime | None = None, time_zone: tzinfo = UTC, day_first: bool = True
) -> ParsedDate | None:
    """Return the date that a line tells, labels and all; None where it tells none or more than one.

    ``now`` is the moment of the fetch: relative dates count from it, and of two readings of 5/12/2026 the one
    that lies ahead of it is not taken. ``time_zone`` is the site's, for times that are printed without one;
    ``day_first`` is the site's order of numbers.

    >>> parse_date("نُشر: الثلاثاء ١٢ أيار/مايو ٢٠٢٦ - ٠٢:٣٠ م").isoformat()
    '2026-05-12T14:30:00+00:00'
    >>> parse_date("12 رمضان 1447 هـ").isoformat()
    '2026-03-01T00:00:00+00:00'
    >>> parse_date("في عام 2020") is None
    True
    """
    found = _read_line(raw, DateContext(now, time_zone, day_first))
    return found if isinstance(found, ParsedDate) else None


def find_dates(
    text: str, *, now: datetime | None = None, time_zone: tzinfo = UTC, day_first: bool = True
) -> list[ParsedDate]:
    """Return the whole dates inside a text, in their order; an age only where a short line consists of it.

    >>> [found.raw for found in find_dates("نشر 12 مايو 2026، حُدّث 2026-05-13 09:00")]
    ['12 مايو 2026', '2026-05-13 09:00']
    """
    found = _read_all(clean_text(text), DateContext(now, time_zone, day_first))
    return [date for date in found if isinstance(date, ParsedDate)]


def explain_refusal(
    raw: str, *, now: datetime | None = None, time_zone: tzinfo = UTC, day_first: bool = True
) -> DateRefusal | None:
    """Return why `parse_date` gives None for the same arguments; None where it gives a date.

    >>> explain_refusal("31 نيسان 2026").value
    'impossible_date'
    """
    found = _read_line(raw, DateContext(now, time_zone, day_first))
    return None if isinstance(found, ParsedDate) else found


def _read_line(raw: str, context: DateContext) -> ParsedDate | DateRefusal:
    line = clean_text(raw)
    if len(line) > _LONGEST_LINE:
        return DateRefusal.TOO_LONG
    if stamp := _read_stamp(line, context):
        return stamp
    line = _UNIX_DATE.sub(r"\1\3\2", line)
    found = _read_compact_iso(line, context) or _read_all(line, context) or _read_month(line, context)
    dates = [date for date in found if isinstance(date, ParsedDate)]
    refusals = [refusal for refusal in found if isinstance(refusal, DateRefusal)]
    if refusals:
        return refusals[0]
    if not dates:
        return DateRefusal.NO_DATE
    if len({date.value.date() for date in dates}) > 1:
        return DateRefusal.SEVERAL_DATES
    return min(dates, key=lambda date: ("second", "minute", "day", "month").index(date.precision))


def _read_stamp(line: str, context: DateContext) -> ParsedDate | DateRefusal | None:
    """Read what machines write most, without the grammar: 2026-05-12T14:30:00+03:00. None for all else."""
    match = _STAMP.fullmatch(line)
    if not match:
        return None
    try:
        value = datetime.fromisoformat(line)
    except ValueError:
        return None
    value = value if value.tzinfo else value.replace(tzinfo=context.time_zone)
    return _believe(ParsedDate(value, "second" if match["second"] else "minute", line, "iso"), context)


def _read_all(text: str, context: DateContext) -> list[ParsedDate | DateRefusal]:
    """Read every date of clean text: those of a calendar, else the one age of a short line."""
    if not _YEAR.search(text) and len(text) > _LONGEST_LINE:
        return []
    tokens = tokenize_date(text)
    kinds = "".join(token.kind for token in tokens)
    days = find_days(kinds, tokens, context)
    if not days:
        relative = read_relative(kinds, tokens, text, context)
        return [_believe(relative, context)] if isinstance(relative, ParsedDate) else [relative] if relative else []
    kinds = hide(kinds, days)
    times = list(find_times(kinds, tokens, context.time_zone))
    return [_put_together(day, at, tokens, text, context) for day, at in _pair(days, times, kinds)]


def _pair(
    days: list[PrintedDay], times: list[PrintedTime], kinds: str
) -> Iterator[tuple[PrintedDay, PrintedTime | None]]:
    """Give each day its time: behind it, or before it where the line begins with a time."""
    is_time_first = bool(times and _FROM_TIME.fullmatch(kinds, times[0].end, days[0].start))
    starts, ends = [found.start for found in times], [found.end for found in times]
    for day in days:
        if is_time_first:
            position = bisect_right(ends, day.start) - 1
            is_near = position >= 0 and _FROM_TIME.fullmatch(kinds, ends[position], day.start)
        else:
            position = bisect_left(starts, day.end)
            is_near = position < len(times) and _TO_TIME.fullmatch(kinds, day.end, starts[position])
        yield day, times[position] if is_near else None


def _put_together(
    day: PrintedDay, at: PrintedTime | None, tokens: list[Token], text: str, context: DateContext
) -> ParsedDate | DateRefusal:
    if at and at.refusal is DateRefusal.UNKNOWN_ZONE:
        at = None  # the day is the printed one under any clock
    refusal = day.refusal or (at and at.refusal)
    if refusal:
        return refusal
    start, end, precision = day.start, day.end, "day"
    value = datetime.combine(day.value, time(), context.time_zone)
    if at:
        start, end = min(start, at.start), max(end, at.end)
        precision = "second" if at.has_seconds else "minute"
        value = datetime.combine(day.value, at.value, at.zone or context.time_zone)
    raw = text[tokens[start].start : tokens[end - 1].end]
    return _believe(ParsedDate(value, precision, raw, day.rule), context)


def _believe(parsed: ParsedDate, context: DateContext) -> ParsedDate | DateRefusal:
    """Refuse what no news site can have published."""
    if parsed.value.year < _FIRST_YEAR:
        return DateRefusal.BEFORE_THE_WEB
    if parsed.value.date() > (context.now or datetime.now(UTC)).date() + _FURTHEST_AHEAD:
        return DateRefusal.FAR_FUTURE
    return parsed


def _read_compact_iso(line: str, context: DateContext) -> list[ParsedDate | DateRefusal]:
    """Read ISO 8601 without separators, and weeks: the whole line must be one, or any number would do."""
    match = _COMPACT_ISO.fullmatch(line)
    if not match:
        return []
    try:
        value = _day_of_year(line) if match["of_year"] else datetime.fromisoformat(line)
    except ValueError:
        return [DateRefusal.NO_DATE]
    clock = line.partition("T")[2]
    precision = "day" if not clock else "second" if clock[:6].isdigit() and len(clock) > 5 else "minute"
    value = value if value.tzinfo else value.replace(tzinfo=context.time_zone)
    return [_believe(ParsedDate(value, precision, line, "iso"), context)]


def _day_of_year(line: str) -> datetime:
    """Read ISO's ordinal date, 2026-132; a day that the year does not have is a ValueError."""
    year, day = map(int, line.split("-"))
    value = datetime(year, 1, 1) + timedelta(days=day - 1)  # noqa: DTZ001 - the reader adds the site's zone
    if value.year != year or year < _FIRST_YEAR:
        raise ValueError(line)
    return value


def _read_month(line: str, context: DateContext) -> list[ParsedDate | DateRefusal]:
    """Read a month with its year and no day, where the line is nothing else."""
    tokens = tokenize_date(line)
    match = _MONTH_ALONE.fullmatch("".join(token.kind for token in tokens))
    if not match:
        return []
    months = {token.number for token in tokens if token.kind == "m"}
    if len(months) > 1:
        return [DateRefusal.MONTHS_DISAGREE]
    year = tokens[match.start("year")].number
    if not year:
        return [DateRefusal.IMPOSSIBLE_DATE]
    value = datetime(year, months.pop(), 1, tzinfo=context.time_zone)
    return [_believe(ParsedDate(value, "month", line, "month"), context)]
