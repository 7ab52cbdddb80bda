"""The site of a living newsroom: answers by its clock, with what is there at that moment or what goes wrong then."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from threading import Lock
from urllib.parse import urlsplit

from arnews_crawler.demo.addresses import AddressBook
from arnews_crawler.demo.context import PageContext
from arnews_crawler.demo.living import LivingNewsroom
from arnews_crawler.demo.living_incidents import UNREADABLE, everywhere, of_article
from arnews_crawler.demo.living_model import Incident, Life
from arnews_crawler.demo.model import Newsroom
from arnews_crawler.demo.site import HTML, DemoSite, Response


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that was answered."""

    target: str
    status: int
    is_article: bool
    """It was the whole page of an article, or would have been."""
    is_unreadable: bool
    """That page could not be read: it fails, or holds its text in a way that nobody can read."""


@dataclass(frozen=True, slots=True)
class _Edition:
    """The site between two changes."""

    since: datetime
    newsroom: Newsroom
    site: DemoSite
    addresses: AddressBook
    removed: AddressBook
    how: Mapping[int, Life]
    """The removed articles by number."""


class LivingSite:
    """Answers requests for a living newsroom; safe to use from several threads.

    :param clock: the moment that it shows.
    """

    def __init__(self, living: LivingNewsroom, clock: Callable[[], datetime]) -> None:
        self._living = living
        self._clock = clock
        self._lock = Lock()
        self._edition: _Edition | None = None
        self._asked: list[Asked] = []

    @property
    def newsroom(self) -> Newsroom:
        """What it shows at present."""
        return self._current(self._clock()).newsroom

    def take_log(self) -> list[Asked]:
        """Return what was asked for since this was last called."""
        with self._lock:
            asked, self._asked = self._asked, []
        return asked

    def respond(self, target: str, base_url: str, headers: Mapping[str, str]) -> Response:
        """Return the answer to GET; ``headers`` are the request's."""
        moment = self._clock()
        edition, incident = self._current(moment), self._living.incident(moment)
        failure = self._failure(edition, incident, target, base_url, moment)
        response = failure or self._removed(edition, target) or edition.site.respond(target, base_url, headers)
        is_unreadable = failure is not None and incident is not None and incident.kind in UNREADABLE
        is_article = response.status != 304 and edition.addresses.find(target) is not None
        with self._lock:
            self._asked.append(Asked(target, response.status, is_article, is_unreadable and is_article))
        return response

    def _failure(
        self, edition: _Edition, incident: Incident | None, target: str, base_url: str, moment: datetime
    ) -> Response | None:
        if incident is None:
            return None
        response = everywhere(incident.kind, urlsplit(target).path)
        match = edition.addresses.find(target)
        if response is not None:
            return response
        if match is None:
            return self._hollow(edition).respond(target, base_url, {}) if incident.kind == "hollow" else None
        context = PageContext(newsroom=edition.newsroom, base_url=base_url.rstrip("/"), now=moment, most_read=())
        return of_article(incident.kind, match, context)

    def _hollow(self, edition: _Edition) -> DemoSite:
        return DemoSite(replace(edition.newsroom, articles=()), self._clock)

    def _removed(self, edition: _Edition, target: str) -> Response | None:
        match = edition.removed.find(target)
        if match is None or edition.addresses.find(target) is not None:
            return None
        how = edition.how[match.article.number].removed_how
        if how == "soft":  # which is what the site answers for an address that it never had
            return None
        if how == "home":
            return Response(302, {"Location": "/", "Content-Type": HTML}, b"")
        return Response(410 if how == "gone" else 404, {"Content-Type": HTML}, b"<!DOCTYPE html><h1>404</h1>")

    def _current(self, moment: datetime) -> _Edition:
        since = self._living.last_change(moment)
        with self._lock:
            if self._edition is None or self._edition.since != since:
                self._edition = self._edit(since)
            return self._edition

    def _edit(self, since: datetime) -> _Edition:
        newsroom = self._living.shown(since)
        removed = {life.first.number: life for life in self._living.removed(since)}
        return _Edition(
            since,
            newsroom,
            DemoSite(newsroom, self._clock),
            AddressBook(newsroom.articles),
            AddressBook(life.first for life in removed.values()),
            removed,
        )
