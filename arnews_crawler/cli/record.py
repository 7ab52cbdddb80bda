"""An article as it is printed: for a person field by field, for a program as one line of JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

import click

from arnews_crawler.article import Article
from arnews_crawler.cli.terminal import echo_fields, json_line, printable_lines

_FIELDS: Final = (
    *("headline", "teaser", "site_name", "section", "authors", "agency", "tags", "language"),
    *("published_at", "published_raw", "published_precision", "modified_at", "image_url", "url", "warnings"),
)


def echo_article(article: Article, *, as_json: bool = False) -> None:
    """Print a record."""
    if as_json:
        click.echo(json_line(asdict(article)))
        return
    echo_fields([(name, getattr(article, name)) for name in _FIELDS])
    click.echo("\n" + printable_lines(article.body) + "\n")
