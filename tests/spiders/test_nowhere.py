"""What a site says where nothing is."""

from __future__ import annotations

import pytest

from arnews_crawler.article import Article
from arnews_crawler.spiders.nowhere import Nowhere, bogus_url

REAL = ["https://example.org/news/bridge-17", "https://example.org/news/harvest-18"]


def article(headline: str, body: str = "لم نجد ما تبحث عنه.\n\nقد يهمك ما يلي.") -> Article:
    return Article(url="https://example.org/", headline=headline, body=body)


def test_two_addresses_are_asked_for_once() -> None:
    nowhere = Nowhere()
    assert nowhere.probes([]) == []
    assert nowhere.probes(REAL) == [
        "https://example.org/news/bridge-99999999",
        "https://example.org/news/harvest-88888888",
    ]
    assert nowhere.probes(REAL) == []


def test_one_address_is_model_for_two() -> None:
    assert len(set(Nowhere().probes(REAL[:1]))) == 2


@pytest.mark.parametrize(
    ("heard", "is_like"),
    [([], False), (["عذرا"], False), (["عذرا", "عذراً"], True), (["عذرا", "افتتاح الجسر"], False)],
)
def test_an_apology_is_known_again_if_it_came_twice(heard: list[str], *, is_like: bool) -> None:
    nowhere = Nowhere()
    for headline in heard:
        nowhere.hear(article(headline))
    assert nowhere.is_like(article("عذرا")) is is_like
    assert not nowhere.is_like(article("موسم الزيتون"))
    assert not nowhere.is_like(article("عذرا", "قالها الوزير أمام البرلمان.\n\nوأضاف أن الخطأ لن يتكرر."))


@pytest.mark.parametrize(
    "url", ["https://example.org/%D8%AE%D8%A8%D8%B1", "https://example.org/99", "https://example.org/"]
)
def test_the_address_is_always_another_one(url: str) -> None:
    assert bogus_url(url, "9") != url
