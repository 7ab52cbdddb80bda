"""``arnews serve``: the corpus in a browser."""

from __future__ import annotations

import os
import socket
import webbrowser
from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import db_option
from arnews_crawler.corpus.extras import MissingExtraError, import_extra
from arnews_crawler.operations.exit_codes import ExitCode

_MODULES = ("datasette", "uvicorn", "jinja2", "pygal")


@arnews_command("serve", examples=("arnews serve", "arnews serve --db data/demo.db --port 8080 --open"))
@click.option("--host", default="127.0.0.1", show_default=True, metavar="ADDRESS", help="0.0.0.0 for all machines.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8001, show_default=True, metavar="N", help="0 picks a free one."
)
@click.option("--open", "open_browser", is_flag=True, help="Open the start page in the browser.")
@db_option
def command(host: str, port: int, open_browser: bool, db: Path) -> None:
    """Serve the corpus to browsers until Ctrl-C: search, articles, what changed, trends, and every table by SQL.

    Nothing is written, so a crawl may be at work on the file. What was withheld is nowhere. Needs the extra `web`.
    """
    require_web()
    from arnews_crawler.web.server import build, listen, serve

    datasette = build(db)
    try:
        bound = listen(host, port)
    except socket.gaierror as error:
        fail(f"--host {host}: no such address ({error.strerror})", ExitCode.CONFIGURATION)
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        fail(
            f"cannot listen on {host} port {port} ({reason}); name another with --port, or --port 0 for a free one",
            ExitCode.CONFIGURATION,
        )
    shown = f"[{host}]" if ":" in host else host
    url = f"http://{shown}:{bound.getsockname()[1]}/"

    def tell() -> None:
        click.echo(url)
        if open_browser:
            webbrowser.open(url)

    with bound:
        serve(datasette, bound, tell)


def require_web() -> None:
    """Import what the extra `web` brings, or end the command with the line that says how to have it."""
    try:
        for module in _MODULES:
            import_extra(module)
    except MissingExtraError as error:
        fail(str(error), ExitCode.CONFIGURATION)
