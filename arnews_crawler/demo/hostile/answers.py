"""What a request is answered with: a polite reply, or bytes as rude as the fault needs them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"
XML = "application/xml; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
LONGEST_ANSWER = 60.0
"""Seconds after which an answer without end is ended by the server."""

_REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 404: "Not Found"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that arrived."""

    host: str
    """``site`` or ``elsewhere``."""
    target: str
    headers: Mapping[str, str]
    """By names in lower case."""
    when: float
    """By the monotonic clock."""
    base: str
    """The site's address, without a slash at its end."""
    elsewhere: str
    """The address of the other host, likewise."""
    time: int = 1
    """How often the target was asked for, this time included."""
    run: int = 0
    """How often the site's robots.txt was asked for: each crawl asks once."""


@dataclass(frozen=True, slots=True)
class Reply:
    """A whole answer; the server adds what belongs to the connection."""

    body: bytes = b""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = (("Content-Type", HTML),)
    after: float = 0.0
    """Seconds before it is sent."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the answer as it is sent."""
        head = head_of(self.status, *self.headers, ("Content-Length", str(len(self.body))))
        time.sleep(self.after)
        yield head + self.body


@dataclass(frozen=True, slots=True)
class Rude:
    """Bytes that are sent as they are, one piece after the other; ``end`` says what happens then."""

    parts: Iterable[bytes] = field(default=())
    resets: bool = False
    """The connection is reset instead of closed."""
    silence: float = 0.0
    """Seconds during which nothing comes after the last piece."""

    def pieces(self) -> Iterator[bytes]:
        """Yield the answer as it is sent."""
        yield from self.parts
        until = time.monotonic() + min(self.silence, LONGEST_ANSWER)
        while time.monotonic() < until:
            time.sleep(0.1)
            yield b""


Answer = Reply | Rude
Handler = Callable[[Asked], Answer]


def head_of(status: int, *headers: tuple[str, str]) -> bytes:
    """Return an answer's first lines; the connection is closed after each."""
    lines = [f"HTTP/1.1 {status} {_REASONS.get(status, 'Status')}"]
    lines += [f"{name}: {value}" for name, value in (*headers, ("Connection", "close"))]
    return ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")


def page(text: str | bytes, content_type: str = HTML, **more: str) -> Reply:
    """Return a page; names of further headers are written with underscores."""
    headers = (("Content-Type", content_type), *((name.replace("_", "-"), value) for name, value in more.items()))
    return Reply(text.encode() if isinstance(text, str) else text, headers=headers)


def moved(to: str, status: int = 302) -> Reply:
    """Return a redirect."""
    return Reply(status=status, headers=(("Location", to), ("Content-Type", HTML)))


def failing(status: int, *headers: tuple[str, str]) -> Reply:
    """Return an error page."""
    return Reply(b"<!DOCTYPE html><title>error</title><p>error", status, (("Content-Type", HTML), *headers))


def first_then(first: Answer, then: Answer) -> Handler:
    """Return what answers a target's first request in one way and all later ones in another."""
    return lambda asked: first if asked.time == 1 else then


def by_run(first: Answer, then: Answer) -> Handler:
    """Return what answers in one way during the first crawl and in another from the second on."""
    return lambda asked: then if asked.run > 1 else first
