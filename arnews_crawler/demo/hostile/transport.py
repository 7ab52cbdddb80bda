"""Faults of the transport (1-18): what arrives is cut, endless, mislabelled or never comes."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator

from arnews_crawler.demo.hostile.answers import (
    HTML,
    LONGEST_ANSWER,
    Answer,
    Asked,
    Reply,
    Rude,
    failing,
    first_then,
    head_of,
    moved,
    page,
)
from arnews_crawler.demo.hostile.bombs import brotli_bomb, gzip_bomb, zstd_bomb
from arnews_crawler.demo.hostile.fault import fault
from arnews_crawler.demo.hostile.house import article_page
from arnews_crawler.demo.hostile.site import HostileSite

_RETRY_AFTER = "Retry-After"
_TYPE = ("Content-Type", HTML)


@fault(1, "500 everywhere, from the second run on", "bounded retries, exit 9, old rows intact", (2, 5))
def server_errors(site: HostileSite) -> None:
    """The first run finds the site well."""
    house = site.house

    def answer(asked: Asked) -> Answer:
        return failing(500) if asked.run > 1 else house(asked)

    site.serve("/robots.txt", answer)
    site.serve_all("/", answer)


@fault(2, "429 with Retry-After: 5", "next request to that host at least 5 s later", (5,))
def too_many_requests(site: HostileSite) -> None:
    """One article is refused at first and to be had later."""
    refusal = failing(429, (_RETRY_AFTER, "5"))
    site.beside(site.spare[0].path, first_then(refusal, page(article_page(site.spare[0]))))


@fault(3, "Retry-After garbage, a past date, 10^9", "clamped; exit 18", (2, 5))
def senseless_retry_after(site: HostileSite) -> None:
    """The pages with the first two are to be had at the second try; the last one comes when the others are read."""
    for story, value in zip(site.spare, ("soon", "Thu, 01 Jan 1970 00:00:00 GMT"), strict=False):
        site.beside(story.path, first_then(failing(429, (_RETRY_AFTER, value)), page(article_page(story))))
    never = Reply(b"<title>429</title>", 429, (_TYPE, (_RETRY_AFTER, "1000000000")), after=3.0)
    site.beside("/news/never", never)


@fault(4, "a body shorter than its Content-Length", "retried, never stored", (4,))
def short_body(site: HostileSite) -> None:
    """The page is whole HTML as far as it goes."""
    body = article_page(site.spare[0]).encode()
    head = head_of(200, _TYPE, ("Content-Length", str(len(body) + 5000)))
    site.beside(site.spare[0].path, Rude([head + body]))


@fault(5, "a body longer than its Content-Length", "the clipped page is dropped", (4,))
def long_body(site: HostileSite) -> None:
    """The length ends in the middle of the article."""
    body = article_page(site.spare[0]).encode()
    middle = body.rindex(b"</p>") - 40
    head = head_of(200, _TYPE, ("Content-Length", str(middle)))
    site.beside(site.spare[0].path, Rude([head + body], silence=0.5))


@fault(6, "chunks without the last one", "retried, never stored", (4,))
def unterminated_chunks(site: HostileSite) -> None:
    """All of the article comes, only the end of the answer does not."""
    body = article_page(site.spare[0]).encode()
    head = head_of(200, _TYPE, ("Transfer-Encoding", "chunked"))
    site.beside(site.spare[0].path, Rude([head, _chunk(body)]))


@fault(7, "gzip that is cut, with the right length", "rejected", (4,))
def cut_gzip(site: HostileSite) -> None:
    """Most of it can be unpacked."""
    packed = gzip.compress(article_page(site.spare[0]).encode())
    site.beside(site.spare[0].path, page(packed[: len(packed) * 3 // 4], Content_Encoding="gzip"))


@fault(8, "a plain body that is labelled gzip", "counted error", (4,))
def false_gzip(site: HostileSite) -> None:
    """As a cache does that strips the packing and keeps the label."""
    site.beside(site.spare[0].path, page(article_page(site.spare[0]), Content_Encoding="gzip"))


@fault(9, "silence after the headers", "timeout, slot freed", (5,))
def silence(site: HostileSite) -> None:
    """Of more pages than a crawl asks for at once."""
    head = head_of(200, _TYPE, ("Content-Length", "5000"))
    for number in range(10):
        site.beside(f"/news/silent-{number}", Rude([head], silence=LONGEST_ANSWER))


@fault(10, "one byte a second", "total timeout", (5,))
def drip(site: HostileSite) -> None:
    """There is always progress."""
    body = article_page(site.spare[0]).encode()

    def dripping() -> Iterator[bytes]:
        yield head_of(200, _TYPE, ("Content-Length", str(len(body))))
        for position in range(len(body)):
            time.sleep(1)
            yield body[position : position + 1]

    site.beside(site.spare[0].path, lambda _: Rude(dripping()))


@fault(11, "a reset in mid-body", "retry", (4,))
def reset(site: HostileSite) -> None:
    """The second try succeeds."""
    body = article_page(site.spare[0]).encode()
    cut = Rude([head_of(200, _TYPE, ("Content-Length", str(len(body)))) + body[:1000]], resets=True)
    site.beside(site.spare[0].path, first_then(cut, page(body)))


@fault(12, "endless chunks", "stopped at the size limit (8 MiB)", (5,))
def endless_chunks(site: HostileSite) -> None:
    """Paragraph after paragraph."""
    start = article_page(site.spare[0]).encode()
    filler = (b"<p>" + "خبر ".encode() * 20 + b"</p>") * 400

    def chunks() -> Iterator[bytes]:
        yield head_of(200, _TYPE, ("Transfer-Encoding", "chunked")) + _chunk(start)
        while True:
            yield _chunk(filler)

    site.beside(site.spare[0].path, lambda _: Rude(chunks()))


@fault(13, "bombs: gzip, br, zstd, gzip in gzip", "refused", (5,))
def bombs(site: HostileSite) -> None:
    """A hundred megabytes each, once unpacked."""
    single = gzip_bomb()
    for name, body, label in (
        ("gzip", single, "gzip"),
        ("br", brotli_bomb(), "br"),
        ("zstd", zstd_bomb(), "zstd"),
        ("gzip-in-gzip", gzip.compress(single), "gzip, gzip"),
        ("deflate", zlib.compress(bytes(32 * 1024 * 1024)), "deflate"),
    ):
        site.beside(f"/news/bomb-{name}", page(body, Content_Encoding=label))


@fault(14, "a header of 200 KB", "counted failure", (5,))
def large_header(site: HostileSite) -> None:
    """In one line, of cookies."""
    body = article_page(site.spare[0]).encode()
    site.beside(site.spare[0].path, page(body, Set_Cookie="session=" + "a" * 200_000))


@fault(15, "a PNG as text/html", "not an article", (4,))
def picture(site: HostileSite) -> None:
    """A real picture's beginning, and noise."""
    noise = bytes(range(256)) * 64
    site.beside("/news/picture", page(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + noise))


