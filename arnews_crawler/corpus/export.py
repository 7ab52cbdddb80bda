"""Export: the view ``corpus``, or all revisions of its articles, as JSON Lines or CSV, row by row."""

from __future__ import annotations

import csv
import json
import sqlite3
from collections.abc import Callable, Iterator
from typing import Final, Literal, TextIO

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import JSON_FIELDS, Row

ExportFormat = Literal["jsonl", "csv"]
EXPORT_FORMATS: Final[tuple[ExportFormat, ...]] = ("jsonl", "csv")

_JSON_COLUMNS: Final = JSON_FIELDS | {"changed"}
# A spreadsheet runs what begins so (https://owasp.org/www-community/attacks/CSV_Injection); ' makes it text.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Line ends to str.splitlines() and to JavaScript, but not to JSON, which leaves them as they are.
_LINE_ENDS: Final = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))

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
    out: TextIO,
    *,
    filters: Filters | None = None,
    revisions: bool = False,
    on_row: Callable[[], object] | None = None,
) -> int:
    """Write articles, or every version of them, to ``out`` and return how many rows were written.

    ``out`` is UTF-8 and opened with ``newline=""``; ``on_row`` is called after each row, for a progress bar.
    Raises `CorpusError` about the file, OSError about ``out``, ValueError for an unknown format.
    """
    condition, values = (filters or Filters()).to_sql()
    rows = corpus.rows((_REVISIONS if revisions else _ARTICLES).format(condition=condition), values)
    if fmt not in EXPORT_FORMATS:
        message = f"unknown format {fmt!r}; there are {', '.join(EXPORT_FORMATS)}"
        raise ValueError(message)
    if fmt == "jsonl":
        lines = _write_json_lines(rows, out)
    else:
        lines = _write_csv(rows, out, _columns(corpus, revisions=revisions))
    count = 0
    for _ in lines:
        count += 1
        if on_row is not None:
            on_row()
    return count


def count_rows(corpus: Corpus, *, filters: Filters | None = None, revisions: bool = False) -> int:
    """Return how many rows `export_rows` would write now."""
    condition, values = (filters or Filters()).to_sql()
    query = (_REVISIONS if revisions else _ARTICLES).format(condition=condition)
    return int(next(corpus.rows(f"SELECT count(*) FROM ({query})", values))[0])  # noqa: S608 - a query of ours


def row_to_json(row: Row) -> str:
    """Return a row as one line of JSON, without its line end; lists and mappings are such."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values
    for name in _JSON_COLUMNS & values.keys():
        values[name] = json.loads(values[name])
    line = json.dumps(values, ensure_ascii=False)
    for sign, escaped in _LINE_ENDS:  # str.translate takes six times as long
        line = line.replace(sign, escaped)
    return line


def quote_formula(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; the stored text stays what it is.

    >>> quote_formula("=HYPERLINK(1)"), quote_formula("نص"), quote_formula(-1)
    ("'=HYPERLINK(1)", 'نص', -1)
    """
    if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def _write_json_lines(rows: Iterator[sqlite3.Row], out: TextIO) -> Iterator[None]:
    for row in rows:
        out.write(row_to_json(row) + "\n")
        yield


def _write_csv(rows: Iterator[sqlite3.Row], out: TextIO, columns: list[str]) -> Iterator[None]:
    """RFC 4180: quotes doubled, line ends inside a quoted value as they are, CRLF between rows."""
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([quote_formula(value) for value in row])
        yield


def _columns(corpus: Corpus, *, revisions: bool) -> list[str]:
    query = (_REVISIONS if revisions else _ARTICLES).format(condition="0")
    return [column[0] for column in corpus.connection.execute(query).description]
