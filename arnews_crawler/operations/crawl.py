"""Running spiders in this process, and what came of it."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from scrapy import signals
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader
from twisted.python.failure import Failure

from arnews_crawler.article import Article
from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.ledger import record_exit
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.outcome import Outcome, RunRecord, combine, judge
from arnews_crawler.operations.progress import ProgressLine
from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError
from arnews_crawler.spiders.site import SiteSpider

logger = logging.getLogger(__name__)


class UnknownSpiderError(ValueError):
    """No spider has that name; the message gives the nearest ones."""


def crawl_settings(overrides: Mapping[str, object]) -> Settings:
    """Return the project's settings with what a command line changes, wherever the command is run."""
    settings = Settings()
    settings.setmodule("arnews_crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    return settings


def spider_names(settings: Settings | None = None) -> list[str]:
    """Return the names of all spiders."""
    return sorted(SpiderLoader.from_settings(settings or crawl_settings({})).list())


def find_spider(name: str, settings: Settings) -> type[SiteSpider]:
    """Return the spider of that name.

    :raises UnknownSpiderError: there is none.
    """
    loader = SpiderLoader.from_settings(settings)
    names = sorted(loader.list())
    if name not in names:
        near = get_close_matches(name, names, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"known are {', '.join(names)}"
        raise UnknownSpiderError(f"no spider is called {name!r}; {hint}")
    spider = loader.load(name)
    if not issubclass(spider, SiteSpider):
        raise UnknownSpiderError(f"{name!r} is no news spider: it is not derived from NewsSpider")
    return spider


def run_crawl(
    spider_names: Sequence[str],
    spider_arguments: Mapping[str, object],
    settings: Mapping[str, object],
    *,
    on_article: Callable[[Article], None] | None = None,
) -> Outcome:
    """Run spiders one beside the other until all are done; once a process, since the reactor ends with it.

    :param spider_arguments: the same for each; see :class:`SpiderArguments` for what there is.
    :param settings: what differs from the project's settings.
    :param on_article: called with each article that passed the pipelines.
    :raises CorpusError: the exit code could not be written into the ledger.
    """
    merged = crawl_settings({"LOG_LEVEL": "WARNING", **settings})
    try:
        spiders = [find_spider(name, merged) for name in spider_names]
        for spider in spiders:
            spider.read_arguments(dict(spider_arguments), merged)
    except (UnknownSpiderError, ArgumentError) as error:
        return Outcome(ExitCode.USAGE, str(error))
    except ConfigurationError as error:
        return Outcome(ExitCode.CONFIGURATION, str(error))
    if not spiders:
        return Outcome(ExitCode.USAGE, "no spider was named")
    process = AsyncCrawlerProcess(merged)
    progress = ProgressLine(sys.stderr)
    watches = []
    for spider in spiders:
        crawler = process.create_crawler(spider)
        progress.watch(crawler)
        watches.append(CrawlWatch(crawler, process.crawl(crawler, **spider_arguments), on_article))
    # A closed terminal ends a crawl as politely as the key does; Scrapy handles SIGTERM and SIGINT alone.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _as_terminate)
    process.start()
    outcomes = [judge(watch.record()) for watch in watches]
    if not merged.getbool("ARNEWS_DRY_RUN"):
        _note_exits(Path(merged["ARNEWS_DB"]), outcomes)
    return combine(outcomes)


class CrawlWatch:
    """Notes during a crawl what its statistics do not tell."""

    def __init__(
        self, crawler: Crawler, task: asyncio.Task[None], on_article: Callable[[Article], None] | None = None
    ) -> None:
        self._crawler = crawler
        self._task = task
        self._on_article = on_article
        self._reason = ""
        self._bug: str | None = None
        self._storage_error: str | None = None
        crawler.signals.connect(self._closed, signals.spider_closed)
        crawler.signals.connect(self._spider_error, signals.spider_error)
        crawler.signals.connect(self._item_error, signals.item_error)
        crawler.signals.connect(self._item_scraped, signals.item_scraped)

    def record(self) -> RunRecord:
        """Return what the run left behind."""
        spider_class = self._crawler.spidercls
        self._note(self._task.exception() if self._task.done() and not self._task.cancelled() else None)
        statistics = dict(self._crawler.stats.get_stats()) if self._crawler._stats else {}
        return RunRecord(
            spider=spider_class.name,
            close_reason=self._reason or str(statistics.get("finish_reason", "")),
            statistics=statistics,
            least_articles=getattr(spider_class, "least_articles", 1),
            bug=self._bug,
            storage_error=self._storage_error,
        )

    def _closed(self, reason: str) -> None:
        self._reason = reason

    def _spider_error(self, failure: Failure) -> None:
        self._note(failure.value)

    def _item_error(self, failure: Failure) -> None:
        self._note(failure.value)

    def _item_scraped(self, item: object) -> None:
        if self._on_article is not None and isinstance(item, Article):
            self._on_article(item)

    def _note(self, error: BaseException | None) -> None:
        if error is None:
            return
        if isinstance(error, CorpusError):
            self._storage_error = self._storage_error or str(error)
        else:
            self._bug = self._bug or f"{type(error).__name__}: {error}".splitlines()[0]


def _note_exits(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write each run's exit code into the ledger: what its row says of the reason was written before.

    :raises CorpusError: the file took the run, but takes nothing any more.
    """
    for outcome in outcomes:
        run_id = outcome.runs[0].statistics.get("arnews/run/id")
        if isinstance(run_id, int) and outcome.exit_code != ExitCode.STORAGE:
            record_exit(path, run_id, outcome.exit_code)


def _as_terminate(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
