"""What is printed for a person: text of a site is shown, never obeyed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Final

import click

from arnews_crawler.text.one_line import printable

__all__ = ["echo_fields", "is_watched", "json_line", "printable", "printable_lines", "progress", "say"]

_UNPRINTABLE_IN_JSON: Final = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable_lines(text: str) -> str:
    """Return a text of several lines, each of them `printable`."""
    return "\n".join(printable(line) for line in text.split("\n"))


def json_line(value: object) -> str:
    """Return a value as one line of JSON: Arabic as Arabic, what a terminal would obey as an escape.

    >>> json_line({"headline": "قمة"})
    '{"headline": "قمة"}'
    """
    text = json.dumps(value, ensure_ascii=False, default=str)
    return _UNPRINTABLE_IN_JSON.sub(lambda mark: f"\\u{ord(mark[0]):04x}", text)


def say(message: str) -> None:
    """Print a message for a person: one line on stderr, a site's words in it made harmless."""
    click.echo(printable(message), err=True)


def is_watched() -> bool:
    """Whether a person looks on. A scheduler is told nothing while all is well."""
    return sys.stderr.isatty()


@contextmanager
def progress(length: int, label: str) -> Iterator[Callable[[], None]]:
    """Yield a function to call after each of ``length`` steps: a bar on a terminal, elsewhere nothing."""
    if not is_watched():
        yield lambda: None
        return
    steps = max(length // 200, 1)  # drawing costs more than storing a row
    with click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True, update_min_steps=steps) as bar:
        yield lambda: bar.update(1)


def echo_fields(fields: Mapping[str, object] | Iterable[tuple[str, object]]) -> None:
    """Print names and values, one pair a line, the values below each other; empty ones are left out."""
    pairs = fields.items() if isinstance(fields, Mapping) else fields
    shown = [(name, value) for name, value in pairs if value not in (None, "", [], ())]
    width = max((len(name) for name, _ in shown), default=0)
    for name, value in shown:
        text = "، ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
        click.echo(f"{click.style(name.ljust(width), bold=True)}  {printable(text)}")
