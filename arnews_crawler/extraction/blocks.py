"""The page as blocks: one walk over the tree gives every run of text that stands for itself, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

import lxml.etree
from lxml.etree import _Element

from arnews_crawler.text.clean import one_space

from .elements import text_of
from .page_frame import DEEPEST, PageFrame
from .regions import CAPTION, DISCARD, EMBED, HIDDEN, META, SHARING, TAGS, region_of

BLOCK_TAGS = frozenset(
    "html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 h7 header hgroup hr li main menu nav ol p pre section summary table tbody td tfoot "
    "th thead tr ul caption legend".split()
)
# Inline elements that name themselves a region of their own: a caption, a date.
_APART = CAPTION | META | SHARING | TAGS
_INLINE_BOXES = frozenset({"span", "time", "small", "em", "i", "cite", "label"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(slots=True)
class Node:
    """A block-level element. ``first`` to ``last`` (exclusive) are the blocks inside it."""

    index: int
    parent: int
    element: _Element
    tag: str
    region: int
    first: int
    last: int = 0
    images_before: int = 0
    """How many pictures stand before it on the page."""


@dataclass(slots=True)
class Block:
    """One run of text, its white space collapsed; ``<br>`` ends one, except in a heading or a link."""

    index: int
    node: int
    tag: str
    text: str
    size: int
    link_size: int
    images_before: int
    links: tuple[str, ...] = ()
    key: str | None = None

    @property
    def link_share(self) -> float:
        """Share of the letters that stand in links."""
        return self.link_size / self.size if self.size else 0.0


@dataclass
class Page:
    """All blocks of a page in document order, and the block-level elements around them."""

    blocks: list[Block] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    frame: list[_Element] = field(default_factory=list)
    """Parts that were passed over as the site's own: menus are among them."""
    fact_box: list[Block] | None = None
    """What `article_box` found; None before it was asked."""

    def ancestors(self, node: int, most: int = 10_000) -> list[int]:
        """A node and the nodes around it, innermost first; at the most so many."""
        found: list[int] = []
        while node >= 0 and len(found) < most:
            found.append(node)
            node = self.nodes[node].parent
        return found


class _Walker:
    """Gathers text between the borders of block-level elements."""

    def __init__(self, root: _Element) -> None:
        self.page = Page()
        self.nodes = self.page.nodes
        self.blocks = self.page.blocks
        # Around all of them stands none: text outside of every block is the body's.
        self.open = [Node(-1, -1, root, "body", 0, 0)]
        self.pieces: list[str] = []
        self.link_size = 0
        self.links: list[str] = []
        self.open_links: list[str] = []
        self.in_link = 0
        self.images = 0

    def add(self, text: str) -> None:
        if self.in_link:
            self.link_size += _letters(text)
        elif not self.pieces and text.isspace():
            return  # between two elements, as most of it is
        self.pieces.append(text)

    def flush(self) -> None:
        text = one_space("".join(self.pieces))
        if text.endswith("¶"):
            text = text.rstrip("¶ ")
        if text:
            blocks, node, links = self.blocks, self.open[-1], tuple(self.links)
            size = len(text) - text.count(" ")
            blocks.append(Block(len(blocks), node.index, node.tag, text, size, self.link_size, self.images, links))
        self.pieces.clear()
        if self.links:
            # A link around a whole card holds several blocks, and each of them leads where it leads.
            self.links = self.open_links.copy()
            self.link_size = 0

    def enter(self, element: _Element, tag: str, region: int) -> None:
        if self.pieces:
            self.flush()
        nodes, inside = self.nodes, self.open
        node = Node(len(nodes), inside[-1].index, element, tag, region, len(self.blocks), 0, self.images)
        nodes.append(node)
        inside.append(node)
        if text := element.text:
            self.add(text)

    def leave(self) -> None:
        if self.pieces:
            self.flush()
        self.open.pop().last = len(self.blocks)

    def leave_link(self) -> None:
        self.in_link -= 1
        self.open_links.pop()
        if not self.pieces:
            self.links = self.open_links.copy()

    def break_line(self) -> None:
        """A ``<br>``: the end of a line of text, but inside a heading or a link only of a printed one."""
        if self.in_link or self.open[-1].tag in HEADINGS:
            self.pieces.append(" ")
        elif self.pieces:
            self.flush()


def read_blocks(tree: _Element, frame: PageFrame | None = None) -> Page:
    """The tree of a page to its blocks; scripts, forms' fields and what is hidden from readers are passed over.

    :param frame: parts of the page that are known to be its site's, which are passed over too.
    """
    body = tree.find("body")
    root = tree if body is None else body
    walker = _Walker(root)
    walk = lxml.etree.iterwalk(root, events=("start", "end"))
    stack: list[str] = []
    for event, element in walk:
        if event == "start":
            if frame is not None and len(stack) <= DEEPEST and element in frame:
                if walker.pieces:
                    walker.flush()
                walk.skip_subtree()
                walker.page.frame.append(element)
                stack.append("skipped")
                continue
            stack.append(_start(walker, walk, element))
            continue
        kind = stack.pop()
        if kind == "block":
            walker.leave()
        elif kind == "link":
            walker.leave_link()
        if stack and (tail := element.tail):
            walker.add(tail)
    if walker.pieces:
        walker.flush()
    return walker.page


def _start(walker: _Walker, walk: lxml.etree.iterwalk, element: _Element) -> str:
    tag = element.tag
    region = region_of(element)
    if tag in BLOCK_TAGS:
        walker.enter(element, tag, region)
        return "block"
    if region & DISCARD:
        walk.skip_subtree()
        return "skipped"
    if tag == "br":
        walker.break_line()
        return "skipped"
    if tag == "img":
        walker.images += 1
        return "skipped"
    if region & HIDDEN or (tag == "a" and _is_anchor_sign(element)):
        walk.skip_subtree()
        return "skipped"
    if region & EMBED and tag != "a":
        walker.enter(element, tag, region)
        return "block"
    return _start_inline(walker, element, tag, region)


def _is_anchor_sign(element: _Element) -> bool:
    """A heading's link to itself: ``#``, ``¶`` or a sign like them, no words."""
    sign = text_of(element).strip() if (element.get("href") or "").startswith("#") else "words"
    return len(sign) <= 2 and not any(map(str.isalnum, sign))


def _start_inline(walker: _Walker, element: _Element, tag: str, region: int) -> str:
    kind = "inline"
    if tag == "a" and element.get("href"):
        walker.in_link += 1
        walker.links.append(element.get("href", ""))
        walker.open_links.append(element.get("href", ""))
        kind = "link"
    elif region & _APART and tag in _INLINE_BOXES:
        walker.enter(element, tag, region)
        return "block"
    if text := element.text:
        walker.add(text)
    return kind


def _letters(text: str) -> int:
    return len(text) - text.count(" ") - text.count("\n") - text.count("\t")
