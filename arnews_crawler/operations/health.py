"""The health of a site, from its own history: fields that most articles had and now lack, pages refused, short bodies.

A complaint needs evidence of its own kind: at least five articles, most of the run's, and odds that chance does not
explain, going by the site's healthy runs. A run of two articles, or of a kind that was always so, is none.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from statistics import median
from typing import Final

from arnews_crawler.corpus.run_history import RunHistory
from arnews_crawler.discovery.shapes import url_shape
from arnews_crawler.operations.odds import odds_of_at_most, share_of
from arnews_crawler.operations.vital_signs import OPTIONAL_FIELDS, Sightings, Signs

LEAST: Final = 5
"""Articles that a complaint needs."""
_UNLIKELY: Final = 0.0005
_VERY_UNLIKELY: Final = 0.00001
"""A field that is rarer than it was may be chance, or the day's kind of news; one that is gone is a redesign."""
_LEAST_LENGTHS: Final = 10
_SHORT: Final = 0.25
"""Of the usual middle length."""
_BODY: Final = ("no_body", "headline_is_body", "empty_document")
_LIKE_NO_BODY: Final = ("stub", "listing")
"""What a page without its text looks like; but pages of the house and of tags look so too."""
_HEADLINE: Final = ("no_headline",)
_UNAVAILABLE: Final = ("timeout", "connection_lost", "connection_refused", "cut_response", "download_failed", "http_5")
_NO_COMPLAINT: Final = ("http_404", "http_410", "house_page", "soft_404", "redirected_home")
"""Articles are taken down, one by one; those that never were there are counted below."""


@dataclass(frozen=True, slots=True)
class Patient:
    """A run that is looked at."""

    signs: Signs = field(default_factory=Signs)
    history: RunHistory = field(default_factory=RunHistory)
    layout: str | None = None
    """The layout that the spider declares."""
    is_section: bool = False
    """It was bound to a section, which may be of another kind than the site."""
    ignored: Collection[str] = ()
    """Fields that the operator gave up (``ARNEWS_HEALTH_IGNORE``)."""


def complaints(patient: Patient) -> Iterator[str]:
    """Yield what is wrong with a run, one line each."""
    yield from _missing_texts(patient)
    yield from _refused(patient)
    if not patient.is_section:
        yield from _missing_fields(patient)
        yield from _short_bodies(patient)


def _missing_fields(patient: Patient) -> Iterator[str]:
    """A field that most articles of the site used to have and that most of the run's lack."""
    signs = patient.signs
    usual_articles = _total(patient, "item_scraped_count")
    for name in OPTIONAL_FIELDS:
        # An article that is looked at again and never had the field lost nothing; those without a date are often due.
        bare = patient.history.bare.get(name, ())
        lacking = _without(signs.lacks.get(name, Sightings()), bare)
        articles = signs.articles - len(bare)
        has = articles - lacking.number
        if name in patient.ignored or lacking.number < LEAST or lacking.number <= has:
            continue
        usual = _total(patient, f"arnews/field/{name}")
        if usual * 2 <= usual_articles:
            continue
        odds = odds_of_at_most(has, articles, share_of(usual, usual_articles))
        if odds < (_VERY_UNLIKELY if has else _UNLIKELY):
            yield (
                f"{name} is missing in {lacking.number} of {articles} articles, where "
                f"{usual / usual_articles:.0%} of the site's used to have it; {lacking.describe(patient.layout)}"
            )


def _without(sightings: Sightings, left_out: Collection[str]) -> Sightings:
    rest = Sightings()
    for url in sightings.urls:
        if url not in left_out:
            rest.note(url)
    rest.number = sightings.number - len(left_out)
    return rest


def _missing_texts(patient: Patient) -> Iterator[str]:
    """Pages without headline or body are no articles any more: they show among what is refused."""
    body = (*_BODY, *_LIKE_NO_BODY) if patient.history.is_known else _BODY
    for name, codes in (("headline", _HEADLINE), ("body", body)):
        refused = _suspects(patient, codes)
        articles = patient.signs.articles
        if name in patient.ignored or refused.number < LEAST or refused.number <= articles:
            continue
        if _is_unusual(patient, codes, refused.number):
            yield (
                f"{name} is missing in {refused.number} of {articles + refused.number} articles; "
                f"{refused.describe(patient.layout)}"
            )


def _refused(patient: Patient) -> Iterator[str]:
    """Pages where articles used to be, refused for another reason, or not to be had."""
    rejects = patient.signs.rejects
    if not patient.history.is_known:
        return
    groups: dict[str, list[str]] = {}
    for code in rejects:
        if not code.startswith((*_BODY, *_LIKE_NO_BODY, *_HEADLINE, "source_")):
            groups.setdefault("unavailable" if code.startswith(_UNAVAILABLE) else code, []).append(code)
    for name, codes in groups.items():
        refused = _suspects(patient, codes)
        articles = patient.signs.articles
        if refused.number < LEAST or refused.number <= articles or not _is_unusual(patient, codes, refused.number):
            continue
        why = ", ".join(codes) if name == "unavailable" else name
        yield (
            f"{refused.number} of {articles + refused.number} pages where articles used to be are refused ({why}); "
            f"{refused.describe(patient.layout)}"
        )


def _short_bodies(patient: Patient) -> Iterator[str]:
    """Bodies of a quarter of the usual length: a site that shows a teaser only to those who pay."""
    lengths = patient.signs.lengths_told()
    usual = [run["arnews/body/median_length"] for run in patient.history.healthy if _has_lengths(run)]
    if lengths is None or patient.signs.articles < _LEAST_LENGTHS or len(usual) == 0 or "body" in patient.ignored:
        return
    middle = median(usual)
    least = min(usual)
    if lengths[0] < _SHORT * middle and lengths[0] < least / 2 and lengths[1] < middle / 2:
        yield (
            f"body has {lengths[0]} letters in the middle of {patient.signs.articles} articles, where {round(middle)}"
            f" are usual; {patient.signs.found.describe(patient.layout)}"
        )


def _suspects(patient: Patient, codes: Collection[str]) -> Sightings:
    """What was refused for one of ``codes`` and should have been an article.

    It was one before; or it is new to us, and stands where articles stand, or is announced as they are. A page that
    is looked at once more and never was an article (a writer's, a tag's) is none.
    """
    history = patient.history
    shapes = {url_shape(url) for url in history.article_urls} if history.is_known else set()
    found = Sightings()
    for code in codes:
        announced = set(patient.signs.surprises.get(code, Sightings()).urls)
        for url in patient.signs.rejects.get(code, Sightings()).urls:
            is_new = url in history.new or not history.is_known
            if (url in history.known and not code.startswith(_NO_COMPLAINT)) or (
                is_new and (url in announced or url_shape(url) in shapes)
            ):
                found.note(url)
    return found


def _is_unusual(patient: Patient, codes: Collection[str], number: int) -> bool:
    """Whether so many refusals for these codes are more than the site's healthy runs would let expect."""
    usual = sum(_total(patient, f"arnews/reject/{code}") for code in codes)
    articles = _total(patient, "item_scraped_count")
    if not articles:
        return True
    total = patient.signs.articles + number
    return odds_of_at_most(patient.signs.articles, total, 1 - share_of(usual, articles + usual)) < _UNLIKELY


def _total(patient: Patient, name: str) -> float:
    return sum(run.get(name, 0) for run in patient.history.healthy)


def _has_lengths(run: Mapping[str, float]) -> bool:
    return run.get("item_scraped_count", 0) >= LEAST and "arnews/body/median_length" in run
