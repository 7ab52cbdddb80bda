"""Which of a site's sources a run asks again: those that may have news, within a bound that no site can stretch."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from arnews_crawler.corpus.sources import KnownSource

CHILDREN: Final = 8
"""Sitemaps of an index a run that are read although nothing says that they have changed."""
FEEDS: Final = 6
"""Feeds of sections a run that are read again."""
_ENDS: Final = 2
"""Of them so many from each end of the index: that is where the newest pages are."""
_ABSENT: Final = timedelta(days=7)
"""How long it is believed that nothing is at a place where sitemaps and feeds usually are."""
_CONTINUED: Final = timedelta(hours=1)
"""How long what a killed run was told is good enough for the next."""
_VERIFY: Final = timedelta(days=1)
"""An index that says that nothing changed is taken at its word so long."""


class Child(NamedTuple):
    """A sitemap that an index names."""

    url: str
    lastmod: str | None


class SourceMemory:
    """Decides with what is known of the sources; where nothing is known, all are asked.

    :param known: by address; empty for a run that is to know nothing.
    :param copy_of: returns what a source said when it last had news.
    :param is_incremental: False where all sources are to be asked again, with validators.
    :param is_continuation: the run goes on with one that was killed.
    """

    def __init__(
        self,
        known: Mapping[str, KnownSource],
        copy_of: Callable[[str], bytes | None],
        now: datetime,
        *,
        is_incremental: bool,
        is_continuation: bool = False,
    ) -> None:
        self._known = known
        self.copy_of = copy_of
        self._now = now
        self.is_incremental = is_incremental
        self._is_continuation = is_continuation
        self._feeds = FEEDS

    def validators(self, url: str) -> dict[str, str]:
        """Return the request headers with which a source that has no news answers 304."""
        known = self._known.get(url)
        pairs = () if known is None else (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified))
        return {name: value for name, value in pairs if value}

    def fresh_copy(self, url: str) -> bytes | None:
        """Return what a source said to the run that this one goes on with; None where it is to be asked."""
        known = self._known.get(url) if self._is_continuation else None
        if known is None or known.kind in ("absent", "broken") or self._age(known) > _CONTINUED:
            return None
        return self.copy_of(url)

    def may_be_at(self, url: str) -> bool:
        """Whether it is worth to look at a usual place that nobody named."""
        known = self._known.get(url)
        return known is None or known.kind != "absent" or self._age(known) > _ABSENT

    def may_have_news(self, feed: str) -> bool:
        """Whether a feed that a listing names is asked in this run; a few known ones are, new ones always."""
        if not self.is_incremental or feed not in self._known:
            return True
        self._feeds -= 1
        return self._feeds >= 0

    def choose(self, children: Sequence[Child]) -> list[Child]:
        """Return which sitemaps of an index are asked: new and changed ones, and of the others some by turns."""
        if not self.is_incremental:
            return list(children)
        chosen = [child for child in children if self._has_news(child)]
        silent = [child for child in children if child not in chosen and not self._is_said_unchanged(child)]
        turns = sorted(silent, key=lambda child: (self._known[child.url].unchanged, self._known[child.url].visited_at))
        ends = [child for child in (*children[:_ENDS], *children[-_ENDS:]) if child in silent]
        chosen += list(dict.fromkeys([*ends, *turns]))[:CHILDREN]
        return [*chosen, *self._to_verify(children, chosen)]

    def _has_news(self, child: Child) -> bool:
        known = self._known.get(child.url)
        if known is None or not known.is_whole or known.kind in ("absent", "broken"):
            return True
        return child.lastmod is not None and child.lastmod != known.lastmod

    def _is_said_unchanged(self, child: Child) -> bool:
        """Whether its index says that it did not change since it was read, as far as that can be told.

        A date without time tells nothing of what happened later on that day, in whatever time zone.
        """
        known = self._known[child.url]
        if child.lastmod is None or known.lastmod_lies:
            return False
        day_before = (datetime.fromisoformat(known.visited_at) - timedelta(days=1)).date().isoformat()
        return len(child.lastmod) > len(day_before) or child.lastmod < day_before

    def _to_verify(self, children: Sequence[Child], chosen: Sequence[Child]) -> list[Child]:
        """The one of those that claim to be unchanged whose claim was not looked at for longest."""
        rest = [child for child in children if child not in chosen and self._is_said_unchanged(child)]
        oldest = min(rest, key=lambda child: self._known[child.url].visited_at, default=None)
        return [oldest] if oldest is not None and self._age(self._known[oldest.url]) > _VERIFY else []

    def _age(self, known: KnownSource) -> timedelta:
        return self._now - datetime.fromisoformat(known.visited_at)
