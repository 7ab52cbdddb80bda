"""The dates as each style prints them, and what a careful reader can tell from what is printed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from hijridate import Gregorian

from arnews_crawler.demo.model import DateStyle
from arnews_crawler.demo.numerals import Counted, count_phrase, to_arabic_indic

EGYPTIAN = (
    *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
    *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
LEVANTINE = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
ALGERIAN = (
    *("جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان"),
    *("جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
)
"""Months after the French, as printed in Algeria and Tunisia."""
MOROCCAN = (
    *("يناير", "فبراير", "مارس", "أبريل", "ماي", "يونيو"),
    *("يوليوز", "غشت", "شتنبر", "أكتوبر", "نونبر", "دجنبر"),
)
HIJRI = (
    *("محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة"),
    *("رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة"),
)
WEEKDAYS = ("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد")
"""From Monday, as ``datetime.weekday`` counts."""

_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_WEEK = timedelta(weeks=1)
_UNITS = (
    (_WEEK, Counted("أسبوع", "أسبوعين", "أسابيع", "أسبوعاً")),
    (_DAY, Counted("يوم", "يومين", "أيام", "يوماً")),
    (_HOUR, Counted("ساعة", "ساعتين", "ساعات", "ساعة")),
    (_MINUTE, Counted("دقيقة", "دقيقتين", "دقائق", "دقيقة")),
)


@dataclass(frozen=True, slots=True)
class _Layout:
    """One way of printing: how, and whether the time of day is in it."""

    pattern: str
    months: tuple[str, ...] = EGYPTIAN
    has_time: bool = True
    finish: Callable[[str], str] = str


_LAYOUTS: dict[DateStyle, tuple[_Layout, ...]] = {
    "visible_levantine": (
        _Layout("{weekday} {day} {month} {year} - {clock}", LEVANTINE),
        _Layout("{day} {month} {year}، {hour}:{minute} {mark}", LEVANTINE),
        _Layout("{weekday}، {day} {month} {year}", LEVANTINE, has_time=False),
        _Layout("{day} {month} {year} الساعة {clock}", LEVANTINE),
    ),
    "visible_egyptian": (
        _Layout("{weekday} {day} {month} {year} - {hour:02}:{minute} {mark}"),
        _Layout("{day} {month} {year} {hour:02}:{minute} {half}"),
        _Layout("{weekday}، {day} {month} {year}", has_time=False),
        _Layout("{day} {month}، {year} | {clock}"),
    ),
    "visible_maghrebi": (
        _Layout("{day} {month} {year} - {clock}", ALGERIAN),
        _Layout("{weekday} {day} {month} {year} - {clock}", MOROCCAN),
        _Layout("{weekday} {day} {month} {year}", ALGERIAN, has_time=False),
        _Layout("{day} {month} {year} على الساعة {clock}", MOROCCAN),
    ),
    "visible_paired": (
        _Layout("{day} {levantine}/{month} {year} - {clock}"),
        _Layout("{weekday} {day} {levantine} / {month} {year}", has_time=False),
        _Layout("{day} {levantine}/{month} {year}، {hour}:{minute} {half}"),
    ),
    "visible_arabic_digits": (
        _Layout("{day} {month} {year} - {hour:02}:{minute} {mark}", finish=to_arabic_indic),
        _Layout("{weekday} {day} {month} {year}", LEVANTINE, has_time=False, finish=to_arabic_indic),
        _Layout("{year}-{number:02}-{day:02} {clock}", finish=to_arabic_indic),
        _Layout("{weekday} {day} {month} {year}، {clock}", finish=to_arabic_indic),
    ),
    "visible_hijri": (
        _Layout("{hijri} هـ الموافق {day} {month} {year} م", has_time=False),
        _Layout("{weekday} {hijri} هـ - الموافق {day} {month} {year} - {clock}"),
        _Layout("{weekday} {hijri}هـ الموافق {day} {month} {year}م {hour:02}:{minute} {half}"),
    ),
}


def is_visible(style: DateStyle) -> bool:
    """Return whether the style prints its date for readers, and not for machines alone."""
    return style == "visible_relative" or style in _LAYOUTS


def show_date(style: DateStyle, when: datetime, *, now: datetime, variant: int = 0) -> str:
    """Return the date as the style prints it; ``json_ld`` and ``meta`` give ISO 8601, ``none`` nothing.

    ``variant`` picks one of the style's layouts (the article's number serves); ``now`` is the time of the
    request, which only the relative style needs.

    >>> from datetime import UTC
    >>> when = datetime(2025, 7, 8, 14, 5, tzinfo=UTC)
    >>> show_date("visible_levantine", when, now=when)
    'الثلاثاء 8 تموز 2025 - 14:05'
    >>> show_date("visible_relative", when, now=when + timedelta(hours=3, minutes=20))
    'قبل 3 ساعات'
    """
    if style == "none":
        return ""
    if style == "visible_relative":
        return relative_phrase(now - when, ("قبل", "منذ")[variant % 2])
    if style not in _LAYOUTS:
        return when.isoformat(timespec="seconds")
    layout = _layout(style, variant)
    return layout.finish(layout.pattern.format_map(_fields(when, layout.months)))


def read_date(style: DateStyle, when: datetime, *, variant: int = 0) -> datetime | None:
    """Return what a careful reader can tell from the printed date, in the newsroom's own offset.

    Machine-readable styles tell the second, layouts with a time the minute, the others give midnight of the
    day. A relative date gives the moment itself; ``reading_tolerance`` says how far off a reading may be.
    """
    if style == "none":
        return None
    if style not in _LAYOUTS:
        return when
    if _layout(style, variant).has_time:
        return when.replace(second=0, microsecond=0)
    return when.replace(hour=0, minute=0, second=0, microsecond=0)


def reading_tolerance(style: DateStyle, when: datetime, *, now: datetime) -> timedelta:
    """Return how far a right reading may lie from ``read_date``: the unit of a relative date, else zero."""
    if style != "visible_relative":
        return timedelta()
    age = now - when
    return next((length for length, _ in _UNITS if age >= length), _MINUTE)


def relative_phrase(age: timedelta, preposition: str = "قبل") -> str:
    """Return an age in words; what has not begun yet is just now.

    >>> [relative_phrase(timedelta(minutes=minutes)) for minutes in (0, 1, 2, 9, 45, 61, 60 * 23)]
    ['قبل لحظات', 'قبل دقيقة', 'قبل دقيقتين', 'قبل 9 دقائق', 'قبل 45 دقيقة', 'قبل ساعة', 'قبل 23 ساعة']
    >>> [relative_phrase(timedelta(days=days), "منذ") for days in (1, 2, 3, 7, 15)]
    ['منذ يوم', 'منذ يومين', 'منذ 3 أيام', 'منذ أسبوع', 'منذ أسبوعين']
    """
    for length, noun in _UNITS:
        if age >= length:
            number = age // length
            return f"{preposition} {count_phrase(number, noun, str(number))}"
    return f"{preposition} لحظات"


def _layout(style: DateStyle, variant: int) -> _Layout:
    layouts = _LAYOUTS[style]
    return layouts[variant % len(layouts)]


def _fields(when: datetime, months: tuple[str, ...]) -> dict[str, str | int]:
    afternoon = when.hour >= 12
    hijri = Gregorian.fromdate(when.date()).to_hijri()
    return {
        "weekday": WEEKDAYS[when.weekday()],
        "day": when.day,
        "number": when.month,
        "month": months[when.month - 1],
        "levantine": LEVANTINE[when.month - 1],
        "year": when.year,
        "clock": f"{when:%H:%M}",
        "hour": when.hour % 12 or 12,
        "minute": f"{when:%M}",
        "mark": "م" if afternoon else "ص",
        "half": "مساءً" if afternoon else "صباحاً",
        "hijri": f"{hijri.day} {HIJRI[hijri.month - 1]} {hijri.year}",
    }
