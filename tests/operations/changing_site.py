"""A news site that changes between two crawls, with validators, and a note of each request."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

SENTENCES = (
    "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل",
    "وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة ويختصر زمن الوصول إلى الميناء",
    "وأضاف أن المشروع نفذته شركة محلية بكلفة بلغت عشرين مليون دينار وأن الصيانة ستكون سنوية",
    "ورحب السكان بالخطوة مطالبين بإنارة الطرق المؤدية إلى الجسر وبحافلات تعمل حتى منتصف الليل",
)
_PLACES = ("الشمال", "الجنوب", "الشرق", "الغرب", "الوسط", "الساحل", "الجبل", "السهل", "الوادي", "الميناء")


def place(number: int) -> str:
    return " ".join(_PLACES[int(digit)] for digit in str(number))


@dataclass
class Story:
    """One article of the site."""

    number: int
    published: datetime
    sentences: list[str] = field(default_factory=list)
    lastmod: datetime | None = None
    status: int = 200
    page: str | None = None
    """What its page says instead, such as a notice to subscribe."""

    @property
    def title(self) -> str:
        return f"افتتاح جسر {place(self.number)} في المدينة القديمة"

    def html(self) -> str:
        if self.page is not None:
            return self.page
        date = f'<meta property="article:published_time" content="{self.published.isoformat()}">'
        body = "".join(f"<p>{sentence} قرب {place(self.number)}.</p>" for sentence in self.sentences)
        head = f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>{self.title}</title>{date}</head>'
        return f"{head}<body><main><article><h1>{self.title}</h1>{body}</article></main></body></html>"


class ChangingSite:
    """Stories under ``/news/N``; the front page lists the newest ten, a sitemap index names sitemaps of ten."""

    def __init__(self) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.stories: dict[int, Story] = {}
        self.has_sitemap = True
        self.stamp: datetime | None = None
        """When set, every date of the sitemaps is this moment: when they were made."""
        self.more: dict[str, tuple[int, dict[str, str], str]] = {}
        self.asked: list[tuple[str, int]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def publish(self, *numbers: int, days_ago: float = 0.0) -> None:
        for number in numbers:
            when = self.now - timedelta(days=days_ago, minutes=number)
            self.stories[number] = Story(number, when, list(SENTENCES), when)

    def edit(self, number: int, sentence: str, *, is_told: bool = True) -> None:
        story = self.stories[number]
        story.sentences.append(sentence)
        if is_told:
            story.lastmod = self.now + timedelta(hours=1)

    def paths(self, status: int | None = None) -> list[str]:
        """Return what was asked for since the last `forget`, of one status or all."""
        return [path for path, answer in self.asked if status in (None, answer)]

    def read(self) -> set[int]:
        """Return the numbers of the stories whose page was transferred."""
        return {int(path.removeprefix("/news/")) for path in self.paths(200) if path.startswith("/news/")}

    def forget(self) -> None:
        self.asked.clear()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def respond(self, path: str) -> tuple[int, dict[str, str], str]:
        if path in self.more:
            return self.more[path]
        if path == "/":
            return 200, {}, self._front_page()
        if path == "/robots.txt":
            lines = f"Sitemap: {self.url}sitemap.xml\n" if self.has_sitemap else ""
            return 200, {"Content-Type": "text/plain"}, f"User-agent: *\nDisallow: /closed/\n{lines}"
        if re.fullmatch(r"/sitemap(-[0-9]+)?\.xml", path) and self.has_sitemap:
            return 200, {"Content-Type": "application/xml"}, self._sitemap(path)
        number = path.removeprefix("/news/")
        if number.isdigit() and int(number) in self.stories:
            story = self.stories[int(number)]
            return story.status, {}, story.html() if story.status == 200 else "gone"
        return 404, {}, "nothing here"

    def _newest(self) -> list[Story]:
        return sorted(self.stories.values(), key=lambda story: story.published, reverse=True)

    def _front_page(self) -> str:
        cards = "".join(f'<h3><a href="/news/{s.number}">{s.title}</a></h3>' for s in self._newest()[:10])
        return f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>أخبار</title></head><body>{cards}'

    def _sitemap(self, path: str) -> str:
        groups: dict[int, list[Story]] = {}
        for story in self.stories.values():
            groups.setdefault(story.number // 10, []).append(story)
        schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        if path == "/sitemap.xml":
            places = ((f"sitemap-{group}.xml", max(map(self._lastmod, found))) for group, found in groups.items())
            entries = "".join(f"<sitemap>{self._entry(name, date)}</sitemap>" for name, date in places)
            return f'<?xml version="1.0"?><sitemapindex {schema}>{entries}</sitemapindex>'
        found = groups.get(int(path.removeprefix("/sitemap-").removesuffix(".xml")), [])
        entries = "".join(f"<url>{self._entry(f'news/{s.number}', self._lastmod(s))}</url>" for s in found)
        return f'<?xml version="1.0"?><urlset {schema}>{entries}</urlset>'

    def _lastmod(self, story: Story) -> str:
        return (self.stamp or story.lastmod or story.published).isoformat()

    def _entry(self, name: str, date: str) -> str:
        return f"<loc>{self.url}{name}</loc><lastmod>{date}</lastmod>"

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                status, headers, text = site.respond(self.path)
                body = text.encode()
                tag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
                if status == 200 and self.headers.get("If-None-Match") == tag:
                    status, body = 304, b""
                site.asked.append((self.path, status))
                self.send_response(status)
                given = {"Content-Type": "text/html; charset=utf-8", "ETag": tag, "Content-Length": str(len(body))}
                for name, value in {**given, **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        return Handler
