"""Where a page leads: its links in the order of their promise, and whether its listing goes on."""

from __future__ import annotations

from collections.abc import Callable

from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.listings import Link, next_page
from arnews_crawler.discovery.shapes import article_likelihood, listing_stem, page_number
from arnews_crawler.reading.page import Page
from arnews_crawler.spiders.frontier import Candidate, Limits, ListingChain
from arnews_crawler.spiders.wanted import Wanted

_NEXT_PAGE = 30
_HEADING = 20
_SECTION_WANTED = 40
ENTRANCE = 12
"""A menu's link on the front page: most likely a section."""


class LinkFollower:
    """Turns a page's links into candidates. No link is left out by what its address looks like."""

    def __init__(self, limits: Limits, wanted: Wanted, has_seen: Callable[[str], bool]) -> None:
        self._limits = limits
        self._has_seen = has_seen
        self._wanted = wanted
        self._chains: dict[str, ListingChain] = {}

    def links(self, page: Page, candidate: Candidate) -> list[Candidate]:
        """Return what a page links to that is not known yet, the further pages of its listing left out."""
        if page.is_foreign and not is_home(page.url):
            return []
        stem = _stem(page.url)
        found_by = "related" if page.article else "listing"
        # An article is solid ground: what it links to may be as far from the front page as it is.
        depth = 1 if page.article else candidate.depth + 1
        return [
            Candidate(link.url, found_by, depth, self._priority(link, page))
            for link in page.links.links
            if not self._has_seen(link.url) and not _is_page_of(link.url, stem)
        ]

    def next(self, page: Page, candidate: Candidate, *, brought_new: bool) -> Candidate | None:
        """Return where the page's listing goes on, if it is worth asking for."""
        if page.article or page.is_foreign:
            return None
        url = next_page(page.links, page.url)
        if url is None:
            return None
        stem = _stem(page.url)
        chain = self._chains.setdefault(stem, ListingChain(self._limits))
        urls = [link.url for link in page.links.links if not _is_page_of(link.url, stem)]
        if not chain.goes_on(urls, brought_new=brought_new):
            return None
        return Candidate(url, "listing", candidate.depth, _NEXT_PAGE, is_announced=True, why="listing")

    def _priority(self, link: Link, page: Page) -> int:
        if self._wanted.is_in_section(link.url) or self._wanted.is_section_name(link.text):
            return _SECTION_WANTED
        if link.is_heading:
            return _HEADING
        if is_home(page.url) and link.in_navigation:
            return ENTRANCE
        return article_likelihood(link.url)


def _stem(url: str) -> str:
    number = page_number(url)
    return number.stem if number else listing_stem(url)


def _is_page_of(url: str, stem: str) -> bool:
    number = page_number(url)
    return number is not None and number.stem == stem
