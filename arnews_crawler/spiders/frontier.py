"""What is asked for next: each address once, within bounds that no site can stretch."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from arnews_crawler.discovery.shapes import has_repeated_path, url_shape


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of a run."""

    pages: int = 25_000
    depth: int = 8
    """Steps through pages that held no article; an article starts the count anew."""
    shape: int = 50
    """Pages of one shape that are asked for before one of them has brought anything."""
    listing_pages: int = 500
    stale_pages: int = 20
    """Pages of one listing in a row that name nothing that was not known from elsewhere."""


Why = Literal["new", "due", "lastmod", "listing", "full"]
"""Why an address is asked for: it was never read; its time has come; its sitemap says that it changed; it is a listing
that is looked at in each run; all are to be looked at."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be asked for."""

    url: str
    found_by: str
    depth: int = 1
    priority: int = 0
    is_announced: bool = False
    """A sitemap or feed names it: it counts against no shape."""
    lastmod: str | None = None
    """When its sitemap says that it last changed."""
    why: Why = "new"
    etag: str | None = None
    last_modified: str | None = None
    """Validators of the answer that is known; a server that has no news says so by 304."""


@dataclass(slots=True)
class _Shape:
    asked: int = 0
    fruits: int = 0
    waiting: deque[Candidate] = field(default_factory=lambda: deque(maxlen=5000))


class Frontier:
    """Decides what is asked for, and counts what is not under ``arnews/refused/<why>``.

    A calendar without end, a search with facets, a session in the path: such traps have no mark that is known
    beforehand, but their pages bring nothing. So each shape of address has a credit, and each page of it that
    brings something (an article, a listing's new links) extends it.
    """

    CREDIT_PER_FRUIT = 10

    def __init__(self, is_own: Callable[[str], bool], limits: Limits, count: Callable[[str], None]) -> None:
        self.is_own = is_own
        self._limits = limits
        self._count = count
        self._seen: set[str] = set()
        self._asked = 0
        self._shapes: defaultdict[str, _Shape] = defaultdict(_Shape)

    def has_seen(self, url: str) -> bool:
        """Whether an address was asked for, waits, or was refused for good."""
        return url in self._seen

    def mark_seen(self, url: str) -> None:
        """Never ask for an address: it was reached by another way."""
        self._seen.add(url)

    def offer(self, candidates: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield what is to be asked for now."""
        for candidate in candidates:
            if candidate.url in self._seen or not self.is_own(candidate.url):
                continue
            refusal = self._refusal(candidate)
            if refusal:
                self._count(f"arnews/refused/{refusal}")
                continue
            self._seen.add(candidate.url)
            if self._has_credit(candidate):
                self._asked += 1
                yield candidate

    def settle(self, url: str, *, is_fruitful: bool) -> Iterator[Candidate]:
        """Take note of what a page brought; yield what its shape's new credit lets go."""
        if not is_fruitful:
            return
        shape = self._shapes[url_shape(url)]
        shape.fruits += 1
        while shape.waiting and shape.asked < self._credit(shape) and self._asked < self._limits.pages:
            shape.asked += 1
            self._asked += 1
            yield shape.waiting.popleft()

    def waiting(self) -> Counter[str]:
        """Shape -> addresses that were never asked for, since nothing of their shape brought anything."""
        return Counter({name: len(shape.waiting) for name, shape in self._shapes.items() if shape.waiting})

    def _refusal(self, candidate: Candidate) -> str | None:
        if has_repeated_path(candidate.url):
            self._seen.add(candidate.url)
            return "repeated_path"
        if candidate.depth > self._limits.depth:
            return "too_deep"
        if self._asked >= self._limits.pages:
            return "page_limit"
        return None

    def _has_credit(self, candidate: Candidate) -> bool:
        if candidate.is_announced:
            return True
        shape = self._shapes[url_shape(candidate.url)]
        if shape.asked >= self._credit(shape):
            shape.waiting.append(candidate)
            return False
        shape.asked += 1
        return True

    def _credit(self, shape: _Shape) -> int:
        return self._limits.shape + self.CREDIT_PER_FRUIT * shape.fruits


class ListingChain:
    """The pages of one listing, read one after the other until one brings nothing."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._links: set[int] = set()
        self._pages = 0
        self._stale = 0

    def goes_on(self, urls: Iterable[str], *, brought_new: bool) -> bool:
        """Take note of a page's links; whether the next page is worth asking for.

        :param brought_new: the page named something that nothing else had named in this run.
        """
        # The same menu stands on every page: what counts is what no earlier page of this listing named.
        fresh = {hash(url) for url in urls} - self._links
        self._links |= fresh
        self._pages += 1
        self._stale = 0 if brought_new else self._stale + 1
        return bool(fresh) and self._pages < self._limits.listing_pages and self._stale < self._limits.stale_pages
