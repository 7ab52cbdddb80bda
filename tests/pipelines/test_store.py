"""The store in a crawl: Scrapy runs it for real, in this process and without a reactor."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.test import get_crawler

from arnews_crawler.article import Article
from arnews_crawler.corpus.batch import ArticleBatch
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.signals import Visit, page_rejected, url_visited

PIPELINES = {
    "pipelines.clean.CleanPipeline": 100,
    "pipelines.validate.ValidatePipeline": 200,
    "pipelines.deduplicate.DeduplicatePipeline": 300,
    "pipelines.store.StorePipeline": 400,
}


def article(number: int, **values: Any) -> Article:
    sound: dict[str, Any] = {
        "url": f"https://news.example/{number}",
        "headline": f"افتتاح المكتبة {number}",
        "body": f"فتحت المكتبة {number} أبوابها.",
    }
    return Article(**{**sound, **values})


class ItemSpider(Spider):
    """Yields what it was given; a number is a pause in seconds, a callable is called with the spider."""

    name = "items"

    def __init__(self, items: Iterable[Any] = (), **arguments: Any) -> None:
        super().__init__(**arguments)
        self._items = items

    async def start(self) -> AsyncIterator[Any]:
        yield Request("data:,a page", callback=self.parse_page)

    async def parse_page(self, response: Response) -> AsyncIterator[Any]:
        for item in self._items:
            if isinstance(item, float):
                await asyncio.sleep(item)
            elif callable(item):
                item(self)
            else:
                yield item


def crawl(path: Path, items: Iterable[Any], arguments: dict[str, Any] | None = None, **settings: Any) -> Crawler:
    """Run a crawl to its end and return the crawler with its statistics."""
    nothing_is_fetched = {"DOWNLOAD_HANDLERS": dict.fromkeys(("http", "https", "ftp"))}
    all_settings = {"ITEM_PIPELINES": PIPELINES, "ARNEWS_DB": str(path), **nothing_is_fetched, **settings}

    async def run() -> Crawler:
        crawler = get_crawler(ItemSpider, all_settings)
        await asyncio.wait_for(crawler.crawl_async(items=items, **(arguments or {})), 20)
        return crawler

    return asyncio.run(run())


def arnews(crawler: Crawler) -> dict[str, Any]:
    assert crawler.stats is not None
    return {name: value for name, value in crawler.stats.get_stats().items() if name.startswith("arnews/")}


def finish_reason(crawler: Crawler) -> Any:
    assert crawler.stats is not None
    return crawler.stats.get_value("finish_reason")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "new" / "corpus.db"


def test_a_crawl_fills_file_and_ledger(path: Path) -> None:
    items = [
        article(1),
        article(2, headline="  "),
        article(1, url="https://news.example/amp/1"),
        article(1, url="https://news.example/print/1", headline="إفتتاح المكتبةِ ١"),
        article(3),
    ]
    arguments = {"base_url": "https://me:pw@news.example/", "limit": 5}
    crawler = crawl(path, items, arguments)
    assert arnews(crawler) == {
        "arnews/run/id": 1,
        "arnews/article/stored": 2,
        "arnews/article/variant": 2,
        "arnews/reject/no_headline": 1,
    }
    with Corpus(path) as corpus:
        assert [stored.url for stored in corpus.articles()] == [*("https://news.example/1", "https://news.example/3")]
        assert len(corpus.addresses(1)) == 3
        (reject,) = corpus.rejects()
        assert (reject.url, reject.code, reject.run_id) == ("https://news.example/2", "no_headline", 1)
        (run,) = corpus.runs()
        assert (run.spider, run.reason, run.exit_code) == ("items", "finished", None)
        assert run.arguments == {"base_url": "https://news.example/", "limit": 5}
        assert run.counts["arnews/article/stored"] == 2
        assert run.counts["item_dropped_count"] == 2
        assert "arnews/run/id" not in run.counts
        assert [revision.run_id for revision in corpus.revisions(1)] == [1]


def test_a_second_crawl_counts_what_changed(path: Path) -> None:
    crawl(path, [article(1), article(2)])
    crawler = crawl(path, [article(1), article(2, body="محرّر"), article(3)])
    assert arnews(crawler) == {
        "arnews/run/id": 2,
        "arnews/article/stored": 1,
        "arnews/article/revised": 1,
        "arnews/article/unchanged": 1,
    }


@dataclass(frozen=True)
class Told:
    base_url: str
    limit: int | None = None


def test_the_ledger_takes_what_the_spider_calls_its_arguments(path: Path) -> None:
    crawl(path, [], {"arguments": Told("https://news.example/")})
    crawl(path, [], {"arguments": {"section": "ثقافة", "urls": ()}})
    with Corpus(path) as corpus:
        assert [run.arguments for run in corpus.runs()] == [
            {"section": "ثقافة"},
            {"base_url": "https://news.example/"},
        ]


def test_what_the_spider_signals_is_written(path: Path) -> None:
    def tell(spider: Spider) -> None:
        visit = Visit(
            url="https://news.example/?p=1",
            found_by="feed",
            status=200,
            etag='"1"',
            last_modified=None,
            article_url="https://news.example/1",
            code="article",
            lastmod=None,
            has_moved=False,
            is_fruitful=True,
        )
        send = spider.crawler.signals.send_catch_log
        send(url_visited, visit=visit)
        send(page_rejected, url="https://news.example/live", code="live_blog", detail="not finished")

    crawl(path, [tell, article(1)])
    with Corpus(path) as corpus:
        assert [reject.code for reject in corpus.rejects()] == ["live_blog"]
        row = next(corpus.rows("SELECT * FROM urls WHERE url LIKE '%?p=1'"))
        assert (row["article_id"], row["etag"], row["found_by"]) == (1, '"1"', "feed")


def test_batches_are_written_by_count_and_by_age(path: Path) -> None:
    seen: list[int] = []

    def look(spider: Spider) -> None:
        with Corpus(path) as corpus:
            seen.append(corpus.statistics().articles)

    items = [article(1), article(2), 0.05, look, article(3), 0.5, look, article(4), 0.05, look]
    crawl(path, items, ARNEWS_BATCH_SIZE=2, ARNEWS_BATCH_SECONDS=0.2)
    assert seen[0] == 2, "by count"
    assert seen[1] == 3, "by age"
    with Corpus(path) as corpus:
        assert corpus.statistics().articles == 4, "at the close"


def test_a_dry_run_touches_nothing(path: Path) -> None:
    crawler = crawl(path, [article(1), article(2, body="")], ARNEWS_DRY_RUN=True)
    assert arnews(crawler) == {"arnews/article/dry_run": 1, "arnews/reject/no_body": 1}
    assert not path.parent.exists()


def test_the_environment_names_the_file(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARNEWS_DB", str(path))
    crawl(path, [article(1)], ARNEWS_DB=None)
    assert path.exists()


def test_a_file_that_cannot_be_used_ends_the_crawl_before_it_begins(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path.mkdir(parents=True)
    began: list[Spider] = []
    with caplog.at_level(logging.ERROR):
        crawler = crawl(path, [began.append, article(1)])
    assert finish_reason(crawler) == "storage_error"
    assert arnews(crawler)["arnews/error/storage"] == 1
    assert began == []
    assert [record.getMessage() for record in caplog.records] == [
        f"{path}: is a folder, no database; name another file with --db or ARNEWS_DB"
    ]


@pytest.mark.parametrize("batch_size", [1, 2, 100])
def test_a_file_that_fails_in_between_ends_the_crawl(
    path: Path, caplog: pytest.LogCaptureFixture, batch_size: int
) -> None:
    """In a batch, and in the last one at the close: never swallowed."""
    holders: list[sqlite3.Connection] = []

    def lock(spider: Spider) -> None:
        holders.append(sqlite3.connect(path, isolation_level=None))
        holders[0].execute("BEGIN IMMEDIATE")

    def endless() -> Iterable[Any]:
        yield from (article(1), article(2), 0.1, lock)
        for number in range(3, 60):
            yield article(number)
            yield 0.001

    open_writer = CorpusWriter.open
    with pytest.MonkeyPatch.context() as patch, caplog.at_level(logging.ERROR):
        patch.setattr(CorpusWriter, "open", lambda path, **options: open_writer(path, busy_seconds=0.1, **options))
        crawler = crawl(path, endless(), ARNEWS_BATCH_SIZE=batch_size)
    holders[0].close()
    assert arnews(crawler)["arnews/error/storage"] == 1
    assert "arnews/error/bug" not in arnews(crawler)
    assert [r.getMessage() for r in caplog.records if "locked by another program" in r.getMessage()]
    if batch_size < 100:
        assert finish_reason(crawler) == "storage_error"
        assert crawler.stats is not None
        assert 2 <= crawler.stats.get_value("item_scraped_count") < 40
    with Corpus(path) as corpus:
        assert corpus.statistics().articles == (2 if batch_size < 100 else 0)


def test_a_reason_of_storage_is_kept_in_the_ledger(path: Path) -> None:
    def fill(spider: Spider) -> None:
        pipelines = spider.crawler.engine.scraper.itemproc.middlewares
        connection = pipelines[-1]._writer._connection
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 4}")

    items = [fill, *(article(number, body=f"{number} " + "كلمة " * 3000) for number in range(50))]
    crawler = crawl(path, items, ARNEWS_BATCH_SIZE=2)
    assert finish_reason(crawler) == "storage_error"
    with Corpus(path) as corpus:
        (run,) = corpus.runs()
        assert run.reason == "storage_error"
        assert run.counts["arnews/error/storage"] == 1
        assert corpus.statistics().articles == arnews(crawler).get("arnews/article/stored", 0)
        assert next(corpus.rows("PRAGMA integrity_check"))[0] == "ok"


class AlwaysRaises:
    def process_item(self, item: Any) -> Any:
        raise ZeroDivisionError("a bug")


def test_a_bug_in_a_pipeline_is_counted(path: Path) -> None:
    crawler = crawl(path, [article(1), article(2)], ITEM_PIPELINES={**PIPELINES, AlwaysRaises: 350})
    assert arnews(crawler)["arnews/error/bug"] == 2
    assert finish_reason(crawler) == "finished"


@pytest.mark.parametrize("batch_size", [1, 100])
def test_a_bug_in_the_store_is_counted_wherever_it_shows(
    path: Path, monkeypatch: pytest.MonkeyPatch, batch_size: int
) -> None:
    def fail(self: ArticleBatch, seen_at: str) -> None:
        raise ZeroDivisionError("a bug")

    monkeypatch.setattr(ArticleBatch, "finish", fail)
    crawler = crawl(path, [article(1)], ARNEWS_BATCH_SIZE=batch_size)
    assert arnews(crawler)["arnews/error/bug"] == 1
    assert "arnews/article/stored" not in arnews(crawler)
    with Corpus(path) as corpus:
        assert corpus.statistics().articles == 0
        assert corpus.runs()[0].counts["arnews/error/bug"] == 1
