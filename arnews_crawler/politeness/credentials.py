"""Credentials go to the host that they are for and to no other, wherever a redirect leads."""

from __future__ import annotations

from typing import Final

from scrapy import Request

from arnews_crawler.discovery.credentials import KEYRING, origin_of

_SECRET: Final = ("Authorization", "Cookie", "Proxy-Authorization")


class CredentialsMiddleware:
    """Sets the header Authorization for the very origin; takes every secret off what is redirected elsewhere.

    Scrapy drops what was set for one request when that is redirected to another host, but sets its default
    headers again.
    """

    def process_request(self, request: Request) -> None:
        """Set or take off."""
        came_from = request.meta.get("redirect_urls")
        if came_from and origin_of(came_from[0]) != origin_of(request.url):
            for name in _SECRET:
                # Through a proxy that header is for the proxy.
                if name in request.headers and not (name.startswith("Proxy") and request.meta.get("proxy")):
                    del request.headers[name]
        if KEYRING:
            authorization = KEYRING.authorization(request.url)
            if authorization is not None:
                request.headers["Authorization"] = authorization
