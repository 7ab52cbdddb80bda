"""What of a page did not become the body: its blocks, grouped by the reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from arnews_crawler.article import Article
from arnews_crawler.text.clean import clean_text

from .blocks import Block
from .evidence import Evidence, PageFacts
from .in_words import reason_in_words, region_in_words
from .keys import line_key

_SHOWN = 3
_LONGEST = 80


@dataclass
class LeftOut:
    """Blocks that were left out for one reason: how many, and how the first of them begin."""

    reason: str
    count: int = 0
    first: list[str] = field(default_factory=list)


@dataclass
class Blocks:
    """How many of a page's blocks are its body, and what was left out."""

    kept: int
    left_out: list[LeftOut]


def explain_blocks(evidence: Evidence, article: Article | None) -> Blocks | None:
    """The blocks that were kept and those that were not, the most frequent reason first; None where none was read."""
    facts = evidence.facts
    if facts is None:
        lines = [
            (candidate.value, reason_in_words(evidence.against("body", candidate)))
            for candidate in evidence.candidates.get("body", ())
        ]
        kept = article.body.count("\n\n") + 1 if article else 0
        return Blocks(kept, _grouped(lines)) if lines else None
    lost = [*_taken_off(facts, article)] if article else []
    left_out = [*_dropped(facts, article), *lost, *_outside(facts)]
    return Blocks(len(facts.content.kept) - len(lost), _grouped(left_out))


def _dropped(facts: PageFacts, article: Article | None) -> Iterator[tuple[str, str]]:
    for block, reason in facts.content.dropped:
        if block.index == facts.content.headline_block:
            continue
        if article is not None and clean_text(block.text) == article.teaser:
            yield block.text, "it is the teaser"
        else:
            yield block.text, reason_in_words(reason, facts.finder.region[block.index])


def _taken_off(facts: PageFacts, article: Article) -> Iterator[tuple[str, str]]:
    """Blocks that were kept at first, and went when headline, teaser and body were split from each other."""
    if not article.evidence.get("body", "").startswith("content_blocks"):
        return
    body = set(article.body.split("\n\n"))
    first = article.body[:80]
    for block in facts.content.kept:
        text = clean_text(block.text)
        if text not in body and first not in text:
            yield block.text, _why_taken_off(text, article)


def _why_taken_off(text: str, article: Article) -> str:
    if text == article.teaser:
        return "it is the teaser"
    if line_key(article.headline) in line_key(text):
        return "the headline again"
    if line_key(text[:120]) in {line_key(name) for name in [*article.authors, article.agency or ""]}:
        return "the signature"
    return "line that the site adds"


def _outside(facts: PageFacts) -> Iterator[tuple[str, str]]:
    content = facts.content
    known = {block.index for block in content.kept} | {block.index for block, _ in content.dropped}
    for block in facts.finder.page.blocks:
        if block.index not in known and block.index != content.headline_block:
            yield block.text, _where(block, facts)


def _where(block: Block, facts: PageFacts) -> str:
    if block.index in facts.finder.cards:
        return reason_in_words("card")
    part = region_in_words(facts.finder.region[block.index])
    return f"outside the article, {part}" if part else "outside the article"


def _grouped(lines: list[tuple[str, str]]) -> list[LeftOut]:
    groups: dict[str, LeftOut] = {}
    for text, reason in lines:
        group = groups.setdefault(reason, LeftOut(reason))
        group.count += 1
        if len(group.first) < _SHOWN:
            group.first.append(shortened(text))
    return sorted(groups.values(), key=lambda group: -group.count)


def shortened(text: str, longest: int = _LONGEST) -> str:
    """The beginning of a text, in whole words.

    >>> shortened("وصل الوفد إلى العاصمة", 10)
    'وصل الوفد…'
    """
    line = " ".join(text[: 4 * longest].split())
    if len(line) <= longest:
        return line
    cut = line[: longest + 1].rpartition(" ")[0] or line[:longest]
    return cut + "…"
