"""What earlier runs know, read while a run writes: which addresses are known, due, listings, and what sources said.

It is read in batches from the file itself, so that a site of a million pages costs a run no memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import storage_errors
from arnews_crawler.corpus.records import utc_text
from arnews_crawler.corpus.schedule import HEALING
from arnews_crawler.corpus.sources import KnownSource, read_copy, read_sources
from arnews_crawler.corpus.takedowns import WITHHELD

_BATCH: Final = 400
_LEAST_MOVES: Final = 20
"""Pages asked for because their date in the sitemap moved, from which on it shows what such dates are worth."""


class KnownUrl(NamedTuple):
    """What is remembered of an address."""

    url: str
    found_by: str | None
    depth: int
    code: str | None
    """What the page was: ``article``, ``listing``, a reject's code."""
    article_id: int | None
    status: int | None
    etag: str | None
    last_modified: str | None
    lastmod: str | None
    """What its sitemap said when it was read."""
    visited_at: str | None
    """None: found, and not read yet."""
    next_due_at: str | None
    unchanged: int
    """Looks in a row that brought nothing that was not known."""
    is_withheld: int = 0
    """It may not be asked for."""


@dataclass(frozen=True, slots=True)
class LastmodRecord:
    """What the dates in a site's sitemaps have been worth so far."""

    moved: int
    """Pages that were read because their date had moved."""
    right: int
    """Those of them that had changed."""

    @property
    def is_proven(self) -> bool:
        """Whether enough pages were read to tell."""
        return self.moved >= _LEAST_MOVES

    @property
    def is_believed(self) -> bool:
        """Whether a moved date means a changed page often enough."""
        return not self.is_proven or self.right * 10 >= self.moved


_WITHHELD: Final = WITHHELD.format(url="u.url")
_FIELDS: Final = f"""
    u.url, u.found_by, u.depth, u.code, u.article_id, u.last_status, u.etag, u.last_modified, u.lastmod,
    u.visited_at, u.next_due_at, u.unchanged, {_WITHHELD}
"""
LISTINGS: Final = ("listing", "tag", "author", "section")
"""What a page is that lists articles, as extraction names it."""
_IS_LISTING: Final = f"u.code IN {LISTINGS}"
_OF_SITE: Final = "(u.site = :site OR u.site LIKE '%.' || :site)"
_DUE: Final = f"""
    SELECT {_FIELDS} FROM urls u WHERE {_OF_SITE} AND u.next_due_at <= :now AND NOT {_WITHHELD}
    ORDER BY u.visited_at IS NOT NULL, u.next_due_at LIMIT :limit
"""  # noqa: S608 - names of our own columns, here and below
_ALL: Final = f"""
    SELECT {_FIELDS} FROM urls u LEFT JOIN articles a ON a.id = u.article_id
    WHERE {_OF_SITE} AND ({_IS_LISTING} OR u.url = a.url) AND NOT {_WITHHELD}
    ORDER BY u.visited_at LIMIT :limit
"""  # noqa: S608
_CHANGED: Final = f"""
    SELECT {_FIELDS} FROM articles a JOIN urls u ON u.url = a.url
    WHERE {_OF_SITE} AND NOT {_WITHHELD} AND (
        unixepoch(coalesce(a.published_at, a.first_seen_at)) >= :moment
        OR unixepoch(a.modified_at) >= :moment
        OR (a.revision > 1 AND unixepoch(a.fetched_at) >= :moment))
    ORDER BY a.published_at DESC LIMIT :limit
"""  # noqa: S608
_LISTINGS: Final = f"""
    SELECT {_FIELDS} FROM urls u WHERE {_OF_SITE} AND {_IS_LISTING} AND NOT {_WITHHELD}
    ORDER BY u.visited_at LIMIT :limit
"""  # noqa: S608
_LASTMOD: Final = f"""
    SELECT coalesce(sum(u.lastmod_moves), 0), coalesce(sum(min(u.lastmod_moves, coalesce(a.revision, 1) - 1)), 0)
    FROM urls u LEFT JOIN articles a ON a.id = u.article_id WHERE {_OF_SITE} AND u.lastmod_moves > 0
"""  # noqa: S608
_ILL_SINCE: Final = """
    SELECT min(started_at) FROM runs
    WHERE json_extract(arguments, '$.base_url') = ? AND started_at >= ? AND exit_code = ?
"""
_UNHEALTHY: Final = 9
"""The exit code of a run that found its site ill."""
_REFUSED: Final = f"""
    SELECT {_FIELDS} FROM urls u WHERE {_OF_SITE} AND u.visited_at >= :began AND NOT {_WITHHELD}
    AND u.code IN ({", ".join(f"'{code}'" for code in sorted(HEALING))}) ORDER BY u.visited_at LIMIT :limit
"""  # noqa: S608
_TEXT: Final = """
    SELECT a.headline, a.body FROM articles a WHERE a.url = :url
    UNION ALL SELECT a.headline, a.body FROM urls u JOIN articles a ON a.id = u.article_id WHERE u.url = :url
    LIMIT 1
"""


