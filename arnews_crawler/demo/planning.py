"""The plan of a newsroom: which article gets which template, dates and ways to be found, before any text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Generic, TypeVar

from arnews_crawler.demo.model import (
    DATE_STYLES,
    HEADLINE_SPELLINGS,
    SEPARATORS,
    SOURCES,
    TEMPLATES,
    DateStyle,
    Edition,
    HeadlineSpelling,
    Source,
    TeaserKind,
    Template,
)
from arnews_crawler.demo.vocabulary import BEATS

LARGE = 30
"""From this size on a newsroom has everything: each template, each single source, a 60-paragraph article."""

LONGEST = 60
_RELATIVE_AGE = timedelta(days=6)
"""Older news is dated."""
_ENGLISH_TEMPLATES: tuple[Template, ...] = ("wp_block", "div_soup", "app_state", "microdata_amp")
_MACHINE_READABLE: frozenset[DateStyle] = frozenset({"json_ld", "meta"})

Card = TypeVar("Card")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is decided of an article before it is written."""

    number: int
    edition: Edition
    slug: str
    template: Template
    date_style: DateStyle
    published: datetime
    """The moment itself, also where the page shows none."""
    modified: datetime | None
    paragraphs: int
    teaser_kind: TeaserKind
    headline_repeats: int
    headline_spelling: HeadlineSpelling
    separator: str
    found_by: tuple[Source, ...]


class Deck(Generic[Card]):
    """Deals cards in shuffled rounds: after one round every card has been dealt."""

    def __init__(self, cards: Sequence[Card], rng: Random) -> None:
        self._cards = tuple(cards)
        self._rng = rng
        self._left: list[Card] = []

    def deal(self, is_allowed: Callable[[Card], bool] = lambda _card: True) -> Card:
        """Deal the next card that is allowed; raises ValueError where none can be."""
        for _ in range(2):
            for at, card in enumerate(self._left):
                if is_allowed(card):
                    return self._left.pop(at)
            fresh = list(self._cards)
            self._rng.shuffle(fresh)
            self._left += fresh
        raise ValueError("no card of this deck is allowed")


