"""What the doctor finds in a file."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus import search_index
from arnews_crawler.corpus.archive import Archive, archive_folder
from arnews_crawler.corpus.archive_record import RawResponse
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.checks import check_corpus
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]

URL = "https://news.example/a/1"


def failed(path: Path) -> dict[str, str]:
    return {check.name: check.message for check in check_corpus(path) if not check.ok}


def test_a_sound_file_passes_every_check(path: Path, store: Store, make_article: MakeArticle) -> None:
    store(*(make_article(number) for number in range(5)))
    store(make_article(1, body="محرّر"))
    checks = check_corpus(path)
    assert [check.name for check in checks] == [
        "database",
        "integrity",
        "references",
        "normaliser",
        "search index",
        "archive",
    ]
    assert all(check.ok for check in checks)


def test_a_missing_file_is_fine(path: Path) -> None:
    (check,) = check_corpus(path)
    assert check.ok
    assert not path.exists()


def test_keys_of_another_normaliser_are_found_and_made_anew(
    path: Path,
    make_article: MakeArticle,
    store: Store,
    writer: CorpusWriter,
    caplog: pytest.LogCaptureFixture,
) -> None:
    store(make_article(1), make_article(2, body="الزيتون"))
    writer._connection.execute("UPDATE meta SET value = 'old' WHERE name = 'normaliser_version'")
    writer._connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    writer._connection.execute("DELETE FROM text_keys")
    writer.close()
    assert "next crawl renews them" in failed(path)["normaliser"]
    with caplog.at_level(logging.WARNING):
        CorpusWriter.open(path).close()
    assert "2 articles anew" in caplog.text
    assert failed(path) == {}
    with Corpus(path) as corpus:
        assert [hit.id for hit in corpus.search("الزيتون")] == [2]
        assert next(corpus.rows("SELECT count(*) FROM text_keys"))[0] == 2
    caplog.clear()
    CorpusWriter.open(path).close()
    assert caplog.text == ""


def test_a_failed_renewal_leaves_the_old_keys(
    path: Path, make_article: MakeArticle, store: Store, writer: CorpusWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    store(make_article())
    writer._connection.execute("UPDATE meta SET value = 'old' WHERE name = 'normaliser_version'")
    writer.close()

    def fail(connection: object) -> object:
        raise RuntimeError("in the middle")

    monkeypatch.setattr(search_index, "_keys_of_all", fail)
    with pytest.raises(RuntimeError):
        CorpusWriter.open(path)
    with Corpus(path) as corpus:
        assert len(corpus.search("المكتبة")) == 1


def test_an_index_out_of_step_is_found(
    path: Path, make_article: MakeArticle, store: Store, writer: CorpusWriter
) -> None:
    store(make_article(1), make_article(2))
    writer._connection.execute("UPDATE articles SET body = 'الزيتون' WHERE id = 2")
    assert failed(path)["search index"] == "keys of other text at 1 articles, such as 2"
    writer._connection.execute("INSERT INTO articles_fts(rowid, text_words) VALUES (9, 'x')")
    assert failed(path)["search index"] == "0 articles missing, 1 too many"
    writer._connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    assert failed(path)["search index"] == "2 articles missing, 0 too many"


def test_a_row_without_its_parent_is_found(path: Path, writer: CorpusWriter) -> None:
    writer._connection.execute("PRAGMA foreign_keys = OFF")
    writer._connection.execute("INSERT INTO text_keys(article_id, key) VALUES (7, x'00')")
    assert failed(path) == {"references": "text_keys row 7 points to no row of articles"}


def test_a_damaged_page_is_found(path: Path, store: Store, make_article: MakeArticle, writer: CorpusWriter) -> None:
    store(*(make_article(number, body=f"{number} كلمة " * 400) for number in range(50)))
    writer.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 2 // 16_384 * 16_384)
        file.write(b"\xff" * 16_384)
    problems = failed(path)
    assert set(problems) == {"integrity"}
    assert "\n" not in problems["integrity"]


def test_looking_changes_nothing(path: Path, store: Store, make_article: MakeArticle, writer: CorpusWriter) -> None:
    store(make_article())
    writer.close()
    before = path.read_bytes()
    check_corpus(path)
    assert path.read_bytes() == before


def test_the_archive_is_told_and_what_is_not_there(path: Path) -> None:
    def told() -> str:
        (check,) = [check for check in check_corpus(path) if check.name == "archive"]
        assert check.ok
        return check.message

    with CorpusWriter.open(path) as writer:
        assert told().endswith("no pages are kept")
        archive = Archive.open(archive_folder(path), "news.example", 1, {})
        raw = RawResponse(url=URL, status=200, headers=(), body=b"<p>", fetched_at=datetime.now(UTC))
        place = archive.append(raw)
        archive.close()
        capture = Capture(
            url=URL,
            code=None,
            status=200,
            fetched_at="2026-03-01T12:00:00+00:00",
            warc_file=place.file,
            warc_offset=place.offset,
            warc_length=place.length,
            sha256="",
        )
        writer.add_capture(capture)
        writer.flush()
    assert told().endswith("1 pages in 1 files")
    (archive.folder / place.file).unlink()
    assert "1 of them in 1 files that are not there" in told()
