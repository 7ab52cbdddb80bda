"""Articles that a page carries in its application's state (``__NEXT_DATA__``, ``__NUXT__`` and the like)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import lxml.html
from lxml.etree import _Element

from .json_ld import parse_json

_STATE_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__", "app-state", "__APP_STATE__", "ng-state", "serverApp-state"})
_ASSIGNMENT = re.compile(r"^\s*(?:window\.)?(?:__\w+__|\w*[Ss]tate\w*)\s*=\s*(?=[{\[])")
_BODY_KEYS = frozenset(
    {
        "body",
        "content",
        "articlebody",
        "text",
        "html",
        "bodyhtml",
        "contenthtml",
        "fulltext",
        "rendered",
        "description_full",
        "details",
    }
)
_BLOCK_TEXTS = ("text", "content", "html", "value", "body")
_MAX_VALUES = 50_000


def read_app_state(tree: _Element, shown: int) -> Iterator[tuple[str, str]]:
    """Texts of the page's application state that may be the article's, the longest first, with the rule's name.

    ``shown`` is the length of the visible text: only what is longer is told.
    """
    for script in tree.iter("script"):
        kind = (script.get("type") or "").lower()
        source = script.text or ""
        if len(source) < 300 or "ld+json" in kind:
            continue
        match = _ASSIGNMENT.match(source)
        if script.get("id") not in _STATE_IDS and kind != "application/json" and match is None:
            continue
        state = parse_json(source[match.end() :].rstrip().rstrip(";") if match else source)
        if script.get("id") == "__NUXT_DATA__" and isinstance(state, list):
            state = _unflattened(state)
        texts = sorted(_texts(state), key=len, reverse=True)
        for text in texts[:3]:
            if len(text) > shown:
                yield text, "app_state"


def _unflattened(values: list[Any]) -> list[Any]:
    """Nuxt's payload with its strings put back: it lists all values once, and objects hold their places in the list."""

    def at(place: Any) -> Any:
        found = values[place] if isinstance(place, int) and 0 <= place < len(values) else None
        return found if isinstance(found, str) else None

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: at(place) for key, place in value.items()}
        return [at(place) for place in value] if isinstance(value, list) else None

    # Objects in lists are one step further: a list of blocks is filled from the objects that it names.
    objects = [filled(value) for value in values]
    for value in values:
        inner = value if isinstance(value, list) else []
        blocks = [objects[i] for i in inner if isinstance(i, int) and 0 <= i < len(objects)]
        if len(blocks) > 2 and all(isinstance(block, dict) for block in blocks):
            objects.append(blocks)
    return objects


def _texts(state: Any) -> Iterator[str]:
    stack: list[Any] = [state]
    seen = 0
    while stack and seen < _MAX_VALUES:
        value = stack.pop()
        seen += 1
        if isinstance(value, list):
            if joined := _joined(value):
                yield joined
            strings = [item for item in value if isinstance(item, str)]
            if len(strings) > 2 and len(strings) == len(value):
                yield "\n".join(strings)
            stack.extend(item for item in value if isinstance(item, dict | list))
        elif isinstance(value, dict):
            for key, item in value.items():
                if isinstance(item, str) and key.lower() in _BODY_KEYS and len(item) > 200:
                    yield _plain(item)
                elif isinstance(item, dict | list):
                    stack.append(item)


def _joined(value: list[Any]) -> str:
    """The text of a list of blocks (Editor.js, Portable Text, a CMS of the house): each an object with its text."""
    blocks = [item for item in value if isinstance(item, dict)]
    if len(blocks) < 3 or len(blocks) < len(value):
        return ""
    lines = [line for block in blocks for line in _lines_of(block)]
    return "\n".join(lines) if 2 * len(lines) >= len(blocks) else ""


def _lines_of(block: dict[str, Any]) -> list[str]:
    for key in _BLOCK_TEXTS:
        text = block.get(key)
        if isinstance(text, str) and text.strip():
            return [_plain(text)]
    items = block.get("items")
    return [_plain(item) for item in items if isinstance(item, str)] if isinstance(items, list) else []


def _plain(text: str) -> str:
    if "<" not in text:
        return text
    fragment = lxml.html.fragment_fromstring(text, create_parent="div")
    for unread in list(fragment.iter("figure", "script", "style", "aside", "iframe")):
        unread.drop_tree()
    for element in fragment.iter("p", "br", "li", "h2", "h3", "div"):
        element.tail = "\n" + (element.tail or "")
    return str(fragment.text_content())
