"""What today's rules read differently on a page than what is stored of it, field by field."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.corpus.records import StoredArticle, article_to_row
from arnews_crawler.operations.rereading import is_told

_DATE: Final = ("published_at", "published_raw", "published_precision")
_TEXT: Final = ("headline", "teaser", "body")
_OTHERS: Final = ("section", "authors", "tags", "agency", "language", "modified_at", "image_url", "site_name")
FIELDS: Final = (*_TEXT, "published_at", *_OTHERS)
"""What is compared, in the order in which it is told; the parts of the date go with it."""
_DRIFT: Final = timedelta(minutes=2)
"""An age ("two hours ago") counts from when the page was read, which was a moment before it was archived."""


class Difference(NamedTuple):
    """One field."""

    field: str
    old: Any
    new: Any


def find_differences(stored: StoredArticle, read: Article, *, is_only_look: bool) -> list[Difference]:
    """Return what differs.

    :param is_only_look: the page was never archived with other bytes, so that what is stored and not read came from
        it. Else a field that the page does not give stays: an earlier look gave it.

    A field that another page told, and this one does not give, stays in any case.
    """
    return [
        Difference(name, getattr(stored, name), getattr(read, name))
        for name in FIELDS
        if not _is_same(name, stored, read) and not _stays(name, stored, read, is_only_look=is_only_look)
    ]


def values_of(read: Article, differences: list[Difference], stored: StoredArticle) -> dict[str, Any]:
    """Return the columns to write for differences, with the evidence of their fields and the page's warnings."""
    row, evidence = article_to_row(read), dict(stored.evidence)
    names = [difference.field for difference in differences]
    columns = [*names, *(_DATE[1:] if "published_at" in names else ())]
    for name in names:
        evidence.pop(name, None)
        if name in read.evidence:
            evidence[name] = read.evidence[name]
    return {
        **{name: row[name] for name in columns},
        "evidence": article_to_row(Article(evidence=evidence))["evidence"],
        "warnings": row["warnings"],
    }


def _is_same(name: str, stored: StoredArticle, read: Article) -> bool:
    old, new = getattr(stored, name), getattr(read, name)
    if old == new or (not old and not new):
        return True
    return (
        name.endswith("_at")
        and bool(old and new)
        and abs(_moment(old) - _moment(new)) <= _DRIFT
        and _same_clock(old, new)
    )


def _stays(name: str, stored: StoredArticle, read: Article, *, is_only_look: bool) -> bool:
    if getattr(read, name):
        # A teaser that the page itself gives is better than one that was told; what is told alike is the same.
        return False
    return is_told(stored.evidence.get(name)) or (name != "teaser" and not is_only_look)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _same_clock(old: str, new: str) -> bool:
    return _moment(old).utcoffset() == _moment(new).utcoffset()
