"""Markup that was made to hurt or broke by itself: bombs, depth, scripts, characters; in bounded time."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]
AtMost = Callable[[float], AbstractContextManager[None]]
Outcome = Callable[[bytes], Article | ExtractionError]
Refusal = Callable[..., ExtractionError]
NUL, ESCAPE = "\x00", "\x1b"


# --- structure ---


def attributes(count: int, form: str = 'data-{0}="{0}"') -> str:
    return " ".join(form.format(number) for number in range(count))


@pytest.mark.parametrize("form", ['d{0}="1"', "d{0}", "d{0}=1", "d{0}='>'"])
@pytest.mark.parametrize("tag", ["div", "html", "p", "img"])
def test_a_hundred_thousand_attributes_are_refused_before_the_parse(
    make_page: MakePage, tag: str, form: str, at_most: AtMost, refusal: Refusal
) -> None:
    bomb = f"<{tag} {attributes(100_000, form)}>"
    html = make_page(below="BOMB").replace(b"BOMB", bomb.encode())
    assert len(html) > 500_000
    with at_most(1):
        error = refusal(html)
    assert error.code == "too_many_attributes"


def test_a_megabyte_of_attributes_in_an_unclosed_tag_is_refused_in_time(
    make_page: MakePage, at_most: AtMost, refusal: Refusal
) -> None:
    html = make_page()[:-20] + f"<div {attributes(100_000)}".encode()
    with at_most(1):
        assert refusal(html).code == "too_many_attributes"


def test_many_attributes_below_the_limit_are_read(make_page: MakePage, headline: str, at_most: AtMost) -> None:
    html = make_page(below=f"<div {attributes(1_500)}>x</div>")
    with at_most(1):
        assert extract(html).headline == headline


def test_a_long_attribute_is_not_many(make_page: MakePage, headline: str, at_most: AtMost) -> None:
    html = make_page(below=f'<div data-state="{"a b=1 " * 50_000}">x</div>')
    with at_most(1):
        assert extract(html).headline == headline


def nested(depth: int, inner: str, tag: str = "div") -> str:
    return f"<{tag}>" * depth + inner + f"</{tag}>" * depth


@pytest.mark.parametrize("depth", [250, 1_000, 2_050, 5_000])
def test_text_deep_inside_elements_is_found(
    headline: str, paragraphs: tuple[str, ...], depth: int, at_most: AtMost
) -> None:
    inner = f"<h1>{headline}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    html = f"<html><head><title>{headline}</title></head><body>{nested(depth, inner)}</body></html>".encode()
    with at_most(3):
        article = extract(html)
    assert article.headline == headline
    assert article.body == "\n\n".join(paragraphs)


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "a", "font", "span"])
def test_fifty_thousand_nested_elements_end_in_time(
    headline: str, paragraphs: tuple[str, ...], tag: str, at_most: AtMost, outcome: Outcome
) -> None:
    inner = f"<h1>{headline}</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs)
    body = nested(50_000, inner, tag)
    html = f"<html><head><title>{headline}</title></head><body>{body}</body></html>"
    with at_most(5):
        found = outcome(html.encode())
    assert isinstance(found, ExtractionError) or found.body == "\n\n".join(paragraphs)


def test_elements_never_closed_end_in_time(
    headline: str, paragraphs: tuple[str, ...], at_most: AtMost, outcome: Outcome
) -> None:
    """An editor that opens a bold element a paragraph and closes none."""
    body = "".join(f"<p><b><i><font color=red>{text}" for text in paragraphs * 300)
    html = f"<html><head><title>{headline}</title></head><body><h1>{headline}</h1>{body}".encode()
    with at_most(5):
        outcome(html)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.95, 0.999])
def test_a_truncated_page_gives_what_stands_before_the_cut_or_a_refusal(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...], share: float, outcome: Outcome
) -> None:
    html = make_page()
    found = outcome(html[: int(len(html) * share)])
    if isinstance(found, ExtractionError):
        assert share < 0.5
    else:
        assert found.headline == headline
        assert "\n\n".join(paragraphs).startswith(found.body)


def test_a_page_cut_inside_a_tag_shows_no_markup(make_page: MakePage) -> None:
    html = make_page(inside='<a href="/x" class="y">رابط</a><p class="la')
    body = extract(html[: html.index(b'"la') + 3]).body
    assert "<" not in body
    assert "class" not in body


# --- JSON-LD ---


def json_ld(script: str) -> str:
    return f'<script type="application/ld+json">{script}</script>'


HOSTILE_SCRIPTS = {
    "100,000 brackets": "[" * 100_000,
    "100,000 braces": '{"a":' * 100_000,
    "closed brackets": "[" * 100_000 + "]" * 100_000,
    "5,000 digits": '{"@type": "NewsArticle", "headline": ' + "9" * 5_000 + "}",
    "NaN": '{"@type": "NewsArticle", "headline": NaN, "datePublished": NaN, "author": Infinity}',
    "2^70": '{"@type": "NewsArticle", "headline": 1180591620717411303424, "keywords": [1, null, {}, []]}',
    "null": "null",
    "a number": "12",
    "a string": '"NewsArticle"',
    "empty": "",
    "nulls": '{"@type": null, "headline": null, "author": [null], "image": null, "@graph": null}',
    "lists": '{"@type": [["NewsArticle"]], "headline": [[["x"]]], "author": {"name": {"name": {}}}}',
    "numbers": '{"@type": 3, "headline": 4, "image": 5, "itemListElement": 6, "@graph": 7}',
    "graph of nothing": '{"@graph": [null, 1, "x", [], {}]}',
    "not JSON": "function () { return {}; }",
    "half": '{"@type": "NewsArticle", "headline": "نصف',
    "bad escape": r'{"@type": "NewsArticle", "headline": "\x41\u12"}',
    "trailing commas": '{"@type": "WebPage",,,}' + "," * 100_000,
    "spaces": " " * 1_000_000,
    "comment": "<!--" * 100_000,
    "dates": '{"@type": "NewsArticle", "datePublished": "99999999999999999999-99-99T99:99:99+99:99"}',
    "image of odd kind": '{"@type": "NewsArticle", "image": [{"url": {"x": 1}}, 3, [[]], "//["]}',
    "breadcrumb of odd kind": (
        '{"@type": "BreadcrumbList", "itemListElement": [1, {"item": 2}, {"item": {"name": 3}}]}'
    ),
}


@pytest.mark.parametrize("script", HOSTILE_SCRIPTS.values(), ids=HOSTILE_SCRIPTS)
def test_a_hostile_script_leaves_the_field_to_the_next_source(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...], script: str, at_most: AtMost
) -> None:
    with at_most(1):
        article = extract(make_page(head=json_ld(script)))
    assert article.headline == headline
    assert article.body == "\n\n".join(paragraphs)
    assert article.published_at is None


def test_lone_surrogates_are_never_stored(make_page: MakePage, headline: str) -> None:
    node = {
        "@type": "NewsArticle",
        "headline": f"{headline}\ud800",
        "author": {"@type": "Person", "name": "سمير \udfff قدورة"},
        "articleSection": "اقتصاد\ud83d",
        "keywords": ["زيتون\udc00", "زراعة"],
        "description": "موسم أقصر من المعتاد في قرى الوادي الغربي هذا العام، والمعاصر لا تنام\udfff.",
    }
    article = extract(make_page(head=json_ld(json.dumps(node))))
    texts = [article.headline, article.teaser, article.body, article.section, *article.authors, *article.tags]
    "".join(text or "" for text in texts).encode("utf-8")
    assert article.headline == headline
    assert article.authors == ["سمير قدورة"]


def test_a_pair_of_surrogates_is_its_character(make_page: MakePage) -> None:
    emoji = "سعاد \\ud83c\\udf3f المصري"
    article = extract(make_page(head=json_ld(f'{{"@type":"NewsArticle","author":{{"name":"{emoji}"}}}}')))
    assert article.authors == ["سعاد \N{HERB} المصري"]


def test_surrogates_in_app_state_are_never_stored() -> None:
    text = "\n".join(f"فقرة رقم {n} من خبر طويل عن مدينة بعيدة يكتبه مراسل واحد كل مساء." for n in range(40))
    state = json.dumps({"props": {"article": {"body": text + "\ud800"}}})
    head = "<title>خبر طويل عن مدينة بعيدة</title>"
    page = (
        f"<html><head>{head}</head><body><h1>خبر طويل عن مدينة بعيدة</h1><p>فقرة رقم 0 من "
        'خبر طويل عن مدينة بعيدة يكتبه مراسل واحد كل مساء.</p><script id="__NEXT_DATA__" '
        f'type="application/json">{state}</script></body></html>'
    )
    extract(page.encode()).body.encode("utf-8")


# --- characters ---


@pytest.mark.parametrize(
    "char",
    [
        NUL,
        ESCAPE,
        "\x07",
        "\x0b",
        "\x7f",
        "\N{RIGHT-TO-LEFT OVERRIDE}",
        "\ufffe",
        "&#0;",
        "&#x1b;",
        "&#8238;",
    ],
)
def test_controls_are_removed_from_every_field(
    make_page: MakePage, headline: str, paragraphs: tuple[str, ...], char: str
) -> None:
    dirty = headline.replace("الوادي", f"الوا{char}دي")
    article = extract(
        make_page(headline=dirty, paragraphs=[text.replace("القطاف", f"القط{char}اف") for text in paragraphs])
    )
    assert article.headline == headline
    assert article.body == "\n\n".join(paragraphs)


def test_a_headline_over_two_lines_is_one_line(make_page: MakePage, headline: str) -> None:
    broken = headline.replace(" ينهون ", "\r\n   ينهون<br>")
    assert extract(make_page(headline=broken, title=headline)).headline == headline


@pytest.mark.parametrize(
    "filler",
    [
        " ",
        "9",
        "1 ",
        "\n",
        "\t",
        "م",
        "/",
        "1/2/",
        "&nbsp;",
        "قبل ",
        "12 مايو ",
        "|",
        " - ",
        ".",
        "<br>",
        "ﷺ",
    ],
)
def test_a_megabyte_of_one_thing_is_read_in_linear_time(
    make_page: MakePage, filler: str, at_most: AtMost, outcome: Outcome
) -> None:
    """Against the patterns of dates, bylines, site names and boilerplate alike."""
    much = filler * (1_000_000 // len(filler.encode()))
    for place in ("between", "inside", "head"):
        part = f'<meta name="description" content="{much}">' if place == "head" else f"<div>{much}</div>"
        with at_most(4):
            outcome(make_page(**{place: part}))


@pytest.mark.parametrize("filler", [" ", "9", "م", " - ", "»", "ـ", "م | "])
def test_a_megabyte_of_headline_ends_in_time(
    make_page: MakePage, filler: str, at_most: AtMost, outcome: Outcome
) -> None:
    much = filler * (1_000_000 // len(filler.encode()))
    with at_most(4):
        outcome(make_page(headline=f"خبر {much}"))
