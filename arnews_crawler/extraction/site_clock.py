"""The site's clock: what a machine-readable instant and the line that readers see say together."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone

from arnews_crawler.text.dates import ParsedDate

from .hints import PageHints

_ZONED = re.compile(r"(?:Z|[+-]\d\d:?\d\d|GMT|UTC)\s*$")
_OFFSETS = (3, 2, 4, 1, 0, 5)
"""UTC offsets of the Arab countries, the most common first (hours)."""
_FAR_OFFSETS = (-5, -4, -6, -7, -8, -3, 5.5, 8, 9, 10, 7, 6, 3.5, 4.5, 11, 12, 13)
"""Those of other countries: for instants that servers wrote in UTC alone."""


@dataclass(frozen=True)
class Found:
    """A date on a page, the rule that gave it, and whether it is that of a change."""

    date: ParsedDate
    rule: str
    is_modified: bool = False
    is_sure: bool = False
    """Whether its line calls it the publication, or is a date alone."""


def telling_the_clock(shown: list[Found]) -> Found | None:
    """The shown date that tells most of the site's clock: one printed with its time, or a time element's offset."""
    dates = [item for item in shown if not item.is_modified]
    for item in dates:
        is_printed = item.rule.startswith("visible")
        if item.date.precision in ("second", "minute") and (is_printed or item.date.value.utcoffset() != timedelta(0)):
            return item
    # Servers stamp in UTC beside a day that is printed in the site's clock.
    printed = (item for item in dates if item.rule.startswith("visible"))
    return next(printed, dates[0]) if dates else None


def in_site_clock(published: Found, visible: Found | None, hints: PageHints) -> tuple[str, str]:
    """The instant of the machine-readable date in the clock that the visible line shows.

    Servers write UTC where the reader sees the next day's date; the offset under which both say the same is the site's.
    """
    date = published.date
    if date.precision in ("day", "month") or (visible is None and hints.time_zone is None):
        return date.isoformat(), ""
    is_utc = date.value.utcoffset() == timedelta(0) and bool(_ZONED.search(date.raw)) and date.rule != "epoch"
    local = date.value.astimezone(hints.time_zone) if hints.time_zone is not None else None
    if visible is None or visible is published:
        if local is not None and (is_utc or date.rule == "epoch"):
            return _iso(local), "in the site's time zone"
        return date.isoformat(), ""
    if local is not None and is_utc and visible.rule.startswith("visible"):
        if _agrees(local, visible.date):
            return _iso(local), "in the site's time zone; the visible date agrees"
        if _agrees(date.value, visible.date):
            return _iso(date.value.replace(tzinfo=hints.time_zone)), "the site's own time, written as UTC"
    if _agrees(date.value, visible.date):
        return date.isoformat(), "the visible date agrees"
    return _in_another_clock(date, visible.date, hints, is_zoned=bool(_ZONED.search(date.raw)))


def _in_another_clock(date: ParsedDate, visible: ParsedDate, hints: PageHints, *, is_zoned: bool) -> tuple[str, str]:
    """The instant under the first offset that gives the visible date; without a zone it may be UTC or local time."""
    hours = [*_OFFSETS, *(_FAR_OFFSETS if date.value.utcoffset() == timedelta(0) or not is_zoned else ())]
    zones = [zone for zone in (hints.time_zone,) if zone] + [timezone(timedelta(hours=hour)) for hour in hours]
    instants = [date.value] if is_zoned or date.rule == "epoch" else [date.value.replace(tzinfo=UTC), date.value]
    for instant in instants:
        for zone in zones:
            local = instant.astimezone(zone)
            if _agrees(local, visible):
                return _iso(local), "in the clock of the visible date"
    return date.isoformat(), "the visible date differs"


def is_later(changed: Found, published: Found | None) -> bool:
    """A change is none where it is the publication itself or lies before it; a day alone must be a later one."""
    if published is None:
        return True
    if "day" in (changed.date.precision, published.date.precision):
        return changed.date.value.date() > published.date.value.date()
    return changed.date.value > published.date.value


def in_clock_of(published_at: str | None, changed: ParsedDate) -> str:
    """A change's time in the clock in which the publication is told, where servers wrote both as UTC."""
    if published_at is None or changed.value.utcoffset() != timedelta(0) or changed.precision == "day":
        return changed.isoformat()
    return _iso(changed.value.astimezone(datetime.fromisoformat(published_at).tzinfo))


def _agrees(value: datetime, shown: ParsedDate) -> bool:
    if value.date() != shown.value.date():
        return False
    return shown.precision in ("day", "month") or (value.hour, value.minute) == (
        shown.value.hour,
        shown.value.minute,
    )


def _iso(value: datetime) -> str:
    return value.replace(microsecond=0).isoformat()
