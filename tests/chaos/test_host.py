"""Faults 57, 60 to 64, 66, 67: the machine, its disk and its clock."""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.chaos.harness import ROOT, Chaos

MEBIBYTE = 1024 * 1024
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="needs root: a disk is to be mounted")
faketime = shutil.which("faketime")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    with _mounted(tmp_path / "disk", "size=1m") as folder:
        yield folder


@pytest.fixture
def read_only_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder that even root cannot write to."""
    with _mounted(tmp_path / "sealed", "ro") as folder:
        yield folder


@contextmanager
def _mounted(folder: Path, options: str) -> Iterator[Path]:
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    mounted = subprocess.run(command, capture_output=True, text=True, check=False)
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.fault(57)
@needs_root
def test_a_full_disk_is_storage(chaos: Chaos, small_disk: Path) -> None:
    done = chaos.crawl(exit_code=3, db=small_disk / "corpus.db", settings={"ARNEWS_BATCH_SIZE": 10})
    assert "disk" in done.stderr
    assert "full" in done.stderr
    _whole(done.rows("SELECT COUNT(*) FROM articles")[0][0], chaos, done.db)


@pytest.mark.fault(57)
def test_a_file_that_may_not_grow_is_storage(chaos: Chaos) -> None:
    limited = ["sh", "-c", 'ulimit -f 1400; exec "$@"', "sh"]
    command = chaos.command("--allow-private", "--no-archive", settings={"ARNEWS_BATCH_SIZE": 10})
    done = chaos.finish(chaos.start([*limited, *command]))
    assert done.exit_code == 3, done.stderr[-2000:]
    chaos.exit_codes.append(done.exit_code)
    chaos.hold_promises(done)
    _whole(done.rows("SELECT COUNT(*) FROM articles")[0][0], chaos, done.db)


def _whole(number: int, chaos: Chaos, db: Path) -> None:
    """Batches are whole: each article has its revision and its search keys."""
    assert number < len(chaos.site.good)
    with closing(sqlite3.connect(db)) as connection:
        for query in (
            "SELECT COUNT(*) FROM articles WHERE id NOT IN (SELECT article_id FROM revisions)",
            "SELECT COUNT(*) FROM articles WHERE id NOT IN (SELECT rowid FROM articles_fts)",
            "SELECT COUNT(*) FROM revisions WHERE article_id NOT IN (SELECT id FROM articles)",
        ):
            assert connection.execute(query).fetchone() == (0,)


@pytest.mark.fault(60)
def test_a_raising_pipeline_is_a_bug(chaos: Chaos) -> None:
    pipelines = '{"tests.operations.raising.Raising": 150}'
    done = chaos.finish(chaos.start(chaos.command("--allow-private", settings={"ITEM_PIPELINES": pipelines})))
    chaos.exit_codes.append(done.exit_code)
    assert done.exit_code == 1, done.stderr[-2000:]
    # Alone of all cases this one may show a traceback: it is a bug, and where it is has to be found.
    assert "RuntimeError: always" in done.stderr


@pytest.mark.slow
@pytest.mark.fault(61)
def test_a_short_lock_of_others_is_waited_for(chaos: Chaos) -> None:
    chaos.crawl(exit_code=0)
    with _foreign_writer(chaos.db, 3):
        done = chaos.crawl(exit_code=0)
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(61)
def test_a_long_lock_of_others_is_storage(chaos: Chaos) -> None:
    chaos.crawl(exit_code=0)
    with _foreign_writer(chaos.db, 120):
        done = chaos.crawl(exit_code=3, seconds=100)
    assert done.seconds >= 28
    assert "lock" in done.stderr
    chaos.good_are_stored(done)


@contextmanager
def _foreign_writer(db: Path, seconds: float) -> Iterator[None]:
    """Hold the database as long as the context lasts, or so many seconds."""
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with closing(sqlite3.connect(db, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            held.set()
            release.wait(seconds)
            connection.execute("ROLLBACK")

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(10)
    try:
        yield
    finally:
        release.set()
        thread.join()


@pytest.mark.slow
@pytest.mark.fault(62)
def test_readers_do_not_stop_the_crawl(chaos: Chaos) -> None:
    chaos.crawl("--allow-private", "--limit", "3", exit_code=0)
    with closing(sqlite3.connect(chaos.db, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        before = reader.execute("SELECT COUNT(*) FROM articles").fetchone()
        done = chaos.crawl(exit_code=0, settings={"ARNEWS_BATCH_SIZE": 5})
        assert reader.execute("SELECT COUNT(*) FROM articles").fetchone() == before
        log = chaos.db.with_name(chaos.db.name + "-wal")
        assert log.stat().st_size < 64 * MEBIBYTE
    chaos.good_are_stored(done)
    chaos.crawl(exit_code=0)
    assert not log.exists() or log.stat().st_size < 4 * MEBIBYTE


@pytest.mark.fault(63)
def test_a_copy_of_a_live_database_is_warned_of(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    chaos.good_are_stored(done)
    copied, packed = chaos.folder / "copied.db", chaos.folder / "packed.db"
    with closing(sqlite3.connect(chaos.db, isolation_level=None)) as live:
        live.execute("PRAGMA wal_autocheckpoint = 0")
        live.execute("INSERT INTO rejects(url, code, detail, seen_at) VALUES ('http://x', 'late', '', '2026-01-01')")
        shutil.copy(chaos.db, copied)
        live.execute("VACUUM INTO ?", (str(packed),))
        command = [sys.executable, "-m", "arnews_crawler", "snapshot", str(chaos.folder / "frozen"), "--no-parquet"]
        frozen = subprocess.run(
            [*command, "--db", str(chaos.db)], capture_output=True, text=True, env=chaos.environment(), check=False
        )
        assert frozen.returncode == 0, frozen.stderr
    late = "SELECT COUNT(*) FROM rejects WHERE code = 'late'"
    with closing(sqlite3.connect(copied)) as short, closing(sqlite3.connect(packed)) as whole:
        assert short.execute(late).fetchone() == (0,), "what the documentation warns of is not so any more"
        assert whole.execute(late).fetchone() == (1,)
    (database,) = (chaos.folder / "frozen").glob("*.db")
    with closing(sqlite3.connect(database)) as snapshot:
        assert snapshot.execute("SELECT COUNT(*) FROM articles").fetchone() == (3,)
        assert snapshot.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    told = (ROOT / "docs" / "database.md").read_text("utf-8").partition("## A copy of it")[2]
    assert "`cp`" in told
    assert "-wal" in told
    assert "VACUUM INTO" in told


@pytest.mark.slow
@pytest.mark.fault(64)
@pytest.mark.skipif(faketime is None, reason="needs faketime (libfaketime) to turn the clock")
def test_a_clock_that_jumps_harms_nothing(chaos: Chaos) -> None:
    assert faketime is not None
    chaos.good_are_stored(chaos.crawl(exit_code=0))
    for shift in ("-1 day", "+365 days", "+0 days"):
        command = [faketime, "-f", shift.replace(" days", "d").replace(" day", "d"), *chaos.command("--allow-private")]
        done = chaos.finish(chaos.start(command))
        chaos.exit_codes.append(done.exit_code)
        assert done.exit_code == 0, (shift, done.stderr[-2000:])
        chaos.hold_promises(done)
        chaos.good_are_stored(done)
    assert [row["id"] for row in done.rows("SELECT id FROM runs ORDER BY id")] == [1, 2, 3, 4]
    assert len(done.articles) == 3
    started = [row["started_at"] for row in done.rows("SELECT started_at FROM runs ORDER BY id")]
    assert started[1] < started[0] < started[3] < started[2], started
    # What the year ahead made due must not wait for a year.
    story = chaos.site.spare[0]
    chaos.site.publish(story)
    done = chaos.crawl(exit_code=0)
    assert story.path in done.articles
    late = done.rows("SELECT url, next_due_at FROM urls WHERE next_due_at > datetime('now', '+200 days')")
    assert not late, [tuple(row) for row in late]


@pytest.mark.slow
@pytest.mark.fault(66)
@pytest.mark.parametrize("rot", ["cut", "noise", "gone"])
def test_a_rotten_jobdir_is_a_fresh_start(chaos: Chaos, rot: str) -> None:
    jobs = chaos.folder / "jobs"
    settings = {"JOBDIR": str(jobs)}
    chaos.good_are_stored(chaos.crawl(exit_code=0, settings=settings))
    files = [path for path in jobs.rglob("*") if path.is_file()] or [jobs / "requests.seen", jobs / "spider.state"]
    for path in files:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = path.read_bytes() if path.exists() else b""
        path.write_bytes({"cut": data[: len(data) // 2], "noise": os.urandom(500), "gone": b""}[rot])
    done = chaos.crawl(exit_code=0, settings=settings)
    assert len(done.articles) == 3
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(66)
def test_rotten_crawl_state_is_a_fresh_start(chaos: Chaos) -> None:
    chaos.good_are_stored(chaos.crawl(exit_code=0))
    with closing(sqlite3.connect(chaos.db)) as connection, connection:
        connection.execute(
            "UPDATE urls SET next_due_at = 'yesterday-ish', etag = ? || 'x', last_modified = 'Noneday'", ("\r\n",)
        )
        connection.execute("UPDATE sources SET etag = ? || 'x', last_modified = '9'", ("\x00\n",))
    done = chaos.crawl(exit_code=0)
    assert len(done.articles) == 3
    chaos.good_are_stored(done)


@pytest.mark.fault(67)
@needs_root
def test_a_folder_that_is_read_only_is_storage(chaos: Chaos, read_only_folder: Path) -> None:
    done = chaos.crawl(exit_code=3, db=read_only_folder / "corpus.db")
    assert "read-only" in done.stderr.lower()
    assert done.asked == []


@pytest.mark.fault(67)
def test_where_no_file_can_be_made_is_storage(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=3, db=Path("/proc/corpus.db"))
    assert done.asked == []
    assert "/proc" in done.stderr


@pytest.mark.slow
@pytest.mark.fault(67)
@pytest.mark.parametrize("kind", ["newer", "corrupt", "foreign"])
def test_a_file_that_is_not_ours_stays_as_it_is(chaos: Chaos, kind: str) -> None:
    chaos.crawl(exit_code=0)
    with closing(sqlite3.connect(chaos.db)) as connection, connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if kind == "newer":
            connection.execute("PRAGMA user_version = 9999")
        elif kind == "foreign":
            connection.execute("PRAGMA application_id = 1234")
    if kind == "corrupt":
        chaos.db.write_bytes(b"SQLite format 3\x00" + os.urandom(50_000))
    before = _fingerprint(chaos.db)
    process = chaos.start(chaos.command("--allow-private"))
    since = len(chaos.site.log)
    done = chaos.finish(process, since=since)
    chaos.exit_codes.append(done.exit_code)
    assert done.exit_code == 3, done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    assert done.asked == []
    assert _fingerprint(chaos.db) == before


def _fingerprint(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
