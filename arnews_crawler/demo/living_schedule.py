"""When a living newsroom publishes and when it fails: busy days, quiet Fridays, nights, and incidents."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Final

from arnews_crawler.demo.living_model import Incident, IncidentKind

_FRIDAY: Final = 4
_SATURDAY: Final = 5
_HOUR: Final = timedelta(hours=1)
_DAY: Final = timedelta(days=1)
_BUSY_EVERY: Final = 9
"""Days, counted from the fourth: an election, a storm, a final."""
_SHARES: Final = (1, 0, 0, 0, 1, 2, 4, 6, 7, 8, 8, 8, 8, 7, 7, 7, 7, 7, 6, 6, 5, 4, 3, 2)
"""How much of a day's news each hour brings."""
_INCIDENTS: Final[tuple[tuple[IncidentKind, int, int], ...]] = (
    ("unavailable", 3, 2),
    ("bodies_as_pictures", 10, 5),
    ("limited", 15, 2),
    ("refused", 7, 1),
    ("robots_unavailable", 20, 3),
    ("broken_sitemaps", 9, 3),
    ("forbidden", 12, 2),
    ("bodies_empty", 11, 4),
    ("hollow", 14, 2),
    ("captcha", 17, 2),
    ("pages_unavailable", 10, 3),
)
"""Kind, hour of its beginning, hours that it lasts."""


def draw_moments(start: datetime, days: int, daily: int, rng: Random) -> list[datetime]:
    """Return when articles are published in so many days from ``start`` (a midnight), in order."""
    moments = []
    for number in range(days):
        day = start + number * _DAY
        for _ in range(_articles_of(day, number, daily, rng)):
            hour = rng.choices(range(24), _SHARES)[0]
            moments.append(day + hour * _HOUR + timedelta(seconds=rng.randrange(3600)))
    return sorted(moments)


def draw_archive(start: datetime, articles: int, daily: int, rng: Random) -> list[datetime]:
    """Return when so many articles were published before ``start``, in order, the last an hour before."""
    gap = _DAY.total_seconds() / daily
    moments, moment = [], start - _HOUR
    for _ in range(articles):
        moments.append(moment)
        moment -= timedelta(seconds=round(rng.uniform(0.5, 1.5) * gap))
    return moments[::-1]


def plan_incidents(start: datetime, days: int) -> tuple[Incident, ...]:
    """Return the incidents of a period, spread over it; the first day is sound, so that a crawler knows the site.

    Each is followed by sound hours. On Fridays and Saturdays nothing fails: there is too little to notice it by.
    """
    number = min(len(_INCIDENTS), max(days - 1, 0) * 3 // 2)
    incidents: list[Incident] = []
    earliest = start + _DAY
    for place, (kind, hour, hours) in enumerate(_INCIDENTS[:number]):
        wished = start + _DAY + (days - 1) * _DAY * place / number
        begin = _next_at(max(wished, earliest), hour)
        if begin + (hours + 6) * _HOUR > start + days * _DAY:
            break
        incidents.append(Incident(begin, begin + hours * _HOUR, kind))
        earliest = begin + (hours + 8) * _HOUR
    return tuple(incidents)


def incident_at(incidents: Sequence[Incident], moment: datetime) -> Incident | None:
    """Return what goes wrong at a moment."""
    return next((incident for incident in incidents if incident.covers(moment)), None)


def _articles_of(day: datetime, number: int, daily: int, rng: Random) -> int:
    if day.weekday() == _FRIDAY:
        return rng.choice((0, 0, 1, 2))
    if day.weekday() == _SATURDAY:
        return round(daily * rng.uniform(0.3, 0.5))
    return round(daily * rng.uniform(0.8, 1.2) * (2 if number % _BUSY_EVERY == 3 else 1))


def _next_at(moment: datetime, hour: int) -> datetime:
    begin = moment.replace(hour=hour, minute=0, second=0, microsecond=0)
    while begin < moment or begin.weekday() in (_FRIDAY, _SATURDAY):
        begin += _DAY
    return begin
