"""``arnews`` itself: the list of commands, each imported when it is used, and where they all end."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from typing import Any, NoReturn

import click

from arnews_crawler.cli.command import SUMMARIES, ArnewsCommand
from arnews_crawler.cli.failures import end
from arnews_crawler.version import __version__


class LazyGroup(click.Group):
    """Imports a command's module when the command is asked for: ``arnews --help`` needs none of them."""

    examples = ("arnews demo", "arnews crawl news --base-url https://example.org --limit 20")

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands in the order of the help page."""
        return list(SUMMARIES)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> ArnewsCommand | None:
        """Import a command; None where there is none of that name."""
        if cmd_name not in SUMMARIES:
            return None
        module = import_module(f"arnews_crawler.cli.{cmd_name.replace('-', '_')}")
        command: ArnewsCommand = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant; a usage error names the nearest one."""
        name = args[0]
        if name not in SUMMARIES and not name.startswith("-"):
            near = get_close_matches(name, SUMMARIES, n=2, cutoff=0.5)
            hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(SUMMARIES)}"
            raise click.UsageError(f"there is no command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands from their summaries alone."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

    def main(self, args: Sequence[str] | None = None, *_: Any, **extra: Any) -> NoReturn:
        """Run a command and exit. click's own ``main`` ends with 1 what is told apart here."""
        arguments = list(sys.argv[1:] if args is None else args)
        for name in ("prog_name", "standalone_mode"):
            extra.pop(name, None)
        command = next((word for word in arguments if word in SUMMARIES), None)
        try:
            with self.make_context("arnews", arguments, **extra) as context:
                self.invoke(context)
        except BaseException as error:
            if isinstance(error, SystemExit):
                raise
            sys.exit(end(error, f"arnews {command}" if command else "arnews"))
        sys.exit(0)


def _set_debug(ctx: click.Context, _parameter: click.Parameter, value: bool) -> None:
    if value and not ctx.resilient_parsing:
        os.environ["ARNEWS_DEBUG"] = "1"


@click.group(
    "arnews",
    cls=LazyGroup,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command's --help has an example. Exit codes: 0 fine, 1 a bug, 2 usage, 3 storage, "
    "4 configuration, 9 unhealthy, 11 interrupted, 14 time limit, 18 blocked by the site, 75 locked.",
)
@click.version_option(__version__, prog_name="arnews", message="%(prog)s %(version)s")
@click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_set_debug,
    help="Print where an error came from (also ARNEWS_DEBUG=1).",
)
def arnews() -> None:
    """Arabic news sites in, one SQLite file of clean, searchable, citable articles out."""
