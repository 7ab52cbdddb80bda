"""The body: which of a page's blocks are the article's own text.

Every block gets a weight from what it is like (length, sentences, links, region); the element with the largest sum of
weights holds the article, as in the maximum subarray problem; inside it each block is kept or left out with a reason.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from arnews_crawler.text.fold import fold_key, fold_text

from . import regions as r
from .blocks import HEADINGS, Block, Node, Page
from .phrases import BYLINE, CREDIT, LONGEST_BOILERPLATE, META_LINE, is_boilerplate_line

_SENTENCE_END = re.compile(r"[.!?؟…:»”\"']\s*$|[.!?؟]\s")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_PAUSE = re.compile(r"[،,؛;.]")
_LARGEST_CARD = 700
_STRONG_REGION = r.CONTENT | r.ARTICLE
# Names that a wrapper of real text carries by chance: an element with paragraphs of prose is no share bar.
_BY_CHANCE = (
    (r.SHARING | r.TAGS | r.NAVIGATION | r.META | r.HEADER, 150),
    (r.ADVERT | r.EMBED | r.CAPTION | r.NEWSLETTER, 400),
)
# Names in the order in which they are doubted, and the share of the page's text that must be left without them.
_DOUBTED = (
    (r.WIDGET, 0.6), (r.EMBED, 0.4), (r.ADVERT, 0.4), (r.CAPTION, 0.4), (r.TAGS, 0.4), (r.SHARING, 0.4), (r.NAVIGATION, 0.3),
    (r.NEWSLETTER, 0.3), (r.AUTHOR, 0.3), (r.NOTICE, 0.2), (r.RELATED, 0.2), (r.ASIDE, 0.2), (r.FOOTER, 0.1), (r.COMMENTS, 0.05),
)  # fmt: skip


@dataclass
class Content:
    """The body's blocks in order, those left out with the reason, and where the body's element is."""

    kept: list[Block] = field(default_factory=list)
    dropped: list[tuple[Block, str]] = field(default_factory=list)
    head: list[Block] = field(default_factory=list)
    """Blocks between headline and body: teaser, byline and date stand there."""
    node: int = -1
    headline_block: int | None = None


def key_of(block: Block) -> str:
    """A block's folded text, worked out once."""
    if block.key is None:
        block.key = fold_text(block.text)
    return block.key


