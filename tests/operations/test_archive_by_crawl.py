"""The archive of real crawls: what is kept, what a kill leaves, and what a folder that takes nothing does."""

from __future__ import annotations

import gzip
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from arnews_crawler.corpus.archive_reader import StoredResponse, read_capture
from arnews_crawler.corpus.captures import Capture, capture_from_row
from tests.operations.conftest import NewsSite

Run = Callable[..., dict[str, Any]]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "corpus.db.warc"


def captures(folder: Path) -> list[Capture]:
    with closing(sqlite3.connect(folder.with_suffix(""))) as connection:
        connection.row_factory = sqlite3.Row
        return [capture_from_row(row) for row in connection.execute("SELECT * FROM captures ORDER BY id")]


def stored(folder: Path) -> Iterator[tuple[Capture, StoredResponse]]:
    for capture in captures(folder):
        yield capture, read_capture(folder, capture)


def test_each_article_is_kept_as_it_came(news_site: NewsSite, run_spiders: Run, folder: Path) -> None:
    news_site.publish(3)
    news_site.is_packed = True
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 0
    kept = {capture.url: (capture, response) for capture, response in stored(folder)}
    assert set(kept) == {f"{news_site.url}news/{number}" for number in range(3)}
    for url, (capture, response) in kept.items():
        page = news_site.pages["/" + url.removeprefix(news_site.url)]
        assert isinstance(page, str)
        assert gzip.decompress(response.body) == page.encode()
        assert response.header("Content-Encoding") == "gzip"
        assert response.header("Content-Length") == str(len(response.body))
        assert response.header("Transfer-Encoding") is None
        assert (capture.code, capture.status) == (None, 200)
    (path,) = folder.iterdir()
    assert b"geheim" not in gzip.decompress(path.read_bytes())


def test_a_page_that_did_not_change_is_kept_once(news_site: NewsSite, run_spiders: Run, folder: Path) -> None:
    news_site.publish(2)
    url = f"{news_site.url}news/0"
    run_spiders("news", url=url)
    run_spiders("news", url=url)
    assert len(captures(folder)) == 1
    page = news_site.pages["/news/0"]
    assert isinstance(page, str)
    news_site.pages["/news/0"] = page.replace("</body>", "<footer>الأكثر قراءة</footer></body>")
    run_spiders("news", url=url)
    assert len(captures(folder)) == 1
    news_site.pages["/news/0"] = page.replace("عامين", "ثلاثة أعوام")
    run_spiders("news", url=url)
    first, second = stored(folder)
    assert first[0].sha256 != second[0].sha256
    assert first[0].warc_file != second[0].warc_file
    assert "ثلاثة أعوام" in second[1].body.decode()


@pytest.mark.parametrize("settings", [{"ARNEWS_ARCHIVE": False}, {"ARNEWS_DRY_RUN": True}])
def test_nothing_is_kept_where_nothing_is_wanted(
    news_site: NewsSite, run_spiders: Run, folder: Path, settings: dict[str, object]
) -> None:
    news_site.publish(1)
    run_spiders("news", base_url=news_site.url, settings=settings)
    assert not folder.exists()


def test_a_folder_that_takes_nothing_ends_the_run_before_it_asks(
    news_site: NewsSite, run_spiders: Run, folder: Path
) -> None:
    news_site.publish(1)
    folder.write_bytes(b"no folder")
    done = run_spiders("news", base_url=news_site.url)
    assert done["exit_code"] == 3
    assert "the archive cannot be written" in done["stderr"] + str(done)
    assert news_site.asked == []


def test_a_kill_loses_nothing_that_a_row_points_to(news_site: NewsSite, start: Start, folder: Path) -> None:
    news_site.publish(40)
    news_site.pause = 0.3
    process = start("news", base_url=news_site.url, settings={"ARNEWS_BATCH_SECONDS": 0.1})
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and process.poll() is None:
        if folder.with_suffix("").exists() and _count(folder) > 5:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    (path,) = folder.glob("*.warc.gz")
    with path.open("ab") as file:
        file.write(path.read_bytes()[:100])  # as if killed in the middle of a write
    size = path.stat().st_size
    assert len(list(stored(folder))) > 5
    news_site.pause = 0
    done = start("news", base_url=news_site.url)
    out, err = done.communicate(timeout=180)
    assert done.returncode == 0, out + err
    assert path.stat().st_size == size - 100
    assert not list(folder.glob("*.open"))
    assert {capture.url for capture, _ in stored(folder)} >= {f"{news_site.url}news/{number}" for number in range(40)}
    for left in folder.iterdir():
        with left.open("rb") as opened:
            kinds = [record.rec_type for record in ArchiveIterator(opened, check_digests="raise")]
            assert kinds == ["warcinfo", *["response"] * (len(kinds) - 1)]


def _count(folder: Path) -> int:
    try:
        return len(captures(folder))
    except sqlite3.OperationalError:
        return 0
