"""The item loader: processors, selectors of a site's own layouts, and what happens where they find nothing."""

from __future__ import annotations

from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from arnews_crawler import extract as exported
from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import NotAnArticle
from arnews_crawler.extraction.hints import Layout, PageHints
from arnews_crawler.loaders import ArticleLoader, StripSiteName, Unique, extract, load_article, load_flat_text

HEADLINE = "ورشة القرية تصنع قوارب من القصب"
TEXTS = (
    ("أعادت ورشة صغيرة على طرف الأهوار صناعة القوارب من القصب بعد انقطاع دام جيلا كاملا، وسلمت أول قارب لصياد شاب."),
    "ويقول صاحبها إن القارب الواحد يحتاج إلى ألفي عود وإلى أربعة رجال وأسبوع من العمل في الظل.",
)
PAGE = f"""<html lang="ar"><head><title>{HEADLINE} | هور نيوز</title>
<meta property="og:site_name" content="هور نيوز"></head>
<body><div class="top"><b class="sec">تراث</b></div><h1>{HEADLINE}</h1><div class="sub">قصب وقار وصبر</div>
<div class="who"><i>جبار الأسدي</i>, <i>نهلة عامر</i></div><div class="when">12 مايو 2026</div>
<div class="txt"><p>{TEXTS[0]}</p><p>{TEXTS[1]}</p></div>
<div class="old">نص قديم في مكان قديم من الصفحة لا يقرؤه أحد سوى من يبحث عنه عمدا.</div></body></html>"""


def load(*layouts: Layout, fetched_at: datetime | None = None, **hints: object) -> Article:
    document = parse_document(PAGE.encode(), "https://www.hor.example/n/1")
    return load_article(document, PageHints(layouts=layouts, fetched_at=fetched_at, **hints))  # type: ignore[arg-type]


# --- the loader itself ---


def test_a_loader_gives_an_article() -> None:
    loader = ArticleLoader(site_names=["هور نيوز"])
    loader.add_value("headline", f"  {HEADLINE}   | هور نيوز ")
    loader.add_value("body", [HEADLINE, f"{TEXTS[0][:50]}...", *TEXTS])
    loader.add_value("authors", ["جبار الأسدي", "نهلة عامر", "جبار الأسدي"])
    loader.add_value("url", "https://www.hor.example/n/1")
    article = loader.load_item()
    assert article.headline == HEADLINE
    assert article.teaser == f"{TEXTS[0][:50]}..."
    assert article.body == "\n\n".join(TEXTS)
    assert article.authors == ["جبار الأسدي", "نهلة عامر"]
    assert article.warnings == ["teaser_is_excerpt"]
    assert article.evidence == {"teaser": "cut beginning of the body"}


def test_values_are_cleaned_as_stored_text() -> None:
    loader = ArticleLoader()
    loader.add_value("headline", "ورشة\u200f القريـــة")
    loader.add_value("body", "نص\u00a0 الفقرة")
    loader.add_value("url", "https://hor.example/a  b")
    article = loader.load_item()
    assert (article.headline, article.body, article.url) == ("ورشة القرية", "نص الفقرة", "https://hor.example/a  b")


def test_the_first_value_wins() -> None:
    loader = ArticleLoader()
    loader.add_value("headline", ["", " ", HEADLINE, "آخر"])
    loader.add_value("body", TEXTS)
    assert loader.load_item().headline == HEADLINE


def test_two_loaders_share_nothing() -> None:
    first, second = ArticleLoader(item=Article()), ArticleLoader(item=Article())
    for loader in (first, second):
        loader.add_value("headline", HEADLINE)
        loader.add_value("body", TEXTS)
    first.load_item().warnings.append("x")
    assert second.load_item().warnings == []


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({}, "no_headline"),
        ({"headline": "  ", "body": TEXTS}, "no_headline"),
        ({"headline": HEADLINE}, "no_body"),
        ({"headline": HEADLINE, "body": [HEADLINE, f"«{HEADLINE}»"]}, "no_body"),
    ],
)
def test_an_article_without_headline_or_body_is_none(values: dict[str, object], code: str) -> None:
    loader = ArticleLoader()
    for name, value in values.items():
        loader.add_value(name, value)
    with pytest.raises(NotAnArticle) as caught:
        loader.load_item()
    assert caught.value.code == code


