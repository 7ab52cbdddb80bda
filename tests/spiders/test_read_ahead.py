"""When a second process reads pages, and that what it read counts only with the same knowledge."""

from __future__ import annotations

import asyncio
import time
from dataclasses import replace
from typing import Any

import pytest
from scrapy import Request
from scrapy.exceptions import NotConfigured
from scrapy.http import HtmlResponse, Response
from scrapy.utils.test import get_crawler

from arnews_crawler.extraction.errors import UnreadableDocument
from arnews_crawler.reading.page import Page
from arnews_crawler.signals import READ_AT
from arnews_crawler.spiders import read_ahead
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.news import GenericNewsSpider
from arnews_crawler.spiders.pages import AHEAD, ReadAhead, ReadingTask
from arnews_crawler.spiders.read_ahead import ReadAheadMiddleware

URL = "https://example.org/news/1"


class FakeReader:
    """Reads nothing; notes what it was asked for."""

    def __init__(self, answer: Any) -> None:
        self.is_ready = True
        self.answer = answer
        self.asked: list[str] = []
        self.tasks: list[ReadingTask] = []
        self.starts = 0

    async def read(self, task: ReadingTask) -> Any:
        self.asked.append(task.sheet.url)
        self.tasks.append(task)
        return self.answer

    async def start(self) -> None:
        self.starts += 1


@pytest.fixture
def spider() -> GenericNewsSpider:
    crawler = get_crawler(GenericNewsSpider, {"ARNEWS_DRY_RUN": True})
    made = GenericNewsSpider.from_crawler(crawler, base_url="https://example.org/")
    crawler.spider = made
    made.set_up()
    made.acquaintance._may_learn = False
    return made


def middleware(spider: GenericNewsSpider, answer: Any = None) -> tuple[ReadAheadMiddleware, FakeReader]:
    made = ReadAheadMiddleware(spider.crawler)
    reader = FakeReader(answer)
    fake: Any = reader
    made._reader = fake
    return made, reader


def response(make: Any, status: int = 200, **values: Any) -> tuple[Request, Response]:
    request = Request(URL, cb_kwargs=values.pop("cb_kwargs", {"candidate": Candidate(URL, "sitemap")}))
    return request, HtmlResponse(URL, body=make.article(1).encode(), status=status, encoding="utf-8")


def test_a_page_is_read_by_the_second_process_and_taken_over(spider: GenericNewsSpider, make: Any) -> None:
    request, answer = response(make)
    answer.request = request
    page = spider.pages.read(answer, URL, {URL})
    assert page.article is not None
    known = replace(page.article, headline="كما قرأه الآخر")
    ahead, reader = middleware(spider, Page(URL, page.links, known))
    asyncio.run(ahead.process_response(request, answer))
    assert reader.asked == [URL]
    taken = spider.pages.read(answer, URL, {URL}).article
    assert taken is known
    assert request.meta[READ_AT] == reader.tasks[0].told["fetched_at"], "its dates were counted from this moment"
    assert AHEAD not in request.meta


@pytest.mark.parametrize("status", [200, 304, 404])
def test_only_pages_that_the_spider_reads_are_read_ahead(spider: GenericNewsSpider, make: Any, status: int) -> None:
    ahead, reader = middleware(spider)
    cb_kwargs = {} if status == 200 else {"candidate": Candidate(URL, "sitemap")}
    asyncio.run(ahead.process_response(*response(make, status, cb_kwargs=cb_kwargs)))
    assert reader.asked == []


def test_nothing_is_read_ahead_while_the_site_is_learned(spider: GenericNewsSpider, make: Any) -> None:
    spider.acquaintance._may_learn = True
    ahead, reader = middleware(spider)
    asyncio.run(ahead.process_response(*response(make)))
    assert reader.asked == []


def test_what_was_read_with_other_knowledge_is_read_again(spider: GenericNewsSpider, make: Any) -> None:
    request, answer = response(make)
    answer.request = request
    task = spider.pages.task(answer, URL, {URL}, can_be_article=True)
    wrong = UnreadableDocument("not_html", "read with other knowledge")
    for other in (replace(task, told={**task.told, "headline": "عنوان"}), replace(task, site=replace(task.site))):
        other_site = replace(other, site=replace(other.site, site_name="اسم")) if other.told == task.told else other
        request.meta[AHEAD] = ReadAhead(other_site, wrong)
        assert spider.pages.read(answer, URL, {URL}).article is not None
    request.meta[AHEAD] = ReadAhead(task, wrong)
    with pytest.raises(UnreadableDocument):
        spider.pages.read(answer, URL, {URL})


def test_it_starts_when_reading_takes_its_share_of_the_time(spider: GenericNewsSpider, make: Any) -> None:
    ahead, reader = middleware(spider)
    reader.is_ready = False

    async def read_for(seconds: float, elapsed: float) -> int:
        ahead._begun, spider.pages.seconds = time.monotonic() - elapsed, seconds
        await ahead.process_response(*response(make))
        await asyncio.sleep(0)
        return reader.starts

    async def run() -> list[int]:
        return [await read_for(*each) for each in ((0.9, 1.0), (2.0, 60.0), (13.0, 60.0), (20.0, 61.0))]

    assert asyncio.run(run()) == [0, 0, 1, 1]


@pytest.mark.parametrize(("wanted", "cores"), [(False, 8), (True, 1)])
def test_there_is_none_where_it_would_have_no_core(monkeypatch: pytest.MonkeyPatch, wanted: bool, cores: int) -> None:
    crawler = get_crawler(GenericNewsSpider, {"ARNEWS_SECOND_READER": wanted})
    monkeypatch.setattr(read_ahead, "_cores", lambda: cores)
    with pytest.raises(NotConfigured):
        ReadAheadMiddleware.from_crawler(crawler)
