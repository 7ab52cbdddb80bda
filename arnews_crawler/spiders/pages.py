"""Reading pages with what the site's sources said of them, and bringing teasers and articles together."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, tzinfo
from typing import Any, Final

from scrapy.http import Response

from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.reading.page import Page, Sheet, read_page
from arnews_crawler.signals import READ_AT
from arnews_crawler.spiders.announcements import AnnouncementBook
from arnews_crawler.spiders.teasers import TeaserWatch

AHEAD: Final = "arnews_read_ahead"
"""Key in a response's ``meta`` for what the second reader made of it."""


@dataclass(frozen=True, slots=True)
class ReadingTask:
    """A page and all that it is read with."""

    sheet: Sheet
    site: PageHints
    """What holds for each page of the site."""
    told: dict[str, Any]
    """Fields of the hints that the site's sources gave of this page."""

    def is_same(self, other: ReadingTask) -> bool:
        """Whether the other would give the same, but for the moment from which relative dates count."""
        return (
            self.sheet.url == other.sheet.url
            and self.sheet.can_be_article == other.sheet.can_be_article
            and self.sheet.body is other.sheet.body
            and self.site == other.site
            and {**self.told, "fetched_at": None} == {**other.told, "fetched_at": None}
        )


@dataclass(frozen=True, slots=True)
class ReadAhead:
    """What the second reader made of a page."""

    task: ReadingTask
    result: Page | ExtractionError


class PageReader:
    """Reads pages with what the site's sources said of them."""

    def __init__(
        self,
        book: AnnouncementBook,
        teasers: TeaserWatch,
        *,
        site_name: str | None,
        languages: frozenset[str],
        layouts: Sequence[Layout],
        boilerplate: Sequence[str],
        time_zone: Callable[[], tzinfo | None],
        traits: Callable[[], SiteTraits | None],
    ) -> None:
        self._book = book
        self._teasers = teasers
        self._site = PageHints(site_name=site_name, languages=languages, layouts=layouts, boilerplate=boilerplate)
        self._time_zone = time_zone
        self._traits = traits
        self.seconds = 0.0
        """Spent on reading, in this process."""

    def task(self, response: Response, url: str, addresses: Collection[str], *, can_be_article: bool) -> ReadingTask:
        """Return what there is to read.

        :param url: the page's own canonical address.
        :param addresses: all addresses that it may have been announced under.
        :param can_be_article: False for a front page and page 2 of anything, whatever they look like.
        """
        content_type = response.headers.get("Content-Type")
        header = content_type.decode("latin-1") if content_type else None
        zone, traits = self._time_zone(), self._traits()
        if (zone, traits) != (self._site.time_zone, self._site.traits):
            self._site = replace(self._site, time_zone=zone, traits=traits)
        told = {"fetched_at": datetime.now(UTC), **self._told(addresses)}
        return ReadingTask(Sheet(response.body, url, header, can_be_article), self._site, told)

    def read(self, response: Response, url: str, addresses: Collection[str], *, can_be_article: bool = True) -> Page:
        """Read a page, or take what the second reader read, if that was with the same knowledge.

        :raises ExtractionError: it is no page at all: no HTML, not decodable.
        """
        task = self.task(response, url, addresses, can_be_article=can_be_article)
        found = response.meta.pop(AHEAD, None)
        ahead = found if isinstance(found, ReadAhead) and found.task.is_same(task) else None
        # The archive keeps this moment: whoever reads the page again counts "two hours ago" from the same.
        response.meta[READ_AT] = (ahead.task if ahead else task).told["fetched_at"]
        if ahead is not None:
            if isinstance(ahead.result, ExtractionError):
                raise ahead.result
            page = ahead.result
        else:
            started = time.perf_counter()
            page = read_page(task.sheet, replace(task.site, **task.told))
            self.seconds += time.perf_counter() - started
        # No more than the teasers of a listing's cards: an article is read with what was told before all pages. What
        # else a card says would depend on which of the two was read first.
        for card in page.cards:
            self._teasers.hear(card)
        if page.article is not None:
            self._teasers.read(page.article, addresses, page.captions)
        return page

    def _told(self, addresses: Collection[str]) -> dict[str, Any]:
        said = self._book.find(addresses)
        told: dict[str, Any] = {}
        if by_headline := next((one for one in said if one.headline), None):
            told["headline"] = by_headline.headline
        if by_teaser := next((one for one in said if one.teaser), None):
            told |= {"teaser": by_teaser.teaser, "teaser_from": by_teaser.found_by}
        if by_date := next((one for one in said if one.published), None):
            told |= {"published": by_date.published, "published_from": by_date.found_by}
        if authors := next((one.authors for one in said if one.authors), ()):
            told["authors"] = authors
        if tags := next((one.tags for one in said if one.tags), ()):
            told["tags"] = tags
        return told


def may_hold_article(url: str, base_url: str | None) -> bool:
    """Return False for a front page and page 2 of anything, whatever they look like."""
    number = page_number(url)
    is_later_page = number is not None and number.number > 1
    return not (is_home(url) or is_later_page or url == base_url)


def addresses_of(response: Response) -> set[str]:
    """Return the canonical addresses that a response was reached by."""
    addresses = set()
    for url in (response.url, *response.meta.get("redirect_urls", ())):
        with suppress(UrlRefusedError):
            addresses.add(canonicalize(url))
    return addresses
