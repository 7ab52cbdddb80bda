"""Compares what a crawl stored with the truth of the demo newsroom: found or not, and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from arnews_crawler.demo.calendar import reading_tolerance
from arnews_crawler.text.fold import fold_key, fold_text

Record = Mapping[str, Any]

FIELDS = ("headline", "teaser", "body", "published_at", "authors", "section")
_SHINGLE = 4
_RELATIVE = frozenset({"قبل", "منذ"})
_CLOCK_SLACK = timedelta(minutes=1)
"""Pages count a relative date from the whole minute of their request."""
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as the truth has it."""

    url: str
    field: str
    """A field's name, or ``missing``, ``extra`` or ``double`` for a whole article."""
    expected: str = ""
    found: str = ""

    def __str__(self) -> str:
        if self.field in ("missing", "extra", "double"):
            return f"{self.field}: {self.url} {_cut(self.expected or self.found)}".rstrip()
        return f"{self.field}: {self.url}\n  expected: {_cut(self.expected)}\n  found:    {_cut(self.found)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How well a crawl did; shares are between 0 and 1."""

    articles: int
    """In the truth."""
    rows: int
    recall: float
    """The share of the truth's articles that were found, at whichever of their addresses."""
    precision: float
    """The share of the rows that are articles of the truth."""
    doubles: int
    """Rows of an article that another row has already."""
    accuracies: Mapping[str, float]
    """``FIELDS`` and ``url`` (the canonical one) -> the share of the found articles where it is exact."""
    body_f1: float
    """The mean F1 over runs of four folded words."""
    bodies_with_headline: int
    """Bodies that begin with their headline."""
    differences: tuple[Difference, ...]


def compare_with_truth(rows: Iterable[Record], truth: Iterable[Record]) -> Comparison:
    """Compare the rows of a corpus with the truth's lines; neither has to be in any order.

    A row needs ``url`` and the ``FIELDS``, ``published_raw`` and ``fetched_at`` for relative dates; a date as
    the page tells it: the day, and the minute or second where it shows one.
    """
    stored, lines = list(rows), list(truth)
    pairs, differences, doubles = _match(stored, lines)
    for line, row in pairs:
        differences += _differences(line, row)
    wrong = Counter(difference.field for difference in differences)
    found = len(pairs)
    return Comparison(
        articles=len(lines),
        rows=len(stored),
        recall=_share(found, len(lines)),
        precision=_share(found + doubles, len(stored)),
        doubles=doubles,
        accuracies={
            field: _share(found - wrong[field], found) if found or not lines else 0.0 for field in (*FIELDS, "url")
        },
        body_f1=_share(sum(_shingle_f1(line["body"], row.get("body") or "") for line, row in pairs), found),
        bodies_with_headline=sum(_begins_with_headline(line, row) for line, row in pairs),
        differences=tuple(differences),
    )


def _match(
    rows: Sequence[Record], truth: Sequence[Record]
) -> tuple[list[tuple[Record, Record]], list[Difference], int]:
    """Return each found article with its row (the one at the canonical address first), and what is amiss."""
    owners: dict[str, int] = {}
    for at, line in enumerate(truth):
        owners |= dict.fromkeys((line["url"], *line["variants"]), at)
    found: dict[int, Record] = {}
    differences: list[Difference] = []
    doubles = 0
    canonical = {line["url"] for line in truth}
    for row in sorted(rows, key=lambda row: row["url"] not in canonical):
        at_line = owners.get(row["url"])
        if at_line is None:
            differences.append(Difference(row["url"], "extra", found=row.get("headline") or ""))
        elif at_line in found:
            doubles += 1
            differences.append(Difference(row["url"], "double", found=row.get("headline") or ""))
        else:
            found[at_line] = row
    for at, line in enumerate(truth):
        if at not in found:
            ways = ", ".join(line["found_by"])
            differences.append(Difference(line["url"], "missing", f"{line['headline']} ({ways})"))
    return [(truth[at], row) for at, row in sorted(found.items())], differences, doubles


def _differences(line: Record, row: Record) -> list[Difference]:
    differences = [
        Difference(line["url"], field, _print(line[field]), _print(row.get(field)))
        for field in FIELDS
        if not _CHECKS.get(field, _is_equal)(line, row, field)
    ]
    if row["url"] != line["url"]:
        differences.append(Difference(line["url"], "url", line["url"], row["url"]))
    return differences


def _is_equal(line: Record, row: Record, field: str) -> bool:
    """Whether both have the same; nothing is nothing, whichever way it is written."""
    return bool((line[field] or None) == (row.get(field) or None))


def _has_same_people(line: Record, row: Record, field: str) -> bool:
    return list(line[field]) == list(row.get(field) or [])


def _has_same_date(line: Record, row: Record, field: str) -> bool:
    expected, found = line[field], row.get(field)
    if not expected or not found:
        return not expected and not found
    told = datetime.fromisoformat(expected)
    try:
        read = datetime.fromisoformat(found)
    except ValueError:
        return False
    read = read.replace(tzinfo=told.tzinfo) if read.tzinfo is None else read.astimezone(told.tzinfo)
    if not _RELATIVE.isdisjoint((row.get("published_raw") or "").split()):
        tolerance = reading_tolerance("visible_relative", told, now=_fetched_at(row))
        return abs(read - told) <= tolerance + _CLOCK_SLACK
    if read.date() != told.date():
        return False
    tells_time = (told.hour, told.minute, told.second) != (0, 0, 0)
    return not tells_time or _is_same_instant(told, read)


def _is_same_instant(told: datetime, read: datetime) -> bool:
    """Whole minutes are a page that shows no seconds: a feed that gives them is not wrong."""
    if told.second == 0:
        read = read.replace(second=0)
    return told == read.replace(microsecond=0)


def _fetched_at(row: Record) -> datetime:
    fetched = row.get("fetched_at")
    if not fetched:
        return datetime.now(UTC)
    when = datetime.fromisoformat(fetched)
    return when if when.tzinfo else when.replace(tzinfo=UTC)


_CHECKS: dict[str, Callable[[Record, Record, str], bool]] = {
    "authors": _has_same_people,
    "published_at": _has_same_date,
}


def _begins_with_headline(line: Record, row: Record) -> bool:
    key = fold_key(line["headline"])
    return bool(key) and fold_key(row.get("body") or "").startswith(key)


def _shingle_f1(expected: str, found: str) -> float:
    """Return the F1 over runs of four folded words, of fewer where a text is shorter."""
    words = fold_text(expected).split(), fold_text(found).split()
    size = min(_SHINGLE, *(max(1, len(text)) for text in words))
    runs = [Counter(zip(*(text[at:] for at in range(size)), strict=False)) for text in words]
    total = runs[0].total() + runs[1].total()
    return 2 * (runs[0] & runs[1]).total() / total if total else 1.0


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


def _print(value: object) -> str:
    if value is None:
        return "(none)"
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _cut(text: str) -> str:
    text = text.replace("\n\n", " ¶ ").replace("\n", " ")
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
