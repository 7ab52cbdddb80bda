"""The later tables: the crawl's memory, captures, takedowns, the newer search keys.

To change the tables, add a migration at the end and count `SCHEMA_VERSION` up; never edit one that was released.
"""

from __future__ import annotations

from sqlite_utils import Database

from arnews_crawler.corpus.first_migrations import MIGRATIONS

__all__ = ["MIGRATIONS"]


@MIGRATIONS(name="0006_crawl_memory")
def _create_crawl_memory(db: Database, /) -> None:
    """What a later run needs to fetch little: how often an address was looked at in vain, what sources said."""
    db.executescript(
        """
        ALTER TABLE urls ADD COLUMN code TEXT;
        ALTER TABLE urls ADD COLUMN lastmod TEXT;
        ALTER TABLE urls ADD COLUMN depth INTEGER NOT NULL DEFAULT 1;
        ALTER TABLE urls ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE urls ADD COLUMN missing INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE urls ADD COLUMN lastmod_moves INTEGER NOT NULL DEFAULT 0;
        UPDATE urls SET code = 'article' WHERE article_id IS NOT NULL;
        CREATE INDEX urls_due ON urls(site, next_due_at) WHERE next_due_at IS NOT NULL;
        CREATE INDEX urls_listings ON urls(site, visited_at) WHERE code IN ('listing', 'tag', 'author', 'section');
        CREATE TABLE sources (
            url TEXT PRIMARY KEY,
            site TEXT NOT NULL,
            kind TEXT NOT NULL,
            lastmod TEXT,
            etag TEXT,
            last_modified TEXT,
            visited_at TEXT NOT NULL,
            unchanged INTEGER NOT NULL DEFAULT 0,
            lastmod_lies INTEGER NOT NULL DEFAULT 0,
            is_whole INTEGER NOT NULL DEFAULT 1 CHECK (is_whole IN (0, 1)),
            digest BLOB,
            copy BLOB
        ) STRICT;
        CREATE INDEX sources_site ON sources(site);
        CREATE TABLE captures (
            id INTEGER PRIMARY KEY,
            run_id INTEGER REFERENCES runs(id),
            url TEXT NOT NULL,
            code TEXT,
            status INTEGER NOT NULL,
            fetched_at TEXT NOT NULL,
            warc_file TEXT NOT NULL,
            warc_offset INTEGER NOT NULL,
            warc_length INTEGER NOT NULL,
            sha256 TEXT NOT NULL
        ) STRICT;
        CREATE INDEX captures_url ON captures(url);
        CREATE TABLE takedowns (
            url TEXT PRIMARY KEY,
            reason TEXT NOT NULL,
            withheld_by TEXT NOT NULL,
            withheld_at TEXT NOT NULL,
            undone_at TEXT,
            erased_at TEXT
        ) STRICT, WITHOUT ROWID;
        """
    )


@MIGRATIONS(name="0007_search")
def _create_search(db: Database, /) -> None:
    """Keys that rank, articles that are nearly the same, and what a search with filters asks without reading texts.

    The keys themselves are made by `search_index.ensure_current`: those of the table before had another version.
    """
    db.executescript(
        """
        DROP TABLE articles_fts;
        CREATE VIRTUAL TABLE articles_fts USING fts5(
            text_words, text_stems, text_skeletons, headline_words, headline_stems, headline_skeletons,
            content='', tokenize='unicode61 remove_diacritics 0'
        );
        DELETE FROM meta WHERE name = 'normaliser_version';
        CREATE INDEX articles_left_out ON articles(id) WHERE withheld = 1 OR duplicate_of IS NOT NULL;
        CREATE INDEX articles_section ON articles(section);
        CREATE INDEX articles_authors ON articles(authors);
        CREATE TABLE text_sketches (
            article_id INTEGER PRIMARY KEY REFERENCES articles(id),
            sketch BLOB NOT NULL
        ) STRICT;
        CREATE VIRTUAL TABLE text_bands USING fts5(
            bands, content='', columnsize=0, detail=none, tokenize='unicode61 remove_diacritics 0'
        );
        CREATE TABLE similar (
            article_id INTEGER NOT NULL REFERENCES articles(id),
            other_id INTEGER NOT NULL REFERENCES articles(id),
            share REAL NOT NULL,
            PRIMARY KEY (article_id, other_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX similar_other_id ON similar(other_id);
        """
    )
