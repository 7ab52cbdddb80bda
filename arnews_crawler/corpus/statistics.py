"""The numbers of a file: articles by site, section and day, how complete they are, what was not stored."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.ledger import Run, run_from_row

FILLED_FIELDS: Final = (
    *("headline", "teaser", "body", "section", "authors", "tags", "agency", "language", "published_at"),
    *("modified_at", "image_url", "site_name"),
)
_LAST_RUNS: Final = 5


@dataclass(frozen=True, kw_only=True)
class Statistics:
    """Numbers about the articles of the view ``corpus``, and about the whole file where a field says so."""

    articles: int
    duplicates: int
    """Articles of other sites with a text that is in the corpus already; not in ``articles``."""
    withheld: int
    gone: int
    revised: int
    """Articles of which there is more than one version."""
    revisions: int
    urls: int
    first_published_at: str | None
    last_published_at: str | None
    by_site: dict[str, int]
    by_section: dict[str, int]
    """An empty name counts those without one."""
    by_day: dict[str, int]
    """Articles by the day they were published, as printed; those without a date are left out."""
    filled: dict[str, int]
    """Field -> articles that have it."""
    rejects: dict[str, int]
    """Code -> how often, over all runs."""
    runs: list[Run]
    """The last runs, newest first."""


def collect_statistics(connection: sqlite3.Connection, filters: Filters) -> Statistics:
    """Count in one state of the file; ``filters`` narrow what is said of articles, not of the file."""
    condition, values = filters.to_sql()
    is_alone = not connection.in_transaction
    if is_alone:
        connection.execute("BEGIN")
    try:
        return _collect(connection, condition, values)
    finally:
        if is_alone:
            connection.execute("ROLLBACK")


def _collect(connection: sqlite3.Connection, condition: str, values: Sequence[str]) -> Statistics:
    filled = ", ".join(f"count(nullif(nullif({name}, ''), '[]')) AS {name}" for name in FILLED_FIELDS)
    totals = connection.execute(
        f"""
        SELECT count(*) AS n_articles, count(gone_at) AS n_gone, count(nullif(revision, 1)) AS n_revised,
               min(published_at) AS first_published_at, max(published_at) AS last_published_at, {filled}
        FROM corpus WHERE {condition}
        """,  # noqa: S608 - names of columns and conditions of ours; the values are bound
        values,
    ).fetchone()

    def by(expression: str, order: str) -> dict[str, int]:
        listed = f"SELECT {expression} AS name, count(*) AS n FROM corpus WHERE {condition}"  # noqa: S608
        query = f"{listed} GROUP BY 1 ORDER BY {order}"
        return {row["name"]: row["n"] for row in connection.execute(query, values) if row["name"] is not None}

    def count(query: str) -> int:
        return int(connection.execute(query).fetchone()[0])

    rejects = connection.execute("SELECT code, count(*) AS n FROM rejects GROUP BY code ORDER BY n DESC, code")
    runs = connection.execute("SELECT * FROM runs ORDER BY id DESC LIMIT ?", (_LAST_RUNS,))
    return Statistics(
        articles=totals["n_articles"],
        duplicates=count("SELECT count(*) FROM articles WHERE duplicate_of IS NOT NULL AND withheld = 0"),
        withheld=count("SELECT count(*) FROM articles WHERE withheld = 1"),
        gone=totals["n_gone"],
        revised=totals["n_revised"],
        revisions=count("SELECT count(*) FROM revisions"),
        urls=count("SELECT count(*) FROM urls"),
        first_published_at=totals["first_published_at"],
        last_published_at=totals["last_published_at"],
        by_site=by("site", "n DESC, name"),
        by_section=by("coalesce(section, '')", "n DESC, name"),
        by_day=by("substr(published_at, 1, 10)", "name"),
        filled={name: totals[name] for name in FILLED_FIELDS},
        rejects={row["code"]: row["n"] for row in rejects},
        runs=[run_from_row(row) for row in runs],
    )
