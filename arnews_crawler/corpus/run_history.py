"""What earlier runs of a site were like: what a later run's health is compared with."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import MissingCorpusError, storage_errors
from arnews_crawler.corpus.told_teasers import told_by

LONGEST: Final = 30
"""Healthy runs with articles whose numbers are compared with."""
_FARTHEST: Final = 5000
"""Runs that are looked at, of all sites: half a year of one an hour."""
_MOST_URLS: Final = 300


@dataclass(frozen=True, slots=True)
class Arrival:
    """When a run started and how many new articles it brought."""

    started_at: str
    stored: int


@dataclass(frozen=True, slots=True)
class RunHistory:
    """A site's runs before the present one, in their order: by id, since a clock may go back."""

    healthy: Sequence[Mapping[str, float]] = ()
    """The counts of runs that were fine, read whole pages' worth of articles, and were bound to no section."""
    arrivals: Sequence[Arrival] = ()
    is_known: bool = False
    """The site was read before, and all was well."""
    last_exit: int | None = None
    """How the last run that ended did; None where there was none."""
    article_urls: Sequence[str] = ()
    """The newest articles' addresses."""
    known: Collection[str] = field(default_factory=frozenset)
    """Those of the addresses asked about that held an article once."""
    new: Collection[str] = field(default_factory=frozenset)
    """Those that the present run was the first to meet."""
    bare: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Field -> those of the articles asked about that earlier runs had read, and that never had it."""


def read_history(
    path: Path,
    is_site: Callable[[str], bool],
    host: str,
    *,
    before: int | None,
    urls: Collection[str] = (),
    lacking: Mapping[str, Collection[str]] | None = None,
) -> RunHistory:
    """Read the history of a site.

    :param is_site: whether a base URL is one of the site's.
    :param host: as ``articles.site`` has it.
    :param before: the present run's id; None looks at all runs.
    :param urls: addresses of which it is asked whether they held an article.
    :param lacking: by field, articles without it of which it is asked whether they ever had it.
    :raises CorpusError: the file cannot be read; a missing one has no history.
    """
    try:
        connection = open_for_reading(path)
    except MissingCorpusError:
        return RunHistory()
    try:
        with storage_errors(path):
            history = _read(connection, is_site, host, before, urls)
            bare = {
                name: frozenset(url for url in those if _never_had(connection, name, url, before))
                for name, those in (lacking or {}).items()
            }
            return replace(history, bare=bare)
    finally:
        connection.close()


def _read(
    connection: sqlite3.Connection, is_site: Callable[[str], bool], host: str, before: int | None, urls: Collection[str]
) -> RunHistory:
    last_id = connection.execute("SELECT coalesce(max(id), 0) FROM runs").fetchone()[0]
    upper = before if before is not None else last_id + 1
    rows = connection.execute(
        """
        SELECT id, started_at, finished_at, exit_code, arguments,
               coalesce(json_extract(counts, '$."arnews/article/stored"'), 0),
               coalesce(json_extract(counts, '$.item_scraped_count'), 0)
        FROM runs WHERE id < ? AND id > ? ORDER BY id
        """,
        (upper, upper - _FARTHEST),
    )
    arrivals: list[Arrival] = []
    comparable: list[int] = []
    is_known, last_exit = False, None
    for id_, started_at, finished_at, exit_code, text, stored, articles in rows:
        arguments = json.loads(text)
        base_url = arguments.get("base_url")
        if not isinstance(base_url, str) or arguments.get("urls") or not is_site(base_url):
            continue
        arrivals.append(Arrival(started_at, int(stored)))
        last_exit = exit_code if finished_at else last_exit
        if exit_code == 0:
            is_known = True
            if articles and not arguments.get("section"):
                comparable.append(id_)
    return RunHistory(
        healthy=[_counts(connection, id_) for id_ in comparable[-LONGEST:]],
        arrivals=arrivals,
        is_known=is_known,
        last_exit=last_exit,
        article_urls=_newest_urls(connection, host),
        known=frozenset(url for url in urls if _held_article(connection, url)),
        new=frozenset(url for url in urls if _is_new(connection, url, before)),
    )


def _counts(connection: sqlite3.Connection, run_id: int) -> dict[str, float]:
    text = connection.execute("SELECT counts FROM runs WHERE id = ?", (run_id,)).fetchone()[0]
    return {name: value for name, value in json.loads(text).items() if isinstance(value, int | float)}


def _newest_urls(connection: sqlite3.Connection, host: str) -> list[str]:
    query = "SELECT url FROM articles WHERE site = ? AND gone_at IS NULL ORDER BY id DESC LIMIT ?"
    return [row[0] for row in connection.execute(query, (host, _MOST_URLS))]


def _is_new(connection: sqlite3.Connection, url: str, run_id: int | None) -> bool:
    """Whether an address was not met before a run began; one that nothing is remembered of is new."""
    query = "SELECT u.found_at >= r.started_at FROM urls u, runs r WHERE u.url = ? AND r.id = ?"
    row = connection.execute(query, (url, run_id)).fetchone()
    return row is None or bool(row[0])


def _held_article(connection: sqlite3.Connection, url: str) -> bool:
    query = "SELECT 1 FROM urls WHERE url = ? AND article_id IS NOT NULL"
    return connection.execute(query, (url,)).fetchone() is not None


def _never_had(connection: sqlite3.Connection, name: str, url: str, before: int | None) -> bool:
    """Whether the page of an article that was known before a run never gave a field: to find none is no loss then.

    What a feed or a listing told of it is none of the page's, and they move on.
    """
    query = """
        SELECT a.* FROM articles a JOIN revisions r ON r.article_id = a.id AND r.revision = 1
        WHERE a.url = :url AND (:before IS NULL OR r.run_id < :before)
    """
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    row = cursor.execute(query, {"url": url, "before": before}).fetchone()
    if row is None:
        return False
    return row[name] in (None, "", "[]") or told_by(json.loads(row["evidence"]).get(name)) is not None
