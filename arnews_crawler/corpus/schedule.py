"""When an address is looked at again: often while it changes, seldom afterwards, in the end not at all.

All functions are pure; they return the moment, or None where nothing is to be expected of another look.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

DEFAULT_RECHECK: Final = timedelta(hours=72)
"""How long after its publication or its last change an article is looked at again."""
FIRST_LOOK: Final = timedelta(hours=1)
MOST_FAILURES: Final = 8
"""Failures in a row after which an address is given up; a link or a source can bring it up again."""
_LONGEST_PAUSE: Final = timedelta(days=7)
_GONE_LOOKS: Final = (timedelta(days=1), timedelta(days=7), timedelta(days=30))
"""A page that was taken away may come back."""
_HEALING_LOOKS: Final = (timedelta(hours=1), timedelta(hours=3), timedelta(hours=8), timedelta(days=1))
HEALING: Final = frozenset({"no_body", "stub", "no_headline", "headline_is_body", "soft_404", "undecodable"})
"""What a page may be for an hour: it was published before its text was written, or while the server failed."""


def next_article_look(now: datetime, changed: datetime, window: timedelta) -> datetime | None:
    """Return when an article is looked at next: after as much time as it stood still, until the window closes.

    With looks at 1, 2, 4, 8, 16, 32 and 64 hours, three days of corrections cost seven requests.

    :param changed: its last change that is known, else its publication.
    """
    age = now - changed
    return now + max(FIRST_LOOK, age) if age < window else None


def next_failure_look(now: datetime, failures: int) -> datetime | None:
    """Return when an address that failed so many times in a row is tried again."""
    if failures > MOST_FAILURES:
        return None
    pause: timedelta = FIRST_LOOK * (1 << max(failures - 1, 0))
    return now + min(pause, _LONGEST_PAUSE)


def next_missing_look(now: datetime, missing: int, *, is_gone: bool) -> datetime | None:
    """Return when an article's page that was missing so many times in a row is looked for again.

    The first look may have met a server at work on itself: the next run looks again.
    """
    if not is_gone:
        return now
    place = max(missing - 2, 0)
    return now + _GONE_LOOKS[place] if place < len(_GONE_LOOKS) else None


def next_healing_look(now: datetime, code: str | None, looks: int) -> datetime | None:
    """Return when a page that held no article is looked at again; most never will.

    :param looks: how often it was found so before.
    """
    if code not in HEALING or looks >= len(_HEALING_LOOKS):
        return None
    return now + _HEALING_LOOKS[looks]
