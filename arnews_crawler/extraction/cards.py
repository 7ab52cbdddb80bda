"""Cards: repeated boxes that each lead to another page of the site, and so are no part of this article."""

from __future__ import annotations

from . import regions as r
from .addresses import split_address
from .blocks import Block, Node, Page

_LARGEST = 700
_MOST_BLOCKS = 5
_NO_BOX = frozenset({"p", "blockquote", "body", "main", "tr", "tbody"})


def find_cards(page: Page, region: list[int], host: str, headline_block: int | None = None) -> set[int]:
    """Indices of the blocks inside cards; ``host`` is the page's own, since a box that leads elsewhere is none."""
    groups: dict[tuple[int, str, str], list[Node]] = {}
    for node in page.nodes:
        # A line alone is a link, whatever stands around it.
        if not 1 < node.last - node.first <= _MOST_BLOCKS:
            continue
        holds_headline = headline_block is not None and node.first <= headline_block < node.last
        if node.parent >= 0 and not holds_headline and _is_box(node, page.blocks[node.first : node.last], region, host):
            classes = node.element.get("class") or ""
            groups.setdefault((_list_around(page, node), node.tag, classes), []).append(node)
    found: set[int] = set()
    for members in groups.values():
        if len(members) >= 2:
            for node in members:
                found.update(range(node.first, node.last))
    return found


def _list_around(page: Page, node: Node) -> int:
    """The element that holds a box beside its like: of a table's cell that is all of its row, what holds the rows."""
    row = page.nodes[node.parent]
    is_alone = row.tag == "tr" and row.parent >= 0 and (row.first, row.last) == (node.first, node.last)
    return row.parent if is_alone else node.parent


def _is_box(node: Node, inner: list[Block], region: list[int], host: str) -> bool:
    """Whether an element is a linked line with little text beside it, outside the element that holds the body."""
    if node.tag in _NO_BOX or not any(block.link_share > 0.8 and block.size >= 12 for block in inner):
        return False
    if region[node.first] & r.BODY or sum(block.size for block in inner) > _LARGEST:
        return False
    return any(_is_internal(href, host) for block in inner for href in block.links)


def _is_internal(href: str, host: str) -> bool:
    if "//" not in href or not host:
        return True
    if f"//{host}/" in href:
        return True
    return split_address(href).hostname in (None, host)
