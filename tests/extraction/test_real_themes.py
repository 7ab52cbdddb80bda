"""What themes of real publishing systems do, seen in November 2026; each page is cut down to the one thing."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from arnews_crawler import extract
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.loaders import load_article

HEADLINE = "بدء أعمال الصيانة في سوق الوادي"
TEXTS = (
    "بدأت أعمال الصيانة في سوق الوادي صباح اليوم، وقال رئيس البلدية إن المرحلة الأولى تنتهي قبل نهاية الشهر المقبل.",
    "ورحب التجار بالخطوة، وطالبوا بمواقف جديدة للسيارات قرب المدخل الشرقي، وبإنارة أفضل للممرات بعد الغروب.",
    "وتبلغ كلفة المشروع مليوني دينار، تدفع البلدية نصفها، وتتكفل بالباقي جمعية التجار على مدى ثلاثة أعوام.",
)
BODY = "\n\n".join(TEXTS)


def page(body: str, head: str = "", title: str = HEADLINE) -> bytes:
    return f"<html><head><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def paragraphs(texts: tuple[str, ...] = TEXTS) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def test_a_heading_s_percent_encoded_id_names_no_region() -> None:
    heading = '<h2 id="%D9%83%D9%84%D9%81%D8%A9-%D8%AD%AD">كلفة المشروع</h2>'
    html = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(TEXTS[:2])}{heading}<p>{TEXTS[2]}</p></article>")
    assert extract(html, "https://example.org/a").body.split("\n\n")[2] == "كلفة المشروع"


@pytest.mark.parametrize("sign", ["#", "¶", "§", "🔗"])
def test_a_heading_s_link_to_itself_is_no_text(sign: str) -> None:
    heading = f'<h2 id="x">كلفة المشروع <a class="anchor" href="#x">{sign}</a></h2>'
    html = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(TEXTS[:2])}{heading}<p>{TEXTS[2]}</p></article>")
    assert extract(html, "https://example.org/a").body.split("\n\n")[2] == "كلفة المشروع"


def test_cards_whose_link_wraps_their_heading_are_no_body() -> None:
    cards = "".join(
        f'<li><a href="/posts/{place}/"><img src="/p.jpg" alt=""><h4>افتتاح الجسر الجديد في {place} غدا</h4></a>'
        f"<p>يفتتح غدا الجسر الجديد في {place} بعد عامين من العمل، ويخدم سكان القرى المجاورة كلها.</p></li>"
        for place in ("السهل", "المرفأ", "القلعة")
    )
    html = page(f"<main><h1>{HEADLINE}</h1>{paragraphs()}<section><ul>{cards}</ul></section></main>")
    assert extract(html, "https://example.org/a").body == BODY


@pytest.mark.parametrize("line", ["→ السابق", "التالي ←", "المقال التالي", "Older post"])
def test_the_name_of_the_next_page_is_no_body(line: str) -> None:
    html = page(f"<main><h1>{HEADLINE}</h1>{paragraphs()}<ul><li>{line}</li></ul></main>")
    assert extract(html, "https://example.org/a").body == BODY


@pytest.mark.parametrize(
    "line", ["329 مشاهدة", "•2 دقائق قراءة", "(2 دقائق متبقية للقراءة)", "٣ تعليقات", "4 min read"]
)
def test_a_count_of_readers_or_minutes_is_no_body(line: str) -> None:
    html = page(f"<main><h1>{HEADLINE}</h1><div><span>{line}</span></div>{paragraphs()}</main>")
    assert extract(html, "https://example.org/a").body == BODY


def test_an_article_type_that_names_the_site_makes_a_tag_s_page_no_article() -> None:
    node = {"@type": "BlogPosting", "headline": "مرافئ البلدة", "publisher": {"name": "مرافئ البلدة"}}
    head = f'<script type="application/ld+json">{json.dumps(node)}</script>'
    html = page(f"<main><h1>أسواق</h1>{paragraphs()}</main>", head, "أسواق - مرافئ البلدة")
    with pytest.raises(NotAnArticle) as refused:
        extract(html, "https://example.org/tags/markets/")
    assert refused.value.code == "tag"


def test_a_title_s_class_gives_the_headline_where_no_heading_does() -> None:
    body = f'<div class="news-title">{HEADLINE}</div><div class="news-text">{paragraphs()}</div>'
    article = extract(page(body, title="مرافئ البلدة"), "https://example.org/a")
    assert (article.headline, article.body) == (HEADLINE, BODY)


def test_blocks_in_the_application_s_state_are_the_body_where_the_page_shows_its_beginning() -> None:
    texts = (*TEXTS, *(f"{text} وأضاف أن العمل يجري ليلا ونهارا." for text in TEXTS))
    blocks = [{"kind": "paragraph", "text": text, "caption": ""} for text in texts]
    state = json.dumps({"props": {"article": {"blocks": blocks}}}, ensure_ascii=False)
    script = f'<script id="__NEXT_DATA__" type="application/json">{state}</script>'
    html = page(f"<main><h1>{HEADLINE}</h1><p>{TEXTS[0]}</p><button>اقرأ المزيد</button></main>{script}")
    assert extract(html, "https://example.org/a").body == "\n\n".join(texts)


def test_an_article_body_is_taken_where_the_page_shows_nothing() -> None:
    node = {"@type": "NewsArticle", "headline": HEADLINE, "articleBody": TEXTS[0]}
    html = page('<div id="root"></div>', f'<script type="application/ld+json">{json.dumps(node)}</script>')
    assert extract(html, "https://example.org/a").body == TEXTS[0]


def test_nuxt_s_payload_is_read_where_the_page_shows_its_beginning() -> None:
    html_text = "".join(f"<p>{text}</p>" for text in TEXTS * 2)
    payload = [["ShallowReactive", 1], {"data": 2}, {"story": 3}, {"headline": 4, "html": 5}, HEADLINE, html_text]
    script = f'<script type="application/json" id="__NUXT_DATA__">{json.dumps(payload)}</script>'
    html = page(f"<main><h1>{HEADLINE}</h1><p>{TEXTS[0]}</p></main>{script}")
    assert extract(html, "https://example.org/a").body.startswith(BODY)


def test_a_post_behind_a_password_is_no_article() -> None:
    form = '<form method="post"><p>هذا المنشور محمي، أدخل كلمة المرور لقراءته.</p><input type="password"></form>'
    html = page(f"<article><h1>{HEADLINE}</h1>{form}</article>")
    with pytest.raises(NotAnArticle) as refused:
        extract(html, "https://example.org/a")
    assert refused.value.code == "paywall"


def test_a_log_in_form_beside_a_short_article_hides_nothing() -> None:
    form = '<form><label>الاسم</label><input type="text"><input type="password"></form>'
    html = page(f"<header>{form}</header><article><h1>{HEADLINE}</h1><p>{TEXTS[0]}</p></article>")
    assert extract(html, "https://example.org/a").body == TEXTS[0]


def test_a_heading_is_no_navigation_whatever_its_class() -> None:
    heading = '<h2 class="anchor anchorTargetStickyNavbar_SAay" id="x">كلفة المشروع</h2>'
    html = page(f"<article><h1>{HEADLINE}</h1>{paragraphs(TEXTS[:2])}{heading}<p>{TEXTS[2]}</p></article>")
    assert extract(html, "https://example.org/a").body.split("\n\n")[2] == "كلفة المشروع"


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="author"><span class="name">رجاء بلقاسم</span><span class="author-badge">Lv5</span></div>',
        '<ul><li class="post-copyright-author"><strong>مؤلف المقال: </strong>رجاء بلقاسم</li></ul>',
        '<div class="post__author">Author: <a class="fn" href="https://example.org/">رجاء بلقاسم</a></div>',
    ],
)
def test_a_writer_is_named_beside_badges_labels_and_links_home(byline: str) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1>{byline}{paragraphs()}</article>")
    assert extract(html, "https://example.org/a").authors == ["رجاء بلقاسم"]


def test_what_a_speaker_wrote_is_no_byline() -> None:
    said = '<p class="post-info">الحكم السابق أنس الحربي: كتب إلي 60 طالبا من جازان عن أوضاع الملعب</p>'
    html = page(f"<article><h1>{HEADLINE}</h1>{said}{paragraphs()}</article>")
    assert extract(html, "https://example.org/a").authors == []


@pytest.mark.parametrize(
    "line", ["مرافئ البلدة | محليات | رجاء بلقاسم | Wed 18 November 2026", "(2 دقائق متبقية للقراءة)"]
)
def test_a_description_that_tells_who_and_when_or_how_long_is_no_teaser(line: str) -> None:
    html = page(f"<article><h1>{HEADLINE}</h1>{paragraphs()}</article>", f'<meta name="description" content="{line}">')
    hints = PageHints(traits=SiteTraits(pages=9))
    assert load_article(parse_document(html, "https://example.org/a"), hints).teaser is None


def test_an_age_in_two_parts_behind_a_byline_counts_both() -> None:
    line = "<h6>Posted by: رجاء بلقاسم 6 days, 2 hours ago</h6>"
    html = page(f"<article><h1>{HEADLINE}</h1>{line}{paragraphs()}</article>")
    hints = PageHints(fetched_at=datetime(2026, 11, 24, 12, tzinfo=UTC))
    article = load_article(parse_document(html, "https://example.org/a"), hints)
    assert (article.published_at or "")[:10] == "2026-11-18"
