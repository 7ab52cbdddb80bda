"""Search: the words of a query in any spelling and form, ranked, with the stored text that shows why.

All words first; where that finds too little, articles with any of them follow. Where a query finds more than a window
of articles, the newest are ranked and the others follow by age: ranking all that has a common word takes seconds.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final, Literal

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.query import Query, parse_query
from arnews_crawler.corpus.snippets import Highlighter, Snippet
from arnews_crawler.corpus.suggestions import suggest

RANKED_NEWEST: Final = 5_000
"""How many articles are ranked: the newest of those that a query finds."""
_WEIGHTS: Final = (1.0, 1.0, 2.0, 4.0, 4.0, 6.0)
"""In the order of the columns: the headline before the text; related words twice, since spelling and stem count too."""
_COMMON: Final = RANKED_NEWEST
"""What more articles have is too common to find articles by, beside a rarer word."""

Sort = Literal["relevance", "date"]


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """An article that was found; ``score`` is higher for a better match, ``has_all``: every word is in it."""

    id: int
    url: str
    site: str
    section: str | None
    published_at: str | None
    headline: Snippet
    """The whole headline."""
    snippet: Snippet
    """The piece of teaser and body that fits best."""
    score: float
    has_all: bool


class SearchResult(list[SearchHit]):
    """A page of hits, and what has to be said of it."""

    ranked_newest: int | None = None
    """Only so many of the newest were ranked, and more have all words; None where all were."""
    suggestion: str | None = None
    """What may have been meant, where nothing was found."""


@dataclass(frozen=True)
class _Ranking:
    """Ids in their order: score and whether all words are in it; ``is_cut``: there are more."""

    scores: dict[int, tuple[float, bool]]
    is_cut: bool


def search_articles(
    connection: sqlite3.Connection,
    text: str,
    filters: Filters,
    *,
    limit: int,
    offset: int,
    sort: Sort = "relevance",
) -> SearchResult:
    """Run a query over the open file; a query that looks for nothing finds nothing."""
    query = parse_query(text)
    start, end = max(offset, 0), max(offset, 0) + max(limit, 0)
    if query.match_all() is None or end <= start:
        return SearchResult()
    source = _Source(connection, query, filters)
    ranking = source.by_date(start, end) if sort == "date" else source.by_relevance(end)
    page = list(ranking.scores.items())
    page = page if sort == "date" else page[start:end]
    highlighter = Highlighter(query.terms)
    result = SearchResult(_hit(connection, article_id, *found, highlighter) for article_id, found in page)
    if not ranking.scores and not start:
        result.suggestion = suggest(connection, text)
    result.ranked_newest = RANKED_NEWEST if ranking.is_cut else None
    return result


class _Source:
    """The ids that a query finds among the articles that the filters let through."""

    def __init__(self, connection: sqlite3.Connection, query: Query, filters: Filters) -> None:
        self._connection = connection
        self._query = query
        self._condition, self._values = matching_condition(filters)

    def by_relevance(self, wanted: int) -> _Ranking:
        """All words first, then any; ties newest first."""
        matching = self._query.match_all() or ""
        best = self._best(matching)
        is_cut = len(best) > RANKED_NEWEST
        best = best[:RANKED_NEWEST]
        ranked = {article_id: (score, True) for article_id, score in sorted(best, key=_order)}
        if is_cut and wanted > len(ranked):
            oldest = min(ranked)
            ranked |= dict.fromkeys(self._older(matching, oldest, wanted - len(ranked)), (0.0, True))
        elif wanted > len(ranked) and (any_of_them := self._query.match_any(self._rare_groups())) is not None:
            # What has all words ranks in front of what has any; the second list repeats the first.
            for article_id, score in sorted(self._best(any_of_them)[:RANKED_NEWEST], key=_order):
                ranked.setdefault(article_id, (score, False))
        return _Ranking(ranked, is_cut)

    def by_date(self, start: int, end: int) -> _Ranking:
        """What has all words, the last published first; what has no date comes last."""
        query = f"SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND {self._condition}"  # noqa: S608
        found = {row[0] for row in self._connection.execute(query, (self._query.match_all(), *self._values))}
        ids = islice(self._dated(found), start, end)
        return _Ranking(dict.fromkeys(ids, (0.0, True)), is_cut=False)

    def _dated(self, found: set[int]) -> Iterator[int]:
        """Ids, the last published first: many are picked out of all articles in that order, few are put into it."""
        order = "ORDER BY published_at DESC, id DESC"
        if len(found) > _COMMON:
            rows = self._connection.execute(f"SELECT id FROM articles {order}")  # noqa: S608
            yield from (row[0] for row in rows if row[0] in found)
        else:
            listed = ", ".join(map(str, found))
            rows = self._connection.execute(f"SELECT id FROM articles WHERE id IN ({listed}) {order}")  # noqa: S608
            yield from (row[0] for row in rows)

    def _best(self, matching: str) -> list[tuple[int, float]]:
        """Ids and scores of the newest that match, one more than are ranked."""
        query = f"""
            SELECT rowid, -bm25(articles_fts, {", ".join(map(str, _WEIGHTS))}) FROM articles_fts
            WHERE articles_fts MATCH ? AND {self._condition} ORDER BY rowid DESC LIMIT ?
        """  # noqa: S608
        values = (self._query.ranked(matching), *self._values, RANKED_NEWEST + 1)
        return [(row[0], row[1]) for row in self._connection.execute(query, values)]

    def _older(self, matching: str, oldest: int, limit: int) -> Iterator[int]:
        query = f"""
            SELECT rowid FROM articles_fts WHERE articles_fts MATCH ? AND rowid < ? AND {self._condition}
            ORDER BY rowid DESC LIMIT ?
        """  # noqa: S608
        yield from (row[0] for row in self._connection.execute(query, (matching, oldest, *self._values, limit)))

    def _rare_groups(self) -> list[int]:
        """The rarest words, as many as find together what can be ranked: the others are in too much to find by."""
        count = "SELECT count(*) FROM (SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? LIMIT ?)"
        sizes = [
            (self._connection.execute(count, (self._query.match_group(number), _COMMON + 1)).fetchone()[0], number)
            for number in range(len(self._query.groups))
        ]
        chosen: list[int] = []
        total = 0
        for size, number in sorted(sizes):
            if chosen and total + size > _COMMON:
                break
            if size:
                chosen.append(number)
                total += size
        return chosen or [0]


def matching_condition(filters: Filters) -> tuple[str, list[str]]:
    """A condition on ``articles_fts.rowid`` and the values to bind: no text is read to tell who is left out."""
    # The plus keeps SQLite from asking the index for one article after another.
    left_out = "SELECT id FROM articles WHERE withheld = 1 OR duplicate_of IS NOT NULL"
    condition = f"+articles_fts.rowid NOT IN ({left_out})"
    wanted, values = filters.to_sql()
    if values:
        condition = f"+articles_fts.rowid IN (SELECT id FROM articles WHERE {wanted}) AND {condition}"  # noqa: S608
    return condition, values


def _order(pair: tuple[int, float]) -> tuple[float, int]:
    return -pair[1], -pair[0]


def _hit(
    connection: sqlite3.Connection, article_id: int, score: float, has_all: bool, highlighter: Highlighter
) -> SearchHit:
    row = connection.execute(
        "SELECT url, site, section, published_at, headline, teaser, body FROM articles WHERE id = ?",
        (article_id,),
    ).fetchone()
    return SearchHit(
        id=article_id,
        url=row["url"],
        site=row["site"],
        section=row["section"],
        published_at=row["published_at"],
        headline=highlighter.highlight(row["headline"]),
        snippet=_best_snippet(highlighter, row["teaser"], row["body"]),
        score=score,
        has_all=has_all,
    )


def _best_snippet(highlighter: Highlighter, teaser: str | None, body: str) -> Snippet:
    """The body's piece, unless only the teaser has the words."""
    snippet = highlighter.snippet(body)
    if snippet.spans or not teaser:
        return snippet
    of_teaser = highlighter.snippet(teaser)
    return of_teaser if of_teaser.spans else snippet
