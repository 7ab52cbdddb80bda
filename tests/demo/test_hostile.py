"""The hostile newsroom: a catalogue without holes, good articles beside each fault, and rude answers."""

from __future__ import annotations

import gzip
import socket
from html import unescape
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from arnews_crawler.demo.hostile.bombs import gzip_bomb, zstd_bomb
from arnews_crawler.demo.hostile.catalogue import FAULTS, PROMISES
from arnews_crawler.demo.hostile.fault import Fault
from arnews_crawler.demo.hostile.server import HostileServer
from arnews_crawler.demo.hostile.site import HostileSite

CASES = "\n".join(path.read_text("utf-8") for path in (Path(__file__).parents[1] / "chaos").glob("test_*.py"))


def test_the_faults_are_numbered_without_a_gap() -> None:
    assert list(FAULTS) == list(range(1, 68))


@pytest.mark.parametrize("fault", FAULTS.values(), ids=lambda fault: str(fault.number))
def test_a_fault_says_what_must_happen_and_is_tried(fault: Fault) -> None:
    assert fault.name
    assert fault.must
    assert set(fault.promises) <= set(PROMISES)
    assert fault.promises
    assert f"@pytest.mark.fault({fault.number})" in CASES


def test_no_two_sites_have_an_article_in_common() -> None:
    texts = [story.body for number in (4, 5, 6) for story in HostileSite(number).good]
    assert len(set(texts)) == len(texts) == 9
    assert all(text.count("\n\n") >= 2 for text in texts)


def test_a_sound_site_answers_with_what_is_true() -> None:
    with HostileServer(HostileSite(0)) as server:
        (first, *_) = server.truth()
        with urlopen(first["url"], timeout=60) as answer:
            text = unescape(answer.read().decode())
        assert all(paragraph in text for paragraph in first["body"].split("\n\n"))
        with urlopen(f"{server.base_url}sitemap.xml", timeout=60) as answer:
            assert answer.read().decode().count("<loc>") == 3
        with pytest.raises(HTTPError, match="404"):
            urlopen(f"{server.base_url}nothing", timeout=60)
        with pytest.raises(HTTPError, match="404"):
            urlopen(server.elsewhere_url, timeout=60)
    assert [asked.host for asked in server.site.log] == ["site"] * 3 + ["elsewhere"]


def test_an_answer_without_end_ends_when_the_client_hangs_up() -> None:
    fault = FAULTS[12]
    with HostileServer(fault.open()) as server:
        path = server.site.spare[0].path
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as client:
            client.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            received = sum(len(client.recv(65536)) for _ in range(100))
        assert received > 100_000


def test_a_reset_is_a_reset() -> None:
    with HostileServer(FAULTS[26].open()) as server, socket.create_connection(("127.0.0.1", server.port)) as client:
        client.settimeout(10)
        client.sendall(b"GET /robots.txt HTTP/1.1\r\nHost: x\r\n\r\n")
        with pytest.raises(ConnectionResetError):
            client.recv(100)


def test_bombs_are_small_and_huge() -> None:
    packed = gzip_bomb()
    assert len(packed) < 200_000
    assert len(gzip.decompress(packed)) > 100_000_000
    assert zstd_bomb().startswith(b"\x28\xb5\x2f\xfd")


def test_a_site_comes_back_as_it_was_in_the_first_run() -> None:
    site = FAULTS[1].open()
    bases = ("http://127.0.0.1:1", "http://127.0.0.2:1")
    statuses = [
        b"".join(site.answer("site", target, {}, 0.0, bases).pieces()).split(b" ")[1]
        for target in ("/robots.txt", "/", "/robots.txt", "/")
    ]
    assert statuses == [b"200", b"200", b"500", b"500"]
