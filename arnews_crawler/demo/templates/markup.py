"""Writing HTML: escaping, attributes, links, and the blocks of a body by their kind."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from html import escape

from arnews_crawler.demo.model import Block, BlockKind
from arnews_crawler.demo.templates.page import Card, MenuItem, Page

BlockWriter = Callable[[Page, Block], str]


def text(value: str) -> str:
    """Return text for an element's content.

    >>> text('5 < 7 & "so"')
    '5 &lt; 7 &amp; "so"'
    """
    return escape(value, quote=False)


def attribute(value: str) -> str:
    """Return text for a quoted attribute.

    >>> attribute('a "b"')
    'a &quot;b&quot;'
    """
    return escape(value)


def link(item: MenuItem, attributes: str = "") -> str:
    """Return an ``a`` element.

    >>> link(MenuItem("/a?b=1&c=2", "نص"), ' class="x"')
    '<a class="x" href="/a?b=1&amp;c=2">نص</a>'
    """
    return f'<a{attributes} href="{attribute(item.href)}">{text(item.text)}</a>'


def links(items: Iterable[MenuItem], between: str = "", attributes: str = "") -> str:
    """Return ``a`` elements in a row."""
    return between.join(link(item, attributes) for item in items)


def each(pattern: str, items: Iterable[MenuItem]) -> str:
    """Return the pattern once an item, ``%s`` replaced by the item's link."""
    return "".join(pattern.replace("%s", link(item)) for item in items)


def if_any(pattern: str, value: str | None) -> str:
    """Return the pattern with ``%s`` replaced by the text, or nothing for nothing.

    >>> if_any("<p>%s</p>", "نص"), if_any("<p>%s</p>", None)
    ('<p>نص</p>', '')
    """
    return pattern.replace("%s", text(value)) if value else ""


def meta(name: str, content: str | None, key: str = "property") -> str:
    """Return a ``meta`` element with a line end, or nothing for no content."""
    return f'<meta {key}="{name}" content="{attribute(content)}" />\n' if content else ""


def json_script(data: object, attributes: str = 'type="application/ld+json"') -> str:
    """Return data in a ``script`` element; ``</`` cannot end it early.

    >>> json_script({"a": "</script>"})
    '<script type="application/ld+json">{"a":"<\\\\/script>"}</script>'
    """
    encoded = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
    return f"<script {attributes}>{encoded}</script>"


def write_blocks(page: Page, writers: Mapping[BlockKind, BlockWriter]) -> list[str]:
    """Return the article's blocks as HTML, each by the writer of its kind."""
    return [writers[block.kind](page, block) for block in page.article.blocks]


def insert_boxes(blocks: list[str], boxes: Mapping[int, str]) -> str:
    """Return blocks joined by lines, with boxes before the block of that place where the body is longer.

    >>> insert_boxes(["a", "b", "c"], {1: "box", 9: "never"})
    'a\\nbox\\nb\\nc'
    """
    lines: list[str] = []
    for at, block in enumerate(blocks):
        if at in boxes:
            lines.append(boxes[at])
        lines.append(block)
    return "\n".join(lines)


def card_of(page: Page, block: Block) -> Card:
    """Return the other article that a read-also line points to."""
    return page.read_also[block.link_number or 0]


def mark_tag(page: Page, paragraph: str, attributes: str = "", after: str = "") -> str:
    """Return a paragraph's text with the first of the article's tags in it linked, as plugins do."""
    for item in page.tags:
        before, found, rest = paragraph.partition(f" {item.text} ")
        if found:
            return f"{text(before)} {link(item, attributes)}{after} {text(rest)}"
    return text(paragraph)
