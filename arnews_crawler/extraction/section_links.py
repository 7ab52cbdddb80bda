"""Links to a section's page that an article prints of itself: each link by itself, never a whole line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key

from . import regions as r
from .addresses import is_section_page, is_tag_page
from .blocks import HEADINGS, Block, Page
from .elements import text_of

_NAMES_SECTION = re.compile(
    r"(?<![a-z])(?:cat-?links?|categor(?:y|ies)|cat-?name|section-?(?:name|label|link|title))(?![a-z])"
)
_LABEL = re.compile(
    r"^(?:categor(?:y|ies)|sections?|topics?|tags?|labels?|posted in|filed under|in|القسم|الأقسام|قسم|التصنيفات"
    r"|التصنيف|تصنيف|الفئة|الباب|الوسوم|وسوم|نشر في|في|ضمن)\s*(?:[:：]\s*|\s+(?=في\s))",
    re.IGNORECASE,
)
_TAGS_LABEL = re.compile(
    r"وسوم|موسوم|الوسم|كلمات|الدالة|المفتاحية|مواضيع|(?<![a-z])(?:tag(?:s|ged)?|keywords?|labels?)(?![a-z])",
    re.IGNORECASE,
)
_SECTION_LABEL = re.compile(
    r"مصنف|صنف|تصنيف|قسم|فئة|ضمن|(?<![a-z])(?:categor\w+|sections?|filed|posted in)(?![a-z])", re.IGNORECASE
)
_OTHERS = r.NAVIGATION | r.RELATED | r.COMMENTS | r.ASIDE | r.COMPLEMENTARY | r.WIDGET | r.SHARING
_WHOLE = frozenset({"html", "body", "main", "article"})
_LONGEST_NAME = 40
_MOST_OF_ARTICLE = 3
"""Sections that an article is filed under; more in one box are a menu."""
_PROSE = 100
_MARKED, _NAMED, _ADDRESSED = range(3)


class SectionLink(NamedTuple):
    """A link's text, and how sure it is: marked by ``rel``, named by a class, told by its address."""

    rank: int
    text: str


def section_link(page: Page, blocks: list[Block], *, is_own: bool = False) -> list[str]:
    """The surest section that links of these blocks name; a single tag is what some sites have for one.

    ``is_own`` tells that the blocks are known to be the article's, whatever the elements around are named.
    """
    found = [link for block in blocks for link in _of_block(page, block, is_own=is_own)]
    if found:
        return [min(found, key=lambda link: link.rank).text]
    tags = {text for block in blocks for text in _lone_tag(page, block)}
    return list(tags) if len(tags) == 1 else []


def linked_elements(page: Page, block: Block) -> list[_Element]:
    """The links of a block, in order."""
    node = page.nodes[block.node] if block.node >= 0 else None
    if node is None or not block.links:
        return []
    return [link for link in node.element.iter("a") if link.get("href") in block.links]


def without_label(text: str) -> str:
    """A name without the label before it.

    >>> without_label("القسم: زراعة"), without_label("في زراعة"), without_label("Category: زراعة")
    ('زراعة', 'زراعة', 'زراعة')
    """
    text = clean_text(text).strip(" |/·•,،:#")
    return _LABEL.sub("", text).removeprefix("في ").strip()


def _of_block(page: Page, block: Block, *, is_own: bool) -> Iterator[SectionLink]:
    links = [(link, rank) for link in linked_elements(page, block) if (rank := _rank(link)) is not None]
    for link, rank in links:
        text = " ".join(text_of(link).split())
        name = without_label(text)
        if not 1 < len(name) <= _LONGEST_NAME or len(name.split()) > 5 or any(map(str.isdigit, name)):
            continue
        if rank != _MARKED and (_is_behind_tags(block.text, text) or (not is_own and _is_elsewhere(page, block))):
            continue
        yield SectionLink(rank, name)


