"""When it was published and changed: machine-readable dates, the visible line, and what both say together."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from .article_box import article_box
from .blocks import Page
from .content import Content
from .date_reader import DateReader, is_month_first
from .evidence import Evidence
from .hints import PageHints
from .metadata import Metadata
from .shown_dates import dates_of, shown_dates, unprinted_dates
from .site_clock import Found, in_clock_of, in_site_clock, is_later, telling_the_clock

_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2}|[a-z]{3,9})[/-](\d{1,2})(?=[/_-]|$)", re.IGNORECASE)
_EXACT = ("second", "minute")


@dataclass
class Publication:
    """The dates of an article as the record stores them."""

    published_at: str | None = None
    modified_at: str | None = None
    raw: str | None = None
    precision: str | None = None
    warnings: list[str] = field(default_factory=list)


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
    reader = _reader_of(content, metadata, url, hints)
    machine = list(_machine_dates(metadata, reader))
    shown = list(shown_dates(page, content, region, reader))
    if not machine and not shown:
        shown = [*unprinted_dates(page, content, reader), *_boxed_dates(page, reader)]
    told = [
        Found(date, hints.published_from or "feed") for raw in [hints.published] if raw and (date := reader.parse(raw))
    ]
    in_url = list(_url_date(url, reader))
    everything = [*machine, *shown, *told, *in_url]
    for found in everything:
        evidence.propose("modified_at" if found.is_modified else "published_at", found.date.raw, found.rule)
    result = Publication()
    published = _first_published(machine, shown, told, in_url)
    if published is not None:
        visible = telling_the_clock(shown)
        value, why = in_site_clock(published, visible, hints)
        if published.date.precision == "day":
            published, value, why = _exactly(published, value, why, everything, hints)
        result.published_at, result.raw, result.precision = value, published.date.raw, published.date.precision
        evidence.decide("published_at", published.rule, why)
    changed = next((item for item in everything if item.is_modified and is_later(item, published)), None)
    if changed is not None:
        result.modified_at = in_clock_of(result.published_at, changed.date)
        evidence.decide("modified_at", changed.rule)
    if published is None and metadata.all("published"):
        result.warnings.append("date_refused")
    return result


def _reader_of(content: Content, metadata: Metadata, url: str, hints: PageHints) -> DateReader:
    reader = DateReader(hints)
    lines = [block.text for block in [*content.head, *content.kept[:3]]]
    known = [found.date.value.date() for found in (*_url_date(url, reader), *_machine_dates(metadata, reader))]
    return DateReader(hints, is_month_first=True) if is_month_first(metadata, lines, url, hints, known) else reader


def _first_published(machine: list[Found], shown: list[Found], told: list[Found], in_url: list[Found]) -> Found | None:
    """The date to believe: the first of the machine-readable ones, unless what the reader sees speaks against it."""
    stamped, printed = _published(machine), _published(shown)
    if stamped:
        return _unless_contradicted(stamped, printed, in_url)
    if printed and printed[0].date.rule == "relative" and told:
        return told[0]  # "4 days ago" is read to the day at best; the feed tells the second
    return next(iter([*printed, *told, *in_url]), None)


def _unless_contradicted(stamped: list[Found], printed: list[Found], in_url: list[Found]) -> Found:
    """The first stamped date, or a better one: two witnesses that agree on another day are believed against one."""
    first = stamped[0]
    witnesses = [item for item in printed if item.date.rule != "relative"] + in_url
    if not witnesses or any(_is_near(first, item) for item in witnesses):
        return first
    for other in stamped[1:]:
        if any(_is_near(other, item) for item in witnesses):
            return other
    for item in printed:
        # Systems stamp the change, or the day that an article moved to them, as the publication; never too early.
        is_old = item.date.value < first.date.value and item.date.rule != "relative"
        is_beside = item.is_sure and item.rule in ("visible", "visible_in_body")
        if is_old and (is_beside or any(_is_near(item, address) for address in in_url)):
            return item
    return first


def _is_near(one: Found, other: Found) -> bool:
    """Whether two dates may be the same day under different clocks."""
    return abs((one.date.value.date() - other.date.value.date()).days) <= 1


def _exactly(
    published: Found, value: str, why: str, everything: list[Found], hints: PageHints
) -> tuple[Found, str, str]:
    """The same day with its time, where another source tells it: the line that is printed, or the feed."""
    for other in everything:
        if other.is_modified or other.date.precision not in _EXACT or other.date.rule == "relative":
            continue
        exact, _ = in_site_clock(other, published, hints)
        if exact[:10] == value[:10]:
            return other, exact, "the time of the day that others say"
    return published, value, why


def _published(found: list[Found]) -> list[Found]:
    return [item for item in found if not item.is_modified]


def _machine_dates(metadata: Metadata, reader: DateReader) -> Iterator[Found]:
    for name in ("published", "modified", "page_published", "page_modified"):
        for candidate in metadata.all(name):
            if date := reader.parse(candidate.value):
                yield Found(date, candidate.rule, name.endswith("modified"))


def _boxed_dates(page: Page, reader: DateReader) -> Iterator[Found]:
    """Dates of the article's box of facts, where that stands beside the text."""
    for block in article_box(page):
        yield from dates_of(page, block, "visible", reader)


def _url_date(url: str, reader: DateReader) -> Iterator[Found]:
    if match := _URL_DATE.search(url):
        year, month, day = match.groups()
        written = f"{year}-{int(month):02}-{int(day):02}" if month.isdigit() else f"{day} {month} {year}"
        if date := reader.parse(written):
            yield Found(date, "url")
