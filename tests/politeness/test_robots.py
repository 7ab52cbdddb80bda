"""robots.txt: its delay, its redirects, and files that are none."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

Fetch = Callable[..., dict[str, Any]]
HASTE = {"DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False, "CONCURRENT_REQUESTS_PER_DOMAIN": 8}


def gaps(site: Any) -> list[float]:
    return [later - earlier for earlier, later in pairwise(site.times)]


def test_crawl_delay_is_kept_where_settings_lift_other_delays(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 9\n\nUser-agent: arnews\nCrawl-delay: 1.5\n")
    pages = [site.page(f"/{n}") for n in range(3)]
    done = fetch(*pages, settings=HASTE)
    assert [done["results"][page] for page in pages] == ["200 page"] * 3
    assert all(gap >= 1.5 for gap in gaps(site)), gaps(site)
    assert sum(gaps(site)) < 15  # three times 9 would be the others' delay
    assert done["statistics"]["arnews/robots/crawl_delay"] == 1.5


def test_a_crawl_delay_longer_than_a_minute_counts_as_one_and_ends_with_the_run(site: Any, fetch: Fetch) -> None:
    site.page("/robots.txt", "User-agent: *\nCrawl-delay: 86400")
    done = fetch(*(site.page(f"/{n}") for n in range(20)), settings={**HASTE, "CLOSESPIDER_TIMEOUT": 2})
    assert done["seconds"] < 20
    assert done["reason"] == "closespider_timeout"
    assert done["statistics"]["arnews/robots/crawl_delay"] == 60
    assert done["statistics"]["arnews/robots/crawl_delay_clamped"] == 1
    assert site.paths == ["/robots.txt"]


@pytest.mark.parametrize("value", ["-1", "nan", "inf", "soon", "0", ""])
def test_a_crawl_delay_that_is_none_delays_nothing(site: Any, fetch: Fetch, value: str) -> None:
    site.page("/robots.txt", f"User-agent: *\nCrawl-delay: {value}")
    fetch(*(site.page(f"/{n}") for n in range(3)), settings=HASTE)
    assert sum(gaps(site)) < 2


def test_five_redirects_are_followed_and_no_more(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    site.redirect("/robots.txt", elsewhere.url + "/1")
    for n in range(1, 5):
        elsewhere.redirect(f"/{n}", f"{elsewhere.url}/{n + 1}")
    elsewhere.page("/5", "User-agent: *\nDisallow: /a\nCrawl-delay: 1")
    page, other = site.page("/a"), site.page("/b")
    done = fetch(page, other)
    assert done["results"][page].startswith("robots_forbidden")
    assert done["results"][other] == "200 page"
    # The delay is for the host that was asked.
    assert site.times[-1] - elsewhere.times[-1] >= 1


def test_a_sixth_redirect_leaves_the_rules_unknown(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    site.redirect("/robots.txt", elsewhere.url + "/1")
    for n in range(1, 6):
        elsewhere.redirect(f"/{n}", f"{elsewhere.url}/{n + 1}")
    elsewhere.page("/6", "User-agent: *\nDisallow:")
    page = site.page("/a")
    assert fetch(page)["results"][page].startswith("robots_unreachable")
    assert elsewhere.paths == [f"/{n}" for n in range(1, 6)]


@pytest.mark.parametrize("packed", [False, True])
def test_of_a_file_of_10_mib_the_beginning_is_obeyed(site: Any, fetch: Fetch, packed: bool) -> None:
    text = b"User-agent: *\nDisallow: /a\n" + b"# nothing\n" * 1024 * 1024 + b"Disallow: /"
    headers = {"Content-Encoding": "gzip"} if packed else {}
    site.answers["/robots.txt"] = (200, headers, gzip.compress(text, 0) if packed else text)
    page, other = site.page("/a"), site.page("/b")
    done = fetch(page, other)
    assert done["results"][page].startswith("robots_forbidden")
    assert done["results"][other] == "200 page"


@pytest.mark.parametrize("start", ["<!DOCTYPE html>", "\n<html>", "\ufeff<p>"])
def test_a_page_in_its_place_holds_no_rules(site: Any, fetch: Fetch, start: str) -> None:
    site.page("/robots.txt", f"{start}\nUser-agent: *\nDisallow: /\nCrawl-delay: 50")
    page = site.page("/a")
    done = fetch(page)
    assert done["results"][page] == "200 page"
    assert done["statistics"]["arnews/robots/markup"] == 1


def test_a_binary_file_holds_no_rules(site: Any, fetch: Fetch) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Type": "text/plain"}, bytes(range(256)) * 9000)
    page = site.page("/a")
    assert fetch(page)["results"][page] == "200 page"
