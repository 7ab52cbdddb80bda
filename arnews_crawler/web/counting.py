"""Numbers over time: articles by day, month or year, of a query, a site or a section; what the charts show."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from arnews_crawler.corpus.query import parse_query
from arnews_crawler.corpus.reader import Corpus

LENGTHS: Final = {"day": 10, "month": 7, "year": 4}
"""Step -> how much of an ISO date it takes."""
_DAY_TEXT: Final = "published_at GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]*'"
_LEFT_OUT: Final = "SELECT id FROM articles WHERE withheld = 1 OR duplicate_of IS NOT NULL"
_INDEXES: Final = {"site": "articles_site", "section": "articles_section"}

Counts = Mapping[str, int]


def count_query(corpus: Corpus, query: str, step: str) -> dict[str, int]:
    """Return how many articles have all words of a query, by the time of their publication."""
    matching = parse_query(query).match_all()
    if matching is None:
        return {}
    # The plus makes SQLite walk the small index of dates once, and not read a row for each article found.
    sql = f"""
        SELECT substr(published_at, 1, ?) AS step, count(*) AS n FROM articles
        WHERE {_DAY_TEXT} AND +id IN (SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?)
        AND +id NOT IN ({_LEFT_OUT}) GROUP BY 1
    """  # noqa: S608 - the values are bound
    return {row["step"]: row["n"] for row in corpus.rows(sql, (LENGTHS[step], matching))}


def count_all(corpus: Corpus, step: str, since: str = "") -> dict[str, int]:
    """Return how many articles were published in each step since a day."""
    sql = f"""
        SELECT substr(published_at, 1, ?) AS step, count(*) AS n FROM articles
        WHERE {_DAY_TEXT} AND published_at >= ? AND +id NOT IN ({_LEFT_OUT}) GROUP BY 1
    """  # noqa: S608
    return {row["step"]: row["n"] for row in corpus.rows(sql, (LENGTHS[step], since))}


def count_groups(corpus: Corpus, column: str, step: str, most: int) -> dict[str, dict[str, int]]:
    """Return the numbers of the ``most`` largest sites or sections; those of all others are under an empty name."""
    sql = f"""
        WITH days AS MATERIALIZED (
            SELECT id AS day_id, substr(published_at, 1, ?) AS step FROM articles
            WHERE {_DAY_TEXT} AND +id NOT IN ({_LEFT_OUT})
        )
        SELECT coalesce({column}, '') AS name, step, count(*) AS n
        FROM articles INDEXED BY {_INDEXES[column]} JOIN days ON day_id = +id GROUP BY 1, 2
    """  # noqa: S608 - two indexes are read and no text
    groups: dict[str, dict[str, int]] = {}
    for row in corpus.rows(sql, (LENGTHS[step],)):
        groups.setdefault(row["name"], {})[row["step"]] = row["n"]
    largest = sorted((name for name in groups if name), key=lambda name: (-sum(groups[name].values()), name))
    rest: dict[str, int] = {}
    for name in (*largest[most:], ""):
        for when, number in groups.get(name, {}).items():
            rest[when] = rest.get(when, 0) + number
    found = {name: groups[name] for name in largest[:most]}
    return {**found, "": rest} if rest else found


def fitting_step(corpus: Corpus, wanted: str, most: int) -> str:
    """Return the step that is wanted, or the next longer one of which there are not more than ``most``."""
    query = f"SELECT min(published_at) AS first, max(published_at) AS last FROM articles WHERE {_DAY_TEXT}"  # noqa: S608
    row = next(corpus.rows(query))
    names = list(LENGTHS)
    for name in names[names.index(wanted) : -1]:
        if row["first"] is None or len(steps_between(row["first"], row["last"], name)) <= most:
            return name
    return names[-1]


def steps_of(groups: Sequence[Counts], step: str) -> list[str]:
    """Return every step from the first to the last that has a number, those without one too."""
    found = sorted(each for counts in groups for each in counts)
    return steps_between(found[0], found[-1], step) if found else []


def steps_between(first: str, last: str, step: str) -> list[str]:
    """Return the steps between two days, months or years, both included.

    >>> steps_between("2025-12", "2026-01", "month"), steps_between("2026-02-28", "2026-03-01", "day")
    (['2025-12', '2026-01'], ['2026-02-28', '2026-03-01'])
    """
    try:
        return _STEPS[step](first, last)
    except ValueError:  # a day that is none, such as 30 February: the site printed it
        return sorted({first[: LENGTHS[step]], last[: LENGTHS[step]]})


def _days(first: str, last: str) -> list[str]:
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    return [(start + timedelta(days=number)).isoformat() for number in range((end - start).days + 1)]


def _months(first: str, last: str) -> list[str]:
    start, end = (int(text[:4]) * 12 + int(text[5:7]) - 1 for text in (first, last))
    return [f"{number // 12:04}-{number % 12 + 1:02}" for number in range(start, end + 1)]


def _years(first: str, last: str) -> list[str]:
    return [f"{number:04}" for number in range(int(first[:4]), int(last[:4]) + 1)]


_STEPS: Final[Mapping[str, Callable[[str, str], list[str]]]] = {"day": _days, "month": _months, "year": _years}
