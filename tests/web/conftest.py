"""A corpus that holds what a page can meet, and a server of it in a process of its own."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from pathlib import Path
from urllib.parse import quote

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.takedowns import find_target, withhold
from arnews_crawler.corpus.writer import CorpusWriter

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>"
WITHHELD = "سرنديب"
"""A word that only the withheld article has."""
HEADLINES = (
    "افتتاح المكتبة العامة في المدينة القديمة",
    "أسعار القمح ترتفع في الأسواق",
    "انطلاق مهرجان المسرح المدرسي",
    "بلدية المدينة تعلن خطة للطرق",
)


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass(frozen=True)
class Served:
    """A server that runs: its address, without a slash at the end."""

    url: str
    database: str = "news"

    def get(self, path: str) -> Reply:
        """Ask for a page, Arabic letters as they are; redirects are not followed."""
        request = urllib.request.Request(self.url + quote(path, safe="/?&=%+*:,()'"))
        try:
            with _OPENER.open(request, timeout=30) as answer:
                return Reply(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            with error:
                return Reply(error.code, error.headers, error.read())


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


_OPENER = urllib.request.build_opener(_NoRedirects, urllib.request.ProxyHandler({}))


def article(number: int, **values: object) -> Article:
    site = ("news.example", "daily.example")[number % 2]
    defaults: dict[str, object] = {
        "url": f"https://{site}/a/{number}",
        "site": site,
        "headline": f"{HEADLINES[number % 4]} {number}",
        "teaser": f"موجز الخبر رقم {number} كما نشره الموقع.",
        "body": f"قال أحمد إن العمل رقم {number} بدأ اليوم.\n\nوأضاف أنّ المُدُن الأخرى تنتظر دورها في الخطة.",
        "section": ("ثقافة", "اقتصاد", None)[number % 3],
        "authors": ["سلمى العطار"],
        "tags": ["مدن"],
        "language": "ar",
        "published_at": (NOW - timedelta(days=number % 40)).isoformat(),
        "published_precision": "minute",
        "evidence": {"headline": "json-ld", "body": "largest block"},
    }
    return Article(**{**defaults, **values})  # type: ignore[arg-type]


def hostile() -> Article:
    return article(
        50,
        url="javascript:alert(document.domain)//",
        headline=f"عنوان {ATTACK}",
        teaser=ATTACK,
        body=f"نص هجومي {ATTACK}\n\n</article></main><base href=//evil.example/>",
        section='"><script>alert(3)</script>',
        authors=[ATTACK],
        tags=[ATTACK],
        evidence={ATTACK: ATTACK},
        site_name=ATTACK,
        published_raw=ATTACK,
    )


def fill(path: Path) -> None:
    with CorpusWriter.open(path) as writer:
        run = writer.start_run("news", {"base_url": "https://news.example/"})
        for number in range(1, 46):
            writer.add_article(article(number), fetched_at=NOW)
        writer.flush()
        edited = article(1, body="قال محمود إن العمل رقم 1 انتهى اليوم.\n\nوأضاف أنّ المُدُن الأخرى تنتظر دورها في الخطة.")
        writer.add_article(edited, fetched_at=NOW + timedelta(hours=5))
        writer.add_article(hostile(), fetched_at=NOW)
        withheld = f"نص عن {WITHHELD} لا يراه أحد."
        writer.add_article(
            article(60, url="https://news.example/w", headline=f"خبر {WITHHELD}", body=withheld), fetched_at=NOW
        )
        writer.add_article(
            article(2, url="https://copy.example/2", site="copy.example"), fetched_at=NOW + timedelta(hours=6)
        )
        writer.add_reject("https://news.example/video/1", "video", ATTACK)
        writer.add_reject("javascript:alert(4)", "no_body", "")
        place = Capture(
            url="https://daily.example/a/1",
            code=None,
            status=200,
            fetched_at=NOW.isoformat(),
            warc_file="2026/03/a.warc.gz",
            warc_offset=123,
            warc_length=456,
            sha256="ab" * 32,
        )
        writer.add_capture(place)
        writer.flush()
        assert run == 1
        writer.finish_run(reason="finished", exit_code=0, counts={"arnews/article/stored": 47})
        writer.start_run("news", {"base_url": "https://daily.example/"})
        writer.finish_run(reason="blocked", exit_code=18, counts={})
    with CorpusWriter.open(path) as writer:
        connection = writer._connection
        withhold(connection, find_target(connection, "https://news.example/w"), reason="letter", by="someone")


@contextmanager
def serving(path: Path, *, end: signal.Signals = signal.SIGTERM) -> Iterator[Served]:
    """Run ``arnews serve`` on a free port, and end it by a signal."""
    command = [sys.executable, "-m", "arnews_crawler", "serve", "--db", str(path), "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
    log = path.with_suffix(".log")
    with log.open("w") as errors:
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=errors, text=True, env=environment, cwd=path.parent
        )
    try:
        assert process.stdout is not None
        line = process.stdout.readline().strip()
        assert line.startswith("http://"), log.read_text()
        yield Served(line.rstrip("/"), path.stem)
    finally:
        process.send_signal(end)
        process.communicate(timeout=180)
    assert process.returncode == 0
    assert "Traceback" not in log.read_text(), log.read_text()[-3000:]


@pytest.fixture(scope="session")
def web_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("web") / "news.db"
    fill(path)
    return path


@pytest.fixture(scope="session")
def site(web_file: Path) -> Iterator[Served]:
    with serving(web_file) as served:
        yield served


Get = Callable[[str], Reply]


@pytest.fixture
def get(site: Served) -> Get:
    return site.get
