"""What reading a date gives: a moment with its precision, or the reason why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from enum import StrEnum


class DateRefusal(StrEnum):
    """Why a text that may look like a date gives none."""

    NO_DATE = "no_date"
    """Nothing in it is a whole date: no year, no day, or no date at all."""
    SEVERAL_DATES = "several_dates"
    """It names more than one day, and nothing says which one is meant."""
    TOO_LONG = "too_long"
    """It is a paragraph and no date line."""
    IMPOSSIBLE_DATE = "impossible_date"
    """A day that no calendar has, such as 31 April."""
    IMPOSSIBLE_TIME = "impossible_time"
    """A time that no clock shows, such as 25:10, or an offset that no place has."""
    BEFORE_THE_WEB = "before_the_web"
    """A year before 1990: no news site published then."""
    FAR_FUTURE = "far_future"
    """More than a year ahead."""
    MONTHS_DISAGREE = "months_disagree"
    """Two month names side by side that are not the same month."""
    CALENDARS_DISAGREE = "calendars_disagree"
    """A Hijri and a Gregorian date side by side, more than three days apart."""
    WEEKDAY_DISAGREES = "weekday_disagrees"
    """A numeric date that is the printed weekday in neither order."""
    UNKNOWN_ZONE = "unknown_zone"
    """A time zone that is named, but not known here."""
    RELATIVE_WITHOUT_NOW = "relative_without_now"
    """An age, such as "two hours ago", without the moment that it counts from."""


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as read from a page.

    >>> ParsedDate(datetime(2026, 5, 12, tzinfo=UTC), "day", "12 أيار 2026", "textual").isoformat()
    '2026-05-12T00:00:00+00:00'
    """

    value: datetime
    """Aware; a day is its midnight, a month the midnight of its first day."""
    precision: str
    """How much the page gave: ``second``, ``minute``, ``day`` or ``month``.

    An age in hours counts as ``minute``, because its value is a moment; the rule ``relative`` says that it is
    only near.
    """
    raw: str
    """The characters that it was read from."""
    rule: str
    """``textual``, ``numeric``, ``iso``, ``hijri``, ``hijri_and_gregorian``, ``month`` or ``relative``."""

    def isoformat(self) -> str:
        """Return ISO 8601 with seconds and offset."""
        return self.value.isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class DateContext:
    """What a date line itself does not say."""

    now: datetime | None = None
    time_zone: tzinfo = UTC
    day_first: bool = True
