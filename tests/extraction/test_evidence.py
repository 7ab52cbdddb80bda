"""Why a field is what it is: the rule, the reasons of those that lost, and that nobody pays who does not ask."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import ExtractionError, NotAnArticle
from arnews_crawler.extraction.evidence import Candidate, Evidence
from arnews_crawler.extraction.explanation import FIELDS, Explanation, explain
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.loaders import load_article, load_flat_text

from .conftest import HEADLINE, PARAGRAPHS, MakePage

SITE = '<meta property="og:site_name" content="مرافئ الخبر">'
FETCHED_AT = datetime(2026, 3, 10, 12, tzinfo=UTC)
CARDS = "".join(
    f'<div class="card"><a href="/n/{n}">وصول الدفعة رقم {n} من الحافلات</a><p>{n} مارس 2026</p></div>' for n in (4, 5)
)


def explained(html: bytes, url: str = "https://example.org/news/1", hints: PageHints | None = None) -> Explanation:
    evidence = Evidence()
    try:
        result: Article | ExtractionError = load_article(
            parse_document(html, url), hints or PageHints(fetched_at=FETCHED_AT), evidence
        )
    except NotAnArticle as error:
        result = error
    return explain(evidence, result)


def reasons(explanation: Explanation, name: str) -> dict[str, str]:
    """Value -> why it lost."""
    return {other.value: other.reason for other in explanation.fields[name].others}


def left_out(explanation: Explanation) -> Mapping[str, list[str]]:
    assert explanation.blocks is not None
    return {group.reason: group.first for group in explanation.blocks.left_out}


def test_every_field_has_its_value_and_a_rule_or_a_reason(make_page: MakePage) -> None:
    html = make_page(head=SITE)
    article = load_article(parse_document(html, "https://example.org/news/1"), PageHints(fetched_at=FETCHED_AT))
    explanation = explained(html)
    assert tuple(explanation.fields) == FIELDS
    for name, field in explanation.fields.items():
        assert field.value == getattr(article, name)
        assert field.why
        assert bool(field.rule) is bool(field.value)
        if field.value:
            assert article.evidence[name].startswith(field.rule)
    assert json.loads(json.dumps(explanation.as_dict()))["fields"]["headline"]["value"] == HEADLINE


def test_who_asks_for_nothing_keeps_nothing(make_page: MakePage) -> None:
    evidence = Evidence(is_asked=False)
    head = f'{SITE}<meta name="description" content="موقع إخباري"><meta name="author" content="سلمى العطار">'
    article = load_article(parse_document(make_page(head=head)), PageHints(), evidence)
    assert evidence.candidates == {}
    assert evidence.rules()["headline"] == article.evidence["headline"]


def test_asking_changes_no_record(make_page: MakePage) -> None:
    html = make_page(head=f'{SITE}<meta name="description" content="موقع إخباري"><meta name="author" content="رويترز">')
    asked = load_article(parse_document(html), PageHints(), Evidence())
    assert asked == load_article(parse_document(html), PageHints())


def test_a_headline_says_who_agreed_and_who_was_outvoted(make_page: MakePage) -> None:
    head = f'{SITE}<meta property="og:title" content="{HEADLINE}"><meta name="dc.title" content="مرافئ الخبر">'
    explanation = explained(make_page(head=head, between="<h2>قصص أخرى من الريف</h2>"))
    headline = explanation.fields["headline"]
    assert headline.rule == "h1"
    assert "og:title" in headline.why
    assert headline.why.endswith("say the same")
    assert reasons(explanation, "headline")["مرافئ الخبر"] == "the site's name"
    assert reasons(explanation, "headline")["قصص أخرى من الريف"].startswith("outvoted, 1.2 to ")


@pytest.mark.parametrize(
    ("description", "reason"),
    [
        ("مرافئ الخبر موقع إخباري يقدم آخر المستجدات العربية والعالمية على مدار الساعة", "slogan"),
        (PARAGRAPHS[0][:70], "equals the body's beginning"),
        ("خبر", "too short"),
        (PARAGRAPHS[2], "a piece of the headline or the body"),
    ],
)
def test_a_teaser_that_is_none_says_why(make_page: MakePage, description: str, reason: str) -> None:
    explanation = explained(make_page(head=f'{SITE}<meta name="description" content="{description}">'))
    assert explanation.fields["teaser"].why == "all candidates were refused"
    assert reason in reasons(explanation, "teaser")[description]


def test_a_description_beside_a_printed_teaser_says_why_it_was_not_taken(make_page: MakePage) -> None:
    own = "يقول المزارعون إن المطر كان سيفسد نصف المحصول لو تأخروا أياما"
    described = "تقرير عن موسم الزيتون في الوادي الغربي"
    head = f'<meta name="description" content="{described}">'
    explanation = explained(make_page(head=head, between=f'<p class="teaser">{own}</p>'))
    assert explanation.fields["teaser"].value == own
    assert reasons(explanation, "teaser") == {described: "the page prints a teaser of its own"}


@pytest.mark.parametrize(
    ("author", "reason"),
    [
        ("رويترز", "agency is no author"),
        ("مرافئ الخبر", "the site's own name"),
        ("admin", "an address, a number or a login"),
        ("هيئة التحرير", "a desk is no person"),
        ("سلمى العطار، رويترز", "رويترز: agency is no author"),
        ("سلمى العطار", "byline came first"),
    ],
)
def test_an_author_that_is_none_says_why(make_page: MakePage, author: str, reason: str) -> None:
    page = make_page(head=f'{SITE}<meta name="author" content="{author}">', between="<p>بقلم: سمير قدورة</p>")
    explanation = explained(page)
    assert explanation.fields["authors"].value == ["سمير قدورة"]
    assert reasons(explanation, "authors") == {author: reason}


def test_an_agency_names_the_place_that_named_it(make_page: MakePage) -> None:
    field = explained(make_page(head='<meta name="author" content="رويترز">')).fields["agency"]
    assert (field.value, field.rule) == ("رويترز", "author")
    field = explained(make_page(between="<p>رويترز</p>")).fields["agency"]
    assert (field.value, field.rule) == ("رويترز", "line_around_body")


def test_dates_that_are_not_the_article_s_say_why(make_page: MakePage) -> None:
    head = "".join(
        f'<meta property="article:published_time" content="{date}">'
        for date in ("2036-03-09T10:00:00+03:00", "2026-03-09T10:00:00+03:00", "2026-02-31")
    )
    head += '<meta property="article:modified_time" content="2026-03-09T10:00:00+03:00">'
    page = make_page(head=head, between="<p>9 مارس 2026 10:00</p>").replace(b"</body>", CARDS.encode() + b"</body>")
    explanation = explained(page)
    assert explanation.fields["published_at"].rule == "article:published_time"
    assert reasons(explanation, "published_at") == {
        "2036-03-09T10:00:00+03:00": "in the future",
        "2026-02-31": "impossible date",
        "9 مارس 2026 10:00": "says the same day",
        "4 مارس 2026": "date of a card",
        "5 مارس 2026": "date of a card",
    }
    assert explanation.fields["modified_at"].why == "all candidates were refused"
    assert reasons(explanation, "modified_at") == {
        "2026-03-09T10:00:00+03:00": "no change: not later than the publication"
    }


def test_section_and_tags_say_why_others_lost(make_page: MakePage) -> None:
    head = SITE + (
        '<meta property="article:section" content="local-news"><meta property="article:section" content="محليات">'
        f'<meta name="keywords" content="زيتون,مرافئ الخبر,زيتون,{"وسم طويل " * 9}">'
    )
    explanation = explained(make_page(head=head))
    assert explanation.fields["section"].value == "محليات"
    assert reasons(explanation, "section") == {"local-news": "a folder's name"}
    assert explanation.fields["tags"].value == ["زيتون"]
    assert list(reasons(explanation, "tags").values()) == ["the site's name", "too long for a tag"]


def test_a_breadcrumb_behind_the_metadata_s_section_is_shown(make_page: MakePage) -> None:
    crumbs = '<nav class="breadcrumb"><a href="/">الرئيسية</a> <a href="/w">الريف</a></nav>'
    explanation = explained(make_page(head='<meta property="article:section" content="محليات">', above=crumbs))
    assert explanation.fields["section"].value == "محليات"
    assert reasons(explanation, "section")["الريف"] == "article:section came first"


def test_what_there_was_no_candidate_for_says_so(make_page: MakePage) -> None:
    fields = explained(make_page()).fields
    for name in ("teaser", "tags", "agency", "image_url", "modified_at"):
        assert (fields[name].why, fields[name].others) == ("no candidate", [])


def test_blocks_that_are_no_text_are_grouped_with_their_reasons(make_page: MakePage) -> None:
    related = 'اقرأ أيضا: <a href="/n/2">صيانة الطريق تبدأ غدا</a>'
    paragraphs = [*PARAGRAPHS[:2], related, *[f"تابعونا على تلغرام {n}" for n in range(5)], *PARAGRAPHS[2:]]
    explanation = explained(make_page(paragraphs=paragraphs))
    assert explanation.blocks is not None
    assert explanation.blocks.kept == len(PARAGRAPHS)
    assert left_out(explanation)["leads to other articles"] == ["اقرأ أيضا: صيانة الطريق تبدأ غدا"]
    most = explanation.blocks.left_out[0]
    assert (most.reason, most.count) == ("asks to follow the site", 5)
    assert most.first == [f"تابعونا على تلغرام {n}" for n in range(3)]


def test_a_page_that_is_no_article_shows_its_signs() -> None:
    cards = "".join(
        f'<div class="c"><h3><a href="/n/{n}">خبر رقم {n} عن اجتماع الحكومة</a></h3><p>سطر</p></div>' for n in range(7)
    )
    html = (
        f'<html><title>سياسة</title><meta property="og:type" content="website"><body class="archive">'
        f"<h1>سياسة</h1>{cards}</body></html>"
    )
    explanation = explained(html.encode(), "https://example.org/category/a")
    assert explanation.signs["card_links"] == 7
    assert explanation.signs["prose"] < 40
    assert (explanation.signs["says_other"], explanation.signs["address_kind"]) == ("listing", "listing")
    assert (explanation.signs["types"], explanation.signs["og_type"]) == ([], "website")
    assert list(explanation.fields) == ["headline"]
    found = reasons(explanation, "headline")
    assert found["سياسة"] == "would be the headline"
    assert found["خبر رقم 0 عن اجتماع الحكومة"].startswith("outvoted")


def test_a_layout_s_selector_is_the_rule(make_page: MakePage) -> None:
    layout = Layout(selectors={"headline": "p.real::text"})
    hints = PageHints(fetched_at=FETCHED_AT, layouts=[layout])
    field = explained(make_page(above='<p class="real">عنوان من محدد الموقع</p>'), hints=hints).fields["headline"]
    assert field.value == "عنوان من محدد الموقع"
    assert (field.rule, field.why) == ("layout:p.real::text", "the site's own selector")
    assert HEADLINE in {other.value for other in field.others}


def test_a_page_as_text_says_what_it_left_out() -> None:
    lines = ["مرافئ الخبر", HEADLINE, PARAGRAPHS[0][:50] + "...", HEADLINE, *PARAGRAPHS]
    evidence = Evidence()
    explanation = explain(evidence, load_flat_text("\n".join(lines), "", evidence))
    assert explanation.fields["headline"].why == "line that is repeated"
    assert left_out(explanation)["the headline again"] == [HEADLINE]
    assert explanation.signs == {}


def test_a_reason_given_at_the_decision_is_not_replaced_by_a_later_one() -> None:
    evidence = Evidence()
    evidence.propose("teaser", "أ", "description", "too short")
    evidence.propose("teaser", "ب", "description")
    evidence.judge("teaser", lambda candidate: "outvoted")
    assert evidence.against("teaser", Candidate("أ", "description")) == "too short"
    assert evidence.against("teaser", Candidate("ب", "description")) == "outvoted"


def test_a_date_that_was_read_is_not_called_refused(make_page: MakePage) -> None:
    head = '<meta property="article:published_time" content="1773039600"><meta name="date" content="2026-03-09">'
    explanation = explained(make_page(head=head))
    assert explanation.fields["published_at"].rule == "article:published_time"
    assert reasons(explanation, "published_at") == {"2026-03-09": "says the same day"}
