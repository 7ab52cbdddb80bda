"""Fetching single pages: the crawl's own politeness, robots.txt and guards, without a spider's rules."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from twisted.python.failure import Failure

from arnews_crawler.discovery.urls import is_same_site, site_host
from arnews_crawler.operations.crawl import crawl_settings
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.politeness.refusals import BLOCKED_CODES
from arnews_crawler.spiders.reporting import failure_code


@dataclass(frozen=True)
class FetchedPage:
    """The answer of one address; ``code`` and ``detail`` say why there is none."""

    url: str
    body: bytes = b""
    content_type: str | None = None
    code: str = ""
    detail: str = ""

    @property
    def exit_code(self) -> ExitCode:
        """What a command that needed the page ends with."""
        if not self.code:
            return ExitCode.OK
        if self.code == "private_address":
            return ExitCode.CONFIGURATION
        return ExitCode.BLOCKED if self.code in BLOCKED_CODES else ExitCode.UNHEALTHY


def fetch_pages(urls: Sequence[str], settings: Mapping[str, object]) -> list[FetchedPage]:
    """Fetch canonical addresses, in their order; once a process, since the reactor ends with it."""
    merged = crawl_settings({"LOG_LEVEL": "CRITICAL", "ITEM_PIPELINES": {}, **settings})
    pages: dict[str, FetchedPage] = {}
    process = AsyncCrawlerProcess(merged)
    process.crawl(process.create_crawler(_PageSpider), urls=urls, pages=pages)
    process.start()
    interrupted = "the fetch was interrupted before its turn came"
    return [pages.get(url) or FetchedPage(url, code="interrupted", detail=interrupted) for url in urls]


class _PageSpider(Spider):
    name = "page"

    def __init__(self, urls: Sequence[str], pages: dict[str, FetchedPage], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._urls = urls
        self._pages = pages
        self._hosts = {site_host(url) for url in urls}
        self._ports = {port for url in urls if (port := urlsplit(url).port) is not None}

    def is_own(self, url: str) -> bool:
        """A redirect may lead to another page of the same site, and no further."""
        return is_same_site(url, self._hosts, self._ports)

    async def start(self) -> AsyncIterator[Any]:
        for url in self._urls:
            arguments = {"asked": url}
            yield Request(url, dont_filter=True, cb_kwargs=arguments, callback=self.parse, errback=self.failed)

    def parse(self, response: Response, asked: str) -> None:
        """Keep the answer."""
        header = response.headers.get("Content-Type")
        self._pages[asked] = FetchedPage(response.url, response.body, header.decode("latin-1") if header else None)

    def failed(self, failure: Failure) -> None:
        """Keep why there is none."""
        asked = failure.request.cb_kwargs["asked"]  # type: ignore[attr-defined]
        detail = str(failure.value).strip() or type(failure.value).__name__
        self._pages[asked] = FetchedPage(asked, code=failure_code(failure.value), detail=detail)
