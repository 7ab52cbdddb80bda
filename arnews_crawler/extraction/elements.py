"""Elements of a tree by XPath, and their text: lxml's answers with the types that they have here."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from lxml.etree import XPath
from lxml.html import HtmlElement


def finder(expression: str) -> Callable[[HtmlElement], list[HtmlElement]]:
    """An XPath that selects elements, compiled once, as a function of a tree."""
    compiled = XPath(expression)

    def find(tree: HtmlElement) -> list[HtmlElement]:
        return cast(list[HtmlElement], compiled(tree))

    return find


def text_of(element: HtmlElement) -> str:
    """All text inside an element, as it stands in the markup."""
    return str(element.text_content())
