"""``arnews reprocess``: the pages of the archive read again, after the rules improved."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option, json_option, read_address
from arnews_crawler.cli.terminal import is_watched, json_line, printable, progress, say
from arnews_crawler.corpus.archive import archive_folder
from arnews_crawler.corpus.connection import check_header
from arnews_crawler.corpus.errors import MissingCorpusError
from arnews_crawler.corpus.records import utc_text
from arnews_crawler.operations.differences import Difference
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.reprocess import ReprocessReport, Selection, reprocess
from arnews_crawler.operations.second_reading import Change
from arnews_crawler.spiders.arguments import ArgumentError, parse_arguments, parse_url

_AROUND: Final = 4
"""Words that are told on both sides of a change."""
_MOST_PLACES: Final = 4
"""Places that are told of one text."""


@arnews_command(
    "reprocess",
    examples=(
        "arnews reprocess --dry-run",
        "arnews reprocess --site example.org --since 30d",
        "arnews reprocess --rejects --dry-run --json",
    ),
)
@click.option("--site", "sites", multiple=True, metavar="HOST", help="Only this site; may be repeated.")
@click.option("--since", metavar="AGE|DATE", help="Only pages fetched since then: 2d, 48h, 2026-03-01.")
@click.option("--url", "urls", multiple=True, callback=read_address, metavar="URL", help="Only this page.")
@click.option("--rejects", is_flag=True, help="Only pages that were refused.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="End after so many pages.")
@click.option("--dry-run", is_flag=True, help="Tell what would change, field by field, and write nothing.")
@click.option(
    "--archive-dir",
    type=FILE,
    envvar="ARNEWS_ARCHIVE_DIR",
    show_envvar=True,
    metavar="DIR",
    help="Where the pages are.  [default: the database's name with .warc behind it]",
)
@db_option
@json_option("Print a line of JSON a page that is different, and one with the numbers.")
def command(
    db: Path,
    archive_dir: Path | None,
    sites: tuple[str, ...],
    since: str | None,
    urls: tuple[str, ...],
    rejects: bool,
    limit: int | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Read the pages of the archive again with today's rules and store what is different.

    Of each article the newest page counts, of other addresses the newest that was refused. What changed becomes a
    revision whose `changed` ends with "reprocessed"; the text before stays in `revisions`. An article that today's
    rules would refuse stays as it is and is listed; so does one that a later run revised, and one that is withheld.
    Records that are gone or damaged: 9.
    """
    try:
        selection = Selection(
            sites=tuple(site.lower().removeprefix("www.") for site in sites),
            since=_moment(since),
            urls=tuple(parse_url("--url", url) for url in urls),
            only_rejects=rejects,
            limit=limit,
        )
    except ArgumentError as error:
        fail(str(error), ExitCode.USAGE)
    if not check_header(db):
        raise MissingCorpusError(db)
    with _Progress() as bar:
        report = reprocess(
            db,
            archive_folder(db, str(archive_dir) if archive_dir else None),
            selection,
            is_dry_run=dry_run,
            on_change=lambda change: _echo(change, as_json=as_json, is_dry_run=dry_run),
            on_start=bar.start,
        )
    _tell(report, as_json=as_json, is_dry_run=dry_run)
    raise click.exceptions.Exit(report.exit_code)


class _Progress:
    """A bar that begins once it is known how long it is."""

    def __enter__(self) -> _Progress:
        self._bar: Any = None
        return self

    def start(self, length: int) -> Any:
        """Show it; returns the step."""
        self._bar = progress(length, "reprocess")
        return self._bar.__enter__()

    def __exit__(self, *error: object) -> None:
        if self._bar is not None:
            self._bar.__exit__(*error)


def _moment(since: str | None) -> str | None:
    if since is None:
        return None
    moment = parse_arguments({"since": since}, now=datetime.now(UTC)).since
    return utc_text(moment) if moment else None


def _echo(change: Change, *, as_json: bool, is_dry_run: bool) -> None:
    """Tell one page: all of a dry run, else what could not be read or is no article any more."""
    if as_json:
        differences = {each.field: {"old": each.old, "new": each.new} for each in change.differences}
        told = {"url": change.url, "outcome": change.outcome, "article_id": change.article_id}
        why = {"code": change.code, "detail": change.detail}
        click.echo(json_line({**told, "changed": differences, **{name: text for name, text in why.items() if text}}))
        return
    if not is_dry_run and change.outcome in ("revised", "stored"):
        return
    reason = ": ".join(filter(None, (change.code, change.detail)))
    click.echo(printable(f"{change.outcome}  {change.url}{f'  ({reason})' if reason else ''}"))
    for difference in change.differences:
        for line in difference_lines(difference):
            colour = {"-": "red", "+": "green"}.get(line.lstrip()[:1])
            click.echo(click.style(printable(line), fg=colour))


def difference_lines(difference: Difference) -> Iterator[str]:
    """Yield what a field was and would be: short values whole, long ones around the words that differ."""
    old, new = _as_text(difference.old), _as_text(difference.new)
    if max(len(old), len(new)) <= 120:
        yield f"    {difference.field}"
        yield f"      - {old or '(nothing)'}"
        yield f"      + {new or '(nothing)'}"
        return
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    places = [
        code
        for code in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if code[0] != "equal"
    ]
    yield f"    {difference.field}  ({len(before)} words -> {len(after)}, {len(places)} places)"
    for _, start, end, new_start, new_end in places[:_MOST_PLACES]:
        yield f"      - {_around(before, start, end)}"
        yield f"      + {_around(after, new_start, new_end)}"


def _around(words: list[str], start: int, end: int) -> str:
    inside = words[start:end]
    if len(inside) > 4 * _AROUND:
        inside = [*inside[: 2 * _AROUND], "…", *inside[-2 * _AROUND :]]
    shown = [*words[max(start - _AROUND, 0) : start], "[", *inside, "]", *words[end : end + _AROUND]]
    return " ".join(shown)


def _as_text(value: object) -> str:
    return "، ".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _tell(report: ReprocessReport, *, as_json: bool, is_dry_run: bool) -> None:
    if as_json:
        numbers = {"pages": report.pages, **report.counts, "fields": dict(report.fields), "dry_run": is_dry_run}
        click.echo(json_line({**numbers, "exit_code": int(report.exit_code)}))
        return
    if is_dry_run or report.exit_code or is_watched():
        counts = ", ".join(f"{number} {name.replace('_', ' ')}" for name, number in sorted(report.counts.items()))
        fields = ", ".join(f"{name} {number}" for name, number in report.fields.most_common())
        parts = [f"{report.pages} pages", counts, f"fields: {fields}" if fields else ""]
        if report.is_interrupted:
            parts.append("interrupted; what was read is stored, type the same again to go on")
        line = f"arnews reprocess: {'; '.join(filter(None, parts))}"
        click.echo(line) if is_dry_run else say(line)
