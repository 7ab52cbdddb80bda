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

_WIDTH: Final = 380
"""As wide as on a phone: what is written there is not made smaller."""
_HEIGHT: Final = 230
_LABELS: Final = 4
"""Labels below a chart over time: as many as a phone has room for."""
_HALF_LABEL: Final = 38
"""A day below the last step stands half to its right."""
_WIDE: Final = 10_000
"""From here on numbers beside the chart take the room of one of its labels."""
_NAME: Final = 20
_DIGIT: Final = 0.06
"""Of the longest bar: the room that a digit of its number takes."""
_THIN: Final = 40
"""Bars that are more than these have no gap between them: it would be as wide as they are."""
_FEWEST: Final = 3
"""Bars that are fewer stand between empty places, and are not as wide as the chart."""
_FEW: Final = 6
"""Up to here each whole number has its line: none in between."""
_SVG: Final = "{http://www.w3.org/2000/svg}"
_LEFT_OUT: Final = (etree.Comment, *(f"{_SVG}{name}" for name in ("defs", "desc", "script", "title")))
_CLASSES: Final = frozenset({"reactive", "tooltip-trigger", "always_show"})
_DIGITS: Final = re.compile(r"(\d\.\d)\d+")
_STYLE: Final = Style(
    label_font_size=13,
    major_label_font_size=13,
    value_font_size=13,
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
    "show_legend": False,
    "truncate_label": _NAME,
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
    legend: Sequence[str] = ()
    """What stands for colour 0, 1, 2 …; told beside the picture, in the direction of the page."""
    has_lines: bool = False


def over_time(
    title: str, first: str, steps: Sequence[str], series: Mapping[str, Mapping[str, int]], *, lines: bool = False
) -> Chart:
    """Draw numbers over time: lines to compare with each other, else bars on top of each other.

    :param first: the heading of the table's first column.
    """
    kind = pygal.Line if lines else pygal.StackedBar
    chart = kind(
        **_CONFIG,
        width=_WIDTH,
        height=_HEIGHT,
        margin_right=_HALF_LABEL,
        dots_size=2,
        show_dots=lines and len(steps) < 60,
        show_minor_x_labels=False,
        include_x_axis=True,
    )
    most = max(((max if lines else sum)(each.get(step, 0) for each in series.values()) for step in steps), default=0)
    if 0 < most <= _FEW:
        chart.y_labels = list(range(most + 1))
    every = max(1, -(-len(steps) // (_LABELS - (most >= _WIDE))))
    chart.x_labels_major = list(steps[::every])
    places = list(steps) if lines else _between_empty_places(steps)
    chart.x_labels = places
    for name, numbers in series.items():
        chart.add(name, [numbers.get(step, 0) for step in places])
    rows = [[step, *(f"{numbers.get(step, 0):,}" for numbers in series.values())] for step in steps]
    rows = [row for row in rows if any(number != "0" for number in row[1:])]
    legend = [*series] if len(series) > 1 else ()
    svg = Markup(_drawn(chart, title, "thin" if len(steps) > _THIN else ""))  # noqa: S704 - see _drawn
    return Chart(title, svg, [first, *series], rows, legend, lines)


def by_name(title: str, header: Sequence[str], numbers: Mapping[str, float], direction: str = "ltr") -> Chart:
    """Draw a number for each name, in the order given.

    :param direction: ``rtl`` for names on the right and bars that grow to the left.
    """
    most = max(numbers.values(), default=0)
    chart = pygal.HorizontalBar(
        **{**_CONFIG, "print_values": True},
        print_values_position="top",
        width=_WIDTH,
        height=16 + 26 * max(len(numbers), 1),
        range=(0, most * (1 + _DIGIT * len(f"{most:,.0f}")) or 1),
        show_x_labels=False,
        show_x_guides=False,
    )
    # pygal draws from the bottom upwards
    chart.x_labels = list(numbers)[::-1]
    chart.add("", list(numbers.values())[::-1])
    svg = Markup(_drawn(chart, title, "mirrored" if direction == "rtl" else ""))  # noqa: S704 - see _drawn
    return Chart(title, svg, header, [[name, f"{number:,.0f}"] for name, number in numbers.items()])


def _between_empty_places(steps: Sequence[str]) -> list[str]:
    beside = max(0, _FEWEST - len(steps) + 1) // 2
    return [*[""] * beside, *steps, *[""] * beside]


def _drawn(chart: pygal.graph.graph.Graph, title: str, kind: str) -> str:
    """The picture alone, every text in it escaped: what pygal brings for other pages (style, script) is left out."""
    root = etree.fromstring(chart.render(), etree.XMLParser(resolve_entities=False, no_network=True))
    for element in list(root.iter()):
        if element.tag in _LEFT_OUT or "tooltip-overlay" in (element.get("class") or "") or _is_flat(element):
            _remove(element)
        else:
            _lighten(element)
    if kind == "mirrored":
        _mirror(root)
    root.set("class", f"{root.get('class')} {kind}".strip())
    root.set("role", "img")
    root.set("aria-label", title)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _mirror(root: etree._Element) -> None:
    """Turn the picture left to right, and each text in it back again."""
    for text in root.iter(f"{_SVG}text"):
        text.set("x", f"{-float(text.get('x', '0')):.1f}")
        text.set("transform", "scale(-1 1)")
    for graph in root.findall(f"{_SVG}g"):
        graph.set("transform", f"translate({_WIDTH} 0) scale(-1 1)")


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
