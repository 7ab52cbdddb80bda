"""What happens to a living newsroom: the states of each article, its end, and the hours when the site fails."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from arnews_crawler.demo.model import DemoArticle

RemovalKind = Literal["gone", "missing", "soft", "home"]
"""A removed page answers with 410, with 404, with 200 and a page that says so, or with a redirect to the front page."""

IncidentKind = Literal[
    "unavailable",
    "bodies_as_pictures",
    "limited",
    "refused",
    "robots_unavailable",
    "broken_sitemaps",
    "forbidden",
    "bodies_empty",
    "hollow",
    "captcha",
    "pages_unavailable",
]
"""``living_incidents`` serves them and says what each is."""


@dataclass(frozen=True, slots=True)
class State:
    """An article from a moment on, until its next state."""

    at: datetime
    article: DemoArticle
    is_announced: bool
    """The sitemap tells that the page changed, or that it is new."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """One article from its publication to its removal."""

    states: tuple[State, ...]
    """In their order; the first is its publication."""
    removed_at: datetime | None = None
    removed_how: RemovalKind = "gone"

    @property
    def published(self) -> datetime:
        """The moment itself, also where the page shows none."""
        return self.states[0].at

    @property
    def first(self) -> DemoArticle:
        """The article as it was published."""
        return self.states[0].article

    def ends_at(self, place: int) -> datetime | None:
        """Return when a state was over; None where it stands still."""
        return self.states[place + 1].at if place + 1 < len(self.states) else self.removed_at

    def is_removed(self, moment: datetime) -> bool:
        """Whether the page was taken down by then."""
        return self.removed_at is not None and self.removed_at <= moment

    def at(self, moment: datetime) -> DemoArticle | None:
        """Return what the page shows; None before its publication and after its removal."""
        place = bisect_right(self.states, moment, key=lambda state: state.at)
        return None if place == 0 or self.is_removed(moment) else self.states[place - 1].article


@dataclass(frozen=True, slots=True)
class Incident:
    """Hours when the site fails in one way."""

    start: datetime
    end: datetime
    kind: IncidentKind

    def covers(self, moment: datetime) -> bool:
        """Whether it goes on at a moment."""
        return self.start <= moment < self.end
