"""What React hands to its script in pieces (``self.__next_f.push([1, "..."])``): rows of JSON and of bare text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml.etree import _Element

from .json_ld import MAX_SCRIPT, parse_json

_PUSH = re.compile(r"__next_f\s*(?:\|\|\s*\[\]\s*\))?\s*\.push\(\s*(?=\[\s*1\s*,)")
_PUSH_WITHIN = 120
"""Characters of a script in which its call stands."""
_ROW = re.compile(rb"([0-9a-f]{1,8}):(?:T([0-9a-f]{1,8}),)?")
_REFERENCE = re.compile(r"\$([0-9a-f]{1,8})")
_MAX_ROWS = 5_000
_DECODER = json.JSONDecoder(strict=False)


@dataclass
class Flight:
    """A page's rows: the values of those in JSON, and the bare texts by the number that values name them with."""

    values: list[Any] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def text_at(self, value: str) -> str:
        """The text that a string stands for: ``$1f`` names a row; any other is what it says, ``$$`` a dollar."""
        if not value.startswith("$"):
            return value
        match = _REFERENCE.fullmatch(value)
        return self.texts.get(match[1], "") if match else value[1:] if value.startswith("$$") else ""


def read_flight(scripts: Iterable[_Element]) -> Flight:
    """The rows of all pieces of a page's scripts, joined in order; what is broken or too large is passed over."""
    pieces: list[str] = []
    size = 0
    for script in scripts:
        source = script.text or ""
        match = _PUSH.search(source, 0, _PUSH_WITHIN)
        if match is None:
            continue
        piece = _piece(source, match.end())
        size += len(piece)
        if size > MAX_SCRIPT:
            break
        pieces.append(piece)
    flight = Flight()
    # A text's length is told in bytes; one that ends within a letter, and half a pair of surrogates, lose it.
    for number, text, is_bare in _rows("".join(pieces).encode("utf-8", "surrogatepass")):
        if is_bare:
            flight.texts[number] = text
        elif text[:1] in ("[", "{", '"'):
            flight.values.append(parse_json(text))
    return flight


def _piece(source: str, start: int) -> str:
    try:
        argument, _ = _DECODER.raw_decode(source, start)
    except (ValueError, RecursionError):
        return ""
    return argument[1] if len(argument) > 1 and isinstance(argument[1], str) else ""


def _rows(data: bytes) -> Iterator[tuple[str, str, bool]]:
    """Number and text of each row, and whether its text is bare: that ends by its length, any other with its line."""
    place = 0
    for _ in range(_MAX_ROWS):
        if place >= len(data):
            return
        match = _ROW.match(data, place)
        start = match.end() if match else place
        line_end = data.find(b"\n", start)
        end = len(data) if line_end < 0 else line_end
        if match and match[2]:
            end = start + int(match[2], 16)
        if match:
            text = data[start:end].decode("utf-8", "ignore")
            yield match[1].decode(), text, bool(match[2])
        place = end if match and match[2] else end + 1
