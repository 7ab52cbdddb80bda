"""An explanation as a person reads it: each field with its value, why it is that, and what else there was."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import click

from arnews_crawler.article import Article
from arnews_crawler.cli.wrapping import Layout
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.explanation import Explanation, FieldExplanation
from arnews_crawler.extraction.left_out import Blocks, shortened

_MOST: Final = 8
"""Candidates and reasons that are shown; of the rest only the number."""
_LONGEST: Final = 160
_SIGNS: Final = {
    "prose": "letters of text",
    "card_links": "links in cards",
    "links_among_text": "links among the text",
    "stories": "stories in a list",
    "types": "types it names",
    "og_type": "og:type",
    "says_article": "says that it is an article",
    "says_other": "says that it is",
    "address_kind": "its address is that of",
    "headline_leads_away": "its headline is a link to another page",
}


def echo_explanation(explanation: Explanation, article: Article | ExtractionError) -> None:
    """Print an explanation on stdout: the body last, since it is the longest."""
    layout = Layout.of_stdout()
    for line in _lines(explanation, article, layout):
        click.echo(line)


def _lines(explanation: Explanation, article: Article | ExtractionError, layout: Layout) -> Iterator[str]:
    if isinstance(article, ExtractionError):
        yield _label("no article")
        yield layout.sentence(f"{article.code}: {layout.value(article.detail)}", 4)
    else:
        for name in ("url", "published_raw", "published_precision", "warnings"):
            if value := getattr(article, name):
                yield _label(name)
                yield from (layout.paragraph(text, 4) for text in _values(value))
    for name, field in explanation.fields.items():
        if name != "body":
            yield from _field(name, field, layout)
    if body := explanation.fields.get("body"):
        yield from _field("body", body, layout)
    if explanation.blocks is not None:
        yield from _blocks(explanation.blocks, layout)
    if isinstance(article, ExtractionError) and explanation.signs:
        yield from _signs(explanation.signs, layout)


def _field(name: str, field: FieldExplanation, layout: Layout) -> Iterator[str]:
    yield _label(name)
    if field.value:
        yield from (layout.paragraph(text, 4) for text in _values(field.value))
        told = field.why if field.why.startswith(field.rule) else f"{field.rule}: {field.why}"
        yield layout.sentence(f"from {layout.value(told)}", 4)
    else:
        yield layout.sentence(f"empty: {field.why}", 4)
    for other in field.others[:_MOST]:
        yield layout.sentence(f"- {layout.value(other.rule)}: {layout.value(other.reason)}", 4)
        if other.value != field.value:
            yield layout.paragraph(shortened(other.value, _LONGEST), 8)
    yield from _rest(len(field.others) - _MOST, 4)


def _values(value: Any) -> Iterable[str]:
    if isinstance(value, list):
        return ["، ".join(map(str, value))]
    return str(value).split("\n\n")


def _blocks(blocks: Blocks, layout: Layout) -> Iterator[str]:
    yield _label("blocks")
    yield layout.sentence(f"{blocks.kept} kept, {sum(group.count for group in blocks.left_out)} left out", 4)
    for group in blocks.left_out[:_MOST]:
        yield layout.sentence(f"- {group.reason}: {group.count}", 4)
        for text in group.first:
            yield layout.paragraph(text, 8)
        yield from _rest(group.count - len(group.first), 8)
    yield from _rest(len(blocks.left_out) - _MOST, 4)


def _signs(signs: dict[str, Any], layout: Layout) -> Iterator[str]:
    yield _label("signs")
    for name, words in _SIGNS.items():
        value = signs.get(name)
        if isinstance(value, bool):
            shown = "yes" if value else "no"
        else:
            shown = ", ".join(value) if isinstance(value, list) else str("" if value is None else value)
        yield layout.sentence(f"{words}: {layout.value(shown or '-')}", 4)


def _rest(count: int, indent: int) -> Iterator[str]:
    if count > 0:
        yield f"{' ' * indent}… and {count} more"


def _label(name: str) -> str:
    return click.style(name, bold=True)
