"""``arnews withhold --erase`` tells which raw pages of other addresses name an article; ``--mentions`` erases them."""

from __future__ import annotations

import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from arnews_crawler.article import Article
from arnews_crawler.corpus.archive import Archive, archive_folder
from arnews_crawler.corpus.archive_record import RawResponse
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.writer import CorpusWriter

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
SITE = "https://news.example"
URL = f"{SITE}/politics/خبر-1"
HEADLINE = "الوزير يستقيل بعد جلسة طويلة"
BODY = "قدّم الوزير استقالته مساء أمس إلى رئيس الحكومة بعد جلسة استمرت ست ساعات.\n\nتابعوا صحيفتنا كل صباح."
PAGES = {
    f"{SITE}/politics/خبر-1": f"<h1>{HEADLINE}</h1><p>{BODY}</p>",
    f"{SITE}/by-headline": f"<div class=card><b>{HEADLINE.replace('أ', 'ا')}</b></div>",
    f"{SITE}/by-link": '<a href="/politics/%d8%ae%D8%A8%D8%B1-1">اقرأ</a>',
    f"{SITE}/by-state": r'<script>{"url":"https:\/\/www.news.example\/politics\/خبر-1"}</script>',
    f"{SITE}/by-words": f"<p>{BODY.split(chr(10))[0].replace('قدّم', 'قدم')}</p>",
    f"{SITE}/other-number": '<a href="/politics/خبر-12">اقرأ</a> <a href="/old/politics/خبر-1">قديم</a>',
    f"{SITE}/house-line": "<p>تابعوا صحيفتنا كل صباح.</p>",
    f"{SITE}/in-1256": f"<meta charset=windows-1256><b>{HEADLINE}</b>",
    "https://other.example/by-link": f'<a href="{URL}">اقرأ</a>',
}
NAMING = sorted(f"{SITE}/{name}" for name in ("by-headline", "by-link", "by-state", "by-words", "in-1256"))


@pytest.fixture
def db(tmp_path: Path) -> Path:
    path = tmp_path / "corpus.db"
    with CorpusWriter.open(path) as writer:
        run_id = writer.start_run("news", {})
        archive = Archive.open(archive_folder(path), "news.example", run_id, {})
        for url, page in PAGES.items():
            body = page.encode("windows-1256") if url.endswith("1256") else gzip.compress(page.encode(), mtime=0)
            headers = () if url.endswith("1256") else (("Content-Encoding", "gzip"),)
            place = archive.append(RawResponse(url=url, status=200, headers=headers, body=body, fetched_at=NOW))
            where = {f"warc_{name}": value for name, value in place._asdict().items()}
            rest: dict[str, Any] = {"code": None, "status": 200, "sha256": sha256(body).hexdigest(), **where}
            writer.add_capture(Capture(url=url, fetched_at="2026-03-09T12:00:00+00:00", **rest))
        archive.close()
        writer.add_article(Article(url=URL, site="news.example", headline=HEADLINE, body=BODY), fetched_at=NOW)
        writer.finish_run(reason="finished", exit_code=0, counts={})
    return path


def asked(db: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(db)) as connection:
        return connection.execute(query).fetchall()


def archived(db: Path) -> str:
    """All pages of the archive, unpacked."""
    pages = []
    for path in archive_folder(db).iterdir():
        with path.open("rb") as file:
            bodies = [each.raw_stream.read() for each in ArchiveIterator(file) if each.rec_type == "response"]
        pages += [gzip.decompress(each) if each[:2] == b"\x1f\x8b" else each for each in bodies]
    return "".join(each.decode("utf-8", "replace") for each in pages)


def test_pages_that_name_it_are_told_and_left(run: Any, db: Path) -> None:
    result = run("withhold", URL, "--reason", "court", "--erase", "--json", "--db", db)
    assert result.exit_code == 0
    done = json.loads(result.stdout)
    assert (done["erased_captures"], sorted(done["mentions"]), done["mentions_erased"]) == (1, NAMING, False)
    assert done["reason"] == "court (5 raw pages of other addresses named it: left as they are)"
    assert len(asked(db, "SELECT 1 FROM captures")) == len(PAGES) - 1
    again = run("withhold", URL, "--erase", "--mentions", "--db", db)
    assert again.exit_code == 0
    assert "erased too is what named it: 2 raw pages of other addresses" in again.stderr, "its addresses are left"


def test_pages_that_name_it_are_erased_where_asked(run: Any, db: Path) -> None:
    assert HEADLINE in archived(db)
    result = run("withhold", URL, "--reason", "court", "--erase", "--mentions", "--db", db)
    assert result.exit_code == 0
    assert "erased too is what named it: 5 raw pages of other addresses" in result.stderr
    kept = {row[0] for row in asked(db, "SELECT url FROM captures")}
    assert kept == {url for url in PAGES if url not in (URL, *NAMING)}
    assert HEADLINE not in archived(db)
    assert "اقرأ" in archived(db)
    ((reason,),) = asked(db, "SELECT reason FROM takedowns")
    assert reason == "court (5 raw pages of other addresses named it: erased too)"
    assert run("doctor", "--db", db).exit_code == 0


def test_pages_are_named_to_a_person(run: Any, db: Path) -> None:
    told = run("withhold", URL, "--reason", "court", "--erase", "--db", db).stderr
    assert f"it is still named by 5 raw pages of other addresses ({SITE}/by-headline, " in told
    assert "--erase --mentions erases those as well" in told


def test_a_lost_archive_names_nothing(run: Any, db: Path) -> None:
    for path in archive_folder(db).iterdir():
        path.unlink()
    result = run("withhold", URL, "--reason", "court", "--erase", "--json", "--db", db)
    assert json.loads(result.stdout)["mentions"] == []


def test_mentions_alone_are_a_mistake(run: Any, db: Path) -> None:
    assert run("withhold", URL, "--reason", "x", "--mentions", "--db", db).exit_code == 2
    assert asked(db, "SELECT 1 FROM takedowns") == []
