"""The demo site over HTTP: kept connections, HEAD, conditional requests, speed and a clean end."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread, active_count
from urllib.parse import urlsplit

import pytest

from arnews_crawler.demo.addresses import article_path
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.server import DemoServer

NEWSROOM = build_newsroom(80, 5)
LEAST_PAGES_A_SECOND = 300


@pytest.fixture
def server() -> Iterator[DemoServer]:
    with DemoServer(NEWSROOM) as running:
        yield running


@pytest.fixture
def connection(server: DemoServer) -> Iterator[HTTPConnection]:
    connection = HTTPConnection(urlsplit(server.base_url).netloc, timeout=60)
    yield connection
    connection.close()


def ask(connection: HTTPConnection, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, bytes]:
    connection.request(method, path, headers={name.replace("_", "-"): text for name, text in headers.items()})
    response = connection.getresponse()
    return response, response.read()


def test_says_where_it_is(server: DemoServer) -> None:
    assert server.base_url.startswith("http://127.0.0.1:")
    assert server.base_url.endswith("/")


def test_one_connection_serves_many_requests(connection: HTTPConnection) -> None:
    socket_before = None
    for path in ("/", "/robots.txt", "/old/none.htm", "/login"):
        response, body = ask(connection, path)
        assert len(body) == int(response.headers["Content-Length"])
        assert socket_before in (None, connection.sock)
        socket_before = connection.sock
    assert socket_before is not None


def test_head_has_the_headers_alone(connection: HTTPConnection) -> None:
    whole, body = ask(connection, "/")
    head, nothing = ask(connection, "/", "HEAD")
    assert nothing == b""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(body))


def test_an_unchanged_page_is_not_sent_again(connection: HTTPConnection) -> None:
    response, _ = ask(connection, "/about/")
    again, body = ask(connection, "/about/", If_None_Match=response.headers["ETag"])
    assert (again.status, body) == (304, b"")
    article = next(one for one in NEWSROOM.articles if one.published and one.edition == "ar")
    response, _ = ask(connection, article_path(article))
    again, body = ask(connection, article_path(article), If_Modified_Since=response.headers["Last-Modified"])
    assert (again.status, body) == (304, b"")
    assert ask(connection, "/")[0].status == 200, "the connection still stands after a 304"


def test_links_name_the_servers_own_address(server: DemoServer, connection: HTTPConnection) -> None:
    _, body = ask(connection, "/sitemap_index.xml")
    assert f"{server.base_url}sitemap-articles-1.xml" in body.decode()


def test_other_methods_are_refused(connection: HTTPConnection) -> None:
    assert ask(connection, "/login/", "POST")[0].status == 501


def test_a_client_that_hangs_up_harms_nobody(server: DemoServer, connection: HTTPConnection) -> None:
    host, port = urlsplit(server.base_url).netloc.split(":")
    for _ in range(5):
        with socket.create_connection((host, int(port))) as rude:
            rude.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
    assert ask(connection, "/")[0].status == 200


def test_ends_with_connections_open_and_leaves_no_thread() -> None:
    before = active_count()
    started = time.monotonic()
    with DemoServer(NEWSROOM) as server:
        idle = HTTPConnection(urlsplit(server.base_url).netloc, timeout=60)
        assert ask(idle, "/")[0].status == 200
    assert time.monotonic() - started < 15  # a request that is waited for takes longer
    assert active_count() == before
    idle.close()
    with pytest.raises(OSError, match="refused"):
        socket.create_connection(("127.0.0.1", int(server.base_url.rsplit(":", 1)[1].rstrip("/"))))


def test_a_taken_port_is_an_error(server: DemoServer) -> None:
    with pytest.raises(OSError, match="in use"):
        DemoServer(NEWSROOM, port=int(server.base_url.rsplit(":", 1)[1].rstrip("/")))


def test_serves_300_pages_a_second(server: DemoServer) -> None:
    paths = [article_path(article) for article in NEWSROOM.articles] * 3

    def fetch(share: list[str]) -> None:
        connection = HTTPConnection(urlsplit(server.base_url).netloc, timeout=60)
        for path in share:
            assert ask(connection, path)[0].status == 200
        connection.close()

    def run() -> float:
        clients = [Thread(target=fetch, args=(paths[at::4],)) for at in range(4)]
        started = time.process_time()  # of these clients too
        for client in clients:
            client.start()
        for client in clients:
            client.join()
        return len(paths) / (time.process_time() - started)

    assert max(run() for _ in range(3)) >= LEAST_PAGES_A_SECOND
