"""The site's name, and headlines without it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arnews_crawler.text.fold import fold_text

from .addresses import split_address
from .blocks import Page
from .keys import key_of, line_key
from .metadata import Metadata
from .phrases import FOLLOW_US, NOTICE, may_match

# A separator between site name and headline has space around it, or is one that no headline uses inside itself.
SEPARATOR = re.compile(r"\s+[-–—|»«•·~/\\>›:ـ]{1,2}\s+|\s*[|»›•]\s*|\s+::\s+|:\s+(?=\S+(?:\s\S+){0,2}$)")
# Beside a name that is known, anything that is no letter may part the two.
_BESIDE_A_KNOWN_NAME = re.compile(r"\s*[-–—|»«•·~/\\>›:]{1,2}\s*|\s+ـ+\s+")
_MARK = re.compile(r"[-–—|»«•·~/\\>›:ـ]")
"""Most lines have none: one quick look saves the search for spaces around it."""
_HOME = {line_key(word) for word in ("الرئيسية", "الصفحة الرئيسية", "رئيسية", "home", "homepage", "العربية", "English")}
_LONGEST_HOME = 120
"""Letters that no address of a front page has."""
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|^[\w.-]+\.[a-z]{2,}$", re.IGNORECASE)


def strip_site_name(headline: str, names: Iterable[str]) -> str:
    """A headline without the site's name before or behind it, whichever separator stands between.

    >>> strip_site_name("نوادر الأخبار | اتفاق جديد", ["نوادر الأخبار"])
    'اتفاق جديد'
    >>> strip_site_name("نوادر الأخبار: عن اتفاق جديد في العاصمة", ["نوادر الأخبار"])
    'عن اتفاق جديد في العاصمة'
    >>> strip_site_name("نوادر الأخبار تكرم كتابها", ["نوادر الأخبار"])
    'نوادر الأخبار تكرم كتابها'
    """
    keys = {line_key(name) for name in names if name} - {""}
    while keys:
        for piece in _outer_separators(headline):
            before, behind = headline[: piece.start()].strip(), headline[piece.end() :].strip()
            if behind and line_key(before) in keys:
                headline = behind
                break
            if before and line_key(behind) in keys:
                headline = before
                break
        else:
            break
    return headline.strip()


def _outer_separators(headline: str) -> list[re.Match[str]]:
    if not _MARK.search(headline):
        return []
    pieces = list(_BESIDE_A_KNOWN_NAME.finditer(headline))
    return pieces if len(pieces) <= 4 else pieces[:2] + pieces[-2:]


def site_names(metadata: Metadata, page: Page, declared: str | None = None, learned: Iterable[str] = ()) -> list[str]:
    """The names under which the site speaks of itself, the best first.

    Declared by its spider; Open Graph, JSON-LD, application name; the link to its home page; a first line that the
    follow-us or copyright line names again; what was ``learned`` from the site's other pages.
    """
    names = [declared] if declared else []
    ranked = sorted(metadata.all("site_name"), key=lambda found: _rank(found.rule))
    names += [found.value for found in ranked if not _ADDRESS.search(found.value) and len(found.value) <= 60]
    names += _shown_names(page, metadata)
    names += learned
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(line_key(name), name)
    return [name for key, name in unique.items() if key]


def _shown_names(page: Page, metadata: Metadata) -> list[str]:
    """Names that the page prints: as its link home, or above the article or in its title and again in a closing line.

    Closing lines are those that ask to follow the site or claim its copyright.
    """
    found = []
    for block in page.blocks[:12]:
        is_home = len(block.links) == 1 and block.link_share > 0.9 and _leads_home(block.links[0])
        if is_home and 3 <= block.size <= 40 and line_key(block.text) not in _HOME and not _ADDRESS.search(block.text):
            found.append(block.text)
    lines = [block.text for block in page.blocks[:12] if block.link_share < 0.5]
    lines += [piece for title in metadata.all("title") for piece in _BESIDE_A_KNOWN_NAME.split(title.value)]
    closing = [
        key_of(block)
        for block in page.blocks[-40:]
        if block.size < 200 and ("©" in block.text or (may_match(block.text) and _is_closing(key_of(block))))
    ]
    for line in lines:
        key = fold_text(line)
        if 3 <= len(key) <= 40 and any(f" {key} " in f" {end} " for end in closing):
            found.append(line)
    return found


def _is_closing(key: str) -> bool:
    return bool(FOLLOW_US.match(key) or NOTICE.match(key))


def _leads_home(href: str) -> bool:
    if len(href) > _LONGEST_HOME:
        return False
    parts = split_address(href.strip())
    return not href.startswith("#") and not parts.query and parts.path in ("", "/", "/index.html", "/index.php")


def _rank(rule: str) -> int:
    order = ("og:site_name", "json_ld:publisher", "json_ld:WebSite.name", "application-name")
    return order.index(rule) if rule in order else len(order)


def name_in_title(title: str, headline: str) -> str | None:
    """What stands beside the headline in the title element: most often the site's name.

    >>> name_in_title("اتفاق جديد - نوادر الأخبار", "اتفاق جديد")
    'نوادر الأخبار'
    """
    key = line_key(headline)
    for piece in SEPARATOR.finditer(title):
        before, behind = title[: piece.start()].strip(), title[piece.end() :].strip()
        if line_key(before) == key and 0 < len(behind) <= 50:
            return SEPARATOR.split(behind)[-1].strip()
        if line_key(behind) == key and 0 < len(before) <= 50:
            return SEPARATOR.split(before)[0].strip()
    return None
