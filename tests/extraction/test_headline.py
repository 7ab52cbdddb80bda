"""The headline: which candidate wins, and what is taken off around it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.extraction.site_name import name_in_title, strip_site_name
from arnews_crawler.loaders import extract, load_article

MakePage = Callable[..., bytes]
NAME = "منارة الوادي"


def og(name: str, content: str) -> str:
    return f'<meta property="og:{name}" content="{content}">'


def linked(**node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **node})}</script>'


# --- the site's name ---

SEPARATORS = (" - ", " – ", " — ", " | ", "|", " » ", " « ", " • ", " :: ", " / ", " ~ ", " · ", " > ", " › ")


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_sites_name_is_stripped_before_and_behind(make_page: MakePage, headline: str, separator: str) -> None:
    for title in (f"{headline}{separator}{NAME}", f"{NAME}{separator}{headline}"):
        assert strip_site_name(title, [NAME]) == headline
        html = make_page(title=title, head=og("site_name", NAME) + og("title", title))
        assert extract(html).headline == headline
        # Where h1 carries it too, and nothing else names the plain headline.
        assert extract(make_page(headline=title, head=og("site_name", NAME))).headline == headline


def test_several_names_around_a_headline_are_stripped_one_by_one() -> None:
    assert strip_site_name("نوادر | اتفاق جديد - نوادر", ["نوادر"]) == "اتفاق جديد"
    assert strip_site_name("اتفاق جديد - اقتصاد - نوادر", ["نوادر", "اقتصاد"]) == "اتفاق جديد"


@pytest.mark.parametrize(
    "headline",
    [
        "منارة الوادي تضيء من جديد بعد عام من الظلام",
        "سكان منارة الوادي: نريد طريقا لا وعدا",
        "خبراء - على ذمتهم - يتوقعون شتاء دافئا",
        "منارة الوادي",
        "",
    ],
)
def test_a_headline_that_speaks_of_the_name_is_left_alone(headline: str) -> None:
    assert strip_site_name(headline, [NAME]) == headline


def test_no_name_strips_nothing() -> None:
    assert strip_site_name("اتفاق جديد - نوادر", []) == "اتفاق جديد - نوادر"
    assert strip_site_name("اتفاق جديد - نوادر", ["", "»"]) == "اتفاق جديد - نوادر"


def test_a_name_in_other_letters_is_stripped_too() -> None:
    assert strip_site_name("اتفاق جديد | إذاعة الأمل", ["اذاعة الامل"]) == "اتفاق جديد"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("اتفاق جديد في العاصمة - نوادر", "نوادر"),
        ("نوادر | اتفاق جديد في العاصمة", "نوادر"),
        ("اتفاق جديد في العاصمة - اقتصاد - نوادر", "نوادر"),
        ("اتفاق جديد في العاصمة", None),
        ("خبر آخر - نوادر", None),
    ],
)
def test_the_name_beside_the_headline_is_found(title: str, name: str | None) -> None:
    assert name_in_title(title, "اتفاق جديد في العاصمة") == name


@pytest.mark.parametrize(
    "part",
    [
        {"head": og("site_name", NAME)},
        {"head": f'<meta name="application-name" content="{NAME}">'},
        {"head": linked(publisher={"@type": "NewsMediaOrganization", "name": NAME})},
        {"head": f'<script type="application/ld+json">{{"@type": "WebSite", "name": "{NAME}"}}</script>'},
        {"above": f'<div class="brand"><a href="/">{NAME}</a></div>'},
        {"above": f"<div>{NAME}</div>", "below": f"<p>جميع الحقوق محفوظة لدى {NAME} 2026</p>"},
    ],
    ids=["og", "application", "publisher", "website", "link_home", "copyright"],
)
def test_the_sites_name_is_found_where_the_page_says_it(make_page: MakePage, part: dict[str, str]) -> None:
    assert extract(make_page(**part)).site_name == NAME


@pytest.mark.parametrize("said", ["https://example.org", "example.org", "@manara"])
def test_an_address_is_no_name(make_page: MakePage, said: str) -> None:
    assert extract(make_page(head=og("site_name", said))).site_name is None


def test_the_word_home_is_no_name(make_page: MakePage) -> None:
    assert extract(make_page(above='<a href="/">الرئيسية</a>')).site_name is None


# --- the vote ---


def test_the_printed_heading_beats_an_editors_variant(make_page: MakePage, headline: str) -> None:
    variant = "موسم الزيتون ينتهي باكرا في الوادي هذا العام"
    article = extract(make_page(title=variant, head=og("title", variant) + linked(headline=variant)))
    assert article.headline == headline
    assert article.evidence["headline"].startswith("h1")


def test_the_spelling_is_that_of_the_page_not_of_its_metadata(make_page: MakePage) -> None:
    printed = "«الأُمّ» تعود إلى إذاعة الصباح بعد غياب"
    plain = "الام تعود الى اذاعة الصباح بعد غياب"
    assert extract(make_page(headline=printed, title=plain, head=og("title", plain))).headline == printed


def test_an_h1_that_is_the_sites_name_is_no_headline(make_page: MakePage, headline: str) -> None:
    html = make_page(above=f"<h1>{NAME}</h1>", head=og("site_name", NAME) + og("title", headline))
    assert extract(html).headline == headline


@pytest.mark.parametrize("label", ["اقتصاد", "أخبار محلية", "الرئيسية"])
def test_an_h1_that_is_the_sections_name_is_no_headline(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...], label: str
) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    html = (
        f"<html><head><title>{headline} | {NAME}</title>{og('title', headline)}</head><body><h1>{label}</h1>"
        f'<div><h2>{headline}</h2><div class="entry-content">{text}</div></div></body></html>'
    )
    assert extract(html.encode()).headline == headline


def test_a_kicker_in_an_element_of_its_own_is_no_part_of_it(make_page: MakePage, headline: str) -> None:
    html = make_page(above='<span class="kicker">زراعة</span>')
    assert extract(html).headline == headline


@pytest.mark.parametrize(
    "inner",
    [
        '{} <a class="anchor" href="#x">¶</a>',
        '{}<a hidden class="anchor" aria-hidden="true" href="#x">#</a>',
        '{}<span class="sr-only"> (يفتح في نافذة جديدة)</span>',
        '{}<script>var a = "نص";</script>',
        "<a href='/news/1'>{}</a>",
        "<span><b>{}</b></span>",
        "\n   {}   \n",
    ],
    ids=["pilcrow", "hash", "sr_only", "script", "link", "nested", "space"],
)
def test_what_no_reader_reads_in_a_heading_is_left_out(make_page: MakePage, headline: str, inner: str) -> None:
    html = make_page(headline=inner.format(headline), title=headline)
    assert extract(html).headline == headline


def test_a_headline_in_metadata_alone_is_taken_from_there(paragraphs: tuple[str, ...], headline: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    for head in (og("title", headline), linked(headline=headline), f"<title>{headline}</title>"):
        html = f"<html><head>{head}</head><body><article>{text}</article></body></html>"
        assert extract(html.encode()).headline == headline


def test_what_the_feed_calls_it_decides_between_two_headings(paragraphs: tuple[str, ...], headline: str) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    html = f"<html><body><h2>بوابة القرى والمدن</h2><h2>{headline}</h2>{text}</body></html>".encode()
    assert load_article(parse_document(html), PageHints(headline=headline)).headline == headline


def test_a_headline_that_is_only_a_line_above_the_text_is_found(paragraphs: tuple[str, ...], headline: str) -> None:
    text = "<br>".join(paragraphs)
    html = f"<html><body><b>{headline}</b><br><br>{text}</body></html>"
    assert extract(html.encode()).headline == headline


def test_references_escaped_twice_are_read(make_page: MakePage) -> None:
    printed = 'المدرب: "الفوز ليس كل شيء" ويعتزل'
    twice = printed.replace('"', "&amp;quot;")
    once = printed.replace('"', "&quot;")
    assert extract(make_page(headline=once, title=once, head=og("title", twice))).headline == printed


def test_a_page_without_any_headline_is_refused(paragraphs: tuple[str, ...]) -> None:
    text = "".join(f"<p>{line}</p>" for line in paragraphs)
    with pytest.raises(NotAnArticle) as caught:
        extract(f"<html><head><title>Untitled Document</title></head><body>{text}</body></html>".encode())
    assert caught.value.code == "no_headline"


@pytest.mark.parametrize("second", ["{}", "«{}»", "{} ", "منارة الوادي | {}", "{} - منارة الوادي", "{}:"])
@pytest.mark.parametrize("tag", ["h2", "p", "div", "strong", "h3"])
def test_a_repeated_headline_is_no_body(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...], second: str, tag: str
) -> None:
    again = f"<{tag}>{second.format(headline)}</{tag}>"
    html = make_page(paragraphs=[f"</p>{again}<p>{paragraphs[0]}", *paragraphs[1:]], head=og("site_name", NAME))
    assert extract(html).body == "\n\n".join(paragraphs)


def test_a_repeated_headline_with_other_letters_is_no_body(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...]
) -> None:
    again = headline.replace("ي", "ى").replace("مزارعو", "مُزارعو")
    assert extract(make_page(paragraphs=[again, *paragraphs])).body == "\n\n".join(paragraphs)


def test_a_sentence_that_begins_like_the_headline_is_body(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...]
) -> None:
    first = f"{headline}، وفق ما أعلنت التعاونية الزراعية في بيان لها صباح اليوم."
    body = extract(make_page(paragraphs=[first, *paragraphs])).body
    assert body == "\n\n".join([first, *paragraphs])


@pytest.mark.parametrize("kicker", ["عاجل | ", "خاص - ", "حوار: ", "بالصور.. "])
def test_a_kicker_before_the_headline_is_taken_off_where_the_page_knows_it_without(
    make_page: MakePage, headline: str, kicker: str
) -> None:
    html = make_page(headline=kicker + headline, title=f"{headline} - {NAME}", head=og("title", headline))
    assert extract(html).headline == headline


@pytest.mark.parametrize("tag", ["h1", "div"])
@pytest.mark.parametrize("label", ["تقرير: ", "حوار: "])
def test_a_label_is_part_of_a_headline_where_the_title_has_it_too(
    make_page: MakePage, headline: str, label: str, tag: str
) -> None:
    shown = label + headline
    html = make_page(headline=shown, title=f"{shown} - {NAME}", head=og("title", headline))
    page = html.replace(b"<h1>", f"<{tag}>".encode()).replace(b"</h1>", f"</{tag}>".encode())
    assert extract(page).headline == shown
