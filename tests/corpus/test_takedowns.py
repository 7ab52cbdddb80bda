"""Takedowns: nobody reads what is withheld, no run asks for it, the ledger tells why, and it can be undone."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.checks import check_corpus
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.crawl_memory import CrawlMemory
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.erasure import erase
from arnews_crawler.corpus.export import count_rows
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.references import referring_columns
from arnews_crawler.corpus.takedowns import Outcome, find_target, read_takedown, read_withheld_urls, undo, withhold
from arnews_crawler.corpus.url_story import tell_story
from arnews_crawler.corpus.writer import CorpusWriter

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]
FETCHED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
LATER = datetime.now(UTC) + timedelta(days=365)
SITE = "https://news.example"


@pytest.fixture
def memory(writer: CorpusWriter) -> Iterator[CrawlMemory]:
    memory = CrawlMemory.open(Path(writer.path), "news.example")
    yield memory
    memory.close()


def take_down(writer: CorpusWriter, url: str, reason: str = "asked") -> Outcome:
    connection = writer._connection
    return withhold(connection, find_target(connection, url), reason=reason, by="amal")


def take_back(writer: CorpusWriter, url: str, reason: str = "") -> Outcome | None:
    connection = writer._connection
    return undo(connection, find_target(connection, url), reason=reason, by="badr")


def visited(number: int, article: int, code: str = "article") -> UrlVisit:
    url = f"{SITE}/a/{number}"
    return UrlVisit(url=url, found_by="feed", status=200, code=code, article_url=f"{SITE}/a/{article}")


def test_what_is_withheld_is_read_by_nobody(
    store: Store, writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(1), make_article(2))
    writer.add_variant(f"{SITE}/amp/1", f"{SITE}/a/1")
    writer.flush()
    outcome = take_down(writer, f"{SITE}/amp/1", reason="letter")
    assert (outcome.change, outcome.article_id) == ("withheld", 1)
    assert outcome.addresses == (f"{SITE}/a/1", f"{SITE}/amp/1")
    entry = outcome.takedown
    assert (entry.url, entry.reason, entry.withheld_by, entry.undone_at) == (f"{SITE}/a/1", "letter", "amal", None)
    assert [article.id for article in corpus.articles()] == [2]
    assert [hit.id for hit in corpus.search("المكتبة")] == [2]
    assert corpus.get(1) is None
    assert corpus.get(f"{SITE}/amp/1") is None
    assert corpus.revisions(1) == []
    assert count_rows(corpus, revisions=True) == 1
    assert f"{SITE}/a/1" not in corpus.nearest_urls(f"{SITE}/a/1")


def test_no_run_asks_for_what_is_withheld(
    store: Store, writer: CorpusWriter, memory: CrawlMemory, make_article: MakeArticle
) -> None:
    soon = (datetime.now(UTC) - timedelta(hours=1)).isoformat()
    store(*(make_article(number, published_at=soon) for number in (1, 2)))
    writer.add_variant(f"{SITE}/amp/1", f"{SITE}/a/1")
    writer.add_visit(visited(1, 1))
    writer.add_visit(visited(2, 2))
    writer.add_visit(UrlVisit(url=f"{SITE}/list", found_by="home", status=200, code="listing", is_fruitful=True))
    writer.add_found([FoundUrl(f"{SITE}/new", "feed", 1)])
    writer.flush()
    everything = {f"{SITE}/{path}" for path in ("a/1", "a/2", "new")}
    assert {each.url for each in memory.due(LATER, 10)} >= everything
    for path in ("a/1", "new", "list"):
        take_down(writer, f"{SITE}/{path}")
    # A run that was under way when it was withheld may still write what it saw.
    writer._connection.execute("UPDATE urls SET next_due_at = '2020-01-01T00:00:00+00:00'")
    assert {each.url for each in memory.due(LATER, 10)} == {f"{SITE}/a/2"}
    assert {each.url for each in memory.all_pages(10)} == {f"{SITE}/a/2"}
    assert {each.url for each in memory.changed_since(FETCHED_AT, 10)} == {f"{SITE}/a/2"}
    assert memory.listings(10) == []
    known = memory.look_up([f"{SITE}/{path}" for path in ("a/1", "amp/1", "a/2", "new", "list")])
    assert {url.removeprefix(SITE): bool(each.is_withheld) for url, each in known.items()} == {
        "/a/1": True,
        "/amp/1": True,
        "/a/2": False,
        "/new": True,
        "/list": True,
    }
    assert read_withheld_urls(writer.path) == {f"{SITE}/{path}" for path in ("a/1", "amp/1", "new", "list")}


def test_an_address_is_withheld_before_it_was_ever_met(
    store: Store, writer: CorpusWriter, memory: CrawlMemory, corpus: Corpus, make_article: MakeArticle
) -> None:
    target = find_target(writer._connection, f"{SITE}/a/7")
    assert not target.is_known
    withhold(writer._connection, target, reason="asked", by="amal")
    assert memory.look_up([f"{SITE}/a/7"])[f"{SITE}/a/7"].is_withheld
    assert tell_story(corpus, f"{SITE}/a/7").verdict == "withheld: it is never fetched again"
    outcome = store(make_article(7), make_article(8))
    assert (outcome.stored, outcome.unchanged) == (1, 1), "a page that declares the address is not stored either"
    assert [article.url for article in corpus.articles()] == [f"{SITE}/a/8"]
    back = take_back(writer, f"{SITE}/a/7")
    assert back is not None
    assert [each.url for each in memory.due(LATER, 10)] == [f"{SITE}/a/7"]
    store(make_article(7))
    assert corpus.get(f"{SITE}/a/7") is not None


def test_what_is_taken_back_is_there_again_and_the_ledger_forgets_nothing(
    store: Store, writer: CorpusWriter, corpus: Corpus, memory: CrawlMemory, make_article: MakeArticle
) -> None:
    store(make_article(1))
    before = corpus.get(1)
    assert take_back(writer, f"{SITE}/a/1") is None, "it was not withheld"
    take_down(writer, f"{SITE}/a/1", reason="first")
    assert take_down(writer, f"{SITE}/a/1", reason="again").change == "already"
    outcome = take_back(writer, f"{SITE}/a/1", reason="by mistake")
    assert outcome is not None
    assert outcome.takedown.undone_at is not None
    assert outcome.takedown.reason == "first; undone by badr: by mistake"
    assert corpus.get(1) == before
    assert [each.url for each in memory.due(LATER, 10)] == [f"{SITE}/a/1"]
    second = take_down(writer, f"{SITE}/a/1", reason="second").takedown
    assert second.undone_at is None
    assert second.reason.startswith("second (before: withheld at ")
    assert "first; undone by badr: by mistake" in second.reason


def test_the_same_text_elsewhere_takes_its_place(
    store: Store, writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    others = [make_article(1, url=f"https://{name}.example/1", site=f"{name}.example") for name in "bc"]
    store(make_article(1), *others)
    assert [article.site for article in corpus.articles()] == ["news.example"]
    outcome = take_down(writer, f"{SITE}/a/1")
    assert outcome.twins == ("https://b.example/1", "https://c.example/1")
    assert [article.site for article in corpus.articles()] == ["b.example"]
    store(make_article(1, url="https://d.example/1", site="d.example"))
    duplicate_of = [row[0] for row in corpus.rows("SELECT duplicate_of FROM articles ORDER BY id")]
    assert duplicate_of == [None, None, 2, 2]
    take_back(writer, f"{SITE}/a/1")
    assert [article.site for article in corpus.articles()] == ["b.example"]
    assert corpus.get(1) is not None


def test_new_copies_of_a_withheld_text_stand_for_themselves(
    store: Store, writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    store(make_article(1))
    take_down(writer, f"{SITE}/a/1")
    store(make_article(1, url="https://b.example/1", site="b.example"))
    assert [article.site for article in corpus.articles()] == ["b.example"]
    same_site = store(make_article(1, url=f"{SITE}/again"))
    assert same_site.variants == 1
    assert [article.site for article in corpus.articles()] == ["b.example"]


SECRET = "سرمحجوب"


def bytes_beside(path: Path) -> bytes:
    return b"".join(each.read_bytes() for each in path.parent.iterdir() if each.is_file())


def referring(connection: sqlite3.Connection) -> set[str]:
    """The tables with rows about the first article."""
    found = {"articles_fts_docsize": "id", **dict(referring_columns(connection))}
    query = "SELECT count(*) FROM {} WHERE {} = 1"
    return {table for table, column in found.items() if connection.execute(query.format(table, column)).fetchone()[0]}


def test_what_is_erased_is_in_no_file_any_more(path: Path, tmp_path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        for version in range(3):  # versions that were overwritten leave pages behind
            long = f"{SECRET} نسخة {version} " * 3_000
            writer.add_article(make_article(1, body=long, headline=SECRET, tags=[SECRET]), fetched_at=FETCHED_AT)
            writer.flush()
        writer.add_reject(f"{SITE}/a/1", "stub", SECRET)
        writer.add_article(make_article(2), fetched_at=FETCHED_AT)
    assert SECRET.encode() in bytes_beside(path)
    connection = open_for_writing(path)
    target = find_target(connection, f"{SITE}/a/1")
    withhold(connection, target, reason="court", by="amal")
    assert SECRET.encode() in bytes_beside(path)
    assert {"revisions", "text_keys", "urls"} <= referring(connection)
    assert erase(connection, path, tmp_path / "none", target) == 0
    assert referring(connection) == {"urls"}, "the addresses alone stay"
    entry = read_takedown(connection, f"{SITE}/a/1")
    assert entry is not None
    assert entry.erased_at is not None
    assert SECRET.encode() not in bytes_beside(path), "not even while the file is open"
    assert erase(connection, path, tmp_path / "none", target) == 0, "twice does no harm"
    connection.close()
    assert SECRET.encode() not in bytes_beside(path)
    with Corpus(path) as corpus:
        assert [hit.id for hit in corpus.search("المكتبة")] == [2]
        assert [row["tags"] for row in corpus.rows("SELECT tags FROM articles")] == ["[]", "[]"]
        assert list(corpus.rows("SELECT 1 FROM revisions WHERE article_id = 1")) == []
        assert list(corpus.rows("SELECT 1 FROM articles_fts WHERE articles_fts MATCH ?", (SECRET,))) == []
    assert [check.name for check in check_corpus(path) if not check.ok] == []


def test_what_was_erased_and_taken_back_may_be_fetched_again(path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path) as writer:
        writer.add_article(make_article(1), fetched_at=FETCHED_AT)
        writer.flush()
        connection = writer._connection
        target = find_target(connection, f"{SITE}/a/1")
        withhold(connection, target, reason="court", by="amal")
        erase(connection, path, path.parent / "none", target)
        writer.add_article(make_article(1), fetched_at=FETCHED_AT)
        assert writer.flush().unchanged == 1
        assert undo(connection, find_target(connection, f"{SITE}/a/1"), reason="", by="badr") is not None
        writer.add_article(make_article(1), fetched_at=FETCHED_AT)
        assert writer.flush().stored == 1
    with Corpus(path) as corpus:
        assert [article.url for article in corpus.articles()] == [f"{SITE}/a/1"]
    assert [check.name for check in check_corpus(path) if not check.ok] == []


def test_keys_that_are_made_anew_leave_out_what_was_erased(path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path) as writer:
        for number in (1, 2):
            writer.add_article(make_article(number), fetched_at=FETCHED_AT)
        writer.flush()
        for number in (1, 2):
            target = find_target(writer._connection, f"{SITE}/a/{number}")
            withhold(writer._connection, target, reason="court", by="amal")
            erase(writer._connection, path, path.parent / "none", target)
        writer._connection.execute("UPDATE meta SET value = '0' WHERE name = 'normaliser_version'")
    CorpusWriter.open(path).close()
    assert [check.name for check in check_corpus(path) if not check.ok] == []
