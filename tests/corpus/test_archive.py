"""The archive: what other tools read of it, what it leaves out, and what a kill or a full disk leaves."""

from __future__ import annotations

import errno
import gzip
import os
from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from arnews_crawler.corpus.archive import Archive, Place
from arnews_crawler.corpus.archive_reader import LostCaptureError, read_capture
from arnews_crawler.corpus.archive_record import RawResponse
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.errors import CorpusError, FullDiskError, ReadOnlyCorpusError
from arnews_crawler.corpus.writer import CorpusWriter

PAGE = "<html><p>نص الخبر</p></html>".encode() * 50


def response(number: int = 1, **values: Any) -> RawResponse:
    given: dict[str, Any] = {
        "url": f"https://news.example/a/{number}",
        "status": 200,
        "headers": (("Content-Type", "text/html; charset=utf-8"),),
        "body": PAGE + str(number).encode(),
        "fetched_at": datetime(2026, 3, 1, 12, 0, tzinfo=UTC),
        "ip_address": "192.0.2.1",
    }
    return RawResponse(**{**given, **values})


OpenArchive = Callable[..., Archive]


@pytest.fixture
def open_archive(tmp_path: Path) -> OpenArchive:
    def run(run_id: int = 1, **values: Any) -> Archive:
        return Archive.open(tmp_path / "warc", "news.example:8000", run_id, {"robots": "obey"}, **values)

    return run


def records(path: Path) -> list[dict[str, Any]]:
    """Read a file with warcio as anybody would, digests checked."""
    found = []
    with path.open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            headers = record.http_headers
            found.append(
                {
                    "type": record.rec_type,
                    "url": record.rec_headers.get_header("WARC-Target-URI"),
                    "record": dict(record.rec_headers.headers),
                    "status": headers and headers.get_statuscode(),
                    "headers": dict(headers.headers) if headers else {},
                    "body": record.content_stream().read(),
                }
            )
    return found


def capture_at(place: Place, body: bytes) -> Capture:
    return Capture(
        url="https://news.example/a/1",
        code=None,
        status=200,
        fetched_at="2026-03-01T12:00:00+00:00",
        warc_file=place.file,
        warc_offset=place.offset,
        warc_length=place.length,
        sha256=sha256(body).hexdigest(),
    )


def test_other_tools_read_it(open_archive: OpenArchive) -> None:
    archive = open_archive()
    place = archive.append(response())
    archive.close()
    path = archive.folder / place.file
    assert path.name.startswith("news.example_8000-2")
    assert path.name.endswith("-1.warc.gz")
    info, page = records(path)
    assert info["type"] == "warcinfo"
    assert b"robots: obey\r\n" in info["body"]
    assert b"software: arnews/" in info["body"]
    assert info["record"]["WARC-Filename"] == path.name
    assert (page["type"], page["url"], page["status"]) == ("response", "https://news.example/a/1", "200")
    assert page["record"]["WARC-Date"] == "2026-03-01T12:00:00Z"
    assert page["record"]["WARC-IP-Address"] == "192.0.2.1"
    assert page["record"]["WARC-Payload-Digest"].startswith("sha1:")
    assert page["body"] == response().body
    assert [item.name for item in archive.folder.iterdir()] == [path.name]


def test_a_body_is_kept_as_it_was_transferred(open_archive: OpenArchive) -> None:
    packed = gzip.compress(PAGE)
    headers = (("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"), ("Content-Length", "7"))
    archive = open_archive()
    place = archive.append(response(headers=headers, body=packed))
    archive.close()
    page = records(archive.folder / place.file)[1]
    assert page["headers"] == {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}
    assert page["body"] == PAGE
    stored = read_capture(archive.folder, capture_at(place, packed))
    assert stored.body == packed
    assert stored.header("content-encoding") == "gzip"


def test_no_secret_is_written(open_archive: OpenArchive) -> None:
    headers = (
        ("Set-Cookie", "session=geheim"),
        ("Authorization", "Basic geheim"),
        ("Link", "<https://me:geheim@news.example/a>; rel=canonical"),
    )
    archive = open_archive()
    place = archive.append(response(url="https://me:geheim@news.example/a/1", headers=headers))
    archive.close()
    assert b"geheim" not in gzip.decompress((archive.folder / place.file).read_bytes())


