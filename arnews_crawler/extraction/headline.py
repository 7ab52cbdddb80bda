"""The headline: a vote of everything that claims to be it, stripped of the site's name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from arnews_crawler.text.fold import fold_text

from .evidence import Candidate, Evidence
from .keys import line_key
from .lines import is_bare_address
from .site_name import strip_site_name

_WEIGHTS = {
    "json_ld:headline": 3.0, "json_ld:name": 2.0, "og:title": 3.0, "twitter:title": 2.0, "itemprop:headline": 3.0,
    "title": 2.0, "listing": 2.0, "feed": 3.0, "sitemap": 2.0, "json_ld:WebPage.name": 1.0, "h1": 3.0, "h2": 1.0,
    "h3": 0.5, "title_class": 2.0, "repeated_line": 2.5, "line_above_text": 0.2,
}  # fmt: skip
MAX_HEADLINE = 400
SHOWN = ("h1", "h2", "h3", "title_class", "repeated_line", "line_above_text")
"""Rules that give what the page shows to its reader."""
_PARTED = re.compile(r"[|»›•]$|\s[-–—]$")
_KICKERS = set(
    map(
        line_key,
        "عاجل خاص حصري حوار تقرير تحليل رأي مباشر فيديو صور بالصور بالفيديو شاهد تحديث breaking exclusive".split(),
    )
)
_GENERIC = {
    line_key(word)
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
    told: frozenset[str] = frozenset()
    """Keys of the spellings that metadata, the title, a feed or a listing give."""


def vote_headline(gathered: list[Candidate], names: list[str], evidence: Evidence) -> HeadlineVote | None:
    """The headline of a page by vote, or None where nothing claims to be one.

    Candidates that say the same in other letters, or with the site's name around them, vote together; what the page
    shows to its reader (a heading) is how the winner is spelled.
    """
    name_keys = {line_key(name) for name in names}
    stripped = [Candidate(strip_site_name(c.value, names), c.rule) for c in gathered]
    candidates = [c for c in stripped if c.value and len(c.value) <= MAX_HEADLINE]
    votes: dict[str, float] = {}
    for candidate in stripped if evidence.is_asked else ():
        evidence.propose("headline", candidate.value, candidate.rule, _unusable(candidate.value, name_keys))
    usable = [c for c in candidates if not _unusable(c.value, name_keys)]
    if not usable:
        return None
    rules: set[tuple[str, str]] = set()
    for candidate in usable:
        key = line_key(candidate.value)
        if (key, candidate.rule) not in rules:
            rules.add((key, candidate.rule))
            votes[key] = votes.get(key, 0.0) + _WEIGHTS.get(candidate.rule, 0.5)
    _support_longer(votes, {line_key(c.value) for c in usable if c.rule not in ("h2", "h3")})
    visible = _visible_choice(usable, votes)
    best = visible or max(usable, key=lambda c: (votes[line_key(c.value)], _WEIGHTS.get(c.rule, 0.5)))
    key = line_key(best.value)
    evidence.judge("headline", lambda c: _outvoted(line_key(c.value), key, votes))
    agreeing = sorted({c.rule for c in usable if line_key(c.value) == key and c.rule != best.rule})
    keys = {line_key(c.value) for c in usable if _tells_it(c, best, votes)} | {key}
    keys |= {line_key(c.value) for c in gathered if c.rule not in SHOWN} if len(key) > 8 else set()
    keys -= name_keys
    told = frozenset(line_key(c.value) for c in usable if c.rule not in SHOWN)
    return HeadlineVote(best.value, {k for k in keys if len(k) > 5} | {key}, best.rule, ", ".join(agreeing), told)


def _tells_it(candidate: Candidate, best: Candidate, votes: dict[str, float]) -> bool:
    """Whether a candidate is the chosen headline in another spelling or an editor's variant of it."""
    if votes[line_key(candidate.value)] < 2.0 or candidate.rule in ("repeated_line", "line_above_text"):
        return False
    return candidate.rule not in SHOWN or shares_words(candidate.value, best.value)


