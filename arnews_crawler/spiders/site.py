"""What a site's spider declares and is told, and which addresses are its site's."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlsplit

from scrapy import Spider
from scrapy.settings import SETTINGS_PRIORITIES

from arnews_crawler.discovery.urls import is_same_site, site_host
from arnews_crawler.extraction.hints import Layout
from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError, SpiderArguments
from arnews_crawler.spiders.configuration import read_arguments

if TYPE_CHECKING:
    from typing import Self

    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

logger = logging.getLogger(__name__)

_LAST_WORD = SETTINGS_PRIORITIES["cmdline"] + 1

# A site on this very machine (the demo newsroom, a test) has nobody to be polite to; -s can say otherwise.
_UNHURRIED = {"AUTOTHROTTLE_ENABLED": False, "DOWNLOAD_DELAY": 0.0, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


class SiteSpider(Spider):
    """A site's spider declares what differs from these; ``nowarabia.py`` shows all that it takes."""

    base_url: ClassVar[str | None] = None
    """The site's front page; None where every run has to say it."""
    site_name: ClassVar[str | None] = None
    """As the site writes it; it is no part of any headline."""
    time_zone: ClassVar[str | None] = None
    """IANA name, for dates printed without offset; else what the site's own feeds say, else UTC."""
    languages: ClassVar[frozenset[str]] = frozenset({"ar"})
    """Articles in others are rejected."""
    least_articles: ClassVar[int] = 1
    """Articles that a healthy run finds; fewer end it with exit code 9."""
    sources: ClassVar[Sequence[str]] = ()
    """Sitemaps and feeds at places where nobody would look."""
    layouts: ClassVar[Sequence[Layout]] = ()
    """Selectors, where the general extraction is wrong; a redesign adds a dated one beside the old."""
    boilerplate: ClassVar[Sequence[str]] = ()
    """Regular expressions of whole lines that the site adds to its articles."""

    arguments: SpiderArguments
    """What this run was told."""
    problem: ValueError | None = None
    """Why this run cannot begin."""

    def __init__(self) -> None:
        # The arguments are read in from_crawler, where the settings are known; none becomes an attribute.
        super().__init__()
        self.domains: set[str] = set()
        self.ports: set[int] = set()

    @classmethod
    def update_settings(cls, settings: BaseSettings) -> None:
        """Take no JOBDIR: what a run leaves undone is in the database, where a kill cannot make it rot."""
        super().update_settings(settings)
        if settings.get("JOBDIR"):
            logger.warning("JOBDIR is not used: a run goes on from what the database knows of the site")
            settings.set("JOBDIR", None, priority=_LAST_WORD)

    @classmethod
    def from_crawler(cls, crawler: Crawler, **kwargs: Any) -> Self:
        """Build it as Scrapy does. Bad arguments are told at the start, so that it can always be built."""
        spider = super().from_crawler(crawler)
        try:
            spider.arguments = cls.read_arguments(kwargs, crawler.settings)
        except (ArgumentError, ConfigurationError) as problem:
            spider.arguments, spider.problem = SpiderArguments(), problem
        for url in (spider.arguments.base_url, *spider.arguments.urls):
            if url is not None and not (spider.domains and spider.is_own(url)):
                spider.adopt(url)
        if spider.domains and all(map(_is_this_machine, spider.domains)):
            for name, value in _UNHURRIED.items():
                crawler.settings.set(name, value, priority="spider")
        return spider

    @classmethod
    def read_arguments(cls, raw: dict[str, object], settings: BaseSettings) -> SpiderArguments:
        """Read what a run was told; see :func:`arnews_crawler.spiders.configuration.read_arguments`."""
        return read_arguments(cls.name, raw, settings, base_url=cls.base_url, time_zone=cls.time_zone)

    def is_own(self, url: str) -> bool:
        """Whether an address is the site's; a spider that was told no site takes any (``scrapy parse``)."""
        return not self.domains or is_same_site(url, self.domains, self.ports)

    def adopt(self, url: str) -> None:
        """Take the host and port of an address for the site's own."""
        self.domains.add(site_host(url))
        port = urlsplit(url).port
        if port is not None:
            self.ports.add(port)
        self.allowed_domains = sorted(self.domains)


def _is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
