"""A hostile site: three good articles, and beside them what the fault puts there."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from threading import Lock
from typing import Any

from arnews_crawler.demo.hostile.answers import TEXT, XML, Answer, Asked, Handler, Reply, failing, page
from arnews_crawler.demo.hostile.house import (
    GOOD_ARTICLES,
    Story,
    article_page,
    front_page,
    sitemap,
    stories,
    truth_of,
)

_NO_PAGE = failing(404)


class HostileSite:
    """Answers requests to the site and to "elsewhere"; what a fault adds goes before what every site has.

    Used from several threads once it is served; built from one.
    """

    def __init__(self, seed: int, good: int = GOOD_ARTICLES) -> None:
        spare = stories(good + 12, seed)
        self.good: tuple[Story, ...] = spare[:good]
        self.spare: tuple[Story, ...] = spare[good:]
        """Texts for what the fault publishes beside the good articles."""
        self.log: list[Asked] = []
        """All requests, in the order of their arrival."""
        self.sent: Counter[str] = Counter()
        """Target -> bytes that the client took."""
        self.robots = "User-agent: *\nAllow: /\nSitemap: {base}/sitemap.xml\n"
        self.secure = False
        """It is served over TLS, with a certificate that nobody should trust."""
        self.pause = 0.0
        """Seconds that every good page takes."""
        self._answers: dict[tuple[str, str], Handler] = {}
        self._patterns: list[tuple[str, re.Pattern[str], Handler]] = []
        self._listed: list[str] = []
        self._more = ""
        self._lock = Lock()

    def serve(self, path: str, answer: Answer | Handler, host: str = "site") -> None:
        """Answer a path; no other page names it."""
        self._answers[host, path] = _handler(answer)

    def serve_all(self, pattern: str, answer: Answer | Handler, host: str = "site") -> None:
        """Answer all paths that a regular expression matches from their beginning, and that nothing else answers."""
        self._patterns.append((host, re.compile(pattern), _handler(answer)))

    def beside(self, path: str, answer: Answer | Handler) -> None:
        """Answer a path that the front page and the sitemap name beside the good articles."""
        self.serve(path, answer)
        self._listed.append(path)

    def announce(self, url: str) -> None:
        """Name an address in the sitemap and on the front page; ``{base}`` and ``{elsewhere}`` are filled in."""
        self._listed.append(url)

    def publish(self, story: Story) -> None:
        """Add an article to the good ones, as the newest; the site may be served already."""
        self.good = (story, *self.good)

    def add_markup(self, markup: str) -> None:
        """Put markup on the front page."""
        self._more += markup

    def answer(self, host: str, target: str, headers: dict[str, str], when: float, bases: tuple[str, str]) -> Answer:
        """Return the answer to a request and write it down."""
        path = target.partition("?")[0]
        with self._lock:
            times = Counter(asked.target for asked in self.log if asked.host == host)
            run = Counter(asked.target for asked in self.log if asked.host == "site")["/robots.txt"]
            run += host == "site" and path == "/robots.txt"
            asked = Asked(host, target, headers, when, *bases, time=times[target] + 1, run=run)
            self.log.append(asked)
        return self._find(host, target, path)(asked)

    def took(self, target: str, size: int) -> None:
        """Note that the client took so many bytes."""
        with self._lock:
            self.sent[target] += size

    def truth(self, base: str) -> Iterator[dict[str, Any]]:
        """Yield what is true of each good article."""
        for story in self.good:
            yield truth_of(story, base)

    def _find(self, host: str, target: str, path: str) -> Handler:
        for key in ((host, target), (host, path)):
            if key in self._answers:
                return self._answers[key]
        for of_host, pattern, handler in self._patterns:
            if of_host == host and pattern.match(target):
                return handler
        return self.house if host == "site" else _handler(_NO_PAGE)

    def house(self, asked: Asked) -> Answer:
        """Answer as a sound site would."""
        path = asked.target.partition("?")[0]
        if path == "/robots.txt":
            return page(_filled(self.robots, asked), TEXT)
        if path == "/sitemap.xml":
            return page(sitemap(self._entries(asked)), XML)
        if path == "/":
            links = [(story.path, story.headline) for story in self.good]
            more = [(_filled(url, asked), f"خبر آخر من المدينة {place}") for place, url in enumerate(self._listed, 1)]
            return page(front_page([*links, *more], _filled(self._more, asked)))
        story = next((story for story in self.good if story.path == path), None)
        return Reply(article_page(story).encode(), after=self.pause) if story else _NO_PAGE

    def _entries(self, asked: Asked) -> list[tuple[str, Any]]:
        good = [(asked.base + story.path, story.published) for story in self.good]
        listed = [_filled(url, asked) for url in self._listed]
        return [*good, *((asked.base + url if url.startswith("/") else url, None) for url in listed)]


def _handler(answer: Answer | Handler) -> Handler:
    return (lambda _: answer) if not callable(answer) else answer


def _filled(text: str, asked: Asked) -> str:
    return text.replace("{base}", asked.base).replace("{elsewhere}", asked.elsewhere)
