"""The addresses that a mistyped one may mean: those that share most of its runs of three letters."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import nlargest
from urllib.parse import unquote


def nearest(wanted: str, candidates: Iterable[str], limit: int) -> list[str]:
    """Return the candidates most like ``wanted``, best first; such as have nothing in common with it are left
    out.

    >>> nearest("example.org/a/sprots-12", ["https://example.org/a/sports-12", "https://example.org/b"], 1)
    ['https://example.org/a/sports-12']
    """
    trigrams = _trigrams(wanted)
    scored = ((_likeness(trigrams, _trigrams(candidate)), candidate) for candidate in candidates)
    best = nlargest(limit, (pair for pair in scored if pair[0] > 0))
    return [candidate for _, candidate in best]


def _trigrams(url: str) -> frozenset[str]:
    text = unquote(url).lower().removeprefix("https://").removeprefix("http://").removeprefix("www.")[:500]
    return frozenset(text[at : at + 3] for at in range(len(text) - 2))


def _likeness(first: frozenset[str], second: frozenset[str]) -> float:
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0
