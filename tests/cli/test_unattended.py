"""``arnews crawl`` as a scheduler runs it: locked, alerted, without a reader, on a file that takes nothing."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.demo.server import DemoServer

QUICK = ["--allow-private", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"]
UNUSED = "http://127.0.0.1:9/"


def crawl(demo_server: DemoServer, db: Path, *more: str) -> list[str]:
    base = ["crawl", "news", "--base-url", demo_server.base_url, "--db", str(db)]
    return [sys.executable, "-m", "arnews_crawler", *base, *QUICK, *more]


@pytest.fixture
def busy(demo_server: DemoServer, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A crawl into ``corpus.db`` that is at work, slowly."""
    command = crawl(demo_server, tmp_path / "corpus.db", "-s", "DOWNLOAD_DELAY=0.5")
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 120
        while not list(tmp_path.glob("*.lock")) and time.monotonic() < deadline:
            time.sleep(0.05)
        yield running
        running.kill()


def test_a_second_crawl_is_told_who_is_at_work(
    busy: subprocess.Popen[str], demo_server: DemoServer, tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    alert = f'{sys.executable} -c \'open("{kept}", "w")\''
    done = subprocess.run(
        crawl(demo_server, tmp_path / "corpus.db", "--notify-command", alert),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (75, "")
    assert done.stderr.startswith(f"arnews crawl: news: another run (pid {busy.pid}, news, since 2")
    assert done.stderr.count("\n") == 1
    assert not kept.exists()
    status = subprocess.run(
        [sys.executable, "-m", "arnews_crawler", "status", "--db", str(tmp_path / "corpus.db"), "--json"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(status.stdout)["state"] == "running"


def test_an_alert_and_no_second_one(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    alert = f'{sys.executable} -c \'import sys; open("{kept}", "a").write(sys.stdin.read())\''
    db = tmp_path / "corpus.db"
    fine = crawl(demo_server, db, "--notify-command", alert)
    assert subprocess.run(fine, check=False).returncode == 0
    assert not kept.exists()
    ill = process("crawl", "news", "--base-url", UNUSED, "--db", db, "--notify-command", alert, *QUICK)
    assert ill.returncode == 9
    (line,) = kept.read_text("utf-8").splitlines()
    assert json.loads(line)["exit_code"] == 9


@pytest.mark.parametrize(("base_url", "code"), [(None, 0), (UNUSED, 9)])
def test_a_reader_that_has_gone_hides_no_exit_code(
    demo_server: DemoServer, tmp_path: Path, base_url: str | None, code: int
) -> None:
    command = crawl(demo_server, tmp_path / "corpus.db", "--json")
    command[command.index("--base-url") + 1] = base_url or demo_server.base_url
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert done.returncode == code
    assert "Broken pipe" not in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_stdout_is_storage_and_the_rows_stay(demo_server: DemoServer, tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        command = crawl(demo_server, tmp_path / "corpus.db", "--json")
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.startswith("arnews crawl: stdout: No space left on device")
    with Corpus(tmp_path / "corpus.db") as corpus:
        assert corpus.statistics().articles > 10


def test_a_full_disk_is_told_and_the_last_batch_is_whole(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    assert process("crawl", "news", "--base-url", UNUSED, "--db", db, *QUICK).returncode == 9
    sitecustomize = tmp_path / "site"
    sitecustomize.mkdir()
    (sitecustomize / "sitecustomize.py").write_text(
        "import sqlite3\n"
        "class Small(sqlite3.Connection):\n"
        "    def __init__(self, *args, **extra):\n"
        "        super().__init__(*args, **extra)\n"
        "        self.execute('PRAGMA max_page_count = 40')\n"
        "connect = sqlite3.connect\n"
        "sqlite3.connect = lambda *args, **extra: connect(*args, **{**extra, 'factory': Small})\n"
    )
    command = crawl(demo_server, db, "-s", "ARNEWS_BATCH_SIZE=5")
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(sitecustomize)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 3, done.stderr
    assert "the disk is full" in done.stderr
    with sqlite3.connect(db) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("SELECT count(*) FROM articles").fetchone()[0] % 5 == 0
    connection.close()


@pytest.mark.slow
def test_a_foreign_writer_is_waited_for_and_told(demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    assert subprocess.run(crawl(demo_server, db, "--limit", "1"), check=False).returncode == 0
    foreign = sqlite3.connect(db, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    with subprocess.Popen(crawl(demo_server, db), stderr=subprocess.PIPE, text=True) as waiting:
        time.sleep(4)
        assert waiting.poll() is None
        foreign.execute("COMMIT")
        _, err = waiting.communicate(timeout=180)
    assert (waiting.returncode, err) == (0, "")
    foreign.execute("BEGIN IMMEDIATE")
    begun = time.monotonic()
    done = subprocess.run(crawl(demo_server, db), capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "is locked by another program" in done.stderr
    assert 25 < time.monotonic() - begun < 120
    foreign.close()


def test_a_signal_before_the_first_request_is_an_interruption(demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    assert subprocess.run(crawl(demo_server, db, "--limit", "1"), check=False).returncode == 0
    foreign = sqlite3.connect(db, isolation_level=None)
    foreign.execute("BEGIN IMMEDIATE")
    with subprocess.Popen(crawl(demo_server, db), stderr=subprocess.PIPE, text=True) as waiting:
        deadline = time.monotonic() + 120
        while not list(tmp_path.glob("*.lock")) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(0.5)
        waiting.send_signal(signal.SIGTERM)
        foreign.execute("COMMIT")
        _, err = waiting.communicate(timeout=180)
    foreign.close()
    assert waiting.returncode == 11, err
    assert "Traceback" not in err


def test_all_takes_the_spiders_that_know_their_site(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARNEWS_")}
    none = process("crawl", "--all", "--db", db, env=environment)
    assert none.returncode == 4
    assert "ARNEWS_NOWARABIA_BASE_URL" in none.stderr
    assert process("crawl", "--all", "news", "--db", db, env=environment).returncode == 2
    known = {**environment, "ARNEWS_NOWARABIA_BASE_URL": demo_server.base_url}
    done = process("crawl", "--all", "--db", db, "--json", *QUICK, env=known)
    assert done.returncode == 0, done.stderr
    assert [json.loads(line)["spider"] for line in done.stdout.splitlines()] == ["nowarabia"]


def test_an_address_is_explained(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    assert subprocess.run(crawl(demo_server, db, "--limit", "1"), check=False).returncode == 0
    with Corpus(db) as corpus:
        (article,) = corpus.articles()
    told = process("crawl", "--explain-url", article.url, "--db", db, "--json")
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["url"] == article.url
    assert process("crawl", "nwes", "--explain-url", article.url, "--db", db).returncode == 2
