"""Days of a calendar in a date line: 12 أيار/مايو 2026, 12/5/2026, 2026-05-12, 5 رمضان 1447 هـ."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, Protocol

from arnews_crawler.text.date_tokens import Token
from arnews_crawler.text.hijri import FIRST_GREGORIAN_YEAR, hijri_to_gregorian
from arnews_crawler.text.parsed_date import DateContext, DateRefusal

TAKEN: Final = "#"
"""The kind of a token that is read already."""

# Kinds as in date_tokens. A day behind "10-", "10 و", "10 إلى" ends a span, unless the 10 is a minute.
_WEEKDAY: Final = r"(?:(?P<weekday>w)[,.\-_|]?[cU]*)?"
_DAY: Final = r"(?<![sdqn][/.\-])(?<![sd][vR])(?:(?<![sd]_)|(?<=:d_))(?P<day>[sd])i?"
_PAIR: Final = r"(?P<month>{kind})\.?(?:[/\-_]?(?P<pair>{kind})|\((?P<late_pair>{kind})\))?"
_YEAR: Final = r"(?P<year>y)(?P<era>[MeH]?)"
_NO_MORE: Final = r"(?![/.\-][sdyqn])"


def _textual(kind: str) -> tuple[str, str, str]:
    month = _PAIR.format(kind=kind)
    return (
        rf"{_WEEKDAY}{_DAY}\.?[/\-_,]?[cU]*{month}[,.\-/_]?[cU]*{_YEAR}(?!-[sdqn])",
        rf"{_WEEKDAY}(?<![sd])(?<![sd]-){month}(?P<day>[sd])i?,?[cU]*{_YEAR}(?!-[sdqn])",
        rf"(?<![sdyqn][/.\-])(?P<year>y)[/\-]?{month}[/\-]?(?P<day>[sd])(?P<era>M?){_NO_MORE}",
    )


_TEXTUAL: Final = tuple(re.compile(pattern) for pattern in (*_textual("m"), *_textual("h")))
_NUMERIC: Final = re.compile(
    rf"{_WEEKDAY}(?<![sdyqn][/.\-:])"
    rf"(?:(?P<first>[sd])(?P<mark>[/.\-_])(?P<second>[sd])(?P=mark){_YEAR}"
    rf"|(?P<early_year>y)(?P<early_mark>[/.\-])(?P<month>[sd])(?P=early_mark)(?P<day>[sd])(?P<early_era>[MeH]?))"
    rf"{_NO_MORE}"
)
# What may stand between a Hijri and a Gregorian date.
_BOTH_CALENDARS: Final = re.compile(r"H?[,.\-_|/(?]{0,2}(?:oc?:?)?[cU]?")
_FURTHEST_CALENDARS: Final = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class PrintedDay:
    """A day and where it stands among the tokens; ``refusal`` says what is wrong with it."""

    start: int
    end: int
    value: date = date.min
    rule: str = ""
    refusal: DateRefusal | None = None


class Span(Protocol):
    """Something that stands somewhere among the tokens."""

    @property
    def start(self) -> int:
        """The first token."""

    @property
    def end(self) -> int:
        """The token behind the last."""


def hide(kinds: str, spans: Iterable[Span]) -> str:
    """Return the kinds with every token of the spans taken.

    >>> hide("dmy_d:d", [PrintedDay(0, 3)])
    '###_d:d'
    """
    marked = list(kinds)
    for span in spans:
        marked[span.start : span.end] = TAKEN * (span.end - span.start)
    return "".join(marked)


class _BadDayError(Exception):
    def __init__(self, refusal: DateRefusal) -> None:
        self.refusal = refusal


def find_days(kinds: str, tokens: list[Token], context: DateContext) -> list[PrintedDay]:
    """Return the days of a tokenized line in order; a Hijri and a Gregorian date side by side are one."""
    days: list[PrintedDay] = []
    if "y" not in kinds:
        return days
    for pattern in (_NUMERIC, *_TEXTUAL):
        read = _read_numeric if pattern is _NUMERIC else _read_textual
        for match in pattern.finditer(kinds):
            try:
                value, rule = read(match, tokens, context)
                days.append(PrintedDay(*match.span(), value, rule))
            except _BadDayError as bad:
                days.append(PrintedDay(*match.span(), refusal=bad.refusal))
        kinds = pattern.sub(lambda match: TAKEN * len(match[0]), kinds)
    days.sort(key=lambda day: day.start)
    return list(_join_calendars(days, kinds))


def _read_textual(match: re.Match[str], tokens: list[Token], _context: DateContext) -> tuple[date, str]:
    month = tokens[match.start("month")]
    pair = match["pair"] or match["late_pair"]
    if pair and tokens[match.start("pair" if match["pair"] else "late_pair")].number != month.number:
        raise _BadDayError(DateRefusal.MONTHS_DISAGREE)
    year, day = (tokens[match.start(group)].number for group in ("year", "day"))
    is_hijri = month.kind == "h"
    if is_hijri != (year < FIRST_GREGORIAN_YEAR) or (is_hijri and match["era"] in ("M", "e")):
        raise _BadDayError(DateRefusal.IMPOSSIBLE_DATE)
    return _make_day(year, month.number, day), "hijri" if is_hijri else "textual"


def _read_numeric(match: re.Match[str], tokens: list[Token], context: DateContext) -> tuple[date, str]:
    def number(group: str) -> int:
        return tokens[match.start(group)].number

    if match["early_year"]:
        year, era, orders = number("early_year"), match["early_era"], [(number("month"), number("day"))]
        rule = "iso" if match["early_mark"] == "-" else "numeric"
    else:
        first, second = number("first"), number("second")
        year, era, rule = number("year"), match["era"], "numeric"
        orders = [(second, first), (first, second)] if context.day_first else [(first, second), (second, first)]
    is_hijri = year < FIRST_GREGORIAN_YEAR
    if era and is_hijri != (era == "H"):
        raise _BadDayError(DateRefusal.IMPOSSIBLE_DATE)
    days = [_make_day(year, month, day) for month, day in orders if month <= 12]
    weekday = tokens[match.start("weekday")].number if match["weekday"] else None
    return _choose(days, weekday, context), "hijri" if is_hijri else rule


def _choose(days: list[date], weekday: int | None, context: DateContext) -> date:
    """Pick a reading of a numeric date: by its weekday, then by what has happened, then by the order."""
    if not days:
        raise _BadDayError(DateRefusal.IMPOSSIBLE_DATE)
    if weekday is not None:
        days = [day for day in days if day.weekday() == weekday]
        if not days:
            raise _BadDayError(DateRefusal.WEEKDAY_DISAGREES)
    if context.now:
        tomorrow = context.now.date() + timedelta(days=1)
        days = [day for day in days if day <= tomorrow] or days
    return days[0]


def _make_day(year: int, month: int, day: int) -> date:
    try:
        return hijri_to_gregorian(year, month, day) if year < FIRST_GREGORIAN_YEAR else date(year, month, day)
    except (ValueError, OverflowError) as error:
        raise _BadDayError(DateRefusal.IMPOSSIBLE_DATE) from error


def _join_calendars(days: list[PrintedDay], kinds: str) -> Iterator[PrintedDay]:
    waiting: PrintedDay | None = None
    for day in days:
        if waiting and _is_same_day_twice(waiting, day, kinds):
            waiting = _joined(waiting, day)
            continue
        if waiting:
            yield waiting
        waiting = day
    if waiting:
        yield waiting


def _is_same_day_twice(one: PrintedDay, other: PrintedDay, kinds: str) -> bool:
    rules = (one.rule, other.rule)
    return (
        "hijri" in rules
        and rules.count("hijri") == 1
        and _BOTH_CALENDARS.fullmatch(kinds, one.end, other.start) is not None
    )


def _joined(one: PrintedDay, other: PrintedDay) -> PrintedDay:
    gregorian, hijri = (other, one) if one.rule == "hijri" else (one, other)
    joined = replace(gregorian, start=one.start, end=other.end, rule="hijri_and_gregorian")
    if not gregorian.refusal and abs(gregorian.value - hijri.value) > _FURTHEST_CALENDARS:
        return replace(joined, refusal=DateRefusal.CALENDARS_DISAGREE)
    return joined
