"""When a host may be asked again: its rests, its Crawl-delay, slower after each refusal."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from weakref import WeakKeyDictionary

from scrapy.crawler import Crawler

from arnews_crawler.politeness.ending import is_ending
from arnews_crawler.politeness.refusals import RunEndedError

FIRST_PAUSE = 1.0
"""Seconds of rest after a refusal that names no time; doubled with each further one in a row."""
LONGEST_PAUSE = 30.0
_LOOK = 0.1
"""Seconds after which one who waits looks whether the run has ended meanwhile."""
_RECOVERY = 10
"""Good answers in a row after which a delay is halved again."""
_LEAST_DELAY = 0.25


class HostPace:
    """What a host has told of the pace that it bears."""

    __slots__ = ("_good", "_left_at", "_turn", "crawl_delay", "penalty", "refusals", "refused_at", "rests_until")

    def __init__(self) -> None:
        self.rests_until = 0.0
        self.crawl_delay = 0.0
        """From robots.txt; nothing lifts it."""
        self.penalty = 0.0
        """Seconds between requests since it refused some."""
        self.refusals = 0
        """Refusals in a row, those of one round counted once."""
        self.refused_at = 0.0
        self._good = 0
        self._left_at = 0.0
        self._turn = asyncio.Lock()

    @property
    def is_free(self) -> bool:
        """Whether a request may leave now, others beside it."""
        return not (self.crawl_delay or self.penalty) and self.rests_until <= monotonic()

    @property
    def is_resting(self) -> bool:
        """Whether nothing may leave now."""
        return self.rests_until > monotonic()

    @asynccontextmanager
    async def turn(self, check: Callable[[], None]) -> AsyncIterator[None]:
        """Wait until a request may leave; no other leaves before this one was answered.

        :param check: called while waiting; what it raises ends the wait.
        """
        async with self._turn:
            check()
            while (seconds := self._free_at() - monotonic()) > 0:
                await asyncio.sleep(min(seconds, _LOOK))
                check()
            try:
                yield
            finally:
                self.note_request()

    def note_request(self) -> None:
        """Keep when a request was answered: the delay to the next one is counted from there."""
        self._left_at = monotonic()

    def rest(self, seconds: float) -> None:
        """Let nothing leave for some seconds; a longer rest that was begun goes on."""
        self.rests_until = max(self.rests_until, monotonic() + seconds)

    def refuse(self, left_at: float) -> bool:
        """Keep a refusal; False where the request had left before an earlier one was known."""
        is_news = left_at >= self.refused_at
        self._good = 0
        if is_news:
            self.refused_at = monotonic()
            self.refusals += 1
        return is_news

    def slow_down(self, most: float = LONGEST_PAUSE) -> None:
        """Double the delay between two requests."""
        self.penalty = min(max(self.penalty * 2, _LEAST_DELAY), max(most, self.penalty))

    def pause(self) -> float:
        """Return the seconds of rest that fit the refusals so far."""
        return min(FIRST_PAUSE * 2.0 ** max(self.refusals - 1, 0), LONGEST_PAUSE)

    def accept(self) -> None:
        """Keep a good answer: the delay is halved after some of them."""
        self.refusals = 0
        if not self.penalty:
            return
        self._good += 1
        if self._good >= _RECOVERY:
            self._good = 0
            self.penalty = self.penalty / 2 if self.penalty > _LEAST_DELAY else 0.0

    def _free_at(self) -> float:
        return max(self.rests_until, self._left_at + max(self.crawl_delay, self.penalty))


class Pace:
    """The pace of each host of a crawl, by its name."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._hosts: dict[str, HostPace] = {}
        limit = crawler.settings.getfloat("CLOSESPIDER_TIMEOUT")
        self._ends_at = monotonic() + limit if limit else None

    def host(self, name: str | None) -> HostPace:
        """Return a host's pace, made where there is none."""
        name = name or ""
        pace = self._hosts.get(name)
        if pace is None:
            pace = self._hosts[name] = HostPace()
        return pace

    @property
    def seconds_left(self) -> float | None:
        """What is left of the run's time; None where it has no limit."""
        return None if self._ends_at is None else max(self._ends_at - monotonic(), 0.0)

    def check(self) -> None:
        """Let nothing leave any more once the run ends.

        :raises RunEndedError: it does.
        """
        if is_ending(self._crawler):
            raise RunEndedError("the run ended before this request's turn came")


_PACES: WeakKeyDictionary[Crawler, Pace] = WeakKeyDictionary()


def pace_of(crawler: Crawler) -> Pace:
    """Return the pace that all parts of a crawl share."""
    pace = _PACES.get(crawler)
    if pace is None:
        pace = _PACES[crawler] = Pace(crawler)
    return pace
