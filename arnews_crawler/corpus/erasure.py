"""Erasing what was withheld: text, versions, keys and raw pages, so that their bytes are left in no file of ours.

The article's row stays, empty, and its addresses with it: they are what is never fetched again. A kill at any moment
leaves the ledger's ``erased_at`` empty, and the next call does the rest.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.archive_erase import erase_records
from arnews_crawler.corpus.errors import LockedCorpusError
from arnews_crawler.corpus.records import utc_now
from arnews_crawler.corpus.references import delete_referring
from arnews_crawler.corpus.search_index import remove_articles
from arnews_crawler.corpus.takedowns import Target, addresses_of, transaction

_EMPTY: Final = """
    UPDATE articles SET headline = '', teaser = NULL, body = '', section = NULL, authors = '[]', tags = '[]',
        agency = NULL, language = NULL, published_at = NULL, modified_at = NULL, published_raw = NULL,
        published_precision = NULL, image_url = NULL, site_name = NULL, evidence = '{}', warnings = '[]',
        revision = 1, content_hash = ''
    WHERE id = ? AND withheld = 1
"""
# What a feed or a listing said of an article is in the copies of its site's sources.
_FORGET_SOURCES: Final = """
    UPDATE sources SET etag = NULL, last_modified = NULL, digest = NULL, copy = NULL
    WHERE site IN (SELECT site FROM urls WHERE url = ?1) OR site IN (SELECT site FROM articles WHERE url = ?1)
"""
_ERASED: Final = "UPDATE takedowns SET erased_at = ?, reason = reason || ? WHERE url = ?"
_TRIES: Final = 3


def erase(
    connection: sqlite3.Connection,
    path: Path,
    archive: Path,
    target: Target,
    *,
    also: Sequence[int] = (),
    note: str = "",
) -> int:
    """Erase what is withheld at an address; returns how many raw pages of its own went.

    :param connection: for writing; search keys are of the present normaliser.
    :param archive: the folder of the WARC files.
    :param also: captures of other addresses whose raw pages go too.
    :param note: what the ledger says of it.
    :raises BusyArchiveError: a crawl writes a file that holds one of the pages.
    :raises CorpusError: another program reads or writes the database for too long.
    :raises OSError: the archive takes nothing.
    """
    connection.execute("PRAGMA secure_delete = ON")
    addresses = addresses_of(connection, target)
    _erase_text(connection, target, addresses)
    captures = _erase_captures(connection, archive, addresses, also)
    # Pages that were freed before, when nobody asked for it, hold earlier versions: a new file holds none.
    connection.execute("PRAGMA temp_store = FILE")  # a file of any size is packed in the same memory
    connection.execute("VACUUM")
    _empty_wal(connection, path)
    with transaction(connection):
        connection.execute(_ERASED, (utc_now(), note, target.url))
    return captures


def _erase_text(connection: sqlite3.Connection, target: Target, addresses: Sequence[str]) -> None:
    with transaction(connection):
        if target.article_id is not None:
            remove_articles(connection, [target.article_id])
            delete_referring(connection, [target.article_id], keep=["urls"])
            connection.execute(_EMPTY, (target.article_id,))
        for url in addresses:
            connection.execute("UPDATE rejects SET detail = '' WHERE url = ?", (url,))
            connection.execute("UPDATE urls SET etag = NULL, last_modified = NULL WHERE url = ?", (url,))
            connection.execute(_FORGET_SOURCES, (url,))


def _erase_captures(
    connection: sqlite3.Connection, archive: Path, addresses: Sequence[str], also: Sequence[int]
) -> int:
    """The records first and what points to them behind: a kill between them is made good by the next call."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    query = "SELECT id FROM captures WHERE url = ?"
    own = [row[0] for url in addresses for row in connection.execute(query, (url,)).fetchall()]
    ids = [*own, *also]
    for id_ in ids:
        query = "SELECT warc_file, warc_offset, warc_length FROM captures WHERE id = ?"
        for file, offset, length in connection.execute(query, (id_,)).fetchall():
            places[Path(file).name].append((offset, length))
    date = f"{utc_now()[:19]}Z"
    for file, records in places.items():
        erase_records(archive / file, records, date)
    with transaction(connection):
        connection.executemany("DELETE FROM captures WHERE id = ?", ((id_,) for id_ in ids))
    return len(own)


def _empty_wal(connection: sqlite3.Connection, path: Path) -> None:
    """Write the WAL back and cut it off: it holds pages as they were before."""
    for _ in range(_TRIES):
        if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
            return
    raise LockedCorpusError(path, "is being read, so that its write-ahead log still holds what was erased")
