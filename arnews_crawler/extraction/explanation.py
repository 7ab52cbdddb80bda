"""The explanation of a page: for each field the value, the rule that won and why, and why the others lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any, Final

from arnews_crawler.article import Article
from arnews_crawler.text.fold import fold_key

from .errors import ExtractionError
from .evidence import Candidate, Decision, Evidence, PageFacts
from .in_words import rule_in_words
from .left_out import Blocks, explain_blocks
from .names import split_names
from .other_dates import against_date, unread_dates
from .teaser import is_cut_beginning

FIELDS: Final = (
    *("headline", "teaser", "body", "section", "authors", "tags", "agency", "language"),
    *("published_at", "modified_at", "image_url", "site_name"),
)
_IN_METADATA: Final = {
    "teaser": "teaser", "section": "section", "authors": "author", "tags": "tag", "image_url": "image",
    "site_name": "site_name",
}  # fmt: skip
_DATES: Final = ("published_at", "modified_at")
_LONGEST_NAME = 60
# Their second part says what came about, not which other rules gave the same.
_TOLD_IN_WORDS: Final = frozenset({"line_as_shown", "line_above_body"})


@dataclass
class Other:
    """A value that was there and was not taken."""

    value: str
    rule: str
    reason: str


@dataclass
class FieldExplanation:
    """A field: its value, the rule that gave it, why in plain words (of an empty one: why it is), and the others."""

    value: Any
    rule: str
    why: str
    others: list[Other] = field(default_factory=list)


@dataclass
class Explanation:
    """All fields, the body's blocks, and the signs of what kind of page it is."""

    fields: dict[str, FieldExplanation] = field(default_factory=dict)
    blocks: Blocks | None = None
    signs: dict[str, Any] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def explain(evidence: Evidence, article: Article | ExtractionError) -> Explanation:
    """What the evidence of a page says of its article; of a page that was refused, of its headline and its signs."""
    if isinstance(article, ExtractionError):
        explained = Explanation({"headline": _explain_refused(evidence)} if evidence.candidates else {})
        loaded = None
    else:
        explained = Explanation({name: _explain_field(name, evidence, article) for name in FIELDS})
        loaded = article
    explained.blocks = explain_blocks(evidence, loaded)
    explained.signs = _signs(evidence.facts) if evidence.facts else {}
    return explained


def _explain_field(name: str, evidence: Evidence, article: Article) -> FieldExplanation:
    value = getattr(article, name)
    rule, why = _decision(name, evidence, article)
    others = [other for other in _others(name, rule, evidence, article) if name != "body"]
    if not value:
        why = "all candidates were refused" if others else "no candidate"
        return FieldExplanation(value, "", why, others)
    return FieldExplanation(value, rule, _why(name, rule, why), others)


def _explain_refused(evidence: Evidence) -> FieldExplanation:
    """The headline's candidates of a page that is no article."""
    others = [
        Other(c.value, c.rule, evidence.against("headline", c) or "would be the headline")
        for c in evidence.candidates.get("headline", ())
    ]
    return FieldExplanation(None, "", "the page is no article" if others else "no candidate", others)


def _decision(name: str, evidence: Evidence, article: Article) -> Decision:
    """The rule of the record has the last word: a layout, or the loader, may have replaced what the page said."""
    stored = article.evidence.get(name, "")
    known = evidence.decisions.get(name)
    return known if known is not None and str(known) == stored else Decision(stored)


def _why(name: str, rule: str, why: str) -> str:
    words = rule_in_words(rule)
    if name == "headline" and why and rule not in _TOLD_IN_WORDS:
        several = "say" if "," in why else "says"
        why = f"{why} {several} the same"
    return f"{words}; {why}" if why else words


def _others(name: str, rule: str, evidence: Evidence, article: Article) -> Iterator[Other]:
    """The candidates that lost, each once; those that say the same as the value are of its side."""
    seen: set[tuple[str, str]] = set()
    has_won = False
    for candidate, against in _candidates(name, evidence, article):
        if (fold_key(candidate.value), candidate.rule) in seen:
            continue
        seen.add((fold_key(candidate.value), candidate.rule))
        is_taken = _is_taken(name, candidate.value, getattr(article, name))
        if candidate.rule == rule and (is_taken or not (against or has_won)):
            has_won = True
            continue
        reason = against or ("says the same" if is_taken else f"{rule} came first" if rule else "not good enough")
        yield Other(candidate.value, candidate.rule, "says the same" if is_taken and name not in _DATES else reason)


def _candidates(name: str, evidence: Evidence, article: Article) -> Iterator[tuple[Candidate, str]]:
    facts = evidence.facts
    proposed = evidence.candidates.get(name, [])
    for candidate in proposed:
        against = evidence.against(name, candidate)
        if name in _DATES and facts is not None:
            # The one that won is the first of its rule, whatever it is compared with.
            is_first = candidate == next((c for c in proposed if c.rule == candidate.rule), None)
            won = is_first and candidate.rule == _decision(name, evidence, article).rule
            against = "" if won else against or against_date(name, candidate, article, facts)
        yield candidate, against
    if facts is None:
        return
    if name in _DATES:
        yield from unread_dates(name, evidence, facts)
    for candidate in facts.metadata.all(_IN_METADATA.get(name, "")):
        if candidate not in proposed:
            yield candidate, _unread(name, candidate.value, article, facts)


def _unread(name: str, value: str, article: Article, facts: PageFacts) -> str:
    """Why a value of the metadata was not even looked at."""
    is_site = fold_key(value) in {fold_key(site) for site in facts.site_names}
    if name == "teaser":
        if is_cut_beginning(value, article.body) or fold_key(value) in fold_key(article.body[: 4 * len(value) + 200]):
            return "equals the body's beginning"
        return "the page prints a teaser of its own" if article.teaser else ""
    if name == "tags":
        if is_site:
            return "the site's name"
        return "too long for a tag" if len(value) > _LONGEST_NAME else ""
    if name == "site_name" and len(value) > _LONGEST_NAME:
        return "too long for a name"
    return ""


def _is_taken(name: str, value: str, taken: Any) -> bool:
    """Whether a candidate says what the record has."""
    if isinstance(taken, list):
        values = split_names(value) if name == "authors" else [value]
        return bool(values) and {*map(fold_key, values)} <= {*map(fold_key, taken)}
    return bool(taken) and (value == taken or fold_key(value) == fold_key(str(taken)))


def _signs(facts: PageFacts) -> dict[str, Any]:
    """What speaks for and against an article."""
    signs = {**asdict(facts.signs), "types": sorted(facts.metadata.types)}
    og_type = facts.metadata.first("type")
    return {**signs, "og_type": og_type.value if og_type else None}
