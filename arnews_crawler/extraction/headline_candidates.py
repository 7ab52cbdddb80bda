"""Everything on a page that claims to be the headline: metadata, headings, lines that stand twice."""

from __future__ import annotations

import re
from collections import Counter

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text

from .blocks import HEADINGS, Block, Page
from .evidence import Candidate
from .keys import line_key
from .lines import says_who_or_when
from .metadata import LONGEST_LABEL, Metadata
from .regions import DISCARD, HIDDEN, region_of

_TITLE_CLASS = re.compile(
    r"(?<![a-z])(?:post|entry|article|news|story|single|detail|details|content)[-_]{0,2}(?:main[-_])?"
    r"(?:title|headline)(?![a-z])",
    re.IGNORECASE,
)
_MOST_NAMED = 2
_MOST_HEADINGS = {"h1": 12, "h2": 20, "h3": 12}


def gather_headlines(page: Page, tree: _Element, metadata: Metadata, told: Candidate | None = None) -> list[Candidate]:
    """All candidates as printed, the site's name still around them; ``told`` is what a feed or listing calls it."""
    found = ([told] if told else []) + metadata.all("headline") + metadata.all("title")
    headings: dict[str, list[_Element]] = {rank: [] for rank in _MOST_HEADINGS}
    for element in tree.iter(*headings):
        headings[str(element.tag)].append(element)
    for rank, most in _MOST_HEADINGS.items():
        for element in headings[rank][:most]:
            text = heading_text(element)
            if 0 < len(text) <= LONGEST_LABEL:
                found.append(Candidate(text, rank))
    found += [Candidate(line, "title_class") for line in _lines_named_title(page)]
    found += [Candidate(line, "repeated_line") for line in _repeated_lines(page)]
    found += [Candidate(line, "line_above_text") for line in _lines_above_text(page)]
    return found


def _lines_named_title(page: Page) -> list[str]:
    """Lines of elements that a theme names the article's title and that are no heading: ``div.news-title``."""
    found: list[str] = []
    for block in page.blocks:
        if block.node < 0 or block.tag in HEADINGS or not 12 <= len(block.text) <= 250 or block.link_share > 0.5:
            continue
        names = page.nodes[block.node].element.get("class")
        if names and _TITLE_CLASS.search(names):
            found.append(block.text)
            if len(found) == _MOST_NAMED:
                break
    return found


def _repeated_lines(page: Page) -> list[str]:
    """Lines of a headline's length that stand more than once, once at least close above the page's main text."""
    longest = max(page.blocks, key=lambda block: block.size - block.link_size, default=None)
    if longest is None:
        return []
    lines = [
        block
        for block in page.blocks[max(0, longest.index - 30) : longest.index + 1]
        if block.link_share < 0.5 and 12 <= len(block.text) <= 250 and not block.text.endswith((".", "…"))
    ]
    # What a line says is asked of those alone that begin like another.
    begun = Counter(map(_beginning, lines))
    lines = [block for block in lines if begun[_beginning(block)] > 1 and not says_who_or_when(block)]
    counts = Counter(line_key(block.text) for block in lines)
    near = [block.text for block in lines if longest.index - block.index <= 8]
    return [line for line in dict.fromkeys(near) if counts[line_key(line)] > 1][:3]


def _beginning(block: Block) -> str:
    """The first letters of a line's key."""
    first = line_key(block.text[:12])[:4]
    return first if len(first) == 4 else line_key(block.text)[:4]


def _lines_above_text(page: Page) -> list[str]:
    """The first lines of a headline's length close above the main text: what a page without headings has instead."""
    longest = max(page.blocks, key=lambda block: block.size - block.link_size, default=None)
    if longest is None:
        return []
    around = page.blocks[max(0, longest.index - 6) : longest.index + 1]
    lines = [block.text for block in around if block.link_share < 0.5 and not says_who_or_when(block)]
    fitting = [line for line in lines if 15 <= len(line) <= 160 and len(line.split()) >= 3]
    return [line for line in fitting[:2] if not line.rstrip().endswith((".", "…", "..."))]


def heading_text(element: _Element) -> str:
    """A heading as its reader sees it, without anchors (¶) and texts for screen readers."""
    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not region_of(child) & (DISCARD | HIDDEN):
            pieces.append(" " if child.tag == "br" else heading_text(child))
        pieces.append(child.tail or "")
    text = clean_text(" ".join("".join(pieces).split()))
    return text.rstrip("¶#").strip() if text.endswith(("¶", "#")) else text
