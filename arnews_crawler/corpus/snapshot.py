"""A snapshot: the corpus frozen in a folder to be cited, with a copy of the database, the articles and versions as
JSON Lines and Parquet, a data card, a citation and the sums by which it is verified.

The copy is one state of the file, also while a crawl writes to it. What is withheld is in none of its files, and in no
freed page of the copy either.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.atomic import sync_folder
from arnews_crawler.corpus.checksums import SUMS, write_sums
from arnews_crawler.corpus.citation import write_citation
from arnews_crawler.corpus.connection import open_for_reading, open_for_writing
from arnews_crawler.corpus.data_card import Card, write_data_card
from arnews_crawler.corpus.errors import storage_errors
from arnews_crawler.corpus.export import ExportFormat, export_rows
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.references import delete_referring
from arnews_crawler.corpus.search_index import ensure_current, remove_articles
from arnews_crawler.corpus.takedowns import WITHHELD_URLS, transaction

DATABASE: Final = "corpus.db"
CARD: Final = "README.md"
CITATION: Final = "CITATION.cff"
_UNFINISHED: Final = ".unfinished"


class NotEmptyError(Exception):
    """The folder has something in it; ``str()`` is a line for a person."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    """What a snapshot is called, and whose it is."""

    title: str
    authors: tuple[str, ...]
    day: str
    """When it was made: ``2026-03-09``."""


def make_snapshot(
    source: Path,
    folder: Path,
    labels: Labels,
    *,
    formats: tuple[ExportFormat, ...] = ("jsonl", "parquet"),
    on_row: Callable[[], object] = lambda: None,
) -> dict[str, int]:
    """Write a snapshot and return its files with their rows (0 where a file has none to count).

    The files are moved to their places when all are written, the sums last: a folder without them is no snapshot.

    :raises NotEmptyError: the folder is none, or has something in it.
    :raises CorpusError: the source cannot be read, or the disk is full.
    :raises MissingExtraError: Parquet's library is not installed.
    :raises OSError: the folder takes nothing.
    """
    work = _prepare(folder)
    try:
        with storage_errors(source):
            withheld = _copy_database(source, work)
        rows = {DATABASE: 0}
        with Corpus(work / DATABASE) as corpus:
            for fmt in formats:
                for name, revisions in ((f"articles.{fmt}", False), (f"revisions.{fmt}", True)):
                    with (work / name).open("xb") as out:
                        rows[name] = export_rows(corpus, fmt, out, revisions=revisions, on_row=on_row)
            card = Card(title=labels.title, day=labels.day, withheld=withheld, rows=rows)
            write_data_card(corpus, card, work / CARD)
            write_citation(corpus, labels.title, labels.authors, labels.day, work / CITATION)
        write_sums(work)
        _move(work, folder)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise
    return {**rows, CARD: 0, CITATION: 0, SUMS: 0}


def _prepare(folder: Path) -> Path:
    """Make the folder, and in it the one that is written to; what a killed snapshot left there is removed."""
    if folder.exists() and not folder.is_dir():
        message = f"{folder} is no folder"
        raise NotEmptyError(message)
    folder.mkdir(parents=True, exist_ok=True)
    others = [path.name for path in folder.iterdir() if path.name != _UNFINISHED]
    if others:
        message = f"{folder} is not empty ({min(others)})"
        raise NotEmptyError(message)
    work = folder / _UNFINISHED
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir()
    return work


def _copy_database(source: Path, work: Path) -> int:
    """Copy the file without what is withheld; returns how many articles and addresses that is."""
    raw = work / "raw.db"
    with closing(open_for_reading(source)) as connection:
        connection.execute("VACUUM INTO ?", (str(raw.absolute()),))
    with closing(open_for_writing(raw)) as connection:
        ensure_current(connection)
        with transaction(connection):
            withheld = _remove_withheld(connection)
        # Pages that were freed, and the index's merged segments, stay behind in the first copy.
        connection.execute("VACUUM INTO ?", (str((work / DATABASE).absolute()),))
    for path in work.glob("raw.db*"):
        path.unlink()
    return withheld


def _remove_withheld(connection: sqlite3.Connection) -> int:
    urls = [(row[0],) for row in connection.execute(WITHHELD_URLS)]
    ids = [row[0] for row in connection.execute("SELECT id FROM articles WHERE withheld = 1")]
    alone = "SELECT count(*) FROM takedowns t WHERE undone_at IS NULL AND url NOT IN (SELECT url FROM articles)"
    count = len(ids) + int(connection.execute(alone).fetchone()[0])
    remove_articles(connection, ids)
    delete_referring(connection, ids)
    connection.executemany("UPDATE articles SET duplicate_of = NULL WHERE duplicate_of = ?", ((id_,) for id_ in ids))
    connection.executemany("DELETE FROM articles WHERE id = ?", ((id_,) for id_ in ids))
    for table in ("urls", "rejects", "captures"):
        connection.executemany(f"DELETE FROM {table} WHERE url = ?", urls)  # noqa: S608 - our own names
    connection.executemany("UPDATE runs SET arguments = '{}' WHERE instr(arguments, ?)", urls)
    # The ledger names people; copies of feeds name what they announced. Both are for who crawls, not for who reads.
    connection.execute("DELETE FROM takedowns")
    connection.execute("UPDATE sources SET digest = NULL, copy = NULL")
    return count


def _move(work: Path, folder: Path) -> None:
    names = sorted((path.name for path in work.iterdir()), key=lambda name: (name == SUMS, name))
    for name in names:
        if name == SUMS:
            sync_folder(folder)
        (work / name).rename(folder / name)
    work.rmdir()
    sync_folder(folder)
