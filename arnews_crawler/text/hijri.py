"""Hijri dates: the Umm al-Qura calendar as Gregorian days."""

from __future__ import annotations

from datetime import date

from hijridate import Hijri

FIRST_GREGORIAN_YEAR = 1700
"""Years below are Hijri: no news site prints older Gregorian ones as its date."""


def hijri_to_gregorian(year: int, month: int, day: int) -> date:
    """Return the Gregorian day of a Hijri one, by the Umm al-Qura calendar (1343 to 1500).

    Raises ValueError for a day that the calendar does not have, OverflowError outside its years.

    >>> hijri_to_gregorian(1447, 9, 1)
    datetime.date(2026, 2, 18)
    """
    day_of_era = Hijri(year, month, day).to_gregorian()
    return date(day_of_era.year, day_of_era.month, day_of_era.day)
