"""When things are asked for: the sources first, then what they announced and what pages link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders.announcements import AnnouncementBook, Backlog
from arnews_crawler.spiders.frontier import Candidate, Frontier
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.wanted import Wanted

_BATCH = 200
"""Announced pages that are put into the queue at a time: a sitemap of a million never stands there whole."""
_A_PAGE = 2
"""Announced pages that each page read makes room for; more than one, so that the queue does not run dry."""


class Agenda:
    """Holds pages back until all sources were read: what they say of a page must be known when it is read."""

    def __init__(self, frontier: Frontier, wanted: Wanted, report: Reporter, size: int) -> None:
        self.book = AnnouncementBook()
        self.is_gathering = True
        self._frontier = frontier
        self._wanted = wanted
        self._report = report
        self._backlog = Backlog(size)
        self._links: list[Candidate] = []

    def announce(self, announcement: Announcement) -> None:
        """Take what a source says of a page, unless it is older than what was asked for."""
        excluded = self._wanted.announcement_excluded_by(announcement)
        if excluded:
            self._report.count(f"arnews/filtered/{excluded}")
            return
        self.book.add(announcement)
        self._backlog.add(announcement)

    def admit(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return what of a page's links is to be asked for now; while sources are being read, nothing is."""
        if self.is_gathering:
            self._links.extend(candidates)
            return []
        return list(self._frontier.offer(candidates))

    def after_page(self) -> Iterator[Candidate]:
        """Return the announced pages that follow upon a page."""
        return self._frontier.offer(self._backlog.take(_A_PAGE))

    def after_all(self) -> list[Candidate]:
        """Return what to go on with when nothing is left in the queue."""
        if self.is_gathering:
            self.is_gathering = False
            self._backlog.start()
        links, self._links = self._links, []
        return [*self._frontier.offer(links), *self._frontier.offer(self._backlog.take(_BATCH))]
