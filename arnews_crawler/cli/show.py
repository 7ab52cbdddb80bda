"""``arnews show``: one article and its history."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import db_option, json_option
from arnews_crawler.cli.record import echo_article
from arnews_crawler.cli.terminal import echo_fields, json_line, printable
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import Revision, StoredArticle
from arnews_crawler.corpus.similar import SimilarArticle
from arnews_crawler.operations.exit_codes import ExitCode

_COLOURS = {"+": "green", "-": "red", "@": "cyan"}


@arnews_command(
    "show",
    examples=(
        "arnews show 12",
        "arnews show https://example.org/politics/1",
        "arnews show 12 --diff 1..2",
    ),
)
@click.argument("id_or_url", metavar="ID-or-URL")
@click.option("--diff", metavar="A..B", help="What changed from revision A to revision B.")
@db_option
@json_option("Print the article, its revisions and addresses as one line of JSON.")
def command(id_or_url: str, diff: str | None, db: Path, as_json: bool) -> None:
    """Print an article by its id or by any address it was met at, and when it changed.

    An article that is not there: 2, and the nearest that are.
    """
    with Corpus(db) as corpus:
        article = corpus.get(id_or_url)
        if article is None:
            fail(_unknown(corpus, id_or_url), ExitCode.USAGE)
        revisions = corpus.revisions(article.id)
        addresses = corpus.addresses(article.id)
        similar = corpus.similar(article.id)
    if diff is not None:
        _echo_diff(_pick(revisions, diff), as_json=as_json)
    elif as_json:
        history = [asdict(revision) for revision in revisions]
        click.echo(
            json_line(
                {
                    **asdict(article),
                    "revisions": history,
                    "addresses": addresses,
                    "similar": [asdict(other) for other in similar],
                }
            )
        )
    else:
        _echo(article, revisions, addresses, similar)


def _echo(
    article: StoredArticle,
    revisions: Sequence[Revision],
    addresses: Sequence[str],
    similar: Sequence[SimilarArticle],
) -> None:
    echo_article(article)
    others = [address for address in addresses if address != article.url]
    echo_fields(
        [
            ("id", article.id),
            ("first seen", article.first_seen_at),
            ("last seen", article.last_seen_at),
            ("gone", article.gone_at),
            ("duplicate of", article.duplicate_of),
            *[("also at", address) for address in others],
            *[("similar", f"{other.id}  {other.share:.0%}  {other.site}  {other.headline}") for other in similar],
        ]
    )
    for revision in revisions:
        what = f"changed: {', '.join(revision.changed)}" if revision.changed else "first version"
        click.echo(f"revision {revision.revision}  {printable(revision.seen_at)}  {printable(what)}")


def _unknown(corpus: Corpus, id_or_url: str) -> str:
    if id_or_url.isascii() and id_or_url.isdigit():
        near = [str(number) for number in corpus.nearest_ids(int(id_or_url[:20]))]
    else:
        near = corpus.nearest_urls(id_or_url, limit=3)
    hint = f"the nearest: {', '.join(near)}" if near else "the database has no articles yet"
    return f"no article {id_or_url!r}; {hint}"


def _pick(revisions: Sequence[Revision], wanted: str) -> tuple[Revision, Revision]:
    match = re.fullmatch(r"([0-9]{1,6})\.\.([0-9]{1,6})", wanted.strip())
    numbered = {revision.revision: revision for revision in revisions}
    there = f"there are {min(numbered)} to {max(numbered)}" if len(numbered) > 1 else "there is 1 alone"
    if match is None:
        fail(f"--diff {wanted}: type two revisions, such as --diff 1..2; {there}", ExitCode.USAGE)
    for number in (int(match[1]), int(match[2])):
        if number not in numbered:
            fail(f"--diff {wanted}: no revision {number}; {there}", ExitCode.USAGE)
    return numbered[int(match[1])], numbered[int(match[2])]


def _echo_diff(pair: tuple[Revision, Revision], *, as_json: bool) -> None:
    old, new = pair
    lines = list(_diff_lines(old, new))
    if as_json:
        click.echo(json_line({"from": old.revision, "to": new.revision, "diff": lines}))
        return
    for line in lines:
        click.echo(click.style(printable(line), fg=_COLOURS.get(line[:1])))


def _diff_lines(old: Revision, new: Revision) -> Iterator[str]:
    """The unified diff of both versions, paragraph by paragraph."""
    return difflib.unified_diff(
        _lines(old),
        _lines(new),
        f"revision {old.revision}",
        f"revision {new.revision}",
        old.seen_at,
        new.seen_at,
        lineterm="",
    )


def _lines(revision: Revision) -> list[str]:
    teaser = [f"teaser: {revision.teaser}"] if revision.teaser else []
    return [f"headline: {revision.headline}", *teaser, *revision.body.split("\n\n")]
