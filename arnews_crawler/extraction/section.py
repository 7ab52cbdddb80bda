"""Section: breadcrumb, metadata, links of the page that say so."""

from __future__ import annotations

import re
from collections.abc import Callable

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key

from . import regions as r
from .article_box import article_box
from .blocks import Block, Page
from .elements import text_of
from .evidence import Evidence
from .keys import line_key
from .metadata import Metadata
from .section_links import menu_link, section_link, without_label

_STEP = re.compile(r"\s*[»›>/|•\\]\s*")
_MARK = re.compile(r"[»›>/|•\\]")
_LABEL_BEFORE_BYLINE = re.compile(r"^\s*([^:|\d]{3,25}?)\s+(?:كتب|كتبت|بقلم|المصدر)\s*:")
_HOME = {fold_key(word) for word in ("الرئيسية", "الصفحة الرئيسية", "رئيسية", "home", "الرئيسيه", "»", "«")} - {""}


def decide_section(
    page: Page,
    above: list[Block],
    metadata: Metadata,
    headline_keys: set[str],
    site: list[str],
    evidence: Evidence,
    *,
    host: str,
    end: int,
) -> str | None:
    """The section that the article stands in, as printed, or None. ``end`` is the body's first block."""
    names = {fold_key(name) for name in site} | _HOME | headline_keys
    chosen = _of_metadata(metadata, names, evidence)
    readers: tuple[tuple[str, Callable[[], list[str]]], ...] = (
        ("json_ld:BreadcrumbList", lambda: metadata.breadcrumb),
        ("breadcrumb", lambda: _breadcrumb(page)),
        ("breadcrumb_line", lambda: _breadcrumb_line(page, end)),
        ("line_above_body", lambda: _named_above(page, above)),
        ("category_link", lambda: section_link(page, above)),
        ("link that the menu has too", lambda: menu_link(page, above, host)),
        ("box beside the body", lambda: section_link(page, article_box(page), is_own=True)),
    )
    for rule, read in readers:
        if chosen is not None and not evidence.is_asked:
            break
        steps = [step for step in map(without_label, read()) if step and fold_key(step) not in names]
        if steps:
            evidence.propose("section", steps[-1], rule)
            if chosen is None:
                chosen = steps[-1]
                evidence.decide("section", rule)
    return chosen


def _of_metadata(metadata: Metadata, names: set[str], evidence: Evidence) -> str | None:
    """The section that metadata name; ``names`` are those that cannot be one."""
    chosen: str | None = None
    for candidate in metadata.all("section"):
        # A Latin folder's name on an Arabic page is no printed section.
        is_folder = candidate.value.isascii() and candidate.value.islower()
        is_known = fold_key(candidate.value) in names
        against = "the site's name, its home page or the headline" if is_known else "a folder's name" * is_folder
        evidence.propose("section", candidate.value, candidate.rule, against)
        if not against and chosen is None:
            chosen = candidate.value
            evidence.decide("section", candidate.rule)
    return chosen


def _breadcrumb(page: Page) -> list[str]:
    """The linked steps of the page's visible breadcrumb."""
    for node in page.nodes:
        if not node.region & r.NAVIGATION:
            continue
        element = node.element
        names = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('aria-label') or ''}".lower()
        if "crumb" in names:
            steps = [clean_text(text_of(link)) for link in element.iter("a")]
            if any(steps):
                return [step for step in steps if len(step) <= 60]
    return []


def _breadcrumb_line(page: Page, end: int) -> list[str]:
    """The steps of a line of links above the body that begins at home: ``الرئيسية » محليات``."""
    for block in page.blocks[:end]:
        if block.size > 80 or block.link_share <= 0.4 or not _MARK.search(block.text):
            continue
        steps = [clean_text(step) for step in _STEP.split(block.text)]
        if 2 <= len(steps) <= 5 and fold_key(steps[0]) in _HOME:
            return [step for step in steps[1:] if 0 < len(step) <= 40]
    return []


def _named_above(page: Page, above: list[Block]) -> list[str]:
    """A section of the menu that a line around the headline names first: ``رياضة | بقلم …``."""
    for block in above:
        if block.size > 160:
            continue
        if byline := _LABEL_BEFORE_BYLINE.match(block.text):
            return [byline[1]]
        first, *rest = _STEP.split(block.text)
        if rest and fold_key(first) in _menu_above(page, above[0].index):
            return [clean_text(first)]
    return []


def _menu_above(page: Page, top: int) -> set[str]:
    """The keys of links of a name's length above a block."""
    return {
        line_key(block.text)
        for block in page.blocks[:top]
        if block.link_share > 0.9 and block.size <= 25 and len(block.text.split()) <= 3
    } - _HOME
