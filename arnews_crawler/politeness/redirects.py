"""Where a redirect may lead to: an address of the web, written as one."""

from __future__ import annotations

from typing import Final

from scrapy import Request
from scrapy.downloadermiddlewares.redirect import MetaRefreshMiddleware
from scrapy.http import Response

from arnews_crawler.discovery.urls import UrlRefusedError, resolve_link
from arnews_crawler.politeness.refusals import BadRedirectError

_STATUS: Final = frozenset({301, 302, 303, 307, 308})


class RedirectGuard:
    """Refuses what Scrapy hands on as an empty page (``javascript:``) or repairs (a line break in the address)."""

    def process_response(self, request: Request, response: Response) -> Response:
        """Pass an answer on.

        :raises BadRedirectError: it leads to what is no address.
        """
        location = response.headers.get("Location") if response.status in _STATUS else None
        if location is not None:
            try:
                resolve_link(request.url, location.decode("utf-8", "replace"))
            except UrlRefusedError as refusal:
                raise BadRedirectError(f"{request.url} redirects to what is no address: {refusal.code}") from None
        return response


class RefreshMiddleware(MetaRefreshMiddleware):
    """Scrapy's middleware, which decodes each page to look for what hardly any has."""

    def process_response(self, request: Request, response: Response) -> Request | Response:  # type: ignore[override]
        """Follow a page's refresh, if it has one."""
        # Scrapy looks at the first 4,096 characters.
        if b"refresh" not in response.body[: 4 * 4096].lower():
            return response
        return super().process_response(request, response)
