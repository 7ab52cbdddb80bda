"""Dates of a page that are not the article's, and why: those that cannot be, and those of other parts of the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from arnews_crawler.article import Article
from arnews_crawler.text.dates import explain_refusal
from arnews_crawler.text.parsed_date import DateRefusal

from .date_reader import DateReader, is_month_first
from .evidence import Candidate, Evidence, PageFacts
from .in_words import region_in_words

_NAMES = {
    "published_at": ("published", "page_published"),
    "modified_at": ("modified", "page_modified"),
}
_MACHINE = tuple(kind for kinds in _NAMES.values() for kind in kinds)
_LONGEST_LINE = 160
_MOST = 12
_REFUSED = {DateRefusal.FAR_FUTURE: "in the future", DateRefusal.RELATIVE_WITHOUT_NOW: "relative to a day not known"}


def against_date(name: str, candidate: Candidate, article: Article | None, facts: PageFacts) -> str:
    """What speaks against a date that was read, compared with the one that was taken; empty where nothing does."""
    date = _reader(facts).parse(candidate.value)
    if date is None or article is None:
        return ""
    taken = article.published_at if name == "published_at" else article.modified_at or article.published_at
    if date.value > (facts.hints.fetched_at or datetime.now(UTC)):
        return "in the future"
    if taken is None:
        return ""
    told = datetime.fromisoformat(taken)
    if name == "modified_at" and article.modified_at is None:
        return "no change: not later than the publication"
    is_same = date.value == told or date.value.date() in (told.date(), told.astimezone(UTC).date())
    return "says the same day" if is_same else "says another day, and stands behind the rule that won"


def _reader(facts: PageFacts) -> DateReader:
    """A reader that knows the page's order of day and month, as the one that decided over the date did."""
    plain = DateReader(facts.hints)
    lines = [block.text for block in [*facts.content.head, *facts.content.kept[:3]]]
    told = (plain.parse(candidate.value) for kind in _MACHINE for candidate in facts.metadata.all(kind))
    known = [date.value.date() for date in told if date is not None]
    is_turned = is_month_first(facts.metadata, lines, facts.url, facts.hints, known)
    return DateReader(facts.hints, is_month_first=True) if is_turned else plain


def unread_dates(name: str, evidence: Evidence, facts: PageFacts) -> Iterator[tuple[Candidate, str]]:
    """Dates that were no candidates at all: machine-readable ones that are none, printed ones of other articles."""
    hints, reader = facts.hints, _reader(facts)
    known = {candidate.value for found in evidence.candidates.values() for candidate in found}
    for kind in _NAMES[name]:
        for candidate in facts.metadata.all(kind):
            if candidate in evidence.candidates.get(name, ()):
                continue
            refusal = explain_refusal(
                candidate.value, now=hints.fetched_at, time_zone=reader.zone, day_first=reader.day_first
            )
            if refusal is not None:
                yield candidate, _REFUSED.get(refusal, refusal.value.replace("_", " "))
    if name == "published_at":
        yield from _of_other_parts(known, facts, reader)


def _of_other_parts(known: set[str], facts: PageFacts, reader: DateReader) -> Iterator[tuple[Candidate, str]]:
    finder = facts.finder
    kept = {block.index for block in facts.content.kept}
    left = _MOST
    for block in finder.page.blocks:
        if block.size > _LONGEST_LINE or block.index in kept or not any(map(str.isdigit, block.text)):
            continue
        for date in reader.find(block.text)[:1]:
            if date.raw in known or left == 0:
                continue
            left -= 1
            if block.index in finder.cards:
                why = "date of a card"
            else:
                why = region_in_words(finder.region[block.index]) or "too far from the article"
            yield Candidate(date.raw, "visible"), why
