"""Elements of a tree by XPath, and their text: lxml's answers with the types that they have here."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml.etree import XPath, _Element

_TEXT = XPath("string()")


def finder(expression: str) -> Callable[[_Element], list[_Element]]:
    """An XPath that selects elements, compiled once, as a function of a tree."""
    compiled = XPath(expression)

    def find(tree: _Element) -> list[_Element]:
        return cast(list[_Element], compiled(tree))

    return find


def text_of(element: _Element) -> str:
    """All text inside an element, as it stands in the markup."""
    return str(_TEXT(element))
