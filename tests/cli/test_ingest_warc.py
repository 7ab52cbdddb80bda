"""``arnews ingest`` of WARC files: ours, wget's, others', and damaged ones."""

from __future__ import annotations

import gzip
import json
import shutil
import subprocess
import threading
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from arnews_crawler.article import Article
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.operations import ingest_store

HTML = [("Content-Type", "text/html; charset=utf-8")]


class Warc:
    """A file in the making."""

    def __init__(self, path: Path, *, is_packed: bool = True) -> None:
        self.path = path
        self._buffer = BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=is_packed)

    def add(
        self,
        url: str,
        body: bytes,
        headers: list[tuple[str, str]] = HTML,
        *,
        status: str = "200 OK",
        kind: str = "response",
        **facts: str,
    ) -> None:
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1") if kind == "response" else None
        named = {
            name.replace("_", "-"): value for name, value in {"WARC_Date": "2026-03-01T12:00:00Z", **facts}.items()
        }
        record = self._writer.create_warc_record(
            url, kind, payload=BytesIO(body), length=len(body), http_headers=http, warc_headers_dict=named
        )
        self._writer.write_record(record)

    def data(self) -> bytes:
        return self._buffer.getvalue()

    def write(self) -> Path:
        self.path.write_bytes(self.data())
        return self.path


@pytest.fixture
def warc(tmp_path: Path) -> Warc:
    return Warc(tmp_path / "crawl.warc.gz")


def url(number: int) -> str:
    return f"https://example.org/news/{number}"


def numbers(result: Any) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def articles(db: Path) -> dict[str, Article]:
    with Corpus(db) as corpus:
        return {article.url: article for article in corpus.articles()}


