"""Who wrote it: people from bylines and metadata, the agency that it came from."""

from __future__ import annotations

import re

from arnews_crawler.text.clean import clean_text
from arnews_crawler.text.fold import fold_key, fold_text

from .agencies import is_agency
from .blocks import Block, Page
from .evidence import Candidate, Evidence
from .metadata import Metadata
from .phrases import any_of

_BYLINE = re.compile(
    r"(?:^|[|•:]\s*|\s)"
    r"(?:(?:كتب بواسطة|نشر بواسطة|أرسلت بواسطة|بواسطة|بقلم|كتبت|كتبه|كتبها|كتب|By|Written by)(?:\s*[:：\-–/|]\s*|\s+)"
    r"|(?:إعداد|اعداد|تحرير|حوار|تقرير|الكاتب|المحرر|Author)\s*[:：/|]\s*)(?P<names>[^|•\n:]{3,90})",
    re.IGNORECASE,
)
# Where a byline's names end: a date, an age, a source.
_END_OF_NAMES = re.compile(
    r"\s*(?:[\d٠-٩۰-۹]|\s(?:في|بتاريخ|يوم)(?:\s|$)|\b(?:المصدر|قبل|منذ|أمس|اليوم|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)\b).*$"
)
_FROM_A_DATE_ON = re.compile(
    r"\s*(?:[\d٠-٩۰-۹]|\b(?:قبل|منذ|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)\b).*$"
)
_SPLIT = re.compile(r"\s*(?:[،,;/|&]|\s(?:و|and|et)\s(?=\S))\s*")
_PLACE = re.compile(r"\s+[-–—]\s+")
"""What stands behind a dash in a byline is a place or an agency (سمير قدورة - القاهرة)."""
_AUTHOR_CLASS = re.compile(r"(?<![a-z])(?:author|byline|writer|vcard|fn|reporter)(?![a-z])")
_AUTHOR_LINK = re.compile(r"/(?:authors?|writers?|profile|users?|كاتب|كتاب)/|[?&]author=", re.IGNORECASE)
_NO_PERSON = re.compile(
    r"https?:|@|\d{3}|^(?:admin\w*|editor\w*|author|user|root|webmaster|newsroom|staff|guest|administrator)$",
    re.IGNORECASE,
)
_DESK = re.compile(
    r"^(?:"
    + any_of(
        """المحرر | التحرير | هيئة التحرير | فريق التحرير | غرفة الأخبار | قسم الأخبار | محرر | موقع | صحيفة | جريدة
        | شبكة | وكالة | قناة | إدارة | خاص | متابعات | مواقع | newsroom | editorial team | staff | news desk"""
    )
    + r")(?:\s|$)"
)


def decide_authors(
    page: Page,
    head: list[Block],
    metadata: Metadata,
    site: list[str],
    evidence: Evidence,
    told: tuple[str, ...] = (),
    first_line: str = "",
) -> tuple[list[str], str | None]:
    """The people who wrote the article, in printed order, and the agency that it came from, or None.

    A byline names the writer where metadata name the newsroom only; neither site nor agency is a person.
    """
    site_keys = {fold_key(name) for name in site}
    sources: list[tuple[str, list[str]]] = [("byline", _from_bylines(head))]
    for rule, values in _by_rule(metadata.all("author")).items():
        sources.append((rule, values))
    sources.append(("author_element", from_elements(page, head)))
    sources.append(("feed", list(told)))
    agency: str | None = None
    agency_rule = ""
    chosen: list[str] = []
    for rule, values in sources:
        people: list[str] = []
        for value in values:
            evidence.propose("authors", value, rule)
            for name in split_names(value):
                if is_agency(name):
                    evidence.propose("agency", name, rule)
                    agency, agency_rule = (agency, agency_rule) if agency else (name, rule)
                elif is_person(name, site_keys) and name not in people:
                    people.append(name)
        if people and not chosen:
            chosen = people
            evidence.decide("authors", rule)
    evidence.judge("authors", lambda c: no_author(c.value, site_keys))
    if agency is None:
        agency, agency_rule = _agency_in_lines(head, first_line), "line_around_body"
    if agency:
        evidence.decide("agency", agency_rule)
    return chosen, agency


