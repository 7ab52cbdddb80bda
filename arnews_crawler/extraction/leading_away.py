"""Whether a page's headline, its headings or the line above its text lead to other pages, as those of listings do."""

from __future__ import annotations

from urllib.parse import unquote

from . import regions as r
from .addresses import join_address, split_address
from .blocks import HEADINGS, Block
from .content import Content, ContentFinder

_LABEL_WORDS = 3
"""Words that a section, a tag or a writer has at the most."""


def leads_away(finder: ContentFinder, content: Content, here: tuple[str, str]) -> int:
    """How many lines link to the page that the headline, or the heading of the text, links to; 0 for this page."""
    blocks = finder.page.blocks
    start = content.kept[0].index if content.kept else 0
    above = [block for block in blocks[max(0, start - 4) : start + 1] if _is_heading(finder, block)]
    counts = [0]
    if content.headline_block is not None:
        counts.append(_count_links(blocks, _other_pages(blocks[content.headline_block], here)))
    # A section's page of one card has a headline of its own; that the card's text is read on elsewhere tells it.
    again = _count_links(blocks, _other_pages(above[-1], here)) if above else 0
    return max(*counts, again if again > 1 else 0)


def is_below_link(finder: ContentFinder, content: Content, here: tuple[str, str]) -> bool:
    """Whether a link of a headline's length stands right above the one or two paragraphs that are kept."""
    if not content.kept or len(content.kept) > 2:
        return False
    start = content.kept[0].index
    above = finder.page.blocks[max(0, start - 2) : start]
    return any(
        len(block.text.split()) > _LABEL_WORDS
        and not finder.region[block.index] & r.NOT_BODY
        and bool(_other_pages(block, here))
        for block in above
    )


def _count_links(blocks: list[Block], targets: set[str]) -> int:
    return sum(not targets.isdisjoint(block.links) for block in blocks) if targets else 0


def count_linked_headings(finder: ContentFinder, first: int, last: int, here: tuple[str, str]) -> int:
    """How many other pages the headings among the blocks ``first`` to ``last`` lead to."""
    targets: set[str] = set()
    for block in finder.page.blocks[max(0, first) : last]:
        is_own = block.link_share > 0.8 and not finder.region[block.index] & r.NOT_BODY
        if is_own and _is_heading(finder, block):
            targets |= _other_pages(block, here)
    return len(targets)


def _is_heading(finder: ContentFinder, block: Block) -> bool:
    if block.size < 12:
        return False
    return any(finder.page.nodes[index].tag in HEADINGS for index in finder.page.ancestors(block.node, 3))


def _other_pages(block: Block, here: tuple[str, str]) -> set[str]:
    """The links of a line that is a link, as printed, where all of them lead to other pages than this one.

    ``here`` are the page's address and the one that it declares.
    """
    if block.link_share <= 0.8:
        return set()
    own = {_bare(url) for url in here if url}
    targets = {href: join_address(here[0], href) for href in block.links}
    hosts = {split_address(url).hostname for url in here}
    away = {href for href, to in targets.items() if to and href[0] != "#" and split_address(to).hostname in hosts}
    return away if own and away and all(_bare(targets[href] or "") not in own for href in away) else set()


def _bare(url: str) -> str:
    return unquote(url).split("#")[0].rstrip("/")
