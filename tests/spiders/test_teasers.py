"""Teasers that are printed elsewhere than on the article's page."""

from __future__ import annotations

from collections.abc import Callable
from itertools import permutations
from typing import Any

import pytest
from scrapy.utils.test import get_crawler

from arnews_crawler import signals
from arnews_crawler.article import Article
from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders import teasers
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.teasers import TeaserWatch

Crawling = Callable[..., Any]
URL = "https://example.org/a"
BODY = "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل.\n\nورحب السكان بالخطوة."
OWN = "ثلاث محطات للحافلات ومسار للمشاة في مشروع انتظره الأهالي طويلا"


class Watch:
    """A watch with what it tells."""

    def __init__(self) -> None:
        crawler = get_crawler()
        self.told: list[tuple[str, str, str]] = []
        crawler.signals.connect(self._hear, signals.teaser_told)
        self.statistics = crawler.stats
        self.watch = TeaserWatch(Reporter(crawler))

    def _hear(self, url: str, teaser: str, rule: str) -> None:
        self.told.append((url, teaser, rule))

    def say(self, teaser: str, found_by: str = "listing", url: str = URL) -> None:
        self.watch.hear(Announcement(url=url, found_by=found_by, teaser=teaser))

    def read(self, url: str = URL, **values: Any) -> Article:
        article = Article(url=url, headline="افتتاح الجسر", body=BODY, **values)
        self.watch.read(article, {url}, frozenset())
        return article


def test_the_same_teaser_wins_in_each_order() -> None:
    said = [
        ("feed", "ثلاث محطات للحافلات في المشروع"),
        ("feed", "ثلاث محطات للحافلات"),
        ("listing", OWN),
        ("listing", BODY[:60] + "…"),
        ("sitemap", "لا أحد يقرأ هذا في خريطة الموقع أبدا"),
    ]
    steps: list[Any] = [*said, "read"]
    for order in permutations(steps):
        each = Watch()
        article = Article()
        for step in order:
            if step == "read":
                article = each.read()
                each.watch.deliver(article)
            else:
                each.say(step[1], step[0])
        assert (article.teaser, article.evidence) == ("ثلاث محطات للحافلات في المشروع", {"teaser": "feed"})
        if order[0] == "read":
            assert each.told[-1] == (URL, article.teaser, "feed")
        if order[-1] == "read":
            assert each.told == []


def test_a_page_that_has_a_teaser_is_told_none() -> None:
    each = Watch()
    each.say(OWN)
    article = each.read(teaser="مقدمة كما تطبعها الصفحة", evidence={"teaser": "teaser_region"})
    each.watch.deliver(article)
    each.say(OWN + " منذ سنين", "feed")
    assert (article.teaser, each.told) == ("مقدمة كما تطبعها الصفحة", [])


@pytest.mark.parametrize("teaser", [BODY[:60], "أعلنت بلدية المدينة افتتاح جسر جديد [...]", "افتتاح الجسر", OWN * 30])
def test_the_bodys_beginning_and_the_headline_are_no_teaser(teaser: str) -> None:
    each = Watch()
    each.say(teaser)
    assert each.read().teaser is None


def test_a_pictures_caption_is_no_teaser(crawl: Crawling, make: Any) -> None:
    caption = "عمال على ضفة النهر في حي النخيل"
    page = make.article(0).replace(
        "</h1>", f'</h1><figure><img src="/a.jpg"><figcaption>{caption}</figcaption></figure>'
    )
    beginning = f"{caption} أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد"
    for listing in (cards(caption), cards(beginning)):
        done = crawl({"/": make.listing([]).replace("<nav>", listing + "<nav>"), "/n/0": page})
        assert [article.teaser for article in done.articles] == [None]


def test_an_article_that_was_not_delivered_is_completed_but_not_told_of() -> None:
    each = Watch()
    article = each.read()
    each.say(OWN)
    assert (article.teaser, each.told) == (OWN, [])


