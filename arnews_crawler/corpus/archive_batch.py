"""What pages out of an archive do to the file: they are old, and take back nothing that a later look saw.

Two kinds come by. Pages of a WARC file that was ingested were looked at on their record's date. Pages of our own
archive, read again after the rules improved, were stored before: what is different now is a revision marked
``reprocessed``, and when the page was seen stays as it was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from arnews_crawler.article import Article
from arnews_crawler.corpus.archive_subjects import REPROCESSED
from arnews_crawler.corpus.batch import ArticleBatch, Outcome
from arnews_crawler.corpus.keys import article_keys, content_hash
from arnews_crawler.corpus.records import TEXT_FIELDS

_QUIET = frozenset({"evidence", "warnings"})
"""Columns that tell of the others; alone they are no change."""


@dataclass(frozen=True)
class Rereading:
    """What a capture gives today that differs from an article; or the article that it gives for the first time."""

    capture_id: int
    article_id: int | None = None
    revision: int = 0
    """The one that was compared with: a later one is left alone."""
    values: Mapping[str, Any] = field(default_factory=dict)
    """Column -> value, as the row has it."""
    article: Article | None = None
    seen_at: str = ""


class ArchivedBatch(ArticleBatch):
    """Stores pages with the dates on which they were archived."""

    def _touch(self, row: sqlite3.Row, new: Mapping[str, Any], seen_at: str) -> Outcome:
        return "unchanged" if seen_at < row["last_seen_at"] else super()._touch(row, new, seen_at)

    def _revise(self, row: sqlite3.Row, new: Mapping[str, Any], seen_at: str) -> Outcome:
        return "unchanged" if seen_at < row["last_seen_at"] else super()._revise(row, new, seen_at)


class RereadingBatch(ArchivedBatch):
    """Writes what reading the archive again has changed."""

    def write_all(self, rereadings: Iterable[Rereading], now: str) -> None:
        """Write it; an article that was revised or withheld meanwhile stays as it is."""
        for reading in rereadings:
            if reading.article is not None:
                self.store(reading.article, reading.seen_at)
                self._connection.execute("UPDATE captures SET code = NULL WHERE id = ?", (reading.capture_id,))
            else:
                self._rewrite(reading, now)

    def _rewrite(self, reading: Rereading, now: str) -> None:
        row = self._row("SELECT * FROM articles WHERE id = ?", reading.article_id or 0)
        if row is None or row["withheld"] or row["revision"] != reading.revision:
            return
        values = {name: row[name] for name in row.keys()} | dict(reading.values)  # noqa: SIM118 - sqlite3.Row
        changes = {**reading.values, "revision": row["revision"] + 1}
        old, new = (tuple(each[name] for name in TEXT_FIELDS) for each in (row, values))
        if new != old:
            changes["content_hash"] = content_hash(*new)
            keys, old_keys = article_keys(*new), article_keys(*old)
            if keys.text_key != old_keys.text_key:
                changes["duplicate_of"] = self._move_key(row["id"], keys.text_key)
            self._index.replace(row["id"], old_keys.search, keys.search)
        self._update(row["id"], changes)
        changed = [name for name in reading.values if name not in _QUIET]
        self._add_revision(row["id"], row["revision"] + 1, values, now, changed)
        self.outcomes["revised"] += 1

    def _add_revision(
        self, article_id: int, revision: int, new: Mapping[str, Any], seen_at: str, changed: list[str]
    ) -> None:
        super()._add_revision(article_id, revision, new, seen_at, [*changed, REPROCESSED])
