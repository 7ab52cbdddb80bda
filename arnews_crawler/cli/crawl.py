"""``arnews crawl``: news sites into the database."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from arnews_crawler.article import Article
from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import (
    allow_private_option,
    db_option,
    json_option,
    read_address,
    read_duration,
)
from arnews_crawler.cli.record import echo_article
from arnews_crawler.cli.settings import read_settings
from arnews_crawler.cli.terminal import is_watched, json_line, say
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.operations.crawl import UnknownSpiderError, crawl_settings, find_spider, run_crawl
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.outcome import Outcome, RunRecord, judge
from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError


@arnews_command(
    "crawl",
    examples=(
        "arnews crawl news --base-url https://example.org --limit 20",
        "arnews crawl nowarabia --base-url https://example.org --since 2d --max-runtime 20m",
        "arnews crawl news --url https://example.org/politics/1 --dry-run",
    ),
)
@click.argument("spiders", nargs=-1, required=True, metavar="SPIDER...")
@click.option("--base-url", callback=read_address, metavar="URL", help="The site's front page.")
@click.option(
    "--url",
    "urls",
    multiple=True,
    callback=read_address,
    metavar="URL",
    help="Read this page only; may be repeated.",
)
@db_option
@click.option("--since", metavar="AGE|DATE", help="Published since then: 2d, 48h, 2026-03-01.")
@click.option("--until", metavar="DATE", help="Published until then.")
@click.option("--section", metavar="NAME", help="Only this section: its name or its part of the address.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="End after so many articles.")
@click.option("--max-runtime", callback=read_duration, metavar="TIME", help="End after 20m, 2h; exit code 14.")
@click.option("--dry-run", is_flag=True, help="Store nothing, print the records.")
@allow_private_option
@json_option("Print a line of JSON a spider; with --dry-run a line a record.")
@click.option("-s", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of Scrapy or arnews.")
def command(
    spiders: tuple[str, ...],
    db: Path,
    max_runtime: timedelta | None,
    settings: tuple[str, ...],
    dry_run: bool,
    allow_private: bool,
    as_json: bool,
    **arguments: Any,
) -> None:
    """Crawl the sites of SPIDERs: `news` takes any site, the others know theirs.

    Prints nothing when all is well and nobody watches. A name that is no spider, an address that is none: 2;
    the database cannot be written: 3; site unreachable or nothing found: 9; blocked: 18.
    """
    overrides = {
        **read_settings(settings),
        "ARNEWS_DB": str(db),
        "ARNEWS_DRY_RUN": dry_run,
        "ARNEWS_ALLOW_PRIVATE": allow_private,
    }
    if max_runtime is not None:
        overrides["CLOSESPIDER_TIMEOUT"] = int(max_runtime.total_seconds())
    arguments["url"] = arguments.pop("urls")
    given = {name: value for name, value in arguments.items() if value not in (None, ())}
    _check(spiders, given, overrides)
    if not dry_run:
        open_for_writing(db).close()  # told before the first request, not after it
    printer = RecordPrinter(as_json=as_json)
    outcome = run_crawl(spiders, given, overrides, on_article=printer if dry_run else None)
    if printer.error is not None:
        raise printer.error
    report(outcome, as_json=as_json and not dry_run)


class RecordPrinter:
    """Prints the records of a dry run; where they cannot be printed any more, the crawl has no purpose."""

    def __init__(self, *, as_json: bool) -> None:
        self._as_json = as_json
        self.error: OSError | None = None

    def __call__(self, article: Article) -> None:
        """Print a record."""
        if self.error is not None:
            return
        try:
            echo_article(article, as_json=self._as_json)
        except OSError as error:
            self.error = error
            os.kill(os.getpid(), signal.SIGTERM)


def report(outcome: Outcome, *, as_json: bool) -> None:
    """Say how a crawl ended and exit with its code."""
    if as_json:
        for run in outcome.runs:
            click.echo(json_line(_run_to_json(run)))
    if outcome.exit_code or (is_watched() and not as_json):
        say(f"arnews crawl: {outcome.reason}" if outcome.exit_code else outcome.reason)
        for note in outcome.notes:
            say(note)
    raise click.exceptions.Exit(outcome.exit_code)


def _check(spiders: tuple[str, ...], arguments: dict[str, object], overrides: dict[str, object]) -> None:
    """Tell what is wrong with spiders and arguments before anything is opened."""
    settings = crawl_settings(overrides)
    try:
        for name in spiders:
            find_spider(name, settings).read_arguments(dict(arguments), settings)
    except (UnknownSpiderError, ArgumentError) as error:
        fail(str(error), ExitCode.USAGE)
    except ConfigurationError as error:
        fail(str(error), ExitCode.CONFIGURATION)


def _run_to_json(run: RunRecord) -> dict[str, object]:
    verdict = judge(run)
    return {
        "spider": run.spider,
        "exit_code": int(verdict.exit_code),
        "reason": verdict.reason,
        "run_id": run.statistics.get("arnews/run/id"),
        "notes": list(verdict.notes),
        "counts": {
            name: value
            for name, value in sorted(run.statistics.items())
            if name.startswith("arnews/") and isinstance(value, int | float) and name != "arnews/run/id"
        },
    }
