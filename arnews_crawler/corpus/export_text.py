"""Rows as text: JSON Lines that any program reads, CSV that a spreadsheet opens and does not run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any, Final

from arnews_crawler.corpus.records import JSON_FIELDS

JSON_COLUMNS: Final = JSON_FIELDS | {"changed"}
"""Columns that hold JSON: lists, but for ``evidence``, which is a mapping."""

_BOM: Final = b"\xef\xbb\xbf"
# A spreadsheet runs what begins so (https://owasp.org/www-community/attacks/CSV_Injection); ' makes it text.
_FORMULA_STARTS: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Line ends to str.splitlines() and to JavaScript, but not to JSON, which leaves them as they are.
_LINE_ENDS: Final = (("\x85", "\\u0085"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))
_quote: Final[Callable[[str], str]] = json.encoder.encode_basestring


def write_json_lines(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: IO[bytes]) -> int:
    """Write rows as one JSON object a line, UTF-8, and return how many."""
    count = 0
    for count, row in enumerate(rows, 1):  # noqa: B007 - the last number is the answer
        out.write(f"{row_to_json(columns, row)}\n".encode())
    return count


def row_to_json(columns: Sequence[str], row: Sequence[Any]) -> str:
    """Return a row as one line of JSON, without its line end; lists and mappings are such.

    >>> row_to_json(["headline", "tags", "gone_at"], ["قمة", '["أ"]', None])
    '{"headline": "قمة", "tags": ["أ"], "gone_at": null}'
    """
    pairs = [f'"{name}": {_to_json(name, value)}' for name, value in zip(columns, row, strict=True)]
    line = f"{{{', '.join(pairs)}}}"
    for sign, escaped in _LINE_ENDS:  # str.translate takes six times as long
        if sign in line:
            line = line.replace(sign, escaped)
    return line


def _to_json(name: str, value: Any) -> str:
    """A value as JSON; what the file holds as JSON is copied, where it is one line."""
    if value is None:
        return "null"
    if not isinstance(value, str):
        return str(value)
    if name not in JSON_COLUMNS:
        return _quote(value)
    return value if "\n" not in value else json.dumps(json.loads(value), ensure_ascii=False)


def write_csv(rows: Iterable[Sequence[Any]], columns: Sequence[str], out: IO[bytes], *, bom: bool = False) -> int:
    """Write rows as RFC 4180 has it, UTF-8: quotes doubled, line ends inside a quoted value as they are, CRLF between
    rows. Returns how many."""
    if bom:
        out.write(_BOM)
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    try:
        writer = csv.writer(text, lineterminator="\r\n")
        writer.writerow(columns)
        count = 0
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow([quote_formula(value) for value in row])
        text.flush()
    finally:
        text.detach()
    return count


def quote_formula(value: object) -> object:
    """Return a value that no spreadsheet takes for a formula; the stored text stays what it is.

    >>> quote_formula("=HYPERLINK(1)"), quote_formula("نص"), quote_formula(-1)
    ("'=HYPERLINK(1)", 'نص', -1)
    """
    if isinstance(value, str) and value.lstrip(" \n").startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
