"""Reprocess: the pages of the archive read again with today's rules; what differs becomes revisions."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.archive_subjects import find_subjects
from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import CorpusError, storage_errors
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.interruption import interruptible
from arnews_crawler.operations.second_reading import Change, SecondReading

SPIDER: Final = "reprocess"
"""What the ledger calls such a run."""


@dataclass(frozen=True)
class Selection:
    """Which captures are read again; all where nothing is said."""

    sites: Sequence[str] = ()
    since: str | None = None
    """ISO 8601 in UTC: of captures."""
    urls: Sequence[str] = ()
    only_rejects: bool = False
    limit: int | None = None


@dataclass
class ReprocessReport:
    """What a run did, or would do."""

    pages: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    """The outcomes of `Change`, and ``unchanged``, ``still_refused``, ``newer``, ``withheld``."""
    fields: Counter[str] = field(default_factory=Counter)
    """Field -> articles in which it differs."""
    is_interrupted: bool = False

    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:
        """Take the pipelines' counts, which say nothing that is not said here."""

    @property
    def exit_code(self) -> ExitCode:
        """How the run ended."""
        if self.is_interrupted:
            return ExitCode.INTERRUPTED
        return ExitCode.UNHEALTHY if self.counts["lost"] else ExitCode.OK


def reprocess(
    path: Path,
    folder: Path,
    selection: Selection,
    *,
    is_dry_run: bool = False,
    on_change: Callable[[Change], None] = lambda _: None,
    on_start: Callable[[int], Callable[[], None]] = lambda _: lambda: None,
) -> ReprocessReport:
    """Read captures again and write what differs; a dry run tells it alone.

    :param folder: the archive's.
    :param on_change: called with each page that is not as it is stored.
    :param on_start: called with the number of pages; what it returns is called after each.
    :raises CorpusError: the file cannot be read or written; what was flushed before stays.
    """
    report = ReprocessReport()
    with ExitStack() as stack:
        # Opened first: it brings a file of an older schema up to date.
        writer = None if is_dry_run else stack.enter_context(closing(CorpusWriter.open(path)))
        connection = stack.enter_context(closing(open_for_reading(path)))
        connection.row_factory = sqlite3.Row
        if writer is None:
            with storage_errors(path):
                for change in _read_all(connection, folder, selection, report, on_start):
                    _tell(change, on_change)
            return report
        writer.start_run(SPIDER, _arguments_of(selection))
        try:
            with storage_errors(path):
                for change in _read_all(connection, folder, selection, report, on_start):
                    if change.rereading is not None:
                        writer.add_rereading(change.rereading)
                    _tell(change, on_change)
            _finish(writer, report, "shutdown" if report.is_interrupted else "finished", report.exit_code)
        except CorpusError:
            with suppress(CorpusError):
                _finish(writer, report, "storage_error", ExitCode.STORAGE)
            raise
    return report


def _read_all(
    connection: sqlite3.Connection,
    folder: Path,
    selection: Selection,
    report: ReprocessReport,
    on_start: Callable[[int], Callable[[], None]],
) -> Iterator[Change]:
    """Read all that was selected, until somebody asks to stop."""
    subjects = find_subjects(connection, sites=selection.sites, since=selection.since, urls=selection.urls)
    if selection.only_rejects:
        subjects = [replace(subject, newest=None) for subject in subjects if subject.refused is not None]
    subjects = subjects[: selection.limit]
    step, reading = on_start(len(subjects)), SecondReading(connection, folder, report)
    with interruptible() as interruption:
        for subject in subjects:
            change = reading.read(subject)
            report.pages += 1
            report.counts[change.outcome] += 1
            report.fields.update(difference.field for difference in change.differences)
            yield change
            step()
            if interruption.is_asked:
                report.is_interrupted = True
                return


def _tell(change: Change, on_change: Callable[[Change], None]) -> None:
    if change.outcome in ("revised", "stored", "refused", "lost"):
        on_change(change)


def _arguments_of(selection: Selection) -> Mapping[str, object]:
    return {name: value for name, value in vars(selection).items() if value not in (None, (), [], False)}


def _finish(writer: CorpusWriter, report: ReprocessReport, reason: str, exit_code: ExitCode) -> None:
    writer.flush()
    counts = {f"arnews/reprocess/{name}": number for name, number in report.counts.items()}
    counts |= {f"arnews/reprocess/field/{name}": number for name, number in report.fields.items()}
    writer.finish_run(reason=reason, exit_code=exit_code, counts=counts)
