"""``arnews stats``: the numbers of the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.options import db_option, filter_options, json_option, read_filters
from arnews_crawler.cli.terminal import echo_fields, json_line, printable
from arnews_crawler.corpus.ledger import Run
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.statistics import Statistics

_MOST = 15


@arnews_command(
    "stats",
    examples=("arnews stats", "arnews stats --site example.org --from 2026-01", "arnews stats --json"),
)
@filter_options
@db_option
@json_option("Print all numbers as one line of JSON.")
def command(
    db: Path,
    as_json: bool,
    date_from: str | None,
    date_to: str | None,
    site: str | None,
    section: str | None,
) -> None:
    """Count articles by site and section, how complete they are, what was not stored, and the last runs."""
    filters = read_filters(date_from=date_from, date_to=date_to, site=site, section=section)
    with Corpus(db) as corpus:
        statistics = corpus.statistics(filters)
    if as_json:
        click.echo(json_line(asdict(statistics)))
    else:
        _echo(statistics)


def _echo(statistics: Statistics) -> None:
    period = [day[:10] for day in (statistics.first_published_at, statistics.last_published_at) if day]
    echo_fields(
        [
            ("articles", str(statistics.articles)),
            ("published", " to ".join(period)),
            ("changed after publication", str(statistics.revised)),
            ("versions kept", str(statistics.revisions)),
            ("duplicates left out", str(statistics.duplicates)),
            ("gone from their sites", str(statistics.gone)),
            ("withheld", str(statistics.withheld)),
            ("addresses known", str(statistics.urls)),
        ]
    )
    _echo_table("by site", statistics.by_site)
    _echo_table("by section", statistics.by_section)
    _echo_table("fields filled", statistics.filled, of=statistics.articles)
    _echo_table("not stored, by reason", statistics.rejects)
    for run in statistics.runs:
        _echo_run(run)


def _echo_table(heading: str, numbers: Mapping[str, int], *, of: int = 0) -> None:
    if not numbers:
        return
    click.echo(f"\n{click.style(heading, bold=True)}")
    for name, number in list(numbers.items())[:_MOST]:
        share = f"  {number / of:7.1%}" if of else ""
        click.echo(f"{number:8}{share}  {printable(name) or '(none)'}")
    if len(numbers) > _MOST:
        rest = sum(list(numbers.values())[_MOST:])
        click.echo(f"{rest:8}  in {len(numbers) - _MOST} others; --json has all")


def _echo_run(run: Run) -> None:
    if run.finished_at is None:
        end = "still running, or killed"
    else:
        code = "" if run.exit_code is None else f", exit code {run.exit_code}"
        end = f"{run.reason}{code}"
    click.echo(f"run {run.id}  {run.started_at}  {printable(run.spider)}: {printable(end)}")
