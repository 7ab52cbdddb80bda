"""Bylines as publishing systems print them: labels apart from names, dates and sections beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]


@pytest.mark.parametrize(
    "line",
    [
        '<span class="byline"> بواسطة <span class="vcard"><a class="fn n" href="/u/m/">مها الراسي</a></span></span>',
        "<div><p>بواسطة</p><p>مها الراسي</p></div>",
        '<p class="m">Posted on November 18, 2026 4:36 PM by مها الراسي in <a href="/c/1/">محليات</a> · 66 words</p>',
        "<p>نشر في 18 نوفمبر 2026 بواسطة مها الراسي في محليات</p>",
        "<p>written by\nمها الراسي\non 2026-11-18</p>",
        "<div>كتب: مها الراسي —</div>",
        '<p><a href="/author/m/">مها الراسي</a> 18 مايو</p><div><a href="/author/m/">كل مقالات الكاتب</a></div>',
    ],
)
def test_a_name_is_told_from_its_label_and_the_date_beside(make_page: MakePage, line: str) -> None:
    assert extract(make_page(between=line)).authors == ["مها الراسي"]


@pytest.mark.parametrize(
    "line",
    [
        '<p class="byline">2026/11/18 22:28 في <a href="/category/science/">علوم</a></p>',
        '<span class="byline">بواسطة <span class="author vcard"><a href="/author/desk/">هيئة التحرير</a></span></span>',
        '<h6 class="meta">Posted by: <a href="/author/x/">مرافئ الوادي</a></h6>',
        "<p>قال الوزير 18 نوفمبر 2026 كتب مها الراسي</p>",
    ],
)
def test_a_date_a_desk_and_the_site_are_no_authors(make_page: MakePage, line: str) -> None:
    for part in ('<a class="brand" href="/">مرافئ الوادي</a>', ""):
        feed = '<link rel="alternate" type="application/rss+xml" title="مرافئ الوادي &raquo; الخلاصة" href="/feed/">'
        assert extract(make_page(head="" if part else feed, above=part, between=line)).authors == []
