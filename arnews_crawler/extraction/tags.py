"""Tags: of metadata, else of the page's own list of tags."""

from __future__ import annotations

import re

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key

from . import regions as r
from .addresses import is_section_page
from .blocks import Page
from .elements import text_of
from .evidence import Evidence
from .metadata import Metadata

_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_TAG_LINE = re.compile(
    rf"^\s*(?:{'|'.join('الوسوم وسوم التسميات تسميات labels tags keywords'.split())}"
    r"|كلمات مفتاحية|الكلمات المفتاحية|الكلمات الدالة)\s*[:：]\s*(.+)$",
    re.IGNORECASE,
)
_MOST_LINKED = 30
"""Links of a list of tags; more are the cloud of all that the site has."""
_NONE = {fold_key(word) for word in ("لا يوجد", "لا توجد", "لا شيء", "بدون", "بلا", "none", "no tags", "untagged")}


def decide_tags(page: Page, metadata: Metadata, site: list[str], evidence: Evidence) -> list[str]:
    """The article's tags in printed order, without repeats: of metadata, else of the page's own list of tags."""
    names = {fold_key(name) for name in site}
    told = [c.value for c in metadata.all("tag") if fold_key(c.value) not in names and len(c.value) <= 60]
    if told:
        return _unique(told, metadata.all("tag")[0].rule, evidence)
    if linked := _linked_tags(page):
        return _unique(linked, "links in a list of tags", evidence)
    return _unique(_tag_line(page), "line of tags", evidence)


def _unique(tags: list[str], rule: str, evidence: Evidence) -> list[str]:
    found: dict[str, str] = {}
    for tag in tags:
        found.setdefault(fold_key(tag), tag)
    if found:
        evidence.decide("tags", rule)
    return list(found.values())[:40]


def _linked_tags(page: Page) -> list[str]:
    """Links of the first element that says it lists tags; a sidebar's cloud is the site's."""
    foreign = r.NAVIGATION | r.ASIDE | r.COMPLEMENTARY | r.WIDGET
    for node in page.nodes:
        if not node.region & r.TAGS:
            continue
        around = [page.nodes[i] for i in page.ancestors(node.index, 4)]
        if not any(n.region & foreign and n.tag not in _WHOLE_PAGE for n in around):
            texts = [clean_text(text_of(link)).lstrip("#") for link in _marked(list(node.element.iter("a")))]
            tags = [text for text in texts if 1 < len(text) <= 60]
            if 0 < len(tags) <= _MOST_LINKED:
                return tags
    return []


def _marked(links: list[_Element]) -> list[_Element]:
    """Of the links of an element those that WordPress marks as tags; all where none is: its sections are marked too."""
    marks = [(link.get("rel") or "").lower().split() for link in links]
    marked = [link for link, rel in zip(links, marks, strict=True) if "tag" in rel and "category" not in rel]
    found = marked or links
    # A list of nothing but pages of /topics/ is one of tags.
    return [link for link in found if not is_section_page(link.get("href") or "")] or found


def _tag_line(page: Page) -> list[str]:
    """The tags of a line that begins with the word for them."""
    for block in page.blocks:
        if block.size < 300 and (match := _TAG_LINE.match(block.text)):
            tags = re.split(r"\s*[,،|#]\s*|\s+[-–]\s+", match[1])
            return [clean_text(tag) for tag in tags if 1 < len(tag.strip()) <= 60 and fold_key(tag) not in _NONE]
    return []
