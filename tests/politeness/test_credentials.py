"""Passwords: for one host alone, written nowhere; no secret follows a redirect."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.discovery.credentials import Keyring, take_credentials

Fetch = Callable[..., dict[str, Any]]
SECRET = "s3cr%40t-of-mine"
TOLD = "Basic " + b64encode(b"me:s3cr@t-of-mine").decode()
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("typed", "clean", "origin"),
    [
        ("https://me:pw@example.org/a?b=c@d", "https://example.org/a?b=c@d", "https://example.org:443"),
        ("http://me:p@w@example.org:8080/", "http://example.org:8080/", "http://example.org:8080"),
        ("me:pw@example.org/a", "https://example.org/a", "https://example.org:443"),
        ("https://me@example.org/", "https://example.org/", "https://example.org:443"),
        ("https://me:pw@[2001:db8::1]:444/", "https://[2001:db8::1]:444/", "https://2001:db8::1:444"),
        ("https://example.org/@me", "https://example.org/@me", None),
        ("https://example.org/a?mail=x@y.example", "https://example.org/a?mail=x@y.example", None),
        ("https://@example.org/", "https://example.org/", None),
        ("https://me:pw@exa mple.org/", "https://exa mple.org/", None),
    ],
)
def test_an_address_and_its_password_are_parted(typed: str, clean: str, origin: str | None) -> None:
    found, credentials = take_credentials(typed)
    assert found == clean
    assert (credentials.origin if credentials else None) == origin
    assert "pw" not in repr(credentials)


def test_a_key_fits_one_origin() -> None:
    keyring = Keyring()
    credentials = take_credentials("https://me:pw@example.org/")[1]
    assert credentials is not None
    keyring.keep(credentials)
    assert keyring.authorization("https://example.org/a/b") == credentials.authorization
    for other in (
        "http://example.org/",
        "https://example.org:444/",
        "https://www.example.org/",
        "https://other.example/",
    ):
        assert keyring.authorization(other) is None, other


def crawl(site: Any, folder: Path, *options: str, environment: dict[str, str] | None = None) -> tuple[str, str]:
    """Run ``arnews crawl``; return all that it printed, and its line in the list of processes while it ran."""
    command = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--db", str(folder / "a.db"), "--allow-private"]
    whole = {**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})}
    process = subprocess.Popen(
        [*command, *options], cwd=folder, env=whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    seen = ""
    while process.poll() is None and not seen:
        if site.paths:
            seen = Path(f"/proc/{process.pid}/cmdline").read_bytes().decode()
        time.sleep(0.01)
    printed = process.communicate(timeout=180)[0]
    return printed, seen


def test_a_password_is_told_to_its_host_and_written_nowhere(site: Any, elsewhere: Any, tmp_path: Path) -> None:
    site.page("/", f'<a href="/news/1">x</a> <a href="{elsewhere.url}/2">y</a> <a href="/away">z</a>')
    site.redirect("/away", elsewhere.page("/x"))
    site.redirect("/robots.txt", elsewhere.page("/robots.txt", "User-agent: *\nAllow: /"))
    address = f"http://me:{SECRET}@127.0.0.1:{site.port}/"
    printed, seen = crawl(site, tmp_path, "--base-url", address, "-s", "LOG_LEVEL=DEBUG")
    assert {headers.get("authorization") for headers in site.headers} == {TOLD}
    assert elsewhere.paths
    assert not any("authorization" in headers for headers in elsewhere.headers)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for text in (printed, seen, written.decode("latin-1")):
        assert "s3cr" not in text
        assert TOLD.removeprefix("Basic ") not in text
    assert "--base-url" in seen


def test_a_password_in_the_environment(site: Any, tmp_path: Path) -> None:
    site.page("/", "<p>x</p>")
    address = f"http://me:{SECRET}@127.0.0.1:{site.port}/"
    crawl(site, tmp_path, environment={"ARNEWS_NEWS_BASE_URL": address})
    assert site.headers
    assert {headers.get("authorization") for headers in site.headers} == {TOLD}


def test_no_secret_of_the_settings_follows_a_redirect(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    site.redirect("/robots.txt", elsewhere.page("/robots.txt", ""))
    secrets = {"Authorization": "Bearer x", "Cookie": "session=x", "Proxy-Authorization": "Basic x"}
    fetch(site.page("/a"), settings={"DEFAULT_REQUEST_HEADERS": secrets})
    for name in secrets:
        assert all(name.lower() in headers for headers in site.headers)
        assert not any(name.lower() in headers for headers in elsewhere.headers)
    assert elsewhere.paths == ["/robots.txt"]


@pytest.mark.parametrize(
    "location",
    ["javascript:alert(1)", "file:///etc/passwd", "http://me:pw@127.0.0.1:1/", "http://["],
)
def test_a_redirect_to_what_is_no_address_is_refused(site: Any, fetch: Fetch, location: str) -> None:
    site.answers["/r"] = (302, {"Location": location}, b"")
    page = site.url + "/r"
    result = fetch(page)["results"][page]
    assert result.startswith("bad_redirect")
    assert "pw" not in result
    assert site.paths == ["/robots.txt", "/r"]


def test_a_line_break_in_a_redirect_is_none(site: Any, fetch: Fetch) -> None:
    site.answers["/r"] = (302, {"Location": "/a\rX-Injected: 1\nb"}, b"")
    site.page("/a")
    page = site.url + "/r"
    assert not fetch(page)["results"][page].startswith("200")
    assert "/a" not in site.paths
    assert not any("x-injected" in headers for headers in site.headers)


def test_a_refresh_elsewhere_is_not_followed(site: Any, elsewhere: Any, fetch: Fetch) -> None:
    page = site.page("/", f'<meta http-equiv="refresh" content="0;url={elsewhere.url}/x">news')
    assert fetch(page)["results"][page].startswith("offsite")
    assert elsewhere.asked == []


def test_a_redirect_loop_ends(site: Any, fetch: Fetch) -> None:
    site.redirect("/1", site.url + "/2")
    page = site.redirect("/2", site.url + "/1")
    assert "redirect" in fetch(page)["results"][page]
    assert len(site.paths) <= 10


def test_cookies_ask_no_stranger_for_a_list(site: Any, fetch: Fetch) -> None:
    site.answers["/set"] = (200, {"Set-Cookie": "a=1; Domain=127.0.0.1"}, b"x")
    page = site.url + "/set"
    done = fetch(page, site.page("/b"), settings={"COOKIES_ENABLED": True, "LOG_LEVEL": "DEBUG", "DOWNLOAD_DELAY": 0.2})
    assert done["results"][page] == "200 x"
    assert "publicsuffix" not in done["log"]
