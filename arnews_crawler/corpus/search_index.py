"""Keeping ``articles_fts`` in step: a contentless FTS5 table forgets a row only if told its old keys.

SQLite before 3.43 knows no ``contentless_delete``; FTS5's ``'delete'`` command takes the values that were
inserted (https://www.sqlite.org/fts5.html#the_delete_command). They are made again from the old text, which
is right only while the normaliser is the one that made them: its version stands in ``meta``, and another
version means `rebuild`.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

from arnews_crawler.corpus.keys import ArticleKeys, SearchKeys, article_keys
from arnews_crawler.corpus.similar import SimilarChanges, forget_all, forget_similar
from arnews_crawler.text.fold import NORMALISER_VERSION

_INSERT: Final = """
    INSERT INTO articles_fts(
        rowid, text_words, text_stems, text_skeletons, headline_words, headline_stems, headline_skeletons
    ) VALUES (?, ?, ?, ?, ?, ?, ?)
"""
_DELETE: Final = """
    INSERT INTO articles_fts(
        articles_fts, rowid, text_words, text_stems, text_skeletons, headline_words, headline_stems, headline_skeletons
    ) VALUES ('delete', ?, ?, ?, ?, ?, ?, ?)
"""
IS_ERASED: Final = "(withheld = 1 AND body = '')"
"""An article of which nothing is left but its addresses; it has no keys."""
_BATCH: Final = 500

logger = logging.getLogger(__name__)


class IndexChanges:
    """The changes of one batch to search keys and comparisons, applied at its end."""

    def __init__(self) -> None:
        self._removed: dict[int, SearchKeys] = {}
        self._added: dict[int, SearchKeys] = {}
        self._similar = SimilarChanges()

    def add(self, article_id: int, keys: SearchKeys) -> None:
        """Index an article that is new."""
        self._added[article_id] = keys
        self._similar.add(article_id, keys.text_words)

    def replace(self, article_id: int, old: SearchKeys, new: SearchKeys) -> None:
        """Index an article anew; ``old`` are the keys that it had before this change."""
        if article_id not in self._added:
            self._removed[article_id] = old
        self._added[article_id] = new
        if old.text_words != new.text_words:
            self._similar.replace(article_id, new.text_words)

    def apply(self, connection: sqlite3.Connection) -> None:
        """Write the changes, within the caller's transaction."""
        connection.executemany(_DELETE, ((rowid, *keys) for rowid, keys in self._removed.items()))
        connection.executemany(_INSERT, ((rowid, *keys) for rowid, keys in self._added.items()))
        self._similar.apply(connection)


def stored_normaliser_version(connection: sqlite3.Connection) -> str | None:
    """Return the version of the normaliser that made the file's keys; None in a file without keys."""
    row = connection.execute("SELECT value FROM meta WHERE name = 'normaliser_version'").fetchone()
    return None if row is None else str(row[0])


def ensure_current(connection: sqlite3.Connection) -> None:
    """Make all keys anew where another version of the normaliser made them; one transaction."""
    if stored_normaliser_version(connection) == NORMALISER_VERSION:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = stored_normaliser_version(connection)
        if version != NORMALISER_VERSION:
            count = rebuild(connection)
            if count:
                logger.warning("made the search keys of %d articles anew: %s -> %s", count, version, NORMALISER_VERSION)
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def rebuild(connection: sqlite3.Connection) -> int:
    """Make all keys anew, within the caller's transaction; returns how many articles there are."""
    connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    connection.execute("DELETE FROM text_keys")
    forget_all(connection)
    count = 0
    for batch in _keys_of_all(connection):
        connection.executemany(_INSERT, ((article_id, *keys.search) for article_id, keys in batch))
        connection.executemany(
            "INSERT INTO text_keys(article_id, key) VALUES (?, ?)",
            ((article_id, keys.text_key) for article_id, keys in batch),
        )
        similar = SimilarChanges()
        for article_id, keys in batch:
            similar.add(article_id, keys.search.text_words)
        similar.apply(connection)
        count += len(batch)
    connection.execute(
        "INSERT OR REPLACE INTO meta(name, value) VALUES ('normaliser_version', ?)", (NORMALISER_VERSION,)
    )
    return count


def remove_articles(connection: sqlite3.Connection, ids: Sequence[int]) -> None:
    """Take articles and their words out of all keys, within the caller's transaction; keys have to be current.

    A row that is deleted leaves its words in the index until its segments are merged: here they are.
    """
    for article_id in ids:
        row = connection.execute(
            """
            SELECT headline, teaser, body FROM articles
            WHERE id = ?1 AND EXISTS (SELECT 1 FROM articles_fts_docsize WHERE id = ?1)
            """,
            (article_id,),
        ).fetchone()
        if row is not None:
            connection.execute(_DELETE, (article_id, *article_keys(*row).search))
        connection.execute("DELETE FROM text_keys WHERE article_id = ?", (article_id,))
    forget_similar(connection, ids)
    if ids:
        connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('optimize')")


def _keys_of_all(connection: sqlite3.Connection) -> Iterator[list[tuple[int, ArticleKeys]]]:
    query = f"SELECT id, headline, teaser, body FROM articles WHERE NOT {IS_ERASED} ORDER BY id"  # noqa: S608
    cursor = connection.execute(query)
    while rows := cursor.fetchmany(_BATCH):
        yield [(row[0], article_keys(row[1], row[2], row[3])) for row in rows]
