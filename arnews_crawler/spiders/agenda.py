"""When things are asked for: the sources first, then what they announced and what pages link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders.acquaintance import Acquaintance
from arnews_crawler.spiders.announcements import AnnouncementBook, Backlog
from arnews_crawler.spiders.following import ENTRANCE
from arnews_crawler.spiders.frontier import Candidate, Frontier
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.teasers import TeaserWatch
from arnews_crawler.spiders.wanted import Wanted

_BATCH = 200
"""Announced pages that are put into the queue at a time: a sitemap of a million never stands there whole."""
_A_PAGE = 2
"""Announced pages that each page read makes room for; more than one, so that the queue does not run dry."""


class Agenda:
    """Holds pages back until all sources were read: what they say of a page must be known when it is read.

    After the sources the sample of the site's acquaintance is asked for, and only then all the others.
    """

    def __init__(
        self, frontier: Frontier, wanted: Wanted, report: Reporter, size: int, acquaintance: Acquaintance
    ) -> None:
        self.book = AnnouncementBook()
        self.teasers = TeaserWatch(report)
        self.is_gathering = True
        self._frontier = frontier
        self._wanted = wanted
        self._report = report
        self._acquaintance = acquaintance
        self._backlog = Backlog(size)
        self._links: list[Candidate] = []

    def announce(self, announcement: Announcement) -> None:
        """Take what a source says of a page, unless it is older than what was asked for."""
        excluded = self._wanted.announcement_excluded_by(announcement)
        if excluded:
            self._report.count(f"arnews/filtered/{excluded}")
            return
        self.book.add(announcement)
        self.teasers.hear(announcement)
        self._backlog.add(announcement)
        self._acquaintance.note(announcement.url, announcement.found_by)

    def admit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return what of a page's links is to be asked for now; while sources are being read, nothing is."""
        if self.is_gathering:
            for candidate in candidates:
                self._links.append(candidate)
                if candidate.priority not in (0, ENTRANCE):
                    self._acquaintance.note(candidate.url, candidate.found_by)
            return []
        return list(self._frontier.offer(candidates))

    def after_page(self) -> Iterator[Candidate]:
        """Return the announced pages that follow upon a page."""
        return self._frontier.offer(() if self.is_gathering else self._backlog.take(_A_PAGE))

    def open(self) -> None:
        """From now on nothing is held back."""
        self.is_gathering = False

    def after_all(self) -> list[Candidate]:
        """Return what to go on with when nothing is left in the queue."""
        if self.is_gathering:
            self._backlog.start()
            waiting = self._acquaintance.choose(chain(self._backlog, self._links))
            if sample := self._acquaintance.expect(self._frontier.offer(waiting)):
                return sample
            self.open()
        links, self._links = self._links, []
        return [*self._frontier.offer(links), *self._frontier.offer(self._backlog.take(_BATCH))]
