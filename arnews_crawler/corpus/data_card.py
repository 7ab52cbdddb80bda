"""The data card of a snapshot: what it is, from where and when, how much, and what is known to be missing.

It follows the questions of "Datasheets for Datasets" (https://arxiv.org/abs/1803.09010) that numbers can answer. The
same corpus gives the same card, but for the day on which it was made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.file_marks import SCHEMA_VERSION
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.statistics import Statistics
from arnews_crawler.text.fold import NORMALISER_VERSION
from arnews_crawler.text.one_line import printable
from arnews_crawler.version import __version__

_MOST: Final = 200
"""Lines of a table."""
_BY_SITE: Final = """
    SELECT site, count(*), count(nullif(revision, 1)), count(gone_at), min(substr(published_at, 1, 10)),
        max(substr(published_at, 1, 10)) FROM corpus GROUP BY site ORDER BY count(*) DESC, site
"""
_BY_YEAR: Final = """
    SELECT coalesce(substr(published_at, 1, 4), 'no date'), count(*) FROM corpus GROUP BY 1 ORDER BY 1
"""
_BY_SITE_AND_YEAR: Final = """
    SELECT site, coalesce(substr(published_at, 1, 4), 'no date'), count(*) FROM corpus GROUP BY 1, 2 ORDER BY 1, 2
"""
_RUNS: Final = """
    SELECT spider, count(*), sum(finished_at IS NULL), sum(coalesce(exit_code, 0) <> 0), min(started_at),
        max(started_at) FROM runs GROUP BY spider ORDER BY spider
"""
_FAILURES: Final = """
    SELECT coalesce(reason, 'never ended'), coalesce(exit_code, ''), count(*) FROM runs
    WHERE finished_at IS NULL OR exit_code <> 0 GROUP BY 1, 2 ORDER BY 3 DESC, 1
"""
_VERSIONS: Final = """
    SELECT code_version, normaliser_version, count(*), min(substr(started_at, 1, 10)), max(substr(started_at, 1, 10))
    FROM runs GROUP BY 1, 2 ORDER BY min(id)
"""
_PRECISION: Final = """
    SELECT coalesce(published_precision, 'no date'), count(*) FROM corpus GROUP BY 1 ORDER BY 2 DESC, 1
"""
_WARNINGS: Final = """
    SELECT warning.value, count(*) FROM corpus, json_each(corpus.warnings) AS warning GROUP BY 1 ORDER BY 2 DESC, 1
