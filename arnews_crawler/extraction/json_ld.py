"""JSON-LD: the nodes that a page's scripts hold, read leniently and within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

from arnews_crawler.text.fold import fold_key

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle BlogPosting Report TechArticle ScholarlyArticle SocialMediaPosting Posting".split()
)
"""schema.org's types of text that a newsroom publishes."""

ORGANIZATIONS = frozenset("Organization NewsMediaOrganization Corporation LocalBusiness NGO".split())
MAX_SCRIPT = 2_000_000
MAX_NODES = 2_000
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)?\s*;?\s*$"
)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_CONTROL = re.compile(r"[\x00-\x1f]")

Node = dict[str, Any]


def read_json_ld(tree: _Element) -> list[Node]:
    """The page's JSON-LD nodes, ``@graph`` and lists flattened, in the order of the page; broken scripts give none."""
    nodes: list[Node] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text:
            nodes.extend(_flatten(parse_json(script.text)))
            if len(nodes) > MAX_NODES:
                break
    return nodes[:MAX_NODES]


def parse_json(text: str) -> Any:
    """A script's JSON, or None. Comments around it, raw control characters and trailing commas are forgiven."""
    if len(text) > MAX_SCRIPT:
        return None
    for mend in (None, _mended):
        try:
            return json.loads(mend(text) if mend else text, strict=False)
        except (ValueError, RecursionError):  # ValueError: bad JSON, or an integer of more than 4,300 digits
            continue
    return None


def _mended(text: str) -> str:
    return _TRAILING_COMMA.sub(r"\1", _CONTROL.sub(" ", _WRAPPING.sub("", text)))


def types_of(node: Node) -> set[str]:
    """The schema.org types of a node, without address or prefix."""
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)}


def texts_of(value: Any) -> list[str]:
    """A property's texts: a string, the ``name`` of a node, or those of each of a list."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if isinstance(value, list):
        return [text for item in value[:50] for text in texts_of(item)]
    if isinstance(value, dict):
        return texts_of(value.get("name") or value.get("@value"))
    return []


class Graph:
    """A page's nodes by their ``@id``, so that a property that only names another node is read."""

    def __init__(self, nodes: list[Node]) -> None:
        self.by_id: dict[str, Node] = {}
        for node in nodes:
            if isinstance(name := node.get("@id"), str):
                self.by_id.setdefault(name, node)

    def items_of(self, value: Any) -> list[Any]:
        """A property's values, those that are references replaced by the node that they name."""
        items = value[:50] if isinstance(value, list) else [value]
        return [self._resolve(item) for item in items]

    def _resolve(self, item: Any) -> Any:
        if isinstance(item, dict) and isinstance(item.get("@id"), str) and not item.get("name"):
            return self.by_id.get(item["@id"], item)
        return item


def own_articles(articles: list[Node], addresses: set[str], titles: list[str]) -> list[Node]:
    """Of several nodes of articles those of the page: by its address, else by its headline; all where none is told.

    A page may describe the articles that it recommends just like its own.
    """
    if len(articles) < 2:
        return articles
    by_address = [node for node in articles if addresses & set(_addresses_of(node))]
    if by_address:
        return by_address
    keys = [fold_key(title) for title in titles]
    told = [(fold_key(text), node) for node in articles for text in texts_of(node.get("headline") or node.get("name"))]
    return [node for key, node in told if key and any(key in title for title in keys)] or articles


def _addresses_of(node: Node) -> Iterator[str]:
    for key in ("@id", "url", "mainEntityOfPage"):
        value = node.get(key)
        for address in (value, *((value.get("@id"), value.get("url")) if isinstance(value, dict) else ())):
            if isinstance(address, str):
                yield bare_address(address)


def bare_address(address: str) -> str:
    """An address without fragment, scheme and last slash, to be compared."""
    return re.sub(r"^https?:", "", address.strip()).partition("#")[0].rstrip("/")


def _flatten(value: Any, depth: int = 0) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value[:MAX_NODES]:
            yield from _flatten(item, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for key in ("@graph", "mainEntity"):
            if key in value:
                yield from _flatten(value[key], depth + 1)
