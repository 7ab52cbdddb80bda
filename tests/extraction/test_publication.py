"""Dates: the article's own, in the clock that the reader sees; never a sidebar's, a comment's or a copyright's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.loaders import extract, load_article
from tests.extraction.dated_pages import linked, load, meta

MakePage = Callable[..., bytes]


@pytest.mark.parametrize(
    "part",
    [
        {"head": linked(datePublished="2026-05-12T14:30:05+03:00")},
        {"head": meta("article:published_time", "2026-05-12T14:30:05+03:00")},
        {"head": '<meta name="pubdate" content="Tue, 12 May 2026 14:30:05 +0300">'},
        {"between": '<time datetime="2026-05-12T14:30:05+03:00">الثلاثاء</time>'},
        {"between": '<meta itemprop="datePublished" content="2026-05-12T14:30:05+03:00">'},
        {"below": '<div><span itemprop="datePublished" content="2026-05-12T14:30:05+03:00"></span></div>'},
        {"head": linked(**{"@type": "WebPage", "datePublished": "2026-05-12T14:30:05+03:00"})},
    ],
    ids=["json_ld", "meta", "rfc_2822", "time", "microdata_meta", "microdata_below", "web_page"],
)
def test_a_machine_readable_date_is_read_to_the_second(make_page: MakePage, part: dict[str, str]) -> None:
    article = load(make_page(**part))
    assert article.published_at == "2026-05-12T14:30:05+03:00"
    assert article.published_precision == "second"
    assert article.published_raw
    assert "published_at" in article.evidence


@pytest.mark.parametrize(
    "line",
    [
        "12 مايو 2026",
        "١٢ أيار ٢٠٢٦",
        "نشر في: 12 ماي 2026",
        "الثلاثاء 12 أيار/مايو 2026",
        "12/05/2026",
        "2026-05-12",
        "الثلاثاء 25 ذو القعدة 1447هـ الموافق 12 مايو 2026م",
        "بقلم سمير قدورة | 12 مايو 2026",
    ],
)
@pytest.mark.parametrize(
    "markup", ["<p>{}</p>", '<div class="x">{}</div>', '<span class="date">{}</span>', "<time>{}</time>"]
)
def test_a_visible_day_is_read(make_page: MakePage, line: str, markup: str) -> None:
    article = load(make_page(between=markup.format(line)))
    assert article.published_at == "2026-05-12T00:00:00+00:00"
    assert article.published_precision == "day"


@pytest.mark.parametrize("place", ["above", "below", "inside"])
def test_a_visible_date_may_stand_around_the_article(make_page: MakePage, place: str) -> None:
    html = make_page(**{place: '<div class="post-date">نشر بتاريخ 12 مايو 2026</div>'})
    assert load(html).published_at == "2026-05-12T00:00:00+00:00"


def test_relative_dates_count_from_the_fetch(make_page: MakePage) -> None:
    article = load(make_page(between="<span class=date>قبل 3 ساعات</span>"))
    assert article.published_at == "2026-05-20T09:00:00+00:00"
    assert load(make_page(between="<span class=date>منذ يومين</span>")).published_at == "2026-05-18T00:00:00+00:00"
    html = make_page(between="<span class=date>قبل 3 ساعات</span>")
    assert load_article(parse_document(html)).published_at is None


# --- no date ---


@pytest.mark.parametrize(
    "part",
    [
        {"below": "<footer><p>جميع الحقوق محفوظة © 2019 منارة الوادي</p></footer>"},
        {"below": "<footer><p>آخر تحديث للموقع 12 مايو 2026</p></footer>"},
        {
            "below": (
                '<aside><h3>الأكثر قراءة</h3><div><a href="/2">خبر آخر من الوادي</a><time>12 مايو '
                "2026</time></div></aside>"
            )
        },
        {"below": '<div class="related"><a href="/2">خبر آخر من الوادي</a><span>12 مايو 2026</span></div>'},
        {
            "below": (
                '<div class="comments"><h3>تعليقان</h3><p>أحسنتم</p><time datetime="2026-05-13">13 '
                "مايو 2026</time></div>"
            )
        },
        {"above": '<aside class="sidebar"><p><a href="/2">خبر</a> 12 مايو 2026</p></aside>'},
        {"above": '<nav><span class="date">الأربعاء 20 مايو 2026</span></nav>'},
        {"above": '<div class="ticker"><a href="/3">عاجل من الوادي</a><time>20 مايو 2026</time></div>'},
    ],
    ids=["copyright", "footer", "sidebar", "related", "comments", "sidebar_above", "today", "ticker"],
)
def test_a_date_of_something_else_is_no_date(make_page: MakePage, part: dict[str, str]) -> None:
    article = load(make_page(**part))
    assert article.published_at is None
    assert (article.published_raw, article.published_precision) == (None, None)


def test_todays_date_in_the_top_bar_loses_to_the_articles_own(make_page: MakePage) -> None:
    top = '<div class="top"><span>الأربعاء 20 مايو 2026</span></div>'
    html = make_page(above=top, between="<div>الثلاثاء 12 مايو 2026</div>")
    assert load(html).published_at == "2026-05-12T00:00:00+00:00"


def test_a_year_in_the_text_is_no_date(make_page: MakePage) -> None:
    texts = [("في 3 مارس 2011 افتتحت المعصرة القديمة، ثم أغلقت بعد عام واحد لأسباب لا يعرفها أحد من أهل القرية.")] * 3
    assert load(make_page(paragraphs=[f"{text} ({n})" for n, text in enumerate(texts)])).published_at is None


@pytest.mark.parametrize("raw", ["2099-01-01", "1970-01-01T00:00:00Z", "0000-00-00", "soon", "{{date}}", "NaN", ""])
def test_a_date_that_cannot_be_is_refused(make_page: MakePage, raw: str) -> None:
    article = load(make_page(head=meta("article:published_time", raw) + linked(datePublished=raw)))
    assert article.published_at is None
    if raw:
        assert "date_refused" in article.warnings


def test_a_refused_date_leaves_the_field_to_the_next_source(make_page: MakePage) -> None:
    html = make_page(head=linked(datePublished="1970-01-01"), between="<span>12 مايو 2026</span>")
    assert load(html).published_at == "2026-05-12T00:00:00+00:00"


# --- clocks ---


def test_utc_is_put_into_the_clock_of_the_visible_day(make_page: MakePage) -> None:
    """Stored as 22:30 UTC of the 11th, printed as the 12th."""
    head = meta("article:published_time", "2026-05-11T22:30:00+00:00")
    article = load(make_page(head=head, between='<span class="date">12 مايو 2026</span>'))
    assert article.published_at == "2026-05-12T01:30:00+03:00"


@pytest.mark.parametrize(
    ("shown", "offset"), [("14:30", "+03:00"), ("13:30", "+02:00"), ("15:30", "+04:00"), ("12:30", "+01:00")]
)
def test_the_offset_is_the_one_under_which_both_say_the_same(make_page: MakePage, shown: str, offset: str) -> None:
    head = meta("article:published_time", "2026-05-12T11:30:00Z")
    article = load(make_page(head=head, between=f'<span class="date">12 مايو 2026 {shown}</span>'))
    assert article.published_at == f"2026-05-12T{shown}:00{offset}"


@pytest.mark.parametrize("digits", ["٢٠٢٦-٠٥-١٢", "۲۰۲۶-۰۵-۱۲", "2026-05-12"])
def test_a_time_element_in_other_digits_tells_the_clock(make_page: MakePage, digits: str) -> None:
    head = meta("article:published_time", "2026-05-11T22:30:00+00:00")
    article = load(make_page(head=head, between=f'<time datetime="{digits}">الثلاثاء</time>'))
    assert article.published_at == "2026-05-12T01:30:00+03:00"
    alone = load(make_page(between=f'<time datetime="{digits}">الثلاثاء</time>'))
    assert (alone.published_at, alone.published_precision) == ("2026-05-12T00:00:00+00:00", "day")


def test_a_clock_behind_greenwich_is_found_too(make_page: MakePage) -> None:
    head = meta("article:published_time", "2026-05-13T02:41:41+00:00")
    article = load(make_page(head=head, between="<p>Posted on May 12, 2026</p>"))
    assert article.published_at == "2026-05-12T21:41:41-05:00"


@pytest.mark.parametrize("stamp", ["2026-05-12T22:30:00Z", "2026-05-12T22:30:00+00:00"])
@pytest.mark.parametrize("line", ["12 مايو 2026", "12 مايو 2026 22:30"])
def test_local_time_written_as_utc_is_known_by_the_printed_line(make_page: MakePage, stamp: str, line: str) -> None:
    html = make_page(head=meta("article:published_time", stamp), between=f"<span class=date>{line}</span>")
    assert load(html, time_zone=ZoneInfo("Asia/Baghdad")).published_at == "2026-05-12T22:30:00+03:00"


def test_a_time_without_zone_may_be_utc(make_page: MakePage) -> None:
    head = meta("article:published_time", "2026-05-11T22:30:00")
    html = make_page(head=head, between="<span class=date>12 مايو 2026</span>")
    assert load(html, time_zone=ZoneInfo("Asia/Baghdad")).published_at == "2026-05-12T01:30:00+03:00"
    html = make_page(head=head, between="<span class=date>11 مايو 2026</span>")
    assert load(html, time_zone=ZoneInfo("Asia/Baghdad")).published_at == "2026-05-11T22:30:00+03:00"


def test_a_visible_date_that_contradicts_changes_nothing(make_page: MakePage) -> None:
    head = meta("article:published_time", "2026-05-02T11:30:00+03:00")
    article = load(make_page(head=head, between='<span class="date">12 مايو 2026</span>'))
    assert article.published_at == "2026-05-02T11:30:00+03:00"


def test_the_sites_zone_is_for_times_without_one(make_page: MakePage) -> None:
    html = make_page(between='<span class="date">12 مايو 2026 14:30</span>')
    assert load(html, time_zone=ZoneInfo("Asia/Baghdad")).published_at == "2026-05-12T14:30:00+03:00"
    html = make_page(head=meta("article:published_time", "2026-05-12T11:30:00Z"))
    assert load(html, time_zone=ZoneInfo("Asia/Baghdad")).published_at == "2026-05-12T14:30:00+03:00"


def test_the_sites_order_of_numbers_is_obeyed(make_page: MakePage) -> None:
    html = make_page(between='<span class="date">05/04/2026</span>')
    assert load(html).published_at == "2026-04-05T00:00:00+00:00"
    assert load(html, day_first=False).published_at == "2026-05-04T00:00:00+00:00"


# --- published and modified ---


def test_published_and_modified_are_told_apart(make_page: MakePage) -> None:
    pairs = {
        "json_ld": {
            "head": linked(datePublished="2026-05-12T10:00:00+03:00", dateModified="2026-05-13T09:15:00+03:00")
        },
        "meta": {
            "head": meta("article:modified_time", "2026-05-13T09:15:00+03:00")
            + meta("article:published_time", "2026-05-12T10:00:00+03:00")
        },
        "visible": {
            "between": '<p>آخر تحديث: <time datetime="2026-05-13T09:15:00+03:00">الأربعاء</time></p>'
            '<p>نشر: <time datetime="2026-05-12T10:00:00+03:00">الثلاثاء</time></p>'
        },
    }
    for name, part in pairs.items():
        article = load(make_page(**part))
        assert article.published_at == "2026-05-12T10:00:00+03:00", name
        assert article.modified_at == "2026-05-13T09:15:00+03:00", name


def test_an_update_at_the_time_of_publication_is_none(make_page: MakePage) -> None:
    head = linked(datePublished="2026-05-12T10:00:00+03:00", dateModified="2026-05-12T10:00:00+03:00")
    assert load(make_page(head=head)).modified_at is None


def test_an_update_long_before_publication_is_not_believed(make_page: MakePage) -> None:
    head = linked(datePublished="2026-05-12T10:00:00+03:00", dateModified="2020-01-01T10:00:00+03:00")
    assert load(make_page(head=head)).modified_at is None


def test_a_visible_update_alone_is_no_publication(make_page: MakePage) -> None:
    article = load(make_page(between='<p class="date">آخر تحديث: 13 مايو 2026</p>'))
    assert (article.published_at, article.modified_at) == (None, "2026-05-13T00:00:00+00:00")


def test_a_change_never_comes_before_publication(make_page: MakePage) -> None:
    for changed in ("2026-05-12T07:00:00+03:00", "2026-05-12", "2026-05-11"):
        head = linked(datePublished="2026-05-12T10:00:00+03:00", dateModified=changed)
        assert load(make_page(head=head)).modified_at is None, changed
    head = linked(datePublished="2026-05-12T10:00:00+03:00", dateModified="2026-05-12T07:00:00+03:00")
    html = make_page(head=head, between="<p>آخر تحديث: 14 مايو 2026</p>")
    assert load(html).modified_at == "2026-05-14T00:00:00+00:00"


@pytest.mark.parametrize(
    ("lines", "published", "modified"),
    [
        ("<p>نشر 12 مايو 2026 | تحديث 13 مايو 2026</p>", "2026-05-12", "2026-05-13"),
        ("<p>Updated 13 May 2026, published 12 May 2026</p>", "2026-05-12", "2026-05-13"),
        ("<p>12 مايو 2026 (آخر تحديث: 13 مايو 2026)</p>", "2026-05-12", "2026-05-13"),
        ("<p>Updated 13 May 2026</p><p>12 May 2026</p>", "2026-05-12", "2026-05-13"),
        ("<p>آخر تحديث:</p><p>13 مايو 2026</p>", None, "2026-05-13"),
        ("<p>Mis à jour le 13 mai 2026</p>", None, "2026-05-13"),
        ('<time class="entry-date published updated" datetime="2026-05-12">الثلاثاء</time>', "2026-05-12", None),
        ('<time class="updated" datetime="2026-05-13">الأربعاء</time>', None, "2026-05-13"),
        ('<div class="field-name-changed"><time datetime="2026-05-13">الأربعاء</time></div>', None, "2026-05-13"),
    ],
)
def test_each_date_has_its_own_label(
    make_page: MakePage, lines: str, published: str | None, modified: str | None
) -> None:
    article = load(make_page(between=lines))
    assert (article.published_at or "")[:10] == (published or "")
    assert (article.modified_at or "")[:10] == (modified or "")


# --- what is known from elsewhere ---


def test_the_feeds_date_is_taken_where_the_page_has_none(make_page: MakePage) -> None:
    article = load(make_page(), published="2026-05-12T10:00:00+03:00", published_from="feed")
    assert article.published_at == "2026-05-12T10:00:00+03:00"
    assert article.evidence["published_at"].startswith("feed")


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2026/05/12/zaytoun", "2026-05-12"),
        ("https://example.org/news/2026-05-12/zaytoun", "2026-05-12"),
        ("https://example.org/2026/05/zaytoun", None),
        ("https://example.org/news/20260512", None),
        ("https://example.org/1960/13/45/x", None),
    ],
)
def test_the_address_names_the_day_at_last(make_page: MakePage, url: str, day: str | None) -> None:
    assert load(make_page(), url).published_at == (f"{day}T00:00:00+00:00" if day else None)
    html = make_page(head=linked(datePublished="2026-05-11T10:00:00+03:00"))
    assert load(html, url).published_at == "2026-05-11T10:00:00+03:00"


def test_extract_counts_relative_dates_from_now(make_page: MakePage) -> None:
    found = extract(make_page(between='<span class="date">قبل دقيقتين</span>')).published_at
    assert found is not None
    assert abs((datetime.now(UTC) - datetime.fromisoformat(found)).total_seconds()) < 300
