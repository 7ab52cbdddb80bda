"""What is no page, pages of any size, one parse a page, odd addresses: a record or a refusal with its code."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import lxml.etree
import lxml.html
import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction import document as document_module
from arnews_crawler.extraction.document import MAX_BYTES, parse_document
from arnews_crawler.extraction.errors import ExtractionError, UnreadableDocument
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]
AtMost = Callable[[float], AbstractContextManager[None]]
Outcome = Callable[[bytes], Article | ExtractionError]
Refusal = Callable[..., ExtractionError]


# --- no page ---


@pytest.mark.parametrize("html", [b"", b" ", b"\r\n\t ", b"\xef\xbb\xbf", b"\x00" * 10, b"\x00" * 5_000, b"&#0;&#x0;"])
def test_nothing_is_refused_as_empty_or_as_no_page(html: bytes, refusal: Refusal) -> None:
    error = refusal(html)
    assert isinstance(error, UnreadableDocument)
    assert error.code in ("empty_document", "not_html")


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    pixels = zlib.compress(bytes(range(256)) * 300)
    header = struct.pack(">IIBBBBB", 160, 160, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    "html",
    [
        png(),
        b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xff\xff\xff\x00\x00\x00",
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + bytes(range(256)) * 20,
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + bytes(range(256)),
        b"\x1f\x8b\x08\x00" + bytes(range(256)),
        b"RIFF\x24\x00\x00\x00WEBPVP8 " + bytes(range(200)),
        b"\x00\x00\x00\x20ftypisom" + bytes(range(200)),
        b'{"headline": "x", "body": "<p>y</p>"}',
        b'  [{"a": "<b>"}]',
        "سطر من نص بلا وسوم، ثم سطر آخر من النص نفسه.".encode(),
    ],
    ids=["png", "gif", "jpeg", "pdf", "zip", "gzip", "webp", "mp4", "json", "json_list", "plain_text"],
)
def test_what_is_no_page_is_refused_whatever_its_header_says(html: bytes, refusal: Refusal) -> None:
    error = refusal(html, "text/html; charset=utf-8")
    assert (type(error), error.code) == (UnreadableDocument, "not_html")
    assert error.detail


def test_noise_is_refused(refusal: Refusal) -> None:
    noise = random.Random(7).randbytes(20_000)
    assert isinstance(refusal(noise), ExtractionError)


def test_an_error_says_code_and_reason_in_one_line(refusal: Refusal) -> None:
    error = refusal(png())
    assert str(error) == f"not_html: {error.detail}"
    assert "\n" not in str(error)


# --- size ---


def test_a_page_beyond_the_limit_is_refused_without_a_look(at_most: AtMost, refusal: Refusal) -> None:
    with at_most(0.5):
        error = refusal(b"<p>" + b"x" * MAX_BYTES)
    assert error.code == "too_large"


def test_ten_megabytes_of_page_are_read_or_refused_in_time(make_page: MakePage, headline: str, at_most: AtMost) -> None:
    row = "<li><a href='/n/1'>رابط إلى صفحة أخرى من صفحات الموقع</a></li>".encode()
    html = make_page(below="<ul>LIST</ul>").replace(b"LIST", row * (10_000_000 // len(row)))
    assert len(html) > 9_900_000
    with at_most(20):
        assert extract(html).headline == headline


def test_ten_megabytes_of_script_cost_no_text(make_page: MakePage, headline: str, at_most: AtMost) -> None:
    html = make_page(head="<script>SCRIPT</script>").replace(b"SCRIPT", b"var a = '<p>x</p>';" * 520_000)
    with at_most(5):
        assert extract(html).headline == headline


def test_an_article_of_ten_megabytes_is_kept_whole_or_refused(
    make_page: MakePage, at_most: AtMost, outcome: Outcome
) -> None:
    text = "ووصف السكان الطريق القديم بأنه أطول من حكايات الجدات، وسألوا عن موعد إصلاحه مرة بعد مرة."
    paragraphs = [f"{text} ({number})" for number in range(9_000_000 // len(text.encode()))]
    with at_most(20):
        found = outcome(make_page(paragraphs=paragraphs))
    assert isinstance(found, Article)
    assert found.body == "\n\n".join(paragraphs)


# --- one parse ---


def test_a_page_is_parsed_once(make_page: MakePage, monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []

    def counted(module: Any, name: str) -> Callable[..., Any]:
        original = getattr(module, name)

        def call(*args: Any, **kwargs: Any) -> Any:
            calls.append(name)
            return original(*args, **kwargs)

        return call

    for name in ("document_fromstring", "fromstring", "fragment_fromstring", "fragments_fromstring", "parse"):
        monkeypatch.setattr(lxml.html, name, counted(lxml.html, name))
    for name in ("fromstring", "HTML", "XML", "parse", "iterparse"):
        monkeypatch.setattr(lxml.etree, name, counted(lxml.etree, name))
    monkeypatch.setattr(document_module, "BeautifulSoup", lambda *_: pytest.fail("parsed again"))
    extract(make_page(head='<script type="application/ld+json">{"@type": "NewsArticle"}</script>'))
    assert calls == ["fromstring"]


def test_extraction_leaves_the_tree_as_it_was(make_page: MakePage) -> None:
    document = parse_document(make_page(below="<aside class=related><p>رابط</p></aside>"))
    before = lxml.html.tostring(document.tree)
    first = load_article(document)
    assert lxml.html.tostring(document.tree) == before
    assert load_article(document) == first


# --- addresses ---


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a/1", "example.org"),
        ("https://أخبار.example/خبر/1?x=1#y", "أخبار.example"),
        ("", ""),
        ("not an address", ""),
        ("//example.org/x", "example.org"),
        ("https://user:secret@example.org/x", "example.org"),
        ("https://[::1]/x", "::1"),
        ("javascript:alert(1)", ""),
        ("http://\x00/x", None),
    ],
)
def test_any_address_is_borne(make_page: MakePage, headline: str, url: str, site: str | None) -> None:
    article = extract(make_page(), url)
    assert article.headline == headline
    assert site is None or article.site == site


@pytest.mark.parametrize(
    "part",
    [
        '<base href="http://[">',
        '<base href="::::">',
        '<link rel="canonical" href="http://[::1">',
        '<meta property="og:image" content="http://[x">',
        '<link rel="canonical">',
        '<meta property="og:title">',
        "<meta>",
        "<title></title>",
    ],
)
def test_broken_addresses_in_the_head_do_no_harm(make_page: MakePage, headline: str, part: str) -> None:
    assert extract(make_page(head=part), "https://example.org/news/1").headline == headline


@pytest.mark.parametrize(
    "href", ["http://[", "//[", "http://[::1", "\\\\[x]", "http://]", "javascript:void(0)", "http://a:b:c/"]
)
def test_broken_links_in_the_page_do_no_harm(make_page: MakePage, headline: str, href: str) -> None:
    cards = "".join(
        f'<div class="c"><a href="{href}">رابط إلى خبر آخر من أخبار المدينة</a><p>سطر تحته</p></div>' for _ in range(2)
    )
    html = make_page(above=f'<div><a href="{href}">الموقع</a></div>', between=cards, below=cards)
    assert extract(html, "https://example.org/news/1").headline == headline


def test_relative_addresses_count_from_the_base(make_page: MakePage) -> None:
    head = '<base href="/ar/"><meta property="og:image" content="img/1.jpg">'
    article = extract(make_page(head=head), "https://example.org/news/1")
    assert article.image_url == "https://example.org/ar/img/1.jpg"


@pytest.mark.parametrize("label", ["text/plain; charset=utf-8", "text/markdown", "application/json", "image/png"])
def test_what_is_sent_as_no_page_is_none(make_page: MakePage, label: str) -> None:
    with pytest.raises(UnreadableDocument, match="sent as") as refused:
        parse_document(make_page(), "https://example.org/a", label)
    assert refused.value.code == "not_html"


@pytest.mark.parametrize("label", ["text/html", "application/xhtml+xml", "application/octet-stream", "nonsense"])
def test_a_page_with_another_label_is_read(make_page: MakePage, label: str) -> None:
    assert parse_document(make_page(), "https://example.org/a", label).tree is not None
