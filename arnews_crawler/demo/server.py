"""The demo site over HTTP: a threaded server on the loopback address, for tests and ``arnews demo-site``."""

from __future__ import annotations

import socket
from collections.abc import Iterator, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from types import TracebackType
from typing import Any, Protocol

from arnews_crawler.demo.model import Newsroom
from arnews_crawler.demo.site import Response, build_site
from arnews_crawler.demo.truth import newsroom_truth

_HOST = "127.0.0.1"
_IDLE_SECONDS = 60


class Site(Protocol):
    """What a server asks for answers, from several threads at once."""

    @property
    def newsroom(self) -> Newsroom:
        """What it shows at present."""

    def respond(self, target: str, base_url: str, headers: Mapping[str, str]) -> Response:
        """Return the answer to GET at a path with its query; ``headers`` are the request's."""


class DemoServer:
    """Serves a newsroom or a site in threads of its own while the context lasts; port 0 takes a free one.

    Raises OSError where the port is taken.
    """

    def __init__(self, newsroom: Newsroom | Site, port: int = 0) -> None:
        site = build_site(newsroom) if isinstance(newsroom, Newsroom) else newsroom
        self._server = _Server((_HOST, port), site)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def base_url(self) -> str:
        """The site's address, with the slash at its end."""
        return self._server.base_url

    def truth(self) -> Iterator[dict[str, Any]]:
        """Yield what is true of each Arabic article of the site."""
        return newsroom_truth(self._server.site.newsroom, self.base_url)

    def __enter__(self) -> DemoServer:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.close_connections()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    """Keeps track of its connections, so that idle ones do not hold up the end."""

    daemon_threads = False  # ``server_close`` waits for the threads only if they are no daemons
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], site: Site) -> None:
        self._connections: set[socket.socket] = set()
        self._lock = Lock()
        self.site = site
        super().__init__(address, _Handler)
        self.base_url = f"http://{_HOST}:{self.server_address[1]}/"

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection and serve it in a thread."""
        with self._lock:
            self._connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection and close it."""
        with self._lock:
            self._connections.discard(request)
        super().shutdown_request(request)

    def close_connections(self) -> None:
        """End the connections that are still open; their threads see the end of input and stop."""
        with self._lock:
            for connection in self._connections:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue  # the client was faster


class _Handler(BaseHTTPRequestHandler):
    """GET and HEAD, connections kept alive."""

    protocol_version = "HTTP/1.1"
    server_version = "newsroom"
    sys_version = ""
    timeout = _IDLE_SECONDS
    wbufsize = -1  # headers and body leave in one packet
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with the whole response."""
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the body."""
        self._answer(with_body=False)

    def _answer(self, *, with_body: bool) -> None:
        server = self.server
        assert isinstance(server, _Server)
        response = server.site.respond(self.path, server.base_url, dict(self.headers.items()))
        self.send_response(response.status)
        for name, value in response.headers.items():
            self.send_header(name, value)
        if response.status != 304:
            self.send_header("Content-Length", str(len(response.body)))
        self.end_headers()
        try:
            if with_body:
                self.wfile.write(response.body)
            self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # the client hung up; nobody waits for the rest

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: the crawler keeps its own log."""
