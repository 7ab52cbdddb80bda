"""A large, quick site on this machine: pages of 60 KB and 1,300 elements, validators, and a few control addresses.

Run as a script: ``python -m benchmarks.crawling.site ARTICLES`` prints its address and serves until it is ended.
``/-/requests`` answers how many requests came since it was asked last, ``/-/edit/N`` edits N articles,
``/-/publish/N`` adds N.
"""

from __future__ import annotations

import asyncio
import random
import re
import sys
from datetime import UTC, datetime, timedelta
from hashlib import blake2b

PAGE_BYTES = 60_000
_CHILD = 1000
_SECTIONS = ("politics", "economy", "culture", "science", "health", "sport")
_LISTED = 30
_WORDS = tuple(
    """
    أعلن وزير النقل صباح اليوم افتتاح الجسر الجديد فوق النهر بعد عامين من العمل وقال إن المشروع يخدم سكان القرى
    المجاورة ويخفف الازدحام عن وسط المدينة وأضاف مهندس البلدية أن الأشغال تستمر حتى نهاية العام بكلفة أقل مما كان
    متوقعا في حين طالب تجار السوق القديم بتعويضات عن الأشهر التي أغلقت فيها الطرق أمام الزبائن
    """.split()
)


class Site:
    """The whole site: what it says of each path, without a file or a template."""

    def __init__(self, articles: int) -> None:
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.articles = articles
        self.edited: dict[int, datetime] = {}
        self.requests = 0
        self._frame = _frame()

    def respond(self, path: str) -> tuple[str, bytes] | None:
        """Return content type and body; None where there is nothing."""
        if path.startswith("/-/"):
            return "text/plain", self._control(path)
        self.requests += 1
        if path == "/robots.txt":
            return "text/plain", b"User-agent: *\nDisallow:\nSitemap: %s/sitemap.xml\n" % self.base
        if path == "/sitemap.xml" or re.fullmatch(r"/sitemap-[0-9]+\.xml", path):
            return "application/xml", self._sitemap(path)
        if path.startswith("/news/") and path[6:].isdigit() and int(path[6:]) < self.articles:
            return "text/html; charset=utf-8", self._article(int(path[6:]))
        place = path.strip("/")
        if place in ("", *_SECTIONS):
            return "text/html; charset=utf-8", self._listing(place)
        return None

    base = b""

    def _control(self, path: str) -> bytes:
        _, _, name, *number = path.split("/")
        if name == "edit":
            rng = random.Random(len(self.edited))
            for article in rng.sample(range(self.articles), int(number[0])):
                self.edited[article] = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=5)
        elif name == "publish":
            self.articles += int(number[0])
        count, self.requests = self.requests, 0
        return str(count).encode()

    def _published(self, number: int) -> datetime:
        return self.now - timedelta(days=5) - timedelta(hours=self.articles - number)

    def _lastmod(self, number: int) -> str:
        return (self.edited.get(number) or self.now - timedelta(days=30) + timedelta(seconds=number)).isoformat()

    def _sitemap(self, path: str) -> bytes:
        base = self.base.decode()
        children = range(0, self.articles, _CHILD)
        if path == "/sitemap.xml":
            parts = [
                f"<sitemap><loc>{base}/sitemap-{start}.xml</loc><lastmod>{self._newest(start)}</lastmod></sitemap>"
                for start in children
            ]
            return _xml("sitemapindex", parts)
        start = int(path.removeprefix("/sitemap-").removesuffix(".xml"))
        numbers = range(start, min(start + _CHILD, self.articles))
        return _xml(
            "urlset",
            [f"<url><loc>{base}/news/{n}</loc><lastmod>{self._lastmod(n)}</lastmod></url>" for n in numbers],
        )

    def _newest(self, start: int) -> str:
        return max(self._lastmod(n) for n in range(start, min(start + _CHILD, self.articles)))

    def _article(self, number: int) -> bytes:
        rng = random.Random(number)
        headline = " ".join(rng.choices(_WORDS, k=8)) + f" {number}"
        paragraphs = [" ".join(rng.choices(_WORDS, k=40)) + "." for _ in range(8)]
        if number in self.edited:
            paragraphs.append(f"وعدلت الصحيفة هذا الخبر {self.edited[number].isoformat()}.")
        date = f'<meta property="article:published_time" content="{self._published(number).isoformat()}">'
        body = "".join(f"<p>{paragraph}</p>\n" for paragraph in paragraphs)
        head, menu, foot = self._frame
        title = f"<title>{headline} | جريدة الجسر</title>{date}"
        page = f"{head}{title}</head><body>{menu}<main><article><h1>{headline}</h1>{body}</article></main>"
        filling = max(PAGE_BYTES - len(page.encode()) - len(foot.encode()), 0)
        return f"{page}<!-- {'x' * filling} -->{foot}".encode()

    def _listing(self, place: str) -> bytes:
        head, menu, foot = self._frame
        step = len(_SECTIONS) if place else 1
        first = self.articles - 1 - (_SECTIONS.index(place) if place else 0)
        cards = "".join(
            f'<article><h3><a href="/news/{n}">خبر من الجريدة رقم {n}</a></h3></article>'
            for n in range(first, max(first - _LISTED * step, -1), -step)
        )
        return f"{head}<title>جريدة الجسر</title></head><body>{menu}<main>{cards}</main>{foot}".encode()


