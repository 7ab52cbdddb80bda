"""What the file remembers of addresses: visits, variants, rejects, and never a password."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.crawl_state import UrlVisit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


def visit(url: str, status: int = 200, **values: Any) -> UrlVisit:
    return UrlVisit(url=url, found_by=values.pop("found_by", "feed"), status=status, **values)


def state(corpus: Corpus, url: str) -> dict[str, object]:
    names = "found_by, article_id, last_status, etag, last_modified, failures"
    return dict(next(corpus.rows(f"SELECT {names} FROM urls WHERE url = ?", (url,)), {}))


def test_a_visit_remembers_where_the_article_stands(
    writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    article = make_article()
    for url in ("https://news.example/?p=1", article.url):
        writer.add_visit(visit(url, etag='"1"', last_modified="then", article_url=article.url))
    writer.add_article(article, fetched_at=FETCHED_AT)
    writer.add_visit(visit("https://news.example/tag/1"))
    writer.flush()
    held = {"found_by": "feed", "last_status": 200, "etag": '"1"', "last_modified": "then", "failures": 0}
    assert state(corpus, article.url) == {**held, "article_id": 1}
    assert state(corpus, "https://news.example/?p=1") == {**held, "article_id": 1}
    assert state(corpus, "https://news.example/tag/1")["article_id"] is None


def test_a_page_that_says_it_is_not_there_is_asked_for_whole_again(
    writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    # Its ETag would be answered by 304, as if the article stood there unchanged.
    article = make_article()
    writer.add_article(article, fetched_at=FETCHED_AT)
    writer.add_visit(visit(article.url, etag='"article"', article_url=article.url, code="article"))
    writer.flush()
    writer.add_visit(visit(article.url, etag='"not here"', code="soft_404"))
    writer.flush()
    assert (state(corpus, article.url)["etag"], state(corpus, article.url)["last_modified"]) == (None, None)


def test_a_visit_waits_for_its_article(writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle) -> None:
    article = make_article()
    writer.add_visit(visit(article.url, etag='"1"', article_url=article.url))
    writer.flush()
    assert state(corpus, article.url) == {}, "a validator without the article would hide it behind a 304"
    writer.add_article(article, fetched_at=FETCHED_AT)
    writer.flush()
    assert state(corpus, article.url)["etag"] == '"1"'
    assert state(corpus, article.url)["article_id"] == 1


def test_a_visit_whose_article_never_comes_is_written_in_the_end(writer: CorpusWriter, path: object) -> None:
    writer.add_visit(visit("https://news.example/1", article_url="https://news.example/1"))
    writer.close()
    with Corpus(writer.path) as corpus:
        assert state(corpus, "https://news.example/1")["last_status"] == 200


def test_failures_count_until_an_answer_and_keep_the_validators(writer: CorpusWriter, corpus: Corpus) -> None:
    url = "https://news.example/1"
    expected = [
        (visit(url, 200, etag='"1"', last_modified="then"), ('"1"', "then", 0)),
        (visit(url, 503, found_by="sitemap"), ('"1"', "then", 1)),
        (visit(url, 0), ('"1"', "then", 2)),
        (visit(url, 304), ('"1"', "then", 0)),
        (visit(url, 304, etag='"2"'), ('"2"', "then", 0)),
        (visit(url, 200), (None, None, 0)),
    ]
    for seen, (etag, last_modified, failures) in expected:
        writer.add_visit(seen)
        writer.flush()
        assert state(corpus, url) == {
            "found_by": "feed",
            "article_id": None,
            "last_status": seen.status,
            "etag": etag,
            "last_modified": last_modified,
            "failures": failures,
        }


def test_a_variant_and_a_reject_are_written_down(
    writer: CorpusWriter, corpus: Corpus, make_article: MakeArticle
) -> None:
    run = writer.start_run("news", {})
    writer.add_article(make_article(), fetched_at=FETCHED_AT)
    writer.add_variant("https://news.example/?utm=1", make_article().url, "listing")
    writer.add_reject("https://news.example/video/1", "video", "no text beside the video")
    writer.flush()
    assert corpus.addresses(1) == ["https://news.example/a/1", "https://news.example/?utm=1"]
    (reject,) = corpus.rejects()
    assert (reject.run_id, reject.url, reject.code) == (run, "https://news.example/video/1", "video")
    assert reject.detail == "no text beside the video"
    assert corpus.rejects(code="paywall") == []
    assert corpus.rejects(run_id=run) == [reject]


def test_no_password_is_ever_stored(writer: CorpusWriter, path: object, make_article: MakeArticle) -> None:
    secret = "https://reader:s3cr3t@news.example/1"
    writer.start_run("news", {"base_url": secret, "urls": [secret]})
    writer.add_reject(secret, "http_401", f"{secret} answered 401")
    writer.add_visit(visit(secret))
    writer.add_variant(secret, make_article().url)
    writer.flush()
    writer.finish_run(reason="finished", counts={})
    writer.close()
    assert b"s3cr3t" not in writer.path.read_bytes()
