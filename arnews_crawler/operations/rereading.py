"""Reading a page of the archive again, as its spider would read it today.

What feeds and listings said of a page is not in the archive. Where the stored article says that a field came from one,
the page is read as if it were told so once more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, tzinfo
from enum import Enum, auto
from typing import Final
from zoneinfo import ZoneInfo

from scrapy.settings import Settings

from arnews_crawler.article import Article
from arnews_crawler.corpus.archive_reader import StoredResponse
from arnews_crawler.corpus.archive_subjects import SourcedCapture
from arnews_crawler.corpus.records import StoredArticle
from arnews_crawler.corpus.site_traits import StoredTraits
from arnews_crawler.discovery.urls import site_host
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.loaders import load_article
from arnews_crawler.operations.crawl import UnknownSpiderError, crawl_settings, find_spider, spider_names
from arnews_crawler.operations.warc_bodies import unpack_body
from arnews_crawler.spiders.acquaintance import site_key
from arnews_crawler.spiders.arguments import ArgumentError
from arnews_crawler.spiders.configuration import configured_base_url
from arnews_crawler.spiders.news import GenericNewsSpider
from arnews_crawler.spiders.site import SiteSpider

_TELLERS: Final = ("feed", "sitemap", "listing")


class Guess(Enum):
    """What the site may have said elsewhere without its leaving a trace in the article."""

    NOTHING = auto()
    CLOCK = auto()
    """In which time zone it prints its dates: that of the stored date."""
    ANNOUNCED = auto()
    """Also what its feed said: headline, teaser, date, names, which the page itself gave as well."""


class Rereader:
    """Reads captures with what is known of their sites.

    :param traits_of: what the database knows of a site.
    """

    def __init__(self, traits_of: Callable[[str], StoredTraits | None]) -> None:
        self._traits_of = traits_of
        self._traits: dict[str, SiteTraits | None] = {}
        self._settings = crawl_settings({})
        self._spiders: dict[str | None, type[SiteSpider]] = {}
        self._own = _spiders_of_sites(self._settings)

    def read(
        self, taken: SourcedCapture, response: StoredResponse, stored: StoredArticle | None, guess: Guess
    ) -> Article:
        """Return the article that a capture holds, under its stored address where it has one.

        :raises ExtractionError: it holds none by today's rules.
        """
        capture = taken.capture
        body = unpack_body(response.body, response.header("Content-Encoding"))
        document = parse_document(body, capture.url, response.header("Content-Type"))
        hints = self._hints(taken)
        if stored is not None:
            hints = _with_guess(_as_told(hints, stored), stored, guess)
        article = load_article(document, hints)
        article.url = stored.url if stored is not None else capture.url
        article.site = stored.site if stored is not None else site_host(capture.url)
        return article

    def _hints(self, taken: SourcedCapture) -> PageHints:
        spider = self._own.get(site_host(taken.capture.url)) or self._spider(taken.spider)
        return PageHints(
            site_name=spider.site_name,
            languages=spider.languages,
            layouts=spider.layouts,
            boilerplate=spider.boilerplate,
            time_zone=ZoneInfo(spider.time_zone) if spider.time_zone else None,
            fetched_at=datetime.fromisoformat(taken.capture.fetched_at),
            traits=self._known_traits(str(taken.arguments.get("base_url") or taken.capture.url)),
        )

    def _spider(self, name: str | None) -> type[SiteSpider]:
        """The spider that took a capture; any site's where that is no more."""
        if name not in self._spiders:
            try:
                self._spiders[name] = find_spider(name or "", self._settings)
            except UnknownSpiderError:
                self._spiders[name] = GenericNewsSpider
        return self._spiders[name]

    def _known_traits(self, url: str) -> SiteTraits | None:
        site = site_key(url)
        if site not in self._traits:
            stored = self._traits_of(site)
            try:
                self._traits[site] = SiteTraits.from_json(stored.traits) if stored is not None else None
            except ValueError:  # of another version: a crawl learns them anew
                self._traits[site] = None
        return self._traits[site]


def _spiders_of_sites(settings: Settings) -> dict[str, type[SiteSpider]]:
    """Host -> the spider that was written for it, maybe after the site was crawled by another one."""
    spiders = {}
    for name in spider_names(settings):
        with suppress(UnknownSpiderError, ArgumentError):
            spider = find_spider(name, settings)
            base_url = configured_base_url(name, settings) or spider.base_url
            if base_url:
                spiders[site_host(base_url)] = spider
    return spiders


def is_told(rule: str | None) -> bool:
    """Whether a field's evidence says that another page than the article's own gave it.

    >>> is_told("feed"), is_told("sitemap (the time of the day that others say)"), is_told("h1")
    (True, True, False)
    """
    return (rule or "").partition(" ")[0] in _TELLERS


def _as_told(hints: PageHints, stored: StoredArticle) -> PageHints:
    """What the site said elsewhere, as far as the stored article shows it."""
    told = {name for name, rule in stored.evidence.items() if is_told(rule)}
    place = {name: stored.evidence[name].partition(" ")[0] for name in told}
    return replace(
        hints,
        headline=stored.headline if "headline" in told else None,
        teaser=stored.teaser if "teaser" in told else None,
        teaser_from=place.get("teaser"),
        published=stored.published_raw if "published_at" in told else None,
        published_from=place.get("published_at"),
        section=stored.section if "section" in told else None,
        authors=tuple(stored.authors) if "authors" in told else (),
        tags=tuple(stored.tags) if "tags" in told else (),
    )


def _with_guess(hints: PageHints, stored: StoredArticle, guess: Guess) -> PageHints:
    if guess is Guess.NOTHING:
        return hints
    hints = replace(hints, time_zone=hints.time_zone or _zone_of(stored.published_at))
    if guess is Guess.CLOCK:
        return hints
    return replace(
        hints,
        headline=stored.headline,
        teaser=stored.teaser,
        teaser_from=hints.teaser_from or "feed",
        published=stored.published_raw,
        published_from=hints.published_from or "feed",
        authors=tuple(stored.authors),
        tags=tuple(stored.tags),
    )


def _zone_of(moment: str | None) -> tzinfo | None:
    return datetime.fromisoformat(moment).tzinfo if moment else None
