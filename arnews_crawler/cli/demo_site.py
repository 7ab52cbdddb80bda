"""``arnews demo-site``: the demo newsroom alone."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE
from arnews_crawler.cli.terminal import json_line
from arnews_crawler.demo.hostile.catalogue import FAULTS
from arnews_crawler.demo.hostile.index import HostileNewsroom
from arnews_crawler.demo.hostile.server import HostileServer
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.server import DemoServer
from arnews_crawler.operations.exit_codes import ExitCode


@arnews_command(
    "demo-site",
    examples=(
        "arnews demo-site --port 8000",
        "arnews demo-site --articles 500 --seed 7 --truth truth.jsonl",
        "arnews demo-site --hostile --fault 12",
    ),
)
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="a free one", metavar="P")
@click.option("--articles", type=click.IntRange(min=1), default=120, show_default=True, metavar="N")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="Another seed, another site.")
@click.option("--hostile", is_flag=True, help="Serve the faults of docs/faults.md, each a site, listed at the address.")
@click.option("--fault", type=click.IntRange(1, len(FAULTS)), metavar="N", help="With --hostile: this fault alone.")
@click.option("--truth", type=FILE, metavar="FILE", help="Write its truth as JSON Lines; - is stdout.")
def command(port: int, articles: int, seed: int, truth: Path | None, *, hostile: bool, fault: int | None) -> None:
    """Serve a generated Arabic news site on this machine until SIGTERM or Ctrl-C.

    Its address is the first line on stdout, once it answers. The same N and S give the same site.
    """
    if fault is not None and not hostile:
        fail("--fault needs --hostile", ExitCode.USAGE)
    with _asked_to_stop() as stop, _server(port, articles, seed, hostile=hostile, fault=fault) as server:
        click.echo(server.base_url)
        if truth is not None:
            write_truth(server.truth(), truth)
        stop.wait()


def write_truth(lines: Iterable[Mapping[str, Any]], path: Path) -> None:
    """Write what is true of each article, one a line."""
    if str(path) == "-":
        for line in lines:
            click.echo(json_line(line))
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            file.writelines(json_line(line) + "\n" for line in lines)
    except OSError as error:
        message = f"{path}: cannot be written ({error.strerror}); name another file with --truth"
        fail(message, ExitCode.STORAGE)


@contextmanager
def _asked_to_stop() -> Iterator[threading.Event]:
    """An event that SIGTERM, SIGINT and SIGHUP set."""
    stop = threading.Event()
    watched = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.signal(number, lambda *_: stop.set()) for number in watched}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _server(
    port: int, articles: int, seed: int, *, hostile: bool, fault: int | None
) -> DemoServer | HostileServer | HostileNewsroom:
    try:
        if fault is not None:
            return HostileServer(FAULTS[fault].open(), port)
        return HostileNewsroom(port) if hostile else DemoServer(build_newsroom(articles, seed), port=port)
    except OSError as error:
        message = f"port {port} cannot be had ({error.strerror}); --port 0 takes a free one"
        fail(message, ExitCode.CONFIGURATION)
