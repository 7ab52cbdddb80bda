"""JSON-LD as a graph: nodes that name each other, several articles on a page; labelled meta elements."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from arnews_crawler.loaders import extract

MakePage = Callable[..., bytes]
URL = "https://example.org/n/1"


def graph(*nodes: dict[str, Any]) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@graph": nodes})}</script>'


def test_an_author_that_is_a_reference_is_read_where_it_points(make_page: MakePage) -> None:
    nodes = (
        {"@type": "NewsArticle", "@id": f"{URL}#article", "author": {"@id": "#/person/1"}, "publisher": {"@id": "#us"}},
        {"@type": "Person", "@id": "#/person/1", "name": "مها الراسي"},
        {"@type": "Organization", "@id": "#us", "name": "منارة الوادي"},
    )
    article = extract(make_page(head=graph(*nodes)), URL)
    assert (article.authors, article.site_name) == (["مها الراسي"], "منارة الوادي")
    lost = {"@type": "NewsArticle", "author": [{"@id": "#/person/2"}]}
    assert extract(make_page(head=graph(lost)), URL).authors == []


@pytest.mark.parametrize(
    ("author", "authors", "agency"),
    [
        ({"@type": "Organization", "name": "أخبار الوادي"}, [], None),
        ({"@type": "NewsMediaOrganization", "name": "رويترز"}, [], "رويترز"),
        ({"@type": ["Person", "Organization"], "name": "مها الراسي"}, ["مها الراسي"], None),
        ([{"@type": "Person", "name": "مها الراسي"}, {"@type": "Organization", "name": "وام"}], ["مها الراسي"], "وام"),
    ],
)
def test_an_organization_is_no_author(make_page: MakePage, author: Any, authors: list[str], agency: str | None) -> None:
    article = extract(make_page(head=graph({"@type": "NewsArticle", "author": author})), URL)
    assert (article.authors, article.agency) == (authors, agency)


@pytest.mark.parametrize("told", ["url", "@id", "mainEntityOfPage", "headline"])
def test_of_several_articles_the_page_s_own_is_read(make_page: MakePage, headline: str, told: str) -> None:
    own: dict[str, Any] = {"@type": "NewsArticle", "articleSection": "زراعة", "author": "مها الراسي"}
    own[told] = headline if told == "headline" else f"{URL}/"
    if told == "mainEntityOfPage":
        own[told] = {"@type": "WebPage", "@id": URL}
    other = {"@type": "NewsArticle", "headline": "خبر آخر من المدينة", "url": "/n/2", "author": "سمير قدورة"}
    other |= {"articleSection": "رياضة", "datePublished": "2026-01-01T10:00:00Z"}
    article = extract(make_page(head=graph(other, own)), URL)
    assert (article.section, article.authors, article.published_at) == ("زراعة", ["مها الراسي"], None)


@pytest.mark.parametrize("label", ["كتب بواسطة", "Written by", "الكاتب"])
def test_a_labelled_meta_element_names_the_writer(make_page: MakePage, label: str) -> None:
    head = (
        f'<meta name="twitter:label1" content="{label}"><meta name="twitter:data1" content="مها الراسي">'
        '<meta name="twitter:label2" content="وقت القراءة المقدر"><meta name="twitter:data2" content="دقيقتان">'
    )
    assert extract(make_page(head=head), URL).authors == ["مها الراسي"]


def test_citations_name_writer_and_day(make_page: MakePage) -> None:
    head = (
        '<meta name="citation_author" content="مها الراسي"><meta name="citation_publication_date" content="2026/05/18">'
    )
    article = extract(make_page(head=head), URL)
    assert article.authors == ["مها الراسي"]
    assert (article.published_at or "").startswith("2026-05-18")
    shown = '<meta property="og:publish_date" content="2026-05-18T10:00:00+03:00">'
    assert (extract(make_page(head=shown), URL).published_at or "").startswith("2026-05-18T10:00")
