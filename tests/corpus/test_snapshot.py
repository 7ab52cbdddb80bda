"""Snapshots: one state of the corpus, nothing withheld in any byte of it, verified by its sums, made again the same."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from arnews_crawler.article import Article
from arnews_crawler.corpus.checks import check_corpus
from arnews_crawler.corpus.checksums import Difference, NoSnapshotError, find_differences
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.snapshot import Labels, NotEmptyError, make_snapshot
from arnews_crawler.corpus.takedowns import find_target, withhold
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
LABELS = Labels(title='أخبار: "الشمال" | 2026', authors=("أمل حداد", "B. Badr: co"), day="2026-03-09")
FETCHED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
FILES = {
    *("corpus.db", "articles.jsonl", "articles.parquet", "revisions.jsonl", "revisions.parquet"),
    *("README.md", "CITATION.cff", "SHA256SUMS"),
}
SECRET = "سرمحجوب"


@pytest.fixture
def source(path: Path, make_article: MakeArticle) -> Path:
    pytest.importorskip("pyarrow")
    secret = {"url": f"https://news.example/{SECRET}", "headline": f"{SECRET} عنوان", "tags": [SECRET]}
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {"base_url": "https://news.example/", "urls": [secret["url"]]})
        for number in range(1, 6):
            fields = {"published_at": f"202{number}-03-01T10:00:00+03:00", "published_precision": "minute"}
            writer.add_article(make_article(number, **fields, section="اقتصاد | مال"), fetched_at=FETCHED_AT)
        for version in range(3):
            body = f"{SECRET} نسخة {version} " * 2_000
            writer.add_article(make_article(9, body=body, **secret), fetched_at=FETCHED_AT)
            writer.flush()
        twin = make_article(9, body=body, **{**secret, "url": "https://b.example/1", "site": "b.example"})
        writer.add_article(twin, fetched_at=FETCHED_AT)
        writer.add_reject("https://news.example/film", "video", "a page around a film")
        writer.add_reject(str(secret["url"]), "stub", SECRET)
        writer.flush()
        for url in (str(secret["url"]), "https://b.example/1"):
            withhold(writer._connection, find_target(writer._connection, url), reason=f"{SECRET} asked", by="amal")
        writer.finish_run(reason="finished", exit_code=0, counts={})
        writer.start_run("news", {})
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_a_snapshot_holds_what_a_study_needs(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "frozen" / "march"
    rows = make_snapshot(source, folder, LABELS)
    assert {path.name for path in folder.iterdir()} == set(rows) == FILES
    with Corpus(folder / "corpus.db") as corpus:
        assert [article.id for article in corpus.articles()] == [1, 2, 3, 4, 5]
        assert corpus.search("المكتبة", limit=50)
    assert [check.name for check in check_corpus(folder / "corpus.db") if not check.ok] == []
    lines = [json.loads(line) for line in (folder / "articles.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [1, 2, 3, 4, 5]
    assert rows["revisions.jsonl"] == rows["articles.parquet"] == 5
    assert not list(folder.glob("corpus.db-*")), "any medium can hold it: reading it writes nothing"


def test_nothing_withheld_is_in_any_byte(source: Path, tmp_path: Path) -> None:
    assert SECRET.encode() in source.read_bytes()
    folder = tmp_path / "frozen"
    make_snapshot(source, folder, LABELS)
    data = b"".join(content(folder).values())
    assert SECRET.encode() not in data
    assert json.dumps(SECRET)[1:-1].encode() not in data
    with closing(sqlite3.connect(folder / "corpus.db")) as connection:
        found = connection.execute("SELECT count(*) FROM articles_fts WHERE articles_fts MATCH ?", (SECRET,))
        assert found.fetchone() == (0,)
        assert connection.execute("SELECT count(*) FROM takedowns").fetchone() == (0,)
        connection.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'articles_fts', 'row')")
        assert connection.execute("SELECT term FROM words WHERE term LIKE 'سرم%'").fetchall() == []
    assert "2 articles or addresses were withheld" in (folder / "README.md").read_text("utf-8")


def test_the_same_corpus_gives_the_same_files(source: Path, tmp_path: Path) -> None:
    later = Labels(title=LABELS.title, authors=LABELS.authors, day="2027-01-01")
    make_snapshot(source, tmp_path / "a", LABELS)
    make_snapshot(source, tmp_path / "b", later)
    first, second = content(tmp_path / "a"), content(tmp_path / "b")
    for name in FILES - {"README.md", "CITATION.cff", "SHA256SUMS", "corpus.db"}:
        assert first[name] == second[name], name
    assert first["README.md"].replace(b"2026-03-09", b"2027-01-01") == second["README.md"]
    assert first["README.md"].count(b"2026-03-09") == 1


def test_the_card_says_what_there_is_and_what_is_missing(source: Path, tmp_path: Path) -> None:
    make_snapshot(source, tmp_path / "a", LABELS)
    card = (tmp_path / "a" / "README.md").read_text("utf-8")
    assert card.startswith('# أخبار: "الشمال" \\| 2026\n\nMade on 2026-03-09.\n')
    for part in (
        "5 news articles of 1 site, published from 2021-03-01 to 2025-03-01.",
        "| news.example | 5 | 0 | 0 | 2021-03-01 | 2025-03-01 |",
        "| 2023 | 1 |",
        "| video | 1 |",
        "| section | 5 | 100.0% |",
        "| teaser | 0 | 0.0% |",
        "| never ended |  | 1 |",
        "| news | 2 | 1 | 0 |",
        "| articles.jsonl | 5 | the articles, a JSON object a line |",
    ):
        assert part in card, part
    assert "This copy: arnews " in card


def test_the_citation_is_valid(source: Path, tmp_path: Path) -> None:
    make_snapshot(source, tmp_path / "a", LABELS)
    citation = yaml.safe_load((tmp_path / "a" / "CITATION.cff").read_text("utf-8"))
    assert citation["cff-version"] == "1.2.0"
    assert citation["title"] == LABELS.title
    assert citation["authors"] == [{"name": "أمل حداد"}, {"name": "B. Badr: co"}]
    assert citation["date-released"] == citation["version"] == "2026-03-09"
    assert citation["type"] == "dataset"
    assert {"message", "title", "authors", "cff-version"} <= set(citation), "what its schema asks for"
    assert set(citation) <= {
        *("cff-version", "message", "type", "title", "version", "date-released", "abstract", "authors"),
        *("keywords", "references"),
    }


def test_sums_are_those_that_sha256sum_checks(source: Path, tmp_path: Path) -> None:
    make_snapshot(source, tmp_path / "a", LABELS)
    if shutil.which("sha256sum"):
        command = ["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"]
        done = subprocess.run(command, cwd=tmp_path / "a", capture_output=True, text=True, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    lines = dict(line.split("  ")[::-1] for line in (tmp_path / "a" / "SHA256SUMS").read_text().splitlines())
    assert set(lines) == FILES - {"SHA256SUMS"}
    assert lines["README.md"] == hashlib.sha256((tmp_path / "a" / "README.md").read_bytes()).hexdigest()


def test_what_differs_is_named(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    make_snapshot(source, folder, LABELS)
    assert find_differences(folder) == (7, [])
    (folder / "README.md").write_text("other")
    (folder / "articles.jsonl").unlink()
    (folder / "corpus.db-wal").write_bytes(b"x")
    assert set(find_differences(folder)[1]) == {
        Difference("README.md", "changed"),
        Difference("articles.jsonl", "missing"),
        Difference("corpus.db-wal", "added"),
    }


@pytest.mark.parametrize(
    "sums",
    [b"", b"nonsense\n", b"\xff\xfe", b"0" * 64 + b"  ../../etc/passwd\n", b"0" * 64 + b"  ..\n", b"0" * 63 + b"  a\n"],
)
def test_sums_that_are_none_are_told(tmp_path: Path, sums: bytes) -> None:
    (tmp_path / "SHA256SUMS").write_bytes(sums)
    with pytest.raises(NoSnapshotError, match=r"damaged|empty"):
        find_differences(tmp_path)
    with pytest.raises(NoSnapshotError, match="is no snapshot"):
        find_differences(tmp_path / "none")


def test_a_folder_with_something_in_it_is_left_alone(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "a"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(NotEmptyError, match=r"mine\.txt"):
        make_snapshot(source, folder, LABELS)
    with pytest.raises(NotEmptyError, match="no folder"):
        make_snapshot(source, folder / "mine.txt", LABELS)
    assert content(folder) == {"mine.txt": b"mine"}


def test_what_fails_leaves_nothing_and_a_kill_is_gone_on_from(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    folder = tmp_path / "a"
    with monkeypatch.context() as patch:
        patch.setattr("arnews_crawler.corpus.snapshot.write_sums", fail)
        with pytest.raises(OSError, match="No space"):
            make_snapshot(source, folder, LABELS)
    assert list(folder.iterdir()) == []
    (folder / ".unfinished").mkdir()
    (folder / ".unfinished" / "raw.db").write_text("half")
    make_snapshot(source, folder, LABELS)
    assert {path.name for path in folder.iterdir()} == FILES


def test_a_crawl_may_write_meanwhile(source: Path, tmp_path: Path, make_article: MakeArticle) -> None:
    with closing(open_for_writing(source)) as crawl:
        crawl.execute("BEGIN IMMEDIATE")
        crawl.execute("UPDATE articles SET headline = 'half written' WHERE id = 1")
        make_snapshot(source, tmp_path / "a", LABELS, formats=("jsonl",))
        crawl.execute("COMMIT")
    assert b"half written" not in (tmp_path / "a" / "articles.jsonl").read_bytes()
    assert not (tmp_path / "a" / "articles.parquet").exists()
