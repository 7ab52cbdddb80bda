"""``arnews report``: one page of charts."""

from __future__ import annotations

from pathlib import Path

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, db_option
from arnews_crawler.cli.serve import require_web
from arnews_crawler.corpus.atomic import replacing
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.operations.exit_codes import ExitCode


@arnews_command("report", examples=("arnews report --out report.html", "arnews report --out report.html --lang en"))
@click.option("--out", type=FILE, required=True, metavar="FILE", help="The page to write.")
@click.option("--lang", type=click.Choice(("ar", "en")), default="ar", show_default=True, help="The page's language.")
@db_option
def command(out: Path, lang: str, db: Path) -> None:
    """Write one page with the charts of the corpus; it needs no other file and no network.

    Articles a day by site and section, fields filled, lengths, updates after publication, what was not stored, runs.
    Needs the extra `web`.
    """
    require_web()
    from arnews_crawler.web.report import write_report

    if out.is_dir():
        fail(f"{out} is a folder; name a file in it, such as --out {out / 'report.html'}", ExitCode.USAGE)
    with Corpus(db) as corpus:
        if out.exists() and out.samefile(db):
            fail(f"{out} is the database itself; name another file with --out", ExitCode.USAGE)
        page = write_report(corpus, lang)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with replacing(out) as stream:
            stream.write(page.encode())
    except OSError as error:
        fail(f"{out}: cannot be written ({error.strerror}); name another file with --out", ExitCode.STORAGE)
