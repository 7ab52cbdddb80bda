"""The health of sites as their last runs left it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.operations.lock import Hold
from arnews_crawler.operations.status import SiteStatus, read_status

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
Ledger = Callable[..., Path]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    """Write runs, the oldest first: how many hours ago they started, and how they ended (None: not at all)."""

    def write(*runs: tuple[float, int | None], site: str = "a.example", **extra: Any) -> Path:
        path = tmp_path / "corpus.db"
        for hours, exit_code in runs:
            with CorpusWriter.open(path) as writer:
                run_id = writer.start_run("news", {"base_url": f"https://{site}/", **extra})
                if exit_code is not None:
                    writer.finish_run(reason=f"ended with {exit_code}", exit_code=exit_code, counts={})
            with sqlite3.connect(path) as db:
                started = (NOW - timedelta(hours=hours)).isoformat(timespec="seconds")
                db.execute("UPDATE runs SET started_at = ? WHERE id = ?", (started, run_id))
            db.close()
        return path

    return write


def only(path: Path) -> SiteStatus:
    (status,) = read_status(path, now=NOW)
    return status


def test_the_last_run_decides(ledger: Ledger) -> None:
    path = ledger((3, 0), (2, 9), (1, 0))
    assert (only(path).state, only(path).exit_code, only(path).is_failing) == ("healthy", 0, False)
    ledger((0.5, 18))
    status = only(path)
    assert (status.state, status.exit_code, status.failing_code) == ("failed", 18, 18)
    assert status.reason == "ended with 18"
    assert status.last_healthy_at == "2026-03-09T11:00:00+00:00"


def test_a_run_without_end_is_killed_unless_its_lock_is_held(ledger: Ledger) -> None:
    path = ledger((2, 0), (1, None))
    status = only(path)
    assert (status.state, status.exit_code, status.failing_code) == ("killed", None, 9)
    with Hold.take(path, ["a.example"], "news") as hold:
        assert only(path).state == "killed", "another run, that has not begun to write, holds it"
        hold.note_run(2)
        assert only(path).state == "running"
    assert only(path).state == "killed"


def test_a_site_that_failed_is_failing_while_its_next_run_is_at_work(ledger: Ledger) -> None:
    path = ledger((2, 9), (0, None))
    with Hold.take(path, ["a.example"], "news") as hold:
        hold.note_run(2)
        assert (only(path).state, only(path).failing_code) == ("failed", 9)


def test_a_site_that_is_not_run_any_more_is_overdue(ledger: Ledger) -> None:
    path = ledger(*((30 + 6 * n, 0) for n in range(8, -1, -1)))
    status = only(path)
    assert (status.state, status.failing_code, status.every) == ("overdue", 9, timedelta(hours=6))
    assert status.reason == "no run since 2026-03-08T06:00:00+00:00, where one every 6 h is usual"
    ledger((18, 0))
    assert only(path).state == "healthy"


@pytest.mark.parametrize("hours", [[400, 399], [300, 299, 298], [30, 24, 18, -9000]])
def test_few_runs_are_no_habit_and_a_clock_that_jumped_is_none(ledger: Ledger, hours: list[float]) -> None:
    assert only(ledger(*((hour, 0) for hour in hours))).state == "healthy"


def test_sites_are_apart_and_single_pages_are_none(ledger: Ledger) -> None:
    path = ledger((1, 0))
    ledger((1, 9), site="b.example:8000")
    ledger((1, 9), site="c.example", urls=["https://c.example/1"])
    assert [(status.site, status.state) for status in read_status(path, now=NOW)] == [
        ("b.example:8000", "failed"),
        ("a.example", "healthy"),
    ]
    assert [status.site for status in read_status(path, "b.example", NOW)] == ["b.example:8000"]
    assert read_status(path, "d.example", NOW) == []


def test_what_scrapy_ran_is_not_judged(ledger: Ledger) -> None:
    path = ledger((1, 0))
    with sqlite3.connect(path) as db:
        db.execute("UPDATE runs SET exit_code = NULL")
    db.close()
    assert (only(path).state, only(path).is_failing) == ("unjudged", False)
