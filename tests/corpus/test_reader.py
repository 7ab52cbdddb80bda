"""Looking articles, addresses, runs and numbers up."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.ledger import record_exit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.version import __version__

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def test_an_article_is_got_by_id_and_by_any_address(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle
) -> None:
    url = "https://news.example/%D8%AE%D8%A8%D8%B1/1"
    store(make_article(url=url))
    writer.add_variant("https://news.example/?p=1", url)
    writer.flush()
    for key in (1, "1", " 1 ", url, url + "/", "https://news.example/خبر/1", "https://news.example/?p=1"):
        stored = corpus.get(key)
        assert stored is not None, key
        assert stored.url == url
    for key in (0, 2, "-1", "9" * 40, "", "خبر", "https://news.example/2", "http://[broken"):
        assert corpus.get(key) is None, key


def test_an_unknown_address_has_near_ones(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(*(make_article(number) for number in range(1, 31)))
    store(make_article(90, url="https://b.example/sport/final-90", site="b.example"))
    assert corpus.nearest_urls("https://news.example/a/17x")[0] == "https://news.example/a/17"
    assert len(corpus.nearest_urls("https://news.example/a/17x")) == 5
    assert corpus.nearest_urls("https://c.example/sport/final-9", 1) == ["https://b.example/sport/final-90"]
    assert corpus.nearest_urls("b.example/sport/finl-90", 1) == ["https://b.example/sport/final-90"]
    assert corpus.nearest_urls("") == []
    assert corpus.nearest_ids(33, 2) == [31, 30]
    assert corpus.nearest_ids(10**30, 1) == [31]


def test_an_empty_corpus_answers(corpus: Corpus) -> None:
    assert corpus.get(1) is None
    assert corpus.nearest_urls("https://news.example/") == []
    assert corpus.nearest_ids(1) == []
    assert corpus.runs() == []
    assert corpus.search("قمة") == []
    statistics = corpus.statistics()
    assert (statistics.articles, statistics.by_site, statistics.first_published_at) == (0, {}, None)


def test_the_file_can_be_read_only_unless_asked(path: Path, writer: CorpusWriter) -> None:
    with Corpus(path) as corpus, pytest.raises(Exception, match="readonly"):
        corpus.connection.execute("DELETE FROM articles")
    with Corpus(path, read_only=False) as corpus:
        corpus.connection.execute("DELETE FROM articles")


def test_a_path_may_be_a_string(path: Path, writer: CorpusWriter) -> None:
    with Corpus(str(path)) as corpus:
        assert corpus.path == path


def test_a_run_is_kept_with_what_it_was_told_and_what_it_did(writer: CorpusWriter, corpus: Corpus) -> None:
    arguments = {"base_url": "https://news.example/", "limit": 5, "since": Path("2d")}
    first = writer.start_run("news", arguments)
    (run,) = corpus.runs()
    assert (run.id, run.spider, run.finished_at, run.reason, run.exit_code) == (
        first,
        "news",
        None,
        None,
        None,
    )
    assert run.arguments == {"base_url": "https://news.example/", "limit": 5, "since": "2d"}
    assert run.code_version == __version__

    writer.add_reject("https://news.example/1", "video")
    writer.finish_run(reason="finished", counts={"arnews/article/stored": 0, "elapsed": 1.5})
    writer.finish_run(reason="again", counts={})
    second = writer.start_run("nowarabia", {})
    writer.finish_run(reason="closespider_timeout", exit_code=14, counts={})

    assert [run.id for run in corpus.runs()] == [second, first]
    assert [run.id for run in corpus.runs(limit=1)] == [second]
    (run,) = corpus.runs(spider="news")
    assert (run.reason, run.exit_code) == ("finished", None)
    assert run.counts == {"arnews/article/stored": 0, "elapsed": 1.5}
    assert run.finished_at is not None
    assert [reject.run_id for reject in corpus.rejects()] == [first]
    assert corpus.runs(spider="nowarabia")[0].exit_code == 14


def test_the_exit_code_is_recorded_afterwards(path: Path, writer: CorpusWriter, corpus: Corpus) -> None:
    run = writer.start_run("news", {})
    writer.finish_run(reason="finished", counts={})
    record_exit(path, run, 9)
    assert corpus.runs()[0].exit_code == 9
    assert corpus.runs()[0].reason == "finished"


def test_a_revision_names_its_run(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle
) -> None:
    store(make_article())
    run = writer.start_run("news", {})
    store(make_article(body="محرّر"))
    assert [revision.run_id for revision in corpus.revisions(1)] == [None, run]


def test_statistics_count_by_site_section_day_and_field(
    store: Store, corpus: Corpus, writer: CorpusWriter, make_article: MakeArticle
) -> None:
    store(
        make_article(1, section="ثقافة", teaser="م", authors=["س"], published_at="2026-03-01T23:59:00+03:00"),
        make_article(2, section="ثقافة", published_at="2026-03-01T00:00:00+03:00"),
        make_article(3, published_at="2026-03-02T08:00:00+03:00"),
        make_article(4, url="https://b.example/4", site="b.example"),
        make_article(4, url="https://c.example/4", site="c.example"),
        make_article(5),
    )
    store(make_article(1, body="محرّر", teaser="م"))
    writer._connection.execute("UPDATE articles SET withheld = 1 WHERE id = 6")
    writer._connection.execute("UPDATE articles SET gone_at = '2026-03-03T00:00:00+00:00' WHERE id = 2")
    for code in ("video", "paywall", "video"):
        writer.add_reject("https://news.example/x", code)
    writer.start_run("news", {})
    writer.flush()
    numbers = corpus.statistics()
    assert (numbers.articles, numbers.duplicates, numbers.withheld, numbers.gone) == (4, 1, 1, 1)
    assert (numbers.revised, numbers.revisions, numbers.urls) == (1, 7, 6)
    assert numbers.by_site == {"news.example": 3, "b.example": 1}
    assert numbers.by_section == {"": 2, "ثقافة": 2}
    assert numbers.by_day == {"2026-03-01": 2, "2026-03-02": 1}
    assert numbers.first_published_at == "2026-03-01T00:00:00+03:00"
    assert numbers.last_published_at == "2026-03-02T08:00:00+03:00"
    assert numbers.filled["headline"] == numbers.filled["body"] == 4
    assert (numbers.filled["teaser"], numbers.filled["authors"], numbers.filled["published_at"]) == (1, 1, 3)
    assert numbers.rejects == {"video": 2, "paywall": 1}
    assert [run.spider for run in numbers.runs] == ["news"]
    assert not corpus.connection.in_transaction


def test_lists_are_json_text_that_sqlite_can_read(store: Store, corpus: Corpus, make_article: MakeArticle) -> None:
    store(make_article(authors=["سلمى", "نادر"]))
    row = next(corpus.rows("SELECT authors, json_array_length(authors) AS n FROM corpus"))
    assert json.loads(row["authors"]) == ["سلمى", "نادر"]
    assert "سلمى" in row["authors"]
    assert row["n"] == 2
