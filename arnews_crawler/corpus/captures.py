"""Where each raw response lies: a row of ``captures`` points to a record of a WARC file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from typing import Final

from arnews_crawler.corpus.records import Row, without_credentials

COLUMNS: Final = "url, code, status, fetched_at, warc_file, warc_offset, warc_length, sha256"
"""Of ``captures``, those that make a `Capture`."""
_INSERT: Final = """
    INSERT INTO captures(run_id, url, code, status, fetched_at, warc_file, warc_offset, warc_length, sha256)
    VALUES (:run_id, :url, :code, :status, :fetched_at, :warc_file, :warc_offset, :warc_length, :sha256)
"""


@dataclass(frozen=True, kw_only=True)
class Capture:
    """One stored response. Which article it held is told by ``urls``, through its address."""

    url: str
    """The address that was asked for, canonical."""
    code: str | None
    """Why nothing was stored of it; None where it gave an article."""
    status: int
    fetched_at: str
    """ISO 8601 in UTC."""
    warc_file: str
    """Relative to the archive's folder."""
    warc_offset: int
    """Bytes from the file's start to the record's."""
    warc_length: int
    """Bytes of the compressed record."""
    sha256: str
    """Of the body as it was transferred, in hexadecimal."""


def record_captures(connection: sqlite3.Connection, captures: Iterable[Capture], run_id: int | None) -> None:
    """Write down where responses lie."""
    rows = ({**asdict(capture), "url": without_credentials(capture.url), "run_id": run_id} for capture in captures)
    connection.executemany(_INSERT, rows)


def last_capture(connection: sqlite3.Connection, url: str) -> Capture | None:
    """Return the newest capture of an address; None where there is none."""
    query = f"SELECT {COLUMNS} FROM captures WHERE url = ? ORDER BY id DESC LIMIT 1"  # noqa: S608 - our own columns
    row = connection.execute(query, (without_credentials(url),)).fetchone()
    return None if row is None else capture_from_row(row)


def capture_from_row(row: Row) -> Capture:
    """Return the capture of a row that has its columns by name."""
    return Capture(**{each.name: row[each.name] for each in fields(Capture)})
