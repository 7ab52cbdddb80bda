"""Times of day in a date line: 14:30, ٠٢:٣٠ م, الساعة 5 مساءً, 14h30, and the time zone behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import time, timedelta, tzinfo
from typing import Final

from arnews_crawler.text.date_tokens import Token
from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.parsed_date import DateRefusal
from arnews_crawler.text.zones import find_zone, fixed_zone

# Kinds as in date_tokens. A time has a colon, or "الساعة" before it, or its half of the day behind it. ET (Eastern
# Time) is a French "and" elsewhere.
_TIME: Final = re.compile(
    r"(?<![sdqyn][:/.\-])"
    r"(?:(?P<hour>[sd]):(?P<minute>d)(?::(?P<second>d)(?:[.,][sdqyn])?)?(?P<half>[aM]?)"
    r"|(?<=t)(?P<led_hour>[sd])(?:[.F](?P<led_minute>d))?(?P<led_half>[aM]?)"
    r"|(?P<half_hour>[sd])(?=a)(?P<needed_half>a)"
    r"|(?P<french_hour>[sd])F(?P<french_minute>d)"
    r"|(?:(?<=#)|(?<=#[,|_\-t])|(?<=#[,|_\-][t|,]))"  # 14.30 only behind a day: elsewhere it is a number
    r"(?P<dot_hour>[sd])\.(?P<dot_minute>d)(?:(?P<dot_half>[aM])|(?<=d\.d)(?=$|[,|_\-)zZ])))"
    r"(?P<zone>[,(]?[zZ]|(?<=[ad])v(?=$)|(?<=a)v|\(v(?=\)))?"
    r"(?P<offset>\(?[+\-](?:[sd](?::d)?|y))?(?P<late_zone>(?<=[sdy])z)?\)?"
    r"(?!:?[sdqyn]:)"
)
_NOON: Final = frozenset(map(fold_text, ("ظهرا", "الظهر")))
_NIGHT: Final = frozenset({fold_text("ليلا")})
_MORNING: Final = frozenset(map(fold_text, ("ص", "صباحا", "صباح", "الصبح", "فجرا", "am", "قبل الظهر")))
_FURTHEST_OFFSET: Final = timedelta(hours=14)


@dataclass(frozen=True, slots=True)
class PrintedTime:
    """A time of day and where it stands among the tokens; ``refusal`` says what is wrong with it."""

    start: int
    end: int
    value: time = time()
    has_seconds: bool = False
    zone: tzinfo | None = None
    """The zone printed with it; None where none is printed."""
    refusal: DateRefusal | None = None


class _BadTimeError(Exception):
    def __init__(self, refusal: DateRefusal) -> None:
        self.refusal = refusal


def find_times(kinds: str, tokens: list[Token], local: tzinfo) -> Iterator[PrintedTime]:
    """Yield the times of a tokenized line; ``kinds`` may hide tokens that are taken already."""
    for match in _TIME.finditer(kinds):
        if match["dot_hour"] and not _is_dotted_time(match, tokens):
            continue
        try:
            yield _read_time(match, tokens, local)
        except _BadTimeError as bad:
            yield PrintedTime(*match.span(), refusal=bad.refusal)


def _is_dotted_time(match: re.Match[str], tokens: list[Token]) -> bool:
    """Whether 14.30 stands together and names an hour; else it is a number of something."""
    hour, dot, minute = tokens[match.start("dot_hour") : match.end("dot_minute")]
    return hour.end == dot.start and dot.end == minute.start and hour.number < 24 and minute.number < 60


def _read_time(match: re.Match[str], tokens: list[Token], local: tzinfo) -> PrintedTime:
    def number(*groups: str) -> int:
        return next((tokens[match.start(group)].number for group in groups if match[group]), 0)

    hour = number("hour", "led_hour", "half_hour", "french_hour", "dot_hour")
    minute = number("minute", "led_minute", "french_minute", "dot_minute")
    for group in ("half", "led_half", "needed_half", "dot_half"):
        if match[group]:
            hour = _to_24_hours(hour, tokens[match.start(group)].key)
    try:
        value = time(hour, minute, number("second"))
    except ValueError as error:
        raise _BadTimeError(DateRefusal.IMPOSSIBLE_TIME) from error
    zone = _read_zone(match, tokens, local)
    return PrintedTime(*match.span(), value, has_seconds=bool(match["second"]), zone=zone)


def _to_24_hours(hour: int, half: str) -> int:
    """Apply ص, م, ظهرا, ليلا … to an hour; an hour above 12 must agree with its half."""
    if half in _MORNING:
        is_afternoon = False
    elif half in _NOON:
        is_afternoon = hour == 12 or hour < 5
    elif half in _NIGHT:
        is_afternoon = hour != 12 and hour > 5
    else:
        is_afternoon = True
    if hour > 12 or not hour:
        if hour <= 12 or is_afternoon:
            return hour
        raise _BadTimeError(DateRefusal.IMPOSSIBLE_TIME)
    return hour % 12 + 12 * is_afternoon


def _read_zone(match: re.Match[str], tokens: list[Token], local: tzinfo) -> tzinfo | None:
    named = [tokens[match.end(group) - 1] for group in ("zone", "late_zone") if match[group]]
    names = [token.key for token in named if token.kind != "v" or token.key == "et"]
    zones = [find_zone(name, local) for name in names]
    if None in zones:
        raise _BadTimeError(DateRefusal.UNKNOWN_ZONE)
    if not match["offset"]:
        return zones[0] if zones else None
    # "GMT+3" counts from Greenwich; an offset behind any other zone is no offset.
    offset = _read_offset(match, tokens)
    if any(zone != fixed_zone(timedelta()) for zone in zones):
        raise _BadTimeError(DateRefusal.UNKNOWN_ZONE)
    return fixed_zone(offset)


def _read_offset(match: re.Match[str], tokens: list[Token]) -> timedelta:
    parts = tokens[match.start("offset") : match.end("offset")]
    sign = next(part.kind for part in parts if part.kind in "+-")
    first, *rest = [part.number for part in parts if part.kind in "sdy"]
    hours, minutes = divmod(first, 100) if parts[-1].kind == "y" else (first, sum(rest))
    offset = timedelta(hours=hours, minutes=minutes)
    # "14:30-15:30" is a span of time: a negative offset needs ISO's T, seconds, a zone or four digits.
    is_iso = match.string[: match.start()].endswith("T")
    is_span = sign == "-" and not (is_iso or match["second"] or match["zone"] or parts[-1].kind == "y")
    if offset > _FURTHEST_OFFSET or minutes > 59 or is_span:
        raise _BadTimeError(DateRefusal.IMPOSSIBLE_TIME)
    return -offset if sign == "-" else offset
