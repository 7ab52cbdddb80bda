"""The crawl's memory of addresses: one row of ``urls`` for each that was ever met.

What is written here when an address was found or answered decides when it is asked for again (`schedule`).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from arnews_crawler.corpus.records import site_of, utc_text, without_credentials
from arnews_crawler.corpus.schedule import (
    DEFAULT_RECHECK,
    next_article_look,
    next_failure_look,
    next_healing_look,
    next_missing_look,
)

_NOT_MODIFIED: Final = 304
_GONE: Final = 410
_FIRST_FAILURE: Final = 400
_MISSING: Final = frozenset({"soft_404", "redirected_home"})
"""Answers of 200 that say that the page is not there."""


@dataclass(frozen=True, kw_only=True)
class UrlVisit:
    """An address was answered; ``article_url`` is the canonical address of the article that it held."""

    url: str
    found_by: str | None
    status: int
    etag: str | None = None
    last_modified: str | None = None
    article_url: str | None = None
    code: str | None = None
    """What the page was: ``article``, ``listing``, a reject's code; None where the answer does not tell."""
    lastmod: str | None = None
    """When a sitemap says that the page last changed."""
    has_moved: bool = False
    """It was asked for because that moment had moved."""
    is_fruitful: bool = False
    """It brought something that was not known."""

    @property
    def has_failed(self) -> bool:
        """Whether the answer was none: an error of the site or of the way there (status 0)."""
        return self.status == 0 or self.status >= _FIRST_FAILURE

    @property
    def is_missing(self) -> bool:
        """Whether the answer says that there is no such page."""
        return self.status in (404, _GONE) or self.code in _MISSING


class FoundUrl(NamedTuple):
    """An address that is to be asked for, written down before it is: a killed run is gone on with."""

    url: str
    found_by: str
    depth: int


class _Before(NamedTuple):
    """What a row said before a visit."""

    failures: int = 0
    unchanged: int = 0
    missing: int = 0
    article_id: int | None = None


# A 304 has no news: what the last full answer said stays. Who found an address first stays in found_by.
_VISIT: Final = """
    INSERT INTO urls(
        url, site, found_by, found_at, article_id, last_status, etag, last_modified, failures, visited_at,
        code, lastmod, unchanged, missing, lastmod_moves, next_due_at
    ) VALUES (
        :url, :site, :found_by, :seen_at, :article_id, :status, :etag, :last_modified, :failures, :seen_at,
        :code, :lastmod, :unchanged, :missing, :moved, :next_due_at
    ) ON CONFLICT(url) DO UPDATE SET
        found_by = coalesce(found_by, excluded.found_by),
        article_id = coalesce(excluded.article_id, article_id),
        last_status = excluded.last_status,
        etag = coalesce(excluded.etag, CASE WHEN :keeps_validators THEN etag END),
        last_modified = coalesce(excluded.last_modified, CASE WHEN :keeps_validators THEN last_modified END),
        failures = excluded.failures,
        visited_at = excluded.visited_at,
        code = coalesce(excluded.code, code),
        lastmod = coalesce(excluded.lastmod, lastmod),
        unchanged = excluded.unchanged,
        missing = excluded.missing,
        lastmod_moves = lastmod_moves + excluded.lastmod_moves,
        next_due_at = excluded.next_due_at
"""
_ADDRESS: Final = """
    INSERT INTO urls(url, site, found_by, found_at, article_id)
    VALUES (:url, :site, :found_by, :seen_at, :article_id)
    ON CONFLICT(url) DO UPDATE SET
        found_by = coalesce(found_by, excluded.found_by),
        article_id = coalesce(excluded.article_id, article_id)
"""
_FOUND: Final = """
    INSERT INTO urls(url, site, found_by, found_at, depth, next_due_at) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT(url) DO NOTHING
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


def record_found(connection: sqlite3.Connection, found: Iterable[FoundUrl], seen_at: str) -> None:
    """Write down addresses that are to be asked for; what is known already stays as it is."""
    rows = ((each.url, site_of(each.url), each.found_by, seen_at, each.depth, seen_at) for each in found)
    connection.executemany(_FOUND, rows)


def record_visits(
    connection: sqlite3.Connection,
    visits: Iterable[tuple[UrlVisit, int | None]],
    seen_at: str,
    recheck: timedelta = DEFAULT_RECHECK,
) -> int:
    """Write down answers, each with the id of the article that stands there; returns how many articles are gone.

    :param recheck: how long after its last change an article is looked at again.
    """
    gone = 0
    for visit, article_id in visits:
        before = _before(connection, visit.url)
        row = _visit_row(visit, article_id, seen_at, before)
        article = _article(connection, article_id or before.article_id)
        if article is not None and visit.is_missing:
            gone += _note_missing(connection, article, row, visit)
        else:
            row["next_due_at"] = _next_look(article, row, visit, before, recheck)
            if article is not None and visit.status == _NOT_MODIFIED:
                seen = "UPDATE articles SET last_seen_at = ?, gone_at = NULL WHERE id = ? AND withheld = 0"
                connection.execute(seen, (seen_at, article["id"]))
        connection.execute(_VISIT, row)
    return gone


def _before(connection: sqlite3.Connection, url: str) -> _Before:
    query = "SELECT failures, unchanged, missing, article_id FROM urls WHERE url = ?"
    row = connection.execute(query, (url,)).fetchone()
    return _Before(*row) if row is not None else _Before()


def _article(connection: sqlite3.Connection, article_id: int | None) -> sqlite3.Row | None:
    if article_id is None:
        return None
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    query = "SELECT id, url, published_at, first_seen_at, fetched_at, revision, gone_at FROM articles WHERE id = ?"
    row: sqlite3.Row | None = cursor.execute(query, (article_id,)).fetchone()
    return row


def _note_missing(connection: sqlite3.Connection, article: sqlite3.Row, row: dict[str, object], visit: UrlVisit) -> int:
    """An article's page is not there: gone at once by 410, else on the second look in a row."""
    if article["url"] != visit.url:
        row["next_due_at"] = None
        return 0
    missing = row["missing"]
    assert isinstance(missing, int)
    is_gone = visit.status == _GONE or missing > 1
    due = next_missing_look(_moment(row), max(missing, 2) if is_gone else missing, is_gone=is_gone)
    row["next_due_at"] = utc_text(due) if due else None
    if not is_gone or article["gone_at"] is not None:
        return 0
    connection.execute("UPDATE articles SET gone_at = ? WHERE id = ?", (row["seen_at"], article["id"]))
    return 1


