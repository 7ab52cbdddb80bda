"""Tags: the article's own, whatever the classes around them say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]

TERMS = (
    '<footer class="entry-footer"><span class="cat-links">نشرت في <a href="/category/agri/" rel="category tag">زراعة'
    '</a></span><span class="tags-links">وسوم <a href="/tag/olive/" rel="tag">زيتون</a> <a href="/tag/press/" '
    'rel="tag">معاصر</a></span></footer>'
)


@pytest.mark.parametrize(
    "opening",
    [
        '<article class="post-71 post type-post hentry category-2 tag-74">',
        '<article class="tag-olive category-agri">',
        '<article><div class="post-71 hentry tag-74 tag-75">',
    ],
)
def test_terms_in_the_article_s_class_make_no_list_of_tags(make_page: MakePage, opening: str) -> None:
    line = '<p class="line">22 مايو 2026 <a href="/author/samir/">سمير قدورة</a></p>'
    html = make_page(between=line).replace(b"</article>", (TERMS + "</article>").encode())
    assert extract(html.replace(b"<article>", opening.encode())).tags == ["زيتون", "معاصر"]


def test_of_a_line_of_terms_those_marked_as_tags_are_taken(make_page: MakePage) -> None:
    line = (
        '<p class="tags"><a href="/category/agri/" rel="category tag">زراعة</a> <a href="/tag/olive/" rel="tag">زيتون'
        "</a></p>"
    )
    assert extract(make_page(inside=line)).tags == ["زيتون"]


@pytest.mark.parametrize("words", ["لا يوجد", "لا توجد", "بدون", "None", "-"])
def test_the_word_for_none_is_no_tag(make_page: MakePage, words: str) -> None:
    assert extract(make_page(inside=f"<p>الوسوم: {words}</p>")).tags == []


def test_keywords_of_one_string_are_parted(make_page: MakePage) -> None:
    head = '<script type="application/ld+json">{"@type": "NewsArticle", "keywords": "زيتون,معاصر، مطر,"}</script>'
    assert extract(make_page(head=head)).tags == ["زيتون", "معاصر", "مطر"]


def test_links_in_an_element_of_keywords_are_tags_each(make_page: MakePage) -> None:
    line = (
        '<div itemscope itemtype="https://schema.org/Article"><ul itemprop="keywords"><li><a href="/t/1">زيتون</a></li>'
        '<li><a href="/t/2">معاصر</a></li></ul></div>'
    )
    assert extract(make_page(inside=line)).tags == ["زيتون", "معاصر"]


def test_the_cloud_of_all_tags_is_the_site_s(make_page: MakePage) -> None:
    cloud = '<ul class="tags">' + "".join(f'<li><a href="/tag/{n}/">وسم {n}</a></li>' for n in range(40)) + "</ul>"
    assert extract(make_page(below=cloud)).tags == []
    assert extract(make_page(inside='<p class="tags"><a href="/tag/1/">زيتون</a></p>', below=cloud)).tags == ["زيتون"]
