"""``arnews status``: the last runs and the health of each site."""

from __future__ import annotations

import shutil
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.options import db_option, json_option
from arnews_crawler.cli.terminal import json_line, printable, say
from arnews_crawler.corpus.ledger import Run
from arnews_crawler.operations.status import SiteStatus, is_running, read_status, told

_LAST: Final = 10
_WIDEST_SITE: Final = 32
_COLOURS: Final = {"healthy": "green", "failed": "red", "killed": "red", "overdue": "yellow", "running": "cyan"}


@arnews_command(
    "status", examples=("arnews status", "arnews status --failing", "arnews status --site example.org --json")
)
@db_option
@click.option("--site", metavar="HOST", help="Only this site.")
@click.option("--failing", is_flag=True, help="Show what fails only, and exit by it.")
@json_option("Print a line of JSON a site.")
def command(db: Path, site: str | None, failing: bool, as_json: bool) -> None:
    """Show each site's health, and the last runs: as they ended, not as they are hoped to be.

    A run without an end is `running` where its lock is held, else `killed`. A site that was not run for three times
    as long as usual is `overdue`. With --failing: 9, or the exit code of the site's last run; 0 where all is well.
    """
    found = read_status(db, site)
    shown = [status for status in found if status.is_failing] if failing else found
    if as_json:
        for status in shown:
            click.echo(json_line(_to_json(db, status)))
    elif shown:
        _echo_sites(shown)
        _echo_runs(db, shown)
    elif not failing:
        say(f"arnews status: no run of {site or 'any site'} yet")
    first = next(iter(shown), None)
    if failing and first is not None:
        raise click.exceptions.Exit(first.failing_code)


def _echo_sites(found: Sequence[SiteStatus]) -> None:
    width = shutil.get_terminal_size().columns
    sites = [_cut(printable(status.site), _WIDEST_SITE) for status in found]
    widest = max(map(len, [*sites, "site"]))
    click.echo(click.style(f"{'site'.ljust(widest)}  state     last run     every    new  code", bold=True))
    for site, status in zip(sites, found, strict=True):
        state = click.style(status.state.ljust(8), fg=_COLOURS.get(status.state))
        code = "" if status.exit_code is None else str(status.exit_code)
        line = f"{site.ljust(widest)}  {state}  {_ago(status.runs[0]):<11}  {told(status.every):<7}"
        click.echo(f"{line}  {_number(status.runs[0], 'arnews/article/stored'):>3}  {code:>4}".rstrip())
        if status.is_failing:
            # Addresses are left whole: a person copies them.
            lines = textwrap.wrap(printable(status.reason), width - 4, break_long_words=False, break_on_hyphens=False)
            for text in lines:
                click.echo(f"    {text}")


def _echo_runs(database: Path, found: Sequence[SiteStatus]) -> None:
    width = shutil.get_terminal_size().columns
    runs = sorted((run for status in found for run in status.runs), key=lambda run: -run.id)[:_LAST]
    widest = max(len(printable(run.spider)) for run in runs)
    click.echo(f"\n{click.style('last runs', bold=True)}")
    for run in runs:
        begun = f"{run.id:>6}  {run.started_at[:16].replace('T', ' ')}  {printable(run.spider).ljust(widest)}"
        code = "" if run.exit_code is None else str(run.exit_code)
        line = f"{begun}  {code:>2}  {printable(_end(database, run))}"
        click.echo(_cut(line, width))


def _end(database: Path, run: Run) -> str:
    if run.finished_at is None:
        return "running" if is_running(database, run) else "killed"
    return run.reason or ""


def _to_json(database: Path, status: SiteStatus) -> dict[str, object]:
    return {
        "site": status.site,
        "spider": status.runs[0].spider,
        "state": status.state,
        "exit_code": status.exit_code,
        "reason": status.reason,
        "last_healthy_at": status.last_healthy_at,
        "every_seconds": round(status.every.total_seconds()) if status.every else None,
        "last_runs": [
            {
                "id": run.id,
                "spider": run.spider,
                "started_at": run.started_at,
                "finished_at": run.finished_at,
                "exit_code": run.exit_code,
                "reason": _end(database, run),
                "found": _number(run, "arnews/article/found"),
                "stored": _number(run, "arnews/article/stored"),
                "rejected": sum(int(n) for name, n in run.counts.items() if name.startswith("arnews/reject/")),
            }
            for run in status.runs[:_LAST]
        ],
    }


def _number(run: Run, name: str) -> int:
    return int(run.counts.get(name, 0))


def _ago(run: Run) -> str:
    past = datetime.now(UTC) - datetime.fromisoformat(run.started_at)
    return f"{told(past)} ago" if past.total_seconds() >= 0 else run.started_at[:10]


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
