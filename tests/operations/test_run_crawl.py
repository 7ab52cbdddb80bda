"""Whole runs: what is stored, what is said, how they end."""

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


def stored(tmp_path: Path) -> int:
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        return int(db.execute("SELECT count(*) FROM articles").fetchone()[0])


def test_a_site_goes_into_the_file_and_a_second_run_adds_nothing(
    news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    news_site.publish(12)
    first = run_spiders("news", base_url=news_site.url)
    assert (first["exit_code"], first["stderr"]) == (0, "")
    assert first["reason"] == "news: 12 articles found, 12 stored, 0 revised, 0 unchanged"
    assert sorted(first["articles"]) == sorted(f"{news_site.url}news/{n}" for n in range(12))
    second = run_spiders("news", base_url=news_site.url)
    assert (second["exit_code"], second["stderr"]) == (0, "")
    assert second["reason"] == "news: 0 articles found, 0 stored, 0 revised, 0 unchanged, 12 known and not due"
    assert stored(tmp_path) == 12


def test_an_unknown_spider_is_told_with_its_nearest_names(run_spiders: Run, tmp_path: Path) -> None:
    done = run_spiders("nowarabya")
    assert done["exit_code"] == 2
    assert "did you mean nowarabia" in done["reason"]
    assert "known are news, nowarabia" in run_spiders("xyz")["reason"]
    assert not (tmp_path / "corpus.db").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ({"base_url": "javascript:alert(1)"}, "base_url"),
        ({"base_url": "https://example.org", "limit": "many"}, "limit"),
        ({"base_url": "https://example.org", "since": "soon"}, "since"),
        ({"base_url": "https://example.org", "base": "x"}, "base"),
        ({"url": "ftp://example.org/a"}, "url"),
    ],
)
def test_an_argument_that_cannot_be_used_is_named(
    run_spiders: Run, tmp_path: Path, arguments: dict[str, str], named: str
) -> None:
    done = run_spiders("news", **arguments)
    assert done["exit_code"] == 2
    assert done["reason"].startswith(f"{named}: ")
    assert done["stderr"] == ""
    assert not (tmp_path / "corpus.db").exists()


def test_a_missing_address_says_where_it_can_be_given(run_spiders: Run) -> None:
    done = run_spiders("nowarabia")
    assert done["exit_code"] == 4
    for place in ("base_url", "ARNEWS_NOWARABIA_BASE_URL", "NOWARABIA_BASE_URL in the settings"):
        assert place in done["reason"]


def test_the_setting_gives_the_address(news_site: Any, run_spiders: Run) -> None:
    news_site.publish(3)
    done = run_spiders("nowarabia", settings={"NOWARABIA_BASE_URL": news_site.url})
    assert done["exit_code"] == 0
    assert len(done["articles"]) == 3


def test_a_private_address_is_refused(news_site: Any, run_spiders: Run) -> None:
    news_site.publish(3)
    done = run_spiders("news", base_url=news_site.url, settings={"ARNEWS_ALLOW_PRIVATE": False})
    assert done["exit_code"] == 4
    assert "127.0.0.1 is a private address; --allow-private permits it" in done["reason"]
    assert news_site.asked == []


@pytest.mark.parametrize(
    ("base_url", "told"),
    [
        ("http://127.0.0.1:1/", "the site cannot be reached (connection_refused)"),
        ("http://no-such-host.invalid/", "the site cannot be reached (unknown_host)"),
    ],
)
def test_a_site_that_cannot_be_reached_is_unhealthy(run_spiders: Run, base_url: str, told: str) -> None:
    done = run_spiders("news", base_url=base_url)
    assert done["exit_code"] == 9
    assert "robots_unreachable" in done["reason"] or told in done["reason"]
    assert "Traceback" not in done["stderr"]


@pytest.mark.parametrize(
    ("pages", "code", "told"),
    [
        ({"/robots.txt": "User-agent: *\nDisallow: /"}, 9, "robots.txt forbids"),
        ({"/robots.txt": 503}, 9, "robots.txt answers 503"),
        ({"/": 500}, 9, "http_500"),
        ({"/": 403}, 18, "the site refuses us"),
        ({"/": "<!DOCTYPE html><title>x</title><p>قريبا"}, 9, "0 articles found where at least 1 should be"),
    ],
)
def test_a_run_that_finds_nothing_says_why(
    news_site: Any, run_spiders: Run, pages: dict[str, str | int], code: int, told: str
) -> None:
    news_site.pages.update(pages)
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == code
    assert told in done["reason"]
    assert "Traceback" not in done["stderr"]


