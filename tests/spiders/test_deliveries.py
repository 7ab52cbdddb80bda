"""Which article is stored, under which address, and what is told of the rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Crawling = Callable[..., Any]


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


def test_one_article_at_five_addresses_is_one(crawl: Crawling, make: Any) -> None:
    page = make.article(1, head=canonical("/أخبار/1"))
    links = [
        "/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/1?utm_source=x",
        "/أخبار/1?PHPSESSID=0a1b2c3d4e5f",
        "/أخبار/1/amp",
        "/أخبار/1?print=1",
        "/print/1",
    ]
    address = "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1"
    forms = {address: page, f"{address}/amp": page, f"{address}?print=1": page, "/print/1": page}
    done = crawl({"/": make.listing(links), **forms})
    assert [article.url for article in done.articles] == [make.site + address]
    assert {visit["article_url"] for path, visit in done.visits.items() if path != "/"} == {make.site + address}
    assert len(done.visits) == 5
    assert done.statistics["arnews/page/twin"] == 3


def test_articles_that_were_new_to_the_run_are_counted_as_named(crawl: Crawling, make: Any) -> None:
    # What the verdict goes by: a second spider may have stored them meanwhile, so that nothing is new in the file.
    pages = {f"/n/{n}": make.article(n) for n in range(3)}
    assert crawl({"/": make.listing(pages), **pages}).statistics["arnews/article/named"] == 3


def test_an_address_named_by_every_article_does_not_fold_the_site(crawl: Crawling, make: Any) -> None:
    for named in ("/", "/news", "/news/1"):
        pages = {f"/news/{n}": make.article(n, head=canonical(named)) for n in range(1, 6)}
        done = crawl({"/": make.listing(pages), "/news": make.listing(pages), **pages})
        assert done.urls == set(pages), named
        assert len(done.articles) == 5


def test_a_dead_canonical_address_loses_no_article(crawl: Crawling, make: Any) -> None:
    pages = {f"/n/{n}": make.article(n, head=canonical(f"/gone/{n}")) for n in range(3)}
    done = crawl({"/": make.listing(pages), **pages})
    assert done.urls == set(pages)
    assert done.rejects["/gone/1"] == "http_404"


def test_a_canonical_address_that_leads_to_a_known_page_loses_no_article(crawl: Crawling, make: Any) -> None:
    # The redirect's target was asked for before, so that its answer never comes.
    pages = {"/n/1": make.article(1, head=canonical("/old/1")), "/old/1": (301, {"Location": "/section"}, "")}
    done = crawl({"/": make.listing(["/section", "/n/1"]), "/section": make.listing([]), **pages})
    assert done.urls == {"/n/1"}


def test_a_canonical_address_that_differs_in_form_only_is_not_asked_for(crawl: Crawling, make: Any) -> None:
    pages = {"/n/1": make.article(1, head=canonical("http://www.example.org/n/1/"))}
    done = crawl({"/": make.listing(pages), **pages})
    assert [article.url for article in done.articles] == ["http://www.example.org/n/1/"]
    assert [path for path in done.paths if "/n/1" in path] == ["/n/1"]


def test_pages_without_article_are_told_and_listings_counted(crawl: Crawling, make: Any) -> None:
    missing = "<!DOCTYPE html><html lang=ar><title>404</title><h1>الصفحة غير موجودة</h1><p>عذرا لم نجد ما تبحث عنه</p>"
    done = crawl(
        {
            "/": make.listing(["/section", "/missing", "/picture", "/dead", "/moved", "/home-again"]),
            "/section": make.listing([f"/x{n}" for n in range(12)], more='<a href="/section?page=2">2</a>'),
            "/section?page=2": make.listing([f"/x{n}" for n in range(12)]),
            "/missing": missing,
            "/picture": (200, {"Content-Type": "text/html"}, "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
            "/moved": (301, {"Location": "/a"}, ""),
            "/home-again": (302, {"Location": "/index.html"}, ""),
            "/index.html": make.listing([]),
            "/a": make.article(1),
        }
    )
    assert done.urls == {"/a"}
    assert done.rejects["/missing"] in ("soft_404", "stub", "no_body", "no_headline")
    assert done.rejects["/picture"] == "not_html"
    assert done.rejects["/dead"] == "http_404"
    assert done.rejects["/home-again"] == "redirected_home"
    assert "/section" not in done.rejects
    assert "/section?page=2" not in done.rejects
    assert "/" not in done.rejects
    assert done.statistics["arnews/page/listing"] == 3
    assert done.visits["/dead"]["status"] == 404
    assert done.visits["/a"]["article_url"] == make.site + "/a"


def test_a_listing_that_a_sitemap_names_is_told(crawl: Crawling, make: Any) -> None:
    done = crawl({"/sitemap.xml": make.sitemap("/tag/x"), "/tag/x": make.listing([f"/x{n}" for n in range(12)])})
    assert "/tag/x" in done.rejects


def test_validators_are_told_for_the_next_run(crawl: Crawling, make: Any) -> None:
    headers = {"Content-Type": "text/html", "ETag": '"v1"', "Last-Modified": "Wed, 01 May 2024 10:00:00 GMT"}
    done = crawl({"/": make.listing(["/a"]), "/a": (200, headers, make.article(1))})
    visit = done.visits["/a"]
    assert (visit["etag"], visit["last_modified"]) == ('"v1"', "Wed, 01 May 2024 10:00:00 GMT")


def test_articles_in_another_language_are_rejected_and_not_followed(crawl: Crawling, make: Any) -> None:
    sentences = (
        "The city council opened a new bridge over the river after two years of steady work, officials said.",
        "A local company built it for twenty million, and the mayor promised yearly repairs from the budget.",
        "People who live nearby welcomed the step and asked for lights along the roads that lead to it.",
        "Buses will run until midnight from next month, the transport office wrote in a short note.",
    )
    body = "".join(f"<p>{sentence}</p>" for sentence in sentences)
    english = (
        '<!DOCTYPE html><html lang="en"><title>Bridge opens over the river</title><body><article>'
        f"<h1>Bridge opens over the river</h1>{body}</article>"
        '<a href="/en/2">More about the bridge</a></body></html>'
    )
    done = crawl({"/": make.listing(["/a", "/en/1"]), "/a": make.article(1), "/en/1": english, "/en/2": english})
    assert done.urls == {"/a"}
    assert done.rejects["/en/1"] == "other_language"
    assert "/en/2" not in done.paths


def test_a_section_in_another_language_is_not_followed(crawl: Crawling, make: Any) -> None:
    cards = "".join(f'<h3><a href="/en/{n}">Council opens bridge number {n} over the river</a></h3>' for n in range(20))
    english = f'<!DOCTYPE html><html lang="en"><title>English edition</title><body>{cards}'
    done = crawl({"/": make.listing(["/a", "/en/"]), "/a": make.article(1), "/en/": english})
    assert done.urls == {"/a"}
    assert not any(path.startswith("/en/") and path != "/en/" for path in done.paths)


def test_what_the_feed_says_completes_the_article(crawl: Crawling, make: Any) -> None:
    feed = """<rss version="2.0"><channel><title>x</title><item>
      <title>افتتاح الجسر رقم 1 في المدينة القديمة</title>
      <link>https://example.org/a?utm_source=rss</link>
      <description>مقدمة يكتبها المحرر للخلاصة وحدها</description>
      <pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate></item></channel></rss>"""
    done = crawl({"/": make.listing(["/a"]), "/feed/": feed, "/a": make.article(1, dated=False)})
    (article,) = done.articles
    assert article.published_at == "2024-05-01T10:00:00+03:00"


def test_the_sites_own_offset_is_the_time_zone_of_its_dates(crawl: Crawling, make: Any) -> None:
    feed = """<rss version="2.0"><channel><title>x</title>
      <item><title>x</title><link>https://example.org/b</link>
      <pubDate>Wed, 01 May 2024 10:00:00 +0300</pubDate></item></channel></rss>"""
    page = make.article(1, dated=False).replace("</h1>", "</h1><time>2 مايو 2024 - 09:30</time>")
    done = crawl({"/": make.listing(["/a"]), "/feed/": feed, "/a": page})
    assert done.articles[0].published_at == "2024-05-02T09:30:00+03:00"


def test_ten_refusals_in_a_row_end_the_run(crawl: Crawling, make: Any) -> None:
    pages: dict[str, Any] = {f"/{n}": 403 for n in range(50)}
    done = crawl({"/sitemap.xml": make.sitemap(*pages), "/": make.listing([]), **pages})
    assert done.reason == "blocked"
    assert len([path for path in done.paths if path in pages]) == 10


def test_pages_of_the_house_are_no_articles_though_they_read_like_some(crawl: Crawling, make: Any) -> None:
    frame = '<a href="/about/">من نحن</a>'
    pages = {f"/news/{n}": make.article(n, links=frame) for n in range(12)}
    pages["/about/"] = make.article(100, links=frame, dated=False)
    pages["/undated"] = make.article(101, links=frame, dated=False)
    done = crawl({"/": make.listing([*pages], more=frame), **pages})
    assert done.urls == {*pages} - {"/about/"}
    assert done.rejects == {"/about/": "house_page"}
    assert done.visits["/about/"]["article_url"] is None
    assert done.visits["/undated"]["article_url"] == make.site + "/undated"
    assert done.statistics["arnews/article/found"] == 13


def test_page_two_of_anything_is_no_article_of_its_own(crawl: Crawling, make: Any) -> None:
    pages = {"/a": make.article(1, links='<a href="/a?page=2">2</a>'), "/a?page=2": make.article(2)}
    pages["/s"] = make.listing(["/p/7"], more='<a href="/s?page=2">2</a>')
    done = crawl({"/": make.listing(["/a", "/s"]), "/s?page=2": make.article(3), "/p/7": make.article(4), **pages})
    assert done.urls == {"/a", "/p/7"}
