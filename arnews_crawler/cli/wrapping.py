"""Text of both directions on a terminal: how wide it is, where a line ends, and that no line turns its neighbours."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Iterator
from typing import Final

from arnews_crawler.cli.terminal import printable

_FSI, _PDI = "\u2068", "\u2069"
_LRM, _RLM = "\u200e", "\u200f"
_LEAST: Final = 20
_WIDEST: Final = 100
"""Columns beyond which a line of prose is hard to read."""
_FOR_MARKS: Final = 2
"""Columns that stay free: a terminal that does not know isolates draws a box for each."""


class Layout:
    """How lines are printed: for a person at a terminal wrapped and isolated, into a pipe or file as they are."""

    def __init__(self, width: int | None) -> None:
        self.width = width

    @classmethod
    def of_stdout(cls) -> Layout:
        """The one that fits where stdout goes."""
        return cls(shutil.get_terminal_size().columns if sys.stdout.isatty() else None)

    def value(self, text: str) -> str:
        """A site's text inside a line of ours: made harmless, and isolated where it could turn what is beside it."""
        shown = printable(text)
        return shown if self.width is None or not has_right_to_left(shown) else isolated(shown)

    def paragraph(self, text: str, indent: int) -> str:
        """A site's text in lines of its own; those of a text from right to left begin below each other."""
        margin = " " * indent
        shown = printable(text)
        if self.width is None:
            return margin + shown
        lines = wrapped(shown, self.width - indent - _FOR_MARKS)
        if has_right_to_left(shown):
            widest = max(map(text_width, lines)) if _direction(shown) == "R" else 0
            lines = [" " * (widest - text_width(line)) + isolated(line, shown) for line in lines]
        return "\n".join(margin + line for line in lines)

    def sentence(self, text: str, indent: int) -> str:
        """Words of ours, with isolated values in them; lines behind the first are indented further."""
        if self.width is None:
            return " " * indent + text
        first, *others = _unbroken(wrapped(text, self.width - indent - 2 - _FOR_MARKS))
        return "\n".join([" " * indent + first, *(" " * (indent + 2) + line for line in others)])


def text_width(text: str) -> int:
    """The columns that a text takes: a letter one, its marks none, a wide letter two.

    >>> text_width("سَلام"), text_width("中"), text_width("a\u200fb")
    (4, 2, 2)
    """
    return sum(map(_columns, text))


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines of at most ``width`` columns; only a word that is longer than a line is parted."""
    width = max(_LEAST, min(width, _WIDEST))
    lines, line, used = [], "", 0
    for word in text.split(" "):
        for piece in _pieces(word, width):
            columns = text_width(piece)
            if line and used + 1 + columns > width:
                lines.append(line)
                line, used = piece, columns
            else:
                line, used = (f"{line} {piece}", used + 1 + columns) if line else (piece, columns)
    return [*lines, line]


def isolated(line: str, whole: str | None = None) -> str:
    """A line in bidi isolates, so that it keeps its own order and the text around it does too.

    A line that was cut out of a ``whole`` text runs as that does, even where it begins with a word of the other
    direction.

    >>> isolated("قمة") == "\u2068قمة\u2069"
    True
    >>> isolated("BBC تقول", "قالت BBC تقول") == "\u2068\u200fBBC تقول\u2069"
    True
    """
    mark = ""
    if whole is not None and (wanted := _direction(whole)) and _direction(line) != wanted:
        mark = _RLM if wanted == "R" else _LRM
    return f"{_FSI}{mark}{line}{_PDI}"


def has_right_to_left(text: str) -> bool:
    """Whether a text has letters or digits that run from right to left, or turn with those that do."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL", "AN") for letter in text)


def _pieces(word: str, width: int) -> Iterator[str]:
    """A word in pieces that fit in a line; marks stay with their letter."""
    piece, used = "", 0
    for letter in word:
        columns = _columns(letter)
        if used + columns > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + letter, used + columns
    yield piece


def _unbroken(lines: list[str]) -> list[str]:
    """The lines with an isolate that runs over a line's end closed there and opened again on the next."""
    whole, is_open = [], False
    for line in lines:
        text = _FSI + line if is_open else line
        is_open = text.count(_FSI) > text.count(_PDI)
        whole.append(text + _PDI if is_open else text)
    return whole


def _columns(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in ("W", "F") else 1


def _direction(text: str) -> str:
    """``R`` or ``L`` by the first letter that has a direction; empty where none has."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ("R", "AL", "L"):
            return "L" if kind == "L" else "R"
    return ""
