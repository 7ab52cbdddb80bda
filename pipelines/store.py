"""Storing: articles, addresses and rejects of a crawl go to the file in batches; its ledger keeps the run.

Settings: ``ARNEWS_DB`` (also from the environment), ``ARNEWS_BATCH_SIZE``, ``ARNEWS_BATCH_SECONDS``,
``ARNEWS_DRY_RUN``.

==============================  ============================================================================
statistic                       counts
==============================  ============================================================================
``arnews/article/<outcome>``    articles by what the file made of them, counted after they are on the disk
``arnews/article/dry_run``      articles that a dry run did not store
``arnews/error/storage``        errors of the file; the first ends the crawl with the reason ``storage_error``
``arnews/error/bug``            any other exception of a pipeline; the command makes exit code 1 of it
``arnews/run/id``               the run's id in the ledger
==============================  ============================================================================
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, Self

from itemadapter import ItemAdapter
from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from scrapy.utils.asyncio import AsyncioLoopingCall, create_looping_call
from scrapy.utils.defer import deferred_from_coro
from twisted.internet.task import LoopingCall

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.site_traits import look_up_traits
from arnews_crawler.corpus.sources import SourceVisit
from arnews_crawler.corpus.writer import DEFAULT_BATCH_SIZE, CorpusWriter
from arnews_crawler.signals import (
    Found,
    SourceAnswer,
    Traits,
    Visit,
    page_kept,
    page_rejected,
    source_answered,
    teaser_told,
    traits_asked,
    traits_learned,
    url_visited,
    urls_found,
)
from pipelines.archive import PageArchive
from pipelines.dropped import RejectedItem, RepeatedItem, UnstoredItem
from pipelines.run_facts import arguments_of, numbers_of

DEFAULT_DB: Final = "data/arnews.db"
DEFAULT_BATCH_SECONDS: Final = 2.0
STORAGE_ERROR: Final = "storage_error"
"""The close reason of a crawl whose file takes nothing any more."""

_ARTICLE_FIELDS: Final = tuple(field.name for field in fields(Article))

logger = logging.getLogger(__name__)


class StorePipeline:
    """Hands everything that a crawl found out to a `CorpusWriter`; a dry run to nobody."""

    def __init__(self, crawler: Crawler) -> None:
        assert crawler.stats is not None
        settings = crawler.settings
        self._crawler = crawler
        self._stats = crawler.stats
        self._path = Path(settings.get("ARNEWS_DB") or os.environ.get("ARNEWS_DB") or DEFAULT_DB)
        self._batch_size = settings.getint("ARNEWS_BATCH_SIZE", DEFAULT_BATCH_SIZE)
        self._batch_seconds = settings.getfloat("ARNEWS_BATCH_SECONDS", DEFAULT_BATCH_SECONDS)
        self._is_dry_run = settings.getbool("ARNEWS_DRY_RUN")
        self._writer: CorpusWriter | None = None
        self._archive: PageArchive | None = None
        self._error: CorpusError | None = None
        self._timer: AsyncioLoopingCall | LoopingCall | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline for a crawl and listen to what concerns it besides items."""
        pipeline = cls(crawler)
        for handler, signal in (
            (pipeline.item_dropped, signals.item_dropped),
            (pipeline.item_error, signals.item_error),
            (pipeline.spider_closed, signals.spider_closed),
            (pipeline.page_rejected, page_rejected),
            (pipeline.page_kept, page_kept),
            (pipeline.url_visited, url_visited),
            (pipeline.urls_found, urls_found),
            (pipeline.source_answered, source_answered),
            (pipeline.teaser_told, teaser_told),
            (pipeline.traits_asked, traits_asked),
            (pipeline.traits_learned, traits_learned),
        ):
            crawler.signals.connect(handler, signal=signal)
        return pipeline

    def open_spider(self) -> None:
        """Open the file and the run; a file that cannot be used ends the crawl before its first request."""
        if self._is_dry_run:
            return
        spider = self._crawler.spider
        assert spider is not None
        try:
            self._writer = CorpusWriter.open(self._path, batch_size=self._batch_size)
            run_id = self._writer.start_run(spider.name, arguments_of(spider))
            self._stats.set_value("arnews/run/id", run_id)
            self._archive = PageArchive.open(self._crawler, self._writer, run_id)
        except CorpusError as error:
            self._note(error)
            raise CloseSpider(STORAGE_ERROR) from error
        if self._batch_seconds > 0:
            self._timer = create_looping_call(self._flush)
            self._timer.start(self._batch_seconds, now=False)

    def process_item(self, item: Any) -> Any:
        """Buffer the item; raises `UnstoredItem` when the file takes nothing any more."""
        if self._is_dry_run:
            self._stats.inc_value("arnews/article/dry_run")
            return item
        adapter = ItemAdapter(item)
        article = Article(**{name: adapter[name] for name in _ARTICLE_FIELDS if name in adapter})
        with self._storage_errors():
            if self._error is None and self._writer is not None:
                self._count(self._writer.add_article(article, fetched_at=datetime.now(UTC)))
        if self._error is not None:
            raise UnstoredItem
        return item

    def close_spider(self) -> None:
        """Write the last batch; the run stays open until the reason is known."""
        if self._timer is not None and self._timer.running:
            self._timer.stop()
        self._flush()

    def spider_closed(self, reason: str) -> None:
        """Close the run with the crawl's reason and numbers, the file, and the archive behind what points to it."""
        writer, self._writer = self._writer, None
        if writer is None:
            return
        with self._storage_errors(), closing(writer):
            writer.finish_run(
                reason=STORAGE_ERROR if self._error else reason, counts=numbers_of(self._stats.get_stats())
            )
        if self._archive is not None:
            with self._storage_errors():
                self._archive.close()

    def item_dropped(self, exception: BaseException) -> None:
        """Write down why an item was dropped: a reject, or one more address of an article."""
        if isinstance(exception, RejectedItem):
            self.page_rejected(exception.url, exception.code, exception.detail)
        elif isinstance(exception, RepeatedItem):
            url, article_url = exception.url, exception.article_url
            self._hand_over(lambda writer: writer.add_variant(url, article_url))

    def item_error(self) -> None:
        """Count the exception of a pipeline, which Scrapy logs and forgets."""
        self._stats.inc_value("arnews/error/bug")

    def page_rejected(self, url: str, code: str, detail: str) -> None:
        """Write down a page that is not stored."""
        self._hand_over(lambda writer: writer.add_reject(url, code, detail))

    def page_kept(self, response: Response, url: str, code: str | None, article: Article | None) -> None:
        """Keep a page as it came."""
        if (archive := self._archive) is not None:
            self._hand_over(lambda _: archive.keep(response, url, code, article))

    def url_visited(self, visit: Visit) -> None:
        """Write down the answer of an address."""
        self._hand_over(lambda writer: writer.add_visit(UrlVisit(**visit)))

    def urls_found(self, found: Sequence[Found]) -> None:
        """Write down addresses that are to be asked for."""
        self._hand_over(lambda writer: writer.add_found([FoundUrl(*each) for each in found]))

    def source_answered(self, answer: SourceAnswer) -> None:
        """Write down the answer of a sitemap or feed."""
        self._hand_over(lambda writer: writer.add_source(SourceVisit(**answer)))

    def teaser_told(self, url: str, teaser: str, rule: str) -> None:
        """Complete an article that came by before with a teaser that was read later."""
        self._hand_over(lambda writer: writer.add_teaser(url, teaser, rule))

    def traits_asked(self, site: str) -> Traits | None:
        """Return what is known of a site; a dry run looks without writing."""
        if self._error is not None:
            return None
        with self._storage_errors():
            known = self._writer.traits_of(site) if self._writer is not None else look_up_traits(self._path, site)
            if known is not None:
                return Traits(version=known.version, pages=known.pages, learned_at=known.learned_at, text=known.traits)
        return None

    def traits_learned(self, site: str, traits: Traits) -> None:
        """Write down what was learned of a site, at once: what the run stores counts on it."""
        if self._writer is None or self._error is not None:
            return
        with self._storage_errors():
            self._writer.keep_traits(site, traits["version"], traits["pages"], traits["text"])

    def _flush(self) -> None:
        self._hand_over(CorpusWriter.flush)

    def _hand_over(self, give: Callable[[CorpusWriter], BatchOutcome]) -> None:
        """Give the writer something outside `process_item`, where Scrapy would log an exception and go on."""
        if self._writer is None or self._error is not None:
            return
        try:
            with self._storage_errors():
                self._count(give(self._writer))
        except Exception:
            self._stats.inc_value("arnews/error/bug")
            raise

    @contextmanager
    def _storage_errors(self) -> Iterator[None]:
        """The first error of the file ends the crawl."""
        try:
            yield
        except CorpusError as error:
            is_first = self._error is None
            self._note(error)
            engine = self._crawler.engine
            if is_first and engine is not None and engine.spider is not None:
                deferred_from_coro(engine.close_spider_async(reason=STORAGE_ERROR))

    def _note(self, error: CorpusError) -> None:
        if self._error is None:
            self._error = error
            self._stats.inc_value("arnews/error/storage")
            logger.error("%s", error)

    def _count(self, outcome: BatchOutcome) -> None:
        for field in fields(outcome):
            name, number = field.name.removesuffix("s"), getattr(outcome, field.name)
            if number:
                self._stats.inc_value(f"arnews/article/{name}", number)
