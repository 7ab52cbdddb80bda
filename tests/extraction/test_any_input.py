"""Anything at all: a whole record or one of the documented errors, and no other exception."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from arnews_crawler.extraction.errors import ExtractionError, NotAnArticle, UnreadableDocument
from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]
LINKED = """<script type="application/ld+json">
{"@type":"NewsArticle","datePublished":"2026-05-01","author":{"name":"مها الراسي"}}</script>"""
PIECES = [
    *"""
<div>~</div>~<p>~</p>~<h1>~</h1>~<article>~</article>~<script>~</script>~<!--~-->~<title>~</title>~
<br>~<table><tr><td>~</table>~<a href='/x'>~</a>~<meta property="og:title" content="~">~
<time datetime='2026-05-01'>~</time>~<span itemprop='author'>~</span>~<li>~<ul class='related'>~
<script type="application/ld+json">{"@type":"NewsArticle","headline":"~"}</script>~&#x~&#8~;~
&amp;lt;~<![CDATA[~]]>~<?xml version='1.0'?>~<body>~</body>~<html lang='ar'>~<base href='http://['>~
ﷺ~
خبر من المدينة القديمة، عن سوق الخضار الذي انتقل إلى أطرافها منذ عام كامل، ولم ترض به البائعات حتى اليوم. ~
كتب سمير قدورة - رويترز~12 مايو 2026~اقرأ أيضا: ~تابعونا على فيسبوك~نوادر | ~...~<svg>~<style>~
</style>~<base target="_blank">~<frameset>~<plaintext>~<template>~<select><option>~<math><mi>~
<noscript>~
""".replace("\n", "")
    .strip("~")
    .split("~"),
    *"\x00\ufeff\ufffd\u202e",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=20), max_size=40),
    st.sampled_from(["utf-8", "cp1256", "utf-16"]),
)
@settings(max_examples=250, deadline=None)
def test_no_mangled_page_raises_anything_else(pieces: list[str], codec: str) -> None:
    html = "".join(pieces).encode("utf-8", "ignore").decode().encode(codec, "xmlcharrefreplace")
    check_outcome(html)


@given(st.binary(max_size=2_000))
@settings(max_examples=250, deadline=None)
def test_no_bytes_raise_anything_else(html: bytes) -> None:
    check_outcome(html)


@given(st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_damage_to_a_page_raises_anything_else(make_page: MakePage, data: st.DataObject) -> None:
    html = bytearray(
        make_page(
            head=LINKED,
            between='<p class="byline">بقلم مها الراسي</p><time>1 أيار 2026</time>',
            below='<div class="related"><a href="/2">خبر آخر من أخبار المدينة</a></div>',
        )
    )
    for _ in range(data.draw(st.integers(1, 30))):
        at = data.draw(st.integers(0, len(html) - 1))
        html[at : at + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    check_outcome(bytes(html))


def check_outcome(html: bytes) -> None:
    """A whole record, or one of the documented errors with code and reason."""
    error: ExtractionError | None = None
    try:
        article = extract(html, "https://example.org/news/1", "text/html")
    except ExtractionError as caught:
        error = caught
    if error is not None:
        assert isinstance(error, UnreadableDocument | NotAnArticle)
        assert error.code.replace("_", "").isalnum()
        assert error.detail
        return
    assert article.headline.strip()
    assert article.body.strip()
    stored = json.dumps(article.__dict__, ensure_ascii=False)
    stored.encode("utf-8")
    assert "\N{REPLACEMENT CHARACTER}" not in stored
    assert "\x00" not in article.headline + article.body
