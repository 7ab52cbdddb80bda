"""What a crawl remembers: announcements, the order of asking, credits, twins."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice, permutations

import pytest

from arnews_crawler.article import Article
from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders.announcements import AnnouncementBook, Backlog
from arnews_crawler.spiders.frontier import Candidate, Frontier, Limits, ListingChain
from arnews_crawler.spiders.twins import Twin, TwinWatch

URL = "https://example.org/a"


def said(found_by: str = "feed", url: str = URL, **more: str) -> Announcement:
    return Announcement(url=url, found_by=found_by, **more)  # type: ignore[arg-type]


def test_what_sources_say_is_kept_whatever_their_order() -> None:
    words = [
        said(headline="عنوان الخلاصة", teaser="مقدمة"),
        said(headline="عنوان آخر للخلاصة", published="Wed, 01 May 2024 10:00:00 +0300"),
        said("sitemap", headline="عنوان الخريطة", published="2024-05-01", language="ar"),
        *(said("sitemap", headline=f"عنوان {n}") for n in range(5)),
    ]
    results = set()
    for order in islice(permutations(words), 0, None, 97):
        book = AnnouncementBook()
        for word in order:
            book.add(word)
        results.add(tuple(book.find([URL])))
    (result,) = results
    assert [word.found_by for word in result[:3]] == ["feed", "feed", "sitemap"]
    assert len(result) == 6


def test_an_article_is_found_under_each_of_its_addresses() -> None:
    book = AnnouncementBook()
    book.add(said("sitemap", url=URL + "?x=1", headline="عنوان"))
    book.add(said(teaser="مقدمة"))
    book.add(said(url="https://example.org/silent"))
    assert [word.found_by for word in book.find([URL, URL + "?x=1"])] == ["feed", "sitemap"]
    assert book.find(["https://example.org/silent"]) == []


@pytest.mark.parametrize(
    ("dates", "hours"),
    [
        (["Wed, 01 May 2024 10:00:00 +0300"] * 3, 3),
        (["2024-05-01T10:00:00-05:00", "2024-05-01"], -5),
        (["Wed, 01 May 2024 10:00:00 +0000"] * 3, None),
        (["2024-05-01T10:00:00+03:00", "2024-05-01T10:00:00+02:00"], None),
        (["2024-05-01T10:00:00+99:00"], None),
        (["2024-05-01", "Wed, 01 May 2024 10:00:00 GMT"], None),
    ],
)
def test_the_time_zone_is_what_the_sources_agree_on(dates: list[str], hours: int | None) -> None:
    book = AnnouncementBook()
    for date in dates:
        book.add(said(published=date))
    zone = book.time_zone()
    assert (zone.utcoffset(None) if zone else None) == (timedelta(hours=hours) if hours is not None else None)


def test_the_backlog_keeps_the_newest_of_very_many() -> None:
    backlog = Backlog(10)
    for number in range(1000):
        backlog.add(Candidate(f"https://example.org/{number}", "sitemap"), f"{number:05}")
    backlog.add(Candidate("https://example.org/fed", "feed"), "")
    backlog.start()
    urls = [candidate.url for candidate in backlog.take(50)]
    assert urls == [
        "https://example.org/fed",
        *(f"https://example.org/{number}" for number in range(999, 990, -1)),
    ]
    backlog.add(Candidate("https://example.org/late", "feed"), "")
    assert [candidate.url for candidate in backlog.take(5)] == ["https://example.org/late"]


def frontier(**limits: int) -> tuple[Frontier, list[str]]:
    counts: list[str] = []
    return Frontier(lambda url: "example.org" in url, Limits(**limits), counts.append), counts


def candidates(*paths: str) -> list[Candidate]:
    return [Candidate(f"https://example.org/{path}", "listing") for path in paths]


def test_each_address_is_offered_once_and_only_the_sites_own() -> None:
    line, _ = frontier()
    offered = [*line.offer(candidates("a", "b", "a")), *line.offer(candidates("b", "c"))]
    assert [candidate.url[-1] for candidate in offered] == ["a", "b", "c"]
    assert list(line.offer([Candidate("https://other.example/a", "listing")])) == []
    line.mark_seen("https://example.org/d")
    assert list(line.offer(candidates("d"))) == []


def test_a_shape_has_credit_until_it_bears_fruit() -> None:
    line, _ = frontier(shape=5)
    assert len(list(line.offer(candidates(*(f"c/{n}" for n in range(100)))))) == 5
    assert list(line.settle("https://example.org/c/1", is_fruitful=False)) == []
    assert len(list(line.settle("https://example.org/c/2", is_fruitful=True))) == Frontier.CREDIT_PER_FRUIT
    assert line.waiting().total() == 85
    # Another shape, and what a sitemap names, are not concerned.
    assert len(list(line.offer(candidates("news/some-long-slug-of-words")))) == 1
    announced = [Candidate(f"https://example.org/c/{n}", "sitemap", is_announced=True) for n in range(200, 220)]
    assert len(list(line.offer(announced))) == 20


def test_the_bound_of_pages_holds_for_what_waits_too() -> None:
    line, counts = frontier(shape=5, pages=8)
    list(line.offer(candidates(*(f"c/{n}" for n in range(100)))))
    assert len(list(line.settle("https://example.org/c/2", is_fruitful=True))) == 3
    assert list(line.offer(candidates("other"))) == []
    assert counts == ["arnews/refused/page_limit"]


def test_a_chain_ends_when_a_page_names_nothing_of_its_own() -> None:
    chain = ListingChain(Limits())
    assert chain.goes_on(["menu", "a"], brought_new=True)
    assert chain.goes_on(["menu", "b"], brought_new=True)
    assert not chain.goes_on(["menu", "a", "b"], brought_new=False)


def test_a_chain_ends_at_its_bounds() -> None:
    stale = ListingChain(Limits(stale_pages=3))
    assert [stale.goes_on([str(n)], brought_new=False) for n in range(3)] == [True, True, False]
    long = ListingChain(Limits(listing_pages=3))
    assert [long.goes_on([str(n)], brought_new=True) for n in range(3)] == [True, True, False]


def article(number: int) -> Article:
    return Article(headline=f"عنوان {number}", body=f"نص المقال رقم {number} كاملا")


def test_a_word_that_was_false_once_is_not_believed_again() -> None:
    watch = TwinWatch()
    watch.note(URL, article(1))
    assert watch.is_same_article(URL, article(1))
    assert URL not in watch.disbelieved
    assert not watch.is_same_article(URL, article(2))
    assert URL in watch.disbelieved


def test_those_that_wait_are_told_apart_when_the_address_is_read() -> None:
    watch = TwinWatch()
    for number, form in ((1, "amp"), (2, "other")):
        watch.wait(URL, Twin(article(number), f"{URL}/{form}", Candidate(f"{URL}/{form}", "listing"), 200))
    watch.note(URL, article(1))
    same, own = watch.settle(URL)
    assert [twin.url for twin in same] == [f"{URL}/amp"]
    assert [twin.url for twin in own] == [f"{URL}/other"]
    assert watch.take_leftover() == []
