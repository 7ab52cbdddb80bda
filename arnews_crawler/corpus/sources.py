"""The crawl's memory of sitemaps and feeds: one row of ``sources`` for each place that was ever asked.

A copy of the file is kept, so that a source that answers 304 says what it said: what is known of a page does not
depend on whether its source changed since.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Final

from arnews_crawler.corpus.records import site_of, without_credentials

MOST_COPIED: Final = 2 * 1024 * 1024
"""Bytes; the copy of a sitemap of 10,000 addresses. A larger source is read whole each time."""
_FAST: Final = 1
"""Level of compression."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SourceVisit:
    """A source was answered."""

    url: str
    kind: str
    """``sitemap``, ``index``, ``feed``; ``absent`` and ``broken`` where there is none."""
    lastmod: str | None = None
    """When an index says that it last changed."""
    etag: str | None = None
    last_modified: str | None = None
    body: bytes | None = None
    """The file; None where the answer was 304, or no source."""
    is_whole: bool = True
    """Whether all that it names is remembered; what a run left out has to be found again."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KnownSource:
    """What is remembered of a source."""

    url: str
    kind: str
    lastmod: str | None
    etag: str | None
    last_modified: str | None
    visited_at: str
    unchanged: int
    """Looks in a row that found it unchanged."""
    lastmod_lies: int
    """How often it had changed although its index said that it had not."""
    is_whole: bool


_FIELDS: Final = "url, kind, lastmod, etag, last_modified, visited_at, unchanged, lastmod_lies, is_whole"
_SOURCE: Final = """
    INSERT INTO sources(url, site, kind, lastmod, etag, last_modified, visited_at, is_whole, digest, copy)
    VALUES (:url, :site, :kind, :lastmod, :etag, :last_modified, :visited_at, :is_whole, :digest, :copy)
    ON CONFLICT(url) DO UPDATE SET
        kind = excluded.kind,
        unchanged = CASE WHEN excluded.digest IS NULL OR excluded.digest IS digest THEN unchanged + 1 ELSE 0 END,
        lastmod_lies = lastmod_lies + (
            excluded.digest IS NOT NULL AND digest IS NOT NULL AND excluded.digest IS NOT digest
            AND excluded.lastmod IS NOT NULL AND excluded.lastmod IS lastmod),
        lastmod = excluded.lastmod,
        etag = CASE WHEN excluded.digest IS NULL THEN coalesce(excluded.etag, etag) ELSE excluded.etag END,
        last_modified = CASE WHEN excluded.digest IS NULL
            THEN coalesce(excluded.last_modified, last_modified) ELSE excluded.last_modified END,
        visited_at = excluded.visited_at,
        is_whole = excluded.is_whole,
        copy = CASE WHEN excluded.digest IS NULL THEN copy ELSE excluded.copy END,
        digest = coalesce(excluded.digest, digest)
"""


def record_sources(connection: sqlite3.Connection, visits: Iterable[SourceVisit], seen_at: str) -> None:
    """Write down what sources answered."""
    connection.executemany(_SOURCE, (_row(visit, seen_at) for visit in visits))


def read_sources(connection: sqlite3.Connection, site: str) -> dict[str, KnownSource]:
    """Return what is remembered of a site's sources, by address."""
    query = f"SELECT {_FIELDS} FROM sources WHERE site = ?"  # noqa: S608 - names of our own columns
    rows = connection.execute(query, (site,))
    return {
        row[0]: KnownSource(**dict(zip(_FIELDS.split(", "), (*row[:-1], bool(row[-1])), strict=True))) for row in rows
    }


def read_copy(connection: sqlite3.Connection, url: str) -> bytes | None:
    """Return the copy of a source; None where none is kept."""
    row = connection.execute("SELECT copy FROM sources WHERE url = ?", (url,)).fetchone()
    return zlib.decompress(row[0]) if row is not None and row[0] is not None else None


def _row(visit: SourceVisit, seen_at: str) -> dict[str, object]:
    body = visit.body
    keeps = body is not None and len(body) <= MOST_COPIED
    return {
        "url": without_credentials(visit.url),
        "site": site_of(visit.url),
        "kind": visit.kind,
        "lastmod": visit.lastmod,
        "etag": visit.etag if body is None or keeps else None,
        "last_modified": visit.last_modified if body is None or keeps else None,
        "visited_at": seen_at,
        "is_whole": int(visit.is_whole),
        "digest": blake2b(body, digest_size=16).digest() if body is not None else None,
        "copy": zlib.compress(body, _FAST) if body is not None and keeps else None,
    }