@dataclass(slots=True)
class _Planner:
    """The decks that one newsroom's plans are dealt from."""

    rng: Random
    size: int
    now: datetime
    templates: Deck[Template]
    slugs: Deck[str]
    recent_dates: Deck[DateStyle]
    old_dates: Deck[DateStyle]
    spellings: Deck[HeadlineSpelling]
    separators: Deck[str]

    def plan(self, number: int, published: datetime, edition: Edition) -> Plan:
        rank = self.size - number
        template, style = self._layout(edition, self.now - published, rank)
        is_sample = template == "sample_order"
        return Plan(
            number=number,
            edition=edition,
            slug=self.slugs.deal() if edition == "ar" else "english",
            template=template,
            date_style=style,
            published=published,
            modified=self._modified(published) if style in _MACHINE_READABLE else None,
            paragraphs=self._length(rank) if edition == "ar" else self.rng.randrange(4, 10),
            teaser_kind="excerpt" if is_sample else self._teaser_kind(),
            headline_repeats=1 if is_sample else self.rng.choices((0, 1, 2, 3), (5, 3, 1, 1))[0],
            headline_spelling=self.spellings.deal() if edition == "ar" else "same",
            separator=self.separators.deal(),
            found_by=self._found_by(rank) if edition == "ar" else ("sitemap", "listing"),
        )

    def _layout(self, edition: Edition, age: timedelta, rank: int) -> tuple[Template, DateStyle]:
        if edition == "en":
            return self.rng.choice(_ENGLISH_TEMPLATES), "json_ld"
        template = self.templates.deal()
        if rank == 1:
            return template, "visible_relative"
        dates = self.recent_dates if age < _RELATIVE_AGE else self.old_dates
        return template, dates.deal(lambda style: _suits(style, template))

    def _modified(self, published: datetime) -> datetime | None:
        later = published + timedelta(seconds=self.rng.randrange(300, 200_000))
        return later if self.rng.random() < 0.4 and later < self.now else None

    def _length(self, rank: int) -> int:
        if rank == 5 and self.size >= LARGE:
            return LONGEST
        if rank == 3:
            return 1
        kind = self.rng.random()
        for limit, least, most in ((0.08, 1, 1), (0.48, 2, 5), (0.93, 5, 10), (0.995, 11, 24)):
            if kind < limit:
                return self.rng.randint(least, most)
        return self.rng.randint(40, LONGEST)

    def _teaser_kind(self) -> TeaserKind:
        kinds: tuple[TeaserKind, ...] = ("none", "own", "excerpt")
        return self.rng.choices(kinds, (3, 4, 4))[0]

    def _found_by(self, rank: int) -> tuple[Source, ...]:
        """Return the ways to this article; a rank of 0 is the newest."""
        if self.size == 1:
            return ("sitemap", "listing")
        in_feed = rank < max(40, self.size // 5)
        if self.size >= LARGE and rank in _SINGLE_BY_RANK:
            return _SINGLE_BY_RANK[rank]
        chance = self.rng.random()
        if rank > self.size * 0.6 and chance < 0.35:
            return ("listing",)
        singles: tuple[tuple[float, Source], ...] = ((0.06, "sitemap"), (0.12, "listing"), (0.2, "related"))
        for limit, source in singles:
            if chance < limit and (source != "related" or self.size >= LARGE):
                return (source,)
        if in_feed and chance < 0.26:
            return ("feed",)
        share = 0.5 if chance < 0.5 else 1.0
        chosen = tuple(source for source in SOURCES if self.rng.random() < share)
        chosen = tuple(source for source in chosen if source != "feed" or in_feed) or ("sitemap", "listing")
        if self.size < LARGE and chosen == ("related",):
            return ("listing", "related")
        return chosen


_SINGLE_BY_RANK: dict[int, tuple[Source, ...]] = {
    2: ("feed",),
    4: ("sitemap",),
    7: ("related",),
    9: ("listing",),
    25: ("listing",),
    27: ("related",),
}
"""In a large newsroom each source alone leads to at least one article."""


def _suits(style: DateStyle, template: Template) -> bool:
    """Windows-1256 has no Arabic-Indic digits; old layouts have no JSON-LD."""
    if template in ("tables_1256", "sample_order") and style == "json_ld":
        return False
    return template != "tables_1256" or style != "visible_arabic_digits"


def plan_newsroom(size: int, rng: Random, now: datetime) -> list[Plan]:
    """Return the plans of a newsroom by number, the oldest first; ``now`` is later than all of them."""
    planner = _Planner(
        rng=rng,
        size=size,
        now=now,
        templates=Deck(TEMPLATES, rng),
        slugs=Deck(tuple(BEATS), rng),
        recent_dates=Deck(DATE_STYLES, rng),
        old_dates=Deck([style for style in DATE_STYLES if style != "visible_relative"], rng),
        spellings=Deck(HEADLINE_SPELLINGS, rng),
        separators=Deck(SEPARATORS, rng),
    )
    english = _english_numbers(size, rng)
    plans: list[Plan] = []
    for number, published in enumerate(_published_dates(size, rng, now), start=1):
        edition: Edition = "en" if number in english else "ar"
        plans.append(planner.plan(number, published, edition))
    return plans


def _english_numbers(size: int, rng: Random) -> frozenset[int]:
    """A handful of articles, never the newest thirty: those carry what a large newsroom must have."""
    if size < LARGE + 10:
        return frozenset()
    return frozenset(rng.sample(range(1, size - LARGE), min(8, max(3, size // 60))))


def _published_dates(size: int, rng: Random, now: datetime) -> list[datetime]:
    """Return rising moments; the newest is at least twenty minutes old, the pace some twelve a day."""
    moments: list[datetime] = []
    moment = now
    for _ in range(size):
        moment -= timedelta(seconds=rng.randrange(20 * 60, 220 * 60))
        moments.append(moment)
    return moments[::-1]
