"""Ingest: saved pages and WARC files through the loaders and the pipelines into the file; many read, one writes."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeAlias

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.folder_traits import learn_from_files, traits_for
from arnews_crawler.operations.ingest_report import IngestReport, PageResult
from arnews_crawler.operations.ingest_store import IngestStore
from arnews_crawler.operations.interruption import interruptible
from arnews_crawler.operations.saved_pages import load_saved_page, read_page
from arnews_crawler.operations.warc_files import ArchivedPage, DamagedWarcError, is_warc, read_warc
from arnews_crawler.operations.warc_pages import learn_from_warcs, load_archived_page

SPIDER: Final = "ingest"
"""What the ledger calls such a run."""
_WINDOW: Final = 256
"""Pages handed to the workers at a time, so that what they read does not pile up before the writer."""
_WINDOW_BYTES: Final = 32 * 1024 * 1024
"""So much of WARC files at a time."""

Job: TypeAlias = Path | ArchivedPage
"""A saved page, or one out of a WARC file."""


def ingest_files(
    paths: Sequence[Path],
    writer: CorpusWriter,
    *,
    url: str = "",
    workers: int = 1,
    on_file: Callable[[], None] = lambda: None,
) -> IngestReport:
    """Store the articles of saved pages, and of every other page the reason why it holds none.

    The pages of WARC files are stored with the dates on which they were archived.

    :param url: the address of the one page that ``paths`` names.
    :param workers: processes that read pages; 1 reads in this one.
    :raises CorpusError: the file takes nothing more; what was flushed before stays stored.
    """
    report = IngestReport()
    store = IngestStore(writer, report)
    writer.start_run(SPIDER, {"files": len(paths), "first": str(paths[0]) if paths else "", "url": url})
    try:
        with interruptible() as interruption:
            warcs = [path for path in paths if is_warc(path)]
            traits = learn_from_warcs(warcs, writer)
            traits |= learn_from_files([path for path in paths if not is_warc(path)], writer, url)
            for result in _read_pages(_jobs_of(paths, report, on_file), url, workers, traits):
                report.pages += 1
                store.add(result)
                if interruption.is_asked:
                    report.is_interrupted = True
                    break
        store.finish()
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
    counts |= {f"arnews/filtered/{code}": number for code, number in report.skipped.items()}
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


def read_archived(page: ArchivedPage, traits: Mapping[str, SiteTraits]) -> PageResult:
    """Read one page of a WARC file, as `read_page_file` reads a file."""
    bare = replace(page, body=b"")
    if page.same_as:
        return PageResult(page.path, None, page=bare)
    try:
        article, url = load_archived_page(page, traits)
        return PageResult(page.path, article, page=replace(bare, url=url))
    except ExtractionError as error:
        return PageResult(page.path, None, error.code, error.detail, bare)
    except Exception as error:  # noqa: BLE001 - as above
        return PageResult(page.path, None, "bug", f"{type(error).__name__}: {error}", bare)


_worker_traits: dict[str, SiteTraits] = {}
"""In a worker: handed over once, not with each file."""


def _jobs_of(paths: Sequence[Path], report: IngestReport, on_file: Callable[[], None]) -> Iterator[Job]:
    """Yield what there is to read."""
    for path in paths:
        report.files += 1
        if is_warc(path):
            try:
                yield from read_warc(path, report.skipped)
            except DamagedWarcError as error:
                report.damaged.append(str(error))
        else:
            yield path
        on_file()


def _windows_of(jobs: Iterator[Job]) -> Iterator[list[Job]]:
    """Yield jobs in parts that fit into memory."""
    window: list[Job] = []
    size = 0
    for job in jobs:
        window.append(job)
        size += len(job.body) if isinstance(job, ArchivedPage) else 0
        if len(window) == _WINDOW or size > _WINDOW_BYTES:
            yield window
            window, size = [], 0
    yield window


def _read_pages(jobs: Iterator[Job], url: str, workers: int, traits: Mapping[str, SiteTraits]) -> Iterator[PageResult]:
    if workers <= 1:
        yield from (_read(job, url, traits) for job in jobs)
        return
    # Started anew and not forked: a fork of a process with threads may hang.
    with ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (traits,)) as pool:
        try:
            for window in _windows_of(jobs):
                yield from pool.map(_read_in_worker, window, chunksize=8)
        finally:
            pool.shutdown(cancel_futures=True)


def _read(job: Job, url: str, traits: Mapping[str, SiteTraits]) -> PageResult:
    return read_archived(job, traits) if isinstance(job, ArchivedPage) else read_page_file(job, url, traits)


def _read_in_worker(job: Job) -> PageResult:
    return _read(job, "", _worker_traits)


def _start_worker(traits: Mapping[str, SiteTraits]) -> None:
    """A key press on a terminal reaches all processes; the parent alone decides when to stop."""
    _worker_traits.update(traits)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
