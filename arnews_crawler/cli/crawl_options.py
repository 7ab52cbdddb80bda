"""The options of ``arnews crawl``, and those of them that a scheduled crawl takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from arnews_crawler.cli.options import (
    allow_private_option,
    db_option,
    json_option,
    read_address,
    read_duration,
)

F = TypeVar("F", bound=Callable[..., Any])


def read_open_address(context: click.Context, parameter: click.Parameter, value: str | None) -> Any:
    """Read an address as `read_address` does; a password is refused where all can read what is printed.

    :raises BadParameter: it has one, or is none.
    """
    if value and "@" in value.partition("://")[2].partition("/")[0]:
        raise click.BadParameter("leave the password out, and set ARNEWS_<SPIDER>_BASE_URL where the command is run")
    return read_address(context, parameter, value)


_BASE_URL = click.option("--base-url", callback=read_address, metavar="URL", help="The site's front page.")
_SINCE = click.option("--since", metavar="AGE|DATE", help="Published since then: 2d, 48h, 2026-03-01.")
_SECTION = click.option("--section", metavar="NAME", help="Only this section: its name or its part of the address.")
_RECHECK = click.option("--recheck", metavar="AGE", help="Look again at articles published or changed within 72h, 7d.")
_NO_ARCHIVE = click.option("--no-archive", is_flag=True, help="Keep no raw pages.")
_NOTIFY = click.option(
    "--notify-command",
    metavar="COMMAND",
    help="Run this, with a report on stdin, when a site is not healthy and once when it is again.",
)
_SETTINGS = click.option("-s", "settings", multiple=True, metavar="KEY=VALUE", help="A setting of Scrapy or arnews.")
_OPTIONS = (
    click.argument("spiders", nargs=-1, metavar="SPIDER..."),
    click.option("--all", "every", is_flag=True, help="All spiders that know where their site is."),
    _BASE_URL,
    click.option(
        "--url",
        "urls",
        multiple=True,
        callback=read_address,
        metavar="URL",
        help="Read this page only; may be repeated.",
    ),
    db_option,
    _SINCE,
    click.option("--until", metavar="DATE", help="Published until then."),
    _SECTION,
    click.option("--limit", type=click.IntRange(min=1), metavar="N", help="End after so many articles."),
    _RECHECK,
    click.option("--full", is_flag=True, help="Walk the whole archive, and look again at all that is known."),
    click.option("--max-runtime", callback=read_duration, metavar="TIME", help="End after 20m, 2h; exit code 14."),
    click.option("--dry-run", is_flag=True, help="Store nothing, print the records."),
    _NO_ARCHIVE,
    allow_private_option,
    click.option(
        "--explain-url",
        "explained",
        callback=read_address,
        metavar="URL",
        help="Tell what is known of an address and why it is due or not; crawl nothing.",
    ),
    _NOTIFY,
    click.option("--log-json", is_flag=True, help="Write the log to stderr as lines of JSON."),
    json_option("Print a line of JSON a spider; with --dry-run a line a record."),
    _SETTINGS,
)
_SCHEDULED = (
    click.argument("spiders", nargs=-1, required=True, metavar="SPIDER..."),
    click.option("--base-url", callback=read_open_address, metavar="URL", help="The site's front page."),
    db_option,
    _SINCE,
    _SECTION,
    _RECHECK,
    _NO_ARCHIVE,
    allow_private_option,
    _NOTIFY,
    _SETTINGS,
)


def crawl_options(function: F) -> F:
    """Give a function the options of ``arnews crawl``, in the order of its help page."""
    for option in reversed(_OPTIONS):
        function = option(function)
    return function


def cron_options(function: F) -> F:
    """Give a function those that ``arnews cron`` hands on."""
    for option in reversed(_SCHEDULED):
        function = option(function)
    return function
