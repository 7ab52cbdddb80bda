"""What is withheld is asked for by no run: not by name, not by a link, not at the end of a redirect."""

from __future__ import annotations

import logging
from pathlib import Path

from scrapy import Request
from scrapy.crawler import Crawler

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.takedowns import read_withheld_urls
from arnews_crawler.discovery.urls import canonicalize
from arnews_crawler.politeness.refusals import WithheldError

logger = logging.getLogger(__name__)


class WithheldMiddleware:
    """Refuse the addresses that were withheld when the run began, counted ``arnews/refused/withheld``."""

    def __init__(self, crawler: Crawler, withheld: frozenset[str]) -> None:
        assert crawler.stats is not None
        self._stats = crawler.stats
        self._withheld = withheld

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> WithheldMiddleware:
        """Read the ledger; what is wrong with the file is said where it is written to."""
        path = crawler.settings.get("ARNEWS_DB")
        try:
            withheld = read_withheld_urls(Path(path)) if path else frozenset()
        except CorpusError as error:
            logger.debug("no takedowns are known: %s", error)
            withheld = frozenset()
        return cls(crawler, withheld)

    def process_request(self, request: Request) -> None:
        """Let a request pass.

        :raises WithheldError: its address was withheld.
        """
        if self._withheld and canonicalize(request.url) in self._withheld:
            self._stats.inc_value("arnews/refused/withheld")
            raise WithheldError(f"{request.url}; `arnews withhold --undo` takes that back")
