"""Sitemaps: index, URL set, news sitemap, text file, each of them plain or gzipped (sitemaps.org)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.discovery.xml_stream import (
    BrokenSourceError,
    hides_entity,
    is_cut,
    is_html,
    is_markup,
    iterate_entries,
    unpack,
)

_ENTRIES = frozenset({"url", "sitemap"})


@dataclass(slots=True)
class Sitemap:
    """What one sitemap file names."""

    pages: list[Announcement] = field(default_factory=list)
    sitemaps: list[tuple[str, str | None]] = field(default_factory=list)
    """Further sitemaps and when they last changed, as an index names them."""
    refused: list[UrlRefusedError] = field(default_factory=list)
    """Addresses that no crawl may follow (``file:``, credentials)."""
    is_cut: bool = False
    """It breaks off; its last entry was dropped."""


def parse_sitemap(body: bytes) -> Sitemap:
    """Read a sitemap of any kind.

    :raises BrokenSourceError: an HTML page (an error page with status 200), a bomb, no sitemap at all.
    """
    body = unpack(body)
    if not is_markup(body):
        return _parse_text_sitemap(body)
    sitemap = Sitemap(is_cut=is_cut(body))
    entries = iterate_entries(body, _ENTRIES.__contains__)
    root, _ = next(entries)
    if root not in ("urlset", "sitemapindex"):
        raise BrokenSourceError("no_sitemap", f"the root is <{root}>")
    for name, element in entries:
        _add_entry(sitemap, name, element)
    return sitemap


def is_sitemap(body: bytes) -> bool:
    """Whether a body looks like an XML sitemap by its first bytes."""
    head = body[:2048]
    return not is_html(head) and (b"<urlset" in head or b"<sitemapindex" in head or b":urlset" in head)


def _add_entry(sitemap: Sitemap, name: str, element: etree._Element) -> None:
    values = dict(_texts(element))
    location = values.get("loc", "")
    if not location:
        if hides_entity(element):
            sitemap.refused.append(UrlRefusedError("entity", "".join(map(str, element.itertext())).strip()))
        return
    try:
        url = canonicalize(location)
    except UrlRefusedError as refusal:
        sitemap.refused.append(refusal)
        return
    if name == "sitemap":
        sitemap.sitemaps.append((url, values.get("lastmod")))
        return
    sitemap.pages.append(
        Announcement(
            url=url,
            found_by="sitemap",
            headline=values.get("title"),
            published=values.get("publication_date"),
            lastmod=values.get("lastmod"),
            language=values.get("language"),
        )
    )


def _texts(element: etree._Element) -> Iterator[tuple[str, str]]:
    """Yield (local name, text) of what stands below an entry; pictures and films have titles of their own."""
    for child in element:
        if _is_opaque(child):
            continue
        name = etree.QName(child).localname
        if name in ("image", "video"):
            continue
        if name in ("news", "publication"):
            yield from _texts(child)
        elif text := (child.text or "").strip():
            yield name, text


def _is_opaque(element: etree._Element) -> bool:
    """Whether it is no element (a comment), or one whose text hides an entity, which is never resolved."""
    return callable(element.tag) or any(callable(child.tag) for child in element)


def _parse_text_sitemap(body: bytes) -> Sitemap:
    sitemap = Sitemap()
    lines = body.decode("utf-8", "replace").splitlines()
    if not body.endswith(b"\n") and len(lines) > 1:
        # The last line may be cut; a whole file without a final line end loses one address of many.
        lines.pop()
    for line in filter(None, map(str.strip, lines)):
        try:
            sitemap.pages.append(Announcement(url=canonicalize(line), found_by="sitemap"))
        except UrlRefusedError as refusal:
            sitemap.refused.append(refusal)
    if not sitemap.pages:
        raise BrokenSourceError("no_sitemap", "neither XML nor a list of addresses")
    return sitemap
