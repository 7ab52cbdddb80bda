"""A sketch of a text: small numbers that agree in as many places as two texts share pairs of words.

MinHash with one permutation (Li, Owen and Zhang, 2012): each pair of neighbouring words is hashed once, the hash says
in which place it stands, and the least of a place is kept. An empty place takes its right neighbour's (Shrivastava and
Li, 2014), so that short texts compare too. Three places make a band: texts that share one are looked at closely.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise
from typing import Final

BANDS: Final = 16
_ROWS: Final = 3
PLACES: Final = BANDS * _ROWS
_MASK: Final = (1 << 64) - 1
_MIX: Final = 0x9E3779B97F4A7C15
_EMPTY: Final = 1 << 32


@lru_cache(maxsize=65_536)
def _word_hash(word: str) -> int:
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big")


def word_pairs(words: Sequence[str]) -> frozenset[int]:
    """Return a number for each two neighbouring words; of one word alone, its own.

    >>> len(word_pairs("قمة في بيروت قمة في".split()))
    3
    """
    hashes = [_word_hash(word) for word in words]
    if len(hashes) == 1:
        return frozenset(hashes)
    return frozenset([((a * _MIX) ^ b) * _MIX >> 7 & _MASK for a, b in pairwise(hashes)])


def sketch_of(pairs: frozenset[int]) -> bytes | None:
    """Return the sketch of a text, of four bytes a place; None of a text without words."""
    if not pairs:
        return None
    least = [_EMPTY] * PLACES
    for pair in pairs:
        place, value = pair % PLACES, pair >> 32 & 0xFFFFFFFF
        if value < least[place]:
            least[place] = value
    _fill(least)
    return array("I", least).tobytes()


def _fill(least: list[int]) -> None:
    """Give empty places the value of the next one that has any, told apart by how far that is."""
    values, distances = list(least), [0] * len(least)
    for at in range(2 * len(least) - 1, -1, -1):
        place, following = at % len(least), (at + 1) % len(least)
        if least[place] == _EMPTY and values[following] != _EMPTY:
            values[place], distances[place] = values[following], distances[following] + 1
    least[:] = [(value + distance * 0x9E3779B1) & 0xFFFFFFFF for value, distance in zip(values, distances, strict=True)]


def bands_of(sketch: bytes) -> list[str]:
    """Return a word for each band: texts of the same three numbers in the same places share it."""
    width = len(sketch) // BANDS
    pieces = (bytes([band]) + sketch[band * width : (band + 1) * width] for band in range(BANDS))
    return [blake2b(piece, digest_size=6).hexdigest() for piece in pieces]


def agreement(first: bytes, second: bytes) -> float:
    """Return in which part of their places two sketches agree: about the share of common pairs.

    >>> agreement(sketch_of(frozenset({1, 2, 3})), sketch_of(frozenset({1, 2, 3})))
    1.0
    """
    left, right = array("I"), array("I")
    left.frombytes(first)
    right.frombytes(second)
    return sum(a == b for a, b in zip(left, right, strict=True)) / len(left)


def shared_part(first: frozenset[int], second: frozenset[int]) -> float:
    """Return the share of word pairs that two texts have in common: 1 for the same words in the same order.

    >>> shared_part(frozenset({1, 2}), frozenset({2, 3}))
    0.3333333333333333
    """
    common = len(first & second)
    return common / (len(first) + len(second) - common) if common else 0.0
