"""One spelling for each address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize, is_same_site, resolve_link, site_host


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:8080/a", "http://example.org:8080/a"),
        ("http://example.org./a/./b/../c#x", "http://example.org/a/c"),
        ("http://مثال.إختبار/أ", "http://xn--mgbh0fb.xn--kgbechtv/%D8%A3"),
        ("http://example.org/%d8%a3%D8%Ae", "http://example.org/%D8%A3%D8%AE"),
        ("http://example.org/أخ", "http://example.org/%D8%A3%D8%AE"),
        ("http://example.org/?b=%d8%a3&a=ب", "http://example.org/?a=%D8%A8&b=%D8%A3"),
        ("http://example.org/?%61=1", "http://example.org/?a=1"),
        ("  http://example.org/a\n", "http://example.org/a"),
    ],
)
def test_one_page_has_one_spelling(written: str, canonical: str) -> None:
    assert canonicalize(written) == canonical


@pytest.mark.parametrize(
    "noise",
    [
        "utm_source=x&utm_medium=y",
        "fbclid=IwAR0abc",
        "gclid=1",
        "PHPSESSID=0f3a",
        "sid=0123456789abcdef0123456789abcdef",
        "jsessionid=AB12",
    ],
)
def test_where_a_reader_came_from_and_his_session_are_no_part(noise: str) -> None:
    assert canonicalize(f"https://example.org/a?{noise}") == "https://example.org/a"
    assert canonicalize(f"https://example.org/?p=5&{noise}") == "https://example.org/?p=5"


def test_a_session_in_the_path_is_no_part() -> None:
    assert canonicalize("https://example.org/a;jsessionid=1F2?id=3") == "https://example.org/a?id=3"
    assert canonicalize("https://example.org/(S(hpbyzn45xvu2tkmaysgdqq55))/a") == "https://example.org/a"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/?p=123",
        "https://example.org/?12345",
        "https://example.org/story.php?id=7&sid=12",
        "https://example.org/a/amp",
        "https://example.org/a?print=1",
        "https://example.org/a?replytocom=5",
        "https://example.org/a/index.html",
        "https://example.org/a/",
    ],
)
def test_what_may_name_the_article_stays(url: str) -> None:
    assert canonicalize(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0177.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://127.1/",
    ],
)
def test_every_spelling_of_an_address_is_the_dotted_one(url: str) -> None:
    assert canonicalize(url) == "http://127.0.0.1/"


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("javascript:alert(1)", "not_http"),
        ("file:///etc/passwd", "not_http"),
        ("ftp://example.org/", "not_http"),
        ("/a", "not_http"),
        ("https://example.org/a\nb", "control_character"),
        ("https://example.org/a\x00", "control_character"),
        ("https://user:secret@example.org/", "credentials_in_url"),
        ("https:///a", "bad_host"),
        ("https://exa mple.org/", "control_character"),
        ("https://example.org:99999/", "bad_host"),
        ("https://exa<mple.org/", "bad_host"),
        ("https://[::1/", "bad_url"),
        ("https://" + "a" * 80 + ".org/ب", "bad_host"),
        ("https://example.org/" + "a" * 3000, "url_too_long"),
    ],
)
def test_what_no_crawl_may_ask_for_is_refused(url: str, code: str) -> None:
    with pytest.raises(UrlRefusedError) as caught:
        canonicalize(url)
    assert caught.value.code == code


def test_a_refusal_does_not_repeat_a_password_at_length() -> None:
    with pytest.raises(UrlRefusedError) as caught:
        canonicalize("https://u:p@example.org/" + "x" * 5000)
    assert len(str(caught.value)) < 300


@pytest.mark.parametrize(
    ("href", "resolved"),
    [
        ("../c", "https://example.org/c"),
        ("?page=2", "https://example.org/a/b?page=2"),
        ("//other.example/x", "https://other.example/x"),
        (
            "/أخبار عاجلة",
            "https://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1%20%D8%B9%D8%A7%D8%AC%D9%84%D8%A9",
        ),
        (" /a \n", "https://example.org/a"),
    ],
)
def test_links_are_resolved_as_written(href: str, resolved: str) -> None:
    assert resolve_link("https://example.org/a/b", href) == resolved


@pytest.mark.parametrize("href", ["/a\nb", "http://[", "javascript:void(0)"])
def test_links_that_are_none_are_refused(href: str) -> None:
    with pytest.raises(UrlRefusedError):
        resolve_link("https://example.org/", href)


def test_a_site_is_a_host_with_its_subdomains_and_one_port() -> None:
    domains = {"example.org"}
    assert is_same_site("https://www.example.org/", domains)
    assert is_same_site("http://m.example.org:80/", domains)
    assert not is_same_site("https://example.org.evil.example/", domains)
    assert not is_same_site("https://evilexample.org/", domains)
    assert not is_same_site("https://example.org:8080/", domains)
    assert is_same_site("https://example.org:8080/", domains, {8080})
    assert not is_same_site("https://example.org:99999/", domains)
    assert site_host("https://www.example.org:8080/") == "example.org"


@given(st.text(max_size=60))
def test_canonical_addresses_are_stable_whatever_is_written(path: str) -> None:
    try:
        once = canonicalize("https://example.org/" + path)
    except UrlRefusedError:
        return
    assert canonicalize(once) == once
