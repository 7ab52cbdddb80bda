"""Teasers of a listing in the file: the order of pages decides nothing, and a later run changes nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., dict[str, Any]]
TEASERS = [f"ثلاث محطات ومسار للمشاة في مشروع انتظره أهل الحي {n} طويلا" for n in range(6)]


def publish(site: Any, listing: str) -> None:
    """Six articles; their cards on the front page, or in a section that nothing but an article links to."""
    site.publish(6)
    cards = "".join(
        f'<article><h2><a href="/news/{n}">افتتاح الجسر رقم {n}</a></h2><p>{teaser} <a class="more-link" '
        f'href="/news/{n}">متابعة قراءة</a></p></article>'
        for n, teaser in enumerate(TEASERS)
    )
    if listing != "/":
        link = f'<nav><a href="{listing}">قسم المدينة</a></nav></body>'
        site.pages["/news/5"] = site.pages["/news/5"].replace("</body>", link)
    head = '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>قسم</title></head>'
    site.pages[listing] = f"{head}<body>{cards}</body></html>"


def rows(path: Path, url: str) -> list[tuple[Any, ...]]:
    columns = "url, headline, teaser, body, json_extract(evidence, '$.teaser'), content_hash, revision"
    with sqlite3.connect(path / "corpus.db") as db:
        found = [tuple(row) for row in db.execute(f"SELECT {columns} FROM articles ORDER BY url")]
        kept = [row[0] for row in db.execute("SELECT teaser FROM revisions ORDER BY article_id")]
    assert sorted(kept) == sorted(row[2] for row in found)
    return [(row[0].removeprefix(url), *row[1:]) for row in found]


def expected(found: list[tuple[Any, ...]]) -> bool:
    return [(row[2], row[4], row[6]) for row in found] == [(teaser, "listing", 1) for teaser in TEASERS]


@pytest.mark.parametrize("listing", ["/", "/section"])
def test_the_order_of_pages_and_a_listing_that_moved_on_change_nothing(
    news_site: Any, run_spiders: Run, tmp_path: Path, listing: str
) -> None:
    publish(news_site, listing)
    assert run_spiders("news", base_url=news_site.url)["exit_code"] == 0
    first = rows(tmp_path, news_site.url)
    assert expected(first)
    asked = [path for path in news_site.asked if path.startswith("/news/") or path == listing]
    assert asked[0 if listing == "/" else -1] == listing
    again = run_spiders("news", base_url=news_site.url, full=True)
    assert again["reason"] == "news: 6 articles found, 0 stored, 0 revised, 6 unchanged"
    news_site.publish(6)
    if listing == "/section":
        news_site.pages[listing] = news_site.pages["/"]
    moved_on = run_spiders("news", base_url=news_site.url, full=True)
    assert moved_on["reason"] == "news: 6 articles found, 0 stored, 0 revised, 6 unchanged"
    assert rows(tmp_path, news_site.url) == first
