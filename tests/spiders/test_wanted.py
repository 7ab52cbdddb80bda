"""A run brings what it was asked for: so many, since then, that section, those pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Crawling = Callable[..., Any]


@pytest.mark.parametrize("number", [1, 3])
def test_limit_is_exact(crawl: Crawling, make: Any, number: int) -> None:
    pages = {f"/{n}": make.article(n) for n in range(9)}
    done = crawl({"/": make.listing(pages), **pages}, limit=str(number))
    assert len(done.articles) == number
    assert done.reason == "limit"


def test_since_until_and_section_leave_out_what_was_not_asked_for(crawl: Crawling, make: Any) -> None:
    def dated(number: int, day: str, section: str) -> Any:
        head = f'<meta property="article:published_time" content="{day}T10:00:00+00:00">'
        head += f'<meta property="article:section" content="{section}">'
        return make.article(number, head=head, dated=False)

    pages = {
        "/old": dated(1, "2024-05-01", "اقتصاد"),
        "/mid": dated(2, "2024-05-10", "اقتصاد"),
        "/sport/mid": dated(3, "2024-05-10", "رياضة"),
        "/new": dated(4, "2024-05-20", "اقتصاد"),
        "/undated": make.article(5, dated=False),
    }
    site = {"/": make.listing(pages), **pages}
    assert crawl(site, since="2024-05-05").urls == {"/mid", "/sport/mid", "/new", "/undated"}
    assert crawl(site, until="2024-05-10").urls == {"/old", "/mid", "/sport/mid", "/undated"}
    done = crawl(site, since="2024-05-05", until="2024-05-15", section="إقتصاد")
    assert done.urls == {"/mid"}
    assert done.statistics["arnews/filtered/since"] == 1
    assert done.statistics["arnews/filtered/until"] == 1
    assert done.statistics["arnews/filtered/section"] == 2
    assert crawl(site, section="sport").urls == {"/sport/mid"}


def test_since_spares_what_a_sitemap_says_is_older(crawl: Crawling, make: Any) -> None:
    def entry(day: int) -> str:
        return f"<url><loc>{make.site}/{day}</loc><lastmod>2024-05-{day:02}</lastmod></url>"

    pages = {f"/{day}": make.article(day, dated=False) for day in (1, 9, 10, 11)}
    xml = f"<urlset>{''.join(map(entry, (1, 9, 10, 11)))}</urlset>"
    done = crawl({"/sitemap.xml": xml, "/": make.listing([]), **pages}, since="2024-05-10T18:00+00:00")
    # A day lasts until its end, in any time zone.
    assert done.urls == {"/10", "/11"}
    assert done.statistics["arnews/filtered/since"] == 2


def test_single_pages_are_read_alone(crawl: Crawling, make: Any) -> None:
    page = make.article(1, links='<a href="/other">اقرأ أيضا</a>')
    done = crawl({"/a": page, "/b": make.article(2), "/other": make.article(3)}, url=f"{make.site}/a {make.site}/b")
    assert done.urls == {"/a", "/b"}
    assert done.paths == ["/a", "/b"]


def test_a_single_page_that_is_no_article_is_told(crawl: Crawling, make: Any) -> None:
    done = crawl({"/s": make.listing([f"/x{n}" for n in range(12)])}, url=f"{make.site}/s")
    assert done.rejects["/s"] == "listing"


def test_a_page_that_was_asked_for_by_name_is_in_no_doubt(crawl: Crawling, make: Any) -> None:
    done = crawl({"/about": make.article(1, dated=False)}, url=f"{make.site}/about")
    assert done.urls == {"/about"}
    assert done.paths == ["/about"]
