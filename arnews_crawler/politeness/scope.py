"""Requests stay on the site, redirects of the first page too."""

from __future__ import annotations

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.refusals import OffsiteError


class SiteScopeMiddleware:
    """Refuse requests outside the spider's site.

    Scrapy's own middleware lets a request with ``dont_filter`` leave the site; start requests and retries
    have it, and their redirects inherit it. Its signal handler also drops without calling the errback. Only
    ``allow_offsite`` opens the way here, for robots.txt alone.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> SiteScopeMiddleware:
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Let a request of the site pass.

        :raises OffsiteError: it is on another host, or another port.
        """
        spider = self._crawler.spider
        if spider is None or request.meta.get("allow_offsite") or _is_own(spider, request):
            return
        host = urlparse_cached(request).netloc
        self._crawler.stats.inc_value("arnews/refused/offsite")
        origin = (request.meta.get("redirect_urls") or [request.url])[0]
        raise OffsiteError(f"{origin} redirects to {host}, which is not the site's" if origin != request.url else host)


def _is_own(spider: Spider, request: Request) -> bool:
    decide = getattr(spider, "is_own", None)
    if decide is not None:
        return bool(decide(request.url))
    # A bare spider (scrapy shell, scrapy fetch) has no site.
    domains: list[str] = getattr(spider, "allowed_domains", None) or []
    host = urlparse_cached(request).hostname or ""
    return not domains or any(host == domain or host.endswith("." + domain) for domain in domains)
