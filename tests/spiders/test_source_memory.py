"""Which sources a run asks again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from arnews_crawler.corpus.sources import KnownSource
from arnews_crawler.spiders.source_memory import CHILDREN, FEEDS, Child, SourceMemory

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
DAY_OLD = (NOW - timedelta(hours=30)).isoformat()
HOUR_OLD = (NOW - timedelta(hours=1)).isoformat()
SAID = "2026-03-01T10:00:00+03:00"


def known(url: str, **values: Any) -> KnownSource:
    row = {"kind": "sitemap", "lastmod": None, "etag": None, "last_modified": None, "visited_at": HOUR_OLD}
    return KnownSource(**{"url": url, **row, "unchanged": 0, "lastmod_lies": 0, "is_whole": True, **values})


def memory(*sources: KnownSource, is_incremental: bool = True) -> SourceMemory:
    by_url: Mapping[str, KnownSource] = {source.url: source for source in sources}
    return SourceMemory(by_url, lambda _: None, NOW, is_incremental=is_incremental)


def urls(children: list[Child]) -> list[str]:
    return [child.url for child in children]


def test_all_are_asked_where_nothing_is_known_or_all_is_wanted() -> None:
    children = [Child(str(n), SAID) for n in range(50)]
    assert memory().choose(children) == children
    sources = [known(str(n), lastmod=SAID) for n in range(50)]
    assert memory(*sources, is_incremental=False).choose(children) == children
    assert memory(*sources).choose(children) == []


@pytest.mark.parametrize(
    ("source", "lastmod"),
    [
        (known("a", lastmod=SAID), "2026-03-09T10:00:00+03:00"),
        (known("a", lastmod=SAID, is_whole=False), SAID),
        (known("a", kind="broken", lastmod=SAID), SAID),
        (known("a", lastmod=SAID, lastmod_lies=1), SAID),
        (known("a", lastmod="2026-03-10"), "2026-03-10"),
        (known("a"), None),
    ],
    ids=["moved", "not remembered whole", "broken", "lied before", "a day says little", "says nothing"],
)
def test_what_may_have_news_is_asked(source: KnownSource, lastmod: str | None) -> None:
    assert urls(memory(source).choose([Child("a", lastmod)])) == ["a"]


def test_one_that_says_that_it_is_unchanged_is_verified_once_a_day() -> None:
    sources = [known("a", lastmod=SAID, visited_at=DAY_OLD), known("b", lastmod=SAID), known("c", lastmod="2026-03-01")]
    children = [Child("a", SAID), Child("b", SAID), Child("c", "2026-03-01")]
    assert urls(memory(*sources).choose(children)) == ["a"]


def test_silent_ones_take_turns_and_both_ends_are_always_asked() -> None:
    sources = [known(str(n), unchanged=1, visited_at=DAY_OLD) for n in range(20, 40)]
    sources += [known(str(n), unchanged=2, visited_at=HOUR_OLD) for n in range(20)]
    chosen = urls(memory(*sources).choose([Child(str(n), None) for n in range(40)]))
    assert len(chosen) == CHILDREN
    assert {"0", "1", "38", "39"} <= set(chosen)
    assert all(int(url) >= 20 for url in set(chosen) - {"0", "1"})


def test_usual_places_where_nothing_was_are_left_alone_for_a_week() -> None:
    week_old = (NOW - timedelta(days=8)).isoformat()
    there = memory(known("new", kind="absent"), known("old", kind="absent", visited_at=week_old), known("feed"))
    assert [there.may_be_at(url) for url in ("new", "old", "feed", "unknown")] == [False, True, True, True]


def test_known_feeds_of_listings_are_asked_within_a_bound() -> None:
    feeds = memory(*(known(str(n), kind="feed") for n in range(10)))
    assert sum(feeds.may_have_news(str(n)) for n in range(10)) == FEEDS
    assert feeds.may_have_news("unknown")


def test_validators_are_sent_as_they_came() -> None:
    there = memory(known("a", etag='"1"', last_modified="Tue, 10 Mar 2026 10:00:00 GMT"), known("b"))
    assert there.validators("a") == {
        "If-None-Match": '"1"',
        "If-Modified-Since": "Tue, 10 Mar 2026 10:00:00 GMT",
    }
    assert there.validators("b") == there.validators("c") == {}
