"""What a crawler that ran at given moments must know of a living newsroom, what it may know, and what it cannot.

A crawler sees a state of an article only when it runs while that state stands. What a sitemap tells it must know from
the next sound run on. What nothing tells (an undated page changed, a page was taken down) it can only see when it looks
again; such things happen within a day of publication, and a look after as much time as the article is old is expected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from arnews_crawler.demo.addresses import article_path, variant_paths
from arnews_crawler.demo.living import LivingNewsroom, carrier_of
from arnews_crawler.demo.living_edits import WATCHED
from arnews_crawler.demo.living_model import Life
from arnews_crawler.demo.model import DemoArticle

_SLACK: Final = timedelta(hours=3)
"""A look that is due waits for the next run, and a page that was missing for a second look."""
_AFTER_FAILURES: Final = timedelta(hours=9)
"""Who met a failing site waits longer each time before the next look."""

_VERIFIED: Final = timedelta(hours=26)
"""An undated page moves no date in the index of sitemaps; one that says that nothing changed is believed for a day."""

Text = tuple[str, str | None, str]
"""Headline, teaser, body."""


@dataclass(frozen=True, slots=True)
class Version:
    """A text that an article had."""

    text: Text
    at: datetime
    is_required: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What is to be known of one Arabic article."""

    url: str
    variants: frozenset[str]
    number: int
    found_by: tuple[str, ...]
    published: datetime
    is_required: bool
    """It could be found in a sound run."""
    versions: tuple[Version, ...]
    """Those that stood in any run at all, in their order."""
    removed_at: datetime | None
    must_be_gone: bool


class Observer:
    """The moments of the runs, and which of them met a sound site."""

    def __init__(self, living: LivingNewsroom, runs: Sequence[datetime]) -> None:
        self.living = living
        self.runs = sorted(runs)
        self.sound = [run for run in self.runs if living.incident(run) is None]

    def sees(self, since: datetime, until: datetime | None, *, sound: bool = True) -> list[datetime]:
        """Return the runs within a span."""
        return [run for run in (self.sound if sound else self.runs) if since <= run and (until is None or run < until)]

    def slack(self, since: datetime, until: datetime) -> timedelta:
        """Return how much later than it is due a look may be."""
        meets_failure = any(
            incident.start < until + _SLACK and incident.end + _AFTER_FAILURES > since
            for incident in self.living.incidents
        )
        return _SLACK + (_AFTER_FAILURES if meets_failure else timedelta())


def living_truth(living: LivingNewsroom, runs: Sequence[datetime], base_url: str) -> Iterator[Expected]:
    """Yield what runs at these moments are to know, article by article."""
    observer = Observer(living, runs)
    lives = {life.first.number: life for life in living.lives}
    articles = {number: life.first for number, life in lives.items()}
    for life in living.lives:
        if life.first.edition == "ar":
            yield _expect(life, lives, articles, observer, base_url.rstrip("/"))


def _expect(
    life: Life,
    lives: Mapping[int, Life],
    articles: Mapping[int, DemoArticle],
    observer: Observer,
    base_url: str,
) -> Expected:
    article = life.first
    reached = _reached_at(life, lives, articles, observer)
    return Expected(
        url=base_url + article_path(article),
        variants=frozenset(base_url + path for path in variant_paths(article)),
        number=article.number,
        found_by=article.found_by,
        published=life.published,
        is_required=reached is not None,
        versions=tuple(_versions(life, reached, observer)),
        removed_at=life.removed_at,
        must_be_gone=reached is not None and _must_be_gone(life, reached, observer),
    )


def _reached_at(
    life: Life, lives: Mapping[int, Life], articles: Mapping[int, DemoArticle], observer: Observer
) -> datetime | None:
    """The first sound run that could find the article; what a link alone leads to, when its carrier was first read."""
    if life.first.found_by != ("related",):
        told = life.published
        if life.first.found_by == ("sitemap",) and life.first.published is None:
            told += _VERIFIED
        return next(iter(observer.sees(told, life.removed_at)), None)
    carrier = carrier_of(articles, life.first)
    if carrier is None:
        return None
    reading = _reached_at(lives[carrier.number], lives, articles, observer)
    return None if reading is None or life.is_removed(reading) else reading


def _versions(life: Life, reached: datetime | None, observer: Observer) -> Iterator[Version]:
    last: Text | None = None
    for place, state in enumerate(life.states):
        end = life.ends_at(place)
        article = state.article
        text = (article.headline, article.teaser, article.body)
        if text == last or not observer.sees(state.at, end, sound=False):
            continue
        last = text
        is_required = False
        if reached is not None:
            seen = observer.sees(max(state.at, reached), end)
            if place and not state.is_announced:
                seen = observer.sees(_looked_at_by(life, state.at, observer), end)
            is_required = bool(seen)
        yield Version(text, state.at, is_required)


def _must_be_gone(life: Life, reached: datetime, observer: Observer) -> bool:
    removed = life.removed_at
    if removed is None or removed - life.published > WATCHED or removed <= reached:
        return False
    return len(observer.sees(_looked_at_by(life, removed, observer), None)) > 1


def _looked_at_by(life: Life, moment: datetime, observer: Observer) -> datetime:
    """When whoever looks again after as much time as an article stood still has looked, since a moment."""
    age = moment - life.published
    due = moment + max(age, timedelta(hours=1))
    return due + observer.slack(life.published, due)
