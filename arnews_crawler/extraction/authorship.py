"""Who wrote it: people from bylines and metadata, the agency that it came from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from arnews_crawler.text.dates import find_dates
from arnews_crawler.text.fold import fold_key

from .addresses import is_author_page
from .agencies import is_agency
from .article_box import article_box
from .blocks import HEADINGS, Block, Page
from .brand import brand_keys
from .elements import text_of
from .evidence import Candidate, Evidence
from .metadata import Metadata
from .names import COLON_LEADS, LEAD_ALONE, LEADS, begins_as_words, is_person, no_author, split_names

_BYLINE = re.compile(
    rf"(?:^|[|•:]\s*|\s)(?:{LEADS}(?:\s*[:：\-–/|]\s*|\s+)|{COLON_LEADS}\s*[:：/|]\s*)(?P<names>[^|•\n:]{{3,90}})",
    re.IGNORECASE,
)
# Not the writer's: "Reviewed by", "Photo by".
_OTHER_WORK = re.compile(
    r"(?:reviewed|edited|checked|photos?|photograph(?:ed|s)?|illustrat(?:ed|ions?)|translated|sponsored|presented|powered|approved"
    r"|provided|designed|developed|produced|hosted|created|owned|updated|تصوير|صورة)$",
    re.IGNORECASE,
)
# Where a byline's names end: a date, an age, a source.
_END_OF_NAMES = re.compile(
    r"\s*(?:[\d٠-٩۰-۹]|\s(?:في|بتاريخ|يوم)(?:\s|$)|\b(?:المصدر|قبل|منذ|أمس|اليوم|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)\b"
    r"|[●·]|(?:\bon\s+)?\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d"
    r"|\b(?:last )?(?:updated|published)\b|\s(?-i:on|in|at)(?:\s|$)).*$",
    re.IGNORECASE,
)
# What may stand between a line's beginning and its byline: that and when it was published.
_PUBLISHED = re.compile(
    r"(?:(?:posted|published|created|نشرت?|أضيف|أضيفت)(?:\s+(?:on|in|at|في|بتاريخ|يوم))?|on|في|بتاريخ)?"
    r"(?:[\s,،.:/·–—-]|\d{1,2}:\d\d|[ap]m|[صم]|at|الساعة)*",
    re.IGNORECASE,
)
_FROM_A_DATE_ON = re.compile(
    r"\s*(?:[\d٠-٩۰-۹]|\b(?:قبل|منذ|الأحد|الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت)\b).*$"
)
_AUTHOR_CLASS = re.compile(
    r"(?<![a-z])(?:author(?:-?box)?(?:__?|-)?(?:name)?|byline|writer|vcard|fn|reporter)(?![a-z])"
    r"(?!-(?:badge|label|level|title|role|count|avatar|meta|rank)(?![a-z]))"
)
_LONGEST_LINE = 120
_IN_BOX = "box beside the body"


def decide_authors(
    page: Page,
    head: list[Block],
    metadata: Metadata,
    site: list[str],
    evidence: Evidence,
    *,
    url: str = "",
    told: tuple[str, ...] = (),
    first_line: str = "",
) -> tuple[list[str], str | None]:
    """The people who wrote the article, in printed order, and the agency that it came from, or None.

    A byline names the writer where metadata name the newsroom only; neither site nor agency is a person.
    """
    site_keys = {fold_key(name) for name in site} | brand_keys(page, url)
    agency: str | None = None
    agency_rule = ""
    chosen: list[str] = []
    for rule, read in _sources(page, head, metadata, told):
        if chosen and rule == _IN_BOX and not evidence.is_asked:
            break
        people: list[str] = []
        for value in read():
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
        agency, agency_rule = _agency_elsewhere(metadata, head, first_line, evidence)
    if agency:
        evidence.decide("agency", agency_rule)
    return chosen, agency


def _sources(
    page: Page, head: list[Block], metadata: Metadata, told: tuple[str, ...]
) -> Iterator[tuple[str, Callable[[], list[str]]]]:
    """The rules, the most believable first, and what reads their values."""
    yield "byline", lambda: _from_bylines(page, head)
    for rule, values in _by_rule(metadata.all("author")).items():
        yield rule, values.copy
    yield "author_element", lambda: from_elements(page, head)
    yield "line behind a label", lambda: [name for block in head[:25] for name in _line_behind(page, block)]
    yield "feed", lambda: list(told)
    # The dear one, and the least believable: it is read where nothing else names anybody.
    yield _IN_BOX, lambda: from_elements(page, article_box(page))


def _agency_elsewhere(
    metadata: Metadata, head: list[Block], first_line: str, evidence: Evidence
) -> tuple[str | None, str]:
    """An agency that metadata give as an organization, or that a line names; with the rule."""
    for group in metadata.all("author_group"):
        evidence.propose("authors", group.value, group.rule, "an organization is no person")
    agencies = [group for group in metadata.all("author_group") if is_agency(group.value)]
    return agencies[0] if agencies else (_agency_in_lines(head, first_line), "line_around_body")


def _agency_in_lines(head: list[Block], first_line: str) -> str | None:
    """An agency that a short line around the article or its first paragraph's dateline names (القاهرة - رويترز)."""
    lines = [_FROM_A_DATE_ON.sub("", block.text) for block in head if block.size <= 80]
    for line in [*lines, first_line[:60]]:
        for part in re.split(r"\s+[-–—]\s+|[|•:،/]", line)[:6]:
            name = part.strip(" .[]()")
            if is_agency(name):
                return name
    return None


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
        if linked := _author_links(page, block):
            found += linked
        elif says or (block.link_share > 0.8 and any(map(is_author_page, block.links))):
            found.append(_END_OF_NAMES.sub("", _apart(page, block)))
    return found


