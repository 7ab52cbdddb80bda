"""A site in memory and a crawl of it without reactor or network: the spider's own rules alone."""

from __future__ import annotations

import asyncio
import heapq
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from urllib.parse import urljoin

import pytest
from scrapy import Request
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response, TextResponse
from scrapy.spidermiddlewares.httperror import HttpError
from scrapy.utils.test import get_crawler
from twisted.python.failure import Failure

from arnews_crawler import signals
from arnews_crawler.article import Article
from arnews_crawler.signals import Visit
from arnews_crawler.spiders.base import NewsSpider
from arnews_crawler.spiders.news import GenericNewsSpider

SITE = "https://example.org"
SENTENCES = (
    "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل",
    "وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة ويختصر زمن الوصول إلى الميناء",
    "وأضاف أن المشروع نفذته شركة محلية بكلفة بلغت عشرين مليون دينار وأن الصيانة ستكون سنوية",
    "ورحب السكان بالخطوة مطالبين بإنارة الطرق المؤدية إلى الجسر وبحافلات تعمل حتى منتصف الليل",
)

Page = str | bytes | int | tuple[int, dict[str, str], str]


def article_page(
    number: int, *, links: str = "", head: str = "", headline: str | None = None, dated: bool = True
) -> str:
    """An article of its own: its number stands in every sentence."""
    title = headline or f"افتتاح الجسر رقم {number} في المدينة القديمة"
    body = "".join(f"<p>{sentence} في الحي {number}.</p>" for sentence in SENTENCES)
    date = '<meta property="article:published_time" content="2024-05-03T08:00:00+00:00">' if dated else ""
    head = f'<head><meta charset="utf-8"><title>{title}</title>{date}{head}</head>'
    return (
        f'<!DOCTYPE html><html lang="ar">{head}'
        f"<body><main><article><h1>{title}</h1>{body}</article></main><footer>{links}</footer></body></html>"
    )


def listing_page(links: Iterable[str], *, more: str = "") -> str:
    """A section's page: cards that link."""
    cards = "".join(
        f'<article><h3><a href="{link}">خبر من أخبار المدينة عن {link}</a></h3></article>' for link in links
    )
    head = '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>قسم</title></head>'
    return f"{head}<body>{cards}<nav>{more}</nav></body></html>"


def sitemap(*urls: str) -> str:
    entries = "".join(f"<url><loc>{urljoin(SITE, url)}</loc></url>" for url in urls)
    return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'


@dataclass
class Crawl:
    """What came of it."""

    articles: list[Article] = field(default_factory=list)
    rejects: dict[str, str] = field(default_factory=dict)
    visits: dict[str, Visit] = field(default_factory=dict)
    statistics: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    reason: str = "finished"

    @property
    def urls(self) -> set[str]:
        return {article.url.removeprefix(SITE) for article in self.articles}

    @property
    def paths(self) -> list[str]:
        """What was asked for, but for the two addresses that do not exist."""
        paths = [url.removeprefix(SITE) for url in self.asked]
        return [path for path in paths if "999999" not in path and "888888" not in path]


class MemoryCrawl:
    """Scheduler, downloader and the middlewares that matter to a spider, in a loop of forty lines."""

    def __init__(self, pages: Mapping[str, Page], spider_class: type[NewsSpider], settings: dict[str, Any]) -> None:
        self.pages = {urljoin(SITE, path): page for path, page in pages.items()}
        self.crawler = get_crawler(spider_class, settings)
        self.crawl_result = Crawl()
        self._queue: list[tuple[int, int, Request]] = []
        self._order = count()
        self._known: set[str] = set()

    def crawl(self, request: Request) -> None:
        if request.dont_filter or request.url not in self._known:
            self._known.add(request.url)
            heapq.heappush(self._queue, (-request.priority, next(self._order), request))

    def run(self, arguments: dict[str, Any]) -> Crawl:
        crawler, result = self.crawler, self.crawl_result
        spider = self.spider = crawler.spidercls.from_crawler(crawler, **arguments)
        assert isinstance(spider, NewsSpider)
        crawler.spider = spider
        crawler.engine = self  # type: ignore[assignment]
        crawler.signals.connect(self._rejected, signals.page_rejected)
        crawler.signals.connect(self._visited, signals.url_visited)
        spider.set_up()
        try:
            asyncio.run(self._start(spider))
            self._loop(spider)
        except CloseSpider as closed:
            result.reason = closed.reason
        result.statistics = crawler.stats.get_stats()
        return result

    async def _start(self, spider: NewsSpider) -> None:
        async for request in spider.start():
            self.crawl(request)

    def _loop(self, spider: NewsSpider) -> None:
        while True:
            while self._queue:
                self._take(self._answer(heapq.heappop(self._queue)[2]))
            try:
                spider.go_on()
            except DontCloseSpider:
                continue
            return

    def _take(self, output: Iterable[Any] | None) -> None:
        for thing in output or ():
            if isinstance(thing, Request):
                self.crawl(thing)
            else:
                self.crawl_result.articles.append(thing)

    def _answer(self, request: Request) -> Iterable[Any] | None:
        self.crawl_result.asked.append(request.url)
        assert len(self.crawl_result.asked) < 3000, "the crawl does not end"
        response = self._response(request)
        assert request.callback is not None
        assert request.errback is not None
        if 300 <= response.status < 400:
            target = urljoin(request.url, (response.headers["Location"] or b"").decode())
            meta = {**request.meta, "redirect_urls": [*request.meta.get("redirect_urls", []), request.url]}
            self.crawl(request.replace(url=target, meta=meta))
            return None
        if response.status == 200:
            output: Iterable[Any] = request.callback(response, **request.cb_kwargs)
            return output
        failure = Failure(HttpError(response))  # type: ignore[no-untyped-call]
        failure.request = request  # type: ignore[attr-defined]
        failed: Iterable[Any] | None = request.errback(failure)
        return failed

    def _response(self, request: Request) -> Response:
        page = self.pages.get(request.url, 404)
        status, headers, body = 200, {"Content-Type": "text/html; charset=utf-8"}, b""
        if isinstance(page, int):
            status = page
        elif isinstance(page, tuple):
            status, headers, body = page[0], page[1], page[2].encode()
        else:
            body = page.encode() if isinstance(page, str) else page
        return TextResponse(request.url, status=status, headers=headers, body=body, request=request, encoding="utf-8")

    def _rejected(self, url: str, code: str, detail: str) -> None:
        self.crawl_result.rejects[url.removeprefix(SITE)] = code

    def _visited(self, visit: Visit) -> None:
        self.crawl_result.visits[visit["url"].removeprefix(SITE)] = visit


class Pages:
    """What a test builds its site from."""

    site = SITE
    article = staticmethod(article_page)
    listing = staticmethod(listing_page)
    sitemap = staticmethod(sitemap)


@pytest.fixture
def make() -> Pages:
    return Pages()


@pytest.fixture
def crawl() -> Callable[..., Crawl]:
    """Crawl a site given as path -> page (text, status, or status with headers and text)."""

    def run(
        pages: Mapping[str, Page],
        *,
        spider: type[NewsSpider] = GenericNewsSpider,
        settings: dict[str, Any] | None = None,
        **arguments: Any,
    ) -> Crawl:
        if "url" not in arguments:
            arguments.setdefault("base_url", SITE + "/")
        return MemoryCrawl(pages, spider, settings or {}).run(arguments)

    return run
