"""JSON-LD: the nodes that a page's scripts hold, read leniently and within bounds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from lxml.etree import _Element

ARTICLE_TYPES = frozenset(
    "Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle "
    "ReviewNewsArticle BlogPosting Report TechArticle ScholarlyArticle SocialMediaPosting Posting".split()
)
"""schema.org's types of text that a newsroom publishes."""

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
