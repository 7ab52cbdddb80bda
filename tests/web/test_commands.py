"""The commands ``serve`` and ``report``: what ends them, with which code and line; neither writes to the file."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from arnews_crawler.corpus.writer import CorpusWriter
from tests.web.conftest import NOW, ROOT, WITHHELD, article, fill, serving

MISSING = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] == "datasette":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
from arnews_crawler.cli import main
main()
"""


def arnews(*arguments: str, cwd: Path, code: str = "") -> subprocess.CompletedProcess[str]:
    start = ["-c", code] if code else ["-m", "arnews_crawler"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, *start, *arguments]
    return subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, timeout=180, check=False)


def test_a_port_in_use_is_told(web_file: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = arnews("serve", "--db", str(web_file), "--port", str(port), cwd=tmp_path)
    assert done.returncode == 4
    assert f"127.0.0.1 port {port}" in done.stderr
    assert "--port" in done.stderr
    assert done.stderr.count("\n") == 1


def test_an_address_that_is_not_ours_is_told(web_file: Path, tmp_path: Path) -> None:
    done = arnews("serve", "--db", str(web_file), "--host", "nowhere.invalid", "--port", "0", cwd=tmp_path)
    assert done.returncode == 4
    assert "nowhere.invalid" in done.stderr


@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("report", "--out", "r.html")])
def test_a_missing_extra_is_named(arguments: tuple[str, ...], web_file: Path, tmp_path: Path) -> None:
    done = arnews(*arguments, "--db", str(web_file), cwd=tmp_path, code=MISSING)
    assert done.returncode == 4, done.stderr
    assert "pip install 'arnews[web]'" in done.stderr


@pytest.mark.parametrize("arguments", [("serve", "--port", "0"), ("report", "--out", "r.html")])
def test_a_file_that_cannot_be_read_is_told_and_stays(arguments: tuple[str, ...], tmp_path: Path) -> None:
    old, foreign = tmp_path / "old.db", tmp_path / "foreign.db"
    with CorpusWriter.open(old):
        pass
    connection = sqlite3.connect(old)
    connection.execute("PRAGMA user_version = 2")
    connection.close()
    connection = sqlite3.connect(foreign)
    connection.execute("CREATE TABLE t (x)")
    connection.close()
    for path, words in ((old, "arnews doctor --migrate"), (foreign, "not one of arnews")):
        before = hashlib.sha256(path.read_bytes()).digest()
        done = arnews(*arguments, "--db", str(path), cwd=tmp_path)
        assert done.returncode == 3
        assert words in done.stderr
        assert hashlib.sha256(path.read_bytes()).digest() == before
    done = arnews(*arguments, "--db", "missing.db", cwd=tmp_path)
    assert done.returncode == 3
    assert not (tmp_path / "missing.db").exists()


def test_a_crawl_may_write_meanwhile_and_its_articles_are_there(tmp_path: Path) -> None:
    path = tmp_path / "odd name?%20#1.db"
    fill(path)
    with serving(path) as served, CorpusWriter.open(path) as writer:
        assert served.get("/ar").status == 200
        writer.start_run("news", {})
        new = article(70, headline="كسوف نادر يشاهد في المدينة", published_at="2026-03-21T10:00:00+00:00")
        writer.add_article(new, fetched_at=NOW)
        writer.flush()
        assert "كسوف" in served.get("/ar").text
        assert "<mark>كسوف</mark>" in served.get("/ar/search?q=كسوف").text


def test_a_file_named_like_one_of_our_pages_is_served(tmp_path: Path) -> None:
    path = tmp_path / "ar.db"
    fill(path)
    with serving(path, end=signal.SIGINT) as served:
        assert 'href="/ar-db"' in served.get("/ar").text
        assert served.get("/ar-db/corpus").status == 200


def test_an_empty_corpus_has_its_pages(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    with CorpusWriter.open(path):
        pass
    with serving(path) as served:
        for page in (
            "",
            "/search",
            "/search?q=قمح",
            "/sections",
            "/sites",
            "/trends",
            "/trends?q=قمح",
            "/runs",
            "/rejects",
        ):
            assert served.get(f"/ar{page}").status == 200
    done = arnews("report", "--db", str(path), "--out", "r.html", cwd=tmp_path)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("language", "direction", "title"), [("ar", "rtl", "حقول امتلأت (٪)"), ("en", "ltr", "Fields filled (%)")]
)
def test_a_report_is_one_page_with_all_charts(
    language: str, direction: str, title: str, web_file: Path, tmp_path: Path
) -> None:
    before = hashlib.sha256(web_file.read_bytes()).digest()
    done = arnews("report", "--db", str(web_file), "--out", "sub/r.html", "--lang", language, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    text = (tmp_path / "sub" / "r.html").read_text("utf-8")
    assert f'<html lang="{language}" dir="{direction}">' in text
    assert title in text
    assert text.count('role="img"') == 7
    assert WITHHELD not in text
    assert "<script" not in text
    assert not re.search(r"(?:href|src)=|@import|url\((?!data:)", text), "nothing is fetched"
    tree = html.fromstring(text)
    assert {"ثقافة", "اقتصاد"} <= {each.text for each in tree.iterfind(".//ul[@class='key']//bdi")}
    assert text.count("mirrored") == (4 if direction == "rtl" else 0) + text.count(".mirrored"), "names on the right"
    assert hashlib.sha256(web_file.read_bytes()).digest() == before


def test_a_report_does_not_take_the_place_of_a_folder_or_the_file(web_file: Path, tmp_path: Path) -> None:
    assert arnews("report", "--db", str(web_file), "--out", ".", cwd=tmp_path).returncode == 2
    done = arnews("report", "--db", str(web_file), "--out", str(web_file), cwd=tmp_path)
    assert done.returncode == 2
    assert "the database itself" in done.stderr


def test_a_file_that_goes_away_is_told_on_the_page(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    fill(path)
    with serving(path) as served:
        assert served.get("/en").status == 200
        path.unlink()
        reply = served.get("/en")
        assert reply.status == 503
        assert "The file cannot be read now" in reply.text
        assert "no such database" in reply.text
