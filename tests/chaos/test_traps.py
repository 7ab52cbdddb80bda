"""Faults 48 to 55: traps, and what an answer means."""

from __future__ import annotations

import json
from datetime import datetime

import pytest

from arnews_crawler.demo.hostile.traps import EDITED, HIJRI
from tests.chaos.harness import Chaos


@pytest.mark.fault(48)
def test_an_endless_calendar_has_a_budget(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, requests=400)
    assert done.is_counted("refused/")
    chaos.good_are_stored(done)


@pytest.mark.fault(49)
def test_a_circling_path_is_refused_at_the_third_repeat(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert "/a/b/a/b/" in done.targets()
    assert "/a/b/a/b/a/" not in done.targets()
    assert done.counts["arnews/refused/repeated_path"] == 1
    chaos.good_are_stored(done)


@pytest.mark.fault(50)
def test_a_listing_ends_after_a_page_that_brings_nothing(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    pages = [target for target in done.targets() if target.startswith("/latest/")]
    assert pages == ["/latest/", "/latest/page/2"]
    chaos.good_are_stored(done)


@pytest.mark.fault(51)
def test_an_edited_body_is_a_revision(chaos: Chaos) -> None:
    chaos.good_are_stored(chaos.crawl(exit_code=0))
    done = chaos.crawl("--allow-private", "--recheck", "72h", exit_code=0)
    story = chaos.site.good[0]
    row = done.articles[story.path]
    assert row["revision"] == 2
    assert row["body"] == f"{story.body}\n\n{EDITED}"
    kept = done.rows("SELECT * FROM revisions WHERE article_id = ? ORDER BY revision", row["id"])
    assert [one["body"] for one in kept] == [story.body, row["body"]]
    assert json.loads(kept[1]["changed"]) == ["body"]
    assert done.counts["arnews/article/revised"] == 1


@pytest.mark.fault(52)
def test_five_addresses_are_one_row(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert len(done.articles) == 4
    (row,) = [row for row in done.articles.values() if row["headline"] == chaos.site.spare[0].headline]
    assert row["url"].endswith("/news/2026/%D8%AE%D8%A8%D8%B1-900")
    chaos.good_are_stored(done)


@pytest.mark.fault(53)
def test_a_redesign_is_told(chaos: Chaos) -> None:
    chaos.good_are_stored(chaos.crawl(exit_code=0))
    done = chaos.crawl(exit_code=9)
    assert "body" in done.stderr
    assert "http://" in done.stderr
    chaos.good_are_stored(done)
    kept = {row["url"] for row in done.rows("SELECT url FROM captures WHERE code = 'no_body'")}
    assert {chaos.server.base_url + story.path[1:] for story in chaos.site.spare[:10]} <= kept


@pytest.mark.fault(54)
def test_a_captcha_is_a_block(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=18)
    assert not done.articles
    assert done.is_counted("captcha")


@pytest.mark.fault(55)
def test_odd_dates_are_none_or_converted_and_told(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    future, epoch, hijri = (done.articles[story.path] for story in chaos.site.spare[:3])
    for row in (future, epoch):
        assert row["published_at"] is None
        assert "date" in row["warnings"]
    if hijri["published_at"] is None:
        assert "date" in hijri["warnings"]
    else:
        assert datetime.fromisoformat(hijri["published_at"]).date().isoformat() == "2024-03-25"
        assert HIJRI in hijri["published_raw"]
    chaos.good_are_stored(done)
