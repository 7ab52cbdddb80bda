"""Answers that hold until somebody writes to the file: what each page asks anew takes a walk through an index."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from pathlib import Path
from typing import Any, Final, TypeVar

from arnews_crawler.corpus.reader import Corpus

T = TypeVar("T")

_MOST: Final = 64
_KEPT: dict[Hashable, tuple[Any]] = {}


def remembered(corpus: Corpus, key: Hashable, ask: Callable[[], T]) -> T:
    """Return what ``ask`` returns, or what it did for this key since the file was last written to."""
    # The state is read first: what is written meanwhile makes the answer one of a state that is over.
    whole = (corpus.path, _state(corpus.path), key)
    kept = _KEPT.get(whole)
    if kept is None:
        kept = (ask(),)
        if len(_KEPT) >= _MOST:
            _KEPT.clear()
        _KEPT[whole] = kept
    answer: T = kept[0]
    return answer


def _state(path: Path) -> tuple[tuple[int, int], ...]:
    """When file and WAL were last written to, and how long they are: each commit changes the one or the other."""
    found = []
    for each in (path, path.with_name(f"{path.name}-wal")):
        try:
            status = each.stat()
        except OSError:
            found.append((0, 0))
        else:
            found.append((status.st_mtime_ns, status.st_size))
    return tuple(found)
