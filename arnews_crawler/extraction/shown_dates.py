"""Dates that readers see around an article, each with what its label calls it: published, changed, or another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from arnews_crawler.text.dates import ParsedDate

from . import regions as r
from .blocks import HEADINGS, Block, Page
from .content import Content
from .date_reader import DateReader
from .keys import boilerplate_of
from .site_clock import Found

_MODIFIED = re.compile(
    r"تحديث|التعديل|(?<!\w)عُ?دّ?لت?(?!\w)|(?<![a-z])(?:updated?|modified|edited|revised|changed)(?![a-z])"
    r"|mis à jour|aktualisiert"
    r"|actualizado|güncelle",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"نشر|(?<!last )(?<![a-z])(?:published|posted)(?![a-z])|publié|كتب في|أضيف", re.IGNORECASE)
_OTHER = re.compile(
    r"(?<![a-z])(?:received|accepted|submitted|valid|until|expires?|expired|deadline|joined|since|born|died|copyright)"
    r"(?![a-z])|©|حقوق|حتى|ينتهي|تنتهي|آخر موعد|عضو منذ|تاريخ الميلاد",
    re.IGNORECASE,
)
"""Labels of dates that are no date of the article: a deadline, a membership, a copyright."""
_NAMES_CHANGE = re.compile(r"(?<![a-z])(?:updated?|modified|changed|last-?mod\w*|date-?modified)(?![a-z])")
_NAMES_PUBLICATION = re.compile(r"(?<![a-z])(?:published|publish|pubdate|date-?published|created)(?![a-z])")
# A byline that ends in an age (كتب: سمير قدورة قبل 3 ساعات); in a sentence an age is no date of the article's.
_AGE = re.compile(
    r"^(?:.{0,30}\s)?(?:المصدر|كتب|كتبت|بقلم|نشر|by)\b.{1,60}?(?=(?:قبل|منذ)\s|\d[^:|]{1,40}\s(?:ago|مضت)\s*$)",
    re.IGNORECASE,
)
_LINKED = re.compile(r"^.{2,40}?\s(?=(?:قبل|منذ)\s)")
_MACHINE_ATTRIBUTES = (
    *("datetime", "data-datetime", "data-date", "data-time", "data-timestamp", "data-utc", "data-published"),
    *("data-published-at", "data-publish-date", "data-epoch", "data-pubdate", "data-created"),
)
_STAMPED = ("time", "relative-time", "time-ago", "span", "abbr", "div", "p")
_HEAD_REACH = 25
_TAIL_REACH = 8
_FIRST_PROSE = 3
_PROSE = 80
_LABEL_REACH = 30
_LONGEST_BARE = 40
"""Letters of a line that is a date and hardly more."""


def shown_dates(page: Page, content: Content, region: list[int], reader: DateReader) -> Iterator[Found]:
    """Dates in short lines around the headline, then close behind the body; those in time elements first."""
    blocks = page.blocks
    if not content.kept:
        return
    first, last = content.kept[0].index, content.kept[-1].index
    start = content.headline_block if content.headline_block is not None else max(0, first - _HEAD_REACH)
    near = [i for i in range(start, first) if i - start <= 2 * _HEAD_REACH]
    above = list(range(max(0, start - 6), start))[::-1]
    beside = _beside_the_first_lines(page, content, reader)
    inside = [b.index for b, reason in content.dropped if first < b.index < last and reason == "meta"]
    signed = [b.index for b in content.kept[-_TAIL_REACH:] if _is_signed(blocks, b, reader)]
    behind = _behind(blocks, region, last)
    for place, indices in (
        ("visible", near),
        ("visible_in_body", beside),
        ("visible_in_body", inside),
        ("visible_above", above),
        ("visible_behind", [*signed, *behind]),
    ):
        usable = [blocks[i] for i in indices if not _is_foreign(page, blocks[i], region, content.headline_block)]
        for block in sorted(usable, key=lambda b: (b.tag != "time", not region[b.index] & r.META)):
            for found in dates_of(page, block, place, reader):
                if place != "visible_above" or not reader.is_today(found.date):
                    yield found


def _beside_the_first_lines(page: Page, content: Content, reader: DateReader) -> list[int]:
    """Blocks between a standfirst and the text: what is no body there, and kept lines that are a date alone."""
    prose = [block.index for block in content.kept if block.size >= _PROSE][:_FIRST_PROSE]
    if not prose:
        return []
    first, end = content.kept[0].index, prose[-1]
    kept = {block.index for block in content.kept}
    others = kept | {block.index for block, reason in content.dropped if reason == "card"}
    found = [block.index for block in page.blocks[first + 1 : end] if block.index not in others]
    found += [block.index for block in content.kept if block.index < end and is_bare_date(block, reader)]
    return sorted(found)


def is_bare_date(block: Block, reader: DateReader) -> bool:
    """Whether a line is a date and at most a word or two beside it."""
    if block.size > _LONGEST_BARE or not any(map(str.isdigit, block.text)):
        return False
    dates = reader.find(block.text)
    return bool(dates) and _is_alone(dates[0], block)


def _is_alone(date: ParsedDate, block: Block) -> bool:
    return len(date.raw) >= 0.5 * len(block.text)


def _is_signed(blocks: list[Block], block: Block, reader: DateReader) -> bool:
    """A date alone under the writer's name, where the text ends: the letters of a byline or a link stand before it."""
    if block.index == 0 or not is_bare_date(block, reader):
        return False
    before = blocks[block.index - 1]
    kind = boilerplate_of(before)
    return before.size <= _PROSE and (before.link_size > 0 or kind is not None)


