"""Pages that lead on: their links, their feeds, and where their listing goes on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from lxml.etree import XPath, _Element

from arnews_crawler.discovery.shapes import is_file, is_machinery, listing_stem, page_number
from arnews_crawler.discovery.site_index import RELATION
from arnews_crawler.discovery.urls import UrlRefusedError, resolve_link
from arnews_crawler.text.clean import clean_text

MAX_LINKS = 2000
"""Links read of one page; a page of more is a site map for machines or a trap."""

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml"})
_SKIPPED_SCHEMES = re.compile(r"^\s*(?!https?:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_NEXT_WORDS = re.compile(
    r"(?:الصفحة\s+)?التالي(?:ة)?|المزيد|عرض المزيد|اقرأ المزيد|مقالات أقدم|الأقدم|أخبار أقدم|"
    r"next(?: page)?|older(?: posts| entries| articles)?|load more|more|[›»>]+|suivant(?:e)?",
    re.IGNORECASE,
)
_OF_COMMENTS = re.compile(
    r"/comments/(?:feed|rss|atom|default)|/feed/comments?(?:/|$)|[?&]feed=comments|تعليق|\bcomments?\b", re.IGNORECASE
)
_TEXT = XPath("string()")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class Link(NamedTuple):
    """One link of a page, to a canonical address."""

    url: str
    text: str
    """What the link shows, cleaned; empty for a picture."""
    is_next: bool = False
    """The page says that its listing goes on there (``rel=next``, "التالي")."""
    is_heading: bool = False
    """It stands in a heading, as the links of a listing's cards do."""
    in_navigation: bool = False


@dataclass(slots=True)
class PageLinks:
    """Where a page leads."""

    links: list[Link] = field(default_factory=list)
    """Each address once, in the page's order; pictures, films and log-in pages left out."""
    feeds: list[str] = field(default_factory=list)
    """Those of comments only where there are no others."""
    site_index: str | None = None
    """The interface at which the site's system lists its posts (`discovery.site_index`)."""
    canonical: str | None = None
    """The address that the page declares as its own, if it is one."""
    language: str | None = None
    refused: list[UrlRefusedError] = field(default_factory=list)


def read_links(tree: _Element, base_url: str) -> PageLinks:
    """Read where a page leads; ``base_url`` is what its relative links are resolved against."""
    page = PageLinks(language=(tree.get("lang") or "").strip().lower()[:2] or None)
    _read_head(tree, base_url, page)
    seen: dict[str, int] = {}
    site = "/".join(base_url.split("/", 3)[:3]) + "/"
    for anchor in tree.iter("a", "area"):
        if len(page.links) >= MAX_LINKS:
            break
        href = anchor.get("href")
        if not href or href.startswith("#"):
            continue
        # The menu of a site is the same on each of its pages: so is where it leads to.
        url = _target(site if href.startswith(("/", "http:", "https:")) else base_url, href)
        if isinstance(url, UrlRefusedError):
            page.refused.append(url)
        if not isinstance(url, str):
            continue
        link = _link(anchor, url)
        if link.url in seen:
            page.links[seen[link.url]] = _merged(page.links[seen[link.url]], link)
            continue
        seen[link.url] = len(page.links)
        page.links.append(link)
    return page


def next_page(page: PageLinks, url: str) -> str | None:
    """Return where the listing at ``url`` goes on; None where it ends or is none.

    Only the very next page is named, of a row of numbers too: what a listing brings decides whether it is
    followed further.
    """
    here = page_number(url)
    stem, number = here or (listing_stem(url), 1)
    later: list[tuple[int, str]] = []
    for link in page.links:
        there = page_number(link.url)
        if there is not None and there.stem == stem and there.number > number:
            later.append((there.number, link.url))
    if later:
        return min(later)[1]
    for link in page.links:
        if link.is_next and _is_cursor_of(link.url, url):
            return link.url
    return None


def _read_head(tree: _Element, base_url: str, page: PageLinks) -> None:
    comments: list[str] = []
    for element in tree.iter("link"):
        relations = (element.get("rel") or "").lower().split()
        href = element.get("href") or ""
        if not href or not {"canonical", "alternate", "next", RELATION} & set(relations):
            continue
        try:
            url = resolve_link(base_url, href)
        except UrlRefusedError:
            continue
        if "canonical" in relations:
            page.canonical = page.canonical or url
        elif RELATION in relations:
            page.site_index = page.site_index or url
        elif "next" in relations:
            page.links.append(Link(url, "", is_next=True))
        elif _is_feed_type(element.get("type") or ""):
            is_of_comments = _OF_COMMENTS.search(f"{url} {element.get('title') or ''}")
            (comments if is_of_comments else page.feeds).append(url)
    # WordPress names two of them in each article: none tells of articles what the others do not.
    page.feeds = list(dict.fromkeys(page.feeds or comments))


def _is_feed_type(value: str) -> bool:
    return value.partition(";")[0].strip().lower() in _FEED_TYPES


@lru_cache(maxsize=8192)
def _target(base_url: str, href: str) -> str | UrlRefusedError | None:
    """Return where a link leads, why it is not followed, or None for what is no page."""
    # javascript:, mailto:, tel: and whatsapp: are what pages are full of: no attack and no reject.
    if _SKIPPED_SCHEMES.match(href):
        return None
    try:
        url = resolve_link(base_url, href)
    except UrlRefusedError as refusal:
        return UrlRefusedError(refusal.code, refusal.url)  # without the frames that a traceback holds on to
    return None if is_file(url) or is_machinery(url) else url


def _link(anchor: _Element, url: str) -> Link:
    text = clean_text(str(_TEXT(anchor)))[:300]
    relations = (anchor.get("rel") or "").lower().split()
    is_next = "next" in relations or (len(text) < 40 and _NEXT_WORDS.fullmatch(text.strip(" .…")) is not None)
    return Link(url, text, is_next, _is_heading(anchor), _in_navigation(anchor))


def _merged(first: Link, second: Link) -> Link:
    return Link(
        first.url,
        max(first.text, second.text, key=len),
        first.is_next or second.is_next,
        first.is_heading or second.is_heading,
        first.in_navigation and second.in_navigation,
    )


def _is_heading(anchor: _Element) -> bool:
    if any(child.tag in _HEADINGS for child in anchor):
        return True
    parent = anchor.getparent()
    return parent is not None and parent.tag in _HEADINGS


def _in_navigation(anchor: _Element) -> bool:
    return any(True for _ in anchor.iterancestors("nav", "header", "footer"))


def _is_cursor_of(url: str, listing: str) -> bool:
    """Whether an address is the same listing at another place (``?before=…``, ``?cursor=…``)."""
    path, question, _ = url.partition("?")
    return bool(question) and url != listing and path.rstrip("/") == listing.partition("?")[0].rstrip("/")
