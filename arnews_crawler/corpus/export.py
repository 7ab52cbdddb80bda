"""Export: the view ``corpus``, or all revisions of its articles, as JSON Lines, CSV or Parquet, in constant memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import IO, Final, Literal

from arnews_crawler.corpus.export_text import write_csv, write_json_lines
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus

ExportFormat = Literal["jsonl", "csv", "parquet"]
EXPORT_FORMATS: Final[tuple[ExportFormat, ...]] = ("jsonl", "csv", "parquet")

_ARTICLES: Final = "SELECT * FROM corpus WHERE {condition} ORDER BY id"
_REVISIONS: Final = """
    SELECT r.article_id, corpus.url, corpus.site, r.revision, r.seen_at, r.run_id,
           r.headline, r.teaser, r.body, r.changed
    FROM corpus JOIN revisions r ON r.article_id = corpus.id
    WHERE {condition} ORDER BY r.article_id, r.revision
"""


def export_rows(
    corpus: Corpus,
    fmt: ExportFormat,
    out: IO[bytes],
    *,
    filters: Filters | None = None,
    revisions: bool = False,
    bom: bool = False,
    on_row: Callable[[], object] = lambda: None,
) -> int:
    """Write articles, or every version of them, to ``out`` and return how many rows were written.

    ``bom`` begins a CSV file with the mark by which Excel knows UTF-8; ``on_row`` is called after each row, for a
    progress bar. Raises `CorpusError` about the file, OSError about ``out``, ValueError for an unknown format and
    `MissingExtraError` where Parquet's library is not installed.
    """
    if fmt not in EXPORT_FORMATS:
        message = f"unknown format {fmt!r}; there are {', '.join(EXPORT_FORMATS)}"
        raise ValueError(message)
    columns = columns_of(corpus, revisions=revisions)
    rows = _counted(select_rows(corpus, filters, revisions=revisions), on_row)
    if fmt == "jsonl":
        return write_json_lines(rows, columns, out)
    if fmt == "csv":
        return write_csv(rows, columns, out, bom=bom)
    from arnews_crawler.corpus.arrow import write_parquet

    return write_parquet(rows, columns, out)


def select_rows(corpus: Corpus, filters: Filters | None = None, *, revisions: bool = False) -> Iterator[sqlite3.Row]:
    """Yield what is exported, in the order in which it was stored."""
    condition, values = (filters or Filters()).to_sql()
    return corpus.rows(_query(revisions=revisions).format(condition=condition), values)


def count_rows(corpus: Corpus, *, filters: Filters | None = None, revisions: bool = False) -> int:
    """Return how many rows `export_rows` would write now."""
    condition, values = (filters or Filters()).to_sql()
    query = _query(revisions=revisions).format(condition=condition)
    return int(next(corpus.rows(f"SELECT count(*) FROM ({query})", values))[0])  # noqa: S608 - a query of ours


def columns_of(corpus: Corpus, *, revisions: bool = False) -> list[str]:
    """Return the names of what `select_rows` yields."""
    query = _query(revisions=revisions).format(condition="0")
    return [column[0] for column in corpus.connection.execute(query).description]


def _query(*, revisions: bool) -> str:
    return _REVISIONS if revisions else _ARTICLES


def _counted(rows: Iterator[sqlite3.Row], on_row: Callable[[], object]) -> Iterator[sqlite3.Row]:
    for row in rows:
        yield row
        on_row()
