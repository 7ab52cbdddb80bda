"""The body as it was transferred: kept with the request until its page was handled, for the archive."""

from __future__ import annotations

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response

from arnews_crawler.signals import RAW_BODY, RawBody


class RawBodyMiddleware:
    """Stands nearer to the network than Scrapy's decompression.

    What came without an encoding is kept by Scrapy as it is, so there is nothing to hold for it. A retry and a
    redirect are answered anew, and take the place of what was held.
    """

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> RawBodyMiddleware:
        """Build it as Scrapy does.

        :raises NotConfigured: nothing is archived.
        """
        settings = crawler.settings
        if settings.getbool("ARNEWS_DRY_RUN") or not settings.getbool("ARNEWS_ARCHIVE", True):
            raise NotConfigured
        return cls()

    def process_response(self, request: Request, response: Response) -> Response:
        """Hold an encoded body."""
        encodings = response.headers.getlist("Content-Encoding")
        if encodings and response.body:
            request.meta[RAW_BODY] = RawBody(response.body, tuple(encodings))
        else:
            request.meta.pop(RAW_BODY, None)
        return response