def _behind(blocks: list[Block], region: list[int], last: int) -> list[int]:
    """Blocks behind the body to where other articles begin; the article's own tags and share links lie between."""
    found: list[int] = []
    for block in blocks[last + 1 : last + 1 + 3 * _TAIL_REACH]:
        if len(found) == _TAIL_REACH:
            break
        if region[block.index] & (r.TAGS | r.SHARING) and not region[block.index] & r.RELATED and block.size < _PROSE:
            continue
        kind = boilerplate_of(block)
        if block.link_share >= 0.3 or kind in ("section_end", "read_also", "notice"):
            break
        found.append(block.index)
    return found


def _is_foreign(page: Page, block: Block, region: list[int], headline: int | None) -> bool:
    """Whether a block belongs to something else than the article: by where it stands, or by the card that it is in."""
    foreign = r.ASIDE | r.COMPLEMENTARY | r.RELATED | r.NAVIGATION | r.COMMENTS | r.NOTICE
    if not region[block.index] & r.ARTICLE:
        foreign |= r.FOOTER
    elif _is_small_box(page, block):
        foreign &= ~r.COMPLEMENTARY
    if block.size > 160 or region[block.index] & foreign or (block.link_share > 0.9 and block.size > 40):
        return True
    return headline is not None and block.index > headline and _dates_a_card(page.blocks, block, region, headline)


def _is_small_box(page: Page, block: Block) -> bool:
    """An ``aside`` of the article that holds a line of its own facts, and leads nowhere."""
    for index in page.ancestors(block.node, 4):
        node = page.nodes[index]
        if node.tag == "aside":
            inner = page.blocks[node.first : node.last]
            return sum(other.size for other in inner) <= _PROSE and not any(other.link_size for other in inner)
    return False


def _dates_a_card(blocks: list[Block], block: Block, region: list[int], headline: int) -> bool:
    """A heading that is a link stands before or behind it: the date of another page, an event or a list's item."""
    around = [blocks[i] for i in (block.index - 1, block.index + 1) if headline < i < len(blocks)]
    return any(
        other.tag in HEADINGS and other.link_share > 0.8 and other.size > 2 and not region[other.index] & r.META
        for other in around
    )


