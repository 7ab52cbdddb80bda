"""Charts as SVG that stands in a page: drawn by pygal, without script, coloured by the page's own style sheet."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pygal
from lxml import etree
from markupsafe import Markup
from pygal.style import Style

# pygal leaves a finder of the kind that Python gave up among the importers: each later import would warn of it.
sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, pygal.PluginImportFixer)]

_WIDTH: Final = 440
_HEIGHT: Final = 260
_LEGEND_ROW: Final = 22
_LABELS: Final = 4
"""Labels below a chart over time: as many as a phone has room for."""
_NAME: Final = 22
_FEW: Final = 6
"""Up to here each whole number has its line: none in between."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_LEFT_OUT: Final = (etree.Comment, *(f"{_SVG}{name}" for name in ("defs", "desc", "script")))
_CLASSES: Final = frozenset({"reactive", "tooltip-trigger", "always_show"})
_DIGITS: Final = re.compile(r"(\d\.\d)\d+")
_STYLE: Final = Style(
    label_font_size=13,
    major_label_font_size=13,
    legend_font_size=14,
    no_data_font_size=20,
    font_family="sans-serif",
)
_CONFIG: Final[dict[str, Any]] = {
    "css": [],
    "js": [],
    "no_prefix": True,
    "disable_xml_declaration": True,
    "style": _STYLE,
    "margin": 8,
    "legend_at_bottom": True,
    "truncate_label": _NAME,
    "truncate_legend": _NAME,
    "max_scale": 6,
    "print_values": False,
    "formatter": lambda value: f"{value:,.0f}",
}


@dataclass(frozen=True)
class Chart:
    """A chart and its numbers: the heading, the picture, and a table for those who do not see it."""

    title: str
    svg: Markup
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


def over_time(
    title: str, first: str, steps: Sequence[str], series: Mapping[str, Mapping[str, int]], *, lines: bool = False
) -> Chart:
    """Draw numbers over time: lines to compare with each other, else bars on top of each other.

    :param first: the heading of the table's first column.
    """
    kind = pygal.Line if lines else pygal.StackedBar
    legend_rows = -(-len(series) // 2) if len(series) > 1 else 0
    chart = kind(
        **_CONFIG,
        width=_WIDTH,
        height=_HEIGHT + _LEGEND_ROW * legend_rows,
        margin_bottom=8 + _LEGEND_ROW * (legend_rows > 0),
        show_legend=len(series) > 1,
        legend_at_bottom_columns=2,
        dots_size=2,
        show_dots=lines and len(steps) < 60,
        show_minor_x_labels=False,
        include_x_axis=True,
    )
    chart.x_labels = list(steps)
    every = max(1, -(-len(steps) // _LABELS))
    chart.x_labels_major = list(steps[::every])
    totals = [(max if lines else sum)(each.get(step, 0) for each in series.values()) for step in steps]
    if 0 < max(totals, default=0) <= _FEW:
        chart.y_labels = list(range(max(totals) + 1))
    for name, numbers in series.items():
        chart.add(name, [numbers.get(step, 0) for step in steps])
    rows = [[step, *(f"{numbers.get(step, 0):,}" for numbers in series.values())] for step in steps]
    return Chart(title, _drawn(chart, title), [first, *series], [row for row in rows if any(n != "0" for n in row[1:])])


def by_name(title: str, header: Sequence[str], numbers: Mapping[str, float]) -> Chart:
    """Draw a number for each name, in the order given."""
    chart = pygal.HorizontalBar(
        **{**_CONFIG, "max_scale": 4},
        width=_WIDTH,
        height=60 + 30 * max(len(numbers), 1),
        show_legend=False,
        include_x_axis=True,
    )
    # pygal draws from the bottom upwards
    chart.x_labels = list(numbers)[::-1]
    chart.add("", list(numbers.values())[::-1])
    return Chart(title, _drawn(chart, title), header, [[name, f"{number:,.0f}"] for name, number in numbers.items()])


def _drawn(chart: pygal.graph.graph.Graph, title: str) -> Markup:
    """The picture alone: what pygal brings for other pages (style, script, tooltips) is left out."""
    root = etree.fromstring(chart.render(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if element.tag in _LEFT_OUT or "tooltip-overlay" in (element.get("class") or "") or _is_flat(element):
            _remove(element)
        else:
            _lighten(element)
    for element in root.findall(f"{_SVG}title"):
        root.remove(element)
    root.set("role", "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 - every text in it was escaped by lxml


def _is_flat(element: etree._Element) -> bool:
    """Whether it is a bar of nothing."""
    return "0.0" in (element.get("height"), element.get("width"))


def _lighten(element: etree._Element) -> None:
    """Take out what only pygal's own script and style ask for, and digits that no screen can show."""
    for name in ("style", "id", "rx", "ry"):
        element.attrib.pop(name, "")
    for name in ("x", "y", "width", "height", "d", "cx", "cy", "transform"):
        if value := element.get(name):
            element.set(name, _DIGITS.sub(r"\1", value))
    kept = [each for each in (element.get("class") or "").split() if each not in _CLASSES]
    if kept:
        element.set("class", " ".join(kept))
    else:
        element.attrib.pop("class", "")


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