class ContentFinder:
    """Decides over all blocks of one page together."""

    def __init__(self, page: Page, headline_keys: set[str], witness: str = "", host: str = "") -> None:
        self.page = page
        self.headline_keys = headline_keys
        self.witness = fold_text(witness) if witness else ""
        self.host = host
        self.headline_block = self._find_headline()
        self.region = self._effective_regions()
        self.cards = self._find_cards()
        self.repeats = Counter(block.text for block in page.blocks)
        self.weights = [self._weight(block) for block in page.blocks]

    def find(self) -> Content:
        """The article's blocks."""
        content = Content(headline_block=self.headline_block)
        if not self.page.blocks:
            return content
        content.node = self._best_node()
        inside = self._grow(content.node)
        self._select(content, inside)
        return content

    # --- what is known before weights -------------------------------------------------------------------------

    def _find_headline(self) -> int | None:
        """The block that shows the headline: a heading before any other block, the largest rank first."""
        if not self.headline_keys:
            return None
        # Folding is the dear part: a block that is much shorter or longer than every spelling is not looked at.
        least, most = min(map(len, self.headline_keys)), max(map(len, self.headline_keys))
        found = [
            block
            for block in self.page.blocks
            if 0.9 * least <= block.size <= 2 * most + 40 and fold_key(block.text) in self.headline_keys
        ]
        if not found:
            return None
        ranked = sorted(
            found, key=lambda block: (self._heading_rank(block), block.link_share > 0.5, block.index)
        )
        return ranked[0].index

    def _heading_rank(self, block: Block) -> int:
        for index in self.page.ancestors(block.node)[:3]:
            tag = self.page.nodes[index].tag
            if tag in HEADINGS:
                return int(tag[1])
        return 7

    def _effective_regions(self) -> list[int]:
        """A block's regions: its own and those of the elements around it, except where they cannot be meant.

        An element that holds headline and most of the text is no sidebar, whatever its class says.
        """
        nodes, blocks = self.page.nodes, self.page.blocks
        prose = [block.size - block.link_size if block.size > 80 else 0 for block in blocks]
        sums = [0]
        for size in prose:
            sums.append(sums[-1] + size)
        total = sums[-1] or 1
        links = [0]
        for block in blocks:
            links.append(links[-1] + block.link_size)
        inherited = [0] * len(nodes)
        for node in nodes:
            own = node.region
            share = (sums[node.last] - sums[node.first]) / total
            holds_headline = self.headline_block is not None and node.first <= self.headline_block < node.last
            if node.tag in ("html", "body", "main", "article") or (
                holds_headline and share > 0.3) or (self.headline_block is None and share > 0.7) or (
                own & _STRONG_REGION and share > 0.5):  # fmt: skip
                own &= ~(r.NOT_BODY & ~r.HIDDEN) if not own & r.HIDDEN or share > 0.5 else ~0
                own &= ~(r.META | r.TEASER | r.HEADER)
            elif own & r.NOT_BODY:
                inner = sums[node.last] - sums[node.first]
                for names, least in _BY_CHANCE:
                    if inner >= least and links[node.last] - links[node.first] < 0.2 * inner:
                        own &= ~names
            above = inherited[node.parent] if node.parent >= 0 else 0
            inherited[node.index] = own | above
        regions = [inherited[block.node] if block.node >= 0 else 0 for block in blocks]
        return self._without_implausible(regions, prose)

    def _without_implausible(self, regions: list[int], prose: list[int]) -> list[int]:
        """Regions without the names that would leave hardly any text: on this page they mean something else.

        Page builders call every block a widget. Comments may be longer than an article; they are not given up so soon.
        """
        total = sum(prose) or 1
        left = _unnamed(prose, regions)
        for flag, least in _DOUBTED:
            if left >= least * total:
                continue
            lost = sum(size for size, region in zip(prose, regions, strict=True) if region & flag)
            if lost > 0.2 * total:
                regions = [region & ~flag for region in regions]
                left = _unnamed(prose, regions)
        return regions

    def _find_cards(self) -> set[int]:
        """Blocks inside repeated boxes that each lead to another page: teasers of other articles."""
        nodes, blocks = self.page.nodes, self.page.blocks
        groups: dict[tuple[int, str, str], list[int]] = {}
        for node in nodes:
            if node.parent >= 0 and self._leads_elsewhere(node, blocks[node.first : node.last]):
                classes = node.element.get("class") or ""
                groups.setdefault((node.parent, node.tag, classes), []).append(node.index)
        found: set[int] = set()
        for members in groups.values():
            if len(members) >= 2:
                for index in members:
                    found.update(range(nodes[index].first, nodes[index].last))
        return found

    def _leads_elsewhere(self, node: Node, inner: list[Block]) -> bool:
        """Whether an element is a box that leads to another page of the site: a linked line, little text beside it."""
        if not inner or len(inner) > 12 or node.tag in ("p", "blockquote", "body", "main", "tr", "tbody"):
            return False
        if sum(block.size for block in inner) > _LARGEST_CARD or self.region[node.first] & r.BODY:
            return False
        if not any(self._is_internal(href) for block in inner for href in block.links):
            return False
        if len(inner) == 1:
            first, _, rest = inner[0].text.partition("\n")
            return (
                bool(rest) and len(first) >= 15 and abs(inner[0].link_size - len(first.replace(" ", ""))) <= 3
            )
        return any(block.link_share > 0.8 and block.size >= 12 for block in inner)

    def _is_internal(self, href: str) -> bool:
        parts = urlsplit(href) if "//" in href else None
        return parts is None or not parts.hostname or not self.host or parts.hostname == self.host

    # --- weights ------------------------------------------------------------------------------------------------

    def _weight(self, block: Block) -> float:
        region = self.region[block.index]
        size, text = block.size, block.text
        if region & r.HIDDEN:
            return 0.0
        if region & r.NOT_BODY or block.index in self.cards:
            return -2.0
        if block.link_share > 0.6 or _is_bare_address(text):
            return -12.0 - 0.2 * min(size, 100)
        own = size - block.link_size
        if size >= 90 or (size >= 25 and _reads_as_sentence(text)):
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
        inside = set(range(nodes[best].first, nodes[best].last))
        shapes = Counter[tuple[str, ...]]()
        for index in inside:
            if self.weights[index] > 0:
                shapes[self._shape(blocks[index])] += blocks[index].size
        if not shapes:
            return sorted(inside)
        usual = {shape for shape, _ in shapes.most_common(3)}
        start = self.headline_block if self.headline_block is not None else nodes[best].first
        outer = self._article_around(best)
        for block in blocks[nodes[outer].first : nodes[outer].last]:
            index = block.index
            if index in inside or index < start or self.weights[index] < 60:
                continue
            if self._shape(block) in usual:
                inside.add(index)
        return sorted(inside)

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

    def _shape(self, block: Block) -> tuple[str, ...]:
        """How a block is set: tags and classes of its element and the one around it."""
        shape = []
        for index in self.page.ancestors(block.node)[:2]:
            node = self.page.nodes[index]
            shape.append(f"{node.tag}.{node.element.get('class') or ''}")
        return tuple(shape)

    # --- keep or leave out ----------------------------------------------------------------------------------------

    def _select(self, content: Content, inside: list[int]) -> None:
        blocks = self.page.blocks
        start = -1
        if self.headline_block is not None:
            later = [index for index in inside if index > self.headline_block]
            if sum(max(0.0, self.weights[i]) for i in later) >= 0.5 * sum(
                max(0.0, self.weights[i]) for i in inside
            ):
                start = self.headline_block
        closed_until = -1
        for index in inside:
            block = blocks[index]
            if index <= start:
                content.dropped.append((block, "before the headline"))
                continue
            reason = self._reason_against(block) if index >= closed_until else "part of another section"
            if reason == "section_end":
                closed_until = self._section_end(block, inside)
            if reason:
                content.dropped.append((block, reason))
            else:
                content.kept.append(block)
        self._trim(content)
        if self.headline_block is not None and content.kept:
            first = content.kept[0].index
            content.head = blocks[self.headline_block + 1 : first]

    def _reason_against(self, block: Block) -> str | None:
        region = self.region[block.index]
        size = block.size
        is_prose = size >= 90 and block.link_share < 0.4
        if region & r.HIDDEN:
            return "hidden"
        if region & r.NOT_BODY and not (is_prose and self.witness and key_of(block) in self.witness):
            return "region"
        if block.index in self.cards:
            return "card"
        if _is_bare_address(block.text):
            return "bare_address"
        if size < 200 and self.repeats[block.text] > 1:
            return "repeated"
        kind = is_boilerplate_line(key_of(block), size) if size <= LONGEST_BOILERPLATE else None
        if kind and (
            kind in ("follow_us", "notice", "share")
            or block.tag not in ("p",)
            or block.link_share > 0
            or size < 60
        ):
            return kind
        if block.link_share > 0.65 and not (block.tag in ("p", "li", "td", "div") and _in_prose(self, block)):
            return "links"
        if size < 60 and CREDIT.match(key_of(block)) and not text_is_sentence(block.text):
            return "credit"
        if region & r.META and size < 80:
            return "meta"
        return None

    def _section_end(self, block: Block, inside: list[int]) -> int:
        """Where the section that a heading such as "comments" opens ends: with the element that it begins."""
        nodes = self.page.nodes
        end = block.index + 1
        for index in self.page.ancestors(block.node):
            node = nodes[index]
            kept_before = any(node.first <= i < block.index and self.weights[i] > 0 for i in inside)
            if kept_before:
                break
            end = max(end, node.last)
        return end

    def _trim(self, content: Content) -> None:
        """Takes short lines that are no sentences off the end, and lines about the article off the beginning."""
        kept = content.kept
        if not kept:
            return
        usual = Counter(self._shape(block) for block in kept if block.size >= 60)
        while len(kept) > 1 and self._is_loose(kept[-1], usual):
            content.dropped.append((kept.pop(), "behind the body"))
        if len(kept) > 1 and kept[-1].tag in HEADINGS and kept[-2].tag not in HEADINGS:
            content.dropped.append((kept.pop(), "heading without text"))
        while len(kept) > 1 and self._is_heading_matter(kept[0], usual):
            content.dropped.append((kept.pop(0), "before the body"))

    def _is_loose(self, block: Block, usual: Counter[tuple[str, ...]]) -> bool:
        if block.tag in HEADINGS or block.tag == "li":
            return False
        return block.size < 60 and not text_is_sentence(block.text) and self._shape(block) not in usual

    def _is_heading_matter(self, block: Block, usual: Counter[tuple[str, ...]]) -> bool:
        if block.size > 400:
            return False
        key = key_of(block)
        if fold_key(block.text) in self.headline_keys:
            return True
        if block.size < 45 and block.tag not in HEADINGS and usual and self._shape(block) not in usual:
            return not text_is_sentence(block.text)
        return (
            block.size < 90
            and bool(BYLINE.match(key) or META_LINE.match(key))
            and not block.text.rstrip().endswith(".")
        )


def text_is_sentence(text: str) -> bool:
    """Whether a line reads as a sentence: it ends as one does, and is no bare name or label."""
    return text.rstrip().endswith((".", "!", "؟", "?", "…", "»", "”", '"', ":")) or len(text) > 90


def _unnamed(prose: list[int], regions: list[int]) -> int:
    return sum(size for size, region in zip(prose, regions, strict=True) if not region & r.NOT_BODY)


def _reads_as_sentence(text: str) -> bool:
    return bool(_SENTENCE_END.search(text)) or len(_PAUSE.findall(text)) >= 2


def _is_bare_address(text: str) -> bool:
    """A line that is mostly addresses."""
    return "://" in text and 2 * sum(map(len, _ADDRESS.findall(text))) > len(text)


def _in_prose(finder: ContentFinder, block: Block) -> bool:
    """A line that is one link, between paragraphs of text in the same element: a source, or a quoted address."""
    blocks = finder.page.blocks
    around = [blocks[i] for i in (block.index - 1, block.index + 1) if 0 <= i < len(blocks)]
    return bool(around) and all(other.node == block.node and other.size > 90 for other in around)