def _next_look(
    article: sqlite3.Row | None, row: dict[str, object], visit: UrlVisit, before: _Before, recheck: timedelta
) -> str | None:
    now = _moment(row)
    if visit.has_failed:
        due = next_failure_look(now, before.failures + 1) if visit.status not in (404, _GONE) else None
    elif article is not None:
        # Only its own address: what else shows an article changes with it.
        due = next_article_look(now, _last_change(article), recheck) if article["url"] == visit.url else None
    else:
        due = next_healing_look(now, visit.code, before.unchanged)
    return utc_text(due) if due else None


def _last_change(article: sqlite3.Row) -> datetime:
    """When an article last changed, as far as is known; its page's own claims are not believed."""
    moments = [article["published_at"] or article["first_seen_at"]]
    if article["revision"] > 1:
        moments.append(article["fetched_at"])
    read = [datetime.fromisoformat(moment) for moment in moments]
    return max(moment if moment.tzinfo else moment.replace(tzinfo=UTC) for moment in read)


def _visit_row(visit: UrlVisit, article_id: int | None, seen_at: str, before: _Before) -> dict[str, object]:
    # A page that says "not here" with 200 is asked for whole again: that it did not change would say nothing.
    says_what_it_is = not visit.is_missing
    return {
        "url": without_credentials(visit.url),
        "site": site_of(visit.url),
        "found_by": visit.found_by,
        "seen_at": seen_at,
        "article_id": article_id,
        "status": visit.status,
        "etag": visit.etag if says_what_it_is else None,
        "last_modified": visit.last_modified if says_what_it_is else None,
        "failures": before.failures + 1 if visit.has_failed else 0,
        "keeps_validators": int(visit.has_failed or visit.status == _NOT_MODIFIED),
        "code": visit.code,
        "lastmod": visit.lastmod,
        "unchanged": 0 if visit.is_fruitful else before.unchanged + 1,
        "missing": before.missing + 1 if visit.is_missing else 0,
        "moved": int(visit.has_moved),
    }


def _moment(row: dict[str, object]) -> datetime:
    return datetime.fromisoformat(str(row["seen_at"]))
