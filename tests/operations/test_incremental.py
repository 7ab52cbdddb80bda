"""What a second run asks for: what is new, due or changed, and nothing else."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.operations.changing_site import SENTENCES, ChangingSite

Run = Callable[..., dict[str, Any]]


@pytest.fixture
def site() -> Iterator[ChangingSite]:
    site = ChangingSite()
    site.publish(*range(30), days_ago=10)
    yield site
    site.close()


@pytest.fixture
def crawl(site: ChangingSite, run_spiders: Run) -> Run:
    """Crawl the site, forgetting the requests before; the file stays from run to run."""

    def run(**arguments: Any) -> dict[str, Any]:
        site.forget()
        answer = run_spiders("news", base_url=site.url, settings={"ARNEWS_ARCHIVE": False}, **arguments)
        assert answer["stderr"] == ""
        return answer

    return run


@pytest.fixture
def rows(tmp_path: Path) -> Callable[..., list[Any]]:
    def ask(query: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(tmp_path / "corpus.db")) as connection:
            return connection.execute(query, values).fetchall()

    return ask


def test_what_did_not_change_is_not_read_again(site: ChangingSite, crawl: Run) -> None:
    assert crawl()["exit_code"] == 0
    assert site.read() == set(range(30))
    assert crawl()["exit_code"] == 0
    assert site.read() == set()
    # robots.txt, the front page, the index: its sitemaps say that they are as they were.
    assert sorted(site.paths()) == ["/", "/robots.txt", "/sitemap.xml"]


def test_a_new_article_is_all_that_is_read(site: ChangingSite, crawl: Run, rows: Any) -> None:
    crawl()
    site.publish(77)
    answer = crawl()
    assert answer["articles"] == [f"{site.url}news/77"]
    assert site.read() == {77}
    assert "/sitemap-7.xml" in site.paths()
    assert "/sitemap-1.xml" not in site.paths()
    assert rows("SELECT count(*) FROM articles") == [(31,)]


def test_an_article_that_its_sitemap_says_was_edited_becomes_a_revision(
    site: ChangingSite, crawl: Run, rows: Any
) -> None:
    crawl()
    site.edit(3, "وفي وقت لاحق أعلنت البلدية تأجيل الافتتاح أسبوعا")
    crawl()
    assert site.read() == {3}
    found = rows(
        "SELECT r.revision, r.changed, instr(r.body, 'تأجيل') > 0 FROM revisions r"
        " JOIN articles a ON a.id = r.article_id WHERE a.url = ? ORDER BY r.revision",
        f"{site.url}news/3",
    )
    assert found == [(1, "[]", 0), (2, '["body"]', 1)]
    crawl()
    assert site.read() == set()


def test_a_recheck_finds_the_edit_that_nothing_tells_of(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(40, 41)
    crawl()
    site.edit(40, "وفي وقت لاحق أعلنت البلدية تأجيل الافتتاح أسبوعا", is_told=False)
    crawl()
    assert site.read() == set()
    crawl(recheck="72h")
    assert site.read() == {40}
    assert "/news/41" in site.paths(304)
    assert "/news/3" not in site.paths()
    assert rows("SELECT url FROM articles WHERE revision = 2") == [(f"{site.url}news/40",)]


def test_young_articles_are_due_again_soon_and_old_ones_are_not(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(40)
    crawl()
    due = dict(rows("SELECT url, next_due_at IS NOT NULL FROM urls WHERE article_id IS NOT NULL"))
    assert due[f"{site.url}news/40"] == 1
    assert due[f"{site.url}news/4"] == 0


def test_a_page_that_is_gone_is_marked_and_its_text_stays(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(40, 41, 42)
    crawl()
    site.stories[40].status, site.stories[41].status = 410, 404
    gone = "SELECT url FROM articles WHERE gone_at IS NOT NULL AND length(body) > 100 ORDER BY url"
    crawl(recheck="72h")
    assert rows(gone) == [(f"{site.url}news/40",)]
    crawl()
    assert "/news/41" in site.paths(404), "it is looked for again in the next run"
    assert rows(gone) == [(f"{site.url}news/40",), (f"{site.url}news/41",)]
    site.stories[41].status = 200
    crawl(recheck="72h")
    assert rows(gone) == [(f"{site.url}news/40",)]
    assert rows("SELECT max(revision) FROM articles") == [(1,)]


def test_a_notice_to_subscribe_overwrites_no_text(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(40)
    crawl()
    notice = "<p>هذا المحتوى للمشتركين فقط. اشترك الآن لمتابعة القراءة.</p>"
    site.stories[
        40
    ].page = f'<html lang="ar"><head><title>اشترك</title></head><body><h1>اشترك</h1>{notice}</body></html>'
    crawl(recheck="72h")
    body, revision = rows("SELECT body, revision FROM articles WHERE url = ?", f"{site.url}news/40")[0]
    assert SENTENCES[0] in body
    assert revision == 1
    assert rows("SELECT count(*) FROM rejects WHERE url = ?", f"{site.url}news/40") == [(1,)]


def test_dates_that_tell_when_the_sitemap_was_made_are_not_followed(site: ChangingSite, crawl: Run) -> None:
    crawl()
    site.stamp = site.now + timedelta(hours=2)
    crawl()
    assert len(site.read()) < 30


def test_a_run_that_ended_early_is_gone_on_with(site: ChangingSite, crawl: Run, rows: Any) -> None:
    crawl(limit=5)
    first = site.read()
    assert 5 <= len(first) < 30
    stored = {int(url.rsplit("/", 1)[1]) for (url,) in rows("SELECT url FROM articles")}
    crawl()
    assert site.read() >= set(range(30)) - first
    assert len(site.read() & stored) == 0
    assert rows("SELECT count(*) FROM articles") == [(30,)]


def test_what_one_run_did_not_want_the_next_may(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(40)
    site.has_sitemap = False
    crawl(since="2d")
    assert rows("SELECT count(*) FROM articles") == [(1,)]
    crawl(since="3d")
    assert site.read() == set(), "what was too old is still too old"
    site.has_sitemap = True
    crawl()
    assert rows("SELECT count(*) FROM articles") == [(31,)]


def test_a_whole_walk_asks_for_everything_with_validators(site: ChangingSite, crawl: Run, rows: Any) -> None:
    crawl()
    site.edit(7, "وفي وقت لاحق أعلنت البلدية تأجيل الافتتاح أسبوعا", is_told=False)
    crawl(full=True)
    assert site.read() == {7}
    assert len([path for path in site.paths(304) if path.startswith("/news/")]) == 29
    assert rows("SELECT url FROM articles WHERE revision = 2") == [(f"{site.url}news/7",)]


@pytest.mark.parametrize("is_known", [True, False])
def test_an_address_that_leads_to_an_article_is_asked_once(site: ChangingSite, crawl: Run, is_known: bool) -> None:
    if is_known:  # else the run itself asks for the article, and the redirect to it is dropped as asked twice
        crawl()
    site.more["/"] = (200, {}, site.respond("/")[2] + '<h3><a href="/r/4">خبر من أخبار المدينة القديمة</a></h3>')
    site.more["/r/4"] = (301, {"Location": "/news/4"}, "")
    crawl()
    assert "/r/4" in site.paths()
    crawl()
    assert "/r/4" not in site.paths()


def test_a_failing_page_is_tried_later_and_not_in_each_run(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.stories[5].status = 500
    crawl()
    assert rows("SELECT failures, next_due_at > visited_at FROM urls WHERE url = ?", f"{site.url}news/5") == [(1, 1)]
    crawl()
    assert "/news/5" not in site.paths()


def test_what_was_refused_while_the_site_was_ill_is_read_by_the_first_sound_run(
    site: ChangingSite, run_spiders: Run, rows: Any
) -> None:
    def crawl() -> int:
        site.forget()
        return int(run_spiders("news", base_url=site.url, settings={"ARNEWS_ARCHIVE": False})["exit_code"])

    assert crawl() == 0
    site.publish(*range(40, 48))
    for number in range(40, 48):
        site.stories[number].page = '<!DOCTYPE html><html lang="ar"><head><title>جسر</title></head><body><main></main>'
    assert crawl() == 9

    crawl()
    assert site.read() == set(range(40, 48)), "nothing is due, but nothing shows that the site is still ill"
    for number in range(40, 48):
        site.stories[number].page = None
    assert crawl() == 0
    assert site.read() == set(range(40, 48))
    assert rows("SELECT count(*) FROM articles") == [(38,)]
    assert crawl() == 0
    assert site.read() == set()


def test_a_dry_run_and_single_pages_know_nothing(site: ChangingSite, crawl: Run, run_spiders: Run) -> None:
    crawl()
    site.forget()
    run_spiders("news", base_url=site.url, settings={"ARNEWS_DRY_RUN": True})
    assert site.read() == set(range(30))
    site.forget()
    run_spiders("news", url=[f"{site.url}news/3"])
    assert site.read() == {3}


def test_the_counts_tell_that_the_site_lists_known_articles(site: ChangingSite, crawl: Run, rows: Any) -> None:
    crawl()
    crawl()
    counts = json.loads(rows("SELECT counts FROM runs ORDER BY id DESC LIMIT 1")[0][0])
    assert counts["arnews/known/listed"] == 10


def test_a_listing_of_a_sitemap_is_refused_once(site: ChangingSite, crawl: Run, rows: Any) -> None:
    schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    tags = f"<urlset {schema}><url><loc>{site.url}tag/bridges</loc></url></urlset>"
    lines = "".join(f"Sitemap: {site.url}{name}\n" for name in ("sitemap.xml", "tags.xml"))
    site.more["/tags.xml"] = (200, {"Content-Type": "application/xml"}, f'<?xml version="1.0"?>{tags}')
    site.more["/robots.txt"] = (200, {"Content-Type": "text/plain"}, f"User-agent: *\nDisallow:\n{lines}")
    cards = "".join(f'<h3><a href="/news/{n}">{site.stories[n].title}</a></h3>' for n in range(10))
    for edition in ("أ", "ب", "ج"):
        page = f'<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8"><title>جسور {edition}</title></head>'
        site.more["/tag/bridges"] = (200, {}, f"{page}<body><h1>جسور {edition}</h1>{cards}")
        crawl()
        assert "/tag/bridges" in site.paths(200)
    assert rows("SELECT count(*) FROM rejects WHERE url LIKE '%/tag/bridges'") == [(1,)]


def test_an_article_that_leads_to_the_front_page_is_gone(site: ChangingSite, crawl: Run, rows: Any) -> None:
    site.publish(70)
    crawl()
    site.more["/news/70"] = (302, {"Location": "/"}, "")
    url = f"{site.url}news/70"
    crawl(recheck="72h")
    assert rows("SELECT code, missing FROM urls WHERE url = ?", url) == [("redirected_home", 1)]
    crawl()
    assert rows("SELECT gone_at IS NULL FROM articles WHERE url = ?", url) == [(0,)]
    crawl()
    assert "/news/70" not in site.paths()
