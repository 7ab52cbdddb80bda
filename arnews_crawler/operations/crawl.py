"""Running spiders in this process, and what came of it."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from types import FrameType
from typing import NoReturn

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from arnews_crawler.article import Article
from arnews_crawler.corpus.connection import check_header, open_for_writing
from arnews_crawler.corpus.errors import CorpusError, ReadOnlyCorpusError
from arnews_crawler.corpus.ledger import record_exit
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.lock import Hold, LockedError
from arnews_crawler.operations.lock_extension import sites_of
from arnews_crawler.operations.logs import LogFileError, log_to, summarise
from arnews_crawler.operations.outcome import Outcome, RunRecord, Verdict, combine
from arnews_crawler.operations.progress import ProgressLine
from arnews_crawler.operations.verdict import judge
from arnews_crawler.operations.watch import CrawlWatch
from arnews_crawler.spiders.acquaintance import site_key
from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError, SpiderArguments
from arnews_crawler.spiders.configuration import configured_base_url
from arnews_crawler.spiders.site import SiteSpider


class UnknownSpiderError(ValueError):
    """No spider has that name; the message gives the nearest ones."""


@dataclass(frozen=True, slots=True)
class _Task:
    """A spider that is to be run."""

    spider: type[SiteSpider]
    arguments: SpiderArguments


def crawl_settings(overrides: Mapping[str, object]) -> Settings:
    """Return the project's settings with what a command line changes, wherever the command is run."""
    settings = Settings()
    settings.setmodule("arnews_crawler.settings", priority="project")
    settings.setdict(dict(overrides), priority="cmdline")
    return settings


def spider_names(settings: Settings | None = None) -> list[str]:
    """Return the names of all spiders."""
    return sorted(SpiderLoader.from_settings(settings or crawl_settings({})).list())


def spiders_with_address(settings: Settings) -> list[str]:
    """Return the names of the spiders that need not be told where their site is."""
    loader = SpiderLoader.from_settings(settings)
    classes = {name: loader.load(name) for name in sorted(loader.list())}
    return [
        name
        for name, spider in classes.items()
        if issubclass(spider, SiteSpider) and (spider.base_url or configured_base_url(name, settings))
    ]


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
    log_json: bool = False,
) -> Outcome:
    """Run spiders one beside the other until all are done; once a process, since the reactor ends with it.

    Each holds the lock of its site and the file; one that cannot get it keeps the others from nothing.

    :param spider_arguments: the same for each; see :class:`SpiderArguments` for what there is.
    :param settings: what differs from the project's settings.
    :param on_article: called with each article that passed the pipelines.
    :param log_json: write the log as lines of JSON.
    """
    level = "INFO" if log_json else "WARNING"
    merged = crawl_settings({"LOG_LEVEL": level, "LOG_INSTALL_ROOT_HANDLER": False, **settings})
    try:
        spiders = [find_spider(name, merged) for name in spider_names]
        tasks = [_Task(spider, spider.read_arguments(dict(spider_arguments), merged)) for spider in spiders]
    except (UnknownSpiderError, ArgumentError) as error:
        return Outcome(ExitCode.USAGE, str(error))
    except ConfigurationError as error:
        return Outcome(ExitCode.CONFIGURATION, str(error))
    if not tasks:
        return Outcome(ExitCode.USAGE, "no spider was named")
    with ExitStack() as held:
        held.enter_context(_signals_interrupt())
        try:
            held.enter_context(log_to(sys.stderr, merged, as_json=log_json))
        except LogFileError as error:
            return Outcome(ExitCode.STORAGE, str(error))
        database = None if merged.getbool("ARNEWS_DRY_RUN") else Path(merged["ARNEWS_DB"])
        try:
            holds, verdicts = _take_locks(tasks, database, held)
            if holds and database is not None:
                open_for_writing(database).close()  # told before the first request, not after it
        except CorpusError as error:
            return Outcome(ExitCode.STORAGE, str(error))
        if holds:
            verdicts += _crawl(holds, spider_arguments, merged, on_article)
        outcome = combine(verdicts)
        summarise(outcome)
        return outcome


def _take_locks(
    tasks: Sequence[_Task], database: Path | None, held: ExitStack
) -> tuple[list[tuple[_Task, Hold | None]], list[Verdict]]:
    """Return the spiders that may run, with their locks, and the verdicts on those that may not.

    :raises CorpusError: there is no place for a lock.
    """
    if database is None:
        return [(task, None) for task in tasks], []
    check_header(database)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as error:
        raise ReadOnlyCorpusError(database, f"its folder cannot be made ({error})") from error
    holds: list[tuple[_Task, Hold | None]] = []
    verdicts = []
    for task in tasks:
        try:
            hold = held.enter_context(Hold.take(database, sites_of(task.arguments), task.spider.name))
        except LockedError as error:
            verdicts.append(judge(_never_begun(task, "locked", str(error))))
        else:
            holds.append((task, hold))
    return holds, verdicts


def _never_begun(task: _Task, reason: str, problem: str) -> RunRecord:
    base_url = task.arguments.base_url
    return RunRecord(
        spider=task.spider.name,
        close_reason=reason,
        statistics={"arnews/problem": f"{reason}: {problem}"},
        site=site_key(base_url) if base_url else "",
        ended_at=time.monotonic(),
    )


def _crawl(
    holds: Sequence[tuple[_Task, Hold | None]],
    spider_arguments: Mapping[str, object],
    settings: Settings,
    on_article: Callable[[Article], None] | None,
) -> list[Verdict]:
    process = AsyncCrawlerProcess(settings)
    progress = ProgressLine(sys.stderr)
    watches = []
    for task, hold in holds:
        crawler = process.create_crawler(task.spider)
        progress.watch(crawler)
        watch = CrawlWatch(crawler, task.arguments, hold, on_article)
        watch.task = process.crawl(crawler, **spider_arguments)
        watches.append(watch)
    # A closed terminal ends a crawl as politely as the key does; Scrapy handles SIGTERM and SIGINT alone.
    if signal.getsignal(signal.SIGHUP) is not signal.SIG_IGN:
        signal.signal(signal.SIGHUP, _as_terminate)
    process.start()
    progress.clear()
    database = None if settings.getbool("ARNEWS_DRY_RUN") else Path(settings["ARNEWS_DB"])
    return [_conclude(watch, database) for watch in watches]


def _conclude(watch: CrawlWatch, database: Path | None) -> Verdict:
    """Judge a run and write the verdict into the ledger: what its row says of the end was written before."""
    run = watch.record(None)
    verdict, run_id = judge(run), run.run_id
    if database is None or run_id is None or verdict.exit_code == ExitCode.STORAGE:
        return verdict
    try:
        run = watch.record(database)
        verdict = judge(run)
        record_exit(database, run_id, verdict.exit_code, verdict.reason)
    except CorpusError as error:
        # The file took the run, but takes nothing any more.
        return verdict if verdict.exit_code else Verdict(run, ExitCode.STORAGE, str(error), verdict.notes)
    return verdict


@contextmanager
def _signals_interrupt() -> Iterator[None]:
    """Make SIGTERM and SIGHUP what Ctrl-C is, before and after the reactor handles them; ignored ones stay so."""

    def interrupt(_number: int, _frame: FrameType | None) -> NoReturn:
        raise KeyboardInterrupt

    watched = [number for number in (signal.SIGTERM, signal.SIGHUP) if signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, interrupt) for number in watched}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _as_terminate(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGTERM)
