"""Why a field is what it is: every candidate of every field, and the rule that won."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Candidate(NamedTuple):
    """A value that a rule found for a field. ``rule`` names the place: ``json_ld:headline``, ``h1``, ``og:title``."""

    value: str
    rule: str


@dataclass
class Evidence:
    """Gathers the candidates of all fields and which rule won each.

    >>> evidence = Evidence()
    >>> evidence.propose("headline", "عنوان", "h1")
    >>> evidence.decide("headline", "h1", "og:title agrees")
    >>> evidence.rules()
    {'headline': 'h1 (og:title agrees)'}
    """

    candidates: dict[str, list[Candidate]] = field(default_factory=dict)
    decisions: dict[str, str] = field(default_factory=dict)

    def propose(self, name: str, value: str, rule: str) -> None:
        """Notes a candidate of the field ``name``."""
        self.candidates.setdefault(name, []).append(Candidate(value, rule))

    def decide(self, name: str, rule: str, why: str = "") -> None:
        """Notes the rule that gave the field ``name``, and why it won."""
        self.decisions[name] = f"{rule} ({why})" if why else rule

    def rules(self) -> dict[str, str]:
        """Field -> the rule that gave it, as the record stores it."""
        return dict(self.decisions)
