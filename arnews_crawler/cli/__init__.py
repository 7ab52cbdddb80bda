"""The command line, one file a command."""

from __future__ import annotations

from arnews_crawler.cli.group import arnews
from arnews_crawler.cli.streams import prepare_streams

__all__ = ["arnews", "main"]


def main() -> None:
    """Run ``arnews`` with the arguments of this process and exit with its code."""
    prepare_streams()
    arnews()
