"""Ingest: saved pages through the loaders and the pipelines into the file; many read, one writes."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final, NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.folder_traits import learn_from_files, traits_for
from arnews_crawler.operations.interruption import interruptible
from arnews_crawler.operations.saved_pages import load_saved_page, read_page
from arnews_crawler.text.fold import fold_key
from pipelines.clean import CleanPipeline
from pipelines.deduplicate import DeduplicatePipeline
from pipelines.dropped import RejectedItem, RepeatedItem
from pipelines.validate import SAVED_SCHEMES, ValidatePipeline

SPIDER: Final = "ingest"
"""What the ledger calls such a run."""
_WINDOW: Final = 256
"""Files handed to the workers at a time, so that what they read does not pile up before the writer."""


class PageResult(NamedTuple):
    """What came of one file: its article, or why there is none."""

    path: Path
    article: Article | None
    code: str = ""
    detail: str = ""


@dataclass
class IngestReport:
    """What an ingest did."""

    files: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    """``stored``, ``revised``, ``unchanged``, ``variant``: articles by what the database made of them."""
    rejects: Counter[str] = field(default_factory=Counter)
    """Code -> files that were not stored."""
    first_reject: PageResult | None = None
    first_bug: PageResult | None = None
    is_interrupted: bool = False

    @property
    def rejected(self) -> int:
        """Files that were not stored."""
        return self.rejects.total()

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended: a folder of which nothing at all could be stored is no healthy one."""
        if self.first_bug is not None:
            return ExitCode.BUG
        if self.is_interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.UNHEALTHY if self.rejected == self.files else ExitCode.OK

    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:  # noqa: ARG002 - Scrapy's signature
        """Take the pipelines' counts; rejects are counted here with those of the pages."""
        if key == "arnews/article/variant":
            self.counts["variant"] += count


def ingest_files(
    paths: Sequence[Path],
    writer: CorpusWriter,
    *,
    url: str = "",
    workers: int = 1,
    on_file: Callable[[], None] = lambda: None,
) -> IngestReport:
    """Store the articles of saved pages, and of every other page the reason why it holds none.

    :param url: the address of the one page that ``paths`` names.
    :param workers: processes that read pages; 1 reads in this one.
    :raises CorpusError: the file takes nothing more; what was flushed before stays stored.
    """
    report = IngestReport()
    store = _Store(writer, report)
    writer.start_run(SPIDER, {"files": len(paths), "first": str(paths[0]) if paths else "", "url": url})
    try:
        with interruptible() as interruption:
            traits = learn_from_files(paths, writer, url)
            for result in _read_pages(paths, url, workers, traits):
                report.files += 1
                store.add(result)
                on_file()
                if interruption.is_asked:
                    report.is_interrupted = True
                    break
        writer.flush()
    except CorpusError:
        with suppress(CorpusError):
            _finish(writer, report, "storage_error", ExitCode.STORAGE)
        raise
    _finish(writer, report, "shutdown" if report.is_interrupted else "finished", report.exit_code)
    return report


def _finish(writer: CorpusWriter, report: IngestReport, reason: str, exit_code: ExitCode) -> None:
    total = writer.total
    report.counts.update(stored=total.stored, revised=total.revised, unchanged=total.unchanged)
    report.counts["variant"] += total.variants
    counts = {f"arnews/article/{name}": number for name, number in report.counts.items()}
    counts |= {f"arnews/reject/{code}": number for code, number in report.rejects.items()}
    writer.finish_run(reason=reason, exit_code=exit_code, counts=counts)


def read_page_file(path: Path, url: str = "", traits: Mapping[str, SiteTraits] | None = None) -> PageResult:
    """Read one file. A bug of ours is a result too: it must not cost the files behind it.

    :param traits: site -> what its pages share.
    """
    try:
        data = read_page(path)
        hints = PageHints(traits=traits_for(traits or {}, data, path, url))
        article = load_saved_page(data, name=path.name, url=url, hints=hints)
    except ExtractionError as error:
        return PageResult(path, None, error.code, error.detail)
    except Exception as error:  # noqa: BLE001 - told as a bug, exit code 1, when all files are through
        return PageResult(path, None, "bug", f"{type(error).__name__}: {error}")
    return PageResult(path, article)


class _Store:
    """Passes articles through the pipelines to the writer."""

    def __init__(self, writer: CorpusWriter, report: IngestReport) -> None:
        self._writer = writer
        self._report = report
        self._now = datetime.now(UTC)
        self._clean = CleanPipeline()
        self._validate = ValidatePipeline(report, schemes=SAVED_SCHEMES)
        self._deduplicate = DeduplicatePipeline(report)
        self._headlines: dict[str, str] = {}

    def add(self, result: PageResult) -> None:
        """Store what came of a file."""
        if result.article is None:
            self._reject(result)
            return
        article = result.article
        if not article.url or self._is_shared(article):
            article.url = file_address(result.path)
        try:
            item = self._deduplicate.process_item(self._validate.process_item(self._clean.process_item(article)))
        except RejectedItem as error:
            self._reject(PageResult(result.path, None, error.code, error.detail))
        except RepeatedItem as error:
            self._writer.add_variant(error.url, error.article_url)
        else:
            self._writer.add_article(item, fetched_at=self._now)

    def _is_shared(self, article: Article) -> bool:
        """Whether a file with another headline named the same address: one template wrote it into both."""
        key = fold_key(article.headline)
        if self._headlines.setdefault(article.url, key) == key:
            return False
        article.warnings.append("canonical_is_shared")
        return True

    def _reject(self, result: PageResult) -> None:
        report = self._report
        report.rejects[result.code] += 1
        report.first_reject = report.first_reject or result
        if result.code == "bug":
            report.first_bug = report.first_bug or result
        self._writer.add_reject(file_address(result.path), result.code, result.detail)


def file_address(path: Path) -> str:
    """Return the address of a file: ``file:///`` and its absolute path, percent-encoded."""
    return path.resolve().as_uri()


_worker_traits: dict[str, SiteTraits] = {}
"""In a worker: handed over once, not with each file."""


def _read_pages(
    paths: Sequence[Path], url: str, workers: int, traits: Mapping[str, SiteTraits]
) -> Iterator[PageResult]:
    if workers <= 1:
        yield from (read_page_file(path, url, traits) for path in paths)
        return
    # Started anew and not forked: a fork of a process with threads may hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (traits,)) as pool:
        try:
            for start in range(0, len(paths), _WINDOW):
                yield from pool.map(_read_in_worker, paths[start : start + _WINDOW], chunksize=8)
        finally:
            pool.shutdown(cancel_futures=True)


def _read_in_worker(path: Path) -> PageResult:
    return read_page_file(path, traits=_worker_traits)


def _start_worker(traits: Mapping[str, SiteTraits]) -> None:
    """A key press on a terminal reaches all processes; the parent alone decides when to stop."""
    _worker_traits.update(traits)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
