"""The HTTP connection: Scrapy's own, which tells what Twisted keeps to itself and bounds what it does not.

Twisted cuts a body at its announced length and forgets what follows; takes a reset for the end of a body
whose length is not announced; and reads a head of any length.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from scrapy.core.downloader.handlers.http11 import (
    _LenientHTTP11ClientFactory,
    _LenientHTTP11ClientProtocol,
    _LenientHTTPClientParser,
)
from twisted.internet.defer import Deferred, fail
from twisted.internet.error import ConnectionDone
from twisted.internet.interfaces import ISSLTransport
from twisted.python.failure import Failure
from twisted.web._newclient import BODY, DONE

from arnews_crawler.politeness.pace import Pace

if TYPE_CHECKING:
    from collections.abc import Callable

    from twisted.internet.interfaces import IAddress
    from twisted.web.iweb import IResponse

MARK: Final = b"X-Arnews-Transport"
"""Header that carries a finding to the download handler, which takes it off; who sends it hurts only himself."""
SURPLUS: Final = b"surplus"
RESET: Final = b"reset"
MAX_HEAD_BYTES: Final = 64 * 1024


class HostRestsError(Exception):
    """A rest began while the connection was being made."""


class HeadTooLongError(Exception):
    """The head of an answer exceeds `MAX_HEAD_BYTES`."""


class GuardedParser(_LenientHTTPClientParser):
    """Reads one answer."""

    def lineLengthExceeded(self, line: bytes) -> None:  # noqa: ARG002, N802
        """Refuse the answer by its name; Twisted just closes the connection.

        :raises HeadTooLongError: always.
        """
        raise HeadTooLongError(f"a line of more than {self.MAX_LENGTH} bytes in the headers")


class GuardedProtocol(_LenientHTTP11ClientProtocol):
    """One connection."""

    def __init__(self, quiescent: Callable[[Any], None], pace: Pace) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self._pace = pace
        self._head_bytes = 0

    def request(self, request: Any) -> Deferred[IResponse]:
        """Send a request, unless its host has asked for a rest since it was let go."""
        if self._pace.host(request._parsedURI.host.decode("ascii").lower()).is_resting:
            self._drop()
            return fail(HostRestsError())
        self._head_bytes = 0
        sent = super().request(request)
        # The class of the parser cannot be chosen otherwise; Scrapy does the same, and none has a state of its own.
        if self._parser is not None:
            self._parser.__class__ = GuardedParser
        return sent

    def dataReceived(self, data: bytes) -> None:  # noqa: N802
        """Read on, a head of bounded length."""
        parser = self._parser
        if parser is not None and parser.state not in (BODY, DONE):
            self._head_bytes += len(data)
            super().dataReceived(data)  # type: ignore[no-untyped-call]
            if self._head_bytes > MAX_HEAD_BYTES and parser.state not in (BODY, DONE) and self._parser is parser:
                error = HeadTooLongError(f"more than {MAX_HEAD_BYTES} bytes of headers")
                self._giveUp(Failure(error))  # type: ignore[no-untyped-call]
            return
        super().dataReceived(data)  # type: ignore[no-untyped-call]

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802
        if rest:
            self._mark(SURPLUS)
        super()._finishResponse(rest)

    def connectionLost(self, reason: Failure) -> None:  # type: ignore[override]  # noqa: N802
        """Tell a reset from an end; servers that end TLS without saying so are too many to be told apart."""
        if not isinstance(reason.value, ConnectionDone) and not ISSLTransport.providedBy(self.transport):
            self._mark(RESET)
        super().connectionLost(reason)  # type: ignore[no-untyped-call]

    def _drop(self) -> None:
        transport: Any = self.transport
        transport.loseConnection()

    def _mark(self, finding: bytes) -> None:
        response = getattr(self._parser, "response", None)
        if response is not None:
            response.headers.setRawHeaders(MARK, [finding])


class GuardedFactory(_LenientHTTP11ClientFactory):
    """Builds the connections of a crawl."""

    def __init__(self, quiescent: Callable[[Any], None], metadata: str, *, pace: Pace) -> None:
        super().__init__(quiescent, metadata)  # type: ignore[no-untyped-call]
        self._pace = pace

    def buildProtocol(self, addr: IAddress | None) -> GuardedProtocol:  # noqa: ARG002, N802
        """Build one."""
        return GuardedProtocol(self._quiescentCallback, self._pace)
