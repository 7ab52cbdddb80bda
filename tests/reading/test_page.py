"""What one page is, and that a second process says the same of it."""

from __future__ import annotations

import asyncio
import io
import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.discovery.urls import UrlRefusedError
from arnews_crawler.extraction.errors import ExtractionError, UnreadableDocument
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.reading import worker
from arnews_crawler.reading.page import Page, Sheet, read_page
from arnews_crawler.reading.wire import packed, receive
from arnews_crawler.spiders.pages import ReadingTask
from arnews_crawler.spiders.second_reader import SecondReader

ROOT = Path(__file__).parents[2]
SITE = PageHints(languages=frozenset({"ar"}), site_name="صحيفة المرفأ")
TOLD: dict[str, Any] = {
    "fetched_at": datetime(2026, 5, 1, tzinfo=UTC),
    "teaser": "مقدمة طبعتها القائمة وحدها",
    "teaser_from": "listing",
}
PARAGRAPHS = "".join(
    f"<p>قال مدير الميناء إن الرصيف رقم {n} عاد إلى العمل بعد صيانة استمرت شهرين، وإن السفن تفرغ حمولتها فيه.</p>"
    for n in range(6)
)
ARTICLE = (
    '<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>الرصيف يعود إلى العمل - صحيفة المرفأ</title>'
    f"</head><body><nav><a href='/ports'>موانئ</a></nav><article><h1>الرصيف يعود إلى العمل</h1>{PARAGRAPHS}</article>"
    "<a href='http://user:secret@example.org/'>x</a></body></html>"
)
LISTING = '<!DOCTYPE html><html lang="ar"><body>' + "".join(
    f"<div><h3><a href='/news/{n}'>خبر رقم {n} من أخبار الميناء</a></h3><p>سطر يشرح ما في الخبر رقم {n} وحده.</p></div>"
    for n in range(8)
)


def sheet(text: str | bytes, path: str = "/news/1", **more: Any) -> Sheet:
    body = text if isinstance(text, bytes) else text.encode()
    return Sheet(body, f"https://example.org{path}", "text/html; charset=utf-8", **more)


SHEETS = {
    "an article": sheet(ARTICLE),
    "a listing": sheet(LISTING, "/ports"),
    "a front page": sheet(LISTING, "/", can_be_article=False),
    "no page": sheet(b"\x89PNG\r\n\x1a\n\x00\x00", "/a.png"),
}


def read_here(each: Sheet) -> Page | ExtractionError:
    try:
        return read_page(each, replace(SITE, **TOLD))
    except ExtractionError as error:
        return error


def told_of(result: Page | ExtractionError | None) -> object:
    """All of a result in a form that can be compared."""
    return pickle.dumps(result) if isinstance(result, ExtractionError) else result and _facts(result)


def _facts(page: Page) -> dict[str, object]:
    facts: dict[str, object] = {name: getattr(page, name) for name in Page.__slots__ if name != "links"}
    links = page.links
    refused = [(type(each), each.code, each.url) for each in links.refused]
    return {**facts, "links": links.links, "feeds": links.feeds, "refused": refused, "canonical": links.canonical}


def test_a_page_is_an_article_a_listing_or_none() -> None:
    article, listing = read_here(SHEETS["an article"]), read_here(SHEETS["a listing"])
    assert isinstance(article, Page)
    assert isinstance(listing, Page)
    assert article.article is not None
    assert article.article.headline == "الرصيف يعود إلى العمل"
    assert [each.code for each in article.links.refused] == ["credentials_in_url"]
    assert (listing.article, listing.code, len(listing.cards)) == (None, "listing", 8)
    assert isinstance(read_here(SHEETS["no page"]), UnreadableDocument)


@pytest.mark.parametrize("name", SHEETS)
def test_the_worker_says_the_same(name: str) -> None:
    source = io.BytesIO(b"".join(map(packed, [SITE, None, (SHEETS[name], TOLD)])))
    sink = io.BytesIO()
    worker.serve(source, sink)
    sink.seek(0)
    assert receive(sink) is None  # the answer to None
    assert told_of(receive(sink)) == told_of(read_here(SHEETS[name]))
    with pytest.raises(EOFError):
        receive(sink)


def test_the_worker_leaves_to_the_crawl_what_it_fails_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(worker, "read_page", fail)
    sink = io.BytesIO()
    worker.serve(io.BytesIO(packed((SHEETS["an article"], TOLD))), sink)
    sink.seek(0)
    assert receive(sink) is None


def test_a_message_that_is_cut_is_none() -> None:
    with pytest.raises(EOFError):
        receive(io.BytesIO(packed([1, 2, 3])[:-1]))


@pytest.mark.parametrize("error", [UnreadableDocument("not_html", "binary"), UrlRefusedError("not_http", "ftp://x")])
def test_errors_survive_the_way(error: Any) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert (type(again), again.code, str(again)) == (type(error), error.code, str(error))


def with_reader(use: Callable[[SecondReader], Awaitable[object]]) -> None:
    async def run() -> None:
        reader = SecondReader()
        await reader.start()
        try:
            await use(reader)
        finally:
            await reader.close()

    asyncio.run(run())


def test_a_second_process_reads_pages_in_turn() -> None:
    async def use(reader: SecondReader) -> None:
        assert reader.is_ready
        tasks = [ReadingTask(each, SITE, TOLD) for each in SHEETS.values()]
        answers = await asyncio.gather(*map(reader.read, tasks))
        assert list(map(told_of, answers)) == [told_of(read_here(each)) for each in SHEETS.values()]

    with_reader(use)


def test_what_is_known_of_the_site_may_grow() -> None:
    async def use(reader: SecondReader) -> None:
        for languages, code in ((frozenset({"fa"}), "other_language"), (frozenset({"ar"}), None)):
            page = await reader.read(ReadingTask(SHEETS["an article"], PageHints(languages=languages), TOLD))
            assert isinstance(page, Page)
            assert page.code == code

    with_reader(use)


def test_a_reader_that_is_gone_is_no_error() -> None:
    async def use(reader: SecondReader) -> None:
        assert reader._process is not None
        asked = asyncio.create_task(reader.read(ReadingTask(SHEETS["an article"], SITE, TOLD)))
        reader._process.kill()
        assert await asked is None
        assert not reader.is_ready
        assert await reader.read(ReadingTask(SHEETS["an article"], SITE, TOLD)) is None

    with_reader(use)


def test_a_reader_that_cannot_start_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    async def use(reader: SecondReader) -> None:
        assert not reader.is_ready

    with_reader(use)


PARENT = """
import asyncio
from arnews_crawler.spiders.second_reader import SecondReader

async def run():
    reader = SecondReader()
    await reader.start()
    print(reader._process.pid, flush=True)
    await asyncio.sleep(60)

asyncio.run(run())
"""


def test_it_ends_with_a_crawl_that_is_killed() -> None:
    command = [sys.executable, "-c", PARENT]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 20
    while _is_running(pid):
        assert time.monotonic() < deadline, "the second reader outlives the crawl"
        time.sleep(0.05)


def _is_running(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
