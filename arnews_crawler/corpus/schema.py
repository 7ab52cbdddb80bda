"""The tables: numbered migrations, forward only, each inside the transaction that opens the file.

To change the tables, add a migration at the end; never edit one that was released. ``user_version`` is the
number of the last one, so an older arnews refuses the file instead of misreading it.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

APPLICATION_ID: Final = 0x41724E77
"""``ArNw`` in the file's header: tells a corpus from other SQLite files (https://www.sqlite.org/fileformat.html)."""

PAGE_SIZE: Final = 16_384
"""Rows of 2 to 4 KB waste pages of 4 KB: 518 against 338 MB at 100,000 articles."""

MIGRATIONS: Final = Migrations("arnews")


@MIGRATIONS(name="0001_articles")
def _create_articles(db: Database, /) -> None:
    """Articles with every version ever seen, and the ledger of runs that saw them."""
    db.executescript(
        """
        CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE runs (
            id INTEGER PRIMARY KEY,
            spider TEXT NOT NULL,
            arguments TEXT NOT NULL,
            started_at TEXT NOT NULL,
            finished_at TEXT,
            reason TEXT,
            exit_code INTEGER,
            counts TEXT NOT NULL DEFAULT '{}',
            code_version TEXT NOT NULL,
            normaliser_version TEXT NOT NULL
        ) STRICT;
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            site TEXT NOT NULL,
            headline TEXT NOT NULL,
            teaser TEXT,
            body TEXT NOT NULL,
            section TEXT,
            authors TEXT NOT NULL DEFAULT '[]',
            tags TEXT NOT NULL DEFAULT '[]',
            agency TEXT,
            language TEXT,
            published_at TEXT,
            modified_at TEXT,
            published_raw TEXT,
            published_precision TEXT,
            image_url TEXT,
            site_name TEXT,
            evidence TEXT NOT NULL DEFAULT '{}',
            warnings TEXT NOT NULL DEFAULT '[]',
            first_seen_at TEXT NOT NULL,
            last_seen_at TEXT NOT NULL,
            fetched_at TEXT NOT NULL,
            revision INTEGER NOT NULL DEFAULT 1,
            content_hash TEXT NOT NULL,
            duplicate_of INTEGER REFERENCES articles(id),
            gone_at TEXT,
            withheld INTEGER NOT NULL DEFAULT 0 CHECK (withheld IN (0, 1))
        ) STRICT;
        CREATE INDEX articles_published_at ON articles(published_at);
        CREATE INDEX articles_site ON articles(site, published_at);
        CREATE INDEX articles_duplicate_of ON articles(duplicate_of) WHERE duplicate_of IS NOT NULL;
        CREATE TABLE revisions (
            article_id INTEGER NOT NULL REFERENCES articles(id),
            revision INTEGER NOT NULL,
            seen_at TEXT NOT NULL,
            run_id INTEGER REFERENCES runs(id),
            headline TEXT NOT NULL,
            teaser TEXT,
            body TEXT NOT NULL,
            changed TEXT NOT NULL DEFAULT '[]',
            PRIMARY KEY (article_id, revision)
        ) STRICT;
        """
    )


@MIGRATIONS(name="0002_keys")
def _create_keys(db: Database, /) -> None:
    """What is compared and searched: never the stored text, always keys made of it."""
    db.executescript(
        """
        CREATE TABLE text_keys (
            article_id INTEGER PRIMARY KEY REFERENCES articles(id),
            key BLOB NOT NULL
        ) STRICT;
        CREATE INDEX text_keys_key ON text_keys(key);
        CREATE VIRTUAL TABLE articles_fts USING fts5(
            headline_words, headline_stems, text_words, text_stems,
            content='', tokenize='unicode61 remove_diacritics 0'
        );
        """
    )


@MIGRATIONS(name="0003_crawl_state")
def _create_crawl_state(db: Database, /) -> None:
    """The crawl's memory of addresses, and what was not stored."""
    db.executescript(
        """
        CREATE TABLE urls (
            url TEXT PRIMARY KEY,
            site TEXT NOT NULL,
            found_by TEXT,
            found_at TEXT NOT NULL,
            article_id INTEGER REFERENCES articles(id),
            last_status INTEGER,
            etag TEXT,
            last_modified TEXT,
            failures INTEGER NOT NULL DEFAULT 0,
            visited_at TEXT,
            next_due_at TEXT
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX urls_article_id ON urls(article_id) WHERE article_id IS NOT NULL;
        CREATE TABLE rejects (
            id INTEGER PRIMARY KEY,
            run_id INTEGER REFERENCES runs(id),
            url TEXT NOT NULL,
            code TEXT NOT NULL,
            detail TEXT NOT NULL DEFAULT '',
            seen_at TEXT NOT NULL
        ) STRICT;
        CREATE INDEX rejects_run_id ON rejects(run_id, code);
        CREATE INDEX rejects_url ON rejects(url);
        """
    )


@MIGRATIONS(name="0004_corpus")
def _create_view(db: Database, /) -> None:
    """The view that a study reads."""
    db.executescript(
        """
        CREATE VIEW corpus AS
            SELECT id, url, site, headline, teaser, body, section, authors, tags, agency, language,
                   published_at, modified_at, published_raw, published_precision, image_url, site_name,
                   evidence, warnings, first_seen_at, last_seen_at, fetched_at, revision, content_hash,
                   gone_at
            FROM articles WHERE withheld = 0 AND duplicate_of IS NULL;
        """
    )


@MIGRATIONS(name="0005_site_traits")
def _create_site_traits(db: Database, /) -> None:
    """What the pages of a site share, as it was learned from a sample of them."""
    db.executescript(
        """
        CREATE TABLE site_traits (
            site TEXT PRIMARY KEY,
            version INTEGER NOT NULL,
            learned_at TEXT NOT NULL,
            pages INTEGER NOT NULL,
            traits TEXT NOT NULL
        ) STRICT;
        """
    )


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
        CREATE TABLE text_bands (
            band INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles(id),
            PRIMARY KEY (band, article_id)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE similar (
            article_id INTEGER NOT NULL REFERENCES articles(id),
            other_id INTEGER NOT NULL REFERENCES articles(id),
            share REAL NOT NULL,
            PRIMARY KEY (article_id, other_id)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX similar_other_id ON similar(other_id);
        """
    )


SCHEMA_VERSION: Final = 7
"""The number of the last migration: `tests/corpus/test_schema.py` holds the two together."""


def migrate(db: Database) -> None:
    """Bring an open file to the newest schema; the caller holds the write transaction."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    MIGRATIONS.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
