"""Redesigns and locks, by real runs of one site."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., dict[str, Any]]
Start = Callable[..., "subprocess.Popen[str]"]
DATE = '<meta property="article:published_time" content="2026-03-0{day}T10:00:00+03:00">'


def publish(site: Any, number: int, *, dated: bool = True, first: int = 0, keeps_body: bool = True) -> None:
    """Publish so many articles; those from ``first`` on as a redesign leaves them."""
    site.publish(number)
    for n in range(number):
        page = site.pages[f"/news/{n}"]
        is_new = n >= first
        if dated or not is_new:
            page = page.replace("</head>", DATE.format(day=n % 9 + 1) + "</head>")
        if is_new and not keeps_body:
            title = page.partition("<h1>")[2].partition("</h1>")[0]
            page = (
                page.partition("<article>")[0] + f"<article><h1>{title}</h1><div id=app></div></article></body></html>"
            )
        site.pages[f"/news/{n}"] = page


def ledger(tmp_path: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        return list(db.execute("SELECT exit_code, reason FROM runs ORDER BY id"))


def test_a_field_that_a_redesign_loses_is_told_until_it_is_back(
    news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    publish(news_site, 12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    publish(news_site, 18, dated=False, first=12)
    broken = run_spiders("news", base_url=news_site.url)
    assert broken["exit_code"] == 9
    assert "published_at is missing in 6 of 6 articles, where 100% of the site's used to have it" in broken["reason"]
    layout = news_site.url.removeprefix("http://")
    assert f"layout {layout}news/#: {news_site.url}news/1" in broken["reason"]
    publish(news_site, 24, dated=False, first=12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 9, "what is broken is not learned as usual"
    publish(news_site, 30, first=24)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    codes = ledger(tmp_path)
    assert [code for code, _ in codes] == [0, 9, 9, 0]
    assert codes[0][1] == "12 articles found, 12 stored, 0 revised, 0 unchanged"
    assert codes[1][1].startswith("published_at is missing")


def test_bodies_that_a_redesign_empties_are_told(news_site: Any, run_spiders: Run) -> None:
    publish(news_site, 12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    publish(news_site, 18, first=12, keeps_body=False)
    broken = run_spiders("news", base_url=news_site.url)
    assert broken["exit_code"] == 9, broken
    assert "body is missing in 6 of 6 articles; layout " in broken["reason"]
    assert broken["reason"].count(f"{news_site.url}news/1") == 3


def test_a_run_with_less_than_five_new_articles_is_fine(news_site: Any, run_spiders: Run) -> None:
    publish(news_site, 12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    publish(news_site, 16, dated=False, first=12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0


def test_a_known_site_that_shows_nothing_any_more_is_unhealthy(news_site: Any, run_spiders: Run) -> None:
    publish(news_site, 12)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    news_site.pages = {"/": "<!DOCTYPE html><title>x</title><p>قريبا"}
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 9
    assert "0 articles found where at least 1 should be" in done["reason"]


@pytest.fixture
def busy(news_site: Any, start: Start) -> Any:
    """A run that is at work, slowly."""
    news_site.publish(400)  # longer than any of the tests lasts
    news_site.pause = 0.3
    process = start("news", base_url=news_site.url, settings={"CONCURRENT_REQUESTS_PER_DOMAIN": 1})
    deadline = time.monotonic() + 120
    while len(news_site.asked) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    yield process
    process.kill()
    process.communicate()


def test_a_second_run_of_a_site_exits_75_and_others_run_on(
    busy: subprocess.Popen[str], news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 75
    assert f"another run (pid {busy.pid}, news, since 2" in done["reason"]
    assert len(ledger(tmp_path)) == 1
    assert news_site.asked.count("/robots.txt") == 1
    # One spider that is locked out does not keep another from its site: they share the lock of one command only.
    both = run_spiders("news", "nowarabia", base_url=news_site.url)
    assert both["exit_code"] == 75
    assert run_spiders("news", base_url=news_site.url, settings={"ARNEWS_DRY_RUN": True}, limit=1)["exit_code"] == 0
    busy.send_signal(signal.SIGTERM)
    busy.wait(180)
    news_site.pause = 0.0
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0


def test_the_holder_s_death_frees_the_lock(
    busy: subprocess.Popen[str], news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    busy.send_signal(signal.SIGKILL)
    busy.wait(180)
    news_site.pause = 0.0
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    assert [code for code, _ in ledger(tmp_path)] == [None, 0]
    assert sorted(path.name for path in tmp_path.glob("*.lock")) == []


def test_a_second_signal_ends_at_once(busy: subprocess.Popen[str], tmp_path: Path) -> None:
    busy.send_signal(signal.SIGTERM)
    time.sleep(0.1)
    busy.send_signal(signal.SIGTERM)
    out, err = busy.communicate(timeout=180)
    assert (busy.returncode, json.loads(out)["exit_code"]) == (11, 11), err
    assert "Traceback" not in err
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_scrapy_s_own_command_takes_the_lock(
    busy: subprocess.Popen[str], news_site: Any, scrapy: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    done = scrapy("crawl", "news", "-a", f"base_url={news_site.url}")
    assert done.returncode == 75, done.stderr
    assert f"another run (pid {busy.pid}" in done.stderr
    assert "Traceback" not in done.stderr
    assert len(ledger(tmp_path)) == 1
