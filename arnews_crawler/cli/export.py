"""``arnews export``: the corpus as JSON Lines or CSV."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option
from arnews_crawler.cli.terminal import is_watched, progress, say
from arnews_crawler.corpus.export import EXPORT_FORMATS, ExportFormat, count_rows, export_rows
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.operations.exit_codes import ExitCode


@arnews_command(
    "export",
    examples=(
        "arnews export --format jsonl --out corpus.jsonl",
        "arnews export --format csv --out - > corpus.csv",
        "arnews export --format jsonl --revisions --out revisions.jsonl",
    ),
)
@click.option("--format", "fmt", type=click.Choice(EXPORT_FORMATS), required=True)
@click.option("--out", type=FILE, required=True, metavar="PATH", help="The file to write; - is stdout.")
@click.option("--revisions", is_flag=True, help="Every version of every article, not the newest alone.")
@db_option
def command(fmt: ExportFormat, out: Path, revisions: bool, db: Path) -> None:
    """Write all articles, without duplicates, in the order in which they were stored.

    A file is replaced when all of it is written, never left half. In CSV a value that a spreadsheet would run
    as a formula gets a ' in front; JSON Lines has everything as stored.
    """
    with Corpus(db) as corpus:
        total = count_rows(corpus, revisions=revisions)
        with _opened(out, db) as stream, progress(total, "export") as step:
            rows = export_rows(corpus, fmt, stream, revisions=revisions, on_row=step)
    if is_watched():
        say(f"{rows} rows written to {out}")


@contextmanager
def _opened(out: Path, db: Path) -> Iterator[TextIO]:
    if str(out) == "-":
        with _standard_output() as stream:
            yield stream
        return
    if out.is_dir():
        fail(f"{out} is a folder; name a file in it, such as --out {out / 'corpus.jsonl'}", ExitCode.USAGE)
    if out.exists() and out.samefile(db):
        fail(f"{out} is the database itself; name another file with --out", ExitCode.USAGE)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        if out.exists() and not out.is_file():  # a pipe or a device cannot be replaced
            with out.open("w", encoding="utf-8", newline="") as stream:
                yield stream
        else:
            with _replacing(out) as stream:
                yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        fail(f"{out}: cannot be written ({error.strerror}); name another file with --out", ExitCode.STORAGE)


@contextmanager
def _replacing(path: Path) -> Iterator[TextIO]:
    """Write beside the file and put the result in its place at the end."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=f".{path.name}.", delete=False
    ) as stream:
        new = Path(stream.name)
        try:
            yield stream.file  # type: ignore[misc]
            stream.flush()
            os.fsync(stream.fileno())
            new.chmod(0o666 & ~_umask())
            new.replace(path)
        except BaseException:
            with suppress(OSError):
                new.unlink()
            raise


@contextmanager
def _standard_output() -> Iterator[TextIO]:
    """stdout without translated line ends, as CSV needs it, and with a buffer that is worth the name."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:
        yield sys.stdout
        return
    sys.stdout.flush()
    stream = io.TextIOWrapper(buffer, encoding="utf-8", newline="", write_through=False)
    try:
        yield stream
        stream.flush()
    finally:
        with suppress(OSError):
            stream.detach()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
