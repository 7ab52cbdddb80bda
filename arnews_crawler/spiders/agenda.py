"""When things are asked for: the sources first, then what they announced and what pages link to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.discovery.shapes import article_likelihood
from arnews_crawler.spiders.acquaintance import SAMPLE, Acquaintance
from arnews_crawler.spiders.announcements import AnnouncementBook, Backlog, Heard, candidate_of
from arnews_crawler.spiders.following import ENTRANCE
from arnews_crawler.spiders.frontier import Candidate, Frontier
from arnews_crawler.spiders.recall import Recall
from arnews_crawler.spiders.reporting import Reporter
from arnews_crawler.spiders.teasers import TeaserWatch
from arnews_crawler.spiders.wanted import Wanted

_BATCH = 200
"""Announced pages that are put into the queue at a time: a sitemap of a million never stands there whole."""
_A_PAGE = 2
"""Announced pages that each page read makes room for; more than one, so that the queue does not run dry."""


class Agenda:
    """Holds pages back until all sources were read: what they say of a page must be known when it is read.

    After the sources the sample of the site's acquaintance is asked for, and only then all the others. What is asked
    for the first time is written down before, so that a run that is killed is gone on with.
    """

    def __init__(
        self,
        frontier: Frontier,
        wanted: Wanted,
        report: Reporter,
        recall: Recall,
        acquaintance: Acquaintance,
        size: int,
    ) -> None:
        self.book = AnnouncementBook()
        self.teasers = TeaserWatch(report)
        self.is_gathering = True
        self._frontier = frontier
        self._wanted = wanted
        self._report = report
        self._recall = recall
        self._acquaintance = acquaintance
        self._backlog = Backlog(size)
        self._room = 2 * size
        self._links: list[Candidate] = []

    def announce(self, announcements: Iterable[Announcement]) -> Heard:
        """Take what one source says of its pages.

        What is older than was asked for is not remembered, nor what is more than a run could read.
        """
        said = {}
        is_whole = True
        for announcement in announcements:
            excluded = self._wanted.announcement_excluded_by(announcement)
            if excluded:
                self._report.count(f"arnews/filtered/{excluded}")
                is_whole = False
                continue
            self.book.add(announcement)
            self.teasers.hear(announcement)
            self._acquaintance.note(announcement.url, announcement.found_by)
            if self._frontier.is_own(announcement.url):
                said[announcement.url] = announcement
            else:
                self._report.count("arnews/refused/offsite")
        chosen = self._recall.choose([candidate_of(announcement) for announcement in said.values()])
        for candidate in chosen:
            announcement = said[candidate.url]
            self._backlog.add(candidate, announcement.published or announcement.lastmod or "")
        fresh = [candidate for candidate in chosen if candidate.why == "new"]
        self._report.found(fresh[: max(self._room, 0)])
        self._room -= len(fresh)
        return Heard(is_whole and self._room >= 0, bool(chosen))

    def admit(self, candidates: Sequence[Candidate]) -> tuple[list[Candidate], list[Candidate]]:
        """Take a page's links; return those that are to be asked for now, and those that no run had met before.

        While sources are being read, nothing is asked for.
        """
        chosen = self._recall.choose(candidates)
        unmet = [candidate for candidate in chosen if candidate.why == "new"]
        if not self.is_gathering:
            return self._offer(chosen), unmet
        for candidate in chosen:
            self._links.append(candidate)
            if candidate.priority not in (0, ENTRANCE):
                self._acquaintance.note(candidate.url, candidate.found_by)
        return [], unmet

    def unread(self) -> Iterator[str]:
        """Yield addresses, an article's by their look, that wait to be read for the first time."""
        if self.is_gathering:
            waiting = chain(self._backlog.announced(), self._links)
            yield from (one.url for one in waiting if one.why == "new" and article_likelihood(one.url))

    def after_page(self) -> list[Candidate]:
        """Return the announced pages that follow upon a page."""
        return list(self._frontier.offer(() if self.is_gathering else self._backlog.take(_A_PAGE)))

    def open(self) -> None:
        """From now on nothing is held back."""
        self.is_gathering = False

    def after_all(self) -> list[Candidate]:
        """Return what to go on with when nothing is left in the queue."""
        if self.is_gathering:
            for candidate in self._recall.again():
                self._backlog.add(candidate, candidate.lastmod or "")
            self._backlog.start()
            waiting = self._acquaintance.choose(chain(self._backlog, self._links, self._familiar()))
            if sample := self._acquaintance.expect(self._frontier.offer(waiting)):
                return sample
            self.open()
        links, self._links = self._links, []
        more = [*self._offer(links), *self._frontier.offer(self._backlog.take(_BATCH))]
        return more or list(self._frontier.offer(self._recall.after_illness()))

    def _familiar(self) -> list[Candidate]:
        """Articles to get to know the site by again, where it has too few new ones for that."""
        new = sum(candidate.why == "new" for candidate in chain(self._backlog, self._links))
        known = self._recall.familiar() if self._acquaintance.may_learn and new < SAMPLE else []
        for candidate in known:
            self._acquaintance.note(candidate.url, candidate.found_by)
        return known

    def _offer(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Links pass the frontier before they are written down: a trap's addresses are not worth it."""
        offered = list(self._frontier.offer(candidates))
        self._report.found(candidate for candidate in offered if candidate.why == "new")
        return offered
