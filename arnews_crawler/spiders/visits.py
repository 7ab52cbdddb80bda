"""What comes of a page that was read: its article or a reason, what is told of it, and where it leads."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from arnews_crawler.article import Article
from arnews_crawler.corpus.crawl_memory import LISTINGS
from arnews_crawler.corpus.schedule import HEALING
from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.shapes import url_shape
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.reading.page import Page
from arnews_crawler.spiders.agenda import Agenda
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.deliveries import Deliveries, Delivery
from arnews_crawler.spiders.following import LinkFollower
from arnews_crawler.spiders.frontier import Candidate, Frontier
from arnews_crawler.spiders.nowhere import Nowhere
from arnews_crawler.spiders.pages import PageReader, ReadingTask, addresses_of, may_hold_article
from arnews_crawler.spiders.recall import Recall
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.sources import SourceReader

Step = Article | Request | Candidate
"""What a page brings: an article to store, a request for a source, an address to ask for."""
_CANONICAL = 50


@dataclass(frozen=True, kw_only=True, slots=True)
class PageVisits:
    """Takes each page to its end; the parts of a run that it needs for that."""

    arguments: SpiderArguments
    report: Reporter
    recall: Recall
    frontier: Frontier
    follower: LinkFollower
    agenda: Agenda
    sources: SourceReader
    deliveries: Deliveries
    pages: PageReader
    nowhere: Nowhere

    def visit(self, response: Response, url: str, candidate: Candidate, *, is_final: bool) -> Iterator[Step]:
        """Take a page: store the article that it holds, follow its links.

        :param url: the page's own canonical address.
        :param candidate: how it was reached.
        :param is_final: it was read before, and its article is stored at its own address now.
        """
        addresses, can_be_article = self._addresses(response, url, candidate)
        try:
            page = self.pages.read(response, url, addresses, can_be_article=can_be_article)
        except ExtractionError as error:
            yield from self.no_article(response, url, candidate, error.code, error.detail)
            return
        if page.article is not None and self.nowhere.is_like(page.article):
            page.refuse("soft_404", "it says what the site says where nothing is")
        is_new = False
        if page.article is not None:
            declared = page.links.canonical
            self.report.keep(response, url, page.article)
            delivery = self.deliveries.deliver(page.article, response, url, candidate, declared, is_final=is_final)
            is_new = delivery.is_new
            yield from self.deliver(delivery, candidate)
        else:
            code, detail = page.code or "", page.detail
            is_expected = not can_be_article or page.is_paged
            yield from self.no_article(response, url, candidate, code, detail, is_expected=is_expected)
        if not self.arguments.urls:
            yield from self._follow(page, response, candidate, is_new=is_new)

    def visit_nowhere(self, response: Response, url: str) -> None:
        """Learn what the site says at an address that cannot exist."""
        can_be_article = may_hold_article(url, self.arguments.base_url)
        with suppress(ExtractionError):
            page = self.pages.read(response, url, {url}, can_be_article=can_be_article)
            if page.article is not None and page.links.canonical in (None, url):
                self.nowhere.hear(page.article)

    def task(self, response: Response, url: str, candidate: Candidate) -> ReadingTask:
        """Return what `visit` will read."""
        addresses, can_be_article = self._addresses(response, url, candidate)
        return self.pages.task(response, url, addresses, can_be_article=can_be_article)

    def no_article(
        self,
        response: Response,
        url: str,
        candidate: Candidate,
        code: str,
        detail: str,
        *,
        is_expected: bool = False,
    ) -> Iterator[Step]:
        """Tell what holds no article, but for a listing that was reached as one (``is_expected``)."""
        self.report.count(f"arnews/page/{code}")
        for address in {url, candidate.url}:
            if code not in LISTINGS:  # whose visit is told when it is known whether it brought anything
                self.report.visited(response, candidate, url=address, code=code)
        is_known = candidate.why == "listing" and code in LISTINGS  # and refused in the run that met it
        if not is_known and (not is_expected or candidate.found_by in ("sitemap", "feed", "start")):
            self.report.rejected(url, code, detail)
            if code in HEALING or candidate.is_announced:
                self.report.keep(response, url, code)  # better rules may find an article in it
        for address in {url, candidate.url}:
            yield from self.deliver(self.deliveries.nothing_at(address), candidate)

    def deliver(self, delivery: Delivery, candidate: Candidate) -> Iterator[Step]:
        """Hand on what is delivered, and where a canonical address has to be asked first, that."""
        yield from delivery.articles
        if delivery.articles and self.deliveries.is_complete:
            raise CloseSpider("limit")
        if delivery.ask:
            asked = Candidate(delivery.ask, candidate.found_by, candidate.depth, _CANONICAL, is_announced=True)
            yield from self.frontier.offer([asked])

    def _addresses(self, response: Response, url: str, candidate: Candidate) -> tuple[set[str], bool]:
        """The addresses that a page may have been announced under, and whether it can be an article."""
        return addresses_of(response) | {url, candidate.url}, may_hold_article(url, self.arguments.base_url)

    def _follow(self, page: Page, response: Response, candidate: Candidate, *, is_new: bool) -> Iterator[Step]:
        if not page.is_foreign:
            self.deliveries.census.note(link.url for link in page.links.links)
        links = self.follower.links(page, candidate)
        for refusal in page.links.refused:
            self.report.count(f"arnews/refused/{refusal.code}")
        admitted, unmet = self.agenda.admit(links)
        yield from admitted
        if is_home(page.url):
            yield from self.sources.ask(page.links.feeds)
            if page.links.site_index:
                yield from self.sources.ask_site_index(page.links.site_index)
        elif page.article is None or not self.recall.is_incremental:
            yield from self.sources.ask_by_turns(page.links.feeds)
        brought_new = self._brings_something(page, unmet)
        if page.code in LISTINGS:
            for address in {page.url, candidate.url}:
                self.report.visited(response, candidate, url=address, code=page.code, is_fruitful=brought_new)
        following = self.follower.next(page, candidate, brought_new=brought_new)
        if following:
            yield from self.agenda.admit([following])[0]
        yield from self.frontier.settle(page.url, is_fruitful=is_new or brought_new)

    def _brings_something(self, page: Page, unmet: Collection[Candidate]) -> bool:
        """Whether a page names what was not known, apart from pages of its own kind."""
        if self.agenda.is_gathering and not self.recall.is_incremental:
            return True
        shape = url_shape(page.url)
        return any(url_shape(link.url) != shape for link in unmet)
