"""``arnews crawl``: news sites into the database."""

from __future__ import annotations

import os
import signal
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

import click

from arnews_crawler.article import Article
from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.crawl_options import crawl_options
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.record import echo_article
from arnews_crawler.cli.settings import read_settings
from arnews_crawler.cli.streams import abandon
from arnews_crawler.cli.terminal import is_watched, json_line, say
from arnews_crawler.operations.crawl import UnknownSpiderError, crawl_settings, run_crawl, spiders_with_address
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.notify import Notifier
from arnews_crawler.operations.outcome import Outcome
from arnews_crawler.operations.report import report_of


@arnews_command(
    "crawl",
    examples=(
        "arnews crawl news --base-url https://example.org --limit 20",
        "arnews crawl nowarabia --base-url https://example.org --since 2d --max-runtime 20m",
        "arnews crawl news --url https://example.org/politics/1 --dry-run",
    ),
)
@crawl_options
def command(
    spiders: tuple[str, ...],
    every: bool,
    db: Path,
    explained: str | None,
    notify_command: str | None,
    log_json: bool,
    as_json: bool,
    settings: tuple[str, ...],
    **given: Any,
) -> None:
    """Crawl the sites of SPIDERs: `news` takes any site, the others know theirs.

    Prints nothing when all is well and nobody watches. A name that is no spider, an address that is none: 2;
    the database cannot be written: 3; site unreachable, nothing found, fields missing: 9; blocked: 18; another run
    of the same site: 75.
    """
    dry_run: bool = given.pop("dry_run")
    overrides = {
        **read_settings(settings),
        "ARNEWS_DB": str(db),
        "ARNEWS_DRY_RUN": dry_run,
        "ARNEWS_ALLOW_PRIVATE": given.pop("allow_private"),
        **_bounds(given.pop("max_runtime"), no_archive=given.pop("no_archive")),
    }
    names = _names(spiders, overrides, every=every, is_explained=explained is not None)
    if explained is not None:
        from arnews_crawler.cli.explain_url import explain

        try:
            explain(db, names, explained, as_json=as_json)
        except UnknownSpiderError as error:
            fail(str(error), ExitCode.USAGE)
        return
    given["url"] = given.pop("urls")
    arguments = {name: value for name, value in given.items() if value not in (None, (), False)}
    printer = RecordPrinter(as_json=as_json)
    notifier = Notifier(notify_command, str(db))
    notifier.start()
    outcome = run_crawl(names, arguments, overrides, on_article=printer if dry_run else None, log_json=log_json)
    notes = () if dry_run else tuple(notifier.finish(outcome))
    if printer.error is not None:
        raise printer.error
    report(outcome, notes, as_json=as_json and not dry_run)


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


def report(outcome: Outcome, notes: tuple[str, ...], *, as_json: bool) -> None:
    """Say how a crawl ended and exit with its code."""
    if outcome.exit_code or (is_watched() and not as_json):
        say(f"arnews crawl: {outcome.reason}" if outcome.exit_code else outcome.reason)
        for note in outcome.notes:
            say(note)
    for note in notes:
        say(f"arnews crawl: {note}")
    if as_json:
        try:
            for verdict in outcome.verdicts:
                click.echo(json_line(report_of(verdict)))
        except BrokenPipeError:
            abandon(sys.stdout)  # the reader has all that it wants; the run's code is still its own
    raise click.exceptions.Exit(outcome.exit_code)


def _bounds(max_runtime: timedelta | None, *, no_archive: bool) -> dict[str, object]:
    """Return the settings that options stand for; what is not given is left to ``-s``."""
    bounds: dict[str, object] = {}
    if max_runtime is not None:
        bounds["CLOSESPIDER_TIMEOUT"] = int(max_runtime.total_seconds())
    if no_archive:
        bounds["ARNEWS_ARCHIVE"] = False
    return bounds


def _names(
    spiders: tuple[str, ...], overrides: dict[str, object], *, every: bool, is_explained: bool
) -> tuple[str, ...]:
    """Return the spiders that are meant; ``--all`` are those that know where their site is."""
    if every and spiders:
        fail("give spiders or --all, not both; type for example: arnews crawl --all", ExitCode.USAGE)
    if every:
        names = spiders_with_address(crawl_settings(overrides))
        if not names:
            fail(
                "no spider has an address of its site: set ARNEWS_<SPIDER>_BASE_URL in the environment, such as "
                "ARNEWS_NOWARABIA_BASE_URL",
                ExitCode.CONFIGURATION,
            )
        return tuple(names)
    if not spiders and not is_explained:
        raise click.UsageError("Missing argument 'SPIDER...'", click.get_current_context())
    return spiders
