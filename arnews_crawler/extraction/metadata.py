"""What the page says of itself to machines: JSON-LD, Open Graph and other meta elements, microdata."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text

from .document import Document
from .elements import text_of
from .evidence import Candidate
from .json_ld import (
    ARTICLE_TYPES,
    ORGANIZATIONS,
    Graph,
    Node,
    bare_address,
    own_articles,
    read_json_ld,
    texts_of,
    types_of,
)
from .meta_elements import read_meta_elements
from .microdata import item_types, read_microdata, split_keywords

_LD = {
    "headline": "headline", "description": "teaser",
    "datePublished": "published", "dateModified": "modified", "author": "author", "creator": "author",
    "articleSection": "section", "keywords": "tag", "inLanguage": "language", "articleBody": "body",
}  # fmt: skip
LONGEST_LABEL = 1_000
"""Letters beyond which a value is no headline and no name, and costs only time."""
_CLEANED = frozenset({"headline", "teaser", "site_name", "author", "author_group", "section", "tag"})
_BOUNDED = frozenset({"headline", "title", "site_name", "author", "author_group", "section", "tag"})
_ESCAPED_AGAIN = re.compile(r"&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);")
_TAG = re.compile(r"<[^<>]+>")


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
        if name in ("headline", "teaser", "site_name", "author", "author_group", "section"):
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
    _read_graph(found, document)
    for name, value, rule in read_meta_elements(tree):
        found.add(name, value, rule)
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and link.get("href"):
            found.canonical = found.canonical or (link.get("href") or "").strip()
    if document.has_microdata:
        found.types |= item_types(tree)
        for name, value, rule in read_microdata(tree):
            found.add(name, value, rule)
    for title in tree.iter("title"):
        around = title.getparent()
        if around is not None and around.tag in ("head", "html") and title.text:
            found.add("title", clean_markup(text_of(title)), "title")
            break
    if not found.all("language") and tree.get("lang"):
        found.add("language", tree.get("lang", ""), "html:lang")
    return found


def _read_graph(found: Metadata, document: Document) -> None:
    nodes = read_json_ld(document.tree)
    graph = Graph(nodes)
    articles = [node for node in nodes if _is_article(types_of(node))]
    if len(articles) > 1:
        articles = own_articles(articles, _own_addresses(document), _own_titles(document.tree))
    for node in nodes:
        _read_node(found, node, graph, is_own=any(node is own for own in articles))


def _is_article(kinds: set[str]) -> bool:
    return bool(kinds & ARTICLE_TYPES) or any(kind.endswith("Article") for kind in kinds)


def _own_addresses(document: Document) -> set[str]:
    """The page's address, and those that it gives itself."""
    own = [document.url]
    own += [link.get("href") or "" for link in document.tree.iter("link") if link.get("rel") == "canonical"]
    own += [meta.get("content") or "" for meta in document.tree.iter("meta") if meta.get("property") == "og:url"]
    return {bare_address(address) for address in own if address}


def _own_titles(tree: _Element) -> list[str]:
    titles = [meta.get("content") or "" for meta in tree.iter("meta") if meta.get("property") == "og:title"]
    return [*titles, *(text_of(element) for element in tree.iter("title", "h1"))]


def _read_node(found: Metadata, node: Node, graph: Graph, *, is_own: bool) -> None:
    kinds = types_of(node)
    found.types |= kinds
    if _is_article(kinds):
        if is_own:
            _read_article_node(found, node, graph)
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


def _read_article_node(found: Metadata, node: Node, graph: Graph) -> None:
    for key, name in _LD.items():
        if name == "author":
            _read_authors(found, graph.items_of(node.get(key)), f"json_ld:{key}")
            continue
        for text in texts_of(node.get(key)):
            for part in split_keywords(text) if name == "tag" else (text,):
                found.add(name, part, f"json_ld:{key}")
    for text in texts_of(graph.items_of(node.get("publisher"))):
        found.add("site_name", text, "json_ld:publisher")
    if "headline" not in node:
        for text in texts_of(node.get("name")):
            found.add("headline", text, "json_ld:name")
    image: Any = node.get("image")
    for item in image if isinstance(image, list) else [image]:
        address = item.get("url") if isinstance(item, dict) else item
        if isinstance(address, str):
            found.add("image", address, "json_ld:image")


def _read_authors(found: Metadata, items: list[Any], rule: str) -> None:
    """People; an organization may be the agency that a text came from, and is none of its authors."""
    for item in items:
        kinds = types_of(item) if isinstance(item, dict) else set()
        is_group = bool(kinds & ORGANIZATIONS) and "Person" not in kinds
        for text in texts_of(item):
            found.add("author_group" if is_group else "author", text, rule)


def _breadcrumb(node: Node) -> list[str]:
    items = node.get("itemListElement")
    names: list[str] = []
    for item in items if isinstance(items, list) else []:
        if isinstance(item, dict):
            inner = item.get("item")
            texts = texts_of(item.get("name")) or texts_of(inner if isinstance(inner, dict) else None)
            names.extend(clean_markup(text) for text in texts[:1])
    return names