def _xml(root: str, parts: list[str]) -> bytes:
    schema = "http://www.sitemaps.org/schemas/sitemap/0.9"
    return f'<?xml version="1.0" encoding="UTF-8"?><{root} xmlns="{schema}">{"".join(parts)}</{root}>'.encode()


def _frame() -> tuple[str, str, str]:
    """Head, menu and foot of each page: some 1,280 elements that are no article."""
    rng = random.Random(1)
    sections = "".join(f'<li><a href="/{name}">قسم {name}</a></li>' for name in _SECTIONS)
    links = "".join(
        f'<li class="item"><a href="/file/{n}.pdf"><span>{" ".join(rng.choices(_WORDS, k=2))}</span></a></li>'
        for n in range(250)
    )
    boxes = "".join(
        f'<div class="box"><span class="i"></span><b>{" ".join(rng.choices(_WORDS, k=3))}</b></div>' for _ in range(160)
    )
    head = '<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
    menu = f"<header><nav><ul>{sections}</ul></nav></header>"
    return head, menu, f"<aside>{boxes}</aside><footer><ul>{links}</ul></footer></body></html>"


class _Connection(asyncio.Protocol):
    """HTTP/1.1 with kept connections, GET alone: as little work as can be, so that the crawler is what is measured."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._waiting = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport

    def data_received(self, data: bytes) -> None:
        self._waiting += data
        while b"\r\n\r\n" in self._waiting:
            request, _, self._waiting = self._waiting.partition(b"\r\n\r\n")
            self._answer(request)

    def _answer(self, request: bytes) -> None:
        line, *headers = request.split(b"\r\n")
        answer = self._site.respond(line.split(b" ")[1].decode())
        if answer is None:
            self._transport.write(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
            return
        kind, body = answer
        tag = b'"%s"' % blake2b(body, digest_size=8).hexdigest().encode()
        if any(header.lower() == b"if-none-match: " + tag for header in headers):
            self._transport.write(b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % tag)
            return
        head = b"HTTP/1.1 200 OK\r\nContent-Type: %s\r\nETag: %s\r\nContent-Length: %d\r\n\r\n"
        self._transport.write(head % (kind.encode(), tag, len(body)) + body)


async def serve(articles: int) -> None:
    """Serve on a free port and print the address."""
    site = Site(articles)
    server = await asyncio.get_running_loop().create_server(lambda: _Connection(site), "127.0.0.1", 0)
    site.base = b"http://127.0.0.1:%d" % server.sockets[0].getsockname()[1]
    print(site.base.decode() + "/", flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
