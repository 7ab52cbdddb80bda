"""Erasing raw pages: the record is gone, a stub stands there, and every other record stays where it was."""

from __future__ import annotations

import fcntl
import random
import sqlite3
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile

import pytest
from warcio.archiveiterator import ArchiveIterator

from arnews_crawler.article import Article
from arnews_crawler.corpus import archive_erase
from arnews_crawler.corpus.archive import Archive, Place
from arnews_crawler.corpus.archive_erase import BusyArchiveError, erase_records, stub
from arnews_crawler.corpus.archive_reader import LostCaptureError, read_capture
from arnews_crawler.corpus.archive_record import RawResponse, encode_response
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.erasure import erase
from arnews_crawler.corpus.takedowns import find_target, withhold
from arnews_crawler.corpus.writer import CorpusWriter

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DATE = "2026-03-02T00:00:00Z"


def response(number: int, size: int = 3_000) -> RawResponse:
    body = random.Random(number).randbytes(size) + b"SECRET%d" % number
    return RawResponse(
        url=f"https://news.example/a/{number}",
        status=200,
        headers=(("Content-Type", "text/html"), ("Content-Encoding", "br")),  # stored as it is: bytes can be found
        body=body,
        fetched_at=NOW,
    )


def keep(folder: Path, numbers: range) -> list[Place]:
    archive = Archive.open(folder, "news.example", 1, {})
    places = [archive.append(response(number, 1_000 * number)) for number in numbers]
    archive.close()
    return places


def capture(number: int, place: Place) -> Capture:
    return Capture(
        url=f"https://news.example/a/{number}",
        code=None,
        status=200,
        fetched_at="2026-03-01T12:00:00+00:00",
        warc_file=place.file,
        warc_offset=place.offset,
        warc_length=place.length,
        sha256=sha256(response(number, 1_000 * number).body).hexdigest(),
    )


def test_a_record_is_replaced_and_no_other_moves(tmp_path: Path) -> None:
    places = keep(tmp_path, range(1, 200, 40))
    path = tmp_path / places[0].file
    size, inode = path.stat().st_size, path.stat().st_ino
    erase_records(path, [places[1][1:], places[3][1:]], DATE)
    assert path.stat().st_size == size
    assert path.stat().st_ino != inode, "the old bytes are not written over in place"
    data = path.read_bytes()
    for index, number in enumerate(range(1, 200, 40)):
        is_erased = index in (1, 3)
        assert (b"SECRET%d" % number not in data) is is_erased
        if is_erased:
            with pytest.raises(LostCaptureError):
                read_capture(tmp_path, capture(number, places[index]))
        else:
            assert read_capture(tmp_path, capture(number, places[index])).body.endswith(b"SECRET%d" % number)
    with path.open("rb") as file:
        records = [(record.rec_type, record.raw_stream.read()) for record in ArchiveIterator(file)]
    assert [kind for kind, _ in records] == ["warcinfo", "response", "metadata", "response", "metadata", "response"]
    assert records[2][1].strip() == b"A response was here; it was erased on request."


def test_a_stub_has_any_length_that_a_response_can_have() -> None:
    smallest = len(encode_response(RawResponse(url="http://a.b/", status=200, headers=(), body=b"", fetched_at=NOW)))
    lengths = [
        *range(smallest, smallest + 2_500),
        *range(9_900, 10_700),
        *range(65_300, 66_300),
        *range(99_900, 100_700),
    ]
    lengths += [*range(131_000, 131_800), 1_000_000, 10_485_761]
    for length in lengths:
        assert len(stub(length, "x", DATE)) == length, length
    for length in (smallest, 10_300, 65_800, 131_337, 1_000_000):
        (record,) = ArchiveIterator(BytesIO(stub(length, "x", DATE)))
        assert record.rec_type == "metadata"
        assert record.rec_headers.get_header("WARC-Date") == DATE
    with pytest.raises(ValueError, match="too few"):
        stub(100, "x", DATE)


def test_a_file_that_is_being_written_is_left_alone(tmp_path: Path) -> None:
    (place,) = keep(tmp_path, range(1, 2))
    path = tmp_path / place.file
    before = path.read_bytes()
    with path.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(BusyArchiveError):
            erase_records(path, [place[1:]], DATE)
    assert path.read_bytes() == before
    erase_records(tmp_path / "none.warc.gz", [(0, 10)], DATE)


def test_a_kill_at_any_moment_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = keep(tmp_path, range(1, 4))
    path = tmp_path / places[0].file
    before = path.read_bytes()

    def break_off(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(archive_erase, "stub", break_off)
        with pytest.raises(KeyboardInterrupt):
            erase_records(path, [places[1][1:]], DATE)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == [path.name]
    with NamedTemporaryFile(dir=tmp_path, prefix=f".{path.name}.", delete=False) as left:  # by SIGKILL
        left.write(before)
    erase_records(path, [places[1][1:]], DATE)
    assert b"SECRET2" not in path.read_bytes()
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_erasing_an_article_takes_its_captures_at_all_addresses(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db, folder = tmp_path / "c.db", tmp_path / "c.db.warc"
    places = keep(folder, range(1, 4))
    with CorpusWriter.open(db) as writer:
        for number in (1, 3):
            url = f"https://news.example/a/{number}"
            writer.add_article(Article(url=url, headline=f"خبر {number}", body=f"نص {number}"), fetched_at=NOW)
        writer.flush()
        writer.add_variant("https://news.example/a/2", "https://news.example/a/1")
        for number, place in enumerate(places, 1):
            writer.add_capture(capture(number, place))
    connection = open_for_writing(db)
    target = find_target(connection, "https://news.example/a/1")
    withhold(connection, target, reason="court", by="amal")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("arnews_crawler.corpus.archive_erase.replacing", fail)
        with pytest.raises(OSError, match="No space"):
            erase(connection, db, folder, target)
    assert _urls(connection) == [f"https://news.example/a/{number}" for number in (1, 2, 3)]
    assert connection.execute("SELECT erased_at FROM takedowns").fetchone() == (None,), "the next call does the rest"
    assert erase(connection, db, folder, target) == 2
    assert _urls(connection) == ["https://news.example/a/3"]
    connection.close()
    data = (folder / places[0].file).read_bytes()
    assert [b"SECRET%d" % number in data for number in (1, 2, 3)] == [False, False, True]
    assert read_capture(folder, capture(3, places[2])).body.endswith(b"SECRET3")


def _urls(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute("SELECT url FROM captures ORDER BY url")]
