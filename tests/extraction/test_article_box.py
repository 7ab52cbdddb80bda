"""The article's own box of facts beside its text: writer and section are read there, and in no card or menu."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]

FACTS = (
    '<nav><a href="..">رجوع إلى الفهرس</a><div class="authors"><span class="who"><strong><a href="../author/maha/">'
    "مها الراسي</a></strong><br>محررة</span></div><ul><li>بيانات</li><li><time datetime='2026-05-18'>18 مايو 2026"
    '</time></li><li>ضمن <a href="../category/agri/">زراعة</a></li><li>قراءة لمدة دقيقة</li></ul></nav>'
)
POSTCARD = (
    '<h2><span>18 May 2026</span></h2><ul><li>Author: <a href="/blog/author/maha.html">مها الراسي</a></li>'
    '<li>Language: <a href="/blog/language/ar.html">ar</a></li><li>Category: <a href="/blog/category/agri.html">زراعة'
    '</a></li><li>Tags: <a href="/blog/tag/olive.html">زيتون</a></li></ul>'
)
MENU = "<ul>" + "".join(f'<li><a href="/category/{n}/">باب {n}</a></li>' for n in "abcde") + "</ul>"
CARD = (
    '<li><a href="/n/{0}">المجلس يقر موازنة الطرق الزراعية</a> <time datetime="2026-05-1{0}">1{0} مايو 2026</time>'
    ' <a href="/author/samir/">سمير قدورة</a> <a href="/category/news/">محليات</a></li>'
)


@pytest.mark.parametrize("box", [f'<div class="sidebar">{FACTS}</div>', f'<aside class="sidebar">{POSTCARD}</aside>'])
def test_writer_and_section_of_the_box_beside_the_text(make_page: MakePage, box: str) -> None:
    for parts in ({"above": MENU + box}, {"below": f"<aside>{MENU}</aside>{box}<ul>{CARD.format(1)}</ul>"}):
        article = extract(make_page(**parts), "https://example.org/n/1")
        assert (article.authors, article.section) == (["مها الراسي"], "زراعة")


@pytest.mark.parametrize(
    "below",
    [
        f"<aside><ul>{CARD.format(1)}</ul></aside>",
        f"<aside><ul>{CARD.format(1)}{CARD.format(2)}</ul></aside>",
        f'<div class="comments">{POSTCARD}</div>',
        f"<aside>{POSTCARD}</aside><aside>{POSTCARD}</aside>",
        '<div><span>18 مايو 2026</span> <p class="comment-form-author"><label>الاسم *</label></p></div>',
        f"<nav><span>18 مايو 2026</span>{MENU}</nav>",
    ],
)
def test_cards_comments_and_menus_are_no_such_box(make_page: MakePage, below: str) -> None:
    article = extract(make_page(below=below), "https://example.org/n/1")
    assert (article.authors, article.section) == ([], None)
