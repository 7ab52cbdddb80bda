"""Scrapy's own commands work in the checkout."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

Scrapy = Callable[..., subprocess.CompletedProcess[str]]


def test_list_and_check(scrapy: Scrapy) -> None:
    listed = scrapy("list")
    assert (listed.returncode, listed.stdout.split()) == (0, ["news", "nowarabia"]), listed.stderr
    checked = scrapy("check")
    assert checked.returncode == 0, checked.stderr
    assert "OK" in checked.stderr + checked.stdout


def test_crawl_writes_arabic_lines(news_site: Any, scrapy: Scrapy, tmp_path: Path) -> None:
    news_site.publish(5)
    out = tmp_path / "out.jsonl"
    done = scrapy("crawl", "nowarabia", "-a", f"base_url={news_site.url}", "-O", str(out))
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert "Deprecat" not in done.stderr
    lines = out.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 5
    assert "افتتاح الجسر" in lines[0]
    assert {json.loads(line)["url"] for line in lines} == {f"{news_site.url}news/{n}" for n in range(5)}


def test_crawl_takes_its_address_from_the_environment(news_site: Any, scrapy: Scrapy, tmp_path: Path) -> None:
    news_site.publish(2)
    out = tmp_path / "out.jsonl"
    done = scrapy("crawl", "nowarabia", "-O", str(out), ARNEWS_NOWARABIA_BASE_URL=news_site.url)
    assert done.returncode == 0, done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_crawl_without_an_address_says_what_is_missing(scrapy: Scrapy) -> None:
    done = scrapy("crawl", "nowarabia")
    assert "the address of the site is missing" in done.stderr
    assert "Traceback" not in done.stderr


def test_parse_and_shell(news_site: Any, scrapy: Scrapy) -> None:
    news_site.publish(2)
    url = f"{news_site.url}news/1"
    parsed = scrapy("parse", "--spider", "nowarabia", "--nocolour", url)
    assert parsed.returncode == 0, parsed.stderr
    assert "افتتاح الجسر رقم 1 في المدينة القديمة" in parsed.stdout
    shell = scrapy("shell", url, "-c", "response.css('h1::text').get()")
    assert "افتتاح الجسر رقم 1" in shell.stdout, shell.stderr
