"""Which articles are meant: by date of publication, site, section, author, words; for search, export and lists."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, TypedDict

from arnews_crawler.corpus.query import parse_query
from arnews_crawler.text.fold import fold_key

_DAY: Final = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")

# LIMIT -1 keeps the condition out of the inner query: each different value is folded once, and no text is read.
_IN_SECTION: Final = """section IN (
    SELECT section FROM (SELECT DISTINCT section FROM articles LIMIT -1) WHERE fold_key(section) = ?)"""
_BY_AUTHOR: Final = """authors IN (
    SELECT authors FROM (SELECT DISTINCT authors FROM articles LIMIT -1)
    WHERE EXISTS (SELECT 1 FROM json_each(authors) WHERE fold_key(value) = ?))"""

_cached_fold_key: Final = lru_cache(maxsize=4096)(fold_key)


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Narrows a list of articles. Days are those printed by the site, in its own time zone, both ends
    included.

    >>> Filters(date_from="2026-01", site="www.example.org").site
    'example.org'
    """

    date_from: str | None = None
    """``2026``, ``2026-03`` or ``2026-03-09``."""
    date_to: str | None = None
    site: str | None = None
    section: str | None = None
    """The section's name in any spelling."""
    author: str | None = None
    """The whole name of one of the authors, in any spelling."""
    query: str | None = None
    """What has to be in it, all of it, read as a search does; a query that looks for nothing finds nothing."""

    def __post_init__(self) -> None:
        for value in (self.date_from, self.date_to):
            if value is not None and not _DAY.fullmatch(value):
                message = f"not a day, month or year: {value!r}; write it as 2026-03-09, 2026-03 or 2026"
                raise ValueError(message)
        if self.site is not None:
            object.__setattr__(self, "site", self.site.lower().removeprefix("www."))

    def to_sql(self) -> tuple[str, list[str]]:
        """Return a condition on the columns of ``corpus`` and the values to bind."""
        conditions, values = ["1"], []
        if self.date_from is not None:
            conditions.append("published_at >= ?")
            values.append(self.date_from)
        if self.date_to is not None:
            # ``~`` sorts behind whatever follows the prefix, so the whole of the last day, month or year is
            # in.
            conditions.append("published_at < ?")
            values.append(f"{self.date_to}~")
        if self.site is not None:
            conditions.append("site = ?")
            values.append(self.site)
        if self.section is not None:
            conditions.append(_IN_SECTION)
            values.append(fold_key(self.section))
        if self.author is not None:
            conditions.append(_BY_AUTHOR)
            values.append(fold_key(self.author))
        if self.query is not None:
            conditions.append("id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)")
            # The empty phrase is FTS5's expression for nothing.
            values.append(parse_query(self.query).match_all() or '""')
        return " AND ".join(conditions), values


class Where(TypedDict, total=False):
    """The fields of `Filters` as keyword arguments."""

    date_from: str
    date_to: str
    site: str
    section: str
    author: str
    query: str


def combined(filters: Filters | None, where: Where) -> Filters:
    """Return filters, narrowed further by those that are named.

    >>> combined(Filters(site="example.org"), {"date_from": "2026"})
    Filters(date_from='2026', date_to=None, site='example.org', section=None, author=None, query=None)
    """
    return replace(filters or Filters(), **where)


def register_functions(connection: sqlite3.Connection) -> None:
    """Give a connection of ours the functions that `Filters.to_sql` uses; the file itself needs none."""

    def fold(value: str | None) -> str | None:
        return None if value is None else _cached_fold_key(value)

    connection.create_function("fold_key", 1, fold, deterministic=True)
