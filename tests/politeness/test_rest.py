"""Retry-After and refusals: who is asked for a rest gives it, to the whole host, and then stops."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any

import pytest

from arnews_crawler.politeness.rest import parse_retry_after

Fetch = Callable[..., dict[str, Any]]
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
ASK_AGAIN = {"RETRY_TIMES": 2}
# Without a delay Scrapy 2.19 sends all that waits at once, whatever the concurrency.
ONE_BY_ONE = {"CONCURRENT_REQUESTS_PER_DOMAIN": 1, "DOWNLOAD_DELAY": 0.01}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("5", 5.0),
        (" 5 ", 5.0),
        ("0", 0.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        ("1000000000", 1e9),
        ("9" * 5000, 999999999999.0),
        ("-5", None),
        ("5.5", None),
        ("٥", None),
        ("soon", None),
        ("", None),
        (format_datetime(NOW - timedelta(days=1), usegmt=True), None),
        ("Sun, 99 Mar 2026 99:00:00 GMT", None),
    ],
)
def test_retry_after(value: str, seconds: float | None) -> None:
    assert parse_retry_after(value, NOW) == seconds


def refuse_once(site: Any, path: str, headers: dict[str, str], status: int = 429) -> str:
    """Refuse the first request for a path and answer the next ones."""
    site.page(path)
    site.once[path] = (status, headers, b"later")
    return str(site.url + path)


@pytest.mark.parametrize("status", [429, 503])
def test_a_rest_is_for_the_whole_host_and_the_page_is_asked_for_again(site: Any, fetch: Fetch, status: int) -> None:
    pages = [refuse_once(site, "/0", {"Retry-After": "3"}, status), *(site.page(f"/{n}") for n in range(1, 30))]
    done = fetch(*pages, settings=ASK_AGAIN)
    assert [done["results"][page] for page in pages] == ["200 page"] * 30
    refused_at = site.times[site.paths.index("/0")]
    later = [moment - refused_at for moment in site.times if moment > refused_at]
    # What crossed the answer on its way is no sign of impatience; after it there is silence.
    assert not [moment for moment in later if 1 < moment < 3]
    assert site.times[len(site.paths) - 1 - site.paths[::-1].index("/0")] - refused_at >= 3
    assert site.paths.count("/0") == 2
    assert done["statistics"]["arnews/rest/count"] == 1
    assert done["statistics"]["arnews/rest/longest_seconds"] == 3


def test_a_date_is_meant_by_the_hosts_own_clock(site: Any, fetch: Fetch) -> None:
    then = datetime.now(UTC) - timedelta(days=400)
    headers = {"Date": format_datetime(then, usegmt=True)}
    headers["Retry-After"] = format_datetime(then + timedelta(seconds=3), usegmt=True)
    page = refuse_once(site, "/a", headers)
    assert fetch(page, settings=ASK_AGAIN)["results"][page] == "200 page"
    assert site.times[-1] - site.times[-2] >= 3


@pytest.mark.parametrize("value", ["Sun, 01 Mar 2020 00:00:30 GMT", None])
def test_who_names_no_usable_time_is_asked_ever_more_slowly_and_then_left_alone(
    site: Any, fetch: Fetch, value: str | None
) -> None:
    pages = [f"{site.url}/{n}" for n in range(12)]
    for n in range(12):
        site.answers[f"/{n}"] = (429, {} if value is None else {"Retry-After": value}, b"")
    done = fetch(*pages, settings={**ASK_AGAIN, **ONE_BY_ONE})
    assert done["reason"] == "blocked"
    assert done["statistics"]["arnews/problem"].startswith("http_429: 127.0.0.1 answered 429 5 times in a row")
    moments = site.times[-5:]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len([path for path in site.paths if path != "/robots.txt"]) == 5
    assert [gap >= least for gap, least in zip(gaps, (1, 2, 4, 8), strict=True)] == [True] * 4


@pytest.mark.parametrize("value", ["1000000000", "301", "9" * 400])
def test_who_wants_a_long_rest_ends_the_run_at_once(site: Any, fetch: Fetch, value: str) -> None:
    page = refuse_once(site, "/a", {"Retry-After": value})
    done = fetch(page, *(f"{site.url}/{n}" for n in range(50)), settings=ONE_BY_ONE)
    assert done["seconds"] < 20
    assert done["reason"] == "blocked"
    assert done["results"][page].startswith("retry_after")
    assert done["statistics"]["arnews/problem"].startswith("retry_after: 127.0.0.1 asks to be left alone for ")
    assert site.paths[-1] == "/a", "nothing was asked for behind it"


def test_a_rest_longer_than_what_is_left_of_the_run_ends_it(site: Any, fetch: Fetch) -> None:
    page = refuse_once(site, "/a", {"Retry-After": "60"}, 503)
    done = fetch(page, settings={**ASK_AGAIN, "CLOSESPIDER_TIMEOUT": 30})
    assert done["seconds"] < 20
    assert done["reason"] == "blocked"
    assert done["statistics"]["arnews/problem"].startswith("retry_after: 127.0.0.1 asks to be left alone for 60 sec")


def test_the_time_limit_ends_a_rest(site: Any, fetch: Fetch) -> None:
    for n in range(20):
        site.answers[f"/{n}"] = (429, {}, b"")
    done = fetch(
        *(f"{site.url}/{n}" for n in range(20)), settings={**ASK_AGAIN, **ONE_BY_ONE, "CLOSESPIDER_TIMEOUT": 4}
    )
    assert done["seconds"] < 12  # the rests are 15 in all
    assert done["reason"] == "closespider_timeout"
    assert "run_ended" in {result.partition(":")[0] for result in done["results"].values()}


def test_refused_robots_txt_is_no_block_but_an_unreachable_site(site: Any, fetch: Fetch) -> None:
    site.answers["/robots.txt"] = (429, {}, b"")
    page = site.page("/a")
    done = fetch(page, settings=ASK_AGAIN)
    assert done["results"][page].startswith("robots_unreachable")
    assert done["reason"] == "finished"
    assert site.paths == ["/robots.txt"] * 3


def test_forbidden_pages_are_asked_for_more_slowly_until_one_is_not(site: Any, fetch: Fetch) -> None:
    pages = [f"{site.url}/{n}" for n in range(7)]
    for n in range(6):
        site.answers[f"/{n}"] = (403, {}, b"")
    site.page("/6")
    done = fetch(*pages, settings=ONE_BY_ONE)
    assert done["results"][pages[6]] == "200 page"
    moments = site.times
    assert moments[2] - moments[1] < 0.25
    assert moments[-1] - moments[-2] >= 2
