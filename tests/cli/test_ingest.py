"""``arnews ingest``."""

from __future__ import annotations

import gzip
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from arnews_crawler.article import Article
from arnews_crawler.cli import ingest as module
from arnews_crawler.corpus.errors import FullDiskError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.operations import ingest as operation
from arnews_crawler.operations.saved_pages import load_saved_page


def numbers(result: Any) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(result.stdout)
    return values


def canonical(number: int) -> str:
    return f'<link rel="canonical" href="https://example.org/news/{number}">'


@pytest.fixture
def folder(tmp_path: Path, page: Any) -> Path:
    """Two pages with addresses, one without, one that is none; something that is no page at all."""
    path = tmp_path / "pages"
    (path / "sub").mkdir(parents=True)
    (path / "1.html").write_bytes(page(1, canonical(1)))
    (path / "sub" / "2.html.gz").write_bytes(gzip.compress(page(2, canonical(2))))
    (path / "sub" / "3.htm").write_bytes(page(3, '<link rel="canonical" href="https://example.org/">'))
    (path / "empty.html").write_bytes(b"")
    (path / "notes.pdf").write_bytes(b"%PDF")
    return path


def test_a_folder_is_stored_with_its_rejects(run: Any, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "new" / "corpus.db"
    result = run("ingest", folder, "--db", db, "--json")
    assert result.exit_code == 0
    told = numbers(result)
    assert (told["files"], told["stored"], told["rejects"]) == (4, 3, {"empty_document": 1})
    with Corpus(db) as corpus:
        urls = {article.url for article in corpus.articles()}
        assert urls == {
            "https://example.org/news/1",
            "https://example.org/news/2",
            (folder / "sub" / "3.htm").as_uri(),
        }
        (reject,) = corpus.rejects()
        assert (reject.code, reject.url) == ("empty_document", (folder / "empty.html").as_uri())
        (ledger,) = corpus.runs()
        assert (ledger.spider, ledger.reason, ledger.exit_code) == ("ingest", "finished", 0)
        assert ledger.counts["arnews/article/stored"] == 3


def test_a_second_time_stores_nothing_new(run: Any, folder: Path, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    assert run("ingest", folder, "--db", db).output == ""
    told = numbers(run("ingest", folder, "--db", db, "--json"))
    assert (told["stored"], told["revised"], told["unchanged"]) == (0, 0, 3)


def test_an_edited_page_is_a_revision(run: Any, page: Any, tmp_path: Path) -> None:
    file, db = tmp_path / "page.html", tmp_path / "corpus.db"
    file.write_bytes(page(1, canonical(1)))
    run("ingest", file, "--db", db)
    file.write_bytes(page(1, canonical(1)).replace("عشرين".encode(), "ثلاثين".encode()))
    assert numbers(run("ingest", file, "--db", db, "--json"))["revised"] == 1


def test_one_address_in_all_pages_does_not_fold_them(run: Any, page: Any, tmp_path: Path) -> None:
    for number in (1, 2, 3):
        (tmp_path / f"{number}.html").write_bytes(page(number, canonical(7)))
    db = tmp_path / "corpus.db"
    assert numbers(run("ingest", tmp_path, "--db", db, "--json"))["stored"] == 3
    with Corpus(db) as corpus:
        first, *others = corpus.articles()
    assert first.url == "https://example.org/news/7"
    assert all(other.url.startswith("file:///") for other in others)
    assert all("canonical_is_shared" in other.warnings for other in others)


def test_a_copy_is_another_address_of_its_article(run: Any, page: Any, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.html").write_bytes(page(1))
    db = tmp_path / "corpus.db"
    told = numbers(run("ingest", tmp_path, "--db", db, "--json"))
    assert (told["stored"], told["variant"]) == (1, 1)
    with Corpus(db) as corpus:
        assert corpus.addresses(1) == [(tmp_path / f"{name}.html").as_uri() for name in ("a", "b")]


def test_url_is_the_address_of_the_one_page(run: Any, page: Any, tmp_path: Path) -> None:
    file, db = tmp_path / "page.php", tmp_path / "corpus.db"
    file.write_bytes(page(1, canonical(1)))
    assert run("ingest", file, "--url", "example.org/other", "--db", db).exit_code == 0
    with Corpus(db) as corpus:
        article = corpus.get("https://example.org/other")
    assert article is not None
    assert article.site == "example.org"


def test_several_processes_read_what_one_does(
    run: Any, folder: Path, page: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(10, 30):
        (folder / f"{number}.html").write_bytes(page(number, canonical(number)))
    one, two = tmp_path / "one.db", tmp_path / "two.db"
    assert run("ingest", folder, "--workers", 1, "--db", one).exit_code == 0
    monkeypatch.setattr(operation, "_WINDOW", 8)
    assert run("ingest", folder, "--workers", 2, "--db", two).exit_code == 0
    query = "SELECT url, headline, body FROM articles ORDER BY id"
    stored = []
    for path in (one, two):
        with Corpus(path) as corpus:
            stored.append([tuple(row) for row in corpus.rows(query)])
    assert len(stored[0]) == 23
    assert stored[0] == stored[1]


def test_nothing_to_ingest_is_usage(run: Any, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    result = run("ingest", tmp_path, "--db", db)
    assert result.exit_code == 2
    assert f"nothing to ingest in {tmp_path}: no file ends in .html" in result.stderr
    missing = run("ingest", tmp_path / "nowhere", "--db", db)
    assert missing.exit_code == 2
    assert "no such file or folder" in missing.stderr
    assert not db.exists()


def test_not_one_article_is_unhealthy(run: Any, tmp_path: Path) -> None:
    file, db = tmp_path / "photo.html", tmp_path / "corpus.db"
    file.write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    result = run("ingest", file, "--db", db)
    assert result.exit_code == 9
    assert "1 files; 1 rejected (not_html 1); the first: " in result.stderr
    assert "photo.html: not_html: binary data" in result.stderr
    assert result.stderr.count("\n") == 1


def test_url_for_several_pages_is_usage(run: Any, folder: Path) -> None:
    assert "but there are 4" in run("ingest", folder, "--url", "example.org/1").stderr
    assert run("ingest", folder / "1.html", "--url", "mailto:x").exit_code == 2


def test_a_file_that_cannot_be_read_is_a_reject(tmp_path: Path) -> None:
    assert operation.read_page_file(tmp_path / "gone.html").code == "unreadable_file"


def test_what_the_pipelines_refuse_is_a_reject(
    run: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(*_: Any, **__: Any) -> Article:
        return Article(url="ftp://example.org/1", headline="عنوان", body="نص")

    monkeypatch.setattr(operation, "load_saved_page", load)
    result = run("ingest", folder / "1.html", "--db", tmp_path / "corpus.db", "--json")
    assert numbers(result)["rejects"] == {"no_url": 1}
    assert result.exit_code == 9


def test_a_bug_costs_its_page_alone(run: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_saved_page

    def slip(data: bytes, *, name: str, **given: Any) -> Any:
        if name == "1.html":
            raise ZeroDivisionError("a slip")
        return read(data, name=name, **given)

    monkeypatch.setattr(operation, "load_saved_page", slip)
    result = run("ingest", folder, "--db", tmp_path / "corpus.db", "--json")
    assert result.exit_code == 1
    assert numbers(result)["stored"] == 2
    assert "a bug of arnews: " in result.stderr
    assert "1.html: bug: ZeroDivisionError: a slip" in result.stderr


def test_a_full_disk_is_storage(run: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = tmp_path / "corpus.db"

    def full(writer: CorpusWriter) -> None:
        raise FullDiskError(db)

    monkeypatch.setattr(CorpusWriter, "flush", full)
    result = run("ingest", folder, "--db", db)
    assert result.exit_code == 3
    assert "the disk is full" in result.stderr
    with sqlite3.connect(db) as connection:
        assert connection.execute("SELECT reason, exit_code FROM runs").fetchall() == [("storage_error", 3)]
    connection.close()


def test_a_person_is_told_the_sum(run: Any, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_watched", lambda: True)
    result = run("ingest", folder, "--db", tmp_path / "corpus.db")
    assert result.stderr == "arnews ingest: 4 files; 3 stored; 1 rejected (empty_document 1)\n"


def writing_end(pipe: Path) -> BinaryIO:
    """Wait until a pipe has a reader, and open it."""
    deadline = time.monotonic() + 120
    while True:
        try:
            descriptor = os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            assert time.monotonic() < deadline, "the pipe has no reader"
            time.sleep(0.05)
        else:
            os.set_blocking(descriptor, True)
            return os.fdopen(descriptor, "wb")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_flushes_and_ends(tmp_path: Path, page: Any, number: signal.Signals) -> None:
    folder, db = tmp_path / "pages", tmp_path / "corpus.db"
    folder.mkdir()
    for n in range(40):
        (folder / f"{n:03}.html").write_bytes(page(n, canonical(n)))
    os.mkfifo(folder / "pipe.html")  # of a folder no pipe is taken: it would be waited for, for ever
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    paths = [str(folder), str(pipe), str(folder / "000.html")]
    command = [sys.executable, "-m", "arnews_crawler", "ingest", *paths, "--db", str(db), "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        try:
            writing = writing_end(pipe)  # what is named before it was read
            running.send_signal(number)
            with writing:
                writing.write(page(40, canonical(40)))
            out, err = running.communicate(timeout=180)
        finally:
            running.kill()
    assert running.returncode == 11, err
    assert "interrupted; what was read is stored" in err
    assert json.loads(out)["stored"] == 41
    with Corpus(db) as corpus:
        assert corpus.runs()[0].reason == "shutdown"
