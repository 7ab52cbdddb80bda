"""What `arnews doctor` asks of a file: does it open, is it whole, are its search keys in step?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.archive import archive_folder
from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import CorpusError, MissingCorpusError, storage_errors
from arnews_crawler.corpus.file_marks import SCHEMA_VERSION
from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.search_index import IS_ERASED, stored_normaliser_version
from arnews_crawler.text.fold import NORMALISER_VERSION

_SAMPLE: Final = 200
_MESSAGES: Final = 3


@dataclass(frozen=True)
class Check:
    """One answer: ``name`` of what was looked at, whether it is fine, and a line for a person."""

    name: str
    ok: bool
    message: str


def check_corpus(path: Path, archive: Path | None = None) -> list[Check]:
    """Look at a file and change nothing. A missing file is fine: the first crawl makes it.

    :param archive: the folder of the raw pages; the usual one where none is named.
    """
    archive = archive or archive_folder(path)
    try:
        connection = open_for_reading(path)
    except MissingCorpusError:
        return [Check("database", ok=True, message=f"{path}: not there yet, the first crawl makes it")]
    except CorpusError as error:
        return [Check("database", ok=False, message=str(error))]
    try:
        checks = [Check("database", ok=True, message=f"{path}: schema {SCHEMA_VERSION}")]
        for name, look in _LOOKS.items():
            check = _run(name, look, connection, path)
            checks.append(check)
            if name == "integrity" and not check.ok:
                return checks  # what a damaged file says of itself is worth nothing
        return [*checks, _run("archive", lambda opened: _check_archive(opened, archive), connection, path)]
    finally:
        connection.close()


def _run(name: str, look: Callable[[sqlite3.Connection], Check], connection: sqlite3.Connection, path: Path) -> Check:
    try:
        with storage_errors(path):
            return look(connection)
    except (CorpusError, sqlite3.DatabaseError) as error:
        return Check(name, ok=False, message=str(error))


def _check_integrity(connection: sqlite3.Connection) -> Check:
    problems = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    if problems == ["ok"]:
        return Check("integrity", ok=True, message="every page is in its place")
    told = "; ".join(" ".join(problem.split()) for problem in problems[:_MESSAGES])
    return Check("integrity", ok=False, message=f"damaged: {told}; restore a copy, or use `sqlite3 FILE .recover`")


def _check_references(connection: sqlite3.Connection) -> Check:
    problems = connection.execute("PRAGMA foreign_key_check").fetchmany(_MESSAGES)
    if not problems:
        return Check("references", ok=True, message="every row's parents are there")
    told = ", ".join(f"{row[0]} row {row[1]} points to no row of {row[2]}" for row in problems)
    return Check("references", ok=False, message=told)


def _check_normaliser(connection: sqlite3.Connection) -> Check:
    version = stored_normaliser_version(connection)
    if version == NORMALISER_VERSION:
        return Check("normaliser", ok=True, message=f"search keys of version {version}")
    message = f"search keys are of version {version}, not {NORMALISER_VERSION}; --migrate or the next crawl renews them"
    return Check("normaliser", ok=False, message=message)


def _check_index(connection: sqlite3.Connection) -> Check:
    """Every article is in the index and nothing else is; a sample of articles is found by its own keys."""
    missing = connection.execute(
        f"SELECT count(*) FROM articles WHERE NOT {IS_ERASED} AND id NOT IN (SELECT id FROM articles_fts_docsize)"  # noqa: S608
    ).fetchone()[0]
    surplus = connection.execute(
        "SELECT count(*) FROM articles_fts_docsize WHERE id NOT IN (SELECT id FROM articles)"
    ).fetchone()[0]
    if missing or surplus:
        return Check("search index", ok=False, message=f"{missing} articles missing, {surplus} too many")
    rows = connection.execute(
        "SELECT id, headline, teaser, body FROM articles ORDER BY id DESC LIMIT ?", (_SAMPLE,)
    ).fetchall()
    wrong = [row[0] for row in rows if not _is_indexed(connection, *row)]
    if wrong:
        told = ", ".join(map(str, wrong[:_MESSAGES]))
        return Check("search index", ok=False, message=f"keys of other text at {len(wrong)} articles, such as {told}")
    return Check("search index", ok=True, message="in step with the articles")


def _check_archive(connection: sqlite3.Connection, folder: Path) -> Check:
    """How much there is, and how much is not; files may be deleted when their pages are not wanted any more."""
    rows = connection.execute("SELECT warc_file, count(*) FROM captures GROUP BY warc_file").fetchall()
    pages = sum(number for _, number in rows)
    if not pages:
        return Check("archive", ok=True, message=f"{folder}: no pages are kept")
    missing = [(file, number) for file, number in rows if not (folder / file).is_file()]
    message = f"{folder}: {pages} pages in {len(rows)} files"
    if missing:
        lost = sum(number for _, number in missing)
        message += f"; {lost} of them in {len(missing)} files that are not there, such as {missing[0][0]}"
    return Check("archive", ok=True, message=message)


def _is_indexed(connection: sqlite3.Connection, article_id: int, headline: str, teaser: str | None, body: str) -> bool:
    keys = article_keys(headline, teaser, body).search
    words = [*keys.headline_words.split()[:10], *keys.text_words.split()[-10:]]
    if not words:
        return True
    expression = " AND ".join(f'"{word}"' for word in words)
    query = "SELECT 1 FROM articles_fts WHERE articles_fts MATCH ? AND rowid = ?"
    return connection.execute(query, (expression, article_id)).fetchone() is not None


_LOOKS: Final[dict[str, Callable[[sqlite3.Connection], Check]]] = {
    "integrity": _check_integrity,
    "references": _check_references,
    "normaliser": _check_normaliser,
    "search index": _check_index,
}
