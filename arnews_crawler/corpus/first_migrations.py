"""The first tables: articles and their keys, the crawl's addresses, what is known of a site.

Numbered migrations; a released one is never edited. Later ones are in `later_migrations`.
"""

from __future__ import annotations

from typing import Final

from sqlite_utils import Database, Migrations

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
