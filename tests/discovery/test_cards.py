"""What the cards of a listing say."""

from __future__ import annotations

import lxml.html
import pytest

from arnews_crawler.discovery.cards import MAX_CARDS, read_cards

BASE = "https://example.org/news/"
TEASER = "يفتح المعرض أبوابه للزوار في الربيع"


def teasers_of(html: str) -> dict[str, str | None]:
    tree = lxml.html.document_fromstring(html)
    before = lxml.html.tostring(tree)
    cards = {card.url.removeprefix("https://example.org"): card.teaser for card in read_cards(tree, BASE)}
    assert lxml.html.tostring(tree) == before
    return cards


def test_cards_tell_headline_and_teaser_where_both_are_clear() -> None:
    html = """<article><h3><a href="/a">عنوان أول</a></h3><p>هذا نص المقدمة كما تطبعه القائمة</p></article>
      <article><a href="/b"><h3>عنوان ثان</h3></a><p>قصير</p></article>
      <div><h2><a href="/c">ثالث</a></h2><h2><a href="/d">رابع</a></h2><p>نص لا يعرف أحد لأيهما هو</p></div>
      <h2>قسم</h2><h2><a href="/e">1</a><a href="/f">2</a></h2><h3><a href="http://[">x</a></h3>"""
    cards = {card.url: (card.headline, card.teaser) for card in read_cards(lxml.html.document_fromstring(html), BASE)}
    assert cards == {
        "https://example.org/a": ("عنوان أول", "هذا نص المقدمة كما تطبعه القائمة"),
        "https://example.org/b": ("عنوان ثان", None),
        "https://example.org/c": ("ثالث", None),
        "https://example.org/d": ("رابع", None),
    }


@pytest.mark.parametrize(
    "card",
    [
        f'<article><header><h2><a href="/a">عنوان</a></h2></header><div><p>{TEASER}</p></div></article>',
        f"""<article><a href="/a"><div><header><h2>عنوان</h2></header>
        <div class="excerpt">{TEASER}</div></div></a></article>""",
        f'<li><div class="title"><h3><a href="/a">عنوان</a></h3></div><span class="desc">{TEASER}</span></li>',
        f"""<article><h2><a href="/a">عنوان</a></h2><p>{TEASER} <a class="more-link" href="/a">متابعة قراءة
        <span class="screen-reader-text">عنوان</span></a></p></article>""",
        f"""<article><h2><a href="/a">عنوان</a></h2><p>{TEASER} [...]</p>
        <p><a class="btn read-more-link" href="/a">اقرأ المزيد...</a></p></article>""",
        f"""<article><h2><a href="/a">عنوان</a></h2><p class="post-meta">كتبت ليلى سعيد من المدينة القديمة</p>
        <p>الثلاثاء، 24 نوفمبر 2026 في 4:17 م</p><p>{TEASER}</p>
        <figure><figcaption>صورة من أرشيف الصحيفة القديم</figcaption></figure>
        <footer><p>نشرت في قسم الثقافة قبل يومين</p></footer></article>""",
    ],
)
def test_the_teaser_is_the_one_text_beside_the_heading(card: str) -> None:
    other = '<article><h2><a href="/b">عنوان آخر</a></h2></article>'
    assert teasers_of(f"<body><div>{card}{other}</div></body>") == {"/a": TEASER, "/b": None}


@pytest.mark.parametrize(
    "card",
    [
        f'<article><h2><a href="/a">عنوان</a></h2><p>{TEASER}.</p><p>وهذا نص الخبر كما تطبعه الصفحة كله.</p></article>',
        f'<article><h2><a href="/a">عنوان</a></h2><p>{TEASER * 40}</p></article>',
        f'<article><h2><a href="/a">عنوان</a></h2><ul><li><p>{TEASER}</p></li></ul></article>',
        f'<article><h2><a href="/a">{TEASER}</a></h2><p>{TEASER}</p></article>',
    ],
)
def test_a_text_that_is_no_teaser_is_none(card: str) -> None:
    assert teasers_of(f"<body>{card}</body>") == {"/a": None}


def test_a_page_of_very_many_cards_is_read_to_a_bound() -> None:
    html = "".join(f'<div><h3><a href="/{n}">عنوان</a></h3></div>' for n in range(MAX_CARDS + 50))
    assert len(teasers_of(html)) == MAX_CARDS