def test_processors_stand_alone() -> None:
    assert StripSiteName()(f"{HEADLINE} - هور نيوز") == f"{HEADLINE} - هور نيوز"
    assert StripSiteName()(f"{HEADLINE} - هور نيوز", loader_context={"site_names": ["هور نيوز"]}) == HEADLINE
    assert Unique()(["ب", "أ", "ب"]) == ["ب", "أ"]


# --- pages ---


def test_a_page_gives_every_field_with_its_rule() -> None:
    article = load(fetched_at=datetime(2026, 5, 20, tzinfo=UTC))
    assert (article.url, article.site) == ("https://www.hor.example/n/1", "hor.example")
    assert (article.headline, article.site_name) == (HEADLINE, "هور نيوز")
    assert article.language == "ar"
    assert article.published_at == "2026-05-12T00:00:00+00:00"
    assert {"headline", "body", "published_at", "site_name"} <= set(article.evidence)
    assert all(name in {field.name for field in fields(Article)} for name in article.evidence)


def test_the_packages_face_is_the_same_function() -> None:
    assert exported is extract
    assert extract(PAGE.encode(), "https://hor.example/n/1").headline == HEADLINE


def test_the_declared_name_is_the_sites_name() -> None:
    assert load(site_name="أخبار الأهوار").site_name == "أخبار الأهوار"


def test_other_languages_are_refused_where_the_crawl_wants_one() -> None:
    assert load(languages=frozenset({"ar", "en"})).language == "ar"
    with pytest.raises(NotAnArticle) as caught:
        load(languages=frozenset({"en", "fr"}))
    assert caught.value.code == "other_language"
    assert "ar" in caught.value.detail
    assert "en, fr" in caught.value.detail


def test_warnings_of_all_rooms_come_together_each_once() -> None:
    html = PAGE.encode("cp1256", "xmlcharrefreplace")
    document = parse_document(html, "https://hor.example/n/1", "text/html; charset=utf-8")
    layout = Layout(selectors={"teaser": ".none", "section": ".none"})
    warnings = load_article(document, PageHints(layouts=[layout, layout])).warnings
    assert warnings.count("charset_mislabelled") == 1
    assert {"layout_without_teaser", "layout_without_section"} <= set(warnings)


# --- layouts ---


def test_a_layout_of_later_pages_is_not_used_for_earlier_ones() -> None:
    layout = Layout(selectors={"section": ".sec"}, since=date(2026, 3, 1))
    assert load(layout, fetched_at=datetime(2026, 1, 1, tzinfo=UTC)).section is None


def test_a_layouts_body_is_split_like_any_other() -> None:
    article = load(Layout(selectors={"body": "h1, .txt"}))
    assert article.body == "\n\n".join(TEXTS)


# --- flat text ---


def test_flat_text_gives_an_article() -> None:
    cut = f"{TEXTS[0][:60]}..."
    lines = ["هور نيوز", HEADLINE, cut, HEADLINE, *TEXTS, "تابع هور نيوز على الشبكات الاجتماعية"]
    article = load_flat_text("\n".join(lines), "https://www.hor.example/n/1")
    assert (article.site_name, article.headline, article.teaser) == ("هور نيوز", HEADLINE, cut)
    assert article.body == "\n\n".join(TEXTS)
    assert (article.url, article.site) == ("https://www.hor.example/n/1", "hor.example")
    assert set(article.evidence) == {"headline", "body", "site_name", "teaser"}
    assert article.warnings == ["teaser_is_excerpt"]


def test_flat_text_without_an_address_has_no_site() -> None:
    article = load_flat_text(f"{HEADLINE}\n{TEXTS[0]}\n{TEXTS[1]}")
    assert (article.url, article.site, article.site_name, article.teaser) == ("", "", None, None)


@pytest.mark.parametrize("text", ["", "\n\n", HEADLINE, f"{HEADLINE}\n{HEADLINE}"])
def test_flat_text_that_is_no_article_is_refused(text: str) -> None:
    with pytest.raises(NotAnArticle):
        load_flat_text(text)
