"""``arnews export``: the corpus as JSON Lines, CSV or Parquet."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option, filter_options, read_filters
from arnews_crawler.cli.terminal import is_watched, progress, say
from arnews_crawler.corpus.atomic import replacing
from arnews_crawler.corpus.export import EXPORT_FORMATS, ExportFormat, count_rows, export_rows
from arnews_crawler.corpus.extras import MissingExtraError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.operations.exit_codes import ExitCode


@arnews_command(
    "export",
    examples=(
        "arnews export --format jsonl --out corpus.jsonl",
        "arnews export --format csv --bom --out corpus.csv --from 2026-01 --section رياضة",
        "arnews export --format parquet --revisions --out revisions.parquet",
        "arnews export --format jsonl --query '\"أسعار القمح\"' --out -",
    ),
)
@click.option("--format", "fmt", type=click.Choice(EXPORT_FORMATS), required=True)
@click.option("--out", type=FILE, required=True, metavar="PATH", help="The file to write; - is stdout.")
@click.option("--revisions", is_flag=True, help="Every version of every article, not the newest alone.")
@click.option("--bom", is_flag=True, help="Begin a CSV file with the mark by which Excel knows Arabic.")
@filter_options
@click.option("--author", metavar="NAME", help="Only this author, in any spelling.")
@click.option(
    "--query", metavar="QUERY", help="Only articles that have all these words, as `arnews search` reads them."
)
@db_option
def command(fmt: ExportFormat, out: Path, revisions: bool, bom: bool, db: Path, **filters: str | None) -> None:
    """Write articles, without duplicates, in the order in which they were stored.

    A file is replaced when all of it is written, never left half. In CSV a value that a spreadsheet would run
    as a formula gets a ' in front; JSON Lines and Parquet have everything as stored. Parquet needs the extra
    `parquet`.
    """
    if bom and fmt != "csv":
        raise click.UsageError("--bom is for --format csv alone", click.get_current_context())
    chosen = read_filters(**filters)
    with Corpus(db) as corpus:
        total = count_rows(corpus, filters=chosen, revisions=revisions) if is_watched() else 0
        try:
            with _opened(out, db) as stream, progress(total, "export") as step:
                rows = export_rows(corpus, fmt, stream, filters=chosen, revisions=revisions, bom=bom, on_row=step)
        except MissingExtraError as error:
            fail(str(error), ExitCode.CONFIGURATION)
    if is_watched():
        say(f"{rows} rows written to {out}")


@contextmanager
def _opened(out: Path, db: Path) -> Iterator[IO[bytes]]:
    if str(out) == "-":
        stream = sys.stdout.buffer
        yield stream
        stream.flush()
        return
    if out.is_dir():
        fail(f"{out} is a folder; name a file in it, such as --out {out / 'corpus.jsonl'}", ExitCode.USAGE)
    if out.exists() and out.samefile(db):
        fail(f"{out} is the database itself; name another file with --out", ExitCode.USAGE)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not out.is_file():  # a pipe or a device cannot be replaced
            with out.open("wb") as stream:
                yield stream
        else:
            with replacing(out) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        fail(f"{out}: cannot be written ({error.strerror}); name another file with --out", ExitCode.STORAGE)