def test_the_next_file_begins_at_the_limit(open_archive: OpenArchive) -> None:
    archive = open_archive(max_bytes=2500)
    places = [archive.append(response(number)) for number in range(12)]
    archive.close()
    files = sorted(archive.folder.iterdir())
    assert len(files) > 1
    assert {file.name for file in files} == {place.file for place in places}
    assert all(file.stat().st_size <= 2500 for file in files)
    assert sum(len(records(file)) - 1 for file in files) == 12


def test_a_cut_tail_is_cut_off_by_the_next_run(open_archive: OpenArchive) -> None:
    killed = open_archive()
    places = [killed.append(response(number)) for number in range(3)]
    path = killed.folder / places[0].file
    killed.close()
    whole = path.read_bytes()
    for lost in (1, 4, places[2].length - 1):
        path.write_bytes(whole[:-lost])
        marker = path.with_name(path.name + ".open")
        marker.touch()
        open_archive(2).close()
        assert path.stat().st_size == places[2].offset
        assert len(records(path)) == 3
        assert not marker.exists()


def test_a_run_that_is_alive_is_left_alone(open_archive: OpenArchive) -> None:
    alive = open_archive()
    first = alive.append(response())
    path = alive.folder / first.file
    with path.open("ab") as file:
        file.write(b"half")  # as seen in the middle of a write
    open_archive(2).close()
    assert path.read_bytes().endswith(b"half")
    assert path.with_name(path.name + ".open").exists()
    alive.close()


def test_a_run_without_news_leaves_no_file(open_archive: OpenArchive) -> None:
    archive = open_archive()
    archive.close()
    assert list(archive.folder.iterdir()) == []


def test_a_full_disk_leaves_whole_records(open_archive: OpenArchive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = open_archive()
    place = archive.append(response())
    write = os.write

    def fill(descriptor: int, data: bytes) -> int:
        monkeypatch.setattr(os, "write", refuse)
        return write(descriptor, data[:10])

    def refuse(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(FullDiskError, match="the disk is full; free some space"):
        archive.append(response(2))
    monkeypatch.setattr(os, "write", write)
    archive.close()
    assert len(records(archive.folder / place.file)) == 2


def test_a_folder_that_takes_nothing_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "warc").write_bytes(b"a file")
    with pytest.raises(ReadOnlyCorpusError, match="the archive cannot be written"):
        Archive.open(tmp_path / "warc", "news.example", 1, {})


def test_what_is_not_there_any_more_is_told(open_archive: OpenArchive) -> None:
    archive = open_archive()
    place = archive.append(response())
    archive.close()
    capture = capture_at(place, response().body)
    assert read_capture(archive.folder, capture).body == response().body
    with pytest.raises(LostCaptureError, match="damaged_record"):
        read_capture(archive.folder, capture_at(place, b"another"))
    path = archive.folder / place.file
    path.write_bytes(path.read_bytes()[: place.offset + 20])
    with pytest.raises(LostCaptureError, match="damaged_record"):
        read_capture(archive.folder, capture)
    path.unlink()
    with pytest.raises(LostCaptureError, match="missing_file"):
        read_capture(archive.folder, capture)


def test_records_are_on_the_disk_before_rows_point_to_them(writer: CorpusWriter) -> None:
    seen: list[object] = []

    def sync() -> None:
        seen.append(writer._connection.execute("SELECT count(*) FROM captures").fetchone()[0])

    writer.before_captures = sync
    capture = capture_at(Place("a.warc.gz", 0, 10), b"")
    writer.add_capture(capture)
    assert writer.last_capture(capture.url) == capture
    writer.flush()
    assert seen == [0]
    assert writer.last_capture(capture.url) == capture
    assert writer.last_capture("https://news.example/other") is None

    def fail() -> None:
        raise CorpusError("warc")

    writer.before_captures = fail
    writer.add_capture(capture)
    with pytest.raises(CorpusError):
        writer.flush()
    with pytest.raises(CorpusError):
        writer.flush()
    assert writer._connection.execute("SELECT count(*) FROM captures").fetchone()[0] == 1
    writer._error = None
