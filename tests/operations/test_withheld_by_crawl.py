"""What is withheld is asked for by no run, whatever leads to it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request
from scrapy.utils.test import get_crawler

from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.takedowns import Target, find_target, withhold
from arnews_crawler.politeness.refusals import WithheldError
from arnews_crawler.politeness.withheld import WithheldMiddleware
from tests.operations.conftest import NewsSite

Run = Callable[..., dict[str, Any]]


def take_down(db: Path, *urls: str) -> None:
    with closing(open_for_writing(db)) as connection:
        for url in urls:
            withhold(connection, find_target(connection, url), reason="asked", by="amal")


def test_neither_sitemap_nor_link_nor_name_leads_to_it(news_site: NewsSite, run_spiders: Run, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    news_site.publish(6)
    places = "".join(f"<url><loc>{news_site.url}news/{number}</loc></url>" for number in range(8))
    news_site.pages["/sitemap.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{places}</urlset>'
    ahead = f"{news_site.url}news/7"
    take_down(db, ahead)
    crawl = {"base_url": news_site.url, "settings": {"ARNEWS_ARCHIVE": False}}
    assert run_spiders("news", **crawl)["exit_code"] == 0
    assert "/news/5" in news_site.asked
    assert "/news/7" not in news_site.asked, "an address may be withheld before it is met"
    take_down(db, f"{news_site.url}news/1")
    news_site.publish(9)
    for arguments in ({}, {"full": "1"}, {"recheck": "1000h"}):
        news_site.asked.clear()
        assert run_spiders("news", **crawl, **arguments)["exit_code"] == 0
        assert not {"/news/1", "/news/7"} & set(news_site.asked)
    news_site.asked.clear()
    answer = run_spiders("news", url=f"{news_site.url}news/1", settings=crawl["settings"])
    assert answer["exit_code"] == 9
    assert "withheld" in answer["reason"]
    dry = run_spiders("news", base_url=news_site.url, settings={"ARNEWS_DRY_RUN": True})
    assert f"{news_site.url}news/2" in dry["articles"]
    assert not {"/news/1", "/news/7"} & set(news_site.asked)
    with closing(sqlite3.connect(db)) as connection:
        stored = {row[0] for row in connection.execute("SELECT url FROM articles WHERE withheld = 0")}
        rejected = connection.execute("SELECT count(*) FROM rejects WHERE code = 'withheld'").fetchone()[0]
    assert stored == {f"{news_site.url}news/{number}" for number in (0, 2, 3, 4, 5, 6, 8)}
    assert rejected == 0


def test_a_redirect_does_not_lead_to_it_either(tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    with closing(open_for_writing(db)) as connection:
        withhold(connection, Target("https://example.org/a", None, is_known=False), reason="asked", by="amal")
    middleware = WithheldMiddleware.from_crawler(get_crawler(settings_dict={"ARNEWS_DB": str(db)}))
    middleware.process_request(Request("https://example.org/b"))
    with pytest.raises(WithheldError):  # a redirect passes here like any other request
        middleware.process_request(Request("https://example.org/a?utm_source=x#top"))


def test_a_file_that_cannot_be_read_is_told_by_who_writes_it(tmp_path: Path) -> None:
    for name, content in (("none.db", None), ("text.db", b"no database" * 100)):
        if content is not None:
            (tmp_path / name).write_bytes(content)
        middleware = WithheldMiddleware.from_crawler(get_crawler(settings_dict={"ARNEWS_DB": str(tmp_path / name)}))
        middleware.process_request(Request("https://example.org/a"))
