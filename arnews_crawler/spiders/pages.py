"""Reading one page: parsed once, an article or a step to others."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from scrapy.http import Response

from arnews_crawler.article import Article
from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.cards import read_cards
from arnews_crawler.discovery.listings import PageLinks, next_page, read_links
from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.extraction.document import Document, parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.extraction.told_teaser import read_captions
from arnews_crawler.loaders import load_article
from arnews_crawler.spiders.announcements import AnnouncementBook
from arnews_crawler.spiders.teasers import TeaserWatch
from arnews_crawler.text.language import detect_language

# Enough of a page's link texts to tell its language by; a page of a dozen words of menu tells nothing.
_LANGUAGE_SAMPLE = 2000
_LEAST_SAMPLE = 200
_ARABIC_SCRIPT = frozenset({"ar", "fa", "ur", "ku", "ckb", "ps", "sd", "ug"})


_LISTING_CARDS = 5
"""Headings that link, from which on a page without a text of its own is a listing."""


@dataclass(slots=True)
class Page:
    """What one page is."""

    url: str
    links: PageLinks
    article: Article | None = None
    code: str | None = None
    """Why it is no article to store."""
    detail: str = ""
    is_paged: bool = False
    """It is one of the pages of a listing."""
    is_foreign: bool = False
    """It is written in a language that the spider does not want; so is what it links to."""

    def refuse(self, code: str, detail: str) -> None:
        """Take no article from it, for a reason that the page itself does not show."""
        self.article, self.code, self.detail = None, code, detail


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
        self._site_name = site_name
        self._languages = languages
        self._layouts = layouts
        self._boilerplate = boilerplate
        self._time_zone = time_zone
        self._traits = traits

    def read(self, response: Response, url: str, addresses: Collection[str], *, can_be_article: bool = True) -> Page:
        """Read a page.

        :param url: its own canonical address.
        :param addresses: all addresses that it may have been announced under.
        :param can_be_article: False for a front page and page 2 of anything, whatever they look like.
        :raises ExtractionError: it is no page at all: no HTML, not decodable.
        """
        content_type = response.headers.get("Content-Type")
        document = parse_document(response.body, url, content_type.decode("latin-1") if content_type else None)
        links = read_links(document.tree, document.base_url)
        page = Page(url, links, is_paged=page_number(url) is not None or next_page(links, url) is not None)
        if not can_be_article:
            page.code = "listing"
            self._hear(document)
            return page
        try:
            page.article = load_article(document, self._hints(addresses))
            self._teasers.read(page.article, addresses, lambda: read_captions(document.tree))
        except NotAnArticle as reason:
            page.code, page.detail = _code_of(reason, links), reason.detail
            page.is_foreign = reason.code == "other_language" or self._is_foreign(links)
            if not page.is_foreign:
                self._hear(document)
        return page

    def _hear(self, document: Document) -> None:
        """Take the teasers of a listing's cards, and no more: an article is read with what was told before all pages.

        What else a card says would depend on which of the two was read first.
        """
        for card in read_cards(document.tree, document.base_url):
            self._teasers.hear(card)

    def _hints(self, addresses: Collection[str]) -> PageHints:
        said = self._book.find(addresses)
        by_headline = next((one for one in said if one.headline), None)
        by_teaser = next((one for one in said if one.teaser), None)
        by_date = next((one for one in said if one.published), None)
        return PageHints(
            site_name=self._site_name,
            headline=by_headline.headline if by_headline else None,
            teaser=by_teaser.teaser if by_teaser else None,
            teaser_from=by_teaser.found_by if by_teaser else None,
            published=by_date.published if by_date else None,
            published_from=by_date.found_by if by_date else None,
            authors=next((one.authors for one in said if one.authors), ()),
            tags=next((one.tags for one in said if one.tags), ()),
            fetched_at=datetime.now(UTC),
            time_zone=self._time_zone(),
            languages=self._languages,
            layouts=self._layouts,
            boilerplate=self._boilerplate,
            traits=self._traits(),
        )

    def _is_foreign(self, links: PageLinks) -> bool:
        """Whether a listing's texts are in a script that none of the wanted languages is written in."""
        sample = " ".join(link.text for link in links.links)[:_LANGUAGE_SAMPLE]
        if len(sample) < _LEAST_SAMPLE:
            return False
        language = detect_language(sample)
        if language is None or language in self._languages:
            return False
        return not (language in _ARABIC_SCRIPT and self._languages & _ARABIC_SCRIPT)


def _code_of(reason: NotAnArticle, links: PageLinks) -> str:
    """Name a page by what it is rather than by what it lacks, if it is a listing."""
    is_bare = reason.code in ("no_body", "no_headline")
    has_cards = sum(link.is_heading for link in links.links) >= _LISTING_CARDS
    return "listing" if is_bare and has_cards else reason.code


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
