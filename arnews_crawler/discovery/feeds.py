"""Feeds: RSS 0.9x, 1.0 and 2.0, and Atom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urldefrag

from lxml import etree

from arnews_crawler.discovery.announcement import Announcement, without_shared_teasers
from arnews_crawler.discovery.excerpts import read_excerpt
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize, resolve_link
from arnews_crawler.discovery.xml_stream import (
    BrokenSourceError,
    hides_entity,
    is_cut,
    is_html,
    iterate_entries,
    unpack,
)
from arnews_crawler.text.clean import clean_text

_ENTRIES = frozenset({"item", "entry"})
_ROOTS = frozenset({"rss", "RDF", "feed"})
_ATOM = "http://www.w3.org/2005/Atom"
_MAX_TEASER = 2000
_COMMENT = re.compile(r"(?:li-|div-)?(?:comments?|c|reply|تعليق)[-_=]?[0-9]+", re.IGNORECASE)


@dataclass(slots=True)
class Feed:
    """What one feed names."""

    pages: list[Announcement] = field(default_factory=list)
    refused: list[UrlRefusedError] = field(default_factory=list)
    is_cut: bool = False
    """It breaks off; its last entry was dropped."""
    comments: int = 0
    """Entries that are a reader's comment; of them the address of the page is taken, and no word."""


def parse_feed(body: bytes, url: str) -> Feed:
    """Read a feed of any kind; ``url`` is its own address, which relative links are resolved against.

    :raises BrokenSourceError: an HTML page, a bomb, anything that is no feed.
    """
    body = unpack(body)
    entries = iterate_entries(body, _ENTRIES.__contains__)
    root, _ = next(entries)
    if root not in _ROOTS:
        raise BrokenSourceError("no_feed", f"the root is <{root}>")
    feed = Feed(is_cut=is_cut(body))
    for _, element in entries:
        link = _link(element)
        if not link:
            continue
        try:
            if any(map(hides_entity, _children(element, "link", "guid", "id"))):
                raise UrlRefusedError("entity", link)
            address = resolve_link(url, link)
        except UrlRefusedError as refusal:
            feed.refused.append(refusal)
            continue
        if _is_comment(element, link):
            feed.comments += 1
            feed.pages.append(Announcement(url=canonicalize(address), found_by="feed"))
        else:
            feed.pages.append(_announcement(element, address))
    feed.pages = without_shared_teasers(feed.pages)
    return feed


def is_feed(body: bytes) -> bool:
    """Whether a body looks like a feed by its first bytes."""
    head = body[:2048]
    return not is_html(head) and any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:RDF"))


def _announcement(element: etree._Element, address: str) -> Announcement:
    return Announcement(
        url=canonicalize(address),
        found_by="feed",
        headline=_plain(_first(element, "title")),
        teaser=_plain(_first(element, "description", "summary")),
        published=_text(_first(element, "pubDate", "published", "date", "issued")),
        lastmod=_text(_first(element, "updated", "modified")),
        authors=tuple(_authors(element)),
        tags=tuple(_tags(element)),
    )


def _children(element: etree._Element, *names: str) -> Iterator[etree._Element]:
    for child in element:
        if not callable(child.tag) and etree.QName(child).localname in names:
            namespace = etree.QName(child).namespace or ""
            # media:title, media:description and itunes:author speak of a picture or a broadcast.
            if "mrss" not in namespace and "itunes" not in namespace:
                yield child


def _first(element: etree._Element, *names: str) -> etree._Element | None:
    for name in names:
        for child in _children(element, name):
            return child
    return None


def _text(element: etree._Element | None) -> str | None:
    if element is None:
        return None
    return "".join(str(piece) for piece in element.itertext()).strip() or None


def _plain(element: etree._Element | None) -> str | None:
    """Return the readable text of what may be text, escaped HTML or XHTML."""
    value = _text(element)
    if value is None or len(value) > 20 * _MAX_TEASER:
        return None
    return read_excerpt(value)[:_MAX_TEASER] or None


def _link(element: etree._Element) -> str | None:
    for link in _children(element, "link"):
        if etree.QName(link).namespace == _ATOM or link.get("href"):
            if link.get("rel", "alternate") == "alternate" and link.get("href"):
                return link.get("href")
        elif text := _text(link):
            return text
    identity = _first(element, "guid", "id")
    value = _text(identity) or ""
    is_link = identity is not None and identity.get("isPermaLink", "true") == "true"
    return value if is_link and value.startswith("http") else None


def _is_comment(element: etree._Element, link: str) -> bool:
    """Whether an entry links into a page's comments: its author, date and text are the commenter's."""
    names = (link, _text(_first(element, "guid", "id")) or "")
    return any(_COMMENT.fullmatch(unquote(urldefrag(name).fragment)) for name in names)


def _authors(element: etree._Element) -> Iterator[str]:
    for author in _children(element, "creator", "author"):
        name = _text(_first(author, "name")) if len(author) else _text(author)
        # RSS's own <author> is an e-mail address with the name in brackets.
        if name and "@" in name:
            name = name.partition("(")[2].rstrip(") ")
        if name and (name := clean_text(name)):
            yield name


def _tags(element: etree._Element) -> Iterator[str]:
    for category in _children(element, "category", "subject"):
        if tag := clean_text(category.get("term") or _text(category) or ""):
            yield tag
