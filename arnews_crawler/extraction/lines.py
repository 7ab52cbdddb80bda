"""What a line says by its words: a sentence, an address, a source, a credit, a byline or date."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import lru_cache

from arnews_crawler.text.dates import find_dates
from arnews_crawler.text.fold import fold_text

from .agencies import is_agency
from .blocks import Block
from .phrases import BYLINE, META_LINE

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")
_CREDIT_AT_END = re.compile(r"[^.]\s*(?:\(([^()]{2,30})\)|\s[|/–-]\s*([^|/]{2,30}))\s*$")
_SOURCE = re.compile(r"^\s*(?:المصدر|مصدر|المصادر|Source)\s*[:：]\s*(.+)$", re.IGNORECASE)
# Whether a line holds a date, relative ones too, does not depend on when it is read.
_SOME_TIME = datetime(2100, 1, 1, tzinfo=UTC)
_PARTS = re.compile(r"\s*[|•·]\s*")
PROSE = 90
"""Letters from which a line is no label."""


def is_bare_address(text: str) -> bool:
    """A line that is mostly addresses."""
    return "://" in text and 2 * sum(map(len, _ADDRESS.findall(text))) > len(text)


def is_sentence(text: str) -> bool:
    """Whether a line reads as a sentence: it ends as one does, or is too long for a name or label."""
    return text.rstrip().endswith((".", "!", "؟", "?", "…", "»", "”", '"', ":")) or len(text) > PROSE


def is_source_line(text: str) -> bool:
    """A line that names the agency or the source of the article, and nothing else.

    >>> is_source_line("المصدر: رويترز"), is_source_line("(أ ف ب)"), is_source_line("قالت رويترز إن")
    (True, True, False)
    """
    if len(text) > 60:
        return False
    match = _SOURCE.match(text)
    names = re.split(r"[،,/+|]|\s-\s|\sو(?=\S)", match[1] if match else text)
    return all(is_agency(name.strip(" .()[]-–—")) for name in names) or bool(match and len(text) < 40)


def ends_in_credit(text: str) -> bool:
    """Whether a short line ends in the name of an agency behind it, as captions do: ``… (رويترز)``, ``… | غيتي``.

    >>> ends_in_credit("سوق الخضار في المدينة (رويترز)"), ends_in_credit("وصل الوفد، بحسب رويترز.")
    (True, False)
    """
    match = _CREDIT_AT_END.search(text)
    if match is None or len(text) > 160:
        return False
    return is_agency(str(match[1] or match[2]).strip())


def has_date(text: str) -> bool:
    """Whether a line is there for its date: the date is much of it, or one of several parts between marks."""
    if len(text) > 160 or (len(text) > 60 and not any(char.isdecimal() for char in text)):
        return False
    return _is_dated(text)


@lru_cache(maxsize=4096)
def _is_dated(text: str) -> bool:
    dates = find_dates(text, now=_SOME_TIME)
    return bool(dates) and ("|" in text or 3 * sum(len(date.raw) for date in dates) >= len(text))


def says_who_or_when(block: Block) -> bool:
    """A byline, a date line, or a line that names the source; a sentence that tells of one is none."""
    if block.size > 160 or block.text.rstrip().endswith((".", "؟", "!")):
        return False
    if has_date(block.text):
        return True
    parts = [part for part in _PARTS.split(block.text) if part]
    if any(map(is_source_line, parts)):
        return True
    keys = (fold_text(part) for part in parts)
    return block.size < PROSE and any(BYLINE.match(key) or META_LINE.match(key) for key in keys)
