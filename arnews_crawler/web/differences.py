"""What changed between two versions of a text, word by word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

_WORDS: Final = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PAIRS: Final = 4_000_000
"""Words of one text times words of the other; beyond it a paragraph is told as taken out and put in."""

Kind = Literal["same", "deleted", "inserted"]


class Piece(NamedTuple):
    """A run of words."""

    kind: Kind
    text: str


def compare_texts(old: str, new: str) -> list[list[Piece]]:
    """Return the paragraphs of both versions, each as its pieces in reading order.

    >>> compare_texts("زار الوزير بيروت", "زار الرئيس بيروت") # doctest: +NORMALIZE_WHITESPACE
    [[Piece(kind='same', text='زار '), Piece(kind='deleted', text='الوزير'), Piece(kind='inserted', text='الرئيس'),
      Piece(kind='same', text=' بيروت')]]
    """
    before, after = _paragraphs(old), _paragraphs(new)
    found: list[list[Piece]] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            found += ([Piece("same", paragraph)] for paragraph in before[i:j])
        else:
            pairs = zip_longest(before[i:j], after[k:m], fillvalue="")
            found += ([*_words(*pair)] for pair in pairs)
    return found


def is_same(paragraphs: Sequence[Sequence[Piece]]) -> bool:
    """Whether nothing was put in or taken out."""
    return all(piece.kind == "same" for pieces in paragraphs for piece in pieces)


def _paragraphs(text: str) -> list[str]:
    return [paragraph for paragraph in text.split("\n\n") if paragraph]


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if len(before) * len(after) > _MOST_PAIRS:
        opcodes = [("replace", 0, len(before), 0, len(after))]
    else:
        opcodes = [*SequenceMatcher(None, before, after, autojunk=False).get_opcodes()]
    for tag, i, j, k, m in opcodes:
        if tag == "equal":
            yield Piece("same", "".join(before[i:j]))
            continue
        if i < j:
            yield Piece("deleted", "".join(before[i:j]))
        if k < m:
            yield Piece("inserted", "".join(after[k:m]))
