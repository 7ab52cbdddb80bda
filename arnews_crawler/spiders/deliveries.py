"""From a page with an article to the article that is stored: its address, its twins, the run's wishes."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from scrapy.http import Response

from arnews_crawler.article import Article
from arnews_crawler.discovery.canonical import believable_canonical, is_same_address
from arnews_crawler.discovery.urls import site_host
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.house_pages import LinkCensus, is_doubtful
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.teasers import TeaserWatch
from arnews_crawler.spiders.twins import Twin, TwinWatch
from arnews_crawler.spiders.wanted import Wanted


@dataclass(slots=True)
class Delivery:
    """What comes of a page."""

    articles: list[Article] = field(default_factory=list)
    ask: str | None = None
    """The address that the article declares as its own, to be read before the article is stored."""
    is_new: bool = False
    """The page held an article that this run had not met."""


class Deliveries:
    """Decides under which address each article is stored, and whether it was asked for."""

    def __init__(
        self,
        report: Reporter,
        wanted: Wanted,
        teasers: TeaserWatch,
        arguments: SpiderArguments,
        domains: Collection[str],
        ports: Collection[int],
        text_of: Callable[[str], tuple[str, str] | None],
    ) -> None:
        self._report = report
        self._wanted = wanted
        self._teasers = teasers
        self._limit = arguments.limit
        self._is_whole_site = not arguments.urls
        self._domains = domains
        self._ports = ports
        self._text_of = text_of
        self._twins = TwinWatch()
        self._doubtful: list[Twin] = []
        self.census = LinkCensus()
        """Fed with the links of each page that is read."""
        self._delivered = 0

    @property
    def is_complete(self) -> bool:
        """Whether as many articles were delivered as were asked for."""
        return self._limit is not None and self._delivered >= self._limit

    def deliver(
        self,
        article: Article,
        response: Response,
        url: str,
        candidate: Candidate,
        declared: str | None,
        *,
        is_final: bool,
    ) -> Delivery:
        """Take an article that was read at ``url``.

        :param candidate: how the page was reached.
        :param declared: the canonical address that its page declares.
        :param is_final: it was read before and is to be decided now.
        """
        canonical = url if is_final else self._canonical(declared, url)
        if canonical == url or is_same_address(canonical, url):
            if self._twins.is_known(canonical):
                if candidate.url not in (url, canonical):  # a redirect: what is not told would be asked for again
                    self._report.visited(response, candidate, code="article", article_url=canonical)
                return Delivery()
            if not is_final and candidate.why == "new" and self._is_in_doubt(article, url):
                self._doubtful.append(Twin(article, url, candidate, response.status))
                return Delivery()
            return self._store(article, response, url, canonical, candidate)
        if not self._twins.is_known(canonical) and not self._remembers(canonical):
            self._twins.wait(canonical, Twin(article, url, candidate, response.status))
            return Delivery(ask=canonical)
        if self._twins.is_same_article(canonical, article):
            self._variant(Twin(article, url, candidate, response.status), canonical)
            return Delivery()
        return self._store(article, response, url, url, candidate)

    def nothing_at(self, url: str) -> Delivery:
        """Take note that an address holds no article; those that declared it stand for themselves."""
        self._twins.disbelieve(url)
        return self._settle(url, Delivery())

    def unanswered(self) -> list[Twin]:
        """Return what is to be read again, as final, now that the whole site was read.

        Either its canonical address was never answered, or it could have been a page of the house. Pages that
        turn out to be of the house are rejected.
        """
        again = self._twins.take_leftover()
        for page in self._doubtful:
            if self.census.is_everywhere(page.url):
                self._report.visited_before(page.candidate, page.status, "house_page", url=page.url)
                self._report.rejected(page.url, "house_page", "no date, no author, and every page links to it")
            else:
                again.append(page)
        self._doubtful.clear()
        return again

    def _is_in_doubt(self, article: Article, url: str) -> bool:
        return self._is_whole_site and is_doubtful(article, url) and not self.census.is_rare(url)

    def _canonical(self, declared: str | None, url: str) -> str:
        return believable_canonical(
            declared, url, self._domains, ports=self._ports, disbelieved=self._twins.disbelieved
        )

    def _remembers(self, canonical: str) -> bool:
        """Whether an earlier run read an article at an address; it is compared with as if it was read now."""
        text = self._text_of(canonical)
        if text is None:
            return False
        self._twins.note(canonical, Article(headline=text[0], body=text[1]))
        return True

    def _store(self, article: Article, response: Response, url: str, canonical: str, candidate: Candidate) -> Delivery:
        self._twins.note(canonical, article)
        if canonical != url:
            self._twins.note(url, article)
        if candidate.why == "new" and candidate.found_by != "related":
            self._report.count("arnews/article/named")  # though another spider may have stored it meanwhile
        delivery = Delivery(is_new=True)
        excluded = self._hand_over(article, canonical, delivery)
        for address in {url, canonical, candidate.url}:
            if excluded:
                self._report.visited(response, candidate, url=address, code=excluded)
            else:
                self._report.visited(
                    response, candidate, url=address, code="article", article_url=canonical, is_fruitful=True
                )
        for address in {url, canonical}:
            self._settle(address, delivery)
        return delivery

    def _settle(self, url: str, delivery: Delivery) -> Delivery:
        same, own = self._twins.settle(url)
        for twin in same:
            self._variant(twin, url)
        for twin in own:
            self._twins.note(twin.url, twin.article)
            self._hand_over(twin.article, twin.url, delivery)
            for address in {twin.url, twin.candidate.url}:
                self._report.visited_before(twin.candidate, twin.status, "article", twin.url, url=address)
        return delivery

    def _variant(self, twin: Twin, canonical: str) -> None:
        self._report.count("arnews/page/twin")
        for address in {twin.url, twin.candidate.url}:
            self._report.visited_before(twin.candidate, twin.status, "article", canonical, url=address)

    def _hand_over(self, article: Article, url: str, delivery: Delivery) -> str | None:
        """Give an article to the pipelines; returns the bound of the run that leaves it out, with its date."""
        article.url, article.site = url, site_host(url)
        self._report.count("arnews/article/found")
        excluded = self._wanted.excluded_by(article)
        if excluded:
            self._report.count(f"arnews/filtered/{excluded}")
            return f"{excluded} {article.published_at or ''}".strip()
        if not self.is_complete:
            self._delivered += 1
            self._teasers.deliver(article)
            delivery.articles.append(article)
        return None
