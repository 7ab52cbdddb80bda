"""What a site's sources say of its pages, kept until each page is read."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import timedelta, timezone, tzinfo
from typing import NamedTuple

from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.spiders.frontier import Candidate

_OFFSET = re.compile(r"[0-9]\s*([+-])([0-9]{2}):?([0-9]{2})\s*$")
_RANK = {"feed": 2, "sitemap": 1}
_MOST_WORDS = 6
"""Announcements of one page that are kept; a site names it in a few feeds and a sitemap."""


class AnnouncementBook:
    """Announcements by address.

    All sources are read before the first page, and what two of them say is merged without regard to order:
    the same site gives the same record in every run.
    """

    def __init__(self) -> None:
        self._book: dict[str, tuple[Announcement, ...]] = {}
        self._offsets: Counter[timedelta] = Counter()

    def add(self, announcement: Announcement) -> None:
        """Keep an announcement, if it tells more than the address."""
        if announcement.published and (match := _OFFSET.search(announcement.published)):
            sign = -1 if match[1] == "-" else 1
            self._offsets[sign * timedelta(hours=int(match[2]), minutes=int(match[3]))] += 1
        if not announcement.says_something:
            return
        known = {*self._book.get(announcement.url, ()), announcement}
        self._book[announcement.url] = tuple(sorted(known, key=_weight, reverse=True)[:_MOST_WORDS])

    def find(self, urls: Iterable[str]) -> list[Announcement]:
        """Return what was said of a page under any of its addresses, feeds before sitemaps."""
        found = {announcement for url in urls for announcement in self._book.get(url, ())}
        return sorted(found, key=_weight, reverse=True)

    def time_zone(self) -> tzinfo | None:
        """Return the offset that the site's sources write their dates with; None where they do not agree.

        UTC tells nothing: WordPress writes every feed in it.
        """
        offsets = Counter({offset: count for offset, count in self._offsets.items() if offset})
        if not offsets:
            return None
        offset, count = offsets.most_common(1)[0]
        if count * 10 < offsets.total() * 9 or abs(offset) > timedelta(hours=14):
            return None
        return timezone(offset)


class Heard(NamedTuple):
    """What came of one source."""

    is_whole: bool
    """All that it names is remembered."""
    is_fresh: bool
    """It names something that is to be read now."""


class Backlog:
    """Announced pages that were not asked for yet, the newest first.

    A run reads no more than its bound of pages, so no more are remembered than could be needed.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._found: dict[str, tuple[Candidate, str]] = {}
        self._queue: deque[Candidate] = deque()
        self._is_started = False

    def add(self, candidate: Candidate, when: str) -> None:
        """Remember an announced page.

        :param when: its date, as its source writes it.
        """
        if self._is_started:
            self._queue.append(candidate)
            return
        known, date = self._found.get(candidate.url, (candidate, ""))
        best = max(known, candidate, key=lambda each: _RANK.get(each.found_by, 0))
        if best.lastmod is None and (lastmod := known.lastmod or candidate.lastmod):
            best = replace(best, lastmod=lastmod)
        self._found[candidate.url] = (best, max(when, date))
        if len(self._found) > 2 * self._size:
            self._found = dict(self._newest())

    def start(self) -> None:
        """All sources were read: put in order what they announced."""
        self._is_started = True
        self._queue.extend(candidate for _, (candidate, _) in self._newest())
        self._found.clear()

    def _newest(self) -> list[tuple[str, tuple[Candidate, str]]]:
        # Sitemaps date by ISO 8601, which sorts as text; feeds have few entries, which are new in any case.
        ordered = sorted(self._found.items(), key=_newness, reverse=True)
        return ordered[: self._size]

    def announced(self) -> Iterator[Candidate]:
        """Look at those that were announced so far, in no order, before they are put in one."""
        return (candidate for candidate, _ in self._found.values())

    def __iter__(self) -> Iterator[Candidate]:
        """Look at those that wait, in their order."""
        return iter(self._queue)

    def take(self, number: int) -> Iterator[Candidate]:
        """Yield the next ones."""
        for _ in range(min(number, len(self._queue))):
            yield self._queue.popleft()


def _newness(entry: tuple[str, tuple[Candidate, str]]) -> tuple[int, str, str]:
    url, (candidate, when) = entry
    return _RANK.get(candidate.found_by, 0), when, url


def candidate_of(announcement: Announcement) -> Candidate:
    """Return an announced page as one that may be asked for."""
    url, found_by = announcement.url, announcement.found_by
    return Candidate(url, found_by, depth=1, priority=10, is_announced=True, lastmod=announcement.lastmod)


def _weight(announcement: Announcement) -> tuple[int, str]:
    """Order announcements of one page: of two of a kind the order of reading decides nothing."""
    return _RANK.get(announcement.found_by, 0), repr(announcement)
