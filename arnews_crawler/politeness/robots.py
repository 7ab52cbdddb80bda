"""robots.txt after RFC 9309: fetched once a host, obeyed, and its own failures taken seriously."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.refusals import RefusedError, RobotsForbiddenError, RobotsUnreachableError

TOKEN = "arnews"  # noqa: S105 - the name that site owners write after "User-agent:"
MAX_BYTES = 512 * 1024
"""RFC 9309 asks for at least 500 KiB to be read; the rest of a larger file is ignored."""


@dataclass(frozen=True, slots=True)
class RobotsPolicy:
    """What is known of one host's robots.txt."""

    response: Response | None = None
    parser: RobotParser | None = None
    """None where everything is allowed."""
    refusal: RefusedError | None = None
    """Why nothing at all may be asked."""


class RobotsMiddleware:
    """Obey robots.txt.

    Scrapy's own middleware takes an answer of 503 or a dropped connection for permission; here they forbid
    everything, as the RFC says. A request of the spider for robots.txt itself is answered with the file that
    was fetched already, so that reading its Sitemap lines costs no second request.
    """

    def __init__(self, crawler: Crawler) -> None:
        if not crawler.settings.getbool("ROBOTSTXT_OBEY"):
            raise NotConfigured
        self._crawler = crawler
        self._policies: dict[str, asyncio.Future[RobotsPolicy]] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RobotsMiddleware:
        """Build it as Scrapy does."""
        return cls(crawler)

    async def process_request(self, request: Request) -> Response | None:
        """Let an allowed request pass.

        :raises RefusedError: the file forbids the address, or cannot be read.
        """
        if request.meta.get("dont_obey_robotstxt"):
            return None
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._policies:
            self._policies[origin] = asyncio.ensure_future(self._fetch(origin))
        policy = await self._policies[origin]
        if policy.refusal is not None:
            raise type(policy.refusal)(*policy.refusal.args)
        if request.url == f"{origin}/robots.txt":
            return policy.response.replace(request=request) if policy.response else None
        if policy.parser is not None and not policy.parser.allowed(request.url, TOKEN):
            self._crawler.stats.inc_value("arnews/robots/forbidden")
            raise RobotsForbiddenError(f"{origin}/robots.txt forbids {request.url}")
        return None

    async def _fetch(self, origin: str) -> RobotsPolicy:
        url = f"{origin}/robots.txt"
        # The file itself may lie on another host, where its owner redirects to it (RFC 9309, 2.3.1.2).
        meta = {"dont_obey_robotstxt": True, "allow_offsite": True}
        request = Request(url, priority=1000, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        stats = self._crawler.stats
        try:
            response = await self._crawler.engine.download_async(request)
        except RefusedError as refusal:
            return RobotsPolicy(refusal=refusal)
        except Exception as error:  # noqa: BLE001 - whatever keeps the file from being read, nothing may be asked
            stats.inc_value("arnews/robots/unreachable")
            return RobotsPolicy(refusal=RobotsUnreachableError(f"{url}: {type(error).__name__}: {error}"))
        stats.inc_value(f"arnews/robots/status_{response.status}")
        if response.status >= 500 or response.status == 429:
            stats.inc_value("arnews/robots/unreachable")
            return RobotsPolicy(refusal=RobotsUnreachableError(f"{url} answers {response.status}"))
        if response.status != 200:
            return RobotsPolicy(response)  # no file, no rule (RFC 9309, 2.3.1.3)
        body = response.body[:MAX_BYTES].removeprefix(b"\xef\xbb\xbf")
        return RobotsPolicy(response, ProtegoRobotParser.from_crawler(self._crawler, body))
