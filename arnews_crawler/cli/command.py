"""A command as all of them are: with an example in its help, and a line that the list of commands shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

import click

SUMMARIES: Final = {
    "demo": "Crawl the demo newsroom, without a network, and compare with its truth.",
    "demo-site": "Serve the demo newsroom alone.",
    "crawl": "Crawl news sites into the database.",
    "extract": "Print the article that a page holds; store nothing.",
    "ingest": "Store saved pages: files, folders, WARC files.",
    "reprocess": "Read the archived pages again after the rules improved.",
    "search": "Find articles by words in any spelling.",
    "show": "Print an article and its history.",
    "export": "Write the corpus as JSON Lines, CSV or Parquet.",
    "snapshot": "Freeze the corpus in a folder to cite, or verify one.",
    "withhold": "Take an article out of everything, and never fetch it again.",
    "stats": "Print the numbers of the database.",
    "report": "Write a page of charts.",
    "serve": "Read, search and compare in a browser.",
    "status": "Show the last runs and each site's health.",
    "cron": "Print crontab lines and systemd units that run crawls.",
    "doctor": "Check the set-up and the database.",
}
"""Command -> what it does, in the order of the help page. ``arnews --help`` imports no command."""


class ArnewsCommand(click.Command):
    """A command whose ``examples`` stand in its help and in its usage errors."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples, one a line, as they are to be typed."""
        super().format_epilog(ctx, formatter)
        if self.examples:
            with formatter.section("Examples"):
                for example in self.examples:
                    formatter.write(f"  {example}\n")


def command(name: str, *, examples: Sequence[str]) -> Callable[[Callable[..., Any]], ArnewsCommand]:
    """Make a command of a function; its docstring is the help."""
    return click.command(
        name,
        cls=ArnewsCommand,
        examples=examples,
        short_help=SUMMARIES[name],
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
