"""Section: links that the article prints of itself, one by one; no menu, no label, no tag."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]

NAMES = ("محليات", "زراعة", "رياضة", "ثقافة", "صحة")
PATHS = tuple(zip(("/c1/", "/c2/", "/c3/", "/c4/", "/c5/"), NAMES, strict=True))


def section(html: bytes) -> str | None:
    return extract(html, "https://example.org/n/1").section


@pytest.mark.parametrize(
    "line",
    [
        '<div class="post-meta"><span>18 مايو 2026</span> · 1 دقائق · <a href="/authors/samir/">سمير قدورة</a> | '
        '<a href="/categories/agri/">زراعة</a></div>',
        '<p class="byline">كتب سمير قدورة 2026/05/18 16:30 في <a href="/category/زراعة/">زراعة</a></p>',
        '<div><a href="/section/agri/">زراعة</a> | <a href="/author/samir/">سمير قدورة</a></div>',
        '<p>القسم: <a href="/?cat=7">زراعة</a></p>',
        '<p><a href="/x/9" class="post-category">القسم: زراعة</a></p>',
        '<div class="terms"><a href="/archives/category/agri" rel="tag">زراعة</a></div>',
        '<span class="cat-links">مصنف كـ <a href="/x/9" rel="category tag">زراعة</a></span>',
        '<p><a href="../topics/agri.html">في زراعة</a></p>',
        '<p>وسوم <a href="/tag/olive/">زيتون</a> تصنيف <a href="/category/agri/">زراعة</a></p>',
    ],
)
def test_a_link_beside_the_headline_names_the_section(make_page: MakePage, line: str) -> None:
    assert section(make_page(between=line)) == "زراعة"


@pytest.mark.parametrize(
    "links",
    [
        '<a href="/category/agri/" rel="category tag">زراعة</a>',
        '<a href="/?cat=2" rel="category">زراعة</a>',
        '<a href="/category/agri/" rel="category tag">زراعة</a>، <a href="/category/b/" rel="category tag">محليات</a>',
    ],
)
def test_the_section_stands_behind_the_body(make_page: MakePage, links: str) -> None:
    footer = (
        f'<footer class="entry-footer"><span class="cat-links">مصنف كـ {links}</span><span class="tags-links">موسوم كـ '
        '<a href="/tag/olive/" rel="tag">زيتون</a></span></footer></article>'
    )
    assert section(make_page().replace(b"</article>", footer.encode())) == "زراعة"


@pytest.mark.parametrize(
    "part",
    [
        '<div class="links"><a href="/">Home</a> <a href="/posts/">Archive</a> <a href="/categories/">All</a></div>',
        '<div class="links">' + "".join(f'<a href="/category{path}">{name}</a> ' for path, name in PATHS) + "</div>",
        "<ul>" + "".join(f'<li><a href="/category{path}">{name}</a></li>' for path, name in PATHS) + "</ul>",
        '<p>الوسوم: <a href="/topics/olive/">زيتون</a></p>',
        '<p><a href="/tags/olive/">#زيتون</a> <a href="/tags/press/">#معاصر</a></p>',
    ],
)
def test_a_menu_and_a_line_of_tags_name_no_section(make_page: MakePage, part: str) -> None:
    for html in (make_page(above=part), make_page(between=part)):
        assert section(html) is None


def test_a_link_that_the_menu_has_too_is_the_section(make_page: MakePage) -> None:
    menu = "<div>" + "".join(f'<a href="{path}">{name}</a> ' for path, name in PATHS) + "</div>"
    line = '<div>سمير قدورة | <a href="/c2/">زراعة</a> | 18 مايو 2026</div>'
    assert section(make_page(above=menu, between=line)) == "زراعة"
    assert section(make_page(above=menu)) is None
    other = '<div>سمير قدورة | <a href="/read/2/">زراعة</a> | 18 مايو 2026</div>'
    assert section(make_page(above=menu, between=other)) is None


def test_no_trail_stands_below_the_body(make_page: MakePage) -> None:
    trail = '<div><a href="/">Home</a> | <a href="/source">Page source</a></div>'
    assert section(make_page(below=trail)) is None
    assert section(make_page(above=trail.replace("Page source", "زراعة"))) == "زراعة"


def test_the_label_of_a_step_is_no_part_of_it(make_page: MakePage) -> None:
    trail = '<nav class="breadcrumb"><a href="/">الرئيسية</a> <a href="/agri">القسم: زراعة</a></nav>'
    assert section(make_page(above=trail)) == "زراعة"
