"""What leaves for the network and what does not, in a real crawl process."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest

from arnews_crawler.version import __version__

Fetch = Callable[..., dict[str, Any]]


def test_private_addresses_are_refused_however_they_are_written(site: Any, fetch: Fetch) -> None:
    page = site.page("/a")
    numbers = [f"http://{host}:{site.port}/a" for host in ("2130706433", "0x7f.1", "localhost", "0.0.0.0")]
    named = f"http://rebind.example:{site.port}/a"
    urls = [page, *numbers, named]
    done = fetch(*urls, settings={"ARNEWS_ALLOW_PRIVATE": False}, names={"rebind.example": "127.0.0.1"})
    for url in urls:
        # Another host is not the site; the site itself is refused by its address.
        assert done["results"][url].startswith("private_address" if url == page else "offsite"), url
    assert site.asked == []


def test_a_name_is_judged_by_the_address_that_is_connected_to(site: Any, fetch: Fetch) -> None:
    url = f"http://rebind.example:{site.port}/a"
    names = {"rebind.example": "127.0.0.1"}
    site.page("/a")
    kept = {"site": ["rebind.example", site.port], "names": names}
    refused = fetch(url, **kept, settings={"ARNEWS_ALLOW_PRIVATE": False})
    assert refused["results"][url].startswith("private_address: rebind.example is the private address 127.0.0.1")
    assert site.asked == []
    assert fetch(url, **kept)["results"][url] == "200 page"


def test_only_http_is_spoken(site: Any, fetch: Fetch, tmp_path: Any) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    urls = [secret.as_uri(), "data:text/plain,secret", f"ftp://127.0.0.1:{site.port}/a"]
    results = fetch(*urls, settings={"ROBOTSTXT_OBEY": False})["results"]
    assert len(results) == 3
    assert not any("200" in result for result in results.values())


def test_redirects_stay_on_the_site_although_start_requests_are_not_filtered(
    site: Any, elsewhere: Any, fetch: Fetch
) -> None:
    out = site.redirect("/out", elsewhere.page("/x"))
    within = site.redirect("/in", site.page("/y", "inside"))
    script = site.redirect("/js", "javascript:alert(1)")
    loop = site.redirect("/loop", site.url + "/loop")
    done = fetch(out, within, script, loop)
    assert done["results"][out].startswith("offsite: ")
    assert elsewhere.url.removeprefix("http://") in done["results"][out]
    assert done["results"][within] == "200 inside"
    assert done["results"][script].startswith("bad_redirect")
    assert "redirect" in done["results"][loop]
    assert elsewhere.asked == []
    assert done["statistics"]["arnews/refused/offsite"] == 1


def test_robots_txt_is_asked_once_obeyed_and_given_to_the_spider(site: Any, fetch: Fetch) -> None:
    text = "User-agent: *\nDisallow: /\n\nUser-agent: arnews\nDisallow: /secret\n"
    robots = site.page("/robots.txt", text)
    allowed, forbidden = site.page("/a"), site.page("/secret/a")
    done = fetch(allowed, forbidden, robots)
    assert done["results"][allowed] == "200 page"
    assert done["results"][forbidden].startswith("robots_forbidden")
    assert done["results"][robots] == "200 " + text[:60]
    assert sorted(site.paths) == ["/a", "/robots.txt"]
    assert done["statistics"]["arnews/robots/forbidden"] == 1


def test_who_asks_says_so(site: Any, fetch: Fetch) -> None:
    fetch(site.page("/a"))
    assert {agent.split(" ")[0] for _, agent in site.asked} == {f"arnews/{__version__}"}


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_robots_txt_that_fails_forbids_everything(site: Any, fetch: Fetch, status: int) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    page = site.page("/a")
    done = fetch(page)
    assert done["results"][page].startswith("robots_unreachable")
    assert str(status) in done["results"][page]
    assert site.paths == ["/robots.txt"]


def test_a_robots_txt_that_breaks_off_forbids_everything(site: Any, fetch: Fetch) -> None:
    site.answers["/robots.txt"] = (200, {"Content-Length": "500"}, b"User-agent: *")
    page = site.page("/a")
    assert fetch(page)["results"][page].startswith("robots_unreachable")
    assert site.paths == ["/robots.txt"]


def test_robots_txt_alone_is_followed_to_another_host(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    site.redirect("/robots.txt", elsewhere.page("/r.txt", "User-agent: *\nDisallow: /a"))
    page, other = site.page("/a"), site.page("/b")
    results = fetch(page, other)["results"]
    assert results[page].startswith("robots_forbidden")
    assert results[other] == "200 page"
    assert elsewhere.paths == ["/r.txt"]


@pytest.mark.parametrize("body", [b"", b"<html><body>Disallow: /", b"\xef\xbb\xbf\x00\xff", b"# x\n" * 300_000])
def test_a_robots_txt_that_is_none_forbids_nothing(site: Any, fetch: Fetch, body: bytes) -> None:
    site.answers["/robots.txt"] = (200, {}, body)
    page = site.page("/a")
    assert fetch(page)["results"][page] == "200 page"


def test_a_byte_order_mark_hides_no_rule(site: Any, fetch: Fetch) -> None:
    site.answers["/robots.txt"] = (200, {}, b"\xef\xbb\xbfUser-agent: *\nDisallow: /a")
    page = site.page("/a")
    assert fetch(page)["results"][page].startswith("robots_forbidden")


def test_answers_have_a_largest_size_packed_or_not(site: Any, fetch: Fetch) -> None:
    site.answers["/plain"] = (200, {}, b"x" * 9 * 1024 * 1024)
    bomb = gzip.compress(b"x" * 30 * 1024 * 1024)
    site.answers["/bomb"] = (200, {"Content-Encoding": "gzip"}, bomb)
    done = fetch(site.url + "/plain", site.url + "/bomb")
    assert not any(result.startswith("200") for result in done["results"].values())
    assert len(done["results"]) == 2


def test_a_front_page_that_reloads_itself_is_read_once(site: Any, fetch: Fetch) -> None:
    page = site.page("/", '<meta http-equiv="refresh" content="60;url=/">news')
    assert fetch(page)["results"][page].startswith("200")
    assert site.paths.count("/") == 1


@pytest.mark.parametrize("host", ["::1", "::ffff:127.0.0.1", "::ffff:7f00:1", "64:ff9b::7f00:1", "fe80::1"])
def test_an_ipv6_address_is_judged_as_it_is_connected_to(site: Any, fetch: Fetch, host: str) -> None:
    url = f"http://[{host}]:{site.port}/a"
    site.page("/a")
    done = fetch(url, site=[host, site.port], settings={"ARNEWS_ALLOW_PRIVATE": False})
    assert done["results"][url].startswith("private_address"), done["results"]
    assert site.asked == []
