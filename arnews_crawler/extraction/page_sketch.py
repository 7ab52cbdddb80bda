"""A page's sketch: what has to be kept of it to see what the pages of its site share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml.etree import _Element

from .blocks import Block, Page, read_blocks
from .document import Document
from .evidence import Candidate
from .headline import SHOWN
from .headline_candidates import gather_headlines
from .metadata import LONGEST_LABEL, read_metadata
from .page_frame import sketch_frame
from .site_traits import stable_hash

MOST_LINES = 3_000
_PROSE = 60
_LOOKS = ("align", "bgcolor", "color", "face", "size", "width")
"""Letters from which a line counts as text that may be an article's."""
# Class names that systems make of the page's own data: its number, section, labels.
_OWN_CLASSES = ("category-", "tag-", "post-", "author-", "section-", "status-", "format-", "cat-", "term-")


@dataclass(frozen=True)
class PageSketch:
    """One page of a sample: small, and free of the page's tree."""

    url: str
    titles: tuple[Candidate, ...] = ()
    """What the page calls itself to machines, by rule: ``title``, ``og:title``, ``json_ld:headline`` …"""
    headings: tuple[str, ...] = ()
    """What it shows its readers that may be a headline."""
    descriptions: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    lines: Mapping[int, int] = field(default_factory=dict)
    """Hash of each line -> its letters where it is prose, else 0."""
    body_classes: frozenset[str] = frozenset()
    parts: Mapping[tuple[str, int], int] = field(default_factory=dict)
    """What may be a frame (`page_frame.sketch_frame`)."""


def sketch_page(document: Document) -> PageSketch:
    """The sketch of a parsed page; the tree is read only."""
    metadata = read_metadata(document)
    page = read_blocks(document.tree)
    lines: dict[int, int] = {}
    for block in page.blocks:
        is_prose = block.size >= _PROSE and block.link_share < 0.5
        lines[line_hash(page, block)] = block.size if is_prose else 0
    # Of a huge page the smallest hashes: the same lines are left of every page that has them.
    kept = sorted(lines)[:MOST_LINES]
    shown = [found.value for found in gather_headlines(page, document.tree, metadata) if found.rule in SHOWN]
    titles = [*metadata.all("headline"), *metadata.all("title")]
    return PageSketch(
        url=document.url,
        titles=tuple(dict.fromkeys(found for found in titles if len(found.value) <= LONGEST_LABEL)),
        headings=tuple(dict.fromkeys(shown)),
        descriptions=tuple(dict.fromkeys(found.value for found in metadata.all("teaser"))),
        site_names=tuple(dict.fromkeys(found.value for found in metadata.all("site_name"))),
        lines={value: lines[value] for value in kept},
        body_classes=frozenset(body_class(document).split()),
        parts=sketch_frame(body) if (body := document.tree.find("body")) is not None else {},
    )


def body_class(document: Document) -> str:
    """The class names of the body element, as they are written."""
    body = document.tree.find("body")
    return (body.get("class") or "") if body is not None else ""


def line_hash(page: Page, block: Block) -> int:
    """A line as the site prints it: its text, and how it is set.

    The same words in another place are another line: an excerpt in a box of the latest news must not take the
    first paragraph away from its article.
    """
    around = [page.nodes[index].element for index in page.ancestors(block.node, 2)]
    shape = "|".join(_shape(str(element.tag), element.get("class") or "") + _look(element) for element in around)
    return stable_hash(f"{shape}\n{block.text}")


def _look(element: _Element) -> str:
    """How a page without classes sets an element: by attributes, as in the years of tables and fonts."""
    if element.get("class"):
        return ""
    sets = [element, element[0]] if len(element) and element[0].tag == "font" else [element]
    return "".join(f" {name}={value}" for each in sets for name in _LOOKS if (value := each.get(name)))


@lru_cache(maxsize=4096)
def _shape(tag: str, classes: str) -> str:
    names = sorted(
        name for name in classes.split() if not any(map(str.isdigit, name)) and not name.startswith(_OWN_CLASSES)
    )
    return ".".join([tag, *names])
