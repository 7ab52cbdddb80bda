"""Lists of articles and the numbers of the start page, read from indexes and not from texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.ledger import Run
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import site_of
from arnews_crawler.corpus.search import SearchHit, Sort
from arnews_crawler.corpus.snippets import Snippet
from arnews_crawler.web.memory import remembered

PAGE: Final = 20
FARTHEST_PAGE: Final = 500
_SNIPPET: Final = 260
_LOOKED_AT: Final = 500
"""Runs whose sites are told of."""
_LEFT_OUT: Final = "SELECT id FROM articles WHERE withheld = 1 OR duplicate_of IS NOT NULL"


@dataclass(frozen=True)
class Entry:
    """An article in a list; headline and snippet as pieces, each with whether it is a word that was looked for."""

    id: int
    site: str
    section: str | None
    published_at: str | None
    headline: Sequence[tuple[str, bool]]
    snippet: Sequence[tuple[str, bool]]
    has_all: bool = True


@dataclass(frozen=True)
class EntryPage:
    """A page of a list."""

    entries: Sequence[Entry]
    number: int
    has_next: bool
    ranked_newest: int | None = None
    suggestion: str | None = None


@dataclass(frozen=True)
class SiteHealth:
    """How the last run of a site ended."""

    site: str
    run: Run

    @property
    def state(self) -> str:
        """``healthy``, ``failed`` or ``unfinished``."""
        if self.run.finished_at is None:
            return "unfinished"
        return "failed" if self.run.exit_code else "healthy"


def find(corpus: Corpus, query: str, filters: Filters, sort: Sort, number: int) -> EntryPage:
    """Return a page of what a query finds."""
    start = (number - 1) * PAGE
    hits = corpus.search(query, filters, limit=PAGE + 1, offset=start, sort=sort)
    entries = [_from_hit(hit) for hit in hits[:PAGE]]
    return EntryPage(entries, number, len(hits) > PAGE, hits.ranked_newest, None if hits else hits.suggestion)


def newest(corpus: Corpus, filters: Filters, number: int = 1, size: int = PAGE) -> EntryPage:
    """Return a page of all that filters let through, the last published first."""
    condition, values = filters.to_sql()
    query = f"""
        SELECT id, site, section, published_at, headline, coalesce(teaser, substr(body, 1, {2 * _SNIPPET})) AS beginning
        FROM corpus WHERE {condition} ORDER BY published_at DESC, id DESC LIMIT ? OFFSET ?
    """  # noqa: S608 - conditions of ours; the values are bound
    rows = list(corpus.rows(query, (*values, size + 1, (number - 1) * size)))
    entries = [
        Entry(
            row["id"],
            row["site"],
            row["section"],
            row["published_at"],
            [(row["headline"], False)],
            [(_shortened(row["beginning"]), False)],
        )
        for row in rows[:size]
    ]
    return EntryPage(entries, number, len(rows) > size)


def count_by(corpus: Corpus, column: str) -> dict[str, int]:
    """Return how many articles each ``site`` or ``section`` has, the most first; the name of none is empty."""
    assert column in ("site", "section")
    query = f"""
        SELECT coalesce({column}, '') AS name, count(*) AS n FROM articles
        WHERE id NOT IN ({_LEFT_OUT}) GROUP BY 1 ORDER BY n DESC, name
    """  # noqa: S608
    return remembered(corpus, ("by", column), lambda: {row["name"]: row["n"] for row in corpus.rows(query)})


def published_span(corpus: Corpus) -> tuple[str | None, str | None]:
    """Return when the first and the last article was published."""

    def edge(order: str) -> str | None:
        query = f"""
            SELECT published_at FROM articles WHERE published_at IS NOT NULL AND id NOT IN ({_LEFT_OUT})
            ORDER BY published_at {order} LIMIT 1
        """  # noqa: S608
        return next((row["published_at"] for row in corpus.rows(query)), None)

    return edge("ASC"), edge("DESC")


def site_health(corpus: Corpus) -> list[SiteHealth]:
    """Return how the last run of each site ended, those that failed first."""
    last: dict[str, Run] = {}
    for run in corpus.runs(limit=_LOOKED_AT):
        base_url = run.arguments.get("base_url")
        site = site_of(base_url) if isinstance(base_url, str) else ""
        last.setdefault(site or run.spider, run)
    found = [SiteHealth(site, run) for site, run in last.items()]
    return sorted(found, key=lambda health: (health.state == "healthy", health.site))


def pieces(snippet: Snippet) -> list[tuple[str, bool]]:
    """Return a snippet's text in pieces, each with whether it is a matching word.

    >>> pieces(Snippet("قمة في بيروت", ((7, 12),)))
    [('قمة في ', False), ('بيروت', True)]
    """
    found, end = [], 0
    for start, stop in snippet.spans:
        found += [(snippet.text[end:start], False), (snippet.text[start:stop], True)]
        end = stop
    return [piece for piece in (*found, (snippet.text[end:], False)) if piece[0]]


def _from_hit(hit: SearchHit) -> Entry:
    return Entry(
        hit.id,
        hit.site,
        hit.section,
        hit.published_at,
        pieces(hit.headline),
        pieces(hit.snippet),
        hit.has_all,
    )


def _shortened(text: str) -> str:
    one_line = " ".join(text.split())
    if len(one_line) < _SNIPPET:
        return one_line
    return f"{one_line[: _SNIPPET - 1].rpartition(' ')[0].rstrip('.،؛,; ')}…"
