"""Microdata: properties that elements of the page carry (``itemprop``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml.etree import _Element

from .elements import finder, text_of

_MICRODATA = {
    "headline": "headline", "datepublished": "published", "datemodified": "modified", "author": "author",
    "articlesection": "section", "keywords": "tag",
}  # fmt: skip
_WITH_ITEMPROP = finder("//*[@itemprop]")
_WITH_ITEMTYPE = finder("//*[@itemtype]")
_COMMA = re.compile(r"[,،;|]")
_MOST_WORDS = 4
"""Words of one tag in a list of them; more is a sentence with commas."""


def item_types(tree: _Element) -> set[str]:
    """The schema.org types of all items of a page."""
    return {_item_type(element) for element in _WITH_ITEMTYPE(tree)}


def read_microdata(tree: _Element) -> Iterator[tuple[str, str, str]]:
    """Field, value and rule of each property of the page's own article: comments' and other boxes' are theirs."""
    scope: _Element | None = None
    for element in _WITH_ITEMPROP(tree):
        names = [(prop, _MICRODATA[prop]) for prop in _props(element) if prop in _MICRODATA]
        if not names:
            continue
        around = _item_around(element)
        if around is not None and _item_type(around) not in ("WebPage", "Person", "Organization"):
            scope = around if scope is None else scope
            if around is not scope:
                continue
        for prop, name in names:
            for value in _tags(element) if name == "tag" else [_microdata_value(element, prop)]:
                is_group = name == "author" and _item_type(element) in ("Organization", "NewsMediaOrganization")
                yield "author_group" if is_group else name, value, f"itemprop:{prop}"


def split_keywords(text: str) -> list[str]:
    """The keywords of one string."""
    return _COMMA.split(text)


def is_list_of_tags(text: str) -> bool:
    """Whether a text is three tags and more, parted by commas: two may be a place and its country.

    >>> [is_list_of_tags(text) for text in ("زيتون، زراعة، موسم", "طرابلس، لبنان")]
    [True, False]
    """
    parts = [words for part in split_keywords(text) if (words := part.split())]
    return len(parts) > 2 and all(len(words) <= _MOST_WORDS for words in parts)


def _tags(element: _Element) -> list[str]:
    """The keywords of an element: the text of each link, else what commas part."""
    links = [text_of(link) for link in element.iterfind(".//a")]
    return links or split_keywords(_microdata_value(element, "keywords"))


def _props(element: _Element) -> list[str]:
    return (element.get("itemprop") or "").lower().split()


def _item_type(element: _Element) -> str:
    return (element.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1]


def _item_around(element: _Element) -> _Element | None:
    """The nearest element around that is an item of its own (``itemscope``)."""
    return next((above for above in element.iterancestors() if "itemscope" in above.attrib), None)


def _microdata_value(element: _Element, prop: str) -> str:
    """WHATWG HTML, 5.2.4: the value of a property stands in an attribute for some elements."""
    for attribute in ("content", "datetime", "title") if element.tag == "abbr" else ("content", "datetime"):
        if value := element.get(attribute):
            return str(value)
    if prop == "author":
        for name in element.iterfind(".//*[@itemprop='name']"):
            return str(name.get("content") or text_of(name))
    return text_of(element)