def _rank(link: _Element) -> int | None:
    rel = (link.get("rel") or "").lower().split()
    href = link.get("href") or ""
    if "category" in rel:
        return _MARKED
    if "author" in rel or is_tag_page(href) or href.strip("./") == "":
        return None
    if is_section_page(href):
        return _ADDRESSED
    if "tag" in rel:
        return None
    around = link.getparent()
    names = [link.get("class") or "", "" if around is None or around.tag in _WHOLE else around.get("class") or ""]
    return _NAMED if any(_NAMES_SECTION.search(name.lower().replace("_", "-")) for name in names) else None


def _is_behind_tags(line: str, text: str) -> bool:
    """Whether the last label before a link says that tags follow."""
    before = line[: line.find(text)] if text in line else ""
    tags = [match.end() for match in _TAGS_LABEL.finditer(before)]
    sections = [match.end() for match in _SECTION_LABEL.finditer(before)]
    return bool(tags) and max(tags) > max(sections, default=-1)


def _is_elsewhere(page: Page, block: Block) -> bool:
    """Whether a link stands in a menu, or in a box of another article."""
    for index in page.ancestors(block.node, 4):
        node = page.nodes[index]
        if node.tag in _WHOLE:
            return False
        if node.region & _OTHERS:
            return True
        inner = page.blocks[node.first : node.last]
        if any(other.size > _PROSE or other.tag in HEADINGS for other in inner):
            return False
        hrefs = {href for other in inner for href in other.links if is_section_page(href)}
        if len(hrefs) > _MOST_OF_ARTICLE:
            return True
    return False


def _lone_tag(page: Page, block: Block) -> Iterator[str]:
    if block.size > 60 or block.link_share < 0.5:
        return
    for link in linked_elements(page, block):
        text = " ".join(text_of(link).split())
        is_tag = is_tag_page(link.get("href") or "") and not _is_behind_tags(block.text, text)
        if is_tag and 1 < len(text) <= 30 and not text.startswith("#"):
            yield without_label(text)


def menu_link(page: Page, blocks: list[Block], host: str) -> list[str]:
    """A link near the headline that a menu of the site has too, with the same words."""
    found = {(href, fold_key(text)): without_label(text) for href, text in _short_links(page, blocks, host)}
    if not found:
        return []
    hrefs = {href for href, _ in found}
    links = [
        link
        for block in _menu_blocks(page)
        if not hrefs.isdisjoint(block.links)
        for link in linked_elements(page, block)
    ]
    links += [link for part in page.frame for link in _links_of_menu(part)]
    menu = {(href, fold_key(text_of(link))) for link in links if (href := link.get("href") or "") in hrefs}
    return [name for link, name in found.items() if link in menu][:1]


def _short_links(page: Page, blocks: list[Block], host: str) -> Iterator[tuple[str, str]]:
    """Address and text of links to other pages of the site that are a few words, in lines that are no menu."""
    for block in blocks:
        if len(block.links) > _MOST_OF_ARTICLE or block.size > 160 or _is_elsewhere(page, block):
            continue
        for link in linked_elements(page, block):
            href, text = link.get("href") or "", text_of(link)
            is_own = "//" not in href or (host and f"//{host}" in href)
            name = without_label(text)
            is_name = 1 < len(name) <= 25 and len(name.split()) <= 3
            if is_own and is_name and href.strip("./#"):
                yield href, text


def _links_of_menu(part: _Element) -> list[_Element]:
    """The links of a part that all pages of the site have, if they are many."""
    links = list(part.iter("a"))
    return links if len(links) > _MOST_OF_ARTICLE else []


def _menu_blocks(page: Page) -> Iterator[Block]:
    """The blocks of menus: lines of many links, and lists of many that are named so."""
    for block in page.blocks:
        if block.link_share > 0.8 and block.size < 400 and len(block.links) > _MOST_OF_ARTICLE:
            yield block
    for node in page.nodes:
        inner = page.blocks[node.first : node.last]
        if node.region & r.NAVIGATION and node.tag not in _WHOLE and _MOST_OF_ARTICLE < len(inner) < 100:
            yield from (block for block in inner if block.link_share > 0.8 and block.size < 400)
