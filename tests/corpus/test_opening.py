"""What is not a corpus is refused, and not a byte of it changes."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from arnews_crawler.corpus.checks import check_corpus
from arnews_crawler.corpus.errors import (
    CorpusError,
    CorruptCorpusError,
    ForeignDatabaseError,
    FullDiskError,
    LockedCorpusError,
    MissingCorpusError,
    NewerSchemaError,
    NotADatabaseError,
    storage_errors,
)
from arnews_crawler.corpus.file_marks import SCHEMA_VERSION
from arnews_crawler.corpus.ledger import record_exit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from tests.corpus.conftest import FETCHED_AT, MakeArticle


def foreign(path: Path) -> None:
    make_foreign(path, "DELETE")


def foreign_in_wal(path: Path) -> None:
    make_foreign(path, "WAL")


def make_foreign(path: Path, journal_mode: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA journal_mode = {journal_mode}")
    connection.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY)")
    connection.execute("PRAGMA application_id = 252006674")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    CorpusWriter.open(path).close()
    connection = sqlite3.connect(path)
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.commit()
    connection.close()


def text(path: Path) -> None:
    path.write_text("headline,body\nعنوان,نص\n" * 50, encoding="utf-8")


def short_text(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\x00")


REFUSED = [
    (foreign, ForeignDatabaseError),
    (foreign_in_wal, ForeignDatabaseError),
    (newer, NewerSchemaError),
    (text, NotADatabaseError),
    (short_text, NotADatabaseError),
]


def read(path: Path) -> None:
    Corpus(path).close()


def write(path: Path) -> None:
    CorpusWriter.open(path).close()


def exit_code(path: Path) -> None:
    record_exit(path, 1, 0)


@pytest.mark.parametrize("opening", [read, write, exit_code])
@pytest.mark.parametrize(("make", "error"), REFUSED)
def test_what_is_not_ours_is_refused_untouched(
    path: Path, make: Callable[[Path], None], error: type[CorpusError], opening: Callable[[Path], None]
) -> None:
    make(path)
    before = (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
    with pytest.raises(error) as caught:
        opening(path)
    assert (sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns) == before
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    message = str(caught.value)
    assert str(path) in message
    assert caught.value.way_out in message
    assert "\n" not in message
    assert [check.ok for check in check_corpus(path)] == [False]


@pytest.mark.parametrize("opening", [read, write])
def test_a_folder_a_pipe_and_a_socket_are_refused_at_once(tmp_path: Path, opening: Callable[[Path], None]) -> None:
    folder, pipe, plug = tmp_path / "folder", tmp_path / "pipe", tmp_path / "socket"
    folder.mkdir()
    os.mkfifo(pipe)
    with socket.socket(socket.AF_UNIX) as listener, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)  # a socket's path may have 108 bytes only
        listener.bind("socket")
        for path, kind in ((folder, "a folder"), (pipe, "a pipe"), (plug, "device or socket")):
            with pytest.raises(NotADatabaseError, match=kind):
                opening(path)
    assert list(folder.iterdir()) == []


def test_a_newer_schema_that_still_lies_in_the_wal_is_refused(path: Path) -> None:
    CorpusWriter.open(path).close()
    other = sqlite3.connect(path)
    other.execute("PRAGMA wal_autocheckpoint = 0")
    other.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 7}")
    other.commit()
    wal = path.with_name(path.name + "-wal")
    before = (path.read_bytes(), wal.read_bytes())
    for opening in (read, write):
        with pytest.raises(NewerSchemaError, match=f"schema {SCHEMA_VERSION + 7}"):
            opening(path)
        assert (path.read_bytes(), wal.read_bytes()) == before
    other.close()


def test_a_missing_file_is_made_by_the_writer_with_its_folder(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "corpus.db"
    with pytest.raises(MissingCorpusError, match="crawl first"):
        read(path)
    assert not path.parent.exists()
    write(path)
    read(path)


def test_an_empty_file_becomes_a_corpus(path: Path) -> None:
    path.touch()
    with pytest.raises(MissingCorpusError):
        read(path)
    write(path)
    read(path)


def test_a_path_like_sqlites_own_names_is_a_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file:x?mode=memory", "a b#c%20.db", "مدوّنة.db"):
        write(Path(name))
        assert (tmp_path / name).stat().st_size > 0
        read(Path(name))


@pytest.mark.parametrize("name", ["file/corpus.db", "nul\0.db", "n" * 300])
def test_an_impossible_path_is_an_error_of_storage(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    for opening in (read, write):
        with pytest.raises(CorpusError) as caught:
            opening(tmp_path / name)
        assert "\0" not in str(caught.value)


def test_a_damaged_file_is_named(path: Path) -> None:
    write(path)
    with path.open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 4000)
    for opening in (read, write):
        with pytest.raises(CorruptCorpusError, match="damaged"):
            opening(path)
    assert not all(check.ok for check in check_corpus(path))


def test_a_locked_file_is_waited_for_and_then_named(path: Path) -> None:
    write(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with CorpusWriter.open(path, busy_seconds=0.1) as writer:
        with pytest.raises(LockedCorpusError, match="locked by another program"):
            writer.start_run("news", {})
        other.execute("ROLLBACK")
        assert writer.start_run("news", {}) == 1
    other.close()


def test_a_file_locked_while_it_is_made_is_named(path: Path) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LockedCorpusError):
        CorpusWriter.open(path, busy_seconds=0.1)
    other.close()


def test_an_error_of_our_sql_is_no_error_of_the_file(path: Path) -> None:
    with pytest.raises(sqlite3.OperationalError), storage_errors(path):
        sqlite3.connect(":memory:").execute("SELECT * FROM nothing")


@pytest.mark.parametrize(
    ("code", "kind", "message"),
    [
        (sqlite3.SQLITE_FULL, FullDiskError, "the disk is full"),
        (sqlite3.SQLITE_IOERR_FSYNC, CorpusError, "disk I/O error"),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, LockedCorpusError, "locked"),
        (sqlite3.SQLITE_CORRUPT_VTAB, CorruptCorpusError, "damaged"),
    ],
)
def test_sqlites_errors_of_the_file_get_a_name(path: Path, code: int, kind: type[CorpusError], message: str) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = code
    with pytest.raises(kind, match=message), storage_errors(path):
        raise error


def test_a_line_end_in_a_path_does_not_reach_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(MissingCorpusError) as caught:
        read(tmp_path / "a\n\x1b[31m.db")
    assert str(caught.value).isprintable()


def test_a_second_look_in_the_writers_process_costs_no_lock(writer: CorpusWriter, make_article: MakeArticle) -> None:
    """Else the WAL is removed under the writer, and what it stores afterwards is seen by nobody and lost by a kill."""

    def count_elsewhere() -> int:
        look = "sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM articles').fetchone()[0]"
        code = f"import sqlite3, sys; print({look})"
        command = [sys.executable, "-c", code, str(writer.path)]
        return int(subprocess.run(command, capture_output=True, check=True, text=True, timeout=180).stdout)

    for number in range(1, 3):
        with Corpus(writer.path) as corpus:
            assert len(list(corpus.rows("SELECT id FROM articles"))) == number - 1
        writer.add_article(make_article(number), fetched_at=FETCHED_AT)
        writer.flush()
        assert count_elsewhere() == number


def test_making_a_file_imports_no_pandas(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from arnews_crawler.corpus.writer import CorpusWriter;"
        "CorpusWriter.open(Path(sys.argv[1])).close(); assert 'sqlite_utils' in sys.modules;"
        "print([name for name in ('pandas', 'numpy') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program, str(tmp_path / "a.db")], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")
