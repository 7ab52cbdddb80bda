"""What a run reads of what earlier runs know: due addresses, listings, sources, and what a site's dates are worth."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.crawl_memory import CrawlMemory, LastmodRecord
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.sources import MOST_COPIED, SourceVisit
from arnews_crawler.corpus.writer import CorpusWriter

SITE = "https://news.example"
NOW = datetime.now(UTC)
LATER = NOW + timedelta(hours=1)
SOON = (NOW - timedelta(hours=2)).isoformat()


@pytest.fixture
def memory(writer: CorpusWriter) -> Iterator[CrawlMemory]:
    memory = CrawlMemory.open(Path(writer.path), "news.example")
    yield memory
    memory.close()


def visit(path: str, status: int = 200, **values: Any) -> UrlVisit:
    return UrlVisit(url=SITE + path, found_by="sitemap", status=status, **values)


def add(writer: CorpusWriter, number: int, published: str = SOON, **values: Any) -> BatchOutcome:
    text = values.pop("text", f"نص رقم {number} كامل")
    article = Article(url=f"{SITE}/{number}", headline=f"عنوان {number}", body=text, published_at=published)
    writer.add_article(article, fetched_at=NOW)
    writer.add_visit(visit(f"/{number}", code="article", article_url=article.url, is_fruitful=True, **values))
    return writer.flush()


def paths(known: list[Any]) -> list[str]:
    return [each.url.removeprefix(SITE) for each in known]


def test_what_was_found_and_not_read_is_due(writer: CorpusWriter, memory: CrawlMemory) -> None:
    assert not memory.has_articles()
    found = [FoundUrl(f"{SITE}/a", "sitemap", 1), FoundUrl("https://m.news.example/b", "listing", 3)]
    writer.add_found([*found, FoundUrl("https://other.example/c", "sitemap", 1)])
    writer.flush()
    due = memory.due(LATER, 10)
    assert {(each.url, each.depth, each.visited_at) for each in due} == {
        (f"{SITE}/a", 1, None),
        ("https://m.news.example/b", 3, None),
    }
    assert len(memory.due(LATER, 1)) == 1
    writer.add_visit(visit("/a", code="video"))
    writer.flush()
    assert [each.url for each in memory.due(LATER, 10)] == ["https://m.news.example/b"]
    # What is found again is known already.
    writer.add_found(found)
    writer.flush()
    assert [each.url for each in memory.due(LATER, 10)] == ["https://m.news.example/b"]


def test_addresses_are_looked_up_in_any_number(writer: CorpusWriter, memory: CrawlMemory) -> None:
    writer.add_found([FoundUrl(f"{SITE}/{number}", "sitemap", 1) for number in range(1000)])
    writer.flush()
    known = memory.look_up([f"{SITE}/{number}" for number in range(900, 1100)])
    assert len(known) == 100
    assert memory.look_up([]) == {}


def test_young_and_changed_articles_are_told_from_old_ones(writer: CorpusWriter, memory: CrawlMemory) -> None:
    for number in (1, 2, 3):
        add(writer, number, published="2020-01-01T00:00:00+00:00" if number > 1 else SOON)
    add(writer, 3, published="2020-01-01T00:00:00+00:00", text="نص آخر تماما")
    assert memory.has_articles()
    assert paths(memory.changed_since(NOW - timedelta(hours=72), 10)) == ["/1", "/3"]
    assert set(paths(memory.due(NOW + timedelta(hours=3), 10))) == {"/1", "/3"}
    assert memory.text_of(f"{SITE}/3") == ("عنوان 3", "نص آخر تماما")
    assert memory.text_of(f"{SITE}/4") is None


def test_a_whole_walk_leaves_out_other_addresses_and_withheld_articles(
    writer: CorpusWriter, memory: CrawlMemory
) -> None:
    for number in (1, 2):
        add(writer, number)
    writer.add_visit(visit("/amp/1", code="article", article_url=f"{SITE}/1"))
    writer.add_visit(visit("/section", code="listing"))
    writer.add_visit(visit("/film", code="video"))
    writer.flush()
    writer._connection.execute("UPDATE articles SET withheld = 1 WHERE id = 2")
    assert set(paths(memory.all_pages(10))) == {"/1", "/section"}
    assert paths(memory.listings(10)) == ["/section"]


def test_a_page_that_says_304_was_seen(writer: CorpusWriter, memory: CrawlMemory) -> None:
    add(writer, 1, etag='"1"')
    writer._connection.execute("UPDATE articles SET last_seen_at = '2020-01-01', gone_at = '2020-01-01'")
    writer.add_visit(visit("/1", 304))
    writer.flush()
    row = writer._connection.execute("SELECT last_seen_at > '2026', gone_at FROM articles").fetchone()
    assert tuple(row) == (1, None)
    assert memory.look_up([f"{SITE}/1"])[f"{SITE}/1"].etag == '"1"'


def test_what_dates_in_sitemaps_are_worth_is_what_came_of_them(writer: CorpusWriter, memory: CrawlMemory) -> None:
    assert memory.lastmod_record() == LastmodRecord(0, 0)
    add(writer, 1)
    add(writer, 2)
    add(writer, 1, text="نص آخر تماما", has_moved=True)
    add(writer, 2, has_moved=True)
    assert memory.lastmod_record() == LastmodRecord(moved=2, right=1)


@pytest.mark.parametrize(
    ("record", "proven", "believed"),
    [
        (LastmodRecord(0, 0), False, True),
        (LastmodRecord(19, 0), False, True),
        (LastmodRecord(20, 1), True, False),
        (LastmodRecord(20, 2), True, True),
    ],
)
def test_dates_are_believed_until_they_prove_wrong(record: LastmodRecord, proven: bool, believed: bool) -> None:
    assert (record.is_proven, record.is_believed) == (proven, believed)


def source(body: bytes | None, **values: Any) -> SourceVisit:
    return SourceVisit(url=f"{SITE}/sitemap.xml", **{"kind": "sitemap", "etag": '"1"', "body": body, **values})


def tell(writer: CorpusWriter, *visits: SourceVisit) -> None:
    for each in visits:
        writer.add_source(each)
        writer.flush()


def test_a_source_says_after_304_what_it_said_before(
    writer: CorpusWriter, memory: CrawlMemory, make_article: Callable[..., Article]
) -> None:
    url = f"{SITE}/sitemap.xml"
    tell(writer, source(b"<urlset/>"), source(None, etag=None))
    known = memory.sources()[url]
    assert (known.etag, known.unchanged, memory.copy_of(url)) == ('"1"', 1, b"<urlset/>")
    tell(writer, source(b"<urlset />", etag='"2"'))
    known = memory.sources()[url]
    assert (known.etag, known.unchanged, memory.copy_of(url)) == ('"2"', 0, b"<urlset />")


def test_a_source_too_large_for_a_copy_is_asked_without_validators(writer: CorpusWriter, memory: CrawlMemory) -> None:
    tell(writer, source(b"x" * (MOST_COPIED + 1)))
    assert memory.sources()[f"{SITE}/sitemap.xml"].etag is None
    assert memory.copy_of(f"{SITE}/sitemap.xml") is None


def test_an_index_that_kept_quiet_about_a_change_has_lied(writer: CorpusWriter, memory: CrawlMemory) -> None:
    tell(writer, source(b"1", lastmod="a"), source(b"2", lastmod="b"))
    assert memory.sources()[f"{SITE}/sitemap.xml"].lastmod_lies == 0
    tell(writer, source(b"3", lastmod="b"))
    assert memory.sources()[f"{SITE}/sitemap.xml"].lastmod_lies == 1


def test_a_source_that_fails_for_once_keeps_what_it_said(writer: CorpusWriter, memory: CrawlMemory) -> None:
    tell(writer, source(b"<urlset/>"), source(None, kind="broken", etag=None))
    known = memory.sources()[f"{SITE}/sitemap.xml"]
    assert (known.kind, known.etag, memory.copy_of(known.url)) == ("broken", '"1"', b"<urlset/>")
