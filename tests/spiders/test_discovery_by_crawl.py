"""Every way to an article is found; ways without end are left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Crawling = Callable[..., Any]
SITEMAP_NAME = "/sitemap.xml"


def index_of(*urls: str) -> str:
    entries = "".join(f"<sitemap><loc>https://example.org{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{entries}</sitemapindex>"


def rss(*urls: str) -> str:
    items = "".join(f"<item><title>خبر</title><link>{url}</link></item>" for url in urls)
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


def test_each_way_alone_leads_to_its_article(crawl: Crawling, make: Any) -> None:
    site = make.site
    done = crawl(
        {
            "/robots.txt": f"User-agent: *\nSitemap: {site}/maps/index.xml\n",
            "/maps/index.xml": index_of("/maps/1.xml"),
            "/maps/1.xml": make.sitemap("/by-robots"),
            "/news-sitemap.xml": make.sitemap("/by-usual-sitemap"),
            "/feed/": rss("/by-usual-feed"),
            "/": make.listing(["/by-home"]).replace(
                "</head>", '<link rel="alternate" type="application/atom+xml" href="/hidden.atom"></head>'
            ),
            "/hidden.atom": rss("/by-declared-feed?utm_source=feed"),
            "/by-home": make.article(1, links='<a href="/by-related">اقرأ أيضا</a>'),
            **{
                path: make.article(10 + number)
                for number, path in enumerate(
                    ["/by-robots", "/by-usual-sitemap", "/by-usual-feed", "/by-declared-feed", "/by-related"]
                )
            },
        }
    )
    assert done.urls == {
        "/by-home",
        "/by-robots",
        "/by-usual-sitemap",
        "/by-usual-feed",
        "/by-declared-feed",
        "/by-related",
    }
    ways = {path: visit["found_by"] for path, visit in done.visits.items()}
    assert ways["/by-robots"] == "sitemap"
    assert ways["/by-declared-feed"] == "feed"
    assert ways["/by-home"] == "listing"
    assert ways["/by-related"] == "related"
    assert len(done.paths) == len(set(done.paths))


def test_articles_deep_in_a_paged_listing_are_found(crawl: Crawling, make: Any) -> None:
    pages: dict[str, Any] = {"/": make.listing([], more='<a href="/section">قسم المدينة</a>')}
    for number in range(1, 13):
        path = "/section" if number == 1 else f"/section?page={number}"
        more = f'<a href="/section?page={number + 1}">التالي</a>' if number < 12 else ""
        pages[path] = make.listing([f"/news/{number}"], more=more)
        pages[f"/news/{number}"] = make.article(number)
    # What a sitemap names already must not end the walk through the listing.
    pages[SITEMAP_NAME] = make.sitemap(*(f"/news/{number}" for number in range(1, 12)))
    done = crawl(pages)
    assert done.urls == {f"/news/{number}" for number in range(1, 13)}


def test_a_listing_without_end_is_left_after_one_page_that_brings_nothing(crawl: Crawling, make: Any) -> None:
    def more(number: int) -> str:
        return "".join(f'<a href="/s/page/{n}/">{n}</a>' for n in (number + 1, number + 2))

    pages: dict[str, Any] = {
        "/": make.listing([], more='<a href="/s/">قسم</a>'),
        "/s/": make.listing(["/a"], more=more(1)),
    }
    pages["/s/page/2/"] = make.listing(["/b"], more=more(2))
    pages.update({f"/s/page/{n}/": make.listing(["/a", "/b"], more=more(n)) for n in range(3, 2000)})
    pages.update({"/a": make.article(1), "/b": make.article(2)})
    done = crawl(pages)
    assert done.urls == {"/a", "/b"}
    assert "/s/page/3/" in done.paths
    assert "/s/page/4/" not in done.paths


def test_a_calendar_without_end_costs_no_more_than_its_credit(crawl: Crawling, make: Any) -> None:
    pages: dict[str, Any] = {
        "/": make.listing(["/a"], more='<a href="/calendar/2000/1/">تقويم</a>'),
        "/a": make.article(1),
    }
    for month in range(1, 1500):
        year, number = 2000 + month // 12, month % 12
        following = month + 1
        link = f"/calendar/{2000 + following // 12}/{following % 12}/"
        pages[f"/calendar/{year}/{number}/"] = make.listing([], more=f'<a rel="next" href="{link}">الشهر التالي</a>')
    done = crawl(pages, settings={"ARNEWS_MAX_DEPTH": 1000, "ARNEWS_SHAPE_CREDIT": 30})
    assert done.urls == {"/a"}
    assert sum(path.startswith("/calendar/") for path in done.paths) == 30
    assert done.statistics["arnews/refused/barren_shape"] == 1


def test_depth_ends_a_chain_of_pages_that_hold_nothing(crawl: Crawling, make: Any) -> None:
    pages = {f"/{'x' * n}": make.listing([], more=f'<a href="/{"x" * (n + 1)}">x</a>') for n in range(30)}
    done = crawl(pages, settings={"ARNEWS_MAX_DEPTH": 4})
    assert [path for path in done.paths if set(path) <= set("/x")] == ["/", "/x", "/xx", "/xxx", "/xxxx"]
    assert done.statistics["arnews/refused/too_deep"] == 1


def test_a_chain_of_articles_may_be_longer_than_the_depth(crawl: Crawling, make: Any) -> None:
    pages = {"/": make.listing(["/n0"])}
    pages.update({f"/n{n}": make.article(n, links=f'<a href="/n{n + 1}">السابق</a>') for n in range(20)})
    assert len(crawl(pages, settings={"ARNEWS_MAX_DEPTH": 3}).urls) == 20


def test_a_path_in_a_circle_is_refused_at_the_third_repeat(crawl: Crawling, make: Any) -> None:
    done = crawl({"/": make.listing(["/a/b/a/b/x", "/a/b/a/b/a"]), "/a/b/a/b/x": make.article(1)})
    assert done.urls == {"/a/b/a/b/x"}
    assert done.statistics["arnews/refused/repeated_path"] == 1


def test_pages_of_a_run_are_bounded(crawl: Crawling, make: Any) -> None:
    pages: dict[str, Any] = {SITEMAP_NAME: make.sitemap(*(f"/{n}" for n in range(1000)))}
    pages.update({f"/{n}": make.article(n) for n in range(1000)})
    done = crawl(pages, settings={"ARNEWS_MAX_PAGES": 40})
    assert len(done.articles) == 40
    assert len(done.asked) < 70


def test_the_newest_that_a_sitemap_names_come_first(crawl: Crawling, make: Any) -> None:
    entries = "".join(
        f"<url><loc>{make.site}/{day}</loc><lastmod>2024-05-{day:02}</lastmod></url>" for day in range(1, 31)
    )
    pages: dict[str, Any] = {SITEMAP_NAME: f"<urlset>{entries}</urlset>", "/": make.listing([])}
    pages.update({f"/{day}": make.article(day) for day in range(1, 31)})
    assert crawl(pages, settings={"ARNEWS_MAX_PAGES": 5}).urls == {f"/{day}" for day in range(26, 31)}


def test_an_index_that_names_itself_ends(crawl: Crawling, make: Any) -> None:
    pages = {
        SITEMAP_NAME: index_of(SITEMAP_NAME, "/m1.xml"),
        "/m13.xml": make.sitemap("/deep"),
        "/deep": make.article(1),
    }
    pages.update({f"/m{n}.xml": index_of(f"/m{n + 1}.xml") for n in range(1, 13)})
    done = crawl(pages)
    assert done.paths.count(SITEMAP_NAME) == 1
    assert "/m5.xml" in done.paths
    assert "/m6.xml" not in done.paths
    assert done.statistics["arnews/refused/sitemap_bound"] == 1


def test_links_off_the_site_are_not_asked_for(crawl: Crawling, make: Any) -> None:
    done = crawl(
        {
            "/": make.listing(["https://other.example/a", "https://www.example.org/b", "http://example.org:8080/c"]),
            SITEMAP_NAME: make.sitemap("https://other.example/d"),
            "https://www.example.org/b": make.article(1),
        }
    )
    assert {article.url for article in done.articles} == {"https://www.example.org/b"}
    assert all("example.org/" in url and "8080" not in url for url in done.asked)


def test_feeds_and_sitemaps_met_as_pages_are_read_as_such(crawl: Crawling, make: Any) -> None:
    done = crawl(
        {
            "/": make.listing([], more='<a href="/live">بث</a><a href="/map">خريطة</a>'),
            "/live": rss("/a"),
            "/map": make.sitemap("/b"),
            "/a": make.article(1),
            "/b": make.article(2),
        }
    )
    assert done.urls == {"/a", "/b"}


def test_a_broken_source_is_counted_and_named_if_the_site_names_it(crawl: Crawling, make: Any) -> None:
    error = "<!DOCTYPE html><html><body>خطأ في الخادم</body></html>"
    site = make.site
    done = crawl(
        {
            "/robots.txt": "".join(f"Sitemap: /{name}.xml\n" for name in ("named", "sitemap", "gone")),
            "/named.xml": error,
            "/sitemap.xml": error,
            "/news-sitemap.xml": error,
            "/": make.listing(["/a"]),
            "/a": make.article(1),
        }
    )
    assert done.urls == {"/a"}
    assert done.statistics["arnews/source/broken"] == 3
    assert set(done.statistics["arnews/source/broken_urls"].split()) == {
        f"{site}/named.xml",
        f"{site}/sitemap.xml",
        f"{site}/gone.xml",
    }
    assert done.rejects["/named.xml"] == "source_html_instead"
    assert done.rejects["/gone.xml"] == "source_http_404"
    assert "/news-sitemap.xml" not in done.rejects


def test_a_source_that_is_named_after_it_was_found_broken_is_told_too(crawl: Crawling, make: Any) -> None:
    error = "<!DOCTYPE html><html><body>خطأ</body></html>"
    home = make.listing([]).replace("</head>", '<link rel="alternate" type="application/rss+xml" href="/late"></head>')
    done = crawl({"/feed/": error, "/late": error, "/": home, "/robots.txt": "Sitemap: /feed/"})
    assert done.rejects["/late"] == "source_html_instead"
    assert done.rejects["/feed/"] == "source_html_instead"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "ftp://example.org/x", "https://u:p@example.org/"])
def test_what_a_sitemap_must_not_name_is_a_reject(crawl: Crawling, make: Any, location: str) -> None:
    done = crawl({SITEMAP_NAME: f"<urlset><url><loc>{location}</loc></url></urlset>"})
    assert done.rejects[location] in ("not_http", "credentials_in_url")
    assert location not in done.asked