def _agency_in_lines(head: list[Block], first_line: str) -> str | None:
    """An agency that a short line around the article or its first paragraph's dateline names (القاهرة - رويترز)."""
    lines = [_FROM_A_DATE_ON.sub("", block.text) for block in head if block.size <= 80]
    for line in [*lines, first_line[:60]]:
        for part in re.split(r"\s+[-–—]\s+|[|•:،/]", line)[:6]:
            name = part.strip(" .[]()")
            if is_agency(name):
                return name
    return None


def split_names(value: str) -> list[str]:
    """A byline's names apart.

    >>> split_names("سمير قدورة ومها الراسي")
    ['سمير قدورة ومها الراسي']
    >>> split_names("سمير قدورة، مها الراسي - رويترز")
    ['سمير قدورة', 'مها الراسي', 'رويترز']
    """
    match = _BYLINE.match(value)
    text = match["names"] if match else value
    if "://" in text or text.startswith("@"):
        return []
    names = []
    for piece in _SPLIT.split(text):
        person, *behind = _PLACE.split(piece)
        # One word behind a dash is a place; two and more are another person.
        names += [person, *(part for part in behind if is_agency(part) or len(part.split()) > 1)]
    return [name for piece in names if (name := clean_text(piece).strip(" .:؛،-–_/|()[]"))]


def is_person(name: str, site_keys: set[str]) -> bool:
    """Whether a name may be a person's: not the site's, no desk, no address, no login such as ``admin``."""
    return not _no_person(name, site_keys)


def no_author(value: str, site_keys: set[str]) -> str:
    """What speaks against the names in a value, in plain words; empty where all may be people."""
    names = split_names(value)
    if not names:
        return "an address or an account"
    against = [(name, why) for name in names if (why := _no_person(name, site_keys))]
    return "; ".join(why if len(names) == 1 else f"{name}: {why}" for name, why in against)


def _no_person(name: str, site_keys: set[str]) -> str:
    key = fold_key(name)
    if not key or len(name) > 60 or len(name.split()) > 7:
        return "too long for a name" if key else "no letters"
    if key in site_keys:
        return "the site's own name"
    if _NO_PERSON.search(name):
        return "an address, a number or a login"
    if _DESK.match(fold_text(name)):
        return "a desk is no person"
    return "agency is no author" if is_agency(name) else ""


def _by_rule(candidates: list[Candidate]) -> dict[str, list[str]]:
    grouped: dict[str, list[str]] = {}
    for candidate in candidates:
        grouped.setdefault(candidate.rule, []).append(candidate.value)
    return grouped


def from_elements(page: Page, blocks: list[Block]) -> list[str]:
    """Names in elements that say author: by class, by ``rel``, or by a link to a page of the writer."""
    found = []
    for block in blocks:
        node = page.nodes[block.node] if block.node >= 0 else None
        if node is None or block.size > 80:
            continue
        says = _AUTHOR_CLASS.search((node.element.get("class") or "").lower())
        if says or (block.link_share > 0.8 and any(_AUTHOR_LINK.search(href) for href in block.links)):
            found.append(block.text)
    return found


def _from_bylines(head: list[Block]) -> list[str]:
    """Names that lines between headline and body give: behind بقلم or كتب, or in an element that says author."""
    found = []
    for block in head[:25]:
        if block.size > 120:
            continue
        if (match := _BYLINE.search(block.text)) and _is_byline(match, block.text):
            found.append(_END_OF_NAMES.sub("", match["names"]))
    return found


def _is_byline(match: re.Match[str], line: str) -> bool:
    """A word such as كتب begins a byline at a line's beginning, behind a mark, or with a colon; else it is a verb."""
    before = line[: match.start()].strip()
    if ":" not in match[0] and len(match["names"].split()) < 2:
        return False
    return not before or ":" in match[0] or match[0].lstrip()[:1] in "|•"
