"""How many articles a query finds, by day, site or section: of all that it finds, not of a page."""

from __future__ import annotations

import sqlite3
from typing import Final, Literal

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.query import parse_query
from arnews_crawler.corpus.search import matching_condition

CountBy = Literal["day", "site", "section"]

_EXPRESSIONS: Final[dict[CountBy, str]] = {
    "day": "substr(published_at, 1, 10)",
    "site": "site",
    "section": "section",
}
_ORDERS: Final[dict[CountBy, str]] = {"day": "1", "site": "2 DESC, 1", "section": "2 DESC, 1"}


def count_matches(connection: sqlite3.Connection, text: str, by: CountBy, filters: Filters) -> dict[str, int]:
    """Return name -> articles with all words of the query; days in order, others the most first.

    An empty name counts articles without a date or section. A query that looks for nothing finds nothing.
    """
    matching = parse_query(text).match_all()
    if matching is None:
        return {}
    condition, values = matching_condition(filters)
    # The plus has an index read from end to end: texts lie between the rows of the table.
    query = f"""
        SELECT coalesce({_EXPRESSIONS[by]}, ''), count(*) FROM articles
        WHERE +id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {condition})
        GROUP BY 1 ORDER BY {_ORDERS[by]}
    """  # noqa: S608 - expressions of ours; the values are bound
    return {row[0]: row[1] for row in connection.execute(query, (matching, *values))}
