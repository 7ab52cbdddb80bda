"""Answers that cannot be trusted: cut, clipped, mispacked, silent, slow, endless."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterator
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest

from tests.politeness.raw_server import (
    HEAD,
    RawServer,
    once_then,
    say,
    say_and_reset,
    say_and_wait,
    say_for_ever,
    say_slowly,
)

Fetch = Callable[..., dict[str, Any]]
PAGE = b"<html><body>" + b"<p>page</p>" * 2000 + b"</body></html>"
SHORT = HEAD + b"Content-Length: 30000\r\n\r\n" + PAGE[:20000]
CLIPPED = HEAD + b"Content-Length: 20000\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
UNTERMINATED = CHUNKED + b"4e20\r\n" + PAGE[:20000] + b"\r\n"
WHOLE = HEAD + b"Content-Length: %d\r\nConnection: close\r\n\r\n" % len(PAGE) + PAGE
PACKED = gzip.compress(PAGE, mtime=0)


def packed(body: bytes, encoding: bytes = b"gzip") -> bytes:
    return HEAD + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (encoding, len(body)) + body


@pytest.fixture
def raw() -> Iterator[RawServer]:
    server = RawServer()
    yield server
    server.close()


@pytest.fixture
def ask(raw: RawServer, fetch: Fetch) -> Callable[..., tuple[str, dict[str, Any]]]:
    """What comes of an address that is answered so."""

    def run(answer: Any, **settings: Any) -> tuple[str, dict[str, Any]]:
        raw.answers["/a"] = answer
        done = fetch(raw.url + "/a", site=["127.0.0.1", raw.port], settings=settings)
        return done["results"][raw.url + "/a"], done

    return run


@pytest.mark.parametrize(
    ("answer", "code"),
    [
        (say(SHORT), "ResponseDataLossError"),
        (say(UNTERMINATED), "ResponseDataLossError"),
        (say_and_reset(SHORT), "ResponseDataLossError"),
        (say_and_reset(HEAD + b"\r\n" + PAGE[:20000]), "ResponseDataLossError"),
        (say(packed(PACKED[:-30])), "cut_response"),
        (say(packed(PACKED[:-1])), "cut_response"),
        (say(packed(brotli.compress(PAGE)[:-3], b"br")), "cut_response"),
        (say(packed(PAGE)), "bad_encoding"),
        (say(packed(PAGE, b"br")), "bad_encoding"),
        (say(packed(PAGE, b"gzip, gzip, gzip, gzip")), "bad_encoding"),
        (say(packed(gzip.compress(bytes(9 * 1024 * 1024)))), "too_large"),
        (say(packed(brotli.compress(bytes(9 * 1024 * 1024)), b"br")), "too_large"),
        (say(packed(gzip.compress(gzip.compress(bytes(200 * 1024 * 1024), 1)), b"gzip, gzip")), "too_large"),
        (say_for_ever(CHUNKED, b"10000\r\n" + b"x" * 65536 + b"\r\n", 64 << 20), "DownloadCancelledError"),
        (say_for_ever(HEAD + b"\r\n", b"x" * 65536, 64 << 20), "DownloadCancelledError"),
        (say(HEAD + b"Content-Length: 99999999999\r\n\r\n"), "DownloadCancelledError"),
        (say(HEAD + b"X-Long: " + b"x" * 200_000 + b"\r\n\r\n"), "bad_headers"),
        (say(HEAD + b"X-Long: " + b"x" * 10_000_000), "bad_headers"),
        (say_for_ever(HEAD, b"X-Many: headers\r\n" * 1000, 64 << 20), "bad_headers"),
        (say_for_ever(b"", b"HTTP/1.1 103 Early Hints\r\n\r\n" * 1000, 64 << 20), "bad_headers"),
        (say(b"SSH-2.0-OpenSSH_9\r\n\r\n"), "DownloadFailedError"),
    ],
)
def test_no_such_answer_is_a_page(ask: Any, answer: Any, code: str) -> None:
    result, done = ask(answer)
    assert result.startswith(code), result
    assert done["seconds"] < 20


@pytest.mark.parametrize("connection", [b"close", b"keep-alive"])
@pytest.mark.parametrize("separately", [False, True])
def test_what_goes_on_behind_its_length_is_clipped(ask: Any, connection: bytes, separately: bool) -> None:
    head = HEAD + b"Connection: " + connection + b"\r\nContent-Length: 20000\r\n\r\n"
    result, done = ask(say(head, PAGE) if separately else say(head + PAGE))
    assert result.startswith("clipped_response"), result
    assert "20000" in result or "Content-Length" in result
    assert done["reason"] == "finished"


@pytest.mark.parametrize("broken", [say(SHORT), say(UNTERMINATED), say_and_reset(SHORT)])
def test_a_cut_answer_is_asked_for_again(ask: Any, raw: RawServer, broken: Any) -> None:
    result, _ = ask(once_then(broken, say(WHOLE)), RETRY_TIMES=2)
    assert result.startswith("200")
    assert raw.paths.count("/a") == 2


@pytest.mark.parametrize(
    "answer",
    [
        say_and_wait(HEAD + b"Content-Length: 500\r\n\r\n", seconds=30),
        say_and_wait(HEAD, seconds=30),
        say_and_wait(seconds=30),
        say_slowly(HEAD + b"Content-Length: 500\r\n\r\n", PAGE[:500], 0.2),
        say_slowly(b"", HEAD * 10, 0.2),
    ],
)
def test_the_time_of_an_answer_is_bounded_in_all(ask: Any, answer: Any) -> None:
    result, done = ask(answer, DOWNLOAD_TIMEOUT=2)
    assert result.startswith("DownloadTimeoutError"), result
    assert done["seconds"] < 15  # unbounded ones take 30 or more


@pytest.mark.parametrize(
    "answer",
    [
        say(WHOLE),
        say(HEAD + b"\r\n" + PAGE),
        say(CHUNKED + b"%x\r\n" % len(PAGE) + PAGE + b"\r\n0\r\n\r\n"),
        say(packed(PACKED)),
        say(packed(PACKED + bytes(16))),
        say(packed(PAGE, b"utf-8")),
        say(HEAD + b"A colonless line\r\nContent-Length: %d\r\n\r\n" % len(PAGE) + PAGE),
        say(b"HTTP/1.1 100 Continue\r\n\r\n" + WHOLE),
    ],
)
def test_an_odd_answer_that_is_whole_is_a_page(ask: Any, answer: Any) -> None:
    result, _ = ask(answer)
    assert result.startswith("200 <html>"), result


def test_a_stuck_page_holds_up_no_other(raw: RawServer, fetch: Fetch) -> None:
    raw.answers["/stuck"] = say_and_wait(HEAD, seconds=30)
    urls = [raw.url + "/stuck"]
    for n in range(10):
        raw.answers[f"/{n}"] = say(WHOLE)
        urls.append(f"{raw.url}/{n}")
    done = fetch(*urls, site=["127.0.0.1", raw.port], settings={"DOWNLOAD_TIMEOUT": 5, "DOWNLOAD_DELAY": 0.01})
    assert sum(result.startswith("200") for result in done["results"].values()) == 10
