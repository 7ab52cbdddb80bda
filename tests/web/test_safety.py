"""What a site sent is text: nothing in it runs, and no page asks another host for anything."""

from __future__ import annotations

import re

import pytest
from lxml import html

from arnews_crawler.web.addresses import readable_address
from arnews_crawler.web.tables import FACETS_SCRIPT_HASH
from tests.web.conftest import ATTACK, Get
from tests.web.test_pages import PAGES

DATASETTE_PAGES = ("/news", "/news/articles", "/news/corpus", "/news/articles/46", "/news/rejects")
LINKS = ("https://news.example/", "https://daily.example/")


def links(text: str) -> list[tuple[str, str]]:
    tree = html.fromstring(text)
    names = ("href", "src", "action", "formaction", "data", "poster", "xlink:href")
    return [(name, str(each.get(name))) for each in tree.iter() for name in names if each.get(name)]


@pytest.mark.parametrize("path", PAGES)
def test_our_pages_have_no_script_and_no_style_of_a_stranger(path: str, get: Get) -> None:
    reply = get(f"/ar{path}")
    policy = reply.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self';")
    assert "script-src" not in policy
    assert "unsafe" not in policy
    tree = html.fromstring(reply.text)
    for element in tree.iter():
        if isinstance(element.tag, str):
            assert element.tag not in ("script", "style", "iframe", "object", "embed", "base", "img")
            assert not [name for name in element.attrib if str(name).startswith("on") or name == "style"]


@pytest.mark.parametrize("path", PAGES)
def test_links_lead_to_us_or_to_a_source(path: str, get: Get) -> None:
    for name, link in links(get(f"/ar{path}").text):
        is_ours = re.match(r"/(?!/)|#", link)
        assert is_ours or (name == "href" and link.startswith(LINKS)), link


def test_hostile_text_is_shown_as_text(get: Get) -> None:
    text = get("/ar/article/46").text
    assert ATTACK not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert "javascript:" in text, "told, and no link"
    assert 'href="javascript:' not in text


@pytest.mark.parametrize("path", ["/ar/search?q={}", "/ar/trends?q={}", "/ar/section?name={}", "/ar/search?from={}"])
def test_what_a_visitor_sends_is_text_too(path: str, get: Get) -> None:
    attack = '"><script>alert(9)</script>'
    text = get(path.format(attack)).text
    assert "<script" not in text


@pytest.mark.parametrize("hidden", ["%E2%80%AE", "%20", "%2F", "%00", "%3Cb%3E", "-%ff%fe", "%41", "%E2%80%8F"])
def test_an_address_is_read_in_letters_and_nothing_else(hidden: str) -> None:
    assert readable_address(f"https://a.example/%D8%AE%D8%A8%D8%B1{hidden}") == f"https://a.example/خبر{hidden}"


@pytest.mark.parametrize("path", DATASETTE_PAGES)
def test_no_script_in_a_page_of_datasette_can_run(path: str, get: Get) -> None:
    reply = get(path)
    assert reply.status == 200
    assert ATTACK not in reply.text
    policy = reply.headers["content-security-policy"]
    scripts = policy.partition("script-src ")[2].partition(";")[0]
    assert scripts == f"'self' '{FACETS_SCRIPT_HASH}'", "no script with a word of a site in it"
    assert policy.startswith("default-src 'none';")
    assert not [link for _, link in links(reply.text) if link.lower().startswith("javascript:")]


@pytest.mark.parametrize("path", ["/", "/news", "/assets/arnews.css", "/news/articles.json", "/nowhere"])
def test_every_answer_is_sent_with_care(path: str, get: Get) -> None:
    headers = get(path).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/assets/../server.py", "/assets/%2e%2e/server.py", "/assets//etc/passwd"])
def test_no_file_but_ours_is_served(path: str, get: Get) -> None:
    assert get(path).status in (400, 403, 404)
