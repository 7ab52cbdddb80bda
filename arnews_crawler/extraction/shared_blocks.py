"""Which blocks of a page stand on other pages of its site too, and so are no part of its article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, field

from .blocks import HEADINGS, Page
from .keys import line_key
from .page_sketch import line_hash
from .site_traits import SiteTraits

_LONG = 40
"""Letters from which a line that stands on other pages is theirs, wherever it stands."""
_PROSE = 60
_TEXT_TAGS = HEADINGS | {"p", "blockquote"}


@dataclass(frozen=True)
class SharedBlocks:
    """Indices of blocks that other pages of the site have."""

    others: frozenset[int] = field(default_factory=frozenset)
    """No part of the article, wherever they stand."""
    doubtful: frozenset[int] = field(default_factory=frozenset)
    """Short lines of text: a subheading such as "background" recurs; at the body's ends they are the site's."""


def find_shared(page: Page, traits: SiteTraits | None, headline_keys: Collection[str]) -> SharedBlocks:
    """The blocks that the traits know, but for those that show the headline."""
    if traits is None or not traits.shared_lines:
        return SharedBlocks()
    others, doubtful = set[int](), set[int]()
    prose = Counter(block.node for block in page.blocks if block.size >= _PROSE)
    for block in page.blocks:
        if line_hash(page, block) not in traits.shared_lines:
            continue
        if block.size < 400 and line_key(block.text) in headline_keys:
            continue
        # Lines parted by <br> stand in the element that holds the text around them.
        is_text = block.tag in _TEXT_TAGS or prose[block.node] > 1
        is_text = is_text and block.size < _LONG and block.link_share <= 0.5
        (doubtful if is_text else others).add(block.index)
    return SharedBlocks(frozenset(others), frozenset(doubtful))
