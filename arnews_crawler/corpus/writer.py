"""Writing the file: everything is buffered and written in batches, each one transaction, whole or absent."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from arnews_crawler.article import Article
from arnews_crawler.corpus import ledger
from arnews_crawler.corpus.archive_batch import Rereading
from arnews_crawler.corpus.buffer import BatchOutcome, Buffer, RejectRow
from arnews_crawler.corpus.captures import Capture, last_capture
from arnews_crawler.corpus.connection import BUSY_SECONDS, open_for_writing
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.errors import CorpusError, storage_errors
from arnews_crawler.corpus.late_teasers import LateTeaser
from arnews_crawler.corpus.records import utc_now, utc_text, without_credentials
from arnews_crawler.corpus.sameness import is_stored
from arnews_crawler.corpus.schedule import DEFAULT_RECHECK
from arnews_crawler.corpus.search_index import ensure_current
from arnews_crawler.corpus.site_traits import StoredTraits, read_traits, write_traits
from arnews_crawler.corpus.sources import SourceVisit
from arnews_crawler.corpus.transaction import write_buffer

DEFAULT_BATCH_SIZE: Final = 50
_OTHERS_PER_ARTICLE: Final = 10
"""Visits and rejects are small: a batch may hold so many times more of them than articles."""


class CorpusWriter:
    """The one writer of a run; use it as a context manager. All methods raise `CorpusError`.

    After an error of a batch the writer takes nothing more: what that batch held was never acknowledged.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, *, batch_size: int = DEFAULT_BATCH_SIZE) -> None:
        self.path = path
        self.recheck: timedelta = DEFAULT_RECHECK
        """How long after its last change an article is looked at again."""
        self.before_captures: Callable[[], None] = lambda: None
        """Called before captures are written: puts what they point to on the disk."""
        self.run_id: int | None = None
        """The run that is open; None outside a run."""
        self._connection = connection
        self._batch_size = max(batch_size, 1)
        self._buffer = Buffer()
        self._error: CorpusError | None = None
        self.total = BatchOutcome()
        """What all batches did together."""

    @classmethod
    def open(
        cls, path: Path, *, batch_size: int = DEFAULT_BATCH_SIZE, busy_seconds: float = BUSY_SECONDS
    ) -> CorpusWriter:
        """Open or make the file, migrate it, and bring its search keys up to date."""
        connection = open_for_writing(path, busy_seconds=busy_seconds)
        try:
            connection.row_factory = sqlite3.Row
            with storage_errors(path):
                ensure_current(connection)
        except BaseException:
            connection.close()
            raise
        return cls(path, connection, batch_size=batch_size)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def start_run(self, spider: str, arguments: Mapping[str, object]) -> int:
        """Open a run in the ledger and return its id; what is stored from now on names it."""
        with storage_errors(self.path):
            self.run_id = ledger.start_run(self._connection, spider, arguments)
        return self.run_id

    def finish_run(self, *, reason: str, exit_code: int | None = None, counts: Mapping[str, float]) -> None:
        """Write what is buffered and close the run; after an error of a batch, the run alone."""
        if self.run_id is None:
            return
        run_id, self.run_id = self.run_id, None
        if self._error is None:
            self._flush_for(run_id)
        else:
            self._connection.execute("PRAGMA busy_timeout = 1000")
        with storage_errors(self.path):
            ledger.finish_run(self._connection, run_id, reason=reason, exit_code=exit_code, counts=counts)

    def add_article(self, article: Article, *, fetched_at: datetime) -> BatchOutcome:
        """Buffer an article; returns what was written, which is nothing until a batch is full."""
        if not article.url:
            message = "an article without a URL cannot be stored"
            raise ValueError(message)
        self._buffer.articles.append((article, utc_text(fetched_at)))
        return self._flush_full()

    def add_archived(self, article: Article, *, fetched_at: datetime) -> BatchOutcome:
        """Buffer an article out of a WARC file: it takes back nothing that was seen later."""
        self._buffer.archived.append((article, utc_text(fetched_at)))
        return self._flush_full()

    def add_rereading(self, reading: Rereading) -> BatchOutcome:
        """Buffer what a page of our own archive gives by today's rules."""
        self._buffer.rereadings.append(reading)
        return self._flush_full()

    def add_variant(self, url: str, article_url: str, found_by: str | None = None) -> BatchOutcome:
        """Buffer another address of an article."""
        self._buffer.variants.append((without_credentials(url), article_url, found_by))
        return self._flush_full()

    def add_visit(self, visit: UrlVisit) -> BatchOutcome:
        """Buffer the answer of an address."""
        self._buffer.visits.append(visit)
        return self._flush_full()

    def add_found(self, found: Sequence[FoundUrl]) -> BatchOutcome:
        """Buffer addresses that are to be asked for."""
        self._buffer.found.extend(found)
        return self._flush_full()

    def add_source(self, visit: SourceVisit) -> BatchOutcome:
        """Buffer what a source answered; what it named is given to `add_found` before."""
        self._buffer.sources.append(visit)
        return self._flush_full()

    def add_capture(self, capture: Capture) -> BatchOutcome:
        """Buffer where a response lies; `before_captures` puts it on the disk before this is."""
        self._buffer.captures.append(capture)
        return self._flush_full()

    def last_capture(self, url: str) -> Capture | None:
        """Return the newest capture of an address; None where there is none."""
        waiting = (capture for capture in reversed(self._buffer.captures) if capture.url == url)
        with storage_errors(self.path):
            return next(waiting, None) or last_capture(self._connection, url)

    def is_stored(self, url: str, article: Article) -> bool:
        """Return whether the file has the text of an article already, as the newest one of its address."""
        with storage_errors(self.path):
            return is_stored(self._connection, url, article)

    def add_reject(self, url: str, code: str, detail: str = "") -> BatchOutcome:
        """Buffer what is not stored, and why."""
        row = RejectRow(without_credentials(url), code, without_credentials(detail), utc_now())
        self._buffer.rejects.append(row)
        return self._flush_full()

    def add_teaser(self, url: str, teaser: str, rule: str) -> BatchOutcome:
        """Buffer a teaser that was told of an article which was handed over before; see `LateTeasers`."""
        self._buffer.teasers.append(LateTeaser(url, teaser, rule, utc_now()))
        return self._flush_full()

    def traits_of(self, site: str) -> StoredTraits | None:
        """Return what was learned of a site."""
        with storage_errors(self.path):
            return read_traits(self._connection, site)

    def keep_traits(self, site: str, version: int, pages: int, traits: str) -> None:
        """Write what was learned of a site; when this returns, it is on the disk."""
        with storage_errors(self.path):
            write_traits(self._connection, site, version, pages, traits)

    def flush(self) -> BatchOutcome:
        """Write what is buffered, in one transaction; when this returns, it is on the disk."""
        return self._flush_for(self.run_id)

    def close(self) -> None:
        """Write what is buffered and close the file."""
        try:
            if self._error is None:
                self.flush()
                if len(self._buffer):  # what waits for articles that will not come any more
                    self.flush()
        finally:
            self._connection.close()

    def _flush_full(self) -> BatchOutcome:
        buffer = self._buffer
        articles = len(buffer.articles) + len(buffer.archived) + len(buffer.rereadings)
        if articles >= self._batch_size or len(buffer) >= self._batch_size * _OTHERS_PER_ARTICLE:
            return self.flush()
        return BatchOutcome()

    def _flush_for(self, run_id: int | None) -> BatchOutcome:
        if self._error is not None:
            raise self._error
        if not len(self._buffer):
            return BatchOutcome()
        buffer, self._buffer = self._buffer, Buffer()
        try:
            if buffer.captures:
                self.before_captures()
            with storage_errors(self.path):
                outcome, self._buffer = write_buffer(self._connection, buffer, run_id, self.recheck)
        except CorpusError as error:
            self._error = error
            raise
        self.total += outcome
        return outcome
