"""Meta elements: what each name or property speaks of."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text

from .microdata import is_list_of_tags, split_keywords
from .names import LEAD_ALONE

# name or property of a meta element -> the field that it speaks of
_META = {
    "og:title": "headline", "twitter:title": "headline", "dc.title": "headline", "title": "headline",
    "parsely-title": "headline", "sailthru.title": "headline", "headline": "headline",
    "og:description": "teaser", "description": "teaser", "twitter:description": "teaser",
    "og:site_name": "site_name", "application-name": "site_name", "twitter:site:name": "site_name",
    "apple-mobile-web-app-title": "site_name",
    "article:published_time": "published", "og:article:published_time": "published", "article:published": "published",
    "datepublished": "published", "date": "published", "pubdate": "published", "publish-date": "published",
    "publication_date": "published", "parsely-pub-date": "published", "dc.date": "published",
    "dc.date.issued": "published", "dcterms.created": "published", "sailthru.date": "published",
    "og:published_time": "published", "publishdate": "published", "publish_date": "published",
    "cxenseparse:recs:publishtime": "published", "article_date_original": "published", "dc.date.created": "published",
    "article:modified_time": "modified", "og:updated_time": "modified", "datemodified": "modified",
    "og:publish_date": "published", "citation_publication_date": "published", "citation_date": "published",
    "lastmod": "modified", "last-modified": "modified", "dcterms.modified": "modified",
    "article:author": "author", "author": "author", "og:article:author": "author", "dc.creator": "author",
    "parsely-author": "author", "sailthru.author": "author", "byl": "author", "twitter:creator:name": "author",
    "citation_author": "author",
    "article:section": "section", "og:article:section": "section", "section": "section", "parsely-section": "section",
    "article:tag": "tag", "keywords": "tag", "news_keywords": "tag",
    "og:image": "image", "og:image:url": "image", "og:image:secure_url": "image", "twitter:image": "image",
    "og:type": "type", "og:locale": "language", "og:url": "url", "robots": "robots",
}  # fmt: skip


def read_meta_elements(tree: _Element) -> Iterator[tuple[str, str, str]]:
    """Field, value and rule of each meta element that speaks of the page, in order."""
    told: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        name = _META.get(key)
        content = meta.get("content")
        if key.startswith(("twitter:label", "twitter:data")) and content:
            told[key] = content
            yield from _labelled(told, key)
        if not name or not content:
            continue
        if name == "tag":
            for tag in _tags(tree, key, content):
                yield name, tag, key
        else:
            yield name, content, key


def _tags(tree: _Element, key: str, content: str) -> list[str]:
    """Keywords are a list. ``article:tag`` names one tag, unless it is the page's only one and plainly a list."""
    is_list = key != "article:tag" or (is_list_of_tags(content) and _count(tree, key) == 1)
    return split_keywords(content) if is_list else [content]


def _count(tree: _Element, key: str) -> int:
    return sum(key in (meta.get("property"), meta.get("name")) for meta in tree.iter("meta"))


def _labelled(told: dict[str, str], key: str) -> Iterator[tuple[str, str, str]]:
    """``twitter:label1`` says what ``twitter:data1`` is: SEO plugins give the writer so, and the time of reading."""
    number = key.removeprefix("twitter:label").removeprefix("twitter:data")
    label, data = told.get(f"twitter:label{number}"), told.get(f"twitter:data{number}")
    if label and data and LEAD_ALONE.fullmatch(f"{clean_text(label).rstrip(':')}:"):
        yield "author", data, f"twitter:data{number}"
