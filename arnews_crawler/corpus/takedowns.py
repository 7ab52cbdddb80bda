"""Takedowns: articles that are kept from readers and never fetched again, and the ledger of who asked for it and why.

An article's ledger entry stands under its own address, and holds for all of its addresses (``urls``). Whatever is
withheld has ``articles.withheld`` or an entry without ``undone_at``; `WITHHELD` asks for both.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import MissingCorpusError, storage_errors
from arnews_crawler.corpus.records import site_of, utc_now
from arnews_crawler.corpus.spellings import spellings

WITHHELD: Final = """(
    EXISTS (SELECT 1 FROM takedowns t WHERE t.url = {url} AND t.undone_at IS NULL)
    OR EXISTS (SELECT 1 FROM urls k JOIN articles w ON w.id = k.article_id WHERE k.url = {url} AND w.withheld = 1)
)"""
"""A condition in SQL: the address ``{url}`` may not be asked for."""
WITHHELD_URLS: Final = """
    SELECT url FROM takedowns WHERE undone_at IS NULL
    UNION SELECT url FROM articles WHERE withheld = 1
    UNION SELECT u.url FROM urls u JOIN articles a ON a.id = u.article_id WHERE a.withheld = 1
"""

_CODE: Final = "withheld"
_ENTRY: Final = """
    INSERT INTO takedowns(url, reason, withheld_by, withheld_at) VALUES (?, ?, ?, ?)
    ON CONFLICT(url) DO UPDATE SET reason = excluded.reason, withheld_by = excluded.withheld_by,
        withheld_at = excluded.withheld_at, undone_at = NULL, erased_at = NULL
"""


@dataclass(frozen=True, kw_only=True)
class Takedown:
    """An entry of the ledger. Times are ISO 8601 in UTC."""

    url: str
    reason: str
    withheld_by: str
    withheld_at: str
    undone_at: str | None = None
    """When it was taken back."""
    erased_at: str | None = None
    """When the last of the text was gone from the file and the archive."""


@dataclass(frozen=True)
class Target:
    """What an address means in a file."""

    url: str
    """The article's own address, else the address as the file writes it."""
    article_id: int | None
    is_known: bool
    """The address was met, or is in the ledger."""


@dataclass(frozen=True)
class Outcome:
    """What a takedown, or its end, did."""

    takedown: Takedown
    article_id: int | None
    change: Literal["withheld", "already", "undone"]
    addresses: tuple[str, ...] = ()
    twins: tuple[str, ...] = ()
    """Addresses of other sites' articles with the same text, which stay in the corpus."""


def find_target(connection: sqlite3.Connection, text: str) -> Target:
    """Return what an address that a person typed means, be it withheld or not."""
    for url in spellings(text.strip()):
        row = connection.execute("SELECT id, url FROM articles WHERE url = ?", (url,)).fetchone()
        row = (
            row
            or connection.execute(
                "SELECT a.id, a.url FROM urls u JOIN articles a ON a.id = u.article_id WHERE u.url = ?", (url,)
            ).fetchone()
        )
        if row is not None:
            return Target(row[1], row[0], is_known=True)
        for table in ("urls", "takedowns"):
            if connection.execute(f"SELECT 1 FROM {table} WHERE url = ?", (url,)).fetchone():  # noqa: S608 - our own
                return Target(url, None, is_known=True)
    written = [*spellings(text.strip())]
    return Target(written[min(1, len(written) - 1)], None, is_known=False)


def read_takedown(connection: sqlite3.Connection, url: str) -> Takedown | None:
    """Return the ledger's entry of an address; None where there is none."""
    cursor = connection.execute(
        "SELECT url, reason, withheld_by, withheld_at, undone_at, erased_at FROM takedowns WHERE url = ?", (url,)
    )
    row = cursor.fetchone()
    return None if row is None else Takedown(**dict(zip((each[0] for each in cursor.description), row, strict=True)))


def withheld_urls(connection: sqlite3.Connection) -> set[str]:
    """Return all addresses that may not be asked for."""
    return {row[0] for row in connection.execute(WITHHELD_URLS)}


def is_withheld(connection: sqlite3.Connection, url: str) -> bool:
    """Whether an address may not be asked for."""
    return bool(connection.execute(f"SELECT {WITHHELD.format(url='?1')}", (url,)).fetchone()[0])


