"""What the page says of itself to machines: JSON-LD, Open Graph and other meta elements, microdata."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text

from .document import Document
from .elements import finder, text_of
from .evidence import Candidate
from .json_ld import ARTICLE_TYPES, Node, read_json_ld, texts_of, types_of

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
    "lastmod": "modified", "last-modified": "modified", "dcterms.modified": "modified",
    "article:author": "author", "author": "author", "og:article:author": "author", "dc.creator": "author",
    "parsely-author": "author", "sailthru.author": "author", "byl": "author", "twitter:creator:name": "author",
    "article:section": "section", "og:article:section": "section", "section": "section", "parsely-section": "section",
    "article:tag": "tag", "keywords": "tag", "news_keywords": "tag",
    "og:image": "image", "og:image:url": "image", "og:image:secure_url": "image", "twitter:image": "image",
    "og:type": "type", "og:locale": "language", "og:url": "url", "robots": "robots",
}  # fmt: skip
_LD = {
    "headline": "headline", "description": "teaser",
    "datePublished": "published", "dateModified": "modified", "author": "author", "creator": "author",
    "articleSection": "section", "keywords": "tag", "inLanguage": "language", "articleBody": "body",
}  # fmt: skip
_MICRODATA = {
    "headline": "headline", "datepublished": "published", "datemodified": "modified", "author": "author",
    "articlesection": "section", "keywords": "tag",
}  # fmt: skip
_WITH_ITEMPROP = finder("//*[@itemprop]")
_WITH_ITEMTYPE = finder("//*[@itemtype]")
LONGEST_LABEL = 1_000
"""Letters beyond which a value is no headline and no name, and costs only time."""
_BOUNDED = frozenset({"headline", "title", "site_name", "author", "section", "tag"})
_ESCAPED_AGAIN = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_TAG = re.compile(r"<[^<>]+>")
_COMMA = re.compile(r"[,،;|]")


@dataclass
class Metadata:
    """Candidates of each field in order of belief, and what kinds of page the page says it is."""

    fields: dict[str, list[Candidate]] = field(default_factory=dict)
    types: set[str] = field(default_factory=set)
    """schema.org types of the JSON-LD nodes and of the page's own microdata."""
    breadcrumb: list[str] = field(default_factory=list)
    canonical: str | None = None

    def add(self, name: str, value: str, rule: str) -> None:
        """Notes a candidate, cleaned, unless it is empty or known already by that rule."""
        text = value.strip()
        if name in _BOUNDED and len(text) > LONGEST_LABEL:
            return
        if name in ("headline", "teaser", "site_name", "author", "section"):
            text = clean_markup(text)
        if text and Candidate(text, rule) not in self.fields.get(name, ()):
            self.fields.setdefault(name, []).append(Candidate(text, rule))

    def all(self, name: str) -> list[Candidate]:
        """The candidates of a field, the most believable first; an empty list where there is none."""
        return self.fields.get(name, [])

    def first(self, name: str) -> Candidate | None:
        """The most believable candidate of a field."""
        found = self.fields.get(name)
        return found[0] if found else None


def clean_markup(value: str) -> str:
    """A text out of an attribute or of JSON: references that were escaped twice and stray tags are taken off.

    >>> clean_markup("قال &quot;نعم&quot; <b>اليوم</b>")
    'قال "نعم" اليوم'
    """
    if "&" in value and _ESCAPED_AGAIN.search(value):
        value = html.unescape(html.unescape(value))
    if "<" in value:
        value = _TAG.sub(" ", value)
    return clean_text(value)


def read_metadata(document: Document) -> Metadata:
    """Everything that a page's machine-readable parts say, JSON-LD first, then meta elements, then microdata."""
    found = Metadata()
    tree = document.tree
    for node in read_json_ld(tree):
        _read_node(found, node)
    _read_meta(found, tree)
    if document.has_microdata:
        _read_microdata(found, tree)
    for title in tree.iter("title"):
        around = title.getparent()
        if around is not None and around.tag in ("head", "html") and title.text:
            found.add("title", clean_markup(text_of(title)), "title")
            break
    if not found.all("language") and tree.get("lang"):
        found.add("language", tree.get("lang", ""), "html:lang")
    return found


