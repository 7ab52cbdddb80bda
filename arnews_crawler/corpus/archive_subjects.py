"""What the archive has to be read again: for each article, and each page that gave none, the captures that count."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from arnews_crawler.corpus.captures import COLUMNS, Capture, capture_from_row
from arnews_crawler.corpus.records import site_of
from arnews_crawler.corpus.told_teasers import told_by

REPROCESSED: Final = "reprocessed"
"""The last word of a revision's ``changed`` where no look at the site made it."""

_PLAN: Final = """
    SELECT c.id, c.url, c.code, c.fetched_at, a.id AS own_id, coalesce(a.id, u.article_id) AS article_id,
           r.code AS rejected_as
    FROM captures c
    LEFT JOIN articles a ON a.url = c.url
    LEFT JOIN urls u ON u.url = c.url
    LEFT JOIN rejects r ON r.id = (SELECT max(id) FROM rejects WHERE url = c.url AND run_id = c.run_id)
    ORDER BY c.id
"""
_CAPTURE: Final = f"""
    SELECT c.id, c.run_id, r.spider, r.arguments, {", ".join(f"c.{name.strip()}" for name in COLUMNS.split(","))}
    FROM captures c LEFT JOIN runs r ON r.id = c.run_id WHERE c.id = ?
"""  # noqa: S608 - our own columns


@dataclass(slots=True)
class Subject:
    """One article, or one page that is none; captures by their ids, which grow with time."""

    url: str
    article_id: int | None
    sites: set[str]
    newest_at: str = ""
    refused: int | None = None
    """The newest capture, where that was refused."""
    code: str | None = None
    """Why it was."""
    newest: int | None = None
    """The newest that gave the article: at the article's own address where there is one."""
    first: int | None = None
    number: int = 0
    """Captures that gave the article."""
    _is_own: bool = False

    def add(self, row: sqlite3.Row, code: str | None) -> None:
        """Take the next capture."""
        self.sites.add(site_of(row["url"]))
        self.newest_at = row["fetched_at"]
        if code is not None:
            self.refused, self.code = row["id"], code
            return
        self.refused = self.code = None
        self.number += 1
        is_own = row["own_id"] is not None
        if is_own or not self._is_own:
            self.first = row["id"] if is_own and not self._is_own else self.first or row["id"]
            self.newest, self._is_own = row["id"], is_own


@dataclass(frozen=True)
class SourcedCapture:
    """A capture, and the run that took it."""

    id: int
    run_id: int | None
    spider: str | None
    arguments: dict[str, Any]
    capture: Capture


def find_subjects(
    connection: sqlite3.Connection,
    *,
    sites: Iterable[str] = (),
    since: str | None = None,
    urls: Iterable[str] = (),
) -> list[Subject]:
    """Return what there is to read, in the order in which it was first met.

    :param sites: hosts without ``www.``; all where none is named.
    :param since: captures of this moment (UTC) or later.
    :param urls: addresses of captures or articles; all where none is named.

    A page that gave an article which was not wanted (``--since``) is neither an article nor refused: it is left out.
    """
    subjects: dict[int | str, Subject] = {}
    for row in connection.execute(_PLAN):
        article_id = row["article_id"]
        code = row["code"] if row["code"] is not None or article_id is not None else row["rejected_as"]
        if article_id is None and code is None:
            continue
        key = row["url"] if article_id is None else article_id
        subject = subjects.setdefault(key, Subject(row["url"], article_id, set()))
        subject.add(row, code)
    wanted_sites, wanted_urls = set(sites), _keys_of(connection, urls)
    return [
        subject
        for key, subject in subjects.items()
        if (not wanted_sites or subject.sites & wanted_sites)
        and (wanted_urls is None or key in wanted_urls)
        and (since is None or subject.newest_at >= since)
    ]


def sourced_capture(connection: sqlite3.Connection, capture_id: int) -> SourcedCapture:
    """Return a capture by its id."""
    row = connection.execute(_CAPTURE, (capture_id,)).fetchone()
    arguments = json.loads(row["arguments"]) if row["arguments"] else {}
    return SourcedCapture(row["id"], row["run_id"], row["spider"], arguments, capture_from_row(row))


def is_newer(connection: sqlite3.Connection, article: sqlite3.Row, taken: SourcedCapture) -> bool:
    """Whether the article's text is of a later look than a capture; runs are in order even where the clock is not.

    What an earlier `REPROCESSED` revision made, and a teaser that was told later, are no looks at the page.
    """
    query = "SELECT run_id, seen_at, changed FROM revisions WHERE article_id = ? ORDER BY revision DESC"
    is_told = told_by(json.loads(article["evidence"]).get("teaser")) is not None
    for row in connection.execute(query, (article["id"],)):
        changed = json.loads(row["changed"])
        if REPROCESSED in changed or (is_told and changed == ["teaser"]):
            continue
        if row["run_id"] is None or taken.run_id is None:
            return bool(row["seen_at"] > taken.capture.fetched_at)
        return bool(row["run_id"] > taken.run_id)
    return False


def _keys_of(connection: sqlite3.Connection, urls: Iterable[str]) -> set[int | str] | None:
    keys: set[int | str] = set()
    for url in urls:
        keys.add(url)
        query = "SELECT id FROM articles WHERE url = ? UNION SELECT article_id FROM urls WHERE url = ?"
        keys.update(row[0] for row in connection.execute(query, (url, url)) if row[0] is not None)
    return keys or None
