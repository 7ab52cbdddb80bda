"""Ending a run because of what a site says, at once: what has not left for the network stays at home."""

from __future__ import annotations

import asyncio
from typing import Final

from scrapy import signals
from scrapy.crawler import Crawler

_LOOK: Final = 0.2


def is_ending(crawler: Crawler) -> bool:
    """Whether the run is being closed, for whatever reason."""
    slot = getattr(crawler.engine, "_slot", None)
    return slot is not None and slot.closing is not None


def end_as_blocked(crawler: Crawler, code: str, detail: str) -> None:
    """End the run with the close reason ``blocked``; the first problem of a run is the one that is told."""
    if crawler.stats.get_value("arnews/problem") is None:
        crawler.stats.set_value("arnews/problem", f"{code}: {detail}")
    if crawler.engine is not None and crawler.engine.spider is not None and not is_ending(crawler):
        _keep(asyncio.ensure_future(crawler.engine.close_spider_async(reason="blocked")))


class PromptEnd:
    """Empties the downloader's queue once a run ends.

    Scrapy still downloads what waits there, each request after its delay: a Crawl-delay of a minute would let
    a run of twenty minutes end after half an hour.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._watch: asyncio.Task[None] | None = None
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._closed, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> PromptEnd:
        """Build it as Scrapy does."""
        return cls(crawler)

    def _opened(self) -> None:
        self._watch = asyncio.ensure_future(self._empty())

    def _closed(self) -> None:
        if self._watch is not None:
            self._watch.cancel()

    async def _empty(self) -> None:
        while True:
            await asyncio.sleep(_LOOK)
            if is_ending(self._crawler):
                self._let_go()

    def _let_go(self) -> None:
        """Hand all that waits to the download handler, which refuses it now."""
        downloader = getattr(self._crawler.engine, "downloader", None)
        if downloader is None:
            return
        for slot in list(downloader.slots.values()):
            slot.delay = 0.0
            if slot.latercall is not None:
                slot.latercall.cancel()
                slot.latercall = None
            downloader._process_queue(slot)


_TASKS: Final[set[asyncio.Future[None]]] = set()


def _keep(task: asyncio.Future[None]) -> None:
    """Hold a task until it is done; the loop itself holds tasks weakly."""
    _TASKS.add(task)
    task.add_done_callback(_TASKS.discard)