def _unusable(value: str, name_keys: set[str]) -> str:
    """Why a value can be no headline, in plain words; empty where it can."""
    key = line_key(value)
    if len(key) < 4:
        return "too short"
    if key in name_keys:
        return "the site's name"
    if key in _GENERIC:
        return "a word that any page has"
    if is_bare_address(value):
        return "an address"
    return "" if len(value) <= MAX_HEADLINE else f"longer than {MAX_HEADLINE} letters"


def _outvoted(key: str, winner: str, votes: dict[str, float]) -> str:
    own, most = votes.get(key, 0.0), votes[winner]
    if key == winner:
        return ""
    return f"outvoted, {own:g} to {most:g}" if own < most else f"{own:g} to {most:g}, but the page shows the other"


def _support_longer(votes: dict[str, float], strong: set[str]) -> None:
    """A cut spelling ("…") and one with the site's name or a kicker around it vote for the one inside them too."""
    keys = sorted(strong, key=len)
    for index, short in enumerate(keys):
        for long in keys[index + 1 :]:
            if len(short) >= 12 and (long.startswith(short) or long.endswith(short)) and len(short) >= 0.5 * len(long):
                votes[short] += 0.5 * votes[long]
                votes[long] += 0.5 * votes[short]


def _visible_choice(usable: list[Candidate], votes: dict[str, float]) -> Candidate | None:
    """The heading that the page shows: one that the machine-readable parts confirm, else the only h1."""
    machine = {line_key(c.value) for c in usable if c.rule not in SHOWN}
    headings = [c for c in usable if c.rule in SHOWN]
    confirmed = [c for c in headings if line_key(c.value) in machine]
    firsts = {c.value: c for c in headings if c.rule == "h1"}
    if confirmed:
        return min(confirmed, key=lambda c: (c.rule, -votes[line_key(c.value)]))
    if len(firsts) == 1:
        only = next(iter(firsts.values()))
        kicked = [c for c in usable if c.rule not in SHOWN and has_kicker(only.value, c.value)]
        return kicked[0] if kicked else _unless_contradicted(only, usable)
    related = [c for c in firsts.values() if any(shares_words(c.value, m.value) for m in usable if m.rule not in SHOWN)]
    return related[0] if related else None


def _unless_contradicted(only: Candidate, usable: list[Candidate]) -> Candidate | None:
    """An only h1 is believed although the meta title differs (an editor's variant), but not a section's name."""
    machine = [c for c in usable if c.rule not in SHOWN]
    words = len(only.value.split())
    if not machine or words >= 4 or any(shares_words(only.value, c.value) for c in machine):
        return only
    return None


def has_kicker(shown: str, plain: str) -> bool:
    """Whether the shown heading is the plain one behind a kicker and a mark (عاجل | …, بالصور.. …).

    A speaker's name before a colon is no kicker: only the words that newsrooms use as such are.

    >>> has_kicker("عاجل | وصول الوفد إلى العاصمة", "وصول الوفد إلى العاصمة")
    True
    >>> has_kicker("سمير قدورة: وصول الوفد إلى العاصمة", "وصول الوفد إلى العاصمة")
    False
    """
    if len(plain) < 12 or not line_key(shown).endswith(line_key(plain)):
        return False
    kicker = shown[: len(shown) - len(plain)].strip()
    if _PARTED.search(kicker):
        return len(kicker.split()) <= 4
    return line_key(kicker) in _KICKERS


def shares_words(first: str, second: str) -> bool:
    """Whether two lines tell the same news: they have at least two longer words, and a third of them, in common."""
    a, b = _longer_words(first), _longer_words(second)
    return len(a & b) >= max(2, min(len(a), len(b)) / 3)


@lru_cache(maxsize=1024)
def _longer_words(line: str) -> frozenset[str]:
    return frozenset(word for word in fold_text(line).split() if len(word) > 2)
