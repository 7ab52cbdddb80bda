"""Descriptions that a page gives to machines, and teasers told by how they are set: own, a slogan, or a machine's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_traits import SiteTraits
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]
OWN = "التعاونية تتحدث عن محصول قياسي في الوادي، وصغار المزارعين يسألون عن أجور النقل"
SITE = '<meta property="og:site_name" content="منارة الوادي">'
KNOWN = PageHints(traits=SiteTraits(pages=8))
"""Of a site whose pages share no description."""
PARAPHRASE = "أرقام حصلنا عليها تكشف أن 4 آبار جفت في 16 يوما بين بنزرت وقفصة"


def described(text: str, *, name: str = 'property="og:description"') -> str:
    return f'<meta {name} content="{text}">'


@pytest.mark.parametrize(
    "own",
    [
        PARAPHRASE,
        "كل ما تود معرفته عن عصر الثمار، بالأرقام والخرائط",
        "شهادات جمعتها منارة الوادي تكشف كيف غابت الشاحنات",
        "تقرير دولي يحذر: نصف الآبار قد تغلق قبل 2030",
    ],
)
def test_a_description_of_other_words_is_the_articles_where_the_site_is_known(make_page: MakePage, own: str) -> None:
    page = make_page(head=SITE + described(own))
    assert load_article(parse_document(page), KNOWN).teaser == own
    assert extract(page).teaser is None


def test_a_description_in_the_articles_own_node_may_have_other_words(make_page: MakePage) -> None:
    node = f'{{"@type": "NewsArticle", "description": "{PARAPHRASE}"}}'
    page = make_page(head=f'<script type="application/ld+json">{node}</script>')
    assert extract(page).teaser == PARAPHRASE


@pytest.mark.parametrize(
    "slogan",
    [
        "أخبار وتقارير من كل مكان على مدار الساعة",
        "منارة الوادي: أخبار وتقارير من كل مكان على مدار الساعة",
        "منارة الوادي تنقل لكم نبض الشارع وتضع بين أيديكم أحدث المستجدات",
        "صحيفة يومية سياسية شاملة تصدر منذ 1975",
        "منصة عربية تعنى بالتحليل والرأي وما وراء الخبر",
        "Just another WordPress site",
    ],
)
def test_a_slogan_is_none_where_the_site_is_known_either(make_page: MakePage, slogan: str) -> None:
    page = make_page(head=SITE + described(slogan))
    assert load_article(parse_document(page), KNOWN).teaser is None


def test_a_line_of_the_footer_is_a_slogan(make_page: MakePage) -> None:
    motto = "كلمة صادقة في زمن صعب من أهل القرية"
    page = make_page(head=described(motto), below=f"<footer><p>{motto}</p></footer>")
    assert load_article(parse_document(page), KNOWN).teaser is None
    assert load_article(parse_document(make_page(head=described(motto))), KNOWN).teaser == motto


def test_the_sites_name_behind_a_description_is_none_of_it(make_page: MakePage) -> None:
    page = make_page(head=SITE + described(f"{OWN} - منارة الوادي - منارة الوادي"))
    assert extract(page).teaser == OWN


PICTURE = '<figure><img src="/a.jpg" alt="{0}"><figcaption>{0}</figcaption></figure>'


def test_a_machines_description_of_captions_headings_and_lists_is_no_teaser(
    make_page: MakePage, paragraphs: tuple[str, ...]
) -> None:
    caption, heading, item = "شاحنات أمام المعصرة في تشرين الأول 2003", "موسم باكر", "قطاف يدوي في كل الحقول"
    inside = f"{PICTURE.format(caption)}<h2>{heading}</h2><ul><li>{item}</li></ul><p>{paragraphs[0]}</p>"
    first = paragraphs[0]
    for text in (
        caption,
        f"{caption} {heading} {item} {first[:60]}",
        f"{caption} {first[:60]}",
        f"{heading}{item}{first[:61]}",
        f"{heading} {first[:61]}…",
        f"{item} {first[:60]} [&hellip;]",
        first[:60],
    ):
        page = make_page(head=described(text), between=inside, paragraphs=paragraphs[1:])
        assert load_article(parse_document(page), KNOWN).teaser is None, text


def test_a_torn_description_gives_way_to_a_fuller_one(make_page: MakePage) -> None:
    whole = 'رئيس التعاونية يقول: "محصول قياسي" هذا العام في الوادي'
    torn = described(whole, name='name="description"')
    escaped = described(whole.replace('"', "&quot;"))
    twice = described(whole.replace('"', "&amp;quot;"), name='name="twitter:description"')
    for other in (escaped, twice):
        assert extract(make_page(head=torn + other)).teaser == whole
    assert extract(make_page(head=torn)).teaser is None


@pytest.mark.parametrize(
    "between",
    [
        '<p class="mt-4 text-xl text-gray-600">{}.</p>',
        '<p class="Article_x1__ab">{}.</p>',
        "<p><strong>{}.</strong></p>",
        "<div><p>{}.</p></div>",
        PICTURE.format("حقل في الوادي") + '<p class="sub">{}.</p>',
        '<p class="sub">{}.</p>' + PICTURE.format("حقل في الوادي"),
        "<p>بقلم سمير قدورة</p><p><time>12 مايو 2026</time></p><p>اختر حجم الخط</p>" + '<p class="sub">{}.</p>',
    ],
)
def test_what_stands_set_apart_above_the_bodys_element_is_the_teaser(
    make_page: MakePage, paragraphs: tuple[str, ...], between: str
) -> None:
    article = extract(make_page(between=between.format(OWN)))
    assert article.teaser == f"{OWN}."
    assert article.body == "\n\n".join(paragraphs)


def test_a_quote_above_the_body_is_body(make_page: MakePage) -> None:
    article = extract(make_page(between=f"<blockquote>{OWN}.</blockquote>"))
    assert article.teaser is None
    assert article.body.startswith(OWN)


@pytest.mark.parametrize(
    "markup", ["<p><strong>{}</strong></p>", "<p><em>{}</em></p>", '<p style="font-size:2em">{}</p>']
)
def test_an_emphasised_first_paragraph_is_the_teaser_where_the_page_describes_itself_so(
    make_page: MakePage, paragraphs: tuple[str, ...], markup: str
) -> None:
    first = markup.format(f"{OWN}.")
    html = make_page(head=described(OWN)).decode().replace("<p>", f"{first}<p>", 1)
    article = extract(html.encode())
    assert (article.teaser, article.body) == (f"{OWN}.", "\n\n".join(paragraphs))


def test_a_plain_first_paragraph_that_a_machine_took_as_description_is_body(
    make_page: MakePage, paragraphs: tuple[str, ...]
) -> None:
    article = extract(make_page(head=described(paragraphs[0])))
    assert (article.teaser, article.body) == (None, "\n\n".join(paragraphs))


def test_a_teaser_that_the_body_repeats_stays_its_first_paragraph(
    make_page: MakePage, paragraphs: tuple[str, ...]
) -> None:
    page = make_page(between=f'<p class="lead">{OWN}.</p>', paragraphs=[f"{OWN}.", *paragraphs])
    article = extract(page)
    assert article.teaser == f"{OWN}."
    assert article.body == "\n\n".join([f"{OWN}.", *paragraphs])


def test_a_short_description_printed_in_a_line_about_the_article_is_the_teaser(make_page: MakePage) -> None:
    printed = "ثلاثة أسئلة عن موسم الزيتون في الوادي"
    line = f'<div class="post-meta"><time>12 مايو 2026</time><div class="post-description">{printed}</div></div>'
    article = extract(make_page(head=described(printed), between=line))
    assert article.teaser == printed
