"""Articles that a page carries in its application's state (``__NEXT_DATA__``, ``__NUXT__`` and the like)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from heapq import nlargest
from itertools import chain
from typing import Any

from lxml.etree import _Element

from .flight import read_flight
from .json_ld import parse_json
from .keys import line_key
from .state_texts import StateText, find_texts

_STATE_IDS = frozenset({"__NEXT_DATA__", "__NUXT_DATA__", "app-state", "__APP_STATE__", "ng-state", "serverApp-state"})
_ASSIGNMENT = re.compile(r"^\s*(?:window\.)?(?:__\w+__|\w*[Ss]tate\w*)\s*=\s*(?=[{\[])")
_MOST_RANKED = 50
_MOST_TEXTS = 3


def read_app_state(tree: _Element, shown: int, headline_keys: Collection[str] = ()) -> list[str]:
    """Texts of the page's application state that may be the article's.

    ``shown`` is the length of the visible text: only what is longer is told. Texts of an object that names the
    headline come first, then the longest.
    """

    def is_named(found: StateText) -> bool:
        return any(line_key(title) in headline_keys for title in found.titles)

    scripts = list(tree.iter("script"))
    flight = read_flight(scripts)
    # What React hands over is the whole page, menus too: where no text is shown, an object must name the headline.
    handed = (text for text in find_texts(flight.values, flight.text_at) if shown or is_named(text))
    longer = (text for text in dict.fromkeys(chain(_state_texts(scripts), handed)) if len(text.text) > shown)
    longest = nlargest(_MOST_RANKED, longer, key=lambda found: len(found.text))
    ranked = sorted(longest, key=lambda found: (is_named(found), len(found.text)), reverse=True)
    return [found.text for found in ranked[:_MOST_TEXTS]]


def _state_texts(scripts: Iterable[_Element]) -> Iterator[StateText]:
    for script in scripts:
        kind = (script.get("type") or "").lower()
        source = script.text or ""
        if len(source) < 300 or "ld+json" in kind:
            continue
        match = _ASSIGNMENT.match(source)
        if script.get("id") not in _STATE_IDS and kind != "application/json" and match is None:
            continue
        state = parse_json(source[match.end() :].rstrip().rstrip(";") if match else source)
        if script.get("id") == "__NUXT_DATA__" and isinstance(state, list):
            state = _unflattened(state)
        yield from find_texts(state)


def _unflattened(values: list[Any]) -> list[Any]:
    """Nuxt's payload with its strings put back: it lists all values once, and objects hold their places in the list."""

    def at(place: Any) -> Any:
        found = values[place] if isinstance(place, int) and 0 <= place < len(values) else None
        return found if isinstance(found, str) else None

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: at(place) for key, place in value.items()}
        return [at(place) for place in value] if isinstance(value, list) else None

    # Objects in lists are one step further: a list of blocks is filled from the objects that it names.
    objects = [filled(value) for value in values]
    for value in values:
        inner = value if isinstance(value, list) else []
        blocks = [objects[i] for i in inner if isinstance(i, int) and 0 <= i < len(objects)]
        if len(blocks) > 2 and all(isinstance(block, dict) for block in blocks):
            objects.append(blocks)
    return objects
