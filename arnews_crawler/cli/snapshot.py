"""``arnews snapshot``: the corpus frozen in a folder to be cited, and whether it still is what it was."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option, json_option
from arnews_crawler.cli.terminal import is_watched, json_line, progress, say
from arnews_crawler.corpus.checksums import NoSnapshotError, find_differences
from arnews_crawler.corpus.export import ExportFormat, count_rows
from arnews_crawler.corpus.extras import MissingExtraError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.snapshot import CARD, Labels, NotEmptyError, make_snapshot
from arnews_crawler.operations.exit_codes import ExitCode


@arnews_command(
    "snapshot",
    examples=(
        'arnews snapshot frozen/2026-03 --title "News of the north, March 2026" --author "Amal Haddad"',
        "arnews snapshot frozen/small --no-parquet",
        "arnews snapshot --verify frozen/2026-03",
    ),
)
@click.argument("folder", metavar="DIR", type=FILE)
@click.option("--title", metavar="TEXT", help="What it is called in the data card and the citation.")
@click.option(
    "--author", "authors", multiple=True, metavar="NAME", help="Who is to be cited; may be given several times."
)
@click.option("--no-parquet", is_flag=True, help="Leave out Parquet, which needs the extra `parquet`.")
@click.option("--verify", is_flag=True, help="Tell what differs from when the snapshot was made; changes nothing.")
@db_option
@json_option("Print a line of JSON a file: what is in it, or with --verify what differs.")
def command(
    folder: Path, title: str | None, authors: tuple[str, ...], no_parquet: bool, verify: bool, db: Path, as_json: bool
) -> None:
    """Write a copy of the database, the articles and all versions as JSON Lines and Parquet, a data card, a citation
    and checksums into DIR, which must be empty. It is one state of the corpus, also while a crawl writes.

    Withheld articles are in none of the files. With --verify: 3 where a file differs, is missing or was added.
    """
    if verify:
        _verify(folder, as_json=as_json)
        return
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    labels = Labels(title=title or f"News corpus of {day}", authors=authors or ("The makers of this corpus",), day=day)
    formats: tuple[ExportFormat, ...] = ("jsonl",) if no_parquet else ("jsonl", "parquet")
    total = 0
    with Corpus(db) as corpus:
        if is_watched():
            total = len(formats) * (count_rows(corpus) + count_rows(corpus, revisions=True))
    try:
        with progress(total, "snapshot") as step:
            rows = make_snapshot(db, folder, labels, formats=formats, on_row=step)
    except NotEmptyError as error:
        fail(f"{error}; name a folder that is not there yet", ExitCode.USAGE)
    except MissingExtraError as error:
        fail(f"{error}, or leave it out with --no-parquet", ExitCode.CONFIGURATION)
    except OSError as error:
        fail(f"{folder}: cannot be written ({error.strerror}); name another folder", ExitCode.STORAGE)
    if as_json:
        for name, number in rows.items():
            click.echo(json_line({"file": name, "bytes": (folder / name).stat().st_size, "rows": number or None}))
    elif is_watched():
        say(f"{len(rows)} files in {folder}; {folder / CARD} says what is in them")


def _verify(folder: Path, *, as_json: bool) -> None:
    try:
        number, differences = find_differences(folder)
    except NoSnapshotError as error:
        code = ExitCode.STORAGE if "damaged" in str(error) or "empty" in str(error) else ExitCode.USAGE
        fail(str(error), code)
    except OSError as error:
        fail(f"{error.filename or folder}: cannot be read ({error.strerror})", ExitCode.STORAGE)
    for difference in differences:
        line = {"file": difference.name, "problem": difference.kind}
        click.echo(json_line(line) if as_json else f"{difference.kind}: {difference.name}")
    if differences:
        fail(f"{folder}: {len(differences)} files are not as they were when it was made", ExitCode.STORAGE)
    if is_watched():
        say(f"{folder}: all {number} files are as they were")
