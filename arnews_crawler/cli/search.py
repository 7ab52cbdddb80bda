"""``arnews search``: articles by words in any spelling."""

from __future__ import annotations

from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.options import db_option, filter_options, json_option, read_filters
from arnews_crawler.cli.terminal import is_watched, json_line, printable, say
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.search import SearchHit
from arnews_crawler.corpus.snippets import Snippet


@arnews_command(
    "search",
    examples=(
        'arnews search "أسعار القمح"',
        'arnews search "الانتخابات" --from 2026-01 --to 2026-03-15 --limit 5',
        'arnews search "القمة العربية" --json',
    ),
)
@click.argument("query")
@filter_options
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N")
@db_option
@json_option("Print a line of JSON an article.")
def command(
    query: str,
    db: Path,
    limit: int,
    as_json: bool,
    date_from: str | None,
    date_to: str | None,
    site: str | None,
    section: str | None,
) -> None:
    """Find the articles that QUERY's words are in, best first.

    Spelling does not matter (أحمد finds احمد, مُحَمَّد finds محمد); what is printed is the stored text. "Words in
    quotes" stand side by side, -word is not in it, word* begins so, OR stands between alternatives.
    """
    filters = read_filters(date_from=date_from, date_to=date_to, site=site, section=section)
    with Corpus(db) as corpus:
        hits = corpus.search(query, filters, limit=limit)
    for hit in hits:
        click.echo(json_line(_hit_to_json(hit)) if as_json else _hit_to_text(hit))
    if not hits and is_watched():
        say("nothing found")


def _hit_to_text(hit: SearchHit) -> str:
    about = [hit.site, hit.section or "", (hit.published_at or "")[:10]]
    return (
        f"{click.style(str(hit.id), bold=True)}  {_marked(hit.headline)}\n"
        f"    {printable(' · '.join(filter(None, about)))}\n"
        f"    {_marked(hit.snippet)}\n"
        f"    {click.style(printable(hit.url), dim=True)}\n"
    )


def _marked(snippet: Snippet) -> str:
    """The matching words bold; click takes the styles out again where no terminal reads them."""
    parts, end = [], 0
    for start, stop in snippet.spans:
        parts.append(printable(snippet.text[end:start]))
        parts.append(click.style(printable(snippet.text[start:stop]), bold=True, underline=True))
        end = stop
    return "".join((*parts, printable(snippet.text[end:])))


def _hit_to_json(hit: SearchHit) -> dict[str, object]:
    return {
        "id": hit.id,
        "url": hit.url,
        "site": hit.site,
        "section": hit.section,
        "published_at": hit.published_at,
        "headline": hit.headline.text,
        "headline_spans": hit.headline.spans,
        "snippet": hit.snippet.text,
        "snippet_spans": hit.snippet.spans,
        "score": round(hit.score, 4),
        "has_all": hit.has_all,
    }
