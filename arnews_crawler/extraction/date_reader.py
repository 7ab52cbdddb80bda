"""Reads the dates of one page with what is known of the site's clock and of its order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from arnews_crawler.text.dates import ParsedDate, find_dates, parse_date

from .addresses import split_address
from .hints import PageHints
from .metadata import Metadata

_EPOCH = re.compile(r"[1-9]\d{8,9}(?P<milliseconds>\d{3})?", re.ASCII)
_NUMERIC = re.compile(r"(?<![\d/.])(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)(?![\d/.])")
_ARABIC = re.compile(r"[\u0620-\u064a]{2}")
_COUNTRY = re.compile(r"[a-z]{2}")
_AMERICAN_HOURS = (-10, -4)
_AHEAD = timedelta(days=2)


class DateReader:
    """Reads what machines and people wrote; ``is_month_first`` overrules the hint's order of numbers."""

    def __init__(self, hints: PageHints, *, is_month_first: bool = False) -> None:
        self.zone: tzinfo = hints.time_zone or UTC
        self.now = hints.fetched_at
        self.day_first = hints.day_first and not is_month_first
        self._parsed: dict[str, ParsedDate | None] = {}
        self._found: dict[str, list[ParsedDate]] = {}

    def parse(self, raw: str) -> ParsedDate | None:
        """One date that a machine or a person wrote; in a machine's place a number counts the seconds since 1970."""
        if raw not in self._parsed:
            self._parsed[raw] = self._parse(raw)
        return self._parsed[raw]

    def _parse(self, raw: str) -> ParsedDate | None:
        if epoch := _EPOCH.fullmatch(raw.strip()):
            seconds = int(raw) / 1000 if epoch["milliseconds"] else int(raw)
            moment = datetime.fromtimestamp(seconds, UTC).replace(microsecond=0).isoformat()
            date = parse_date(moment, now=self.now)
            return date and ParsedDate(date.value, date.precision, raw.strip(), "epoch")
        return parse_date(raw, now=self.now, time_zone=self.zone, day_first=self.day_first)

    def is_today(self, date: ParsedDate) -> bool:
        """Whether it is the day of the visit: above the headline that is the page's calendar, no article's date."""
        return (
            self.now is not None
            and abs(date.value - self.now) < timedelta(days=1, hours=14)
            and date.precision == "day"
        )

    def is_ahead(self, date: ParsedDate) -> bool:
        """Whether a printed day has not come: that of a match, a sale or an end, not of publication."""
        return date.value > (self.now or datetime.now(UTC)) + _AHEAD

    def find(self, text: str) -> list[ParsedDate]:
        """The dates inside a line."""
        if text not in self._found:
            self._found[text] = find_dates(text, now=self.now, time_zone=self.zone, day_first=self.day_first)
        return self._found[text]


def is_month_first(
    metadata: Metadata, lines: Iterable[str], url: str, hints: PageHints, known: Iterable[date] = ()
) -> bool:
    """Whether numbers on a page are month, day, year: an English page of the United States, or of no named country.

    A page in Arabic letters is never one, whatever its template says of its language. A number above 12 decides,
    and a reading that is one of the ``known`` days (of the address, of metadata).
    """
    days = {(day.year, day.month, day.day) for day in known}
    text = " ".join(lines)
    said = [candidate.value.lower().replace("_", "-") for candidate in metadata.all("language")]
    if _ARABIC.search(text) or not any(value.startswith("en") for value in said):
        return False
    for first, second, year in _NUMERIC.findall(text):
        if (int(first) > 12) != (int(second) > 12):
            return int(second) > 12
        is_day_first = (int(year), int(second), int(first)) in days
        if is_day_first != ((int(year), int(first), int(second)) in days):
            return not is_day_first
    if hints.time_zone is not None:
        offset = datetime(2026, 1, 1, tzinfo=UTC).astimezone(hints.time_zone).utcoffset() or timedelta()
        return timedelta(hours=_AMERICAN_HOURS[0]) <= offset <= timedelta(hours=_AMERICAN_HOURS[1])
    regions = {value.split("-")[1] for value in said if re.match(r"en-[a-z]{2}$", value)}
    if regions:
        return "us" in regions
    last = (split_address(url).hostname or "").rpartition(".")[2]
    return not _COUNTRY.fullmatch(last) or last == "us"
