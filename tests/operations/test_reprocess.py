"""Reading the archive again: what improved rules change, and all that has to stay as it is."""

from __future__ import annotations

import gzip
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from arnews_crawler.corpus.archive import Archive, archive_folder
from arnews_crawler.corpus.archive_record import RawResponse
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.crawl_state import UrlVisit
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import utc_text
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.loaders import load_article
from arnews_crawler.operations.reprocess import ReprocessReport, Selection, reprocess
from arnews_crawler.operations.second_reading import Change
from arnews_crawler.spiders.news import GenericNewsSpider
from tests.operations.conftest import SENTENCES, page_of

if TYPE_CHECKING:
    from arnews_crawler.demo.server import DemoServer

SITE = "https://news.example/"
FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


class Newspaper:
    """A database with its archive, filled as a crawl fills them."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.changes: list[Change] = []

    def crawl(self, *pages: tuple[int, str], code: str | None = None, is_archived: bool = True, day: int = 1) -> None:
        """Read pages in one run; with a code they are refused."""
        moment = FETCHED_AT.replace(day=day)
        with CorpusWriter.open(self.path) as writer:
            run_id = writer.start_run("news", {"base_url": SITE})
            archive = Archive.open(archive_folder(self.path), "news.example", run_id, {})
            writer.before_captures = archive.sync
            for number, page in pages:
                url, body = f"{SITE}a/{number}", gzip.compress(page.encode(), mtime=0)
                headers = (("Content-Type", "text/html; charset=utf-8"), ("Content-Encoding", "gzip"))
                raw = RawResponse(url=url, status=200, headers=headers, body=body, fetched_at=moment)
                if is_archived:
                    place = archive.append(raw)
                    capture = {"url": url, "code": code, "status": 200, "sha256": sha256(body).hexdigest()}
                    where = {f"warc_{name}": value for name, value in place._asdict().items()}
                    writer.add_capture(Capture(**capture, **where, fetched_at=utc_text(moment)))  # type: ignore[arg-type]
                if code is None:
                    article = load_article(parse_document(page.encode(), url), PageHints(fetched_at=moment))
                    article.site = "news.example"
                    writer.add_article(article, fetched_at=moment)
                else:
                    writer.add_reject(url, code)
                visit = UrlVisit(url=url, found_by="sitemap", status=200, article_url=None if code else url, code=code)
                writer.add_visit(visit)
            writer.finish_run(reason="finished", exit_code=0, counts={})
            archive.close()

    def reprocess(self, *, is_dry_run: bool = False, **selection: Any) -> ReprocessReport:
        """Read it again."""
        self.changes.clear()
        folder = archive_folder(self.path)
        chosen = Selection(**selection)
        return reprocess(self.path, folder, chosen, is_dry_run=is_dry_run, on_change=self.changes.append)

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.path)) as connection:
            return connection.execute(query).fetchall()

    def run(self, statement: str) -> None:
        with closing(sqlite3.connect(self.path)) as connection, connection:
            connection.execute(statement)


@pytest.fixture
def newspaper(tmp_path: Path) -> Newspaper:
    return Newspaper(tmp_path / "corpus.db")


def page(number: int, *more: str, title: str = "افتتاح الجسر رقم") -> str:
    lines = "".join(f"<p>{sentence} في الحي {number}.</p>" for sentence in SENTENCES)
    more_lines = "".join(f"<p>{line}</p>" for line in more)
    return page_of(f"{title} {number}", f"<article><h1>{title} {number}</h1>{lines}{more_lines}</article>")


SLOGAN = "صحيفة الميناء تتمنى لكم يوما سعيدا في كل صباح"


@pytest.fixture
def improve(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Change what the site's spider declares, as an improved arnews would."""

    def run(**declared: Any) -> None:
        for name, value in declared.items():
            monkeypatch.setattr(GenericNewsSpider, name, value)

    return run


def test_the_same_rules_change_nothing(newspaper: Newspaper) -> None:
    newspaper.crawl((1, page(1)), (2, page(2, "نشر قبل ساعتين")))
    report = newspaper.reprocess()
    assert dict(report.counts) == {"unchanged": 2}
    assert newspaper.changes == []
    assert newspaper.rows("SELECT count(*) FROM revisions") == [(2,)]


