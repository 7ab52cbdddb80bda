"""Of several dates on a page, the one that is the article's publication."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.extraction.dated_pages import linked, load, meta

MakePage = Callable[..., bytes]


def test_a_publication_stamped_with_the_change_gives_way_to_the_labelled_line(make_page: MakePage) -> None:
    lines = "<div>Published Apr 26, 2023</div><div>Updated Aug 21, 2025</div>"
    article = load(make_page(head=linked(datePublished="Aug 21, 2025", dateModified="Aug 20, 2025"), between=lines))
    assert (article.published_at, article.modified_at) == ("2023-04-26T00:00:00+00:00", "2025-08-20T00:00:00+00:00")


def test_a_date_alone_under_the_headline_is_older_than_the_day_of_a_move(make_page: MakePage) -> None:
    head = meta("article:published_time", "2024-08-07T12:01:51Z")
    article = load(make_page(head=head, between="<div>30 ديسمبر 2013</div>"))
    assert article.published_at == "2013-12-30T00:00:00+00:00"
    prose = "<p>قال الوزير في بيان صدر يوم 30 ديسمبر 2013 إن العمل بدأ</p>"
    assert str(load(make_page(head=head, between=prose)).published_at).startswith("2024-08-07")


def test_of_two_stamps_the_one_that_the_page_shows_is_taken(make_page: MakePage) -> None:
    head = linked(datePublished="2020-01-01T10:00:00Z") + meta("article:published_time", "2026-05-12T10:00:00Z")
    html = make_page(head=head, between="<span class=date>12 مايو 2026</span>")
    assert load(html).published_at == "2026-05-12T10:00:00+00:00"
    assert str(load(make_page(head=head), "https://example.org/2026/05/12/x").published_at).startswith("2026-05-12")
    assert str(load(make_page(head=head)).published_at).startswith("2020-01-01")


@pytest.mark.parametrize(
    ("part", "hints"),
    [
        ({"between": "<div>12 مايو 2026 - 14:30</div>"}, {}),
        ({}, {"published": "2026-05-12T14:30:00+00:00", "published_from": "feed"}),
        ({"head": meta("article:published_time", "2026-05-12T14:30:00+00:00")}, {}),
    ],
    ids=["line", "feed", "meta"],
)
def test_a_day_gets_its_time_from_who_knows_it(
    make_page: MakePage, part: dict[str, str], hints: dict[str, str]
) -> None:
    head = linked(datePublished="2026-05-12") + part.get("head", "")
    article = load(make_page(**{**part, "head": head}), **hints)
    assert article.published_at == "2026-05-12T14:30:00+00:00"
    assert article.published_precision in ("minute", "second")
    other = load(make_page(head=linked(datePublished="2026-05-02"), **{k: v for k, v in part.items() if k != "head"}))
    assert (other.published_at, other.published_precision) == ("2026-05-02T00:00:00+00:00", "day")


@pytest.mark.parametrize(
    "line",
    [
        "صالح حتى 12 مايو 2026",
        "آخر موعد للتقديم: 12 مايو 2026",
        "This estimate is valid through 12 May 2026",
        "Received 12 May 2026",
        "عضو منذ 12 مايو 2026",
        "© 12 مايو 2026",
        "المباراة: 12 أغسطس 2026",
    ],
)
def test_a_deadline_or_a_day_to_come_is_no_publication(make_page: MakePage, line: str) -> None:
    assert load(make_page(between=f"<p>{line}</p>")).published_at is None


@pytest.mark.parametrize(
    "line", ["كتب: صالح درويش 12 مايو 2026", "وزارة العدل - 12 مايو 2026", "عادل حقي | 12 مايو 2026"]
)
def test_a_name_is_no_label(make_page: MakePage, line: str) -> None:
    assert load(make_page(between=f"<p>{line}</p>")).published_at == "2026-05-12T00:00:00+00:00"


def test_dates_of_cards_are_no_publication(make_page: MakePage) -> None:
    cards = "".join(
        f'<div><span class="date">{day} مايو 2026</span><h3><a href="/n/{day}">خبر رقم {day} من الوادي</a></h3></div>'
        for day in (10, 11)
    )
    assert load(make_page(between=f"<div>{cards}</div>")).published_at is None


@pytest.mark.parametrize(
    "box", ["<aside><time>12 مايو 2026</time></aside>", "<aside><p>الثلاثاء 12 مايو 2026</p></aside>"]
)
def test_a_small_box_of_the_articles_own_facts_may_be_an_aside(make_page: MakePage, box: str) -> None:
    assert load(make_page(between=box)).published_at == "2026-05-12T00:00:00+00:00"
    linked_box = box.replace("</aside>", '<a href="/2">خبر آخر من الوادي</a></aside>')
    assert load(make_page(between=linked_box)).published_at is None


def test_a_date_between_the_standfirst_and_the_text_is_found(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    standfirst = "<h2>عام من الانتظار ينتهي قبل المطر بأسبوع واحد كما تمنى أهل القرية</h2>"
    for line in (
        "<div>سمير قدورة</div><div>12 مايو 2026</div>",
        '<figure><img src="a.jpg"></figure><time>12 مايو 2026</time>',
    ):
        article = load(make_page(between=standfirst + line))
        assert article.published_at == "2026-05-12T00:00:00+00:00", line


def test_a_date_behind_tags_and_share_links_is_still_the_articles(make_page: MakePage) -> None:
    tags = '<ul class="tags"><li><a href="/t/1">زيتون</a></li><li><a href="/t/2">قطاف</a></li></ul>'
    share = '<ul class="share"><li><a href="/f">فيسبوك</a></li><li><a href="/w">واتساب</a></li></ul>'
    html = make_page(below=f"{tags}{share}<p>نشر في 12 مايو 2026</p>")
    assert load(html).published_at == "2026-05-12T00:00:00+00:00"
    other = '<h3>اقرأ أيضا</h3><p><a href="/2">خبر آخر من الوادي الغربي</a></p><p>12 مايو 2026</p>'
    assert load(make_page(below=tags + other)).published_at is None


def test_an_age_behind_the_body_is_an_embedded_posts_unless_it_says_published(make_page: MakePage) -> None:
    for line in ("منذ 3 ساعات", "@madina_now", "2h ago"):
        assert load(make_page(below=f"<div><p>شكرا لكل من شارك</p><p>{line}</p></div>")).published_at is None, line
    html = make_page(below="<div><p>نشر قبل 3 ساعات</p></div>")
    assert load(html).published_at == "2026-05-20T09:00:00+00:00"


@pytest.mark.parametrize(
    "element",
    [
        '<time datetime="2026-05-12T14:30:00Z"></time>',
        '<relative-time datetime="2026-05-12T14:30:00Z">May 12</relative-time>',
        '<span data-timestamp="1778596200"></span>',
        '<span class="date" data-time="1778596200000">--</span>',
    ],
)
def test_a_date_for_a_script_to_print_is_read(make_page: MakePage, element: str) -> None:
    assert load(make_page(between=f"<div>{element}</div>")).published_at == "2026-05-12T14:30:00+00:00"


@pytest.mark.parametrize(
    ("lang", "line", "url", "day"),
    [
        ("en-US", "05/04/2026", "", "2026-05-04"),
        ("en-GB", "05/04/2026", "", "2026-04-05"),
        ("en", "05/04/2026", "https://example.com/n", "2026-05-04"),
        ("en", "05/04/2026", "https://example.co.uk/n", "2026-04-05"),
        ("en", "05/04/2026", "https://example.com/2026/04/05/n", "2026-04-05"),
        ("en", "05/04/2026", "https://example.com/2026/april/05/n", "2026-04-05"),
        ("fr", "05/04/2026", "https://example.com/n", "2026-04-05"),
    ],
)
def test_the_order_of_numbers_is_that_of_the_pages_country(lang: str, line: str, url: str, day: str) -> None:
    text = "The farmers of the western valley have finished their olive harvest a week before the usual date. "
    body = "".join(f"<p>{text * 2}({n})</p>" for n in range(4))
    article = f"<article><h1>Olive harvest ends early</h1><p>{line}</p>{body}</article>"
    html = f'<html lang="{lang}"><body>{article}</body></html>'
    assert str(load(html.encode(), url).published_at)[:10] == day


def test_a_template_that_calls_an_arabic_page_american_changes_no_order(make_page: MakePage) -> None:
    html = make_page(between="<p>05/04/2026</p>").replace(b'lang="ar"', b'lang="en-US"')
    assert load(html).published_at == "2026-04-05T00:00:00+00:00"


def test_an_age_behind_the_section_s_link_is_the_article_s(make_page: MakePage) -> None:
    line = '<div class="meta"><a href="/section/culture/">ثقافة</a> منذ 3 أيام</div>'
    assert load(make_page(between=line)).published_at == "2026-05-17T00:00:00+00:00"


def test_a_date_in_the_article_s_box_beside_the_text_is_its_own(make_page: MakePage) -> None:
    facts = (
        '<nav class="sidebar"><ul><li><a href="/author/1/">رجاء بلقاسم</a></li>'
        '<li><time datetime="2026-05-11">11 أيار 2026</time></li>'
        '<li>ضمن <a href="/category/local/">محليات</a></li></ul></nav>'
    )
    assert load(make_page(below=facts)).published_at == "2026-05-11T00:00:00+00:00"


def test_the_printed_day_tells_the_clock_of_a_stamp_in_utc(make_page: MakePage) -> None:
    line = '<p class="meta"><time datetime="2026-05-12T23:20:00.000Z">13 مايو 2026</time></p>'
    assert load(make_page(between=line)).published_at == "2026-05-13T02:20:00+03:00"
