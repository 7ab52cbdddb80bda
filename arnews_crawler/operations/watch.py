"""Watching a crawl: what its statistics do not tell, and the record that its end is judged by."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from scrapy import signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from arnews_crawler.article import Article
from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.run_history import RunHistory, read_history
from arnews_crawler.discovery.urls import site_host
from arnews_crawler.operations.health import Patient
from arnews_crawler.operations.lock import Hold
from arnews_crawler.operations.outcome import RunRecord
from arnews_crawler.operations.vital_signs import OPTIONAL_FIELDS, Signs, VitalSigns
from arnews_crawler.spiders.acquaintance import site_key
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.site import SiteSpider


class CrawlWatch:
    """Follows one spider's crawl from before it starts."""

    def __init__(
        self,
        crawler: Crawler,
        arguments: SpiderArguments,
        hold: Hold | None,
        on_article: Callable[[Article], None] | None = None,
    ) -> None:
        self.task: asyncio.Task[None] | None = None
        self._crawler = crawler
        self._arguments = arguments
        self._hold = hold
        self._on_article = on_article
        self._reason = ""
        self._bug: str | None = None
        self._is_late_bug = False
        self._storage_error: str | None = None
        self._ended_at: float | None = None
        for handler, signal in (
            (self._opened, signals.spider_opened),
            (self._closed, signals.spider_closed),
            (self._spider_error, signals.spider_error),
            (self._item_error, signals.item_error),
            (self._item_scraped, signals.item_scraped),
        ):
            crawler.signals.connect(handler, signal)

    def record(self, database: Path | None) -> RunRecord:
        """Return what the run left behind, with its site's history out of the file; a dry run has no file.

        :raises CorpusError: the file cannot be read.
        """
        crawler, task = self._crawler, self.task
        is_done = task is not None and task.done()
        if task is not None and task.done() and not task.cancelled():
            self._note(task.exception())
        statistics = dict(crawler.stats.get_stats()) if crawler._stats else {}
        reason = self._reason or str(statistics.get("finish_reason", ""))
        spider_class = crawler.spidercls
        base_url = self._arguments.base_url
        signs = self._signs()
        run_id = statistics.get("arnews/run/id")
        history = RunHistory()
        if database is not None and base_url is not None and isinstance(run_id, int):
            history = read_site_history(database, base_url, signs, before=run_id)
        return RunRecord(
            spider=spider_class.name,
            close_reason=reason if is_done or reason else "killed",
            statistics=statistics,
            least_articles=getattr(spider_class, "least_articles", 1),
            bug=self._bug,
            is_late_bug=self._is_late_bug,
            storage_error=self._storage_error,
            site=site_key(base_url) if base_url else "",
            is_whole=is_whole_site(self._arguments),
            ended_at=self._ended_at or time.monotonic(),
            patient=Patient(
                signs=signs,
                history=history,
                layout=_declared_layout(spider_class),
                is_section=self._arguments.section is not None,
                ignored=frozenset(crawler.settings.get("ARNEWS_HEALTH_IGNORE", "").replace(",", " ").split()),
            ),
        )

    def _signs(self) -> Signs:
        if self._crawler._extensions is None:  # the crawl never began
            return Signs()
        extension = self._crawler.get_extension(VitalSigns)
        return extension.signs if extension is not None else Signs()

    def _opened(self) -> None:
        run_id = self._crawler.stats.get_value("arnews/run/id")
        if self._hold is not None and isinstance(run_id, int):
            self._hold.note_run(run_id)

    def _closed(self, reason: str) -> None:
        self._reason = reason
        self._trouble()

    def _spider_error(self, failure: Failure) -> None:
        self._note(failure.value)

    def _item_error(self, failure: Failure) -> None:
        self._note(failure.value)

    def _item_scraped(self, item: object) -> None:
        if self._on_article is not None and isinstance(item, Article):
            self._on_article(item)

    def _trouble(self) -> None:
        self._ended_at = self._ended_at or time.monotonic()

    def _note(self, error: BaseException | None) -> None:
        if error is None:
            return
        if isinstance(error, CorpusError):
            self._storage_error = self._storage_error or str(error)
        elif self._bug is None:
            self._bug = f"{type(error).__name__}: {error}".splitlines()[0]
            self._is_late_bug = self._is_closing()
        self._trouble()

    def _is_closing(self) -> bool:
        # A crawl that could not begin has no engine, and asking for it would hide why.
        engine = getattr(self._crawler, "_engine", None)
        slot = getattr(engine, "_slot", None)
        return slot is not None and slot.closing is not None


def read_site_history(database: Path, base_url: str, signs: Signs, *, before: int | None) -> RunHistory:
    """Read what earlier runs of a site were like.

    :raises CorpusError: the file cannot be read.
    """
    site = site_key(base_url)
    refused = {url for sightings in signs.rejects.values() for url in sightings.urls}
    return read_history(
        database,
        lambda url: site_key(url) == site,
        site_host(base_url),
        before=before,
        urls=refused,
        lacking={name: signs.lacks[name].urls for name in OPTIONAL_FIELDS if name in signs.lacks},
    )


def is_whole_site(arguments: SpiderArguments) -> bool:
    """Whether a run was told to read all that a day brought."""
    if arguments.urls or arguments.section or arguments.limit or arguments.until:
        return False
    return arguments.since is None or arguments.since <= datetime.now(UTC) - timedelta(days=1)


def _declared_layout(spider_class: type) -> str | None:
    """Name the newest layout that a spider declares; None where it declares none."""
    if not issubclass(spider_class, SiteSpider) or not spider_class.layouts:
        return None
    since = max((layout.since.isoformat() for layout in spider_class.layouts if layout.since), default="")
    return f"of {spider_class.name}" + (f" since {since}" if since else "")