def dates_of(page: Page, block: Block, place: str, reader: DateReader) -> Iterator[Found]:
    """The dates of one block, each with its own label; ``place`` is the rule that gives them."""
    node = page.nodes[block.node] if block.node >= 0 else None
    written = reader.find(block.text)
    if not written and (before := _AGE.match(block.text) or _behind_links(block)):
        age = reader.parse(block.text[before.end() :])
        written = [age] if age else []
    labels = _labels(page, block, written[:2])
    stamp = next(filter(None, map(node.element.get, _MACHINE_ATTRIBUTES)), None) if node is not None else None
    if stamp and labels[0] != "other" and (date := reader.parse(stamp)) and not reader.is_ahead(date):
        yield Found(date, "time:datetime", labels[0] == "modified", labels[0] == "published")
    for date, label in zip(written, labels, strict=False):
        # An age behind the body is that of an embedded post or of a comment, unless it says that it is published.
        is_stray = place == "visible_behind" and date.rule == "relative" and label != "published"
        if label != "other" and not is_stray and not reader.is_ahead(date):
            is_sure = label == "published" or (label == "" and _is_alone(date, block))
            yield Found(date, place, label == "modified", is_sure)


def _behind_links(block: Block) -> re.Match[str] | None:
    """What stands before the age in a line whose other words are links, as a section's name is (ثقافة منذ 3 أيام)."""
    before = _LINKED.match(block.text) if block.link_size and block.size <= _PROSE else None
    return before if before and len(before[0].replace(" ", "")) <= block.link_size else None


def _labels(page: Page, block: Block, dates: list[ParsedDate]) -> list[str]:
    """What the words before each date call it, else a short line before, else what the elements are named."""
    around = _label_of_line(page, block) or _label_of_names(page, block)
    labels: list[str] = []
    begin = 0
    for date in dates:
        end = block.text.find(date.raw, begin)
        own = block.text[begin:end] if end >= begin else block.text
        own += date.raw if date.rule == "relative" else ""  # an age is read with its label
        labels.append(_label_in(own) or (around if not labels else ""))
        begin = max(begin, end + len(date.raw))
    return labels or [_label_in(block.text) or around]


def _label_of_line(page: Page, block: Block) -> str:
    before = page.blocks[block.index - 1] if block.index else None
    if before is None or before.size >= 30 or any(map(str.isdigit, before.text)):
        return ""
    return _label_in(before.text)


def _label_of_names(page: Page, block: Block) -> str:
    """WordPress names a time that was never changed ``published updated``: publication wins."""
    for index in page.ancestors(block.node, 2):
        element = page.nodes[index].element
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower().replace("_", "-")
        if _NAMES_PUBLICATION.search(names):
            return "published"
        if _NAMES_CHANGE.search(names):
            return "modified"
    return ""


def _label_in(text: str) -> str:
    near = text[-_LABEL_REACH:]
    found = [
        (match.end(), label)
        for label, pattern in (("modified", _MODIFIED), ("published", _PUBLISHED), ("other", _OTHER))
        for match in pattern.finditer(near if label == "other" else text)
    ]
    return max(found)[1] if found else ""


def unprinted_dates(page: Page, content: Content, reader: DateReader) -> Iterator[Found]:
    """Dates between headline and body that stand in attributes alone, for a script to print."""
    if content.headline_block is None or not content.kept:
        return
    begin, end = (page.nodes[page.blocks[i].node].element for i in (content.headline_block, content.kept[0].index))
    above = set(begin.iterancestors())
    around = next((element for element in end.iterancestors() if element in above), None)
    if around is None:
        return
    is_behind = False
    for element in around.iter(begin.tag, end.tag, *_STAMPED):
        if element is end:
            return
        is_behind = is_behind or element is begin
        stamp = next(filter(None, map(element.get, _MACHINE_ATTRIBUTES)), None) if is_behind else None
        if stamp and (date := reader.parse(stamp)) and not reader.is_ahead(date):
            names = f"{element.get('class') or ''}".lower()
            yield Found(date, "time:datetime", bool(_NAMES_CHANGE.search(names)))
