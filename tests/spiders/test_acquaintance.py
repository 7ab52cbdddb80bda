"""A crawl gets to know a site before it extracts: the sample, its traits, and that no order decides."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from scrapy.utils.test import get_crawler

from arnews_crawler import signals
from arnews_crawler.extraction.site_traits import TRAITS_VERSION, SiteTraits
from arnews_crawler.signals import Traits
from arnews_crawler.spiders.acquaintance import SAMPLE, Acquaintance, site_key
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.news import GenericNewsSpider
from arnews_crawler.spiders.reporting import Reporter

Crawling = Callable[..., Any]
NAME = "مرصد المدينة للأنباء والتحقيقات"
NOTICE = "تعمل غرفة التحرير في خمس مدن وتنشر على مدار الساعة ما يصلها من مراسليها، ولها ميثاق يلتزم به كل من يكتب فيها."


def themed(page: str, number: int) -> str:
    """The page in a theme that hides its headline from whoever sees this one page alone."""
    title = f"افتتاح الجسر رقم {number} في المدينة القديمة"
    page = page.replace(f"<title>{title}</title>", f"<title>{NAME}</title>")
    page = page.replace(f"<h1>{title}</h1>", f"<h1>{NAME}</h1><h2>{title}</h2>")
    return page.replace("</article>", f"<p>{NOTICE}</p></article>").replace("<body>", '<body class="home">')


def site_of(make: Any, numbers: list[int]) -> dict[str, Any]:
    pages = {f"/news/{number}": themed(make.article(number), number) for number in range(1, 31)}
    return {"/": make.listing([]), "/sitemap.xml": make.sitemap(*(f"/news/{number}" for number in numbers)), **pages}


def rows(done: Any) -> dict[str, Any]:
    return {article.url: (article.headline, article.teaser, article.body) for article in done.articles}


def test_what_comes_out_of_a_page_depends_on_no_order(crawl: Crawling, make: Any) -> None:
    numbers = list(range(1, 31))
    first, second = crawl(site_of(make, numbers)), crawl(site_of(make, numbers[::-1]))
    assert len(first.articles) == 30
    assert rows(first) == rows(second)
    assert all(article.headline.startswith("افتتاح الجسر رقم") for article in first.articles)
    assert not any(NOTICE in article.body for article in first.articles)
    assert len(first.paths) == len(set(first.paths))
    assert sorted(first.paths) == sorted(second.paths)


def test_the_sample_is_asked_for_before_all_others(crawl: Crawling, make: Any) -> None:
    asked = [path for path in crawl(site_of(make, list(range(1, 31)))).paths if path.startswith("/news/")]
    again = [path for path in crawl(site_of(make, list(range(30, 0, -1)))).paths if path.startswith("/news/")]
    assert set(asked[:SAMPLE]) == set(again[:SAMPLE])
    assert set(asked[:SAMPLE]) != {f"/news/{number}" for number in range(1, SAMPLE + 1)}


def test_pages_of_the_sample_that_cannot_be_had_hold_nobody_up(crawl: Crawling, make: Any) -> None:
    pages = site_of(make, list(range(1, 31)))
    sample = [path for path in crawl(pages).paths if path.startswith("/news/")][:SAMPLE]
    pages[sample[0]] = 404
    pages[sample[-1]] = 500
    pages[sample[1]] = (302, {"Location": sample[2]}, "")
    done = crawl(pages)
    assert len(done.articles) == 27
    assert {article.headline for article in done.articles} == {
        f"افتتاح الجسر رقم {number} في المدينة القديمة"
        for number in range(1, 31)
        if f"/news/{number}" not in (sample[0], sample[1], sample[-1])
    }
    for path in sample:
        pages[path] = 404
    assert len(crawl(pages).articles) == 18


def test_a_request_that_is_lost_without_a_word_holds_nobody_up(
    crawl: Crawling, make: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Acquaintance, "settle", lambda _: [])
    assert len(crawl(site_of(make, list(range(1, 31)))).articles) == 18
    monkeypatch.undo()
    monkeypatch.setattr(Acquaintance, "meet", _forget_the_first(Acquaintance.meet))
    assert len(crawl(site_of(make, list(range(1, 31)))).articles) == 29


def _forget_the_first(meet: Callable[..., None]) -> Callable[..., None]:
    met = []

    def forget(self: Acquaintance, response: Any, candidate: Candidate) -> None:
        met.append(candidate)
        if len(met) > 1:
            meet(self, response, candidate)

    return forget


def test_a_site_of_few_pages_is_read_without_traits(crawl: Crawling, make: Any) -> None:
    pages = {f"/news/{number}": make.article(number) for number in (1, 2)}
    done = crawl({"/": make.listing(list(pages)), **pages})
    assert done.urls == set(pages)
    assert done.statistics["arnews/traits/pages"] == 0


def test_a_short_run_meets_the_newest_and_keeps_nothing(crawl: Crawling, make: Any) -> None:
    kept: list[Any] = []
    done = crawl(site_of(make, list(range(1, 31))), limit="5", spider=_spider(kept=kept))
    assert done.reason == "limit"
    assert len(done.paths) == len(crawl(site_of(make, []), limit="5").paths) + 5
    assert len(done.articles) == 5
    assert done.statistics["arnews/traits/pages"] == 5
    assert kept == []


def test_known_traits_are_used_and_nothing_is_learned_again(crawl: Crawling, make: Any) -> None:
    kept: list[Any] = []
    learned = crawl(site_of(make, list(range(1, 31))), spider=_spider(kept=kept))
    [(site, traits)] = kept
    assert site == "example.org"
    assert traits["version"] == TRAITS_VERSION
    known = Traits(version=1, pages=12, learned_at="2999-01-01T00:00:00+00:00", text=traits["text"])
    again = crawl(site_of(make, list(range(1, 31))), spider=_spider(known=known))
    assert rows(again) == rows(learned)
    assert "arnews/traits/pages" not in again.statistics
    one = crawl(site_of(make, []), spider=_spider(known=known), url="https://example.org/news/7")
    assert rows(one) == {url: row for url, row in rows(learned).items() if url.endswith("/7")}


@pytest.mark.parametrize(
    "known",
    [
        Traits(version=0, pages=9, learned_at="2999-01-01T00:00:00+00:00", text='{"version": 0}'),
        Traits(version=1, pages=9, learned_at="2999-01-01T00:00:00+00:00", text="no JSON"),
        Traits(version=1, pages=9, learned_at="2020-01-01T00:00:00+00:00", text=SiteTraits().to_json()),
    ],
    ids=["another version", "damaged", "old"],
)
def test_traits_that_will_not_do_are_learned_anew(crawl: Crawling, make: Any, known: Traits) -> None:
    kept: list[Any] = []
    done = crawl(site_of(make, list(range(1, 31))), spider=_spider(known=known, kept=kept))
    assert len(kept) == 1
    assert all(article.headline.startswith("افتتاح الجسر رقم") for article in done.articles)


@pytest.mark.parametrize("path", ["/news/7", "/sitemap.xml"])
def test_pages_that_were_asked_for_alone_teach_nothing(crawl: Crawling, make: Any, path: str) -> None:
    kept: list[Any] = []
    done = crawl(site_of(make, list(range(1, 31))), spider=_spider(kept=kept), url=f"https://example.org{path}")
    assert len(done.articles) == (1 if path == "/news/7" else 30)
    assert kept == []


def test_of_many_addresses_a_bounded_choice_is_remembered() -> None:
    def choose(urls: list[str]) -> list[str]:
        acquaintance = Acquaintance(Reporter(_started()), SpiderArguments(base_url="https://example.org/"))
        for url in urls:
            acquaintance.note(url, "sitemap")
        assert len(acquaintance._all._heap) <= 60
        announced = [Candidate(url, "sitemap", is_announced=True) for url in urls]
        return [candidate.url for candidate in acquaintance.expect(acquaintance.choose(announced))]

    urls = [f"https://example.org/news/{number}" for number in range(3000)] + ["https://example.org/"]
    chosen = choose(urls)
    assert len(chosen) == SAMPLE
    assert choose(urls[::-1]) == chosen
    assert choose(urls + urls) == chosen


@pytest.mark.parametrize(("url", "key"), [("", ""), ("https://www.a.org:443/b", "a.org"), ("http://a:81/", "a:81")])
def test_a_site_is_known_by_host_and_unusual_port(url: str, key: str) -> None:
    assert site_key(url) == key


def _started() -> Any:
    crawler = get_crawler(GenericNewsSpider)
    GenericNewsSpider.from_crawler(crawler)
    return crawler


def _spider(known: Traits | None = None, kept: list[Any] | None = None) -> type:
    """A spider beside which somebody answers what is known of a site, and takes what is learned."""

    class Watched(GenericNewsSpider):
        def set_up(self) -> None:
            self.crawler.signals.connect(self.answer, signals.traits_asked)
            self.crawler.signals.connect(self.take, signals.traits_learned)
            super().set_up()

        def answer(self) -> Traits | None:
            return known

        def take(self, site: str, traits: Traits) -> None:
            if kept is not None:
                kept.append((site, traits))

    return Watched
