"""The site's name, and headlines without it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from arnews_crawler.text.fold import fold_key

from .metadata import Metadata

# A separator between site name and headline has space around it, or is one that no headline uses inside itself.
SEPARATOR = re.compile(r"\s+[-–—|»«•·~/\\>›:ـ]{1,2}\s+|\s*[|»›•]\s*|\s+::\s+|:\s+(?=\S+(?:\s\S+){0,2}$)")
_ADDRESS = re.compile(r"^(?:https?:)?//|^@|\.(?:com|net|org|info)\b", re.IGNORECASE)


def strip_site_name(headline: str, names: Iterable[str]) -> str:
    """A headline without the site's name before or behind it, whichever separator stands between.

    >>> strip_site_name("نوادر الأخبار | اتفاق جديد", ["نوادر الأخبار"])
    'اتفاق جديد'
    >>> strip_site_name("نوادر الأخبار تكرم كتابها", ["نوادر الأخبار"])
    'نوادر الأخبار تكرم كتابها'
    """
    keys = {fold_key(name) for name in names if name} - {""}
    changed = True
    while changed:
        changed = False
        pieces = list(SEPARATOR.finditer(headline))
        for piece in (pieces[:1] + pieces[-1:]) if pieces else ():
            before, behind = headline[: piece.start()].strip(), headline[piece.end() :].strip()
            if behind and fold_key(before) in keys:
                headline, changed = behind, True
            elif before and fold_key(behind) in keys:
                headline, changed = before, True
            if changed:
                break
    return headline.strip()


def site_names(metadata: Metadata, declared: str | None = None) -> list[str]:
    """The names under which the site speaks of itself, the best first: declared, Open Graph, JSON-LD, application."""
    names = [declared] if declared else []
    ranked = sorted(metadata.all("site_name"), key=lambda found: _rank(found.rule))
    names += [found.value for found in ranked if not _ADDRESS.search(found.value) and len(found.value) <= 60]
    unique: dict[str, str] = {}
    for name in names:
        unique.setdefault(fold_key(name), name)
    return [name for key, name in unique.items() if key]


def _rank(rule: str) -> int:
    order = ("og:site_name", "json_ld:publisher", "json_ld:WebSite.name", "application-name")
    return order.index(rule) if rule in order else len(order)


def name_in_title(title: str, headline: str) -> str | None:
    """What stands beside the headline in the title element: most often the site's name.

    >>> name_in_title("اتفاق جديد - نوادر الأخبار", "اتفاق جديد")
    'نوادر الأخبار'
    """
    key = fold_key(headline)
    for piece in SEPARATOR.finditer(title):
        before, behind = title[: piece.start()].strip(), title[piece.end() :].strip()
        if fold_key(before) == key and 0 < len(behind) <= 50:
            return SEPARATOR.split(behind)[-1].strip()
        if fold_key(behind) == key and 0 < len(before) <= 50:
            return SEPARATOR.split(before)[0].strip()
    return None
