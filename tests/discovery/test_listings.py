"""Where a page leads."""

from __future__ import annotations

import lxml.html
import pytest

from arnews_crawler.discovery.listings import MAX_LINKS, next_page, read_links

BASE = "https://example.org/news/"


def links_of(html: str, url: str = BASE) -> list[str]:
    return [link.url for link in read_links(lxml.html.document_fromstring(html), url).links]


def next_of(html: str, url: str = BASE) -> str | None:
    return next_page(read_links(lxml.html.document_fromstring(html), url), url)


def test_each_address_once_in_the_pages_order_with_its_best_text() -> None:
    page = read_links(
        lxml.html.document_fromstring(
            '<html lang="ar-EG"><nav><a href="/s">قسم</a></nav><a href="/a?utm_source=x"><img></a>'
            '<h2><a href="/a">عنوان الخبر</a></h2><a href="/b">ب</a>'
        ),
        BASE,
    )
    assert [link.url for link in page.links] == [
        "https://example.org/s",
        "https://example.org/a",
        "https://example.org/b",
    ]
    section, article, _ = page.links
    assert section.in_navigation
    assert not section.is_heading
    assert (article.text, article.is_heading, article.in_navigation) == ("عنوان الخبر", True, False)
    assert page.language == "ar"


def test_pictures_machines_and_other_schemes_are_left_out() -> None:
    html = (
        '<a href="/p.jpg">x</a><a href="/wp-login.php">x</a><a href="#top">x</a><a href="mailto:a@b.c">x</a>'
        '<a href="javascript:void(0)">x</a><a href="whatsapp://send">x</a><a>x</a><a href="/a">x</a>'
    )
    assert links_of(html) == ["https://example.org/a"]


def test_what_cannot_be_followed_is_told() -> None:
    page = read_links(
        lxml.html.document_fromstring('<a href="https://u:p@example.org/">x</a><a href="http://[/">y</a>'),
        BASE,
    )
    assert [refusal.code for refusal in page.refused] == ["credentials_in_url", "bad_url"]


def test_the_head_names_feeds_canonical_and_next_page() -> None:
    page = read_links(
        lxml.html.document_fromstring(
            '<head><link rel="canonical" href="/news">'
            '<link rel=alternate type="application/rss+xml" href="/feed/">'
            '<link rel="alternate" hreflang="en" href="/en/"><link rel="next" href="/news/page/2/">'
            '<link rel="stylesheet" href="/x.css"></head><body>x'
        ),
        BASE,
    )
    assert page.canonical == "https://example.org/news"
    assert page.feeds == ["https://example.org/feed/"]
    assert next_page(page, BASE) == "https://example.org/news/page/2/"


@pytest.mark.parametrize(
    ("html", "url", "expected"),
    [
        (
            '<a href="/news/page/2/">2</a><a href="/news/page/3/">3</a>',
            BASE,
            "https://example.org/news/page/2/",
        ),
        (
            '<a href="?page=1">1</a><a href="?page=3">3</a><a href="?page=9">9</a>',
            BASE + "?page=2",
            BASE + "?page=3",
        ),
        ('<a href="?page=1">1</a>', BASE + "?page=2", None),
        ('<a href="?offset=40">التالي</a>', BASE + "?offset=20", BASE + "?offset=40"),
        ('<a href="/sport/page/2/">2</a>', BASE, None),
        ('<a href="?before=17">المزيد</a>', BASE, BASE + "?before=17"),
        ('<a href="/other?before=17">المزيد</a>', BASE, None),
        ('<a rel="next" href="?cursor=x">»</a>', BASE, BASE + "?cursor=x"),
        ('<a href="?before=17">رجوع</a>', BASE, None),
    ],
)
def test_a_listing_goes_on_at_its_very_next_page(html: str, url: str, expected: str | None) -> None:
    assert next_of(html, url) == expected


FEED = '<link rel="alternate" type="application/rss+xml" title="نوادر &raquo; {}" href="{}">'
OF_COMMENTS = FEED.format("خلاصة التعليقات", "/comments/feed/") + FEED.format("عنوان خلاصة التعليقات", "/a/feed/")


def test_a_feed_of_comments_is_named_where_there_is_no_other() -> None:
    main = FEED.format("الخلاصة", "/feed/")
    both = read_links(lxml.html.document_fromstring(f"<head>{OF_COMMENTS}{main}</head><body>x"), BASE)
    assert both.feeds == ["https://example.org/feed/"]
    alone = read_links(lxml.html.document_fromstring(f"<head>{OF_COMMENTS}</head><body>x"), BASE)
    assert alone.feeds == ["https://example.org/comments/feed/", "https://example.org/a/feed/"]


def test_a_page_of_very_many_links_is_read_to_a_bound() -> None:
    html = "".join(f'<a href="/{n}">x</a>' for n in range(MAX_LINKS + 500))
    assert len(links_of(html)) == MAX_LINKS
