"""Faults 56, 58, 59, 65: kills, signals, and two runs at once."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.harness import Chaos

KILLS = int(os.environ.get("CHAOS_KILLS", "4"))
LOST_BY_A_KILL = 24
"""Pages that may have to be read again: eight on their way, a batch, and the twelve that a site is got to know by."""
PATIENCE = 120.0


@pytest.mark.slow
@pytest.mark.fault(56)
def test_what_a_reader_saw_survives_every_kill(chaos: Chaos) -> None:
    rng = random.Random(56)
    settings = {"ARNEWS_BATCH_SIZE": 3, "ARNEWS_BATCH_SECONDS": 0.2}
    seen: dict[str, str] = {}
    for _ in range(KILLS):
        process = chaos.start(chaos.command("--allow-private", settings=settings))
        _wait_for_request(chaos, process)
        until = time.monotonic() + rng.uniform(0.0, 2.0)
        while time.monotonic() < until and process.poll() is None:
            seen.update(_articles(chaos.db))
            time.sleep(0.005)
        process.kill()
        process.wait()
        assert seen.items() <= _articles(chaos.db).items()
    done = chaos.crawl(exit_code=0, settings=settings)
    chaos.good_are_stored(done)
    assert seen.items() <= _articles(chaos.db).items()
    (doubled,) = done.rows("SELECT COUNT(*) - COUNT(DISTINCT url), COUNT(*) FROM articles")
    assert tuple(doubled) == (0, len(chaos.site.good))
    assert len(done.rows("SELECT * FROM revisions")) == len(chaos.site.good)
    read = sum(asked.target.startswith("/news/2") for asked in chaos.site.log)
    assert read <= len(chaos.site.good) + LOST_BY_A_KILL * KILLS, "killed runs were not gone on with"


def _articles(db: Path) -> dict[str, str]:
    """Address -> body of what a reader sees."""
    if not db.exists():
        return {}
    with closing(sqlite3.connect(db, timeout=10)) as connection:
        try:
            return dict(connection.execute("SELECT url, body FROM articles"))
        except sqlite3.OperationalError as error:
            if "no such table" in str(error):
                return {}
            raise


@pytest.mark.slow
@pytest.mark.fault(58)
def test_the_second_run_ends_at_once(chaos: Chaos) -> None:
    first = chaos.start(chaos.command("--allow-private"))
    _wait_for_request(chaos, first)
    start_up = _seconds_of([sys.executable, "-m", "arnews_crawler", "crawl", "nobody"], chaos)
    since = len(chaos.site.log)
    for _ in range(3):  # a busy machine may be slow once
        before = time.monotonic()
        second = subprocess.run(
            chaos.command("--allow-private"),
            capture_output=True,
            text=True,
            cwd=chaos.folder,
            env=chaos.environment(),
            timeout=PATIENCE,
            check=False,
        )
        seconds = time.monotonic() - before
        assert first.poll() is None, "the first run was too short"
        assert second.returncode == 75, second.stderr
        assert "Traceback" not in second.stderr
        if seconds < start_up + 1.5:
            break
    assert seconds < start_up + 1.5
    chaos.exit_codes.append(second.returncode)
    assert "/robots.txt" not in [asked.target for asked in chaos.site.log[since:]]
    done = chaos.finish(first)
    chaos.exit_codes.append(done.exit_code)
    assert done.exit_code == 0, done.stderr
    chaos.hold_promises(done)
    chaos.good_are_stored(done)


def _seconds_of(command: list[str], chaos: Chaos) -> float:
    before = time.monotonic()
    subprocess.run(command, capture_output=True, cwd=chaos.folder, env=chaos.environment(), timeout=180, check=False)
    return time.monotonic() - before


@pytest.mark.fault(59)
def test_a_killed_holder_leaves_no_lock(chaos: Chaos) -> None:
    holder = chaos.start(chaos.command("--allow-private"))
    _wait_for_request(chaos, holder)
    holder.kill()
    holder.wait()
    done = chaos.crawl(exit_code=0)
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(65)
@pytest.mark.parametrize("times", [1, 2], ids=["once", "twice"])
def test_a_signal_flushes(chaos: Chaos, times: int) -> None:
    process = chaos.start(chaos.command("--allow-private"))
    _wait_for_request(chaos, process, at_least=60)
    asked = sum(asked.target.startswith("/news/") for asked in chaos.site.log)
    for _ in range(times):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.05)
    done = chaos.finish(process, seconds=PATIENCE)
    chaos.exit_codes.append(done.exit_code)
    assert done.exit_code == 11, done.stderr
    chaos.hold_promises(done)
    stored = _articles(chaos.db)
    assert len(stored) < len(chaos.site.good)
    if times == 1:
        # What was answered when the signal came is stored; those on their way may be too.
        assert len(stored) >= asked - 16
        (run,) = done.rows("SELECT exit_code, finished_at FROM runs")
        assert run["exit_code"] == 11
        assert run["finished_at"]
    done = chaos.crawl(exit_code=0)
    assert stored.items() <= _articles(chaos.db).items()
    chaos.good_are_stored(done)


def _wait_for_request(chaos: Chaos, process: subprocess.Popen[str], *, at_least: int = 1) -> None:
    """Wait until a crawl has asked for something more."""
    target = len(chaos.site.log) + at_least
    until = time.monotonic() + PATIENCE
    while len(chaos.site.log) < target:
        assert process.poll() is None, "the crawl ended before it asked for anything"
        assert time.monotonic() < until, "the crawl asks for nothing"
        time.sleep(0.005)
