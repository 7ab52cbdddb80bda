"""What a description is compared with: the article as a machine may have cut it, and the site's words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.etree import _Element

from arnews_crawler.text.fold import fold_key, fold_text, join_folded
from arnews_crawler.text.stem import stem_word

from . import regions as r
from .blocks import HEADINGS, Block
from .content import Content, ContentFinder

_REACH = 6_000
_CUT_REACH = 1_500
"""Letters of the article among which a machine cuts its description."""


@dataclass(frozen=True)
class ArticleText:
    """What a description is compared with: the article as a machine may have cut it, and the site's words."""

    finder: ContentFinder
    content: Content
    headline: str
    lines: Sequence[str]
    site_names: Sequence[str]
    is_site_known: bool
    """Whether descriptions that pages of the site share were taken out before."""

    @cached_property
    def texts(self) -> list[str]:
        """Keys of the article's beginning: with and without captions, headings and lists, as systems join them."""
        kept = {block.index for block in self.content.kept}
        captions = {block.index for block, reason in self.content.dropped if reason in ("caption", "repeated")}
        first, last = min(kept, default=0), max(kept, default=-1)
        start = min(first, (self.content.headline_block or 0) + 1)
        region, blocks = self.finder.region, self.finder.page.blocks[start : last + 1]
        captions |= {block.index for block in blocks if region[block.index] & r.CAPTION}
        article = [block for block in blocks if block.index in kept | captions]
        # Between headline and body stands the teaser itself.
        blocks = [block for block in blocks if block.index >= first or block.index in captions]
        variants: Iterable[Iterable[Block]] = (
            blocks,
            article,
            [block for block in article if block.tag not in HEADINGS],
            [block for block in article if block.index in kept and block.tag not in HEADINGS],
            [block for block in article if block.tag == "p"],
            [block for block in article if block.tag == "p" or block.index in captions],
        )
        joined = [" ".join(block.text for block in variant)[:_CUT_REACH] for variant in variants]
        whole = " ".join(self.lines)[:_REACH]
        # Folding is the dear part, and most of them are the same.
        others = [text for text in dict.fromkeys(joined) if not whole.startswith(text)]
        return [join_folded(self._body), *map(fold_key, others)]

    @cached_property
    def words(self) -> str:
        """The headline's and the body's folded words, with everything that stands between them."""
        return f"{fold_text(self.headline)} {self._body}"

    @cached_property
    def _body(self) -> str:
        return fold_text(" ".join(self.lines)[:_REACH])

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the headline's and the body's words."""
        return frozenset(map(stem_word, set(self.words.split())))

    @cached_property
    def captions(self) -> frozenset[str]:
        """Keys of captions and of pictures' alternative texts."""
        found = [block.text for block, reason in self.content.dropped if reason == "caption"]
        found += [block.text for block in self.finder.page.blocks if self.finder.region[block.index] & r.CAPTION]
        root = self._root
        found += [image.get("alt") or "" for image in root.iter("img")] if root is not None else []
        return frozenset(map(fold_key, found)) - {fold_key(self.headline)}

    @cached_property
    def slogans(self) -> frozenset[str]:
        """Keys of lines that the page prints in its frame."""
        region, first = self.finder.region, self.content.headline_block or 0
        return frozenset(
            fold_key(block.text)
            for block in self.finder.page.blocks
            if block.size < 250
            and (region[block.index] & r.FOOTER or (region[block.index] & r.HEADER and block.index < first))
        )

    @cached_property
    def torn(self) -> frozenset[str]:
        """Keys of descriptions that end at a quotation mark nobody escaped: their next words became attributes."""
        root = self._root
        metas = root.getroottree().iter("meta") if root is not None else ()
        return frozenset(
            fold_key(meta.get("content") or "")
            for meta in metas
            if meta.get("content") and any(not str(name).isascii() or '"' in str(name) for name, _ in meta.items())
        )

    @property
    def _root(self) -> _Element | None:
        nodes = self.finder.page.nodes
        return nodes[0].element if nodes else None
