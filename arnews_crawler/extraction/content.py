"""The body: which of a page's blocks are the article's own text.

Every block gets a weight from what it is like (length, sentences, links, region); the element with the largest sum of
weights holds the article, as in the maximum subarray problem; inside it each block is kept or left out with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate

from arnews_crawler.text.fold import fold_text

from . import regions as r
from .blocks import HEADINGS, Block, Page
from .cards import find_cards
from .keys import boilerplate_of, joined_key, key_of, line_key
from .lines import is_bare_address
from .page_regions import effective_regions
from .phrases import COMMENTS_HEADING
from .selection import BlockSelector
from .shapes import Shape, ShapeReader
from .shared_blocks import find_shared
from .site_traits import SiteTraits

_SENTENCE_END = re.compile(r"[.!?؟…:»”\"']\s*$|[.!?؟]\s")
_PAUSE = re.compile(r"[،,؛;.]")
# Reasons that leave open what a block above the body is: a teaser, a byline, a date.
_ABOVE_THE_BODY = frozenset({"before the body", "above the byline", "meta", "region"})
_STRONG_REGION = r.CONTENT | r.ARTICLE


@dataclass
class Content:
    """The body's blocks in order, those left out with the reason, and where the body's element is."""

    kept: list[Block] = field(default_factory=list)
    dropped: list[tuple[Block, str]] = field(default_factory=list)
    head: list[Block] = field(default_factory=list)
    """Blocks between headline and body: teaser, byline and date stand there."""
    node: int = -1
    headline_block: int | None = None
    shape: Callable[[Block], Shape] = field(default=lambda _: ())
    """How a block is set: tags and classes of its element and the one around it."""

    @property
    def is_flat(self) -> bool:
        """Whether most of the body's lines stand bare in one element, parted by line breaks."""
        nodes = Counter(block.node for block in self.kept)
        return len(self.kept) > 1 and nodes.most_common(1)[0][1] >= 0.6 * len(self.kept)


