"""Which blocks of the article's element are its text: each is kept, or left out with a reason."""

from __future__ import annotations

from collections.abc import Callable

from . import regions as r
from .blocks import HEADINGS, Block, Page
from .keys import key_of, line_key
from .lines import PROSE, ends_in_credit, has_date, is_bare_address, is_sentence, is_source_line, says_who_or_when
from .phrases import CREDIT, LONGEST_BOILERPLATE, is_boilerplate_line, may_match
from .shapes import Shape, UsualShapes
from .shared_blocks import SharedBlocks

ON_OTHER_PAGES = "on_other_pages"
"""Why a block is left out that other pages of the site have too."""
_BYLINE_REACH = 3
_SHORT = 60
_LONGEST_CAPTION = 220


class BlockSelector:
    """Judges the blocks of one page that its heaviest element holds."""

    def __init__(
        self,
        page: Page,
        region: list[int],
        cards: set[int],
        weights: list[float],
        witness: str,
        headline_keys: set[str],
        shape: Callable[[Block], Shape],
        shared: SharedBlocks,
    ) -> None:
        self.page = page
        self.region = region
        self.cards = cards
        self.weights = weights
        self.witness = witness
        self.headline_keys = headline_keys
        self.longest_headline = max(map(len, headline_keys), default=0)
        self.shape = shape
        self.shared = shared

    def select(self, inside: list[int], headline_block: int | None) -> tuple[list[Block], list[tuple[Block, str]]]:
        """The blocks that are kept, and those left out with the reason, of the indices ``inside``."""
        blocks = self.page.blocks
        kept: list[Block] = []
        dropped: list[tuple[Block, str]] = []
        start = self._start(inside, headline_block)
        closed_until = -1
        in_list = False
        for index in inside:
            block = blocks[index]
            if index <= start:
                dropped.append((block, "before the headline"))
                continue
            reason = self._reason_against(block) if index >= closed_until else "part of another section"
            if reason in ("section_end", "read_also"):
                closed_until = max(closed_until, self._section_end(block, inside))
                in_list = block.link_share < 0.3
            elif in_list and reason is None:
                in_list = block.link_share >= 0.35
                reason = "links" if in_list else None
            if reason:
                dropped.append((block, reason))
            else:
                kept.append(block)
        self._trim(kept, dropped)
        return kept, dropped

    def _start(self, inside: list[int], headline_block: int | None) -> int:
        """The headline's block, where most of the text stands below it; -1 where the headline is no beginning."""
        if headline_block is None:
            return -1
        gains = {index: max(0.0, self.weights[index]) for index in inside}
        below = sum(gain for index, gain in gains.items() if index > headline_block)
        return headline_block if below >= 0.5 * sum(gains.values()) else -1

    def _reason_against(self, block: Block) -> str | None:
        region = self.region[block.index]
        if region & r.HIDDEN:
            return "hidden"
        if region & r.NOT_BODY and not self._is_witnessed(block):
            return "region"
        if block.index in self.cards:
            return "card"
        if reason := self._reason_in_text(block):
            return reason
        if block.link_share > 0.65 and not self._is_in_prose(block):
            return "links"
        if region & r.META and block.size < 80:
            return "meta"
        return ON_OTHER_PAGES if block.index in self.shared.others else None

    def _reason_in_text(self, block: Block) -> str | None:
        """What speaks against a block in its words, wherever it stands."""
        size = block.size
        if is_bare_address(block.text):
            return "bare_address"
        if "©" in block.text and size < 160:
            return "notice"
        if self._is_headline_again(block):
            return "repeated_headline"
        if size < 200 and self._stands_twice(block):
            return "repeated"
        if self.is_caption(block):
            return "caption"
        return self._boilerplate(block) if size <= LONGEST_BOILERPLATE else None

    def _is_witnessed(self, block: Block) -> bool:
        """Whether the page's own articleBody says that a paragraph in a doubtful region is the article's."""
        is_prose = block.size >= PROSE and block.link_share < 0.4
        return is_prose and bool(self.witness) and key_of(block) in self.witness

    def _is_headline_again(self, block: Block) -> bool:
        """The headline with a few words of a share box, a breadcrumb or a site's name around it."""
        if block.size > self.longest_headline + 40 or block.size < 12:
            return False
        key = line_key(block.text)
        return any(len(known) >= 12 and known in key and len(key) <= len(known) + 30 for known in self.headline_keys)

    def _stands_twice(self, block: Block) -> bool:
        """A line that the next or the one before repeats: an image's text and its caption."""
        near = self.page.blocks[max(0, block.index - 1) : block.index + 2]
        return any(other is not block and other.text == block.text for other in near)

    def is_caption(self, block: Block) -> bool:
        """A line behind a picture in a small box: its element, or one of the next two around, holds little else."""
        if block.size >= _LONGEST_CAPTION or (is_sentence(block.text) and block.size >= _SHORT):
            return False
        for index in self.page.ancestors(block.node, 3):
            node = self.page.nodes[index]
            inner = self.page.blocks[node.first : node.last]
            if len(inner) > 3 or sum(other.size for other in inner) > 1.2 * _LONGEST_CAPTION:
                return False
            if any(line_key(other.text) in self.headline_keys for other in inner):
                return False
            if block.images_before > node.images_before:
                return True
        return False

    def _boilerplate(self, block: Block) -> str | None:
        key = key_of(block) if may_match(block.text) else ""
        kind = is_boilerplate_line(key, block.size)
        is_loose = block.tag != "p" or block.link_share > 0 or block.size < _SHORT
        if kind and (kind in ("follow_us", "notice", "share", "other_page", "count") or is_loose):
            return kind
        if block.tag != "p" and ends_in_credit(block.text):
            return "credit"
        if block.size < _SHORT and CREDIT.match(key) and not is_sentence(block.text):
            return "credit"
        return None

    def _is_in_prose(self, block: Block) -> bool:
        """A line that is one link, between paragraphs of text in the same element: a source, or a quoted address."""
        if block.tag not in ("p", "li", "td", "div"):
            return False
        blocks = self.page.blocks
        around = [blocks[i] for i in (block.index - 1, block.index + 1) if 0 <= i < len(blocks)]
        return bool(around) and all(other.node == block.node and other.size > PROSE for other in around)

    def _section_end(self, block: Block, inside: list[int]) -> int:
        """Where the section that a heading such as "comments" opens ends: with the element that it begins."""
        end = block.index + 1
        for index in self.page.ancestors(block.node):
            node = self.page.nodes[index]
            if any(node.first <= i < block.index and self.weights[i] > 0 for i in inside):
                break
            end = max(end, node.last)
        return end

    def _trim(self, kept: list[Block], dropped: list[tuple[Block, str]]) -> None:
        """Takes short lines that are no sentences off the end, and lines about the article off the beginning."""
        self._cut_at_end_mark(kept, dropped)
        doubtful = self.shared.doubtful
        while len(kept) > 1 and kept[-1].index in doubtful:
            dropped.append((kept.pop(), ON_OTHER_PAGES))
        while len(kept) > 1 and kept[0].index in doubtful:
            dropped.append((kept.pop(0), ON_OTHER_PAGES))
        usual = UsualShapes(self.shape, [block for block in kept if block.size >= _SHORT])
        while len(kept) > 1 and self._is_loose(kept[-1], usual):
            dropped.append((kept.pop(), "behind the body"))
        if len(kept) > 1 and kept[-1].tag in HEADINGS and kept[-2].tag not in HEADINGS:
            dropped.append((kept.pop(), "heading without text"))
        self._drop_about_article(kept, dropped, usual)
        if self._drop_above_byline(kept, dropped):
            self._drop_about_article(kept, dropped, usual)

    def _drop_about_article(self, kept: list[Block], dropped: list[tuple[Block, str]], usual: UsualShapes) -> None:
        while len(kept) > 1 and self._is_about_article(kept[0], usual):
            dropped.append((kept.pop(0), "before the body"))

    def _cut_at_end_mark(self, kept: list[Block], dropped: list[tuple[Block, str]]) -> None:
        """What stands behind comments, a reply's head or a source line is another part of the page."""
        marks = [b.index for b, _ in dropped if self.region[b.index] & r.COMMENTS]
        replies = {b.index for b, why in dropped if why == "repeated_headline"}
        marks += [b.index for b in kept if b.index - 1 in replies and says_who_or_when(b)]
        marks += [block.index for block in kept[1:] if block.size <= 60 and is_source_line(block.text)]
        total = sum(block.size for block in kept)
        for mark in sorted(marks):
            behind = [block for block in kept if block.index >= mark]
            if behind and sum(block.size for block in behind) < 0.4 * total:
                dropped += [(block, "behind the article's end") for block in behind]
                del kept[len(kept) - len(behind) :]
                return

    def _drop_above_byline(self, kept: list[Block], dropped: list[tuple[Block, str]]) -> bool:
        """What stands above the line that says who and when is no body yet: it is the teaser. Whether any went."""
        reach = kept[_BYLINE_REACH].index if len(kept) > _BYLINE_REACH else kept[-1].index if kept else -1
        bylines = [b.index for b, why in dropped if why == "meta" and has_date(b.text)]
        bylines += [block.index for block in kept[1:_BYLINE_REACH] if says_who_or_when(block)]
        bylines = [index for index in bylines if kept and kept[0].index < index < reach]
        if not bylines:
            return False
        above = [block for block in kept if block.index <= max(bylines)]
        if len(above) < len(kept) and len(above) <= _BYLINE_REACH and sum(b.size for b in above) < 600:
            dropped += [(block, "above the byline") for block in above]
            del kept[: len(above)]
            return True
        return False

    def _is_loose(self, block: Block, usual: UsualShapes) -> bool:
        if block.size < 200 and block.link_share > 0.3 and not is_sentence(block.text):
            return True
        if is_source_line(block.text):
            return True
        if block.tag in HEADINGS or block.tag == "li":
            return False
        return block.size < _SHORT and not is_sentence(block.text) and block not in usual

    def _is_about_article(self, block: Block, usual: UsualShapes) -> bool:
        """A line above the body that is about the article: who, when, which section, the headline again."""
        if block.size < 400 and line_key(block.text) in self.headline_keys:
            return True
        if block.size < 45 and block.tag not in HEADINGS and usual and block not in usual:
            return not is_sentence(block.text)
        return says_who_or_when(block)
