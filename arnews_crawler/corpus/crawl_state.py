"""The crawl's memory of addresses: one row of ``urls`` for each that was ever met."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.records import site_of, without_credentials

_NOT_MODIFIED: Final = 304
_FIRST_FAILURE: Final = 400


@dataclass(frozen=True, kw_only=True)
class UrlVisit:
    """An address was answered; ``article_url`` is the canonical address of the article that it held."""

    url: str
    found_by: str | None
    status: int
    etag: str | None = None
    last_modified: str | None = None
    article_url: str | None = None

    @property
    def has_failed(self) -> bool:
        """Whether the answer was none: an error of the site or of the way there (status 0)."""
        return self.status == 0 or self.status >= _FIRST_FAILURE


# A 304 has no news: what the last full answer said stays. Who found an address first stays in found_by.
_VISIT: Final = """
    INSERT INTO urls(
        url, site, found_by, found_at, article_id, last_status, etag, last_modified, failures, visited_at
    ) VALUES (
        :url, :site, :found_by, :seen_at, :article_id, :status, :etag, :last_modified, :failed, :seen_at
    ) ON CONFLICT(url) DO UPDATE SET
        found_by = coalesce(found_by, excluded.found_by),
        article_id = coalesce(excluded.article_id, article_id),
        last_status = excluded.last_status,
        etag = coalesce(excluded.etag, CASE WHEN :keeps_validators THEN etag END),
        last_modified = coalesce(excluded.last_modified, CASE WHEN :keeps_validators THEN last_modified END),
        failures = CASE WHEN :failed THEN failures + 1 ELSE 0 END,
        visited_at = excluded.visited_at
"""
_ADDRESS: Final = """
    INSERT INTO urls(url, site, found_by, found_at, article_id)
    VALUES (:url, :site, :found_by, :seen_at, :article_id)
    ON CONFLICT(url) DO UPDATE SET
        found_by = coalesce(found_by, excluded.found_by),
        article_id = coalesce(excluded.article_id, article_id)
"""


def article_id_of(connection: sqlite3.Connection, url: str) -> int | None:
    """Return the id of the article at an address, be it the article's own or another one of it."""
    row = connection.execute("SELECT id FROM articles WHERE url = ?", (url,)).fetchone()
    if row is None:
        row = connection.execute("SELECT article_id FROM urls WHERE url = ?", (url,)).fetchone()
    return None if row is None or row[0] is None else int(row[0])


def record_addresses(
    connection: sqlite3.Connection, addresses: Iterable[tuple[str, int | None, str | None]], seen_at: str
) -> None:
    """Write down which article stands at an address: ``(url, article id, found by)``."""
    connection.executemany(
        _ADDRESS,
        (
            {
                "url": url,
                "site": site_of(url),
                "found_by": found_by,
                "seen_at": seen_at,
                "article_id": article_id,
            }
            for url, article_id, found_by in addresses
        ),
    )


def record_visits(connection: sqlite3.Connection, visits: Iterable[tuple[UrlVisit, int | None]], seen_at: str) -> None:
    """Write down answers, each with the id of the article that stands there."""
    connection.executemany(_VISIT, (_visit_row(visit, article_id, seen_at) for visit, article_id in visits))


def _visit_row(visit: UrlVisit, article_id: int | None, seen_at: str) -> dict[str, object]:
    return {
        "url": without_credentials(visit.url),
        "site": site_of(visit.url),
        "found_by": visit.found_by,
        "seen_at": seen_at,
        "article_id": article_id,
        "status": visit.status,
        "etag": visit.etag,
        "last_modified": visit.last_modified,
        "failed": int(visit.has_failed),
        "keeps_validators": int(visit.has_failed or visit.status == _NOT_MODIFIED),
    }
