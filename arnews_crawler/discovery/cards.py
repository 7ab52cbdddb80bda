"""What the cards of a listing say of the pages that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice

from lxml.etree import XPath, _Element

from arnews_crawler.discovery.announcement import Announcement, without_shared_teasers
from arnews_crawler.discovery.excerpts import excerpt_of
from arnews_crawler.discovery.urls import UrlRefusedError, resolve_link
from arnews_crawler.extraction.lines import has_date
from arnews_crawler.text.clean import clean_text

MAX_CARDS = 500
"""Cards read of one page."""

_TEXT = XPath("string()")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIGHEST = 5
"""Elements above the heading among which its card is looked for."""
_NEVER_A_CARD = frozenset({"body", "main", "html", "nav", "aside", "form"})
_TEXTS = frozenset({"p", "div", "span", "dd", "td", "section", "a"})
_NO_TEASER = frozenset(
    "figcaption time footer nav button label form ul ol dl figure script style noscript address svg blockquote".split()
)
_ABOUT = re.compile(
    r"(?:^|[\s_-])(?:meta|meta-?data|date|time|timestamp|author|by-?line|posted-?on|categor(?:y|ies)|cat|cats|"
    r"cat-?links|tags?|labels?|caption|kicker|badge|share|comments?|views|reading-?time|section|rubric|source|"
    r"screen-reader-text|sr-only|visually-?hidden)(?:$|[\s_-])",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_LONGEST = 1_000
"""Letters of a teaser; what is longer is the text itself."""


def read_cards(tree: _Element, base_url: str) -> list[Announcement]:
    """Return what the cards of a listing say: a heading that links, and the one text that stands with it."""
    return without_shared_teasers(islice(_cards(tree, base_url), MAX_CARDS))


def _cards(tree: _Element, base_url: str) -> Iterator[Announcement]:
    for heading in tree.iter(*_HEADINGS):
        url = _target(heading, base_url)
        headline = clean_text(str(_TEXT(heading))) if url else ""
        if url and headline:
            yield Announcement(url=url, found_by="listing", headline=headline, teaser=_card_teaser(heading, headline))


def _target(heading: _Element, base_url: str) -> str | None:
    """The one address that a heading leads to: by a link in it, or by one around it."""
    anchors = [anchor for anchor in heading.iter("a") if anchor.get("href")]
    if not anchors:
        anchors = [anchor for anchor in heading.iterancestors("a") if anchor.get("href")]
    try:
        urls = {resolve_link(base_url, anchor.get("href", "")) for anchor in anchors}
    except UrlRefusedError:
        return None
    return urls.pop() if len(urls) == 1 else None


def _card_teaser(heading: _Element, headline: str) -> str | None:
    """The text in the smallest element around a heading that holds any besides it, if there is one alone."""
    card = heading.getparent()
    for _ in range(_HIGHEST):
        if card is None or card.tag in _NEVER_A_CARD or sum(1 for _ in card.iter(*_HEADINGS)) != 1:
            return None
        texts = list(_texts(card, heading, headline))
        if texts:
            return texts[0] if len(texts) == 1 and len(texts[0]) <= _LONGEST else None
        card = card.getparent()
    return None


def _texts(element: _Element, heading: _Element, headline: str) -> Iterator[str]:
    """The texts of a card that may be a teaser: neither date nor author, section, caption or link."""
    for child in element:
        if not isinstance(child.tag, str) or child.tag in _NO_TEASER or child is heading:
            continue
        if _ABOUT.search(child.get("class") or "") and child.tag != "a":
            continue
        if child.tag in _TEXTS and _has_text_of_its_own(child, heading):
            text = excerpt_of(deepcopy(child))
            if len(text.split()) >= _FEWEST_WORDS and text != headline and not has_date(text):
                yield text
        else:
            yield from _texts(child, heading, headline)


def _has_text_of_its_own(element: _Element, heading: _Element) -> bool:
    if any(inner is heading for inner in element.iter(*_HEADINGS)):
        return False
    if element.tag == "p":
        return True
    own = (element.text or "") + "".join(child.tail or "" for child in element)
    return len(own.split()) >= _FEWEST_WORDS