def _read_node(found: Metadata, node: Node) -> None:
    kinds = types_of(node)
    found.types |= kinds
    if kinds & ARTICLE_TYPES or any(kind.endswith("Article") for kind in kinds):
        _read_article_node(found, node)
    elif "BreadcrumbList" in kinds:
        found.breadcrumb = found.breadcrumb or _breadcrumb(node)
    elif kinds & {"WebSite", "NewsMediaOrganization"}:
        for name in texts_of(node.get("name")):
            found.add("site_name", name, "json_ld:WebSite.name")
    elif "WebPage" in kinds:
        for key, name in (
            ("datePublished", "page_published"),
            ("dateModified", "page_modified"),
            ("name", "title"),
        ):
            for text in texts_of(node.get(key)):
                found.add(name, text, f"json_ld:WebPage.{key}")


def _read_article_node(found: Metadata, node: Node) -> None:
    for key, name in _LD.items():
        for text in texts_of(node.get(key)):
            for part in _COMMA.split(text) if name == "tag" else (text,):
                found.add(name, clean_markup(part) if name == "tag" else part, f"json_ld:{key}")
    for text in texts_of(node.get("publisher")):
        found.add("site_name", text, "json_ld:publisher")
    if "headline" not in node:
        for text in texts_of(node.get("name")):
            found.add("headline", text, "json_ld:name")
    image: Any = node.get("image")
    for item in image if isinstance(image, list) else [image]:
        address = item.get("url") if isinstance(item, dict) else item
        if isinstance(address, str):
            found.add("image", address, "json_ld:image")


def _breadcrumb(node: Node) -> list[str]:
    items = node.get("itemListElement")
    names: list[str] = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            texts = texts_of(item.get("name")) or texts_of(inner if isinstance(inner, dict) else None)
            names.extend(clean_markup(text) for text in texts[:1])
    return names


def _read_meta(found: Metadata, tree: _Element) -> None:
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        name = _META.get(key)
        content = meta.get("content")
        if not name or not content:
            continue
        if name == "tag" and key != "article:tag":
            for tag in _COMMA.split(content):
                found.add("tag", clean_markup(tag), key)
        else:
            found.add(name, content, key)
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.canonical = found.canonical or (link.get("href") or "").strip()


def _read_microdata(found: Metadata, tree: _Element) -> None:
    """Properties of the page's own article: those of comments and of other articles' boxes are theirs."""
    for element in _WITH_ITEMTYPE(tree):
        found.types.add(_item_type(element))
    scope: _Element | None = None
    for element in _WITH_ITEMPROP(tree):
        names = [(prop, _MICRODATA[prop]) for prop in _props(element) if prop in _MICRODATA]
        if not names:
            continue
        around = _item_around(element)
        if around is not None and _item_type(around) not in ("WebPage", "Person", "Organization"):
            scope = around if scope is None else scope
            if around is not scope:
                continue
        for prop, name in names:
            for value in _tags(element) if name == "tag" else [_microdata_value(element, prop)]:
                found.add(name, value, f"itemprop:{prop}")


def _tags(element: _Element) -> list[str]:
    """The keywords of an element: the text of each link, else what commas part."""
    links = [text_of(link) for link in element.iterfind(".//a")]
    return list(map(clean_markup, links or _COMMA.split(_microdata_value(element, "keywords"))))


def _props(element: _Element) -> list[str]:
    return (element.get("itemprop") or "").lower().split()


def _item_type(element: _Element) -> str:
    return (element.get("itemtype") or "").rstrip("/").rsplit("/", 1)[-1]


def _item_around(element: _Element) -> _Element | None:
    """The nearest element around that is an item of its own (``itemscope``)."""
    return next((above for above in element.iterancestors() if "itemscope" in above.attrib), None)


def _microdata_value(element: _Element, prop: str) -> str:
    """WHATWG HTML, 5.2.4: the value of a property stands in an attribute for some elements."""
    for attribute in ("content", "datetime", "title") if element.tag == "abbr" else ("content", "datetime"):
        if value := element.get(attribute):
            return str(value)
    if prop == "author":
        for name in element.iterfind(".//*[@itemprop='name']"):
            return str(name.get("content") or text_of(name))
    return text_of(element)
