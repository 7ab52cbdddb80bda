"""Content-Encoding: answers are handed on unpacked, whole ones alone.

Scrapy's own middleware takes what it could read of a cut answer for the page, and a checksum for decoration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.http import Response, TextResponse
from scrapy.responsetypes import responsetypes

from arnews_crawler.politeness.refusals import BadEncodingError, RefusedError
from arnews_crawler.politeness.robots import CLIPPED
from arnews_crawler.politeness.unpacking import unpack

if TYPE_CHECKING:
    from typing import Self

_MOST_LAYERS: Final = 3


class UnpackMiddleware(HttpCompressionMiddleware):
    """Scrapy's middleware, strict about what an unpacked answer is."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler=crawler)
        self._stats = crawler.stats
        # Not the request's: robots.txt may be of any size on the wire.
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Build it as Scrapy does."""
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:  # type: ignore[override]
        """Return the answer unpacked.

        :raises RefusedError: it is cut, damaged or too large.
        """
        if "Content-Encoding" not in response.headers or request.method == "HEAD" or not response.body:
            return response
        # An encoding that nobody knows stays; most are no encodings ("utf-8") in front of a plain page.
        names, unknown = self._split_encodings(response.headers.getlist("Content-Encoding"))
        try:
            body = self._unpack(response.body, names, is_clipped=bool(request.meta.get(CLIPPED)))
        except RefusedError as refusal:
            self._stats.inc_value(f"arnews/refused/{refusal.code}")
            raise
        headers = response.headers.copy()
        del headers["Content-Encoding"]
        if unknown:
            headers["Content-Encoding"] = b", ".join(unknown)
        kind = responsetypes.from_args(headers=headers, url=response.url, body=body)
        # The charset is looked for again: it may stand in the page.
        charset = {"encoding": None} if issubclass(kind, TextResponse) else {}
        return response.replace(cls=kind, headers=headers, body=body, **charset)

    def _unpack(self, body: bytes, names: list[bytes], *, is_clipped: bool) -> bytes:
        if len(names) > _MOST_LAYERS:
            raise BadEncodingError(f"packed {len(names)} times")
        for name in names:
            body = unpack(body, name, self._most, is_clipped=is_clipped)
        return body
