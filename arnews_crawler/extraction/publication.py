"""When it was published and changed: machine-readable dates, the visible line, and what both say together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, timedelta, tzinfo
from itertools import takewhile

from arnews_crawler.text.dates import ParsedDate, find_dates, parse_date

from . import regions as r
from .blocks import Block, Page
from .content import Content
from .evidence import Evidence
from .hints import PageHints
from .keys import key_of
from .metadata import Metadata
from .phrases import LONGEST_BOILERPLATE, is_boilerplate_line
from .site_clock import Found, in_clock_of, in_site_clock, is_later, telling_the_clock

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)")
_MODIFIED = re.compile(r"تحديث|التعديل|عدل|updated|modified|edited", re.IGNORECASE)
# A byline that ends in an age (كتب: سمير قدورة قبل 3 ساعات); in a sentence an age is no date of the article's.
_AGE = re.compile(r"^(?:.{0,30}\s)?(?:المصدر|كتب|كتبت|بقلم|نشر|By)\b.{1,60}?(?=(?:قبل|منذ)\s)")
_HEAD_REACH = 25
_TAIL_REACH = 8


@dataclass
class Publication:
    """The dates of an article as the record stores them."""

    published_at: str | None = None
    modified_at: str | None = None
    raw: str | None = None
    precision: str | None = None
    warnings: list[str] = field(default_factory=list)


class DateReader:
    """Reads the dates of one page with what is known of the site's clock."""

    def __init__(self, hints: PageHints) -> None:
        self.zone: tzinfo = hints.time_zone or UTC
        self.now = hints.fetched_at
        self.day_first = hints.day_first

    def parse(self, raw: str) -> ParsedDate | None:
        """One date that a machine or a person wrote."""
        return parse_date(raw, now=self.now, time_zone=self.zone, day_first=self.day_first)

    def is_today(self, date: ParsedDate) -> bool:
        """Whether it is the day of the visit: above the headline that is the page's calendar, no article's date."""
        return (
            self.now is not None
            and abs(date.value - self.now) < timedelta(days=1, hours=14)
            and date.precision == "day"
        )

    def find(self, text: str) -> list[ParsedDate]:
        """The dates inside a line."""
        return find_dates(text, now=self.now, time_zone=self.zone, day_first=self.day_first)


def decide_publication(
    page: Page,
    content: Content,
    region: list[int],
    metadata: Metadata,
    url: str,
    hints: PageHints,
    evidence: Evidence,
) -> Publication:
    """The dates of a page. A page that names none has none: no date is taken from other articles or footers."""
    reader = DateReader(hints)
    machine = list(_machine_dates(metadata, reader))
    shown = list(_shown_dates(page, content, region, reader))
    told = [
        Found(date, hints.published_from or "feed") for raw in [hints.published] if raw and (date := reader.parse(raw))
    ]
    in_url = list(_url_date(url, reader))
    for found in (*machine, *shown, *told, *in_url):
        evidence.propose("modified_at" if found.is_modified else "published_at", found.date.raw, found.rule)
    result = Publication()
    printed = _first(shown, modified=False)
    announced = _first(told, modified=False)
    if printed is not None and printed.date.rule == "relative" and announced is not None:
        printed = announced  # "4 days ago" is read to the day at best; the feed tells the second
    published = _first(machine, modified=False) or printed or announced or _first(in_url, modified=False)
    if published is not None:
        visible = telling_the_clock(shown)
        value, why = in_site_clock(published, visible, hints)
        result.published_at, result.raw, result.precision = (
            value,
            published.date.raw,
            published.date.precision,
        )
        evidence.decide("published_at", published.rule, why)
    changed = _first(machine, modified=True) or _first(shown, modified=True)
    if changed is not None and is_later(changed, published):
        result.modified_at = in_clock_of(result.published_at, changed.date)
        evidence.decide("modified_at", changed.rule)
    if published is None and metadata.all("published"):
        result.warnings.append("date_refused")
    return result


def _first(found: list[Found], *, modified: bool) -> Found | None:
    return next((item for item in found if item.is_modified is modified), None)


def _machine_dates(metadata: Metadata, reader: DateReader) -> Iterator[Found]:
    for name in ("published", "modified", "page_published", "page_modified"):
        for candidate in metadata.all(name):
            if date := reader.parse(candidate.value):
                yield Found(date, candidate.rule, name.endswith("modified"))


def _shown_dates(page: Page, content: Content, region: list[int], reader: DateReader) -> Iterator[Found]:
    """Dates in short lines around the headline, then close behind the body; those in time elements first."""
    blocks = page.blocks
    if not content.kept:
        return
    first, last = content.kept[0].index, content.kept[-1].index
    start = content.headline_block if content.headline_block is not None else max(0, first - _HEAD_REACH)
    near = [i for i in range(start, first) if i - start <= 2 * _HEAD_REACH]
    above = list(range(max(0, start - 6), start))[::-1]
    behind = list(takewhile(lambda i: not _begins_another_part(blocks[i]), range(last + 1, _reach(blocks, last))))
    inside = [block.index for block, reason in content.dropped if first < block.index < last and reason == "meta"]
    for place, indices in (
        ("visible", near),
        ("visible_in_body", inside),
        ("visible_above", above),
        ("visible_behind", behind),
    ):
        usable = [blocks[i] for i in indices if not _is_foreign(blocks[i], region)]
        for block in sorted(usable, key=lambda b: (b.tag != "time", not region[b.index] & r.META)):
            for found in _dates_of(page, block, place, reader):
                if place != "visible_above" or not reader.is_today(found.date):
                    yield found


def _reach(blocks: list[Block], last: int) -> int:
    return min(len(blocks), last + 1 + _TAIL_REACH)


def _begins_another_part(block: Block) -> bool:
    """Links or a heading behind the body: dates from here on are other articles'."""
    kind = is_boilerplate_line(key_of(block), block.size) if block.size <= LONGEST_BOILERPLATE else None
    return block.link_share >= 0.3 or kind in ("section_end", "read_also", "notice")


def _is_foreign(block: Block, region: list[int]) -> bool:
    foreign = r.ASIDE | r.COMPLEMENTARY | r.RELATED | r.NAVIGATION | r.COMMENTS | r.NOTICE
    if not region[block.index] & r.ARTICLE:
        foreign |= r.FOOTER
    return block.size > 160 or bool(region[block.index] & foreign) or (block.link_share > 0.9 and block.size > 40)


def _dates_of(page: Page, block: Block, place: str, reader: DateReader) -> Iterator[Found]:
    node = page.nodes[block.node] if block.node >= 0 else None
    label = block.text
    if block.index and page.blocks[block.index - 1].size < 30:
        label = f"{page.blocks[block.index - 1].text} {label}"
    classes = (node.element.get("class") or "") if node is not None else ""
    modified = bool(_MODIFIED.search(label) or "updated" in classes.split() or "modified" in classes)
    stamp = node.element.get("datetime") if node is not None and node.tag == "time" else None
    written = reader.find(block.text)
    if not written and (byline := _AGE.match(block.text)):
        age = reader.parse(block.text[byline.end() :])
        written = [age] if age else []
    if stamp and (date := reader.parse(stamp)):
        yield Found(date, "time:datetime", modified)
    for date in written[:2]:
        yield Found(date, place, modified)


def _url_date(url: str, reader: DateReader) -> Iterator[Found]:
    if match := _URL_DATE.search(url):
        year, month, day = match.groups()
        if date := reader.parse(f"{year}-{int(month):02}-{int(day):02}"):
            yield Found(date, "url")
