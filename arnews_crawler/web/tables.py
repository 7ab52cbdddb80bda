"""Datasette's own pages, for those who hear them: its templates name no field of a form and skip headings."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Final

from lxml import etree, html
from markupsafe import Markup

from arnews_crawler.web.addresses import readable_address, safe_link

TEMPLATES: Final = Path(__file__).parent / "templates" / "datasette"
"""What stands in for templates of Datasette: its frame, and the editor that may not run."""
_FACETS_SCRIPT: Final = "DATASETTE_ALLOW_FACET = true;"
"""The one script in a page that Datasette's file for tables asks for: it has no word of a visitor or a site in it."""
FACETS_SCRIPT_HASH: Final = f"sha256-{base64.b64encode(hashlib.sha256(_FACETS_SCRIPT.encode()).digest()).decode()}"
_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_NAMES: Final = {"_filter_column": "Column", "_filter_op": "Comparison", "_filter_value": "Value", "_sort": "Sort by"}
_SPACE: Final = re.compile(r"\s")
_LINK: Final = Markup('<a href="{}" rel="noopener noreferrer external">{}</a>')
_NUMBER: Final = re.compile(r"_\d+$")
_WITHOUT_LABEL: Final = """
    //*[self::select or self::textarea or self::input[not(@type) or @type = 'text' or @type = 'search']]
    [not(@aria-label) and not(ancestor::label) and not(@id = //label/@for)]
"""


def cell_of_address(text: str) -> Markup | None:
    """Return a cell that holds an address as a link to be read; None for any other text.

    >>> cell_of_address("https://a.example/%D8%A7")
    Markup('<a href="https://a.example/%D8%A7" rel="noopener noreferrer external">https://a.example/ا</a>')
    >>> cell_of_address("https://a.example and more")
    """
    if not text.startswith(("http://", "https://")) or _SPACE.search(text) or not safe_link(text):
        return None
    return _LINK.format(text, readable_address(text))


def labelled(text: str) -> Markup:
    """Return a part of a page with a name for each field of its forms, and headings without a gap.

    >>> labelled('<h1>a</h1><h3>b</h3><select name="_filter_op_1"></select>')
    Markup('<h1>a</h1><h2>b</h2><select name="_filter_op_1" aria-label="Comparison"></select>')
    """
    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = html.fragment_fromstring(text.encode(), create_parent="div", parser=parser)
    level = 0
    for element in root.iter(*_HEADINGS):
        level = min(int(element.tag[1]), level + 1)
        element.tag = f"h{level}"
    for field in root.xpath(_WITHOUT_LABEL):
        name = _NUMBER.sub("", field.get("name", ""))
        field.set("aria-label", _NAMES.get(name, name.strip("_") or "Value"))
    inside = "".join(etree.tostring(each, encoding="unicode", method="html") for each in root)
    return Markup((root.text or "").strip() + inside)  # noqa: S704 - Datasette's templates escaped it
