"""Which regions a block really stands in: what the elements around it name themselves, where that can be meant."""

from __future__ import annotations

from itertools import accumulate

from . import regions as r
from .blocks import Node, Page

_STRONG = r.CONTENT | r.ARTICLE
_NEVER = frozenset({"html", "body", "main", "article"})
# Names that a wrapper of real text carries by chance, and the letters of prose from which it is no share bar.
_BY_CHANCE = (
    (r.SHARING | r.TAGS | r.NAVIGATION | r.META | r.HEADER, 150),
    (r.ADVERT | r.EMBED | r.CAPTION | r.NEWSLETTER, 400),
)
# Names in the order in which they are doubted, and the share of the page's text that must be left without them.
_DOUBTED = (
    (r.WIDGET, 0.6),
    (r.EMBED, 0.4),
    (r.ADVERT, 0.4),
    (r.CAPTION, 0.4),
    (r.TAGS, 0.4),
    (r.SHARING, 0.4),
    (r.NAVIGATION, 0.3),
    (r.NEWSLETTER, 0.3),
    (r.AUTHOR, 0.3),
    (r.NOTICE, 0.2),
    (r.RELATED, 0.2),
    (r.ASIDE, 0.2),
    (r.FOOTER, 0.1),
    (r.COMMENTS, 0.05),
    (r.HIDDEN, 0.1),
)
_PROSE = 50
"""Letters from which a block counts as prose here."""


def effective_regions(page: Page, headline_block: int | None) -> list[int]:
    """The regions of each block: its own and those of all elements around it, but for names that cannot be meant.

    An element that holds the headline and much of the text is no sidebar, whatever its class says.
    """
    reader = _RegionReader(page, headline_block)
    inherited = [0] * len(page.nodes)
    for node in page.nodes:
        above = inherited[node.parent] if node.parent >= 0 else 0
        inherited[node.index] = reader.believed(node) | above
    regions = [inherited[block.node] if block.node >= 0 else 0 for block in page.blocks]
    return _without_implausible(regions, reader.prose)


class _RegionReader:
    """Holds running sums, so that the prose inside any element is one subtraction."""

    def __init__(self, page: Page, headline_block: int | None) -> None:
        self.headline_block = headline_block
        self.prose = [b.size - b.link_size if b.size > _PROSE else 0 for b in page.blocks]
        self.sums = [0, *accumulate(self.prose)]
        self.links = [0, *accumulate(block.link_size for block in page.blocks)]
        self.total = self.sums[-1] or 1

    def believed(self, node: Node) -> int:
        """What is left of the names that an element gives itself."""
        own = node.region
        if not own:
            return 0
        inner = self.sums[node.last] - self.sums[node.first]
        share = inner / self.total
        if self._is_article(node, share):
            kept = r.HIDDEN if own & r.HIDDEN and share <= 0.5 else 0
            return own & ~(r.NOT_BODY | r.META | r.TEASER | r.HEADER) | kept
        for names, least in _BY_CHANCE:
            if inner >= least and self.links[node.last] - self.links[node.first] < 0.2 * inner:
                own &= ~names
        return own

    def _is_article(self, node: Node, share: float) -> bool:
        if node.tag in _NEVER or (node.region & _STRONG and share > 0.5):
            return True
        if self.headline_block is None:
            return share > 0.7
        return node.first <= self.headline_block < node.last and share > 0.3


def _without_implausible(regions: list[int], prose: list[int]) -> list[int]:
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


def _unnamed(prose: list[int], regions: list[int]) -> int:
    return sum(size for size, region in zip(prose, regions, strict=True) if not region & r.NOT_BODY)
