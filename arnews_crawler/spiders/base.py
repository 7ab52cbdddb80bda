"""What every news spider does: read the site's sources, then its pages, each page once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator
from dataclasses import replace
from datetime import tzinfo
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from scrapy import Request, signals
from scrapy.exceptions import CloseSpider, DontCloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from arnews_crawler.article import Article
from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.feeds import is_feed
from arnews_crawler.discovery.sitemaps import is_sitemap
from arnews_crawler.discovery.urls import canonicalize
from arnews_crawler.spiders.acquaintance import Acquaintance
from arnews_crawler.spiders.agenda import Agenda
from arnews_crawler.spiders.arguments import ArgumentError
from arnews_crawler.spiders.configuration import read_limits
from arnews_crawler.spiders.deliveries import Deliveries
from arnews_crawler.spiders.dropped import note_dropped
from arnews_crawler.spiders.following import LinkFollower
from arnews_crawler.spiders.frontier import Candidate, Frontier
from arnews_crawler.spiders.nowhere import Nowhere
from arnews_crawler.spiders.pages import PageReader, ReadingTask
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.site import SiteSpider
from arnews_crawler.spiders.site_memory import SiteMemory
from arnews_crawler.spiders.sources import PRIORITY, SourceReader
from arnews_crawler.spiders.visits import PageVisits, Step
from arnews_crawler.spiders.wanted import Wanted

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler

_NOT_MODIFIED = 304
_MAX_BLOCKED = 10
"""Refusals (403, 429) in a row after which a site is taken at its word."""


class NewsSpider(SiteSpider):
    """Crawls a news site; what a site declares is in :class:`SiteSpider`, an example in ``nowarabia.py``."""

    memory: SiteMemory | None = None
    """What earlier runs know of the site; there from when the spider is opened."""

    @classmethod
    def from_crawler(cls, crawler: Crawler, **kwargs: Any) -> Self:
        """Build it as Scrapy does."""
        spider = super().from_crawler(crawler, **kwargs)
        crawler.signals.connect(spider.set_up, signals.spider_opened)
        crawler.signals.connect(spider.go_on, signals.spider_idle)
        crawler.signals.connect(spider.dropped, signals.request_dropped)
        return spider

    def set_up(self) -> None:
        """Prepare a run; what it counts on (statistics) exists from when the spider is opened."""
        crawler = self.crawler
        limits = read_limits(crawler.settings)
        self.report = Reporter(crawler)
        wanted = Wanted(self.arguments)
        self.memory = SiteMemory.open(self.arguments, crawler.settings)
        self.recall = self.memory.recall(self.report, limits)
        if self.recall.is_incremental:
            limits = replace(limits, stale_pages=1)
        self.frontier = Frontier(self.is_own, limits, self.report.count)
        self.acquaintance = Acquaintance(self.report, self.arguments)
        self.agenda = Agenda(self.frontier, wanted, self.report, self.recall, self.acquaintance, limits.pages)
        sources = self.memory.sources(self.recall)
        self.source_reader = SourceReader(self.report, self.agenda.announce, self.is_own, sources)
        teasers, text_of = self.agenda.teasers, self.recall.text_of
        self.deliveries = Deliveries(self.report, wanted, teasers, self.arguments, self.domains, self.ports, text_of)
        self.pages = self._page_reader()
        self.nowhere = Nowhere()
        self.visits = PageVisits(
            arguments=self.arguments,
            report=self.report,
            recall=self.recall,
            frontier=self.frontier,
            follower=LinkFollower(limits, wanted, self.frontier.has_seen),
            agenda=self.agenda,
            sources=self.source_reader,
            deliveries=self.deliveries,
            pages=self.pages,
            nowhere=self.nowhere,
        )
        self._blocked = 0

    def closed(self, reason: str) -> None:  # noqa: ARG002 - Scrapy's signature
        """The run is over: nothing may hold the file open when its writer closes it."""
        if self.memory is not None:
            self.memory.close()

    async def start(self) -> AsyncIterator[Any]:
        """Begin with the site's sources and front page, or with the pages that were asked for alone."""
        if self.problem is not None:
            self.logger.error("%s", self.problem)
            kind = "usage" if isinstance(self.problem, ArgumentError) else "configuration"
            self.report.record("arnews/problem", f"{kind}: {self.problem}")
            raise CloseSpider(kind)
        base_url = self.arguments.base_url
        if base_url and not self.arguments.urls:
            for request in self.source_reader.start(base_url, self.sources):
                yield request
            self.frontier.mark_seen(base_url)
            yield self._request(Candidate(base_url, "home", depth=0, priority=PRIORITY))
        for url in self.arguments.urls:
            self.frontier.mark_seen(url)
            yield self._request(Candidate(url, "start"))

    def parse(
        self, response: Response, candidate: Candidate | None = None, *, is_final: bool = False
    ) -> Iterator[Article | Request]:
        """Read a page: store the article that it holds, follow its links.

        :param candidate: how it was reached; None for a page that ``scrapy parse`` was given.
        :param is_final: it was read before, and its article is stored at its own address now.
        """
        candidate = candidate or Candidate(canonicalize(response.url), "start")
        if response.status == _NOT_MODIFIED:
            self.report.not_modified(response, candidate)
            yield from self._steps(self.agenda.after_page())
            return
        if self.acquaintance.is_awaited(candidate.url):
            self.acquaintance.meet(response, candidate)
            yield from self._get_on()
            return
        url = canonicalize(response.url)
        if not self.domains:
            self.adopt(url)
        self._blocked = 0
        self.report.count("arnews/page/fetched")
        self.frontier.mark_seen(url)
        if is_feed(response.body) or is_sitemap(response.body):
            yield from self.source_reader.read_page(response)
        elif url != candidate.url and is_home(url) and not is_home(candidate.url):
            yield from self._steps(self.visits.no_article(response, candidate.url, candidate, "redirected_home", url))
        else:
            yield from self._steps(self.visits.visit(response, url, candidate, is_final=is_final))
        yield from self._steps(self.agenda.after_page())

    def reading_task(self, response: Response, candidate: Candidate) -> ReadingTask | None:
        """Return what there is to read of an answer to a request of ours; None before all there is to know is known."""
        is_early = self.acquaintance.is_learning or self.acquaintance.is_awaited(candidate.url)
        return None if is_early else self.visits.task(response, canonicalize(response.url), candidate)

    def parse_nowhere(self, response: Response) -> None:
        """Learn what the site says where nothing is, if it does not say so by its status."""
        if not response.meta.get("redirect_urls"):
            self.visits.visit_nowhere(response, canonicalize(response.url))

    def failed(self, failure: Failure) -> Iterator[Article | Request]:
        """Tell why a page could not be had; an article that declared it as its own stands for itself."""
        request: Request = failure.request  # type: ignore[attr-defined]
        candidate: Candidate = request.cb_kwargs["candidate"]
        code = self.report.failed(failure, candidate)
        self.acquaintance.miss(candidate.url)
        yield from self._get_on()
        yield from self._steps(self.visits.deliver(self.deliveries.nothing_at(candidate.url), candidate))
        yield from self._steps(self.agenda.after_page())
        if code in ("http_403", "http_429"):
            self._blocked += 1
            if self._blocked >= _MAX_BLOCKED:
                raise CloseSpider("blocked")

    def dropped(self, request: Request) -> None:
        """A request was asked for in this run already."""
        note_dropped(request, self.report)

    def go_on(self) -> None:
        """The queue is empty: go on with what the sources announced, or read again what was left hanging."""
        requests = [
            Request(url, self.parse_nowhere, errback=_nothing) for url in self.nowhere.probes(self.agenda.unread())
        ]
        if not requests:
            lost = [self._request(candidate).replace(dont_filter=True) for candidate in self.acquaintance.give_up()]
            requests = [*lost, *map(self._request, self.agenda.after_all()), *self._final_requests()]
        if not requests:
            waiting = self.frontier.waiting().total()
            if waiting:
                self.report.count("arnews/refused/barren_shape", waiting)
            return
        for request in requests:
            self.crawler.engine.crawl(request)
        raise DontCloseSpider

    def _get_on(self) -> Iterator[Article | Request]:
        """Read the pages of the sample once all were answered, and go on with all the others."""
        held = self.acquaintance.settle()
        if held:
            self.agenda.open()
            for page in held:
                yield from self.parse(page.response, page.candidate)
            yield from self._steps(self.agenda.after_all())

    def _steps(self, steps: Iterable[Step]) -> Iterator[Article | Request]:
        for step in steps:
            yield self._request(step) if isinstance(step, Candidate) else step

    def _final_requests(self) -> Iterator[Request]:
        for twin in self.deliveries.unanswered():
            candidate = replace(twin.candidate, url=twin.url, why="full", etag=None, last_modified=None)
            yield self._request(candidate).replace(
                dont_filter=True, cb_kwargs={"candidate": candidate, "is_final": True}
            )

    def _request(self, candidate: Candidate) -> Request:
        return Request(
            candidate.url,
            self.parse,
            errback=self.failed,
            headers=_validators(candidate),
            meta={"handle_httpstatus_list": [_NOT_MODIFIED]},
            priority=candidate.priority,
            cb_kwargs={"candidate": candidate},
            # Whom a redirect leads to another page of the sample would else be lost without a word.
            dont_filter=self.acquaintance.is_awaited(candidate.url),
        )

    def _page_reader(self) -> PageReader:
        return PageReader(
            self.agenda.book,
            self.agenda.teasers,
            site_name=self.site_name,
            languages=self.languages,
            layouts=self.layouts,
            boilerplate=self.boilerplate,
            time_zone=self._time_zone,
            traits=lambda: self.acquaintance.traits,
        )

    def _time_zone(self) -> tzinfo | None:
        return ZoneInfo(self.time_zone) if self.time_zone else self.agenda.book.time_zone()


def _nothing(_: Failure) -> None:
    """An address that does not exist cannot be had: as it should be."""


def _validators(candidate: Candidate) -> dict[str, str]:
    pairs = (("If-None-Match", candidate.etag), ("If-Modified-Since", candidate.last_modified))
    return {name: value for name, value in pairs if value}
