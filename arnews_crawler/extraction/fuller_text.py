"""The body where the page shows a part of it, and its state or metadata hold the whole."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate

from lxml.etree import _Element

from arnews_crawler.text.fold import fold_key

from .app_state import read_app_state
from .blocks import Page
from .keys import key_of
from .lines import is_sentence

_LINE_END = re.compile(r"[\r\n]+")
_SHORTEST_REST = 40
"""Letters of the folded rest of a cut text, from which it is worth taking."""


def fullest_lines(
    tree: _Element, page: Page, shown: list[str], witness: str, headline_keys: Collection[str]
) -> tuple[list[str], str]:
    """The body's lines and the rule that gave them: those shown, or those of a text that is fuller.

    ``witness`` is the ``articleBody`` of the page's metadata, empty where there is none.
    """
    size = sum(map(len, shown))
    for text, source in _texts(tree, size, witness, headline_keys):
        lines = _LINE_END.split(text)
        if not shown:
            return lines, source
        if fold_key(shown[0])[:60] not in fold_key(text):
            continue
        if len(text) > 1.5 * size + 200:
            return lines, source
        if source == "app_state" and (rest := _continued(page, shown, lines)):
            return rest, source
    return shown, "content_blocks"


def _texts(tree: _Element, size: int, witness: str, headline_keys: Collection[str]) -> Iterator[tuple[str, str]]:
    if witness:
        yield witness, "json_ld:articleBody"
    for text in read_app_state(tree, size, headline_keys):
        yield text, "app_state"


def _continued(page: Page, shown: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The shown lines and what follows on them in ``lines``, where all are found there in order and no more is shown.

    Empty where the text does not go on, or where the page prints what follows: it was left out for a reason.
    """
    keys = [fold_key(line) for line in lines]
    whole, ends = "".join(keys), list(accumulate(map(len, keys)))
    place = 0
    for line in shown:
        key = fold_key(line)
        place = whole.find(key, place)
        if place < 0:
            return []
        place += len(key)
    at = bisect_right(ends, place - 1)
    is_cut = at < len(ends) and place < ends[at]
    rest = list(lines[at + 1 :])
    if len(whole) - place < _SHORTEST_REST or not any(map(is_sentence, rest or lines[at : at + 1])):
        return []
    printed = {key_of(block).replace(" ", "") for block in page.blocks}
    if any(key and key in printed for key in keys[at + 1 :]):
        return []
    return [*shown[:-1], lines[at], *rest] if is_cut else [*shown, *rest]
