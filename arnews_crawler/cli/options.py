"""Options that several commands share, and the kinds of values that they take."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from arnews_crawler.corpus.filters import Filters

F = TypeVar("F", bound=Callable[..., Any])

DEFAULT_DB: Final = Path("data/arnews.db")
FILE: Final = click.Path(path_type=Path)


def read_duration(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> timedelta | None:
    """Read a length of time such as ``20m``, as spiders read an age: an option's callback.

    :raises BadParameter: it is none.
    """
    if value is None:
        return None
    from arnews_crawler.spiders.arguments import parse_duration

    duration = parse_duration(value)
    if not duration:
        raise click.BadParameter(f"{value!r} is no length of time such as 20m, 48h, 2d or 3w")
    return duration


def read_address(_ctx: click.Context, _parameter: click.Parameter, value: Any) -> Any:
    """Refuse an option where an address belongs: ``--base-url --limit 5`` asks for no host of that name.

    A password in it is kept for that host and hidden from the list of processes.

    :raises BadParameter: it is one.
    """
    if isinstance(value, tuple):
        return tuple(read_address(_ctx, _parameter, address) for address in value)
    if not value:
        return value
    if value.startswith("-"):
        raise click.BadParameter(f"an address belongs here, not {value!r}")
    if "@" not in value:
        return value
    from arnews_crawler.cli.process_list import hide_argument
    from arnews_crawler.discovery.credentials import KEYRING, take_credentials

    clean, credentials = take_credentials(value)
    if clean != value:
        hide_argument(value)
    if credentials is not None:
        KEYRING.keep(credentials)
    return clean


def db_option(function: F) -> F:
    """``--db FILE``, or ARNEWS_DB."""
    return click.option(
        "--db",
        type=FILE,
        default=DEFAULT_DB,
        envvar="ARNEWS_DB",
        show_default=True,
        show_envvar=True,
        metavar="FILE",
        help="The database.",
    )(function)


def json_option(help_text: str) -> Callable[[F], F]:
    """``--json``: for programs."""
    return click.option("--json", "as_json", is_flag=True, help=help_text)


def allow_private_option(function: F) -> F:
    """``--allow-private``."""
    return click.option(
        "--allow-private",
        is_flag=True,
        envvar="ARNEWS_ALLOW_PRIVATE",
        show_envvar=True,
        help="Allow private and loopback addresses, which are refused otherwise.",
    )(function)


def filter_options(function: F) -> F:
    """``--from --to --site --section``; `read_filters` reads them."""
    for option in (
        click.option("--section", metavar="NAME", help="Only this section, in any spelling."),
        click.option("--site", metavar="HOST", help="Only this site."),
        click.option("--to", "date_to", metavar="DAY", help="Published on this day or before."),
        click.option("--from", "date_from", metavar="DAY", help="Published on this day, month, year or later."),
    ):
        function = option(function)
    return function


def read_filters(**given: str | None) -> Filters:
    """Return what `filter_options` and the other options of the same names as `Filters` were given.

    :raises UsageError: a day that is none.
    """
    try:
        return Filters(**given)
    except ValueError as error:
        raise click.UsageError(str(error), click.get_current_context(silent=True)) from error
