"""The teaser: the newsroom's own, the body's cut beginning, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key, fold_text

from . import regions as r
from .article_text import ArticleText
from .blocks import HEADINGS, Block
from .content import Content, ContentFinder
from .descriptions import CUT, MIN_TEASER, own_description, without_cut
from .evidence import Candidate, Evidence
from .lines import ends_in_credit, says_who_or_when
from .phrases import CREDIT, is_boilerplate_line

PRINTED_TWICE = "printed above the body and as its first paragraph"


@dataclass
class Teaser:
    """A teaser as printed, and the rule that gave it."""

    text: str
    rule: str
    lines: list[str] | None = None
    """The body's lines where the teaser changes them."""


def decide_teaser(
    article: ArticleText,
    headline_keys: set[str],
    descriptions: Sequence[Candidate],
    told: Sequence[Candidate],
    evidence: Evidence,
) -> Teaser | None:
    """What the page prints; else its own description; else what a feed or a listing told of it."""
    content, finder = article.content, article.finder
    shown = shown_teaser(finder, content, [*descriptions, *told], headline_keys)
    if shown is not None:
        block, rule = shown
        lines = [line for line in article.lines if line != block.text] if block in content.kept else None
        if rule == PRINTED_TWICE:
            lines = [block.text, *article.lines]
        return Teaser(clean_text(block.text), rule, lines)
    body = " ".join(article.lines[:8])
    headline = content.headline_block or 0
    for block in finder.page.blocks[max(0, headline - 6) : headline]:
        if is_cut_beginning(block.text, body):
            return Teaser(clean_text(block.text), "cut beginning above the headline")
    for candidates in (descriptions, told):
        found, against = own_description(candidates, article)
        for candidate, reason in zip(candidates, against, strict=True):
            evidence.propose("teaser", candidate.value, candidate.rule, reason)
        if found is not None:
            return Teaser(found.value, found.rule)
    return None


def is_cut_beginning(teaser: str, body: str) -> bool:
    """Whether a text that ends in dots is the beginning of another, compared by letters.

    >>> is_cut_beginning("وصل الوفد إلى العا...", "وصل الوفد إلى العاصمة صباح اليوم.")
    True
    >>> is_cut_beginning("وصل الوفد إلى المدينة...", "وصل الوفد إلى العاصمة صباح اليوم.")
    False
    """
    # The search is dear, and most texts hold nothing that it could find.
    match = CUT.search(teaser) if "…" in teaser or "..." in teaser or "&" in teaser else None
    if match is None or match.start() < MIN_TEASER:
        return False
    start = fold_key(teaser[: match.start()])
    return len(start) >= MIN_TEASER and fold_key(body[: 3 * len(teaser) + 200]).startswith(start)


def shown_teaser(
    finder: ContentFinder, content: Content, descriptions: list[Candidate], headline_keys: set[str]
) -> tuple[Block, str] | None:
    """The block between headline and body that is the teaser, with the rule that says so; None where there is none."""
    region = finder.region
    described = {fold_key(without_cut(candidate.value)) for candidate in descriptions}
    for block in content.head:
        if _may_be_teaser(block, region, headline_keys, described):
            if region[block.index] & r.TEASER:
                return block, "teaser_region"
            if _is_described(block, described):
                return block, "described"
            if block.size >= 40 or (block.tag in HEADINGS and block.size >= 20):
                return block, "between_headline_and_body"
    twice = _printed_twice(content, region, headline_keys, described)
    if twice is not None:
        return twice, PRINTED_TWICE
    whole = {fold_key(candidate.value) for candidate in descriptions if not CUT.search(candidate.value)}
    return _teaser_at_top(finder, content, whole)


def _printed_twice(content: Content, region: list[int], headline_keys: set[str], described: set[str]) -> Block | None:
    """A line above the body that the body's first line repeats: the teaser, and the body's own first paragraph too.

    A picture's text and its caption stand twice as well, and are left out for that; they are no sentences.
    """
    first = content.kept[0].index if content.kept else 0
    above = [block for block, why in content.dropped if why == "repeated" and block.index == first - 1]
    for block in above:
        is_sentence = block.size >= 60 and block.text.rstrip().endswith((".", "؟", "!"))
        is_teaser = region[block.index] & r.TEASER or fold_key(block.text) in described or is_sentence
        if is_teaser and _may_be_teaser(block, region, headline_keys, described):
            return block
    return None


