"""The ledger of runs: what was started with which arguments, how it ended, and what it counted."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.errors import storage_errors
from arnews_crawler.corpus.records import Row, encode_json, utc_now, without_credentials
from arnews_crawler.text.fold import NORMALISER_VERSION
from arnews_crawler.version import __version__


@dataclass(frozen=True, kw_only=True)
class Run:
    """One run. ``finished_at`` is None while it runs, and for ever where it was killed."""

    id: int
    spider: str
    arguments: dict[str, Any]
    started_at: str
    finished_at: str | None
    reason: str | None
    exit_code: int | None
    counts: dict[str, float]
    code_version: str
    normaliser_version: str


def start_run(connection: sqlite3.Connection, spider: str, arguments: Mapping[str, object]) -> int:
    """Open a run and return its id; ids grow with time even where the clock does not."""
    cursor = connection.execute(
        "INSERT INTO runs(spider, arguments, started_at, code_version, normaliser_version) VALUES (?, ?, ?, ?, ?)",
        (spider, _arguments_text(arguments), utc_now(), __version__, NORMALISER_VERSION),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(
    connection: sqlite3.Connection,
    run_id: int,
    *,
    reason: str,
    exit_code: int | None,
    counts: Mapping[str, float],
) -> None:
    """Close a run: why it ended, its exit code where that is known already, and its numbers."""
    connection.execute(
        "UPDATE runs SET finished_at = ?, reason = ?, exit_code = ?, counts = ? WHERE id = ?",
        (utc_now(), reason, exit_code, encode_json(dict(counts)), run_id),
    )


def record_exit(path: Path, run_id: int, exit_code: int, reason: str | None = None) -> None:
    """Write down how a run ended: the command decides it after the crawl is closed.

    A run that was ended at once, and could not close itself, is closed here.

    Raises `CorpusError`.
    """
    connection = open_for_writing(path)
    try:
        with storage_errors(path):
            connection.execute(
                "UPDATE runs SET exit_code = ?, reason = coalesce(?, reason), finished_at = coalesce(finished_at, ?)"
                " WHERE id = ?",
                (exit_code, without_credentials(reason) if reason else None, utc_now(), run_id),
            )
    finally:
        connection.close()


def run_from_row(row: Row) -> Run:
    """Return the run of a row of ``runs``."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values
    return Run(**{**values, "arguments": json.loads(values["arguments"]), "counts": json.loads(values["counts"])})


def _arguments_text(arguments: Mapping[str, object]) -> str:
    """Arguments as JSON; what JSON cannot hold (dates, paths) as its text."""
    return without_credentials(json.dumps(dict(arguments), ensure_ascii=False, default=str))
