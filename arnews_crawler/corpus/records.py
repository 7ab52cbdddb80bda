"""An article as a row of the file, and back: lists and mappings are JSON text."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from arnews_crawler.article import Article

Row: TypeAlias = Mapping[str, Any] | sqlite3.Row
"""A row by its columns' names; sqlite3.Row is one without being a Mapping."""

JSON_FIELDS: Final = frozenset({"authors", "tags", "evidence", "warnings"})
TEXT_FIELDS: Final = ("headline", "teaser", "body")
"""What a revision is about: the text that a reader quotes."""

RECORD_FIELDS: Final = tuple(field.name for field in fields(Article))
_METADATA_FIELDS: Final = tuple(name for name in RECORD_FIELDS if name not in {"url", "site", *TEXT_FIELDS})
_PUBLISHED_FIELDS: Final = ("published_at", "published_raw", "published_precision")
_PRECISIONS: Final = ("month", "day", "minute", "second")
_CREDENTIALS: Final = re.compile(r"(?<=://)[^/?#@\s]*@")


@dataclass(kw_only=True)
class StoredArticle(Article):
    """An article out of the file: the record, and what the file knows about it. Times are ISO 8601 in UTC."""

    id: int
    first_seen_at: str
    last_seen_at: str
    fetched_at: str
    revision: int
    """Counts from 1; `Corpus.revisions` has the text of the earlier ones."""
    content_hash: str
    """Changes with each letter of headline, teaser or body."""
    duplicate_of: int | None = None
    """The article of another site that had the same text first."""
    gone_at: str | None = None
    """When the site took the page away; the text stays."""
    withheld: bool = False


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One version of an article's text. ``changed`` names the fields that differ from the version before."""

    article_id: int
    revision: int
    seen_at: str
    run_id: int | None
    headline: str
    teaser: str | None
    body: str
    changed: list[str]


def utc_text(moment: datetime) -> str:
    """Return a moment as it is stored: ISO 8601 in UTC, whole seconds. A moment without zone is a bug:
    ValueError.

    >>> utc_text(datetime.fromisoformat("2026-03-01T02:30:00+03:00"))
    '2026-02-28T23:30:00+00:00'
    """
    if moment.tzinfo is None:
        message = "a moment without time zone cannot be stored"
        raise ValueError(message)
    return moment.astimezone(UTC).isoformat(timespec="seconds")


def utc_now() -> str:
    """Return the present moment as it is stored."""
    return utc_text(datetime.now(UTC))


def site_of(url: str) -> str:
    """Return the host of a URL without ``www.``, empty where it has none.

    >>> site_of("https://www.Example.org:8080/a"), site_of("mailto:a@example.org")
    ('example.org', '')
    """
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def without_credentials(text: str) -> str:
    """Return a text whose addresses name no user and no password: those are never stored.

    >>> without_credentials("https://me:secret@example.org/a@b?mail=c@d")
    'https://example.org/a@b?mail=c@d'
    """
    return _CREDENTIALS.sub("", text) if "@" in text else text


def encode_json(value: object) -> str:
    """Return JSON text that a reader of the table can read: Arabic as Arabic."""
    return json.dumps(value, ensure_ascii=False)


def article_to_row(article: Article) -> dict[str, Any]:
    """Return the record's columns, ready to be bound."""
    row = {name: getattr(article, name) for name in RECORD_FIELDS}
    for name in JSON_FIELDS:
        row[name] = encode_json(row[name])
    row["site"] = article.site or site_of(article.url)
    return row


def article_from_row(row: Row) -> StoredArticle:
    """Return the article of a row of ``articles`` or ``corpus``."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118 - sqlite3.Row iterates over values
    for name in JSON_FIELDS:
        values[name] = json.loads(values[name])
    values["withheld"] = bool(values.get("withheld", False))
    return StoredArticle(**values)


def revision_from_row(row: Row) -> Revision:
    """Return the revision of a row of ``revisions``."""
    values = {name: row[name] for name in row.keys()}  # noqa: SIM118
    return Revision(**{**values, "changed": json.loads(values["changed"])})


def changed_fields(old: Row, new: Row, names: Iterable[str]) -> list[str]:
    """Return the names whose values differ."""
    return [name for name in names if old[name] != new[name]]


def merge_metadata(old: Row, new: Row) -> dict[str, Any]:
    """Return the metadata columns that a later look at an article changes; both are rows, JSON as text.

    * A field that the later page no longer gives stays: a page loses its author more often than an article
      does.
    * The date of publication stays as first read, unless the later page tells it more exactly: a date that
      the page prints as "3 hours ago" drifts with each look, and a publisher's second date is one of
      modification.
    * ``warnings`` are those of the later look; ``evidence`` is joined, since fields of both remain.
    """
    merged: dict[str, Any] = {}
    keeps_date = not _is_more_exact(new, old)
    for name in _METADATA_FIELDS:
        value = new[name]
        if name == "evidence":
            value = _joined_evidence(old[name], value, keeps_date=keeps_date)
        elif name in _PUBLISHED_FIELDS:
            value = old[name] if keeps_date else value
        elif name != "warnings" and value in (None, "", "[]"):
            continue
        if value != old[name]:
            merged[name] = value
    return merged


def _is_more_exact(new: Row, old: Row) -> bool:
    if not new["published_at"] or not old["published_at"]:
        return bool(new["published_at"])
    return _rank(new["published_precision"]) > _rank(old["published_precision"])


def _rank(precision: str | None) -> int:
    return _PRECISIONS.index(precision) if precision in _PRECISIONS else -1


def _joined_evidence(old: str, new: str, *, keeps_date: bool) -> str:
    if old == new:
        return old
    earlier, later = json.loads(old), json.loads(new)
    joined = {**earlier, **later}
    if keeps_date:
        for name in _PUBLISHED_FIELDS:
            joined.pop(name, None)
            if name in earlier:
                joined[name] = earlier[name]
    return encode_json(joined)
