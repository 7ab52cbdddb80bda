"""robots.txt after RFC 9309: fetched once a host, obeyed, and its own failures taken seriously."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured, StopDownload
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.robotstxt import ProtegoRobotParser, RobotParser
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.pace import pace_of
from arnews_crawler.politeness.refusals import RefusedError, RobotsForbiddenError, RobotsUnreachableError

logger = logging.getLogger(__name__)

TOKEN = "arnews"  # noqa: S105 - the name that site owners write after "User-agent:"
MAX_REDIRECTS = 5
MAX_CRAWL_DELAY = 60.0
"""Seconds; a longer delay counts as this one, or a site of a thousand articles would take a day."""
CLIPPED = "arnews_clipped"
"""Request meta of what may be cut: a robots.txt."""
_READ = "arnews_bytes_read"
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
        self._fetching = 0

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
        # The file itself may lie on another host, where its owner redirects to it, five times at most (RFC 9309,
        # 2.3.1.2). Of a file of any size the beginning is read, where that of a page would be refused.
        meta = {"dont_obey_robotstxt": True, "allow_offsite": True, "redirect_ttl": MAX_REDIRECTS, CLIPPED: True}
        meta["download_maxsize"] = 0
        request = Request(url, priority=1000, meta=meta, callback=NO_CALLBACK, dont_filter=True)
        stats = self._crawler.stats
        try:
            response = await self._download(request)
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
        body = _beginning(response.body).removeprefix(b"\xef\xbb\xbf").lstrip()
        if body.startswith(b"<"):
            stats.inc_value("arnews/robots/markup")
            return RobotsPolicy(response)  # a page that stands there instead of a file
        parser = ProtegoRobotParser.from_crawler(self._crawler, body)
        self._keep_delay(origin, parser.crawl_delay(TOKEN))
        return RobotsPolicy(response, parser)

    async def _download(self, request: Request) -> Response:
        # Pages have no need of the clipping, and a receiver of this signal costs time with each piece of a body.
        if not self._fetching:
            self._crawler.signals.connect(self._clip, signals.bytes_received)
        self._fetching += 1
        try:
            return await self._crawler.engine.download_async(request)
        finally:
            self._fetching -= 1
            if not self._fetching:
                self._crawler.signals.disconnect(self._clip, signals.bytes_received)

    def _keep_delay(self, origin: str, seconds: float | None) -> None:
        if not seconds:
            return
        if seconds > MAX_CRAWL_DELAY:
            self._crawler.stats.inc_value("arnews/robots/crawl_delay_clamped")
            logger.warning(
                "%s/robots.txt asks for a Crawl-delay of %.0f seconds; %d are kept", origin, seconds, MAX_CRAWL_DELAY
            )
            seconds = MAX_CRAWL_DELAY
        host = pace_of(self._crawler).host(urlsplit(origin).hostname)
        host.crawl_delay = max(host.crawl_delay, seconds)
        self._crawler.stats.max_value("arnews/robots/crawl_delay", host.crawl_delay)

    def _clip(self, data: bytes, request: Request) -> None:
        """Read no more of a robots.txt than is looked at.

        :raises StopDownload: there is enough of it.
        """
        if request.meta.get(CLIPPED):
            request.meta[_READ] = request.meta.get(_READ, 0) + len(data)
            if request.meta[_READ] > MAX_BYTES:
                raise StopDownload(fail=False)


def _beginning(body: bytes) -> bytes:
    """Return what is looked at of a file, up to the end of a line: half a rule may forbid everything."""
    return body if len(body) <= MAX_BYTES else body[:MAX_BYTES].rpartition(b"\n")[0]
