"""The number of new articles: silence longer than ever, and never a quiet Friday."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from arnews_crawler.corpus.run_history import Arrival, RunHistory
from arnews_crawler.operations.volume import volume_complaint

START = datetime(2026, 3, 1, tzinfo=UTC)  # a Sunday
HOUR = timedelta(hours=1)


def newsroom(moment: datetime) -> int:
    """A newsroom with nights, quiet Fridays and a Saturday that wakes late."""
    if moment.weekday() == 4 or (moment.weekday() == 5 and moment.hour < 12) or moment.hour < 6:
        return 0
    return random.Random(moment.timestamp()).choice([0, 0, 1, 2])


def runs(days: int, every: timedelta = HOUR, count: Callable[[datetime], int] = newsroom) -> Iterator[Arrival]:
    """A run each so often, that brings what was published since the one before."""
    moment, last = START, START
    yield Arrival(moment.isoformat(), 500)
    while moment < START + timedelta(days=days):
        moment += every
        stored = 0
        while last < moment:
            last += HOUR
            stored += count(last)
        yield Arrival(moment.isoformat(), stored)


def judge(arrivals: list[Arrival]) -> str | None:
    *past, present = arrivals
    return volume_complaint(RunHistory(arrivals=past), present.stored, datetime.fromisoformat(present.started_at))


@pytest.mark.parametrize("every", [HOUR, 6 * HOUR, 24 * HOUR])
def test_a_newsroom_that_lives_is_never_told(every: timedelta) -> None:
    arrivals = list(runs(40, every))
    for end in range(1, len(arrivals) + 1, 3):
        assert judge(arrivals[:end]) is None


@pytest.mark.parametrize("every", [HOUR, 24 * HOUR])
def test_silence_longer_than_ever_is_told(every: timedelta) -> None:
    def silent(moment: datetime) -> int:
        return newsroom(moment) if moment < START + timedelta(days=28) else 0

    arrivals = list(runs(40, every, silent))
    told = [judge(arrivals[:end]) for end in range(1, len(arrivals) + 1)]
    first = next(n for n, complaint in enumerate(told) if complaint)
    at = datetime.fromisoformat(arrivals[first].started_at)
    assert START + timedelta(days=29) < at <= START + timedelta(days=32)
    assert "nothing new for" in str(told[first])
    assert "usual on this weekday and the longest silence was" in str(told[first])


def test_a_day_with_a_fraction_of_the_poorest_is_told() -> None:
    arrivals = list(runs(30, 24 * HOUR, lambda moment: 3))
    assert judge(arrivals) is None
    short = [*arrivals[:-1], Arrival(arrivals[-1].started_at, 9)]
    assert judge(short) == "9 new articles within a day, where 72 are usual on this weekday and never under 72"


def test_a_young_history_says_nothing() -> None:
    arrivals = list(runs(10, 24 * HOUR, lambda moment: 3))
    assert judge([*arrivals[:-1], Arrival(arrivals[-1].started_at, 0)]) is None
    assert judge(arrivals[:1]) is None


@pytest.mark.parametrize("jump", [timedelta(days=365), timedelta(days=-1)])
def test_a_clock_that_jumps_is_no_silence(jump: timedelta) -> None:
    arrivals = list(runs(30, 24 * HOUR, lambda moment: 3))
    later = datetime.fromisoformat(arrivals[-1].started_at) + jump
    assert judge([*arrivals, Arrival(later.isoformat(), 0)]) is None
    assert judge([*arrivals, *(Arrival((later + n * HOUR).isoformat(), 0) for n in range(5))]) is None


def test_a_computer_that_was_off_is_no_silence() -> None:
    arrivals = list(runs(30, HOUR, lambda moment: 1))
    later = datetime.fromisoformat(arrivals[-1].started_at) + timedelta(days=9)
    assert judge([*arrivals, Arrival(later.isoformat(), 0)]) is None
