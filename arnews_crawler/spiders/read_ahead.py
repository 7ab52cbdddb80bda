"""Has pages read by a second process, where reading is what a crawl spends its time on."""

from __future__ import annotations

import asyncio
import os
import time
from typing import Final

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from arnews_crawler.spiders.base import NewsSpider
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.pages import AHEAD, ReadAhead
from arnews_crawler.spiders.second_reader import SecondReader

_SHARE: Final = 0.2
_LEAST: Final = 5.0
"""Seconds of a run before its share of reading says anything."""


class ReadAheadMiddleware:
    """Lets a page wait among the requests under way until it is read, so that no more are held than may be asked for.

    A polite crawl waits for the site most of its time and never starts the second process; where reading takes more
    than a share of the time (``ARNEWS_SECOND_READER_SHARE``), it has one. What comes out is the same with it and
    without: reading a page depends on nothing but the page and what is known of it.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._reader = SecondReader()
        self._begun = time.monotonic()
        self._share = crawler.settings.getfloat("ARNEWS_SECOND_READER_SHARE", _SHARE)
        self._starting: asyncio.Task[None] | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> ReadAheadMiddleware:
        """Build it, where a second process may have a core of its own (``ARNEWS_SECOND_READER``)."""
        if not crawler.settings.getbool("ARNEWS_SECOND_READER", True) or _cores() < 2:
            raise NotConfigured
        middleware = cls(crawler)
        crawler.signals.connect(middleware.close, signals.spider_closed)
        return middleware

    async def process_response(self, request: Request, response: Response) -> Response:
        """Read a page that the spider is about to read."""
        candidate, spider = request.cb_kwargs.get("candidate"), self._crawler.spider
        if response.status != 200 or not isinstance(candidate, Candidate) or not isinstance(spider, NewsSpider):
            return response
        if not self._reader.is_ready:
            self._consider(spider.pages.seconds)
            return response
        response.request = request  # as Scrapy will do before it hands it on
        task = spider.reading_task(response, candidate)
        if task is not None:
            result = await self._reader.read(task)
            if result is not None:
                request.meta[AHEAD] = ReadAhead(task, result)
                spider.report.count("arnews/page/read_ahead")
        return response

    async def close(self) -> None:
        """The crawl is over."""
        if self._starting is not None:
            await self._reader.close()
            await self._starting

    def _consider(self, seconds: float) -> None:
        if self._starting is None and seconds > self._share * max(_LEAST, time.monotonic() - self._begun):
            self._starting = asyncio.create_task(self._reader.start())


def _cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