def test_better_rules_make_marked_revisions(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    newspaper.crawl((1, page(1, SLOGAN)), (2, page(2)))
    improve(boilerplate=(r"صحيفة الميناء.*",))
    dry = newspaper.reprocess(is_dry_run=True)
    assert (dict(dry.counts), dict(dry.fields)) == ({"revised": 1, "unchanged": 1}, {"body": 1})
    assert newspaper.rows("SELECT count(*) FROM revisions") == [(2,)]
    before = newspaper.rows("SELECT fetched_at, last_seen_at, first_seen_at FROM articles WHERE id = 1")
    newspaper.reprocess()
    (change,) = newspaper.changes
    assert SLOGAN in change.differences[0].old
    assert SLOGAN not in change.differences[0].new
    with Corpus(newspaper.path) as corpus:
        first, second = corpus.revisions(1)
        assert second.changed == ["body", "reprocessed"]
        assert SLOGAN in first.body
        assert SLOGAN not in second.body
        assert len(corpus.search("الميناء")) == 2  # in the index the article has its new text
        assert corpus.search('"صحيفة الميناء"') == []
    assert newspaper.rows("SELECT fetched_at, last_seen_at, first_seen_at FROM articles WHERE id = 1") == before
    spider, exit_code = newspaper.rows("SELECT spider, exit_code FROM runs ORDER BY id DESC LIMIT 1")[0]
    assert (spider, exit_code) == ("reprocess", 0)
    assert dict(newspaper.reprocess().counts) == {"unchanged": 2}
    improve(boilerplate=(r"صحيفة الميناء.*", "ورحب السكان.*"))
    assert dict(newspaper.reprocess().counts) == {"revised": 2}


def test_a_site_that_was_refused_is_stored(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    lines = "".join(f"<p>The city has opened its bridge number {n} over the river {n} days ago.</p>" for n in range(9))
    english = page_of("The bridge is open", f"<article><h1>The bridge is open</h1>{lines}</article>")
    newspaper.crawl((1, english), code="other_language")
    newspaper.crawl((2, page(2)))
    assert dict(newspaper.reprocess().counts) == {"still_refused": 1, "unchanged": 1}
    improve(languages=frozenset({"ar", "en"}))
    assert dict(newspaper.reprocess(is_dry_run=True, only_rejects=True).counts) == {"stored": 1}
    assert newspaper.rows("SELECT count(*) FROM articles") == [(1,)]
    newspaper.reprocess()
    url, headline, seen = newspaper.rows("SELECT url, headline, first_seen_at FROM articles ORDER BY id DESC")[0]
    assert (url, headline, seen) == (f"{SITE}a/1", "The bridge is open", "2026-03-01T12:00:00+00:00")
    assert newspaper.rows("SELECT changed FROM revisions WHERE article_id = 2") == [('["reprocessed"]',)]
    assert dict(newspaper.reprocess().counts) == {"unchanged": 2}


@pytest.mark.parametrize("code", ["house_page", "soft_404", "captcha"])
def test_what_the_crawl_knew_better_stays_refused(newspaper: Newspaper, code: str) -> None:
    newspaper.crawl((1, page(1)), code=code)
    assert dict(newspaper.reprocess().counts) == {"still_refused": 1}


def test_what_is_no_article_any_more_stays(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    newspaper.crawl((1, page(1)))
    improve(languages=frozenset({"fa"}))
    report = newspaper.reprocess()
    assert dict(report.counts) == {"refused": 1}
    assert newspaper.changes[0].code == "other_language"
    assert newspaper.rows("SELECT revision FROM articles") == [(1,)]


def test_an_older_page_never_replaces_a_newer_text(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    newspaper.crawl((1, page(1, SLOGAN)))
    newspaper.crawl((1, page(1, SLOGAN, "وأضيف هذا السطر بعد يومين من نشر الخبر الأول")), is_archived=False, day=3)
    improve(boilerplate=(r"صحيفة الميناء.*",))
    assert dict(newspaper.reprocess().counts) == {"newer": 1}
    assert newspaper.rows("SELECT revision FROM articles") == [(2,)]


def test_withheld_articles_are_left_alone(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    newspaper.crawl((1, page(1, SLOGAN)), (2, page(2, SLOGAN)))
    newspaper.run("UPDATE articles SET withheld = 1 WHERE id = 1")
    newspaper.run(f"INSERT INTO takedowns VALUES ('{SITE}a/2', 'asked', 'me', '2026-03-02', NULL, NULL)")
    improve(boilerplate=(r"صحيفة الميناء.*",))
    assert dict(newspaper.reprocess().counts) == {"withheld": 2}


def test_a_layout_of_the_sites_spider_counts(newspaper: Newspaper, improve: Callable[..., None]) -> None:
    newspaper.crawl((1, page(1).replace("<h1>", "<h2 class=k>خبر عاجل</h2><h1>")))
    improve(layouts=(Layout(selectors={"section": "h2.k"}),))
    newspaper.reprocess()
    assert newspaper.rows("SELECT section FROM articles") == [("خبر عاجل",)]
    assert newspaper.rows("SELECT changed FROM revisions WHERE revision = 2") == [('["section", "reprocessed"]',)]


def test_a_teaser_that_a_feed_told_stays(newspaper: Newspaper) -> None:
    newspaper.crawl((1, page(1)))
    newspaper.run(
        "UPDATE articles SET teaser = 'جسر ينتظره أهل المدينة منذ سنوات', evidence = '{\"teaser\": \"feed\"}'"
    )
    assert dict(newspaper.reprocess().counts) == {"unchanged": 1}


def test_selections(newspaper: Newspaper) -> None:
    newspaper.crawl((1, page(1)), (2, page(2)))
    newspaper.crawl((3, page(3)), day=5)
    assert newspaper.reprocess(limit=2).pages == 2
    assert newspaper.reprocess(urls=(f"{SITE}a/2",)).pages == 1
    assert newspaper.reprocess(urls=(f"{SITE}a/9",)).pages == 0
    assert newspaper.reprocess(sites=("other.example",)).pages == 0
    assert newspaper.reprocess(sites=("news.example",)).pages == 3
    assert newspaper.reprocess(since="2026-03-04T00:00:00+00:00").pages == 1


def test_a_lost_record_is_told(newspaper: Newspaper) -> None:
    newspaper.crawl((1, page(1)))
    for file in archive_folder(newspaper.path).iterdir():
        file.unlink()
    report = newspaper.reprocess()
    assert (dict(report.counts), report.exit_code) == ({"lost": 1}, 9)
    assert newspaper.changes[0].code == "missing_file"


def test_a_crawled_newsroom_gives_the_same_again(
    demo_server: DemoServer, run_spiders: Callable[..., dict[str, Any]], tmp_path: Path
) -> None:
    done = run_spiders("news", base_url=demo_server.base_url)
    assert done["exit_code"] == 0
    newspaper = Newspaper(tmp_path / "corpus.db")
    report = newspaper.reprocess(is_dry_run=True)
    assert newspaper.changes == []
    assert report.counts["unchanged"] > 25
    assert set(report.counts) <= {"unchanged", "still_refused"}