def test_a_page_that_is_no_article_is_unhealthy_and_named(news_site: Any, run_spiders: Run) -> None:
    news_site.publish(9)
    done = run_spiders("news", url=news_site.url)
    assert done["exit_code"] == 9
    assert "rejected: listing 1" in done["reason"]


def test_a_broken_sitemap_is_told_and_decides_only_where_nothing_else_leads_on(
    news_site: Any, run_spiders: Run
) -> None:
    news_site.pages["/robots.txt"] = f"Sitemap: {news_site.url}sitemap.xml"
    news_site.pages["/sitemap.xml"] = "<!DOCTYPE html><html><body>خطأ"
    bare = run_spiders("news", base_url=news_site.url)
    assert bare["exit_code"] == 9
    news_site.publish(3)
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 0
    assert any(f"{news_site.url}sitemap.xml" in note for note in done["notes"])


def test_a_file_that_takes_nothing_is_a_storage_error(news_site: Any, run_spiders: Run, tmp_path: Path) -> None:
    news_site.publish(3)
    (tmp_path / "corpus.db").write_bytes(b"this is no database at all" * 100)
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 3
    assert "corpus.db" in done["reason"] + done["stderr"]
    assert "Traceback" not in done["stderr"]


def test_a_pipeline_that_raises_is_a_bug(news_site: Any, run_spiders: Run) -> None:
    news_site.publish(3)
    done = run_spiders(
        "news", base_url=news_site.url, settings={"ITEM_PIPELINES": {"tests.operations.raising.Raising": 1}}
    )
    assert done["exit_code"] == 1
    assert "RuntimeError: always" in done["reason"]


def test_the_time_limit_ends_a_run_and_keeps_what_was_read(news_site: Any, run_spiders: Run, tmp_path: Path) -> None:
    news_site.publish(100)
    news_site.pause = 0.2
    done = run_spiders(
        "news",
        base_url=news_site.url,
        settings={"CLOSESPIDER_TIMEOUT": 4, "CONCURRENT_REQUESTS_PER_DOMAIN": 4},
    )
    assert done["exit_code"] == 14
    assert stored(tmp_path) == len(done["articles"]) > 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_an_interrupted_run_keeps_what_was_read(
    news_site: Any, start: Callable[..., subprocess.Popen[str]], tmp_path: Path, number: signal.Signals
) -> None:
    news_site.publish(80)
    news_site.pause = 0.1
    process = start("news", base_url=news_site.url, settings={"CONCURRENT_REQUESTS_PER_DOMAIN": 2})
    deadline = time.monotonic() + 120
    while sum(path.startswith("/news/") for path in news_site.asked) < 5 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(number)
    out, err = process.communicate(timeout=180)
    assert process.returncode == 11, err
    assert stored(tmp_path) == len(json.loads(out)["articles"]) > 0


def test_a_limit_is_exact_although_requests_run_beside_each_other(
    news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    news_site.publish(60)
    done = run_spiders("news", base_url=news_site.url, limit=7)
    assert (done["exit_code"], len(done["articles"]), stored(tmp_path)) == (0, 7, 7)
    assert done["stderr"] == ""
    assert len(news_site.asked) < 50


def test_a_site_on_this_machine_is_not_waited_for_unless_told(news_site: Any, run_spiders: Run) -> None:
    news_site.publish(40)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    assert news_site.times[-1] - news_site.times[0] < 15  # at half a second each they would take longer
    settings = {"DOWNLOAD_DELAY": 0.5, "CLOSESPIDER_TIMEOUT": 3, "ARNEWS_DB": "another.db"}
    assert run_spiders("news", base_url=news_site.url, settings=settings)["exit_code"] == 14


def test_no_page_is_read_before_all_sources_were(news_site: Any, run_spiders: Run, tmp_path: Path) -> None:
    news_site.publish(6)
    items = "".join(
        f"<item><title>x</title><link>/news/{n}</link><pubDate>Wed, 01 May 2024 10:0{n}:00 +0300</pubDate></item>"
        for n in range(6)
    )
    news_site.pages["/feed/"] = f'<rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
    news_site.slow["/feed/"] = 1.0
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        dates = [date for (date,) in db.execute("SELECT published_at FROM articles ORDER BY 1")]
    assert dates == [f"2024-05-01T10:0{n}:00+03:00" for n in range(6)]


def test_two_spiders_run_on_one_file(news_site: Any, run_spiders: Run, tmp_path: Path) -> None:
    news_site.publish(4)
    done = run_spiders("news", "nowarabia", base_url=news_site.url)
    assert done["exit_code"] == 0
    assert "news: 4 articles found" in done["reason"]
    assert "nowarabia: 4 articles found" in done["reason"]
    assert stored(tmp_path) == 4
