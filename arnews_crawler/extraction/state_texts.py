"""Texts in an application's state that may be an article's: strings, HTML, lists of paragraphs, blocks or elements."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import lxml.html

_BODY_KEYS = frozenset(
    {
        "body",
        "content",
        "articlebody",
        "text",
        "html",
        "__html",
        "bodyhtml",
        "contenthtml",
        "fulltext",
        "rendered",
        "description_full",
        "details",
    }
)
_TITLE_KEYS = frozenset({"headline", "title", "name"})
_BLOCK_TEXTS = ("text", "content", "html", "value", "body")
_PARAGRAPHS = frozenset({"p", "h2", "h3", "h4", "blockquote", "ul", "ol"})
"""React's elements that hold a line, or lines, of text."""
_SHORTEST = 200
_MAX_VALUES = 50_000
_MAX_PIECES = 2_000
_LONGEST_TITLE = 300


class StateText(NamedTuple):
    """A text of the state, and the titles that the objects around it name."""

    text: str
    titles: tuple[str, ...] = ()


def find_texts(state: Any, text_at: Callable[[str], str] = str) -> Iterator[StateText]:
    """The texts of a state's value; ``text_at`` gives the text that a string stands for."""
    stack: list[tuple[Any, tuple[str, ...]]] = [(state, ())]
    seen = 0
    while stack and seen < _MAX_VALUES:
        value, titles = stack.pop()
        seen += 1
        if isinstance(value, list):
            if joined := _joined(value, text_at):
                yield StateText(joined, titles)
            stack.extend((item, titles) for item in value if isinstance(item, dict | list))
        elif isinstance(value, dict):
            own = [item for key, item in value.items() if key.lower() in _TITLE_KEYS and isinstance(item, str)]
            titles = (*titles[-3:], *(title[:_LONGEST_TITLE] for title in own[:3]))
            for key, item in value.items():
                if isinstance(item, str) and key.lower() in _BODY_KEYS and len(text := text_at(item)) > _SHORTEST:
                    yield StateText(_plain(text), titles)
                elif isinstance(item, dict | list):
                    stack.append((item, titles))


def _joined(value: list[Any], text_at: Callable[[str], str]) -> str:
    """The text of a list of strings, of elements or of blocks (Editor.js, Portable Text, a CMS of the house)."""
    if len(value) < 3:
        return ""
    if all(isinstance(item, str) for item in value):
        return "\n".join(map(text_at, value))
    if all(isinstance(item, dict) for item in value):
        lines = [line for block in value for line in _lines_of(block, text_at)]
        return "\n".join(lines) if 2 * len(lines) >= len(value) else ""
    elements = [item for item in value if _is_paragraph(item)]
    if sum(element[1] == "p" for element in elements) < 3:
        return ""
    return "\n".join(line for element in elements for line in _shown_lines(element, text_at))


def _lines_of(block: dict[str, Any], text_at: Callable[[str], str]) -> list[str]:
    for key in _BLOCK_TEXTS:
        text = block.get(key)
        if isinstance(text, str) and text.strip():
            return [_plain(text_at(text))]
    items = block.get("items")
    return [_plain(text_at(item)) for item in items if isinstance(item, str)] if isinstance(items, list) else []


def _is_paragraph(value: Any) -> bool:
    """Whether a value is a React element (``["$", tag, key, properties]``) that holds text."""
    return _is_element(value) and isinstance(value[1], str) and value[1] in _PARAGRAPHS


def _is_element(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 3 and value[0] == "$"


def _shown_lines(element: list[Any], text_at: Callable[[str], str]) -> list[str]:
    """What an element shows: the strings among its children and theirs; each item of a list is a line."""
    pieces: list[str] = []
    stack: list[Any] = [element]
    while stack and len(pieces) < _MAX_PIECES:
        value = stack.pop()
        if isinstance(value, str):
            pieces.append(text_at(value))
        elif isinstance(value, dict):
            stack.append(value.get("children"))
        elif _is_element(value):
            pieces.append("\n" if value[1] in ("li", "br") else "")
            stack.append(value[3])
        elif isinstance(value, list):
            stack.extend(reversed(value))
    lines = "".join(pieces).split("\n")
    return [line for line in lines if line.strip()]


def _plain(text: str) -> str:
    if "<" not in text:
        return text
    fragment = lxml.html.fragment_fromstring(text, create_parent="div")
    for unread in list(fragment.iter("figure", "script", "style", "aside", "iframe")):
        unread.drop_tree()
    for element in fragment.iter("p", "br", "li", "h2", "h3", "div"):
        element.tail = "\n" + (element.tail or "")
    return str(fragment.text_content())
