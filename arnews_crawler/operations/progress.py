"""Progress of a crawl for a person who watches; silent for a scheduler."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TextIO

from scrapy import signals
from scrapy.crawler import Crawler

_INTERVAL = 0.2


@dataclass(slots=True)
class Progress:
    """Where a crawl stands."""

    pages: int = 0
    articles: int = 0
    rejects: int = 0
    queued: int = 0
    seconds: float = 0.0

    def __str__(self) -> str:
        rate = f" ({self.pages / self.seconds:.1f}/s)" if self.seconds >= 1 else ""
        return f"{self.articles} articles, {self.pages} pages{rate}, {self.queued} queued, {self.rejects} rejected"


class ProgressLine:
    """One line that is rewritten, on a terminal only: its size is not known beforehand, so it is no bar."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._crawlers: list[Crawler] = []
        self._begun_at = 0.0
        self._shown_at = 0.0
        self._width = 0

    def watch(self, crawler: Crawler) -> None:
        """Follow a crawl that is about to start."""
        if not self._stream.isatty():
            return
        if not self._crawlers:
            self._begun_at = time.monotonic()
        self._crawlers.append(crawler)
        for signal in (signals.response_received, signals.item_scraped):
            crawler.signals.connect(self._update, signal)
        crawler.signals.connect(self.clear, signals.spider_closed)

    def clear(self) -> None:
        """Wipe the line, so that what is printed next stands alone."""
        if self._width:
            self._stream.write("\r" + " " * self._width + "\r")
            self._stream.flush()
            self._width = 0

    def _update(self) -> None:
        now = time.monotonic()
        if now - self._shown_at < _INTERVAL:
            return
        self._shown_at = now
        line = str(self._progress())
        self._stream.write("\r" + line.ljust(self._width))
        self._stream.flush()
        self._width = len(line)

    def _progress(self) -> Progress:
        total = Progress(seconds=time.monotonic() - self._begun_at)
        for crawler in self._crawlers:
            statistics = crawler.stats.get_stats()
            total.pages += int(statistics.get("response_received_count", 0))
            total.articles += int(statistics.get("item_scraped_count", 0))
            total.rejects += sum(int(n) for name, n in statistics.items() if name.startswith("arnews/reject/"))
            total.queued += int(statistics.get("scheduler/enqueued", 0)) - int(statistics.get("scheduler/dequeued", 0))
        return total
