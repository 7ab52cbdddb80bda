"""The database after all runs against the truth: what was missed, what was made up, what is wrong."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from arnews_crawler.demo.living_truth import Expected, Text, Version

Fault = Literal[
    "missed article",
    "extra article",
    "doubled article",
    "missed revision",
    "false revision",
    "wrong changed",
    "wrong text",
    "missed gone",
    "false gone",
]
ORDER: tuple[Fault, ...] = (
    "missed article",
    "false gone",
    "false revision",
    "missed revision",
    "wrong changed",
    "missed gone",
    "extra article",
    "doubled article",
    "wrong text",
)
"""The worst first."""
_FIELDS = ("headline", "teaser", "body")
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is not as it should be."""

    fault: Fault
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class _Stored:
    """An article of the database with its revisions in order."""

    url: str
    gone_at: str | None
    revisions: tuple[tuple[str, Text, tuple[str, ...]], ...]
    """Seen at, text, changed fields."""


def compare(database: Path, truth: Sequence[Expected]) -> list[Finding]:
    """Return what differs, the worst first."""
    stored = _read(database)
    owners = {url: expected for expected in truth for url in (expected.url, *expected.variants)}
    by_url: dict[str, list[_Stored]] = {}
    findings: list[Finding] = []
    for article in stored:
        owner = owners.get(article.url)
        if owner is None:
            findings.append(Finding("extra article", article.url, article.revisions[0][1][0]))
        else:
            by_url.setdefault(owner.url, []).append(article)
    for expected in truth:
        findings += _compare_one(expected, by_url.get(expected.url, []))
    return sorted(findings, key=lambda finding: ORDER.index(finding.fault))


def _compare_one(expected: Expected, found: Sequence[_Stored]) -> Iterator[Finding]:
    if not found:
        if expected.is_required:
            ways = ", ".join(expected.found_by)
            yield Finding("missed article", expected.url, f"published {expected.published:%F %T}, found by {ways}")
        return
    if len(found) > 1:
        yield Finding("doubled article", expected.url, " and ".join(article.url for article in found))
    yield from _compare_revisions(expected, found[0])
    yield from _compare_gone(expected, found[0])


def _compare_revisions(expected: Expected, found: _Stored) -> Iterator[Finding]:
    """Each revision is a version, in their order, and no version that has to be known is left out."""
    place = 0
    met: set[int] = set()
    for number, (seen_at, text, changed) in enumerate(found.revisions, start=1):
        at = next((at for at in range(place, len(expected.versions)) if _is_same(expected.versions[at], text)), None)
        if at is None:
            nearest = expected.versions[min(place, len(expected.versions) - 1)] if expected.versions else None
            fault: Fault = "wrong text" if number == 1 else "false revision"
            yield Finding(fault, expected.url, f"revision {number} of {seen_at}: {_difference(nearest, text)}")
            continue
        met.add(at)
        place = at + 1
        if number > 1 and changed != _changed(found.revisions[number - 2][1], text):
            yield Finding("wrong changed", expected.url, f"revision {number} says {', '.join(changed)}")
    for at, version in enumerate(expected.versions):
        if version.is_required and at not in met:
            seen = ", ".join(seen_at for seen_at, _, _ in found.revisions)
            detail = f"version {at + 1} of {len(expected.versions)}, from {version.at:%F %T}; revisions seen {seen}"
            yield Finding("missed revision", expected.url, f"{detail}; {_ways(expected)}")


def _compare_gone(expected: Expected, found: _Stored) -> Iterator[Finding]:
    removed = expected.removed_at
    if found.gone_at is None:
        if expected.must_be_gone and removed is not None:
            yield Finding("missed gone", expected.url, f"removed {removed:%F %T}, published {expected.published:%F %T}")
    elif removed is None or datetime.fromisoformat(found.gone_at) < removed - _MINUTE:
        yield Finding("false gone", expected.url, f"gone at {found.gone_at}, removed {removed or 'never'}")


def _ways(expected: Expected) -> str:
    return f"published {expected.published:%F %T}, found by {', '.join(expected.found_by)}"


def _is_same(version: Version, text: Text) -> bool:
    return version.text == text


def _changed(before: Text, after: Text) -> tuple[str, ...]:
    return tuple(name for name, old, new in zip(_FIELDS, before, after, strict=True) if old != new)


def _difference(version: Version | None, text: Text) -> str:
    if version is None:
        return "no version stood then"
    parts = []
    for name, right, wrong in zip(_FIELDS, version.text, text, strict=True):
        if right != wrong:
            at = next((at for at, (a, b) in enumerate(zip(right or "", wrong or "", strict=False)) if a != b), 0)
            start = max(at - 20, 0)
            parts.append(f"{name} {(right or '-')[start : at + 60]!r} read as {(wrong or '-')[start : at + 60]!r}")
    return "; ".join(parts) or "a version that was left before"


def _read(database: Path) -> list[_Stored]:
    connection = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    try:
        revisions: dict[int, list[tuple[str, Text, tuple[str, ...]]]] = {}
        query = "SELECT article_id, seen_at, headline, teaser, body, changed FROM revisions ORDER BY revision"
        for id_, seen_at, headline, teaser, body, changed in connection.execute(query):
            revisions.setdefault(id_, []).append((seen_at, (headline, teaser, body), _names(changed)))
        rows = connection.execute("SELECT id, url, gone_at FROM articles ORDER BY id")
        return [_Stored(url, gone_at, tuple(revisions[id_])) for id_, url, gone_at in rows]
    finally:
        connection.close()


def _names(changed: str) -> tuple[str, ...]:
    names: Sequence[str] | Mapping[str, object] = json.loads(changed)
    return tuple(name for name in _FIELDS if name in names)
