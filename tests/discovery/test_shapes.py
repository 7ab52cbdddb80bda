"""Shapes of addresses, page numbers, marks of traps."""

from __future__ import annotations

import pytest

from arnews_crawler.discovery.shapes import (
    article_likelihood,
    has_repeated_path,
    is_file,
    is_machinery,
    listing_stem,
    page_number,
    url_shape,
)


def test_siblings_share_a_shape() -> None:
    assert url_shape("https://example.org/calendar/2030/01/") == url_shape("https://example.org/calendar/2031/12/")
    assert url_shape("https://example.org/a?sort=1&view=b") == url_shape("https://example.org/a?view=c&sort=2")
    assert url_shape("https://example.org/tag/x") != url_shape("https://example.org/news/x")
    assert url_shape("https://example.org/tag/x") == url_shape("https://example.org/tag/y")
    assert url_shape("https://example.org/x7f3/a") == url_shape("https://example.org/q9k2/b")
    assert url_shape("https://example.org/%D8%A3") == url_shape("https://example.org/%D8%A8")


@pytest.mark.parametrize(
    ("url", "is_circle"),
    [
        ("https://example.org/a/b/a/b", False),
        ("https://example.org/a/b/a/b/a", True),
        ("https://example.org/a/a/a", True),
        ("https://example.org/2011/11/11/11", False),
        ("https://example.org/1/1/1/1/1", True),
    ],
)
def test_a_path_that_runs_in_a_circle_is_seen_at_the_third_repeat(url: str, is_circle: bool) -> None:
    assert has_repeated_path(url) is is_circle


@pytest.mark.parametrize(
    ("url", "number"),
    [
        ("https://example.org/news/page/7/", 7),
        ("https://example.org/news/page-7", 7),
        ("https://example.org/page/2", 2),
        ("https://example.org/news?page=7", 7),
        ("https://example.org/news?sort=new&paged=7", 7),
        ("https://example.org/news?offset=40", 40),
        ("https://example.org/أخبار/صفحة/3", 3),
        ("https://example.org/news/7", None),
        ("https://example.org/?p=7", None),
        ("https://example.org/homepage/7", None),
        ("https://example.org/p/7", None),
        ("https://example.org/pages/7", None),
        ("https://example.org/news?page=last", None),
    ],
)
def test_page_numbers(url: str, number: int | None) -> None:
    found = page_number(url)
    assert (found.number if found else None) == number


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/news/page/7/",
        "https://example.org/news/page/12",
        "https://example.org/news?page=2",
        "https://example.org/news/",
    ],
)
def test_all_pages_of_a_listing_have_one_stem(url: str) -> None:
    assert listing_stem("https://example.org/news") == (
        number.stem if (number := page_number(url)) else listing_stem(url)
    )


def test_arabic_page_words_are_cut_from_the_stem() -> None:
    number = page_number("https://example.org/%D8%A3/%D8%B5%D9%81%D8%AD%D8%A9/3")
    assert number is not None
    assert number.stem == "https://example.org/%D8%A3/"


def test_files_and_machinery_are_told_from_pages() -> None:
    assert is_file("https://example.org/a.JPG")
    assert not is_file("https://example.org/a.html")
    assert not is_file("https://example.org/story?pic=a.jpg")
    assert is_machinery("https://example.org/wp-admin/post.php")
    assert is_machinery("https://example.org/login")
    assert not is_machinery("https://example.org/news/login-fees-rise")


def test_likelihood_orders_articles_before_menus() -> None:
    article = article_likelihood("https://example.org/politics/2024/05/12345-long-slug-of-words-here")
    assert article > article_likelihood("https://example.org/politics")
    assert article_likelihood("https://example.org/?p=9") > article_likelihood("https://example.org/")
