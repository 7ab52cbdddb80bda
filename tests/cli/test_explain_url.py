"""`arnews crawl --explain-url`: each state of an address is a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.crawl_state import FoundUrl, UrlVisit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.sources import SourceVisit
from arnews_crawler.corpus.url_story import tell_story
from arnews_crawler.corpus.writer import CorpusWriter

SITE = "https://news.example"


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """A file in which addresses of all kinds are known."""
    path = tmp_path / "corpus.db"
    now = datetime.now(UTC)
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {})
        young = (now - timedelta(hours=2)).isoformat()
        for number, published in ((1, young), (2, "2020-01-01T00:00:00+00:00")):
            article = Article(url=f"{SITE}/{number}", headline=f"عنوان {number}", body=f"نص رقم {number} كامل")
            article.published_at = published
            writer.add_article(article, fetched_at=now)
            writer.add_visit(visit(f"{SITE}/{number}", code="article", article_url=article.url, is_fruitful=True))
        writer.add_visit(visit(f"{SITE}/amp/1", code="article", article_url=f"{SITE}/1"))
        writer.add_found([FoundUrl(f"{SITE}/waits", "sitemap", 1)])
        writer.add_visit(visit(f"{SITE}/fails", 500))
        writer.add_reject(f"{SITE}/fails", "http_500", "the server says so")
        writer.add_visit(visit(f"{SITE}/video", code="video"))
        writer.add_visit(visit(f"{SITE}/old", code="since 2019-01-01T00:00:00+00:00"))
        writer.add_reject("file:///etc/passwd", "not_http", "named as a sitemap or feed")
        writer.add_source(SourceVisit(url=f"{SITE}/feed", kind="feed", body=b"<rss/>"))
        writer.flush()
        writer.add_visit(visit(f"{SITE}/2", 410))
    return path


def visit(url: str, status: int = 200, **values: Any) -> UrlVisit:
    return UrlVisit(url=url, found_by="sitemap", status=status, **values)


@pytest.mark.parametrize(
    ("path", "beginning", "end"),
    [
        ("/1", "stored as article 1, revision 1", "due again at "),
        ("/2", "stored as article 2; the site took the page away", "due again at "),
        ("/amp/1", f"another address of article 1, {SITE}/1", "not due: "),
        ("/waits", "found by sitemap at ", "due in the next run"),
        ("/fails", "failed once, the last at ", "due again at "),
        ("/video", "read at ", "not due: "),
        ("/old", "read at ", "not due: "),
        ("/feed", "a source (feed), last asked at ", ""),
        ("/never", "never met: ", ""),
    ],
)
def test_each_state_is_a_sentence(db: Path, path: str, beginning: str, end: str) -> None:
    with Corpus(db) as corpus:
        verdict = tell_story(corpus, SITE + path).verdict
    assert verdict.startswith(beginning)
    assert verdict.rpartition("; ")[2].startswith(end)


def test_reasons_are_told(db: Path) -> None:
    with Corpus(db) as corpus:
        assert "http_500 (the server says so)" in tell_story(corpus, f"{SITE}/fails").verdict
        assert "no article (video)" in tell_story(corpus, f"{SITE}/video").verdict
        assert "--since of that run left out" in tell_story(corpus, f"{SITE}/old").verdict
        assert tell_story(corpus, "file:///etc/passwd").verdict.endswith("not_http (named as a sitemap or feed)")


def test_the_command_prints_it(db: Path, run: Callable[..., Any]) -> None:
    done = run("crawl", "--explain-url", f"{SITE}/1", "--db", str(db))
    assert (done.exit_code, done.stdout.splitlines()[0]) == (0, f"{SITE}/1")
    done = run("crawl", "news", "--explain-url", f"{SITE}/fails", "--db", str(db), "--json")
    story = json.loads(done.stdout)
    assert (story["state"]["last_status"], story["rejects"][0]["code"]) == (500, "http_500")
    done = run("crawl", "--explain-url", "javascript:alert(1)", "--db", str(db))
    assert "no crawl follows such an address" in done.stdout


def test_a_spider_that_knows_its_site_says_whose_address_it_is(db: Path, run: Callable[..., Any]) -> None:
    named = {"ARNEWS_NOWARABIA_BASE_URL": f"{SITE}/"}
    done = run("crawl", "nowarabia", "--explain-url", f"{SITE}/1", "--db", str(db), env=named)
    assert "nowarabia: an address of its site, news.example" in done.stdout
    done = run("crawl", "nowarabia", "--explain-url", "https://other.example/1", "--db", str(db), env=named)
    assert "nowarabia: not an address of its site, news.example" in done.stdout
