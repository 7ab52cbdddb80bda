"""The memory of the site that a run crawls: opened with it, closed when it ends, empty where it is to know nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from scrapy.settings import BaseSettings

from arnews_crawler.corpus.crawl_memory import CrawlMemory
from arnews_crawler.discovery.urls import site_host
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Limits
from arnews_crawler.spiders.recall import Recall
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.source_memory import SourceMemory


class SiteMemory:
    """What earlier runs left, and the moment from which this run looks at it."""

    def __init__(self, memory: CrawlMemory | None, arguments: SpiderArguments) -> None:
        self._memory = memory
        self._arguments = arguments
        self._now = datetime.now(UTC)

    @classmethod
    def open(cls, arguments: SpiderArguments, settings: BaseSettings) -> SiteMemory:
        """Open the file that the run writes to, which its pipelines have made by now.

        A dry run is to show what the site holds, and single pages are read because somebody asked: both know nothing.

        :raises CorpusError: the file cannot be read.
        """
        is_blank = settings.getbool("ARNEWS_DRY_RUN") or arguments.urls or not arguments.base_url
        path = Path(settings.get("ARNEWS_DB") or "")
        if is_blank or "pipelines.store.StorePipeline" not in (settings.getdict("ITEM_PIPELINES") or {}):
            return cls(None, arguments)
        return cls(CrawlMemory.open(path, site_host(arguments.base_url or "")), arguments)

    def recall(self, report: Reporter, limits: Limits) -> Recall:
        """Return what decides which pages are asked for."""
        return Recall(self._memory, self._arguments, report, self._now, limits)

    def sources(self, recall: Recall) -> SourceMemory:
        """Return what decides which sources are asked."""
        known = self._memory.sources() if self._memory is not None else {}
        return SourceMemory(
            known,
            self._copy_of,
            self._now,
            is_incremental=recall.is_incremental,
            is_continuation=recall.is_continuation,
        )

    def close(self) -> None:
        """Close the file."""
        if self._memory is not None:
            self._memory.close()
            self._memory = None

    def _copy_of(self, source: str) -> bytes | None:
        return self._memory.copy_of(source) if self._memory is not None else None