@fault(16, "a certificate that is self-signed (elsewhere: expired)", "refused, named", (3,))
def bad_certificate(site: HostileSite) -> None:
    """The whole site is served with it."""
    site.secure = True


@fault(17, "a redirect loop", "ends", (5,))
def redirect_loop(site: HostileSite) -> None:
    """One of two pages, one onto itself, and one that grows."""
    site.beside("/news/loop-a", moved("/news/loop-b"))
    site.serve("/news/loop-b", moved("/news/loop-a"))
    site.beside("/news/loop-self", moved("/news/loop-self", 301))
    site.beside("/news/loop-more", lambda asked: moved(f"/news/loop-more?n={asked.time}"))


@fault(18, "javascript: or a newline in Location", "refused", (3, 6))
def bad_location(site: HostileSite) -> None:
    """A bare line break inside a header is no end of it to some, and to others the end of the answer."""
    site.beside("/news/script", moved("javascript:alert(1)"))
    site.beside("/news/newline", moved("/news/tr\nap"))
    site.beside("/news/return", moved("/news/tr\rap"))
    site.serve("/news/trap", page(article_page(site.spare[0])))
    site.beside("/news/encoded", moved("/news/trap%0d%0aX-Injected:%201"))
    site.beside("/news/file", moved("file:///etc/passwd"))


def _chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"