class ContentFinder:
    """Decides over all blocks of one page together."""

    def __init__(
        self,
        page: Page,
        headline_keys: set[str],
        witness: str = "",
        host: str = "",
        traits: SiteTraits | None = None,
    ) -> None:
        self.page = page
        self.headline_keys = headline_keys
        self._headline_lines = "".join(f"\n{key}" for key in headline_keys)
        self.witness = fold_text(witness) if witness else ""
        self.host = host
        self.shared = find_shared(page, traits, headline_keys)
        self._shape = ShapeReader(page).read
        self.headline_block = self._find_headline()
        self.region = effective_regions(page, self.headline_block)
        self.cards = find_cards(page, self.region, host, self.headline_block)
        self.aside = self.cards | self._other_sections() | self.shared.others
        self.weights = [self._weight(block) for block in page.blocks]

    def find(self) -> Content:
        """The article's blocks."""
        content = Content(headline_block=self.headline_block, shape=self._shape)
        if not self.page.blocks:
            return content
        content.node = self._best_node()
        inside = self._grow(content.node)
        selector = BlockSelector(
            self.page,
            self.region,
            self.cards,
            self.weights,
            self.witness,
            self.headline_keys,
            self._shape,
            self.shared,
        )
        content.kept, content.dropped = selector.select(inside, self.headline_block)
        if self.headline_block is not None and content.kept:
            content.head = self._head(content, selector)
        return content

    def _find_headline(self) -> int | None:
        """The block that shows the headline: a heading before any other block, the largest rank first."""
        if not self.headline_keys:
            return None
        # Folding is the dear part: a block of another length, or that begins otherwise, is not looked at.
        least, most = min(map(len, self.headline_keys)), max(map(len, self.headline_keys))
        found = [
            block
            for block in self.page.blocks
            if 0.9 * least <= block.size <= 2 * most + 40
            and self._begins_as_headline(block)
            and joined_key(block) in self.headline_keys
        ]
        if not found:
            return None
        ranked = sorted(found, key=lambda block: (self._heading_rank(block), block.link_share > 0.5, block.index))
        return ranked[0].index

    def _begins_as_headline(self, block: Block) -> bool:
        return f"\n{line_key(block.text.partition(' ')[0])}" in self._headline_lines

    def _heading_rank(self, block: Block) -> int:
        for index in self.page.ancestors(block.node, 3):
            tag = self.page.nodes[index].tag
            if tag in HEADINGS:
                return int(tag[1])
        return 7

    def _other_sections(self) -> set[int]:
        """Blocks of elements below the headline that begin with a heading such as "comments" or "most read"."""
        found: set[int] = set()
        if self.headline_block is None:
            return found
        prose = [0, *accumulate(b.size - b.link_size if b.size > 40 else 0 for b in self.page.blocks)]
        for block in self.page.blocks[self.headline_block + 1 :]:
            if block.size > 40 or block.index in found or block.link_share > 0.5:
                continue
            if boilerplate_of(block) not in ("section_end", "read_also"):
                continue
            key = key_of(block)
            most = (0.9 if COMMENTS_HEADING.match(key) else 0.3) * prose[-1]
            for index in self.page.ancestors(block.node):
                node = self.page.nodes[index]
                if node.first != block.index or prose[node.last] - prose[node.first] > most:
                    break
                found.update(range(node.first, node.last))
        return found

    def _weight(self, block: Block) -> float:
        region = self.region[block.index]
        size, text = block.size, block.text
        if region & r.HIDDEN:
            return 0.0
        if region & r.NOT_BODY or block.index in self.aside:
            return -2.0
        if block.link_share > 0.6 or is_bare_address(text):
            return -12.0 - 0.2 * min(size, 100)
        own = size - block.link_size
        if size >= 90 or (size >= 25 and _reads_as_sentence(text)):
            if boilerplate_of(block):
                return -6.0
            weight = float(own)
            if region & r.CONTENT:
                weight *= 1.3
            if self.headline_block is not None and block.index < self.headline_block:
                weight *= 0.2
            if self.witness and size > 30 and key_of(block) in self.witness:
                weight *= 2
            return weight
        if block.tag in HEADINGS:
            return 2.0 if region & _STRONG_REGION else -6.0
        return 0.3 * own if region & r.CONTENT else -6.0

    def _head(self, content: Content, selector: BlockSelector) -> list[Block]:
        """Blocks between headline and body, without those that are known to be something else."""
        known = {block.index for block, reason in content.dropped if reason not in _ABOVE_THE_BODY}
        known |= self.shared.others | self.shared.doubtful
        start = (self.headline_block or 0) + 1
        return [
            block
            for block in self.page.blocks[start : content.kept[0].index]
            if block.index not in known and not selector.is_caption(block)
        ]

    def _best_node(self) -> int:
        """The element whose blocks weigh most; of equals the innermost."""
        sums = [0.0]
        for weight in self.weights:
            sums.append(sums[-1] + weight)
        best, best_score = -1, float("-inf")
        for node in self.page.nodes:
            if node.region & r.DISCARD or node.tag in ("p", "li") or node.tag in HEADINGS:
                continue
            score = sums[node.last] - sums[node.first]
            if node.region & r.CONTENT:
                score *= 1.1
            if score >= best_score and node.last > node.first:
                best, best_score = node.index, score
        return best

    def _grow(self, best: int) -> list[int]:
        """Blocks of the chosen element, and those elsewhere in the article that are set exactly like its own."""
        nodes, blocks = self.page.nodes, self.page.blocks
        if best < 0:
            return []
        first, last = nodes[best].first, nodes[best].last
        start = self.headline_block if self.headline_block is not None else first
        outer = nodes[self._article_around(best)]
        others = [
            block
            for block in blocks[max(start, outer.first) : outer.last]
            if self.weights[block.index] >= 60 and not first <= block.index < last
        ]
        shapes = Counter[Shape]()
        for block in blocks[first:last] if others else ():
            if self.weights[block.index] > 0:
                shapes[self._shape(block)] += block.size
        usual = {shape for shape, _ in shapes.most_common(3)}
        return sorted([*range(first, last), *(block.index for block in others if self._shape(block) in usual)])

    def _article_around(self, best: int) -> int:
        """The element around the body that is still the article: ``article``, ``main`` or what holds the headline."""
        nodes = self.page.nodes
        for index in self.page.ancestors(best):
            node = nodes[index]
            if node.tag in ("article", "main", "body"):
                return index
            if self.headline_block is not None and node.first <= self.headline_block < node.last:
                return index
        return best


def _reads_as_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) or len(_PAUSE.findall(text)) >= 2
