"""A declared canonical address is believed where it can be right."""

from __future__ import annotations

import pytest

from arnews_crawler.discovery.canonical import believable_canonical, is_home, is_same_address

DOMAINS = {"example.org"}


@pytest.mark.parametrize(
    ("declared", "url"),
    [
        ("https://example.org/news/1", "https://example.org/news/1/amp"),
        ("https://example.org/news/1", "https://example.org/news/1?print=1"),
        ("https://example.org/news/1", "https://example.org/print/1"),
        ("https://example.org/news/1", "https://m.example.org/news/1"),
        ("https://example.org/?p=5", "https://example.org/?p=5&amp=1"),
    ],
)
def test_other_forms_of_an_article_name_it(declared: str, url: str) -> None:
    assert believable_canonical(declared, url, DOMAINS) == declared


@pytest.mark.parametrize(
    "declared",
    [
        None,
        "https://example.org/",
        "https://example.org/index.php",
        "https://example.org/news/",
        "https://example.org/news",
        "https://other.example/news/1",
        "https://example.org:8080/news/1",
        "https://example.org/news/page/2",
    ],
)
def test_what_cannot_be_the_article_is_not_believed(declared: str | None) -> None:
    assert believable_canonical(declared, "https://example.org/news/1", DOMAINS) == "https://example.org/news/1"


def test_an_address_named_for_several_articles_is_not_believed() -> None:
    declared, url = "https://example.org/news/1", "https://example.org/news/2"
    assert believable_canonical(declared, url, DOMAINS) == declared
    assert believable_canonical(declared, url, DOMAINS, disbelieved={declared}) == url


def test_home_pages() -> None:
    assert is_home("https://example.org/")
    assert is_home("https://example.org/index.html")
    assert not is_home("https://example.org/?p=1")
    assert not is_home("https://example.org/a")


def test_the_same_address_in_another_form() -> None:
    assert is_same_address("http://www.example.org/a/", "https://example.org/a")
    assert not is_same_address("https://example.org/a?x=1", "https://example.org/a")
