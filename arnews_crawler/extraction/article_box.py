"""The article's own box of facts where it stands beside the text: a sidebar with date, writer and section.

Such a box may be a ``nav`` or an ``aside`` by its tag. What tells it from a menu and from cards: it has one date, and
its links lead to writers, sections and tags, not to other articles.
"""

from __future__ import annotations

from arnews_crawler.text.dates import find_dates

from . import regions as r
from .addresses import is_author_page, is_section_page, is_tag_page
from .blocks import HEADINGS, Block, Node, Page

_PROSE = 80
_LONGEST_DATE = 45
_LONGEST_LINK = 25
_MOST_BLOCKS = 25
_MOST_SECTIONS = 3
_MOST_OTHER_LINKS = 2
"""Links back to the list, or to the language: more, and it is a card or a menu."""
_MOST_DATES = 60
"""Lines with digits that are looked at; a page with more is a table or a listing."""
_WHOLE = frozenset({"html", "body", "main", "article"})


def article_box(page: Page) -> list[Block]:
    """The blocks of the box, where exactly one element of the page is one; else none."""
    if page.fact_box is None:
        page.fact_box = _find_box(page)
    return page.fact_box


def _find_box(page: Page) -> list[Block]:
    boxes: dict[int, Node] = {}
    dates = [block for block in page.blocks if block.size <= _LONGEST_DATE and any(map(str.isdigit, block.text))]
    if len(dates) > _MOST_DATES:
        return []
    for block in dates:
        if not block.link_size and _is_date(page, block) and (box := _box_around(page, block)) is not None:
            boxes[box.index] = box
    found = list(boxes.values())
    return page.blocks[found[0].first : found[0].last] if len(found) == 1 else []


def _is_date(page: Page, block: Block) -> bool:
    node = page.nodes[block.node] if block.node >= 0 else None
    return (node is not None and bool(node.element.get("datetime"))) or len(find_dates(block.text)) == 1


def _box_around(page: Page, date: Block) -> Node | None:
    """The largest element around a date that may be a box of facts, if it tells more than the date."""
    found: Node | None = None
    for index in page.ancestors(date.node):
        node = page.nodes[index]
        inner = page.blocks[node.first : node.last]
        if node.tag in _WHOLE or node.region & (r.COMMENTS | r.RELATED) or not _may_be_box(page, inner, date):
            break
        if any(is_author_page(href) or is_section_page(href) for block in inner for href in block.links):
            found = node
    return found


def _may_be_box(page: Page, inner: list[Block], date: Block) -> bool:
    if len(inner) > _MOST_BLOCKS or any(block.size > _PROSE for block in inner):
        return False
    if any(block.link_size > _LONGEST_LINK for block in inner if len(block.links) == 1):
        return False
    if any(block.tag in HEADINGS and block.link_size for block in inner):
        return False
    sections = {href for block in inner for href in block.links if is_section_page(href)}
    writers = {href for block in inner for href in block.links if is_author_page(href)}
    if len(sections) > _MOST_SECTIONS or len(writers) > _MOST_SECTIONS:
        return False
    tags = {href for block in inner for href in block.links if is_tag_page(href)}
    if len({href for block in inner for href in block.links} - sections - writers - tags) > _MOST_OTHER_LINKS:
        return False
    if any(page.nodes[i].region & r.COMMENTS for block in inner for i in page.ancestors(block.node, 4)):
        return False
    others = (block for block in inner if block is not date and any(map(str.isdigit, block.text)))
    return not any(_is_date(page, block) for block in others)
