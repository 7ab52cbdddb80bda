"""Serves a built site on loopback: a folder as a plain web server would, or a system's own server."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from benchmarks.systems.tools import Built, SystemUnavailableError

_START_SECONDS = 90


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(built: Built, port: int, log: Path) -> Iterator[None]:
    """Serve the site at 127.0.0.1 and the port; it answers when the block begins."""
    if built.pages is not None:
        with _Folder(built.pages, port):
            yield
        return
    env = {**os.environ, **built.env}
    with log.open("wb") as out:
        process = subprocess.Popen(list(built.command), cwd=built.cwd, env=env, stdout=out, stderr=out)
    try:
        _wait(process, port, log)
        yield
    finally:
        process.terminate()
        try:
            process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise SystemUnavailableError(f"the server did not start: {log.read_text(errors='replace')[-1500:]}")


class _Handler(SimpleHTTPRequestHandler):
    """Files, ``index.html`` of folders, ``NAME.html`` for ``NAME``, the site's own 404 page."""

    def guess_type(self, path: str | os.PathLike[str]) -> str:
        return "application/xml" if str(path).endswith((".xml", ".atom")) else super().guess_type(path)

    def translate_path(self, path: str) -> str:
        found = super().translate_path(path)
        if not path.split("?")[0].endswith("/") and not Path(found).exists() and Path(f"{found}.html").is_file():
            return f"{found}.html"
        return found

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory, "404.html")
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def list_directory(self, path: str | os.PathLike[str]) -> None:
        del path
        self.send_error(404)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it
        pass


class _Folder:
    def __init__(self, folder: Path, port: int) -> None:
        handler = partial(_Handler, directory=str(folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
