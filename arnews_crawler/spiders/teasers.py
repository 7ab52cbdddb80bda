"""Teasers that a site prints elsewhere than on the article's page: in its feeds, on the cards of its listings."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.corpus.told_teasers import preference, told_by
from arnews_crawler.discovery.announcement import Announcement
from arnews_crawler.extraction.told_teaser import is_told_teaser
from arnews_crawler.reading.page import has_own_teaser
from arnews_crawler.spiders.reporting import Reporter

MOST_TOLD: Final = 20_000
"""Addresses whose teasers are remembered; the oldest is forgotten first."""
MOST_WAITING: Final = 3_000
"""Articles without a teaser of their own that are remembered, so that one may be told later."""
_MOST_WORDS: Final = 6
"""Teasers of one page that are remembered: a site prints it in a few feeds and listings."""
_LONGEST: Final = 1_000
"""Letters; what is longer is the article itself."""


class _Told(NamedTuple):
    text: str
    rule: str


@dataclass(slots=True)
class _Waiting:
    """An article whose page gives no teaser, from when it was read."""

    article: Article
    captions: frozenset[str]
    is_delivered: bool = False


class TeaserWatch:
    """Brings teasers and articles together, whichever is read first.

    Texts that a feed or listing prints of several pages were left out before (`without_shared_teasers`). Of several
    teasers the same one wins in each order of reading (`preference`). An article that is on its way is completed at
    once; one that was delivered is told of.
    """

    def __init__(self, report: Reporter) -> None:
        self._report = report
        self._told: dict[str, tuple[_Told, ...]] = {}
        self._waiting: dict[str, _Waiting] = {}

    def hear(self, announcement: Announcement) -> None:
        """Take note of what a feed or a card says of a page."""
        rule = told_by(announcement.found_by)
        if rule is None or not announcement.teaser or len(announcement.teaser) > _LONGEST:
            return
        told, url = _Told(announcement.teaser, rule), announcement.url
        known = self._told.get(url, ())
        if told in known:
            return
        self._told[url] = tuple(sorted({*known, told}, key=_preference, reverse=True)[:_MOST_WORDS])
        self._forget_oldest(self._told, MOST_TOLD, "arnews/teaser/forgotten")
        waiting = self._waiting.get(url)
        if waiting and _improve(waiting, [told]) and waiting.is_delivered:
            self._report.told(waiting.article.url, told.text, told.rule)

    def read(self, article: Article, addresses: Collection[str], captions: frozenset[str]) -> None:
        """An article was read: give it what was told of it, and remember it if its page has no teaser.

        :param captions: keys of the captions of its pictures.
        """
        if has_own_teaser(article):
            return
        waiting = _Waiting(article, captions)
        _improve(waiting, self._told_of(addresses))
        for address in addresses:
            self._wait(address, waiting)

    def deliver(self, article: Article) -> None:
        """An article is handed over, under the address that it has now."""
        if has_own_teaser(article):
            return
        # From the end: most are delivered as soon as they are read.
        waiting = next((one for one in reversed(self._waiting.values()) if one.article is article), None)
        if waiting is not None:
            _improve(waiting, self._told_of([article.url]))
            self._wait(article.url, waiting)
            waiting.is_delivered = True

    def _told_of(self, addresses: Iterable[str]) -> list[_Told]:
        found = {told for address in addresses for told in self._told.get(address, ())}
        return sorted(found, key=_preference, reverse=True)

    def _wait(self, address: str, waiting: _Waiting) -> None:
        self._waiting[address] = waiting
        self._forget_oldest(self._waiting, MOST_WAITING, "arnews/teaser/unwatched")

    def _forget_oldest(self, things: dict[str, Any], most: int, statistic: str) -> None:
        if len(things) > most:
            del things[next(iter(things))]
            self._report.count(statistic)


def _preference(told: _Told) -> tuple[int, int, str]:
    return preference(told.rule, told.text)


def _improve(waiting: _Waiting, tellings: Iterable[_Told]) -> bool:
    """Give an article the first teaser told that is its own and better than the one that it has."""
    article = waiting.article
    rule = told_by(article.evidence.get("teaser"))
    known = preference(rule, article.teaser) if rule and article.teaser else None
    for told in tellings:
        if known is not None and _preference(told) <= known:
            return False
        if is_told_teaser(told.text, article.headline, article.body, waiting.captions):
            article.teaser, article.evidence["teaser"] = told.text, told.rule
            return True
    return False
