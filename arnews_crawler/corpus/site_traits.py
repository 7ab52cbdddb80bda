"""What the pages of a site share, kept with the site: text whose meaning extraction alone knows."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from arnews_crawler.corpus.connection import open_for_reading
from arnews_crawler.corpus.errors import CorpusError, storage_errors
from arnews_crawler.corpus.records import utc_now


class StoredTraits(NamedTuple):
    """One row of ``site_traits``."""

    site: str
    """The host without ``www.``, with the port where it is not the usual one; a folder of saved pages."""
    version: int
    """Of how they were learned: traits of another version are learned anew."""
    learned_at: str
    pages: int
    """Different pages that they were learned from."""
    traits: str


def read_traits(connection: sqlite3.Connection, site: str) -> StoredTraits | None:
    """Return what is known of a site; None where nothing is."""
    row = connection.execute(
        "SELECT site, version, learned_at, pages, traits FROM site_traits WHERE site = ?", (site,)
    ).fetchone()
    return None if row is None else StoredTraits(*row)


def look_up_traits(path: Path, site: str) -> StoredTraits | None:
    """Return what a file knows of a site without writing to it; None where there is no such file or row."""
    try:
        with closing(open_for_reading(path)) as connection, storage_errors(path):
            return read_traits(connection, site)
    except CorpusError:
        return None


def write_traits(connection: sqlite3.Connection, site: str, version: int, pages: int, traits: str) -> None:
    """Write what was learned of a site, in place of what was known."""
    connection.execute(
        """
        INSERT INTO site_traits(site, version, learned_at, pages, traits) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT(site) DO UPDATE SET
            version = excluded.version, learned_at = excluded.learned_at, pages = excluded.pages,
            traits = excluded.traits
        """,
        (site, version, utc_now(), pages, traits),
    )
