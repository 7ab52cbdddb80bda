"""The lock for Scrapy's own commands: ``scrapy crawl`` takes it too, before it opens the file or asks for anything."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.lock import Hold, LockedError
from arnews_crawler.spiders.acquaintance import site_key
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.site import SiteSpider

_STORE = "pipelines.store.StorePipeline"

logger = logging.getLogger(__name__)


class LockExtension:
    """Holds the lock as long as a crawl lasts; within ``arnews crawl``, which has it already, it is shared."""

    def __init__(self, crawler: Crawler, hold: Hold) -> None:
        self._crawler = crawler
        self._hold = hold
        crawler.signals.connect(self._opened, signals.spider_opened)
        crawler.signals.connect(self._stopped, signals.engine_stopped)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Take the lock.

        :raises NotConfigured: the crawl stores nothing.
        :raises SystemExit: 75 where another run holds it. An extension comes before the pipelines, and nothing less
            keeps Scrapy from opening them.
        """
        spider, settings = crawler.spider, crawler.settings
        is_stored = settings.getdict("ITEM_PIPELINES").get(_STORE) is not None
        if not isinstance(spider, SiteSpider) or not is_stored or settings.getbool("ARNEWS_DRY_RUN"):
            raise NotConfigured
        database = Path(settings["ARNEWS_DB"])
        try:
            if not database.parent.is_dir():
                database.parent.mkdir(parents=True, exist_ok=True)
            hold = Hold.take(database, sites_of(spider.arguments), spider.name)
        except LockedError as error:
            logger.error("%s", error)  # noqa: TRY400 - no bug that has a place
            raise SystemExit(ExitCode.LOCKED) from None
        except (CorpusError, OSError) as error:
            # The pipeline meets the same trouble with the file, and ends the crawl.
            raise NotConfigured(str(error)) from error
        return cls(crawler, hold)

    def _opened(self) -> None:
        run_id = self._crawler.stats.get_value("arnews/run/id")
        if isinstance(run_id, int):
            self._hold.note_run(run_id)

    def _stopped(self) -> None:
        self._hold.release()


def sites_of(arguments: SpiderArguments) -> list[str]:
    """Return what the sites that a run reads are known by."""
    return sorted({site_key(url) for url in (arguments.base_url, *arguments.urls) if url})
