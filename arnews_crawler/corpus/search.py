"""Search: the words of a query in any spelling and form, ranked, with the stored text that shows why.

All words first; where that finds too little, articles with any of them follow.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.query import parse_query
from arnews_crawler.corpus.snippets import Highlighter, Snippet

_WEIGHTS: Final = (6.0, 3.0, 2.0, 1.0)
"""The headline before the text, the spelling before the form; in the order of the columns."""


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


def search_articles(
    connection: sqlite3.Connection, text: str, filters: Filters, *, limit: int, offset: int
) -> list[SearchHit]:
    """Run a query over the open file; a query that looks for nothing finds nothing."""
    query = parse_query(text)
    wanted = max(offset, 0) + max(limit, 0)
    ranked: dict[int, tuple[float, bool]] = {}
    for expression, has_all in ((query.match_all(), True), (query.match_any(), False)):
        if expression is None or len(ranked) >= wanted:
            continue
        # What has all words ranks in front of what has any; the second list repeats the first.
        for article_id, score in _matches(connection, expression, filters, wanted + len(ranked)):
            ranked.setdefault(article_id, (score, has_all))
    page = list(ranked.items())[max(offset, 0) : wanted]
    highlighter = Highlighter(query.terms)
    return [_hit(connection, article_id, score, has_all, highlighter) for article_id, (score, has_all) in page]


def _matches(
    connection: sqlite3.Connection, expression: str, filters: Filters, limit: int
) -> Iterator[tuple[int, float]]:
    """Ids and scores, best first; the texts are read for one page only, not for everything that matches."""
    condition, values = filters.to_sql()
    query = f"""
        SELECT articles_fts.rowid, -bm25(articles_fts, {", ".join(map(str, _WEIGHTS))}) AS score
        FROM articles_fts JOIN corpus ON corpus.id = articles_fts.rowid
        WHERE articles_fts MATCH ? AND {condition}
        ORDER BY score DESC, articles_fts.rowid DESC LIMIT ?
    """  # noqa: S608 - numbers and conditions of ours; the values are bound
    for row in connection.execute(query, (expression, *values, limit)):
        yield row[0], row[1]


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
