"""The HTTP download handler: Scrapy's own, saying plainly when an address was refused."""

from __future__ import annotations

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from arnews_crawler.politeness.refusals import PrivateAddressError
from arnews_crawler.politeness.resolver import PublicResolver


class PublicDownloadHandler(HTTP11DownloadHandler):
    """Downloads through the reactor's :class:`PublicResolver`."""

    async def download_request(self, request: Request) -> Response:
        """Download; a refused address is no failure of the name service, so it is not tried again.

        :raises PrivateAddressError: the host resolves to an address that is not public.
        """
        try:
            return await super().download_request(request)
        except CannotResolveHostError as error:
            from twisted.internet import reactor

            host = urlparse_cached(request).hostname or ""
            resolver = getattr(reactor, "resolver", None)
            address = resolver.refused.get(host) if isinstance(resolver, PublicResolver) else None
            if address is None:
                raise
            named = "a private address" if host == address else f"the private address {address}"
            raise PrivateAddressError(f"{host} is {named}; --allow-private permits it") from error
