"""Machine-readable parts: JSON-LD in all its shapes, meta elements, microdata."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.evidence import Candidate, Evidence
from arnews_crawler.extraction.json_ld import MAX_NODES, MAX_SCRIPT, parse_json, read_json_ld, texts_of, types_of
from arnews_crawler.extraction.metadata import Metadata, clean_markup, read_metadata

MakePage = Callable[..., bytes]


def nodes_of(*scripts: str) -> list[dict[str, object]]:
    body = "".join(f'<script type="application/ld+json">{script}</script>' for script in scripts)
    return read_json_ld(parse_document(f"<html><body>{body}<p>x</p></body></html>".encode()).tree)


def metadata_of(head: str, body: str = "<p>نص</p>") -> Metadata:
    return read_metadata(parse_document(f"<html lang=ar><head>{head}</head><body>{body}</body></html>".encode()))


def values(found: Metadata, name: str) -> list[str]:
    return [candidate.value for candidate in found.all(name)]


# --- JSON-LD ---


@pytest.mark.parametrize(
    "script",
    [
        '{"@type": "NewsArticle", "headline": "خبر"}',
        '[{"@type": "NewsArticle", "headline": "خبر"}]',
        '{"@graph": [{"@type": "NewsArticle", "headline": "خبر"}]}',
        '{"@graph": {"@type": "NewsArticle", "headline": "خبر"}}',
        '[[[{"@graph": [[{"@type": "NewsArticle", "headline": "خبر"}]]}]]]',
        '  <!-- {"@type": "NewsArticle", "headline": "خبر"} -->  ',
        '//<![CDATA[\n{"@type": "NewsArticle", "headline": "خبر"}\n//]]>',
        '/* <![CDATA[ */ {"@type": "NewsArticle", "headline": "خبر"} /* ]]> */',
        '{"@type": "NewsArticle", "headline": "خبر",}',
        '{"@type": "NewsArticle", "headline": "خبر"};',
        '{"@type": "NewsArticle", "headline": "خبر", "x": "سطر\nآخر\tبعده"}',
    ],
)
def test_nodes_are_read_in_every_wrapping(script: str) -> None:
    found = nodes_of(script)
    assert [node["headline"] for node in found] == ["خبر"]
    assert types_of(found[0]) == {"NewsArticle"}


def test_nodes_of_several_scripts_come_in_the_pages_order() -> None:
    found = nodes_of('{"@type": "A"}', "broken", '{"@graph": [{"@type": "B"}, {"@type": "C"}]}')
    assert [node["@type"] for node in found] == ["A", "B", "C"]


def test_a_page_around_an_article_gives_both() -> None:
    found = nodes_of('{"@type": "WebPage", "mainEntity": {"@type": "NewsArticle"}}')
    assert [node["@type"] for node in found] == ["WebPage", "NewsArticle"]


def test_nodes_are_bounded() -> None:
    many = json.dumps([{"@type": "A"}] * (MAX_NODES + 500))
    assert len(nodes_of(many, many)) == MAX_NODES


def test_a_script_beyond_the_limit_is_not_read() -> None:
    assert parse_json('{"a": "' + "x" * MAX_SCRIPT + '"}') is None
    assert parse_json('{"a": 1}') == {"a": 1}


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        ("NewsArticle", {"NewsArticle"}),
        ("http://schema.org/NewsArticle", {"NewsArticle"}),
        ("schema:NewsArticle", {"NewsArticle"}),
        (["Article", "NewsArticle"], {"Article", "NewsArticle"}),
        (["Article", None, 3], {"Article"}),
        (None, set()),
        ({}, set()),
    ],
)
def test_types_are_plain_names(kind: object, names: set[str]) -> None:
    assert types_of({"@type": kind}) == names


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        ("نص", ["نص"]),
        ("  ", []),
        (["أ", "ب"], ["أ", "ب"]),
        ({"name": "اسم"}, ["اسم"]),
        ({"@value": "قيمة"}, ["قيمة"]),
        ([{"name": "أ"}, "ب", None, 3, {"name": ["ج"]}], ["أ", "ب", "ج"]),
        (None, []),
        (3, []),
        ({}, []),
    ],
)
def test_texts_of_a_property(value: object, texts: list[str]) -> None:
    assert texts_of(value) == texts


def test_an_article_node_gives_all_its_fields() -> None:
    node = {
        "@type": ["ReportageNewsArticle"],
        "name": "خبر من القرية",
        "description": "وصف للخبر",
        "datePublished": "2026-05-12",
        "dateModified": "2026-05-13",
        "author": [{"name": "سمير"}, "مها"],
        "articleSection": "محليات",
        "keywords": ["أ", "ب"],
        "inLanguage": "ar",
        "articleBody": "متن الخبر",
        "publisher": {"name": "منارة"},
        "image": {"url": "/1.jpg"},
    }
    found = metadata_of(f'<script type="application/ld+json">{json.dumps(node)}</script>')
    wanted = {
        "headline": ["خبر من القرية"],
        "teaser": ["وصف للخبر"],
        "published": ["2026-05-12"],
        "modified": ["2026-05-13"],
        "author": ["سمير", "مها"],
        "section": ["محليات"],
        "tag": ["أ", "ب"],
        "language": ["ar"],
        "body": ["متن الخبر"],
        "site_name": ["منارة"],
        "image": ["/1.jpg"],
    }
    for name, texts in wanted.items():
        assert values(found, name) == texts, name
    assert found.types == {"ReportageNewsArticle"}


def test_nodes_that_are_no_article_give_no_article_fields() -> None:
    script = json.dumps(
        [
            {"@type": "VideoObject", "name": "فيديو", "description": "وصف الفيديو", "uploadDate": "2026-01-01"},
            {"@type": "Organization", "name": "منارة"},
            {"@type": "Person", "name": "admin"},
            {"@type": "WebSite", "name": "موقع المنارة"},
        ]
    )
    found = metadata_of(f'<script type="application/ld+json">{script}</script>')
    assert not found.all("headline")
    assert not found.all("published")
    assert not found.all("author")
    assert values(found, "site_name") == ["موقع المنارة"]


# --- meta elements ---


def test_meta_elements_are_read_by_name_property_and_itemprop() -> None:
    found = metadata_of(
        '<meta property="OG:Title" content="خبر"><meta name="description" content="وصف">'
        '<meta itemprop="datePublished" content="2026-05-12">'
        '<meta property="og:image" content=""><meta property="unknown" content="x"><meta '
        'content="y"><meta name="news_keywords" content="أ;ب|ج">'
        '<link rel="canonical" href=" /خبر/1 "><link rel="canonical" href="/ثان"><link '
        'rel="stylesheet" href="x.css">'
    )
    assert found.all("headline") == [Candidate("خبر", "og:title")]
    assert values(found, "teaser") == ["وصف"]
    assert set(values(found, "published")) == {"2026-05-12"}
    assert values(found, "tag") == ["أ", "ب", "ج"]
    assert found.canonical == "/خبر/1"
    assert not found.all("image")


def test_json_ld_comes_before_meta_elements() -> None:
    script = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "من البيانات"}</script>'
    found = metadata_of(f'<meta property="og:title" content="من العناصر">{script}')
    assert values(found, "headline") == ["من البيانات", "من العناصر"]
    first = found.first("headline")
    assert first is not None
    assert first.rule == "json_ld:headline"
    assert found.first("modified") is None


def test_the_title_is_that_of_the_head_not_of_a_picture() -> None:
    found = metadata_of("<title>خبر من القرية</title>", "<svg><title>شعار</title></svg><p>نص</p>")
    assert values(found, "title") == ["خبر من القرية"]


def test_the_pages_language_is_told_where_nothing_else_tells_it() -> None:
    assert found_language(metadata_of("")) == ("ar", "html:lang")
    assert found_language(metadata_of('<meta property="og:locale" content="ar_AR">')) == ("ar_AR", "og:locale")


def found_language(found: Metadata) -> tuple[str, str]:
    first = found.first("language")
    assert first is not None
    return first.value, first.rule


# --- microdata ---


def test_microdata_are_read_from_attributes_and_text() -> None:
    found = metadata_of(
        "",
        '<div itemscope itemtype="https://schema.org/NewsArticle/"><h1 itemprop="headline name">خبر</h1>'
        '<time itemprop="datePublished" datetime="2026-05-12">أمس</time><meta '
        'itemprop="dateModified" content="2026-05-13">'
        '<span itemprop="author"><b itemprop="name">سمير</b> مراسل</span><span '
        'itemprop="keywords">زيتون</span></div>',
    )
    assert values(found, "headline") == ["خبر"]
    assert set(values(found, "published")) == {"2026-05-12"}
    assert set(values(found, "modified")) == {"2026-05-13"}
    assert values(found, "author") == ["سمير"]
    assert found.types == {"NewsArticle"}


# --- texts ---


@pytest.mark.parametrize(
    ("value", "clean"),
    [
        ("قال &quot;نعم&quot;", 'قال "نعم"'),
        ("قال &amp;quot;نعم&amp;quot;", 'قال "نعم"'),
        ("خبر &#8211; جديد", "خبر – جديد"),
        ("<b>خبر</b> جديد", "خبر جديد"),
        ("أ & ب", "أ & ب"),
        ("  خبر \n جديد ", "خبر جديد"),
        ("&nbsp;", ""),
    ],
)
def test_texts_of_attributes_are_cleaned(value: str, clean: str) -> None:
    assert clean_markup(value) == clean


def test_the_same_claim_counts_once_a_rule() -> None:
    found = Metadata()
    found.add("headline", "خبر", "og:title")
    found.add("headline", " خبر ", "og:title")
    found.add("headline", "خبر", "twitter:title")
    found.add("headline", "   ", "title")
    assert found.all("headline") == [Candidate("خبر", "og:title"), Candidate("خبر", "twitter:title")]


def test_evidence_keeps_candidates_and_decisions() -> None:
    evidence = Evidence()
    evidence.propose("section", "زراعة", "meta")
    evidence.propose("section", "محليات", "breadcrumb")
    evidence.decide("section", "meta")
    evidence.decide("headline", "h1", "title agrees")
    assert evidence.candidates["section"] == [Candidate("زراعة", "meta"), Candidate("محليات", "breadcrumb")]
    assert evidence.rules() == {"section": "meta", "headline": "h1 (title agrees)"}
