"""Listings that print whole texts, or a single card: what leads to the articles is no article itself."""

from __future__ import annotations

import pytest

from arnews_crawler import extract
from arnews_crawler.extraction.errors import NotAnArticle

PLACES = ("الوادي", "السهل", "المرفأ", "القلعة")
TEXT = (
    "بدأت أعمال الصيانة في {place} صباح اليوم، وقال رئيس البلدية إن المرحلة الأولى تنتهي قبل نهاية الشهر المقبل. " * 5
)


def card(place: str, number: int, text: str = TEXT) -> str:
    return (
        f'<div class="post"><h2><a href="/stories/{number}">بدء أعمال الصيانة في {place} اليوم</a></h2>'
        f'<p>{text.format(place=place)}</p><p><a href="/stories/{number}">تابع القراءة</a></p></div>'
    )


def page(body: str, *, title: str = "أخبار البلدة", head: str = "") -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def refusal(html: bytes, url: str) -> str:
    with pytest.raises(NotAnArticle) as refused:
        extract(html, url)
    return refused.value.code


def test_headings_that_each_lead_to_another_page_are_a_listing_however_long_its_texts() -> None:
    cards = "".join(card(place, number, 3 * TEXT) for number, place in enumerate(PLACES))
    assert refusal(page(cards), "https://example.org/blog/") == "listing"


def test_one_card_whose_headline_leads_away_is_a_listing() -> None:
    assert refusal(page(card("الوادي", 1)), "https://example.org/local") == "listing"


def test_a_headline_that_links_to_its_own_page_is_no_listing() -> None:
    assert "الصيانة" in extract(page(card("الوادي", 1)), "https://example.org/stories/1").body


def test_a_headline_that_links_to_the_canonical_address_is_no_listing() -> None:
    head = '<link rel="canonical" href="https://example.org/stories/1">'
    assert "الصيانة" in extract(page(card("الوادي", 1), head=head), "https://example.org/?p=1").body


@pytest.mark.parametrize("path", ["/2026/", "/2026/11/", "/ar/2026/11/20", "/index3.html"])
def test_an_archive_s_address_with_a_short_text_is_a_listing(path: str) -> None:
    body = f"<h1>مقالات تشرين الثاني</h1><p>{TEXT.format(place='الوادي')[:200]}</p>"
    assert refusal(page(body), f"https://example.org{path}") == "listing"


def test_a_page_about_the_site_is_none_although_its_system_calls_every_page_an_article() -> None:
    head = '<meta property="og:type" content="article">'
    body = "<h1>من نحن</h1><p>نحن فريق صغير من أبناء البلدة نكتب عن أحوالها كل يوم، ويسعدنا أن نسمع آراءكم.</p>"
    assert refusal(page(body, title="من نحن", head=head), "https://example.org/about/") == "service_page"


def test_a_class_that_a_theme_gives_every_page_makes_no_article_a_front_page() -> None:
    head = '<meta property="og:type" content="article">'
    body = f"<h1>بدء أعمال الصيانة في الوادي</h1><p>{TEXT.format(place='الوادي')[:180]}.</p>"
    html = page(body, head=head).replace(b"<body>", b'<body id="index" class="home">')
    assert "الوادي" in extract(html, "https://example.org/stories/1").body


def test_the_only_card_of_a_tag_is_a_listing_although_nothing_names_a_heading() -> None:
    link = '<a href="/story/9"><div>بدء أعمال الصيانة في سوق الوادي اليوم</div></a>'
    excerpt = f"<div>{TEXT.format(place='الوادي')[:150]}…</div><div>منذ 3 ساعات</div>"
    body = f"<div><div>أسواق</div><div>{link}{excerpt}</div></div>"
    assert refusal(page(body, title="أسواق"), "https://example.org/t/markets") == "listing"


def test_a_line_of_who_and_when_that_all_cards_repeat_is_no_headline() -> None:
    cards = "".join(
        f'<div class="post"><h2><a href="/blog/{number}/">بدء الأعمال في {place}</a></h2>'
        f'<p class="meta">written by on 2026-11-24</p><p>{3 * TEXT.format(place=place)}</p></div>'
        for number, place in enumerate(PLACES)
    )
    assert refusal(page(cards, title="Blog"), "https://example.org/blog/") == "listing"
