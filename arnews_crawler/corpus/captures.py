"""Where each raw response lies: a row of ``captures`` points to a record of a WARC file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from arnews_crawler.corpus.records import without_credentials

_INSERT = """
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
