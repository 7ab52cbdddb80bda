"""The headline: a vote of everything that claims to be it, stripped of the site's name."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from lxml.html import HtmlElement

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key

from .blocks import Page
from .evidence import Candidate, Evidence
from .metadata import Metadata
from .site_name import SEPARATOR, strip_site_name

_WEIGHTS = {
    "json_ld:headline": 3.0, "json_ld:name": 2.0, "og:title": 3.0, "twitter:title": 2.0, "itemprop:headline": 3.0,
    "title": 2.0, "listing": 2.0, "feed": 3.0, "sitemap": 2.0, "json_ld:WebPage.name": 1.0, "h1": 3.0, "h2": 1.0,
    "h3": 0.5, "repeated_line": 2.5, "line_above_text": 0.2,
}  # fmt: skip
MAX_HEADLINE = 400
_SHOWN = ("h1", "h2", "h3", "repeated_line", "line_above_text")
"""Rules that give what the page shows to its reader."""
_GENERIC = {
    fold_key(word)
    for word in (
        "الرئيسية",
        "الصفحة الرئيسية",
        "أخبار",
        "home",
        "homepage",
        "index",
        "article",
        "untitled",
        "untitled document",
        "document",
        "new page",
        "بحث",
        "menu",
    )
}


@dataclass
class HeadlineVote:
    """The outcome: the headline, the keys of all its spellings on the page, and the rule that gave it."""

    headline: str
    keys: set[str]
    rule: str
    why: str


def vote_headline(
    page: Page,
    tree: HtmlElement,
    metadata: Metadata,
    names: list[str],
    evidence: Evidence,
    told: Candidate | None = None,
) -> HeadlineVote | None:
    """The headline of a page by vote, or None where nothing claims to be one.

    Candidates that say the same in other letters, or with the site's name around them, vote together; what the page
    shows to its reader (a heading) is how the winner is spelled.
    """
    name_keys = {fold_key(name) for name in names}
    candidates = _candidates(page, tree, metadata, names, told)
    votes: dict[str, float] = {}
    for candidate in candidates:
        evidence.propose("headline", candidate.value, candidate.rule)
    usable = [c for c in candidates if _is_headline(c.value, name_keys)]
    if not usable:
        return None
    rules: set[tuple[str, str]] = set()
    for candidate in usable:
        key = fold_key(candidate.value)
        if (key, candidate.rule) not in rules:
            rules.add((key, candidate.rule))
            votes[key] = votes.get(key, 0.0) + _WEIGHTS.get(candidate.rule, 0.5)
    _support_longer(votes)
    visible = _visible_choice(usable, votes)
    best = visible or max(usable, key=lambda c: (votes[fold_key(c.value)], _WEIGHTS.get(c.rule, 0.5)))
    key = fold_key(best.value)
    agreeing = sorted({c.rule for c in usable if fold_key(c.value) == key and c.rule != best.rule})
    keys = {fold_key(c.value) for c in usable if votes[fold_key(c.value)] >= 2.0 or fold_key(c.value) == key}
    keys |= {fold_key(c.value) for c in _with_names(metadata, told)} if len(key) > 8 else set()
    return HeadlineVote(best.value, {k for k in keys if len(k) > 5} | {key}, best.rule, ", ".join(agreeing))


def _candidates(
    page: Page, tree: HtmlElement, metadata: Metadata, names: list[str], told: Candidate | None
) -> list[Candidate]:
    found = [*_with_names(metadata, told)]
    for rank in ("h1", "h2", "h3"):
        for element in list(tree.iter(rank))[: 12 if rank == "h1" else 40]:
            text = heading_text(element)
            if text:
                found.append(Candidate(text, rank))
    found += [Candidate(line, "repeated_line") for line in _repeated_lines(page)]
    if above := _line_above_text(page, {fold_key(name) for name in names}):
        found.append(Candidate(above, "line_above_text"))
    stripped = [Candidate(strip_site_name(c.value, names), c.rule) for c in found]
    return [c for c in stripped if c.value and len(c.value) <= MAX_HEADLINE]


def _repeated_lines(page: Page) -> list[str]:
    """Lines of a headline's length that stand more than once, once at least close above the page's main text."""
    longest = max(page.blocks, key=lambda block: block.size - block.link_size, default=None)
    if longest is None:
        return []
    near: list[str] = []
    counts: Counter[str] = Counter()
    for block in page.blocks[: longest.index + 1]:
        if block.link_share < 0.5:
            lines = [line for line in block.text.split("\n") if 12 <= len(line) <= 250]
            counts.update(fold_key(line) for line in lines)
            if longest.index - block.index <= 8:
                near += lines
    return [line for line in dict.fromkeys(near) if counts[fold_key(line)] > 1][:3]


def _line_above_text(page: Page, name_keys: set[str]) -> str | None:
    """The first line of a headline's length close above the main text: what a page without headings has instead."""
    longest = max(page.blocks, key=lambda block: block.size - block.link_size, default=None)
    if longest is None:
        return None
    around = page.blocks[max(0, longest.index - 6) : longest.index + 1]
    lines = [line for block in around if block.link_share < 0.5 for line in block.text.split("\n")]
    for line in lines:
        if 15 <= len(line) <= 160 and len(line.split()) >= 3 and fold_key(line) not in name_keys:
            return None if line.rstrip().endswith((".", "…", "...")) else line
    return None


