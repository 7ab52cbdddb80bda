"""Why a field is what it is: every candidate of every field, the rule that won, and why the others lost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .content import Content, ContentFinder
    from .hints import PageHints
    from .metadata import Metadata
    from .page_signs import PageSigns


class Candidate(NamedTuple):
    """A value that a rule found for a field. ``rule`` names the place: ``json_ld:headline``, ``h1``, ``og:title``."""

    value: str
    rule: str


class Decision(NamedTuple):
    """The rule that gave a field, and why it won."""

    rule: str
    why: str = ""

    def __str__(self) -> str:
        return f"{self.rule} ({self.why})" if self.why else self.rule


class PageFacts(NamedTuple):
    """What the decision over a page looked at. Held for an explanation, which reads it only when it is asked for."""

    url: str
    metadata: Metadata
    finder: ContentFinder
    content: Content
    signs: PageSigns
    hints: PageHints
    site_names: list[str]


@dataclass
class Evidence:
    """Which rule won each field; where it is asked for, all candidates and why they lost too.

    A crawl asks for the rules alone, and pays for no more: one that is not asked keeps no candidates. Hand one in to
    `load_article`, and it is filled, also by a page that is refused.

    >>> evidence = Evidence()
    >>> evidence.propose("headline", "عنوان", "h1")
    >>> evidence.propose("headline", "أخبار", "h2", "a word that every page has")
    >>> evidence.decide("headline", "h1", "og:title agrees")
    >>> evidence.rules()
    {'headline': 'h1 (og:title agrees)'}
    >>> evidence.against("headline", Candidate("أخبار", "h2"))
    'a word that every page has'
    """

    is_asked: bool = True
    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    decisions: dict[str, Decision] = field(default_factory=dict)
    facts: PageFacts | None = None
    _against: dict[tuple[str, Candidate], str] = field(default_factory=dict)

    def propose(self, name: str, value: str, rule: str, against: str = "") -> None:
        """Notes a candidate of the field ``name``; ``against`` says in plain words why it is refused."""
        if not self.is_asked:
            return
        candidate = Candidate(value, rule)
        known = self.candidates.setdefault(name, [])
        if candidate not in known:
            known.append(candidate)
        if against:
            self._against[name, candidate] = against

    def judge(self, name: str, reason: Callable[[Candidate], str]) -> None:
        """Notes for each candidate of a field why it lost; ``reason`` is called only where that is asked for."""
        for candidate in self.candidates.get(name, ()):
            if why := reason(candidate):
                self._against.setdefault((name, candidate), why)

    def decide(self, name: str, rule: str, why: str = "") -> None:
        """Notes the rule that gave the field ``name``, and why it won."""
        self.decisions[name] = Decision(rule, why)

    def against(self, name: str, candidate: Candidate) -> str:
        """What was said against a candidate; empty where nothing was: another came first."""
        return self._against.get((name, candidate), "")

    def rules(self) -> dict[str, str]:
        """Field -> the rule that gave it, as the record stores it."""
        return {name: str(decision) for name, decision in self.decisions.items()}
