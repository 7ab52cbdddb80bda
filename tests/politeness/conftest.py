"""A server that answers as a test says, and a crawl process that asks it."""

from __future__ import annotations

import json
import os
import ssl
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Answer = tuple[int, dict[str, str], bytes]


class Site:
    """Path -> answer; keeps the paths that were asked for."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.once: dict[str, Answer] = {}
        """Path -> what the first request for it gets instead."""
        self.asked: list[tuple[str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.times: list[float] = []
        """When each request came."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.times.append(time.monotonic())
                site.asked.append((self.path, self.headers.get("User-Agent", "")))
                site.headers.append({name.lower(): value for name, value in self.headers.items()})
                answer = site.once.pop(self.path, None) or site.answers.get(self.path, (404, {}, b"nothing here"))
                status, headers, body = answer
                self.send_response_only(status)
                for name, value in {"Content-Length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def encrypt(self, context: ssl.SSLContext) -> None:
        """Answer through TLS from now on."""
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True)

    def page(self, path: str, text: str = "page") -> str:
        self.answers[path] = (200, {"Content-Type": "text/html"}, text.encode())
        return self.url + path

    def redirect(self, path: str, target: str) -> str:
        self.answers[path] = (302, {"Location": target}, b"")
        return self.url + path

    @property
    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def elsewhere() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture
def fetch(site: Site) -> Callable[..., dict[str, Any]]:
    """Ask for addresses in a process of its own; private ones are allowed unless a test says otherwise."""

    def run(*urls: str, **task: Any) -> dict[str, Any]:
        settings = {"ARNEWS_ALLOW_PRIVATE": True, **task.pop("settings", {})}
        whole = {"urls": urls, "site": ["127.0.0.1", site.port], "settings": settings, **task}
        script = Path(__file__).with_name("fetch_pages.py")
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONWARNINGS": "error"}
        done = subprocess.run(
            [sys.executable, str(script)],
            input=json.dumps(whole),
            capture_output=True,
            text=True,
            timeout=180,
            env=environment,
        )
        assert done.returncode == 0, done.stderr
        assert "Traceback" not in done.stderr, done.stderr
        answer: dict[str, Any] = {**json.loads(done.stdout), "log": done.stderr}
        return answer

    return run
