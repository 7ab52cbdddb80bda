"""Parts of a page that stand on most pages of its site letter for letter: menus, footers, standing boxes.

Whoever knows them from the site's sample can pass them over unread; on many sites that is most of a page's elements.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Final

from lxml.etree import _Element, tostring

DEEPEST: Final = 5
"""Elements around a part, from the body inwards: what lies deeper is small, and costs as much to compare as to read."""
_LEAST_ELEMENTS: Final = 10
_MOST_CONSIDERED: Final = 400


@dataclass(frozen=True, slots=True)
class PageFrame:
    """The parts that are known of a site."""

    starts: frozenset[str] = field(default_factory=frozenset)
    """How they begin: asked first, so that few elements of a page have to be written out to be compared."""
    contents: frozenset[int] = field(default_factory=frozenset)
    """Hashes of all that is in them."""

    def __bool__(self) -> bool:
        return bool(self.starts)

    def __contains__(self, element: _Element) -> bool:
        return start_of(element) in self.starts and content_hash(element) in self.contents


def start_of(element: _Element) -> str:
    """What an element looks like from outside: name, id, class, number of children."""
    return f"{element.tag}#{element.get('id') or ''}.{element.get('class') or ''}:{len(element)}"


def content_hash(element: _Element) -> int:
    """64 bits of an element as it is written, the same in every process."""
    written = tostring(element, encoding="utf-8", with_tail=False)
    return int.from_bytes(blake2b(written, digest_size=8).digest(), "big")


def sketch_frame(body: _Element) -> Mapping[tuple[str, int], int]:
    """Start and content hash of each part of a page that may be a frame -> its elements."""
    parts: dict[tuple[str, int], int] = {}
    layer = [child for child in body if isinstance(child.tag, str)]
    for _ in range(DEEPEST):
        below: list[_Element] = []
        for element in layer:
            size = sum(1 for _ in element.iter())
            if size >= _LEAST_ELEMENTS and len(parts) < _MOST_CONSIDERED:
                parts[start_of(element), content_hash(element)] = size
                below += [child for child in element if isinstance(child.tag, str)]
        layer = below
    return parts
