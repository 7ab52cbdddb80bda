"""The HTTP download handler: Scrapy's own, which asks a host at the pace that it bears and doubts what it gets."""

from __future__ import annotations

from functools import partial
from time import monotonic

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadFailedError, ResponseDataLossError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached
from twisted.python.failure import Failure
from twisted.web.client import ResponseFailed

from arnews_crawler.politeness.pace import HostPace, pace_of
from arnews_crawler.politeness.refusals import (
    BadCertificateError,
    BadHeadersError,
    PrivateAddressError,
    SurplusBodyError,
)
from arnews_crawler.politeness.resolver import PublicResolver
from arnews_crawler.politeness.rest import heed
from arnews_crawler.politeness.transport import MARK, SURPLUS, GuardedFactory, HeadTooLongError, HostRestsError


class PublicDownloadHandler(HTTP11DownloadHandler):
    """Downloads through the reactor's :class:`PublicResolver`.

    Every request of a crawl leaves here (pages, robots.txt, redirects, retries), so this is where a host's rest
    and delay are kept; Scrapy's own delays come before it.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._pace = pace_of(crawler)
        self._pool._factory = partial(GuardedFactory, pace=self._pace)  # type: ignore[assignment]

    async def download_request(self, request: Request) -> Response:
        """Download once the host may be asked.

        :raises RunEndedError: the run ended before.
        :raises PrivateAddressError: the host resolves to an address that is not public.
        :raises SurplusBodyError: the body goes on behind its announced length.
        :raises BadHeadersError: the head is too long.
        :raises BadCertificateError: the host cannot prove that it is the host.
        :raises ResponseDataLossError: the body's end is missing.
        """
        host = self._pace.host(urlparse_cached(request).hostname)
        while True:
            try:
                self._pace.check()
                if host.is_free:
                    return await self._send(request, host)
                async with host.turn(self._pace.check):
                    return await self._send(request, host)
            except HostRestsError:
                continue

    async def _send(self, request: Request, host: HostPace) -> Response:
        left_at = monotonic()
        try:
            response = await super().download_request(request)
        except CannotResolveHostError as error:
            raise _refused_address(request) or error from error
        except DownloadFailedError as error:
            raise _bad_head(error) or _bad_certificate(request, error) or error from error
        finally:
            host.note_request()
        heed(host, response, left_at)
        finding = response.headers.pop(MARK, None)
        if finding:
            if SURPLUS in finding:
                raise SurplusBodyError(f"{request.url}: more bytes than the Content-Length says")
            raise ResponseDataLossError(f"{request.url}: the connection was reset before the end")
        return response


def _refused_address(request: Request) -> PrivateAddressError | None:
    """A refused address is no failure of the name service, so it is not tried again."""
    from twisted.internet import reactor

    host = urlparse_cached(request).hostname or ""
    resolver = getattr(reactor, "resolver", None)
    address = resolver.refused.get(host) if isinstance(resolver, PublicResolver) else None
    if address is None:
        return None
    named = "a private address" if host == address else f"the private address {address}"
    return PrivateAddressError(f"{host} is {named}; --allow-private permits it")


def _bad_head(error: DownloadFailedError) -> BadHeadersError | None:
    reason = next((reason for reason in _reasons(error) if isinstance(reason.value, HeadTooLongError)), None)
    return BadHeadersError(reason.getErrorMessage()) if reason else None


def _bad_certificate(request: Request, error: DownloadFailedError) -> BadCertificateError | None:
    """A certificate does not mend within seconds, so it is not tried again."""
    if not any("certificate verify failed" in reason.getErrorMessage() for reason in _reasons(error)):
        return None
    parts = urlparse_cached(request)
    host, port = parts.hostname, parts.port or 443
    return BadCertificateError(
        f"the certificate of {host} has expired, is another host's or signed by nobody who is trusted; "
        f"`openssl s_client -connect {host}:{port}` shows it"
    )


def _reasons(error: DownloadFailedError) -> list[Failure]:
    cause = error.__cause__
    return list(cause.reasons) if isinstance(cause, ResponseFailed) else []