def withhold(connection: sqlite3.Connection, target: Target, *, reason: str, by: str) -> Outcome:
    """Keep an article, or an address that has none yet, from readers and from crawls; one transaction."""
    with transaction(connection):
        before = read_takedown(connection, target.url)
        if before is not None and before.undone_at is None:
            return Outcome(before, target.article_id, "already", addresses_of(connection, target))
        now = utc_now()
        connection.execute(_ENTRY, (target.url, _with_history(reason, before), by, now))
        connection.execute(
            "INSERT INTO urls(url, site, found_at, code) VALUES (?, ?, ?, ?) ON CONFLICT(url) DO NOTHING",
            (target.url, site_of(target.url), now, _CODE),
        )
        twins: tuple[str, ...] = ()
        if target.article_id is not None:
            twins = _twins(connection, target.article_id)
            _promote_follower(connection, target.article_id)
            connection.execute(
                "UPDATE articles SET withheld = 1, duplicate_of = NULL WHERE id = ?", (target.article_id,)
            )
        addresses = addresses_of(connection, target)
        connection.executemany("UPDATE urls SET next_due_at = NULL WHERE url = ?", ((url,) for url in addresses))
        entry = read_takedown(connection, target.url)
        assert entry is not None
        return Outcome(entry, target.article_id, "withheld", addresses, twins)


def undo(connection: sqlite3.Connection, target: Target, *, reason: str, by: str) -> Outcome | None:
    """Take a takedown back: what was not erased is there again, and the address is due; None where there was none."""
    with transaction(connection):
        before = read_takedown(connection, target.url)
        if before is None or before.undone_at is not None:
            return None
        now = utc_now()
        addresses = addresses_of(connection, target)
        note = f"{before.reason}; undone by {by}{f': {reason}' if reason else ''}"
        connection.execute("UPDATE takedowns SET undone_at = ?, reason = ? WHERE url = ?", (now, note, target.url))
        if target.article_id is not None and _is_erased(connection, target.article_id):
            connection.execute("UPDATE urls SET article_id = NULL WHERE article_id = ?", (target.article_id,))
            connection.execute("DELETE FROM articles WHERE id = ?", (target.article_id,))
        elif target.article_id is not None:
            original = _original(connection, target.article_id)
            connection.execute(
                "UPDATE articles SET withheld = 0, duplicate_of = ? WHERE id = ?", (original, target.article_id)
            )
        connection.execute(
            "UPDATE urls SET next_due_at = ?, code = nullif(code, ?) WHERE url = ?", (now, _CODE, target.url)
        )
        entry = read_takedown(connection, target.url)
        assert entry is not None
        return Outcome(entry, target.article_id, "undone", addresses)


def addresses_of(connection: sqlite3.Connection, target: Target) -> tuple[str, ...]:
    """Return all addresses of what is withheld, its own first."""
    query = "SELECT url FROM urls WHERE article_id = ? AND url <> ? ORDER BY url"
    others = connection.execute(query, (target.article_id, target.url))
    return (target.url, *(row[0] for row in others))


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All of a block, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def read_withheld_urls(path: Path) -> frozenset[str]:
    """Return what may not be asked for, of a file that may not be there yet.

    :raises CorpusError: the file cannot be read.
    """
    try:
        connection = open_for_reading(path)
    except MissingCorpusError:
        return frozenset()
    try:
        with storage_errors(path):
            return frozenset(withheld_urls(connection))
    finally:
        connection.close()


def _with_history(reason: str, before: Takedown | None) -> str:
    """A second takedown tells of the first: the ledger has one entry an address and forgets nothing."""
    if before is None:
        return reason
    erased = f", erased at {before.erased_at}" if before.erased_at else ""
    return (
        f"{reason} (before: withheld at {before.withheld_at} by {before.withheld_by}{erased}, "
        f"undone at {before.undone_at}: {before.reason})"
    )


def _twins(connection: sqlite3.Connection, article_id: int) -> tuple[str, ...]:
    query = """
        SELECT a.url FROM text_keys own JOIN text_keys k ON k.key = own.key JOIN articles a ON a.id = k.article_id
        WHERE own.article_id = ?1 AND a.id <> ?1 AND a.withheld = 0 ORDER BY a.id
    """
    return tuple(row[0] for row in connection.execute(query, (article_id,)))


def _promote_follower(connection: sqlite3.Connection, article_id: int) -> None:
    """The earliest article of another site with the same text takes the withheld one's place in the corpus."""
    query = "SELECT min(id) FROM articles WHERE duplicate_of = ? AND withheld = 0"
    first = connection.execute(query, (article_id,)).fetchone()[0]
    if first is not None:
        connection.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (first,))
    connection.execute("UPDATE articles SET duplicate_of = ? WHERE duplicate_of = ?", (first, article_id))


def _original(connection: sqlite3.Connection, article_id: int) -> int | None:
    """The article that took the place of one that comes back."""
    query = """
        SELECT coalesce(a.duplicate_of, a.id) FROM text_keys own JOIN text_keys k ON k.key = own.key
        JOIN articles a ON a.id = k.article_id
        WHERE own.article_id = ?1 AND a.id <> ?1 AND a.withheld = 0 ORDER BY a.id LIMIT 1
    """
    row = connection.execute(query, (article_id,)).fetchone()
    return None if row is None else int(row[0])


def _is_erased(connection: sqlite3.Connection, article_id: int) -> bool:
    query = "SELECT body = '' FROM articles WHERE id = ?"
    return bool(connection.execute(query, (article_id,)).fetchone()[0])
