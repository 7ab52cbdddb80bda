"""The file's tables, and how an older file becomes a newer one."""

from __future__ import annotations

import hashlib
import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from arnews_crawler.corpus import file_marks, later_migrations, schema
from arnews_crawler.corpus.errors import OlderSchemaError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

RECORD = (
    *("url", "site", "headline", "teaser", "body", "section", "authors", "tags", "agency", "language"),
    *("published_at", "modified_at", "published_raw", "published_precision", "image_url", "site_name"),
    *("evidence", "warnings"),
)


def columns(corpus: Corpus, table: str) -> list[str]:
    return [row["name"] for row in corpus.rows(f"PRAGMA table_info({table})")]


def pragma(corpus: Corpus, name: str) -> object:
    return next(corpus.rows(f"PRAGMA {name}"))[0]


def test_names_are_those_of_the_contract(corpus: Corpus) -> None:
    state = {
        *("id", "first_seen_at", "last_seen_at", "fetched_at", "revision", "content_hash"),
        *("duplicate_of", "gone_at", "withheld"),
    }
    assert set(columns(corpus, "articles")) == {*RECORD, *state}
    assert columns(corpus, "revisions") == [
        *("article_id", "revision", "seen_at", "run_id", "headline", "teaser", "body", "changed")
    ]
    assert columns(corpus, "rejects") == ["id", "run_id", "url", "code", "detail", "seen_at"]
    assert columns(corpus, "runs") == [
        *("id", "spider", "arguments", "started_at", "finished_at", "reason", "exit_code", "counts"),
        *("code_version", "normaliser_version"),
    ]
    assert {"url", "found_by", "article_id", "last_status", "etag", "last_modified"} <= set(columns(corpus, "urls"))
    assert {"failures", "next_due_at"} <= set(columns(corpus, "urls"))
    assert {"id", *RECORD} <= set(columns(corpus, "corpus"))


def test_every_table_is_strict(corpus: Corpus) -> None:
    tables = list(corpus.rows("PRAGMA table_list"))
    loose = {
        row["name"]
        for row in tables
        if row["type"] == "table" and not row["strict"] and not row["name"].startswith("sqlite_")
    }
    assert len(tables) > 8
    assert loose == set()


def test_the_file_is_marked_and_tuned(corpus: Corpus) -> None:
    assert pragma(corpus, "application_id") == file_marks.APPLICATION_ID
    assert pragma(corpus, "user_version") == file_marks.SCHEMA_VERSION
    assert pragma(corpus, "page_size") == 16_384
    assert pragma(corpus, "journal_mode") == "wal"


def test_the_writer_enforces_foreign_keys(writer: CorpusWriter) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        writer._connection.execute("INSERT INTO text_keys(article_id, key) VALUES (99, x'00')")


def test_the_schema_version_counts_the_migrations() -> None:
    names = [migration.name for migration in later_migrations.MIGRATIONS.pending(Database(memory=True))]
    assert len(names) == file_marks.SCHEMA_VERSION
    assert [int(name[:4]) for name in names] == list(range(1, file_marks.SCHEMA_VERSION + 1))


@pytest.mark.parametrize("version", range(1, file_marks.SCHEMA_VERSION))
def test_an_older_file_is_migrated_by_the_writer_alone(
    path: Path, monkeypatch: pytest.MonkeyPatch, version: int
) -> None:
    make_older(path, version)
    before = hashlib.sha256(path.read_bytes()).hexdigest()
    with pytest.raises(OlderSchemaError, match="older arnews"):
        Corpus(path)
    assert hashlib.sha256(path.read_bytes()).hexdigest() == before

    CorpusWriter.open(path).close()
    with Corpus(path) as corpus:
        assert pragma(corpus, "user_version") == file_marks.SCHEMA_VERSION
        assert next(corpus.rows("SELECT value FROM meta WHERE name = 'kept'"))[0] == "yes"
        assert list(corpus.rows("SELECT * FROM corpus")) == []


def test_a_migration_that_fails_leaves_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    migrate = schema.migrate

    def fail(db: Database) -> None:
        migrate(db)
        raise RuntimeError("in the middle")

    monkeypatch.setattr(schema, "migrate", fail)
    with pytest.raises(RuntimeError, match="in the middle"):
        CorpusWriter.open(path)
    assert path.stat().st_size == 0
    monkeypatch.undo()
    CorpusWriter.open(path).close()


def make_older(path: Path, version: int) -> None:
    """A file as the arnews of an earlier schema left it."""
    db = Database(sqlite3.connect(path, isolation_level=None), strict=True, execute_plugins=False)
    following = next(m.name for m in later_migrations.MIGRATIONS.pending(db) if int(m.name[:4]) == version + 1)
    later_migrations.MIGRATIONS.apply(db, stop_before=following)
    db.execute("INSERT INTO meta(name, value) VALUES ('kept', 'yes')")
    db.execute(f"PRAGMA application_id = {file_marks.APPLICATION_ID}")
    db.execute(f"PRAGMA user_version = {version}")
    db.close()
