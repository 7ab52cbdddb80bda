"""Getting to know a site: which pages are read first, and that nothing is extracted before they were."""

from __future__ import annotations

import heapq
import logging
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import Final, NamedTuple
from urllib.parse import urlsplit

from scrapy.http import Response

from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.shapes import article_likelihood, page_number
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize, site_host
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.page_sketch import PageSketch, sketch_page
from arnews_crawler.extraction.site_traits import TRAITS_VERSION, SiteTraits, stable_hash
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.spiders.arguments import SpiderArguments
from arnews_crawler.spiders.frontier import Candidate
from arnews_crawler.spiders.reporting import Reporter

SAMPLE: Final = 12
"""Pages that are held back together, and so the bound of what is in memory."""
_RESERVE: Final = 5 * SAMPLE
"""Addresses that are remembered of each kind: some may be refused."""
_VALID: Final = timedelta(days=30)
"""A site is redesigned now and then; older traits do no harm, but know nothing of the new frame."""

logger = logging.getLogger(__name__)


class Held(NamedTuple):
    """A page of the sample that waits for the others."""

    response: Response
    candidate: Candidate


class Acquaintance:
    """Chooses the sample, holds its pages, and learns from them once.

    The sample depends on what the site announces alone, not on what answers first; what is learned depends on the
    sample alone; and every article of the run is read with it.
    """

    def __init__(self, report: Reporter, arguments: SpiderArguments) -> None:
        self.traits: SiteTraits | None = None
        """What is known of the site; None where nothing is."""
        self._report = report
        self._site = site_key(next(filter(None, (arguments.base_url, *arguments.urls)), ""))
        limit = arguments.limit
        self._newest = limit if limit is not None and limit < SAMPLE else None
        self._order: dict[str, int] = {}
        self._awaited: set[str] = set()
        self._held: list[Held] = []
        self._sketches: list[PageSketch] = []
        self._feeds = _SmallestHashes()
        self._all = _SmallestHashes()
        self._may_learn = not self._recall() and not arguments.urls

    @property
    def may_learn(self) -> bool:
        """Whether nothing is known of the site, or what is known is old."""
        return self._may_learn

    @property
    def is_learning(self) -> bool:
        """Whether pages that are read now may be read with less than those that are read later."""
        return self._may_learn or bool(self._awaited or self._held)

    def note(self, url: str, found_by: str) -> None:
        """Take note of an address that a source announces or the front page links to."""
        if not self._may_learn or is_home(url) or page_number(url):
            return
        if found_by == "feed":
            self._feeds.add(url)
        self._all.add(url)

    def choose(self, announced: Iterable[Candidate]) -> Iterator[Candidate]:
        """Yield whom to meet, as many as may be needed: a feed's pages, which are articles, for one half of them.

        ``announced`` is the order in which a run asks. One that ends after a few articles meets those that it would
        have read in any case, and what it learns of so few is not kept.
        """
        if not self._may_learn:
            return
        self._may_learn = False
        known = {candidate.url: candidate for candidate in announced}
        newest = [candidate for candidate in known.values() if candidate.is_announced]
        if self._newest is not None and newest:
            yield from newest[: self._newest]
            return
        urls = dict.fromkeys([*self._feeds.urls()[: SAMPLE // 2], *self._all.urls()])
        yield from islice((known[url] for url in urls if url in known), self._newest)

    def expect(self, candidates: Iterable[Candidate]) -> list[Candidate]:
        """Return the sample: those that are asked for now, and held when they come."""
        sample = list(islice(candidates, SAMPLE))
        self._order = {candidate.url: place for place, candidate in enumerate(sample)}
        self._awaited = set(self._order)
        return sample

    def is_awaited(self, url: str) -> bool:
        """Whether an address is of the sample and was not answered yet."""
        return url in self._awaited

    def meet(self, response: Response, candidate: Candidate) -> None:
        """Take a page of the sample and keep it until all are there."""
        self._awaited.discard(candidate.url)
        self._held.append(Held(response, candidate))
        content_type = response.headers.get("Content-Type")
        with suppress(ExtractionError, UrlRefusedError):
            url = canonicalize(response.url)
            if not is_home(url):
                header = content_type.decode("latin-1") if content_type else None
                self._sketches.append(sketch_page(parse_document(response.body, url, header)))

    def miss(self, url: str) -> None:
        """A page of the sample could not be had."""
        self._awaited.discard(url)

    def settle(self) -> list[Held]:
        """Learn from the pages that came, once all are answered, and return them to be read; none before."""
        if self._awaited or not self._held:
            return []
        held = sorted(self._held, key=lambda page: self._order[page.candidate.url])
        self._held.clear()
        self._learn()
        return held

    def give_up(self) -> list[Candidate]:
        """Wait for nobody any more, since nothing is under way; return the pages that have to be asked for again.

        A request that is lost without a word is no failure that the spider hears of.
        """
        self._awaited.clear()
        return [page.candidate for page in self.settle()]

    def _learn(self) -> None:
        traits = learn_traits(self._sketches)
        self._sketches.clear()
        self._report.count("arnews/traits/pages", traits.pages)
        if not traits.pages:
            return
        self.traits = traits
        if self._newest is None:
            self._report.learned(self._site, TRAITS_VERSION, traits.pages, traits.to_json())

    def _recall(self) -> bool:
        """Take what is kept of the site; whether that will do for this run."""
        stored = self._report.known_traits(self._site) if self._site else None
        if stored is None:
            return False
        try:
            self.traits = SiteTraits.from_json(stored["text"])
            age = datetime.now(UTC) - datetime.fromisoformat(stored["learned_at"])
        except ValueError as error:
            logger.info("what was learned of %s is learned anew: %s", self._site, error)
            return False
        return age < _VALID


class _SmallestHashes:
    """Of any number of addresses those with the smallest hashes, first the ones that look like an article's."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, str]] = []
        self._urls: set[str] = set()

    def add(self, url: str) -> None:
        """Take an address, unless it is one too many."""
        if url in self._urls:
            return
        # Of the path alone: the same site at another port or by another protocol gives the same sample.
        parts = urlsplit(url)
        entry = (-(article_likelihood(url) == 0), -stable_hash(f"{parts.path}?{parts.query}"), url)
        self._urls.add(url)
        if len(self._heap) < _RESERVE:
            heapq.heappush(self._heap, entry)
        else:
            self._urls.discard(heapq.heappushpop(self._heap, entry)[2])

    def urls(self) -> list[str]:
        """Return them, the smallest first."""
        return [url for _, _, url in sorted(self._heap, reverse=True)]


def site_key(url: str) -> str:
    """Return what a site is known by: its host, with the port where it is not the usual one.

    >>> site_key("https://www.example.org/a"), site_key("http://127.0.0.1:8000/")
    ('example.org', '127.0.0.1:8000')
    """
    port = urlsplit(url).port
    return site_host(url) + (f":{port}" if port not in (None, 80, 443) else "")