def test_the_answers_of_a_crawl(run: Any, page: Any, warc: Warc, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    warc.add("https://example.org/robots.txt", b"<p>", HTML)
    warc.add(url(1), page(1))
    warc.add(url(2), gzip.compress(page(2)), [*HTML, ("Content-Encoding", "gzip")])
    warc.add(url(3), brotli.compress(page(3)), [*HTML, ("Content-Encoding", "br")])
    warc.add(url(4), zlib.compress(page(4)), [*HTML, ("Content-Encoding", "deflate")])
    warc.add(url(5), page(5), [*HTML, ("Content-Encoding", "gzip")])  # unpacked by its tool, the header left
    chunk = page(6)
    warc.add(url(6), b"%x\r\n%b\r\n0\r\n\r\n" % (len(chunk), chunk), [*HTML, ("Transfer-Encoding", "chunked")])
    warc.add(url(7), page(7), kind="resource", Content_Type="text/html")
    warc.add("https://example.org/logo.png", b"\x89PNG", [("Content-Type", "image/png")])
    warc.add(url(8), page(8), status="404 Not Found")
    warc.add(url(9), page(9)[:300])
    warc.add("dns:example.org", b"1", kind="resource", Content_Type="text/dns")
    result = run("ingest", warc.write(), "--db", db, "--workers", 1, "--json")
    told = numbers(result)
    assert (result.exit_code, told["files"], told["pages"], told["stored"]) == (0, 1, 8, 7)
    assert told["skipped"] == {"robots_txt": 1, "not_html": 1, "http_404": 1, "not_http": 1}
    assert told["rejects"].keys() <= {"no_body", "stub"}
    stored = articles(db)
    assert set(stored) == {url(number) for number in range(1, 8)}
    assert {article.fetched_at for article in stored.values()} == {"2026-03-01T12:00:00+00:00"}  # type: ignore[attr-defined]
    again = numbers(run("ingest", warc.path, "--db", db, "--workers", 2, "--json"))
    assert (again["stored"], again["revised"], again["unchanged"]) == (0, 0, 7)


def test_an_age_counts_from_when_the_page_was_archived(run: Any, page: Any, warc: Warc, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    body = page(1).replace(b"</h1>", "</h1><p class=date>نشر قبل ساعتين</p>".encode())
    warc.add(url(1), body, WARC_Date="2019-05-04T10:00:00Z")
    run("ingest", warc.write(), "--db", db)
    assert articles(db)[url(1)].published_at == "2019-05-04T08:00:00+00:00"


def test_an_older_page_takes_back_nothing(run: Any, page: Any, warc: Warc, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    edited = page(1).replace(b"</p>", " وأضيف هذا السطر لاحقا.</p>".encode(), 1)
    warc.add(url(1), edited, WARC_Date="2026-03-05T12:00:00Z")
    run("ingest", warc.write(), "--db", db)
    older = Warc(tmp_path / "older.warc.gz")
    older.add(url(1), page(1), WARC_Date="2026-03-01T12:00:00Z")
    told = numbers(run("ingest", older.write(), "--db", db, "--json"))
    assert (told["revised"], told["unchanged"]) == (0, 1)
    stored = articles(db)[url(1)]
    assert "لاحقا" in stored.body
    newer = Warc(tmp_path / "newer.warc.gz")
    newer.add(url(1), page(1), WARC_Date="2026-03-09T12:00:00Z")
    assert numbers(run("ingest", newer.write(), "--db", db, "--json"))["revised"] == 1


@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("most", [100, 0])
def test_a_print_form_is_another_address(
    run: Any, page: Any, warc: Warc, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_first: bool, most: int
) -> None:
    monkeypatch.setattr(ingest_store, "_MOST_WAITING", most)
    db = tmp_path / "corpus.db"
    printed = page(1, f'<link rel="canonical" href="{url(1)}">')
    pages = [(f"{url(1)}/print", printed), (url(1), page(1))]
    for address, body in pages if is_first else reversed(pages):
        warc.add(address, body)
    warc.add(f"{url(2)}/print", page(2, f'<link rel="canonical" href="{url(2)}">'))
    run("ingest", warc.write(), "--db", db)
    assert set(articles(db)) == {url(1), url(2)}
    with Corpus(db) as corpus:
        found = corpus.get(f"{url(1)}/print")
        assert found is not None
        assert found.url == url(1)


def test_a_revisit_is_another_address(run: Any, page: Any, warc: Warc, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    warc.add(url(1), page(1))
    warc.add(f"{url(1)}?from=home", b"", kind="revisit", WARC_Refers_To_Target_URI=url(1))
    warc.add(url(1), b"", kind="revisit", WARC_Refers_To_Target_URI=url(1))
    told = numbers(run("ingest", warc.write(), "--db", db, "--json"))
    assert (told["pages"], told["stored"], told["skipped"]) == (1, 1, {"revisit": 2})
    with Corpus(db) as corpus:
        assert corpus.get(f"{url(1)}?from=home") is not None


def test_what_its_archive_cut_is_rejected(run: Any, page: Any, warc: Warc, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    warc.add(url(1), page(1), WARC_Truncated="length")
    warc.add(url(2), page(2), [*HTML, ("Content-Length", "99999")])
    warc.add(url(3), gzip.compress(page(3))[:-20], [*HTML, ("Content-Encoding", "gzip")])
    warc.add(url(4), page(4))
    told = numbers(run("ingest", warc.write(), "--db", db, "--json"))
    assert told["stored"] == 1
    assert told["rejects"] == {"truncated_record": 1, "cut_response": 2}
    with Corpus(db) as corpus:
        rejects = {(row["url"], row["code"]) for row in corpus.rows("SELECT * FROM rejects")}
    assert (url(1), "truncated_record") in rejects


@pytest.mark.parametrize("workers", [1, 2])
def test_of_a_damaged_file_the_rest_is_stored(run: Any, page: Any, warc: Warc, tmp_path: Path, workers: int) -> None:
    db = tmp_path / "corpus.db"
    ends = []
    for number in range(1, 6):
        warc.add(url(number), page(number))
        ends.append(len(warc.data()))
    data = bytearray(warc.data())
    data[ends[1] + 100 : ends[1] + 160] = bytes(60)
    warc.path.write_bytes(data[:-30])
    result = run("ingest", warc.path, "--db", db, "--json", "--workers", workers)
    told = numbers(result)
    assert result.exit_code == 9
    assert "crawl.warc.gz" in told["damaged"][0]
    assert {url(1), url(2), url(4)} <= set(articles(db)) <= {url(1), url(2), url(4), url(5)}


def test_a_file_that_is_packed_as_a_whole_and_one_that_is_not_packed(run: Any, page: Any, tmp_path: Path) -> None:
    plain = Warc(tmp_path / "plain.warc", is_packed=False)
    for number in range(1, 4):
        plain.add(url(number), page(number))
    plain.write()
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(gzip.compress(plain.data()))
    for path in (plain.path, whole):
        told = numbers(run("ingest", path, "--db", tmp_path / f"{path.name}.db", "--json"))
        assert (told["stored"], told["damaged"]) == (3, [])


@pytest.mark.parametrize("data", [b"", b"hello\n", b"\x1f\x8bnothing"])
def test_a_file_that_is_no_warc(run: Any, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "no.warc.gz"
    path.write_bytes(data)
    result = run("ingest", path, "--db", tmp_path / "corpus.db", "--json")
    assert (result.exit_code, numbers(result)["pages"]) == (9, 0)
    assert "Traceback" not in result.output


def test_an_address_of_its_own_is_for_pages_alone(run: Any, warc: Warc, tmp_path: Path) -> None:
    result = run("ingest", warc.write(), "--url", url(1), "--db", tmp_path / "corpus.db")
    assert result.exit_code == 2


@pytest.mark.skipif(shutil.which("wget") is None, reason="wget is not installed")
def test_a_file_of_wget(run: Any, page: Any, tmp_path: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    for number in range(1, 4):
        (site / f"{number}.html").write_bytes(page(number))
    (site / "index.html").write_text("".join(f'<a href="{number}.html">{number}</a>' for number in range(1, 4)))

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        base_url = f"http://127.0.0.1:{server.server_address[1]}/"
        command = ["wget", "-q", "-r", "-l", "1", "--warc-file=made", base_url]
        subprocess.run(command, cwd=tmp_path, timeout=180, check=False)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    db = tmp_path / "corpus.db"
    told = numbers(run("ingest", tmp_path / "made.warc.gz", "--db", db, "--json"))
    assert (told["stored"], told["damaged"]) == (3, [])
    assert set(articles(db)) == {f"{base_url}{number}.html" for number in range(1, 4)}