class CrawlMemory:
    """Reads one site's memory. All methods raise `CorpusError`.

    :param site: the host without ``www.``; its subdomains belong to it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, site: str) -> None:
        self._path = path
        self._connection = connection
        self._site = site

    @classmethod
    def open(cls, path: Path, site: str) -> CrawlMemory:
        """Open the file for reading; it must be there, with the newest schema."""
        return cls(path, open_for_reading(path), site)

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def look_up(self, urls: Sequence[str]) -> dict[str, KnownUrl]:
        """Return what is remembered of addresses; those never met are missing."""
        known: dict[str, KnownUrl] = {}
        for start in range(0, len(urls), _BATCH):
            some = urls[start : start + _BATCH]
            marks = ", ".join("?" * len(some))
            for row in self._rows(f"SELECT {_FIELDS} FROM urls u WHERE u.url IN ({marks})", some):  # noqa: S608
                known[row[0]] = KnownUrl(*row)
        return known

    def has_articles(self) -> bool:
        """Whether an article of the site was ever read, so that the file knows what is new."""
        query = f"SELECT 1 FROM urls u WHERE {_OF_SITE} AND u.article_id IS NOT NULL LIMIT 1"  # noqa: S608
        return bool(self._rows(query, {"site": self._site}))

    def was_killed(self, base_url: str) -> bool:
        """Whether the run of the site before the one that is open now was never closed."""
        query = """
            SELECT finished_at FROM runs WHERE json_extract(arguments, '$.base_url') = ? ORDER BY id DESC LIMIT 2
        """
        finished = [row[0] for row in self._rows(query, (base_url,))]
        return len(finished) > 1 and finished[1] is None

    def refused_while_ill(self, base_url: str, since: datetime, limit: int) -> list[KnownUrl]:
        """Return pages that have shown no text since a run found the site ill.

        :param since: what runs refused before is left alone; a site may stay ill for good.
        """
        ((began,),) = self._rows(_ILL_SINCE, (base_url, utc_text(since), _UNHEALTHY))
        return self._known(_REFUSED, began=began, limit=limit) if began else []

    def due(self, now: datetime, limit: int) -> list[KnownUrl]:
        """Return addresses whose time has come: never read ones first, then those that wait longest."""
        return self._known(_DUE, now=utc_text(now), limit=limit)

    def all_pages(self, limit: int) -> list[KnownUrl]:
        """Return the articles' own addresses and the listings, those not looked at for longest first."""
        return self._known(_ALL, limit=limit)

    def changed_since(self, moment: datetime, limit: int) -> list[KnownUrl]:
        """Return articles that were published, or changed as far as is known, since a moment."""
        return self._known(_CHANGED, moment=moment.timestamp(), limit=limit)

    def listings(self, limit: int) -> list[KnownUrl]:
        """Return the pages that list articles, those not looked at for longest first."""
        return self._known(_LISTINGS, limit=limit)

    def lastmod_record(self) -> LastmodRecord:
        """Return what the dates in the site's sitemaps have been worth."""
        (row,) = self._rows(_LASTMOD, {"site": self._site})
        return LastmodRecord(*row)

    def text_of(self, url: str) -> tuple[str, str] | None:
        """Return headline and body of the article at an address; None where none is known."""
        return next(((row[0], row[1]) for row in self._rows(_TEXT, {"url": url})), None)

    def sources(self) -> dict[str, KnownSource]:
        """Return what is remembered of the site's sitemaps and feeds, by address."""
        with storage_errors(self._path):
            return read_sources(self._connection, self._site)

    def copy_of(self, source: str) -> bytes | None:
        """Return what a source said when it last had news."""
        with storage_errors(self._path):
            return read_copy(self._connection, source)

    def _known(self, query: str, **values: object) -> list[KnownUrl]:
        return [KnownUrl(*row) for row in self._rows(query, {"site": self._site, **values})]

    def _rows(self, query: str, values: Sequence[object] | Mapping[str, object]) -> list[Any]:
        # All at once: a cursor that stays open would keep the crawl's WAL from being written back.
        with storage_errors(self._path):
            return self._connection.execute(query, values).fetchall()
