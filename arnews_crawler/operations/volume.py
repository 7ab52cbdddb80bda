"""The volume of a site: nothing new for longer than ever, or a day with a fraction of what the poorest day had.

Time is counted between runs in their order, and no gap for much more than is usual: a computer that was
off, or whose clock jumped, is no site that fell silent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median
from typing import Final

from arnews_crawler.corpus.run_history import Arrival, RunHistory

_DAY: Final = timedelta(days=1)
_WEEKS: Final = 8
_LEAST_WEEKS: Final = 2
_USUAL: Final = 3
"""New articles on the same weekday that make silence remarkable."""
_LONGER: Final = 1.5
"""Than the longest silence there ever was."""
_MANY: Final = 20
_FRACTION: Final = 0.2
_LONGEST_GAP: Final = 1.25
"""Of the longer gaps that are usual between runs; no gap counts for more."""


@dataclass(frozen=True, slots=True)
class _Run:
    at: float
    """Seconds of a clock that never jumps."""
    stored: int


def volume_complaint(history: RunHistory, stored: int, now: datetime | None = None) -> str | None:
    """Return what is wrong with the number of new articles, in a line; None where nothing is.

    :param stored: what the present run brought.
    """
    now = now or datetime.now(UTC)
    runs = _steady([*history.arrivals, Arrival(now.isoformat(), stored)])
    present = runs[-1].at
    same_weekday = _days_before(runs, present, range(7, 7 * _WEEKS + 1, 7))
    if len(same_weekday) < _LEAST_WEEKS:
        return None
    today = _day_before(runs, present) or 0
    usual = median(same_weekday)
    if today == 0 and usual >= _USUAL:
        silence, longest = _silences(runs)
        if silence > _LONGER * longest:
            return (
                f"nothing new for {_told(silence)}, where {round(usual)} articles are usual on this weekday and the "
                f"longest silence was {_told(longest)}"
            )
        return None
    least = min(_days_before(runs, present, range(1, 7 * _WEEKS + 1)))
    if usual >= _MANY and today < _FRACTION * least:
        return (
            f"{today} new articles within a day, where {round(usual)} are usual on this weekday and never under {least}"
        )
    return None


def _steady(arrivals: Sequence[Arrival]) -> list[_Run]:
    """Lay the runs on a clock that runs forward only."""
    moments = [datetime.fromisoformat(arrival.started_at).timestamp() for arrival in arrivals]
    gaps = [max(later - earlier, 0.0) for earlier, later in pairwise(moments)]
    most = _LONGEST_GAP * sorted(gaps)[(len(gaps) * 9) // 10] if gaps else 0.0
    runs, at = [], 0.0
    for arrival, gap in zip(arrivals, [0.0, *gaps], strict=True):
        at += min(gap, max(most, 3600.0))
        runs.append(_Run(at, arrival.stored))
    return runs


def _days_before(runs: Sequence[_Run], end: float, ago: range) -> list[int]:
    """Return what each of the days brought that ended so many days ago, as far as the runs go back."""
    days = (_day_before(runs, end - days * _DAY.total_seconds()) for days in ago)
    return [stored for stored in days if stored is not None]


def _day_before(runs: Sequence[_Run], end: float) -> int | None:
    """Return what the day that ends there brought; None where it lies before the first run."""
    start = end - _DAY.total_seconds()
    if start < runs[0].at:
        return None
    return sum(run.stored for run in runs if start < run.at <= end)


def _silences(runs: Sequence[_Run]) -> tuple[float, float]:
    """Return the present silence and the longest one before it, in seconds."""
    longest, last = 0.0, runs[0].at
    for run in runs:
        if run.stored:
            longest, last = max(longest, run.at - last), run.at
    return runs[-1].at - last, longest


def _told(seconds: float) -> str:
    hours = round(seconds / 3600)
    return f"{hours} hours" if hours < 72 else f"{hours // 24} days"