"""
_LANGUAGES: Final = "SELECT coalesce(language, 'not known'), count(*) FROM corpus GROUP BY 1 ORDER BY 2 DESC, 1"
_UNREAD: Final = "SELECT count(*) FROM urls WHERE visited_at IS NULL AND article_id IS NULL"
_FAILED: Final = "SELECT count(*) FROM urls WHERE failures > 0 AND article_id IS NULL"
_SEEN: Final = "SELECT min(substr(first_seen_at, 1, 10)), max(substr(last_seen_at, 1, 10)) FROM corpus"
_HOLDS: Final = {
    "corpus.db": "all of it, an SQLite database; read the view corpus",
    "articles.jsonl": "the articles, a JSON object a line",
    "articles.parquet": "the articles, typed columns",
    "revisions.jsonl": "every version of every article, a JSON object a line",
    "revisions.parquet": "every version of every article, typed columns",
}


@dataclass(frozen=True, kw_only=True)
class Card:
    """What a card says besides the corpus."""

    title: str
    day: str
    withheld: int
    """Articles and addresses that were left out."""
    rows: Mapping[str, int]
    """File -> rows in it."""


def write_data_card(corpus: Corpus, card: Card, path: Path) -> None:
    """Write the card of a corpus."""
    path.write_text("\n".join(_card(corpus, card)) + "\n", "utf-8")


def _card(corpus: Corpus, card: Card) -> Iterator[str]:
    statistics = corpus.statistics()
    yield from (f"# {_cell(card.title)}", "", f"Made on {card.day}.", "")
    yield from _summary(corpus, statistics)
    yield from ("## Files", "")
    yield from _table(("file", "rows", "holds"), ((name, n or "", _HOLDS[name]) for name, n in card.rows.items()))
    yield (
        "`sha256sum -c SHA256SUMS`, or `arnews snapshot --verify` on the folder, tells whether all is as it was. "
        "How to cite it is in `CITATION.cff`.\n"
    )
    yield from ("## What is in it", "")
    yield from _table(
        ("site", "articles", "changed later", "gone from the site", "first day", "last day"), _ask(corpus, _BY_SITE)
    )
    yield from _table(("year", "articles"), _ask(corpus, _BY_YEAR))
    yield from _table(("site", "year", "articles"), _ask(corpus, _BY_SITE_AND_YEAR))
    yield from _table(("language", "articles"), _ask(corpus, _LANGUAGES))
    yield from ("## How full the fields are", "")
    shares = ((name, n, f"{n / max(statistics.articles, 1):.1%}") for name, n in statistics.filled.items())
    yield from _table(("field", "articles", "share"), shares)
    yield from _table(("date of publication is exact to the", "articles"), _ask(corpus, _PRECISION))
    yield from _gaps(corpus, card, statistics)
    yield from _how_it_was_made(corpus)


def _summary(corpus: Corpus, statistics: Statistics) -> Iterator[str]:
    period = [moment[:10] for moment in (statistics.first_published_at, statistics.last_published_at) if moment]
    published = f", published from {period[0]} to {period[-1]}" if period else ""
    seen = next(_ask(corpus, _SEEN))
    yield f"{counted(statistics.articles, 'news article')} of {counted(len(statistics.by_site), 'site')}{published}."
    if seen[0]:
        yield f"They were collected from {seen[0]} to {seen[1]} from pages that the sites' robots.txt allows to read."
    yield (
        f"Each has headline, teaser and body apart, as printed; {statistics.revised} were changed by their sites after "
        "they were first seen, and every version is kept.\n"
    )


def _gaps(corpus: Corpus, card: Card, statistics: Statistics) -> Iterator[str]:
    unread, failed = (next(_ask(corpus, query))[0] for query in (_UNREAD, _FAILED))
    yield from ("## What is known to be missing", "")
    yield f"- {card.withheld} articles or addresses were withheld on request and are in none of the files."
    yield f"- {statistics.duplicates} articles have the text of another one here; the view `corpus` leaves them out."
    yield f"- {unread} addresses were found and not read yet; {failed} could not be had when they were last asked for."
    yield f"- {statistics.gone} articles were taken away by their sites; their texts are kept.\n"
    yield from _table(("pages that were not stored, by reason", "times"), statistics.rejects.items())
    yield from _table(("runs that did not end well", "exit code", "runs"), _ask(corpus, _FAILURES))
    yield from _table(("what is doubtful in articles", "articles"), _ask(corpus, _WARNINGS))


def _how_it_was_made(corpus: Corpus) -> Iterator[str]:
    yield from ("## How it was made", "")
    yield from _table(("spider", "runs", "never ended", "ended with an error", "first", "last"), _ask(corpus, _RUNS))
    yield from _table(("arnews", "normaliser of search keys", "runs", "first day", "last day"), _ask(corpus, _VERSIONS))
    yield f"This copy: arnews {__version__}, schema {SCHEMA_VERSION}, normaliser {NORMALISER_VERSION}.\n"
    yield (
        "`evidence` names the rule that gave each field. The texts belong to their publishers; what may be done with "
        "them is between you and them."
    )


def counted(number: int, thing: str) -> str:
    """Return a number of things.

    >>> counted(1, "site"), counted(3, "site")
    ('1 site', '3 sites')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"


def _ask(corpus: Corpus, query: str) -> Iterator[Sequence[object]]:
    rows: list[sqlite3.Row] = list(corpus.rows(query))
    yield from rows


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """A table of Markdown; nothing where it has no rows."""
    lines = [f"| {' | '.join('' if cell is None else _cell(str(cell)) for cell in row)} |" for row in rows]
    if not lines:
        return
    yield f"| {' | '.join(head)} |"
    yield f"|{' --- |' * len(head)}"
    yield from lines[:_MOST]
    yield "" if len(lines) <= _MOST else f"\n… and {len(lines) - _MOST} more.\n"


def _cell(text: str) -> str:
    """A site's words as one cell: no table, link or markup of theirs."""
    return "".join(f"\\{sign}" if sign in "|<>[]*_`\\" else sign for sign in printable(text))