def test_an_article_is_known_by_the_address_that_it_is_delivered_under_too() -> None:
    each = Watch()
    article = each.read("https://example.org/a?print=1")
    article.url = URL
    each.watch.deliver(article)
    each.say(OWN)
    assert each.told == [(URL, OWN, "listing")]


def test_what_is_remembered_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(teasers, "MOST_TOLD", 3)
    monkeypatch.setattr(teasers, "MOST_WAITING", 3)
    each = Watch()
    for number in range(5):
        each.say(OWN, url=f"https://example.org/told/{number}")
        each.watch.deliver(each.read(f"https://example.org/read/{number}"))
    assert [each.read(f"https://example.org/told/{number}").teaser for number in (1, 2)] == [None, OWN]
    each.say(OWN, url="https://example.org/read/1")
    assert each.told == []
    assert each.statistics.get_value("arnews/teaser/forgotten") > 0
    assert each.statistics.get_value("arnews/teaser/unwatched") > 0


def cards(*teasers: str) -> str:
    return "".join(
        f'<article><h2><a href="/n/{n}">افتتاح الجسر رقم {n}</a></h2><p>{teaser}</p></article>'
        for n, teaser in enumerate(teasers)
    )


def test_cards_of_a_listing_tell_the_teasers_of_articles(crawl: Crawling, make: Any) -> None:
    own = [f"{OWN} في الحي {n}" for n in range(3)]
    pages = {f"/n/{n}": make.article(n) for n in range(3)}
    section = make.listing([]).replace("<nav>", cards(*own) + "<nav>")
    first = crawl({"/": make.listing(["/section"], more=""), "/section": section, **pages})
    later = crawl({"/": make.listing([*pages]), "/n/0": make.article(0, links='<a href="/section">قسم</a>'),
                   "/n/1": pages["/n/1"], "/n/2": pages["/n/2"], "/section": section})  # fmt: skip
    for done in (first, later):
        assert sorted(article.teaser for article in done.articles) == own
        assert {article.evidence["teaser"] for article in done.articles} == {"listing"}
    assert "arnews/teaser/told_late" not in first.statistics
    assert later.statistics["arnews/teaser/told_late"] == 3


def test_a_line_that_a_listing_prints_with_each_card_is_no_teaser(crawl: Crawling, make: Any) -> None:
    pages = {f"/n/{n}": make.article(n) for n in range(3)}
    done = crawl({"/": make.listing([]).replace("<nav>", cards(*[OWN] * 3) + "<nav>"), **pages})
    assert [article.teaser for article in done.articles] == [None] * 3


def test_a_feed_of_comments_is_not_asked_for_and_gives_no_words(crawl: Crawling, make: Any) -> None:
    def item(link: str, title: str, text: str) -> str:
        author = "<author>زائر</author><pubDate>Fri, 03 May 2024 10:00:00 +0300</pubDate>"
        return f"<item><title>{title}</title><link>{link}</link>{author}<description>{text}</description></item>"

    def feed(*items: str) -> str:
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'

    link = '<link rel="alternate" type="application/rss+xml" title="{}" href="{}">'
    head = link.format("نوادر » الخلاصة", "/main") + link.format("نوادر » خلاصة التعليقات", "/comments/feed/")
    done = crawl(
        {
            "/": make.listing(["/n/1"]).replace("</head>", head + "</head>"),
            "/main": feed(item("https://example.org/n/1#comment-7", "تعليق على خبر", "شكرا لكم على هذا الخبر الجميل")),
            "/n/1": make.article(1, dated=False),
        }
    )
    (article,) = done.articles
    assert (article.teaser, article.authors, article.published_at) == (None, [], None)
    assert article.headline == "افتتاح الجسر رقم 1 في المدينة القديمة"
    assert "/comments/feed/" not in done.paths
    assert done.statistics["arnews/announced/comment"] == 1


def test_minutes_of_reading_are_no_teaser() -> None:
    watch = Watch()
    watch.say("(2 دقائق متبقية للقراءة)")
    assert watch.read().teaser is None