def _teaser_at_top(finder: ContentFinder, content: Content, described: set[str]) -> tuple[Block, str] | None:
    """A first block of the body's element that is set apart from the paragraphs below it."""
    if len(content.kept) < 2:
        return None
    region = finder.region
    first, second = content.kept[:2]
    tags = {block.tag for block in content.kept[1:]}
    is_apart = first.node != second.node and content.shape(first) != content.shape(second)
    if first.node != second.node and (content.is_flat or first.tag == "td"):
        is_apart = True
    if region[first.index] & r.TEASER and (is_apart or not region[second.index] & r.TEASER):
        return first, "teaser_region"
    if first.tag in HEADINGS and first.size >= 25 and first.tag not in tags:
        return first, "subheading_below_headline"
    if first.tag == "li" or not MIN_TEASER <= first.size <= 900:
        return None
    if fold_key(first.text) in described and _emphasis(finder, first) != _emphasis(finder, second):
        return first, "described"
    if not is_apart:
        return None
    if not first.text.rstrip().endswith((".", "؟", "!", "»", "”")):
        return first, "set_apart"
    if content.shape(first)[1:] != content.shape(second)[1:] and _is_described(first, described):
        return first, "described"
    return (first, "above the body's element") if _stands_above(finder, content) else None


def _emphasis(finder: ContentFinder, block: Block) -> tuple[str, ...]:
    """How a block differs from plain text: its element's style and class, a bold or italic element around it all."""
    element = finder.page.nodes[block.node].element
    inner = element[0].tag if len(element) == 1 and not (element.text or "").strip() else ""
    all_in = inner if len(element) and not (element[0].tail or "").strip() else ""
    return (element.get("style") or "", element.get("class") or "", str(all_in))


def _stands_above(finder: ContentFinder, content: Content) -> bool:
    """Whether the first block stands outside the element that holds the others, and that names itself the body.

    An element of no name says too little, and so does a paragraph like all others: some sites part the first from the
    rest by an advert.
    """
    nodes = finder.page.nodes
    first, *others = content.kept[:6]
    if first.size > 450 or len(others) < 2 or finder.headline_block is None:
        return False
    around = finder.page.ancestors(first.node)
    box = nodes[around[1]] if len(around) > 1 else nodes[around[0]]
    if _emphasis(finder, first) == _emphasis(finder, others[0]) and box.last - box.first > 1:
        return False
    if any(nodes[index].tag in ("blockquote", "ul", "ol") for index in around):
        return False
    common = set.intersection(*(set(finder.page.ancestors(block.node)) for block in others))
    inner = max(common, default=-1)
    if inner < 0 or inner in around:
        return False
    return any(nodes[index].region & (r.BODY | r.CONTENT) for index in common - set(around))


def _is_described(block: Block, described: set[str]) -> bool:
    key = fold_key(without_cut(block.text))
    return key in described or any(len(text) > 30 and key.startswith(text) for text in described)


def _may_be_teaser(block: Block, region: list[int], headline_keys: set[str], described: set[str]) -> bool:
    key = fold_text(block.text)
    if block.size < MIN_TEASER or block.size > 900 or block.link_share > 0.5 or fold_key(block.text) in headline_keys:
        return False
    if region[block.index] & (r.NOT_BODY & ~r.EMBED):
        return False
    own = fold_key(block.text)
    if any(len(known) >= 12 and known in own and len(own) <= len(known) + 30 for known in headline_keys):
        return False
    if (
        ends_in_credit(block.text)
        or says_who_or_when(block)
        or CREDIT.match(key)
        or is_boilerplate_line(key, block.size)
    ):
        return False
    return not (region[block.index] & r.META and block.size < 90 and own not in described)
