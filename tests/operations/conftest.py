"""A small news site on a port of this machine, and crawls of it in processes of their own."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
QUICK = {"RETRY_TIMES": 0, "ARNEWS_ALLOW_PRIVATE": True}
SENTENCES = (
    "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل",
    "وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة ويختصر زمن الوصول إلى الميناء",
    "وأضاف أن المشروع نفذته شركة محلية بكلفة بلغت عشرين مليون دينار وأن الصيانة ستكون سنوية",
    "ورحب السكان بالخطوة مطالبين بإنارة الطرق المؤدية إلى الجسر وبحافلات تعمل حتى منتصف الليل",
)


def page_of(title: str, body: str) -> str:
    head = f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{title}</title></head>'
    return f"{head}<body>{body}</body></html>"


class NewsSite:
    """Path -> page or status; a listing of all articles as front page."""

    def __init__(self) -> None:
        self.pages: dict[str, str | int] = {}
        self.pause = 0.0
        self.slow: dict[str, float] = {}
        self.asked: list[str] = []
        self.times: list[float] = []
        self.is_packed = False
        """Whether pages are sent as gzip, in chunks, with a cookie."""
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.times.append(time.monotonic())
                time.sleep(site.slow.get(self.path, site.pause))
                page = site.pages.get(self.path, 404)
                body = b"" if isinstance(page, int) else page.encode()
                self.send_response(page if isinstance(page, int) else 200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                if site.is_packed:
                    self.send_packed(gzip.compress(body, mtime=0))
                    return
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def send_packed(self, body: bytes) -> None:
                for name, value in (
                    ("Content-Encoding", "gzip"),
                    ("Transfer-Encoding", "chunked"),
                    ("Set-Cookie", "session=geheim"),
                ):
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body))

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def publish(self, number: int) -> None:
        """Publish so many articles and a front page that lists them."""
        for n in range(number):
            body = "".join(f"<p>{sentence} في الحي {n}.</p>" for sentence in SENTENCES)
            title = f"افتتاح الجسر رقم {n} في المدينة القديمة"
            self.pages[f"/news/{n}"] = page_of(title, f"<article><h1>{title}</h1>{body}</article>")
        cards = "".join(f'<h3><a href="/news/{n}">افتتاح الجسر رقم {n}</a></h3>' for n in range(number))
        self.pages["/"] = page_of("الرئيسية", cards)

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def news_site() -> Iterator[NewsSite]:
    site = NewsSite()
    yield site
    site.close()


def environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ARNEWS_")}
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}


@pytest.fixture
def start(tmp_path: Path) -> Callable[..., subprocess.Popen[str]]:
    """Start spiders in a process of its own; its working folder is empty."""

    def run(*spiders: str, settings: dict[str, Any] | None = None, **arguments: Any) -> subprocess.Popen[str]:
        merged = {**QUICK, "ARNEWS_DB": str(tmp_path / "corpus.db"), **(settings or {})}
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("run_spiders.py"))],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=tmp_path,
            env=environment(),
        )
        assert process.stdin is not None
        process.stdin.write(json.dumps({"spiders": spiders, "arguments": arguments, "settings": merged}))
        process.stdin.close()
        process.stdin = None
        return process

    return run


@pytest.fixture
def run_spiders(start: Callable[..., subprocess.Popen[str]]) -> Callable[..., dict[str, Any]]:
    """Run spiders and return the outcome, with what was written to stderr."""

    def run(*spiders: str, **task: Any) -> dict[str, Any]:
        process = start(*spiders, **task)
        out, err = process.communicate(timeout=180)
        answer: dict[str, Any] = {**json.loads(out), "stderr": err}
        assert process.returncode == answer["exit_code"]
        return answer

    return run


@pytest.fixture
def scrapy(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a command of Scrapy's own in the checkout."""

    def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        quick = [word for name, value in QUICK.items() for word in ("-s", f"{name}={value}")]
        return subprocess.run(
            [sys.executable, "-m", "scrapy", *arguments, *quick, "-s", f"ARNEWS_DB={tmp_path / 'corpus.db'}"],
            capture_output=True,
            text=True,
            timeout=180,
            cwd=ROOT,
            env={**environment(), **variables},
        )

    return run