def _with_names(metadata: Metadata, told: Candidate | None) -> list[Candidate]:
    return ([told] if told else []) + metadata.all("headline") + metadata.all("title")


def heading_text(element: HtmlElement) -> str:
    """A heading as its reader sees it, without anchors (¶) and texts for screen readers."""
    from .regions import DISCARD, HIDDEN, region_of

    pieces: list[str] = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and not region_of(child) & (DISCARD | HIDDEN):
            pieces.append(" " if child.tag == "br" else heading_text(child))
        pieces.append(child.tail or "")
    text = clean_text(" ".join("".join(pieces).split()))
    return text.rstrip("¶#").strip() if text.endswith(("¶", "#")) else text


def _is_headline(value: str, name_keys: set[str]) -> bool:
    key = fold_key(value)
    return len(key) >= 4 and key not in name_keys and key not in _GENERIC and "://" not in value


def _support_longer(votes: dict[str, float]) -> None:
    """A cut spelling ("…") and one with the site's name or a kicker around it vote for the one inside them too."""
    keys = sorted(votes, key=len)
    for index, short in enumerate(keys):
        for long in keys[index + 1 :]:
            if (
                len(short) >= 12
                and (long.startswith(short) or long.endswith(short))
                and len(short) >= 0.5 * len(long)
            ):
                votes[short] += 0.5 * votes[long]
                votes[long] += 0.5 * votes[short]


def _visible_choice(usable: list[Candidate], votes: dict[str, float]) -> Candidate | None:
    """The heading that the page shows: one that the machine-readable parts confirm, else the only h1."""
    machine = {fold_key(c.value) for c in usable if c.rule not in _SHOWN}
    headings = [c for c in usable if c.rule in _SHOWN]
    confirmed = [c for c in headings if fold_key(c.value) in machine]
    firsts = {c.value: c for c in headings if c.rule == "h1"}
    if confirmed:
        return min(confirmed, key=lambda c: (c.rule, -votes[fold_key(c.value)]))
    if len(firsts) == 1:
        only = next(iter(firsts.values()))
        kicked = [c for c in usable if c.rule not in _SHOWN and _has_kicker(only.value, c.value)]
        return kicked[0] if kicked else _unless_contradicted(only, usable)
    related = [
        c
        for c in firsts.values()
        if any(_shares_words(c.value, m.value) for m in usable if m.rule not in _SHOWN)
    ]
    return related[0] if related else None


def _unless_contradicted(only: Candidate, usable: list[Candidate]) -> Candidate | None:
    """An only h1 is believed although the meta title differs (an editor's variant), but not a section's name."""
    machine = [c for c in usable if c.rule not in _SHOWN]
    words = len(only.value.split())
    if not machine or words >= 4 or any(_shares_words(only.value, c.value) for c in machine):
        return only
    return None


def _has_kicker(shown: str, plain: str) -> bool:
    """Whether the shown heading is the plain one behind a kicker and a separator (عاجل | …)."""
    if not fold_key(shown).endswith(fold_key(plain)) or len(plain) < 12:
        return False
    kicker = shown[: len(shown) - len(plain)].strip()
    return bool(kicker) and (SEPARATOR.search(f"{kicker} x") is not None or kicker.endswith((":", "|", "..")))


def _shares_words(first: str, second: str) -> bool:
    a, b = set(first.split()), set(second.split())
    return len(a & b) >= max(2, 0.5 * min(len(a), len(b)))
