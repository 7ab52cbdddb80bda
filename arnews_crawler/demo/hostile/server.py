"""Serving a hostile site: raw sockets on two loopback addresses, since an HTTP library would be too polite."""

from __future__ import annotations

import socket
import socketserver
import ssl
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from threading import Lock, Thread
from types import TracebackType
from typing import Any

from arnews_crawler.demo.hostile.answers import LONGEST_ANSWER, Answer, Rude
from arnews_crawler.demo.hostile.certificates import expired_context, self_signed_context
from arnews_crawler.demo.hostile.site import HostileSite

SITE, ELSEWHERE = "127.0.0.1", "127.0.0.2"
_IDLE_SECONDS = 20.0
_MAX_HEAD = 64 * 1024
_TRIES = 20


class HostileServer:
    """Serves a site on 127.0.0.1 and "elsewhere" on 127.0.0.2, on the same port, while the context lasts.

    Raises OSError where the port is taken; port 0 takes a free one.
    """

    def __init__(self, site: HostileSite, port: int = 0) -> None:
        self.site = site
        self._servers = _bind(site, port)
        scheme = "https" if site.secure else "http"
        number = self._servers[0].server_address[1]
        bases = (f"{scheme}://{SITE}:{number}", f"{scheme}://{ELSEWHERE}:{number}")
        for server in self._servers:
            server.bases = bases
        self.port = int(number)
        self.base_url, self.elsewhere_url = f"{bases[0]}/", f"{bases[1]}/"
        self._threads = [
            Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True) for server in self._servers
        ]

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield what is true of the site's good articles."""
        return self.site.truth(self.base_url.rstrip("/"))

    def __enter__(self) -> HostileServer:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the service; answers without end are cut off."""
        for server in self._servers:
            server.shutdown()
            server.hang_up()
            server.server_close()
        for thread in self._threads:
            thread.join()


class _Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 128
    block_on_close = False  # an answer without end is ended by its connection

    def __init__(self, host: str, address: tuple[str, int], site: HostileSite) -> None:
        self.host = host
        self.site = site
        self.bases = ("", "")
        self.connections: set[socket.socket] = set()
        self.lock = Lock()
        self.context = None
        if site.secure:
            self.context = self_signed_context() if host == "site" else expired_context()
        super().__init__(address, _Connection)

    def hang_up(self) -> None:
        """End all connections: their threads see it and stop."""
        with self.lock:
            for connection in self.connections:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no news; anything else is a bug of the fault and is raised where it is seen."""


def _bind(site: HostileSite, port: int) -> tuple[_Server, _Server]:
    """Take the same port on both addresses; where a free one is asked for, try until one is free on both."""
    for attempt in range(_TRIES):
        first = _Server("site", (SITE, port), site)
        try:
            return first, _Server("elsewhere", (ELSEWHERE, first.server_address[1]), site)
        except OSError:
            first.server_close()
            if port or attempt == _TRIES - 1:
                raise
    raise AssertionError


class _Connection(socketserver.BaseRequestHandler):
    """One request, one answer, and the end."""

    server: _Server
    request: socket.socket

    def handle(self) -> None:
        """Read a request and send its answer."""
        server = self.server
        self.request.settimeout(_IDLE_SECONDS)
        with server.lock:
            server.connections.add(self.request)
        try:
            connection = server.context.wrap_socket(self.request, server_side=True) if server.context else self.request
            head = _read_head(connection)
            if head is not None:
                target, headers = head
                answer = server.site.answer(server.host, target, headers, time.monotonic(), server.bases)
                self._send(connection, target, answer)
        except OSError:
            pass  # the client hung up, or does not trust us: as it should
        finally:
            with server.lock:
                server.connections.discard(self.request)

    def _send(self, connection: socket.socket, target: str, answer: Answer) -> None:
        until = time.monotonic() + LONGEST_ANSWER
        for piece in answer.pieces():
            if piece:
                connection.sendall(piece)
                self.server.site.took(target, len(piece))
            elif _hung_up(connection):
                return
            if time.monotonic() > until:
                break
        if isinstance(answer, Rude) and answer.resets:
            time.sleep(0.05)  # what was sent shall arrive before the reset does
            self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self.request.close()
        elif isinstance(connection, ssl.SSLSocket):
            connection.close()


def _read_head(connection: socket.socket) -> tuple[str, dict[str, str]] | None:
    """Return target and headers of a request; None where none came."""
    data = b""
    while b"\r\n\r\n" not in data:
        more = connection.recv(8192)
        if not more or len(data) > _MAX_HEAD:
            return None
        data += more
    lines = data.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    words = lines[0].split(" ")
    return (words[1], headers) if len(words) == 3 else None


def _hung_up(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except (OSError, ValueError):
        return True
