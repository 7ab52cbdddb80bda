"""``arnews search``: articles by words in any spelling."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.options import db_option, filter_options, json_option, read_filters
from arnews_crawler.cli.terminal import is_watched, json_line, printable, say
from arnews_crawler.corpus.counts import CountBy
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.search import SearchHit, Sort
from arnews_crawler.corpus.search_index import stored_normaliser_version
from arnews_crawler.corpus.snippets import Snippet
from arnews_crawler.text.fold import NORMALISER_VERSION


@arnews_command(
    "search",
    examples=(
        'arnews search "أسعار القمح"',
        'arnews search "الانتخابات" --from 2026-01 --to 2026-03-15 --limit 5',
        'arnews search "القمة" --sort date --author "سمير قدورة"',
        'arnews search "القمح" --counts day',
        'arnews search "القمة العربية" --json',
    ),
)
@click.argument("query")
@filter_options
@click.option("--author", metavar="NAME", help="Only this author, in any spelling.")
@click.option(
    "--sort",
    type=click.Choice(get_args(Sort)),
    default="relevance",
    show_default=True,
    help="Best first, or last published first.",
)
@click.option("--counts", type=click.Choice(get_args(CountBy)), help="Count all that is found; list nothing.")
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N")
@click.option("--offset", type=click.IntRange(min=0), default=0, metavar="N", help="Leave out so many of the first.")
@db_option
@json_option("Print a line of JSON an article, or a count.")
def command(
    query: str,
    sort: Sort,
    counts: CountBy | None,
    limit: int,
    offset: int,
    db: Path,
    as_json: bool,
    **filters: str | None,
) -> None:
    """Find the articles that QUERY's words are in, best first.

    Spelling does not matter (أحمد finds احمد, مُحَمَّد finds محمد); what is printed is the stored text. "Words in
    quotes" stand side by side, -word is not in it, word* begins so, OR stands between alternatives. A QUERY that
    begins with - stands behind --.
    """
    chosen = read_filters(**filters)
    with Corpus(db) as corpus:
        if is_watched() and stored_normaliser_version(corpus.connection) != NORMALISER_VERSION:
            say("another version of arnews made the search keys, so some spellings are missed: arnews doctor --migrate")
        if counts is not None:
            _echo_counts(corpus.counts(query, counts, chosen), counts, as_json=as_json)
            return
        hits = corpus.search(query, chosen, limit=limit, offset=offset, sort=sort)
    for hit in hits:
        row = {**_hit_to_json(hit), "ranked_newest": hits.ranked_newest}
        click.echo(json_line(row) if as_json else _hit_to_text(hit))
    if hits.ranked_newest is not None and not as_json:
        say(f"ranked among the newest {hits.ranked_newest:,} of those with all words; older ones follow by age")
    if not hits and is_watched():
        say("nothing found" + (f"; did you mean: {printable(hits.suggestion)}" if hits.suggestion else ""))


def _echo_counts(counts: dict[str, int], by: CountBy, *, as_json: bool) -> None:
    for name, count in counts.items():
        row = {by: name or None, "articles": count}
        click.echo(json_line(row) if as_json else f"{count:>9,}  {printable(name) or '-'}")


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
