"""The teaser: the newsroom's own, the body's cut beginning as printed, or none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.teaser import is_cut_beginning
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]
OWN = "التعاونية تتحدث عن محصول قياسي في الوادي، وصغار المزارعين يسألون عن أجور النقل"


def described(text: str, *, name: str = 'property="og:description"') -> str:
    return f'<meta {name} content="{text}">'


@pytest.mark.parametrize(
    "markup",
    [
        '<p class="excerpt">{}</p>',
        '<div class="lead">{}</div>',
        '<h2 class="subtitle">{}</h2>',
        "<h2>{}</h2>",
        '<p class="standfirst"><strong>{}</strong></p>',
        '<p itemprop="description">{}</p>',
        '<div class="post-excerpt"><p>{}</p></div>',
    ],
)
def test_a_teaser_between_headline_and_body_is_found_and_is_no_body(
    make_page: MakePage, paragraphs: tuple[str, ...], markup: str
) -> None:
    article = extract(make_page(between=markup.format(OWN)))
    assert article.teaser == OWN
    assert article.body == "\n\n".join(paragraphs)
    assert "teaser" in article.evidence
    assert "teaser_is_excerpt" not in article.warnings


@pytest.mark.parametrize("name", ['property="og:description"', 'name="description"', 'name="twitter:description"'])
def test_a_description_of_its_own_is_the_teaser(make_page: MakePage, name: str) -> None:
    assert extract(make_page(head=described(OWN, name=name))).teaser == OWN


@pytest.mark.parametrize(
    "slogan",
    [
        "بوابتك إلى الخبر الموثوق على مدار الساعة",
        "موقع إخباري مستقل يهتم بالشأن المحلي والعربي والدولي",
        "أخبار، تحليلات، صور وفيديو",
        "Just another WordPress site",
        "منارة الوادي - موقع إخباري شامل يهتم بأخبار الوادي",
        "مزارعو الوادي ينهون موسم الزيتون قبل المطر",
        "",
    ],
)
def test_a_slogan_or_the_headline_is_no_teaser(make_page: MakePage, slogan: str) -> None:
    head = described(slogan) + '<meta property="og:site_name" content="منارة الوادي">'
    assert extract(make_page(head=head)).teaser is None


@pytest.mark.parametrize("dots", ["", "...", "…", " [...]", " [&hellip;]", "... اقرأ المزيد", "…&nbsp;»"])
def test_a_description_that_is_the_bodys_beginning_is_no_teaser(
    make_page: MakePage, paragraphs: tuple[str, ...], dots: str
) -> None:
    assert extract(make_page(head=described(paragraphs[0][:80] + dots))).teaser is None
    assert extract(make_page(head=described(" ".join(paragraphs)[:150] + dots))).teaser is None


@pytest.mark.parametrize("dots", ["...", "…", " ...", "[...]", " […]"])
def test_a_printed_cut_beginning_is_kept_as_printed(
    make_page: MakePage, paragraphs: tuple[str, ...], dots: str
) -> None:
    printed = paragraphs[0][:70] + dots
    for place in (
        f"<p>{printed}</p>",
        f'<p class="excerpt">{printed}</p>',
        f"<div>{printed}</div>",
        f"<h2>{printed}</h2>",
    ):
        article = extract(make_page(between=place))
        assert article.teaser == printed
        assert article.body == "\n\n".join(paragraphs)
        assert "teaser_is_excerpt" in article.warnings


def test_a_cut_beginning_inside_the_body_is_not_kept_there(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    printed = paragraphs[0][:70] + "..."
    article = extract(make_page(paragraphs=[printed, *paragraphs]))
    assert (article.teaser, article.body) == (printed, "\n\n".join(paragraphs))


def test_the_first_paragraph_stays_in_the_body(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    article = extract(make_page())
    assert article.teaser is None
    assert article.body.startswith(paragraphs[0])


def test_a_bold_first_paragraph_is_body(make_page: MakePage, paragraphs: tuple[str, ...]) -> None:
    bold = [f"<strong>{paragraphs[0]}</strong>", *paragraphs[1:]]
    article = extract(make_page(paragraphs=bold))
    assert article.body == "\n\n".join(paragraphs)
    assert article.teaser is None


@pytest.mark.parametrize(
    "line",
    [
        "بقلم سمير قدورة",
        "نشر في 12 مايو 2026 الساعة 10:30 صباحا",
        "آخر تحديث: الثلاثاء 12 مايو 2026",
        "تصوير: مها الراسي",
        "شارك الخبر على فيسبوك",
        "وقت القراءة 4 دقائق",
        "عدد المشاهدات: 1342",
        "اقرأ أيضا: أسعار الزيت تستقر في الأسواق المحلية",
        "الوادي - وكالات",
    ],
)
def test_lines_about_the_article_are_no_teaser(make_page: MakePage, paragraphs: tuple[str, ...], line: str) -> None:
    article = extract(make_page(between=f"<p>{line}</p>"))
    assert article.teaser is None
    assert article.body == "\n\n".join(paragraphs)


def test_a_feeds_teaser_is_taken_where_the_page_prints_none(make_page: MakePage) -> None:
    hints = PageHints(teaser=OWN, teaser_from="feed")
    article = load_article(parse_document(make_page()), hints)
    assert article.teaser == OWN
    assert article.evidence["teaser"] == "feed"
    printed = "موسم باكر ومعاصر لا تنام"
    page = make_page(between=f'<p class="excerpt">{printed}</p>')
    assert load_article(parse_document(page), hints).teaser == printed


@pytest.mark.parametrize(
    ("teaser", "body", "is_cut"),
    [
        ("وصل الوفد إلى العاصمة صباح...", "وصل الوفد إلى العاصمة صباح اليوم، وفق بيان.", True),
        ("وصل الوفد إلى العاصمة صب…", "وصل الوفد إلى العاصمة صباح اليوم، وفق بيان.", True),
        ("«وصل» الوفدُ إلى العاصمة صباح...", "وصل الوفد الى العاصمة صباح اليوم.", True),
        ("وصل الوفد إلى العاصمة صباح... اقرأ المزيد", "وصل الوفد إلى العاصمة صباح اليوم.", True),
        ("وصل الوفد إلى العاصمة صباح", "وصل الوفد إلى العاصمة صباح اليوم.", False),
        ("وصل الوفد إلى الميناء ليلا...", "وصل الوفد إلى العاصمة صباح اليوم.", False),
        ("وصل الوفد...", "وصل الوفد إلى العاصمة صباح اليوم.", False),
        ("...", "وصل الوفد إلى العاصمة صباح اليوم.", False),
        ("", "", False),
    ],
)
def test_a_cut_beginning_is_told_by_its_letters(teaser: str, body: str, is_cut: bool) -> None:
    assert is_cut_beginning(teaser, body) is is_cut


def test_a_description_glued_from_the_pages_lines_is_no_teaser(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...]
) -> None:
    glued = f"{headline} {paragraphs[0][:60]} {paragraphs[1][:50]}"
    assert extract(make_page(head=described(glued))).teaser is None