def _author_links(page: Page, block: Block) -> list[str]:
    """The texts of links of a block that lead to a page of the writer; those of sections and tags beside are none."""
    node = page.nodes[block.node] if block.node >= 0 else None
    if node is None or not block.links:
        return []
    texts = [
        " ".join(text_of(link).split())
        for link in node.element.iter("a")
        if "author" in (link.get("rel") or "").lower().split() or is_author_page(link.get("href") or "")
    ]
    return [text for text in dict.fromkeys(texts) if text and text in block.text]


def _apart(page: Page, block: Block) -> str:
    """A line's text with an agency that its own element names set off: no white space stands between the elements."""
    node = page.nodes[block.node] if block.node >= 0 else None
    if node is None or block.size > _LONGEST_LINE:
        return block.text
    text, before = block.text, ""
    for piece in map(str, node.element.itertext()):
        piece = " ".join(piece.split())
        if before and is_agency(piece.strip(" .()[]-–—|")):
            text = text.replace(before + piece, f"{before} - {piece}", 1)
        before = piece or before
    return text


def _from_bylines(page: Page, head: list[Block]) -> list[str]:
    """Names that lines between headline and body give: behind بقلم or كتب, or in an element that says author."""
    found = []
    for block in head[:25]:
        if block.size > _LONGEST_LINE:
            continue
        line = _apart(page, block)
        if (match := _BYLINE.search(line)) and _is_byline(match, line):
            names = _END_OF_NAMES.sub("", match["names"])
            is_marked = _has_colon(match) or bool(_author_links(page, block))
            if begins_as_words(split_names(names)) or not (is_marked or len(names.split()) > 1):
                continue
            linked = [text for text in _author_links(page, block) if text in match["names"]]
            found += [", ".join([*linked, *filter(is_agency, split_names(names))])] if linked else [names]
    return found


def _line_behind(page: Page, block: Block) -> list[str]:
    """The name behind a label in an element of its own, where it is a line by itself of two words and more."""
    if block.link_size or not LEAD_ALONE.fullmatch(block.text):
        return []
    for behind in page.blocks[block.index + 1 : block.index + 2]:
        name = _END_OF_NAMES.sub("", behind.text)
        if behind.tag not in HEADINGS and behind.size <= 40 and (behind.link_size or len(name.split()) > 1):
            return [name]
    return []


def _without_date(before: str) -> str:
    """What stands before a byline, but for the date of publication and its label: ``Posted on May 18, 2026 by``."""
    if not any(map(str.isdigit, before)):
        return before
    for date in find_dates(before):
        before = before.replace(date.raw, " ", 1)
    before = before.strip()
    return "" if _PUBLISHED.fullmatch(before) else before


def _is_byline(match: re.Match[str], line: str) -> bool:
    """A word such as كتب begins a byline at a line's beginning, behind a mark, or with a colon; else it is a verb."""
    before = _without_date(line[: match.start()].strip())
    if _OTHER_WORK.search(before) or (not _has_colon(match) and len(match["names"].split()) < 2):
        return False
    mark = match[0].lstrip()[:1]
    # Behind a colon the word is what a speaker says (سمير قدورة: كتب إلي …), unless a label stands before it.
    is_behind_label = mark == ":" and len(before.split()) <= 2
    return not before or _has_colon(match) or mark in "|•" or is_behind_label


def _has_colon(match: re.Match[str]) -> bool:
    """Whether a colon stands behind the byline's word."""
    return ":" in match[0].lstrip("|•: ")
