"""What a site calls itself beside its declared name: the words of links to its home page, the titles of its feeds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key

from .addresses import split_address
from .blocks import Page
from .elements import text_of

_FEED = re.compile(r"application/(?:rss|atom)\+xml", re.IGNORECASE)
_FEED_WORDS = re.compile(r"\s*(?:\b(?:full|all|posts|rss|atom|feeds?)\b|خلاصة|الخلاصة)\s*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[-–—|»›:]\s+")
_BYLINE = re.compile(r"(?<![a-z])(?:author|byline|writer|vcard)(?![a-z])")
_LONGEST_NAME = 40
_MOST_LINKS = 200
_LONGEST_END = 12
"""Letters behind the host in a front page's address: a port, a slash."""


def brand_keys(page: Page, url: str) -> set[str]:
    """The keys of names by which the page calls its site: a byline that gives one of them names nobody.

    A link to another host's home page is none: it may be the writer's own site.
    """
    if not page.nodes:
        return set()
    return {key for name in _names(page, split_address(url).hostname or "") if (key := fold_key(name))}


def _names(page: Page, host: str) -> Iterator[str]:
    tree = page.nodes[0].element.getroottree().getroot()
    for count, link in enumerate(tree.iter("a")):
        if count == _MOST_LINKS:
            break
        # Some themes link a writer's name to the front page.
        if _leads_home((link.get("href") or "").strip(), host) and not _is_byline(link):
            text = clean_text(text_of(link))
            if len(text) <= _LONGEST_NAME:
                yield text
    for link in tree.iter("link"):
        if _FEED.search(link.get("type") or ""):
            # Only the first part is the site: a feed of one writer's texts names the writer behind it.
            yield _FEED_WORDS.sub(" ", _PARTS.split(clean_text(link.get("title") or ""))[0]).strip()


def _leads_home(href: str, host: str) -> bool:
    if href == "/" or not host or host not in href.lower():
        return href == "/"
    if len(href.lower().partition(host)[2]) > _LONGEST_END:
        return False
    address = split_address(href)
    return address.hostname == host and address.path in ("", "/") and not address.query and not address.fragment


def _is_byline(link: _Element) -> bool:
    around = (element for element, _ in zip(link.iterancestors(), range(3), strict=False))
    return any(_BYLINE.search((element.get("class") or "").lower()) for element in (link, *around))
