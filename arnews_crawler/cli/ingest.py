"""``arnews ingest``: saved pages and WARC files into the database."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option, json_option
from arnews_crawler.cli.terminal import is_watched, json_line, progress, say
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.ingest import ingest_files
from arnews_crawler.operations.ingest_report import IngestReport, PageResult
from arnews_crawler.operations.saved_pages import SUFFIXES, WARC_SUFFIXES, find_pages
from arnews_crawler.operations.warc_files import is_warc
from arnews_crawler.spiders.arguments import ArgumentError, parse_url

_FEW = 64
"""So many pages are read sooner than other processes have started."""


@arnews_command(
    "ingest",
    examples=(
        "arnews ingest saved-pages/",
        "arnews ingest page.html --url https://example.org/politics/1",
        "arnews ingest crawl.warc.gz --db data/archive.db --workers 4",
    ),
)
@click.argument("paths", nargs=-1, required=True, type=FILE, metavar="PATH...")
@click.option("--url", default="", metavar="URL", help="The address of the one page that is given.")
@click.option(
    "--workers",
    type=click.IntRange(min=1, max=64),
    metavar="N",
    help="Processes that read pages.  [default: one a processor]",
)
@db_option
@json_option("Print the numbers as one line of JSON.")
def command(paths: tuple[Path, ...], url: str, workers: int | None, db: Path, as_json: bool) -> None:
    """Store the articles of saved pages: files, and all .html, .htm, .txt (also .gz) and .warc, .warc.gz in folders.

    An article is known by the address that its page declares (rel=canonical, og:url) where that can be right,
    else by that of its file (file:///...) or its WARC record. What is no article is recorded in `rejects` with its
    reason. Nothing to ingest: 2; not one article in all the pages, or a WARC file that cannot be read to its end: 9.
    """
    pages = _find(paths)
    if url and len(pages) > 1:
        raise click.UsageError(f"--url gives the address of one page, but there are {len(pages)}")
    if url and is_warc(pages[0]):
        raise click.UsageError("--url gives the address of one page; a WARC file has those of its pages")
    try:
        url = parse_url("--url", url) if url else ""
    except ArgumentError as error:
        fail(str(error), ExitCode.USAGE)
    workers = workers or (1 if len(pages) < _FEW and not any(map(is_warc, pages)) else len(os.sched_getaffinity(0)))
    with CorpusWriter.open(db) as writer, progress(len(pages), "ingest") as step:
        report = ingest_files(pages, writer, url=url, workers=workers, on_file=step)
    _tell(report, as_json=as_json)
    raise click.exceptions.Exit(report.exit_code)


def _find(paths: Sequence[Path]) -> list[Path]:
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        fail(f"no such file or folder: {', '.join(missing)}", ExitCode.USAGE)
    pages = list(dict.fromkeys(page for path in paths for page in find_pages(path)))
    if not pages:
        where = ", ".join(map(str, paths))
        fail(f"nothing to ingest in {where}: no file ends in {', '.join((*SUFFIXES, *WARC_SUFFIXES))}", ExitCode.USAGE)
    return pages


def _tell(report: IngestReport, *, as_json: bool) -> None:
    if as_json:
        read = {"files": report.files, "pages": report.pages, "skipped": dict(report.skipped)}
        numbers = {**read, **report.counts, "rejects": dict(report.rejects), "damaged": report.damaged}
        click.echo(json_line({**numbers, "exit_code": int(report.exit_code)}))
    if report.exit_code or (is_watched() and not as_json):
        say(f"arnews ingest: {_summary(report)}")


def _summary(report: IngestReport) -> str:
    counts = ", ".join(f"{number} {name}" for name, number in report.counts.items() if number)
    parts = [f"{report.files} files", counts, *report.damaged]
    if report.pages != report.files:
        parts.insert(1, f"{report.pages} pages")
    if report.rejected:
        codes = ", ".join(f"{code} {number}" for code, number in report.rejects.most_common(4))
        parts.append(f"{report.rejected} rejected ({codes})")
    if report.is_interrupted:
        parts.append("interrupted; what was read is stored, type the same again to go on")
    is_empty = report.exit_code == ExitCode.UNHEALTHY and not report.damaged
    worst = report.first_bug or (report.first_reject if is_empty else None)
    if worst is not None:
        parts.append(f"{'a bug of arnews' if worst is report.first_bug else 'the first'}: {_told(worst)}")
    return "; ".join(part for part in parts if part)


def _told(result: PageResult) -> str:
    where = result.path if result.page is None else result.page.url
    return f"{where}: {result.code}: {result.detail}"
