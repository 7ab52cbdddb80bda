"""``arnews demo``: the main job without a network, and how well it was done."""

from __future__ import annotations

import json
import re
import time
from dataclasses import asdict
from pathlib import Path
from shlex import quote
from typing import Any, Final

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, json_option
from arnews_crawler.cli.terminal import json_line, say
from arnews_crawler.corpus.connection import check_header, open_for_writing
from arnews_crawler.corpus.export_text import row_to_json
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.demo.compare import Comparison, compare_with_truth
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.server import DemoServer
from arnews_crawler.demo.truth import newsroom_truth
from arnews_crawler.operations.crawl import run_crawl
from arnews_crawler.operations.exit_codes import ExitCode

DEFAULT_DB: Final = Path("data/demo.db")
SPEED: Final = {
    "AUTOTHROTTLE_ENABLED": False,
    "DOWNLOAD_DELAY": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "ARNEWS_ALLOW_PRIVATE": True,
    "ARNEWS_ARCHIVE": False,
}
"""The newsroom runs on this machine: nobody is spared by a polite pace, and its pages can be made again."""
BARS: Final = {"headline": 1.0, "teaser": 1.0, "body": 0.99, "published_at": 0.99}
"""The least share of articles whose field is exact; every article has to be there, once, and nothing else."""
_SHOWN: Final = 5


@arnews_command("demo", examples=("arnews demo", "arnews demo --articles 500 --seed 7 --db data/demo-500.db"))
@click.option("--articles", type=click.IntRange(min=1), default=120, show_default=True, metavar="N")
@click.option("--seed", type=int, default=1, show_default=True, metavar="S", help="Another seed, another site.")
@click.option("--db", type=FILE, default=DEFAULT_DB, show_default=True, metavar="FILE", help="Made anew each time.")
@json_option("Print the result as one line of JSON.")
def command(articles: int, seed: int, db: Path, as_json: bool) -> None:
    """Serve a generated Arabic news site, crawl it over HTTP, and compare the database with the truth.

    Nothing leaves this machine. An article that is missing or doubled, or fields below their bars (headline
    and teaser all exact, body and date 99 %): 9.
    """
    _remove_old(db)
    newsroom = build_newsroom(articles, seed)
    started = time.monotonic()
    with DemoServer(newsroom) as server:
        arguments = {"base_url": server.base_url}
        outcome = run_crawl(["news"], arguments, {**SPEED, "ARNEWS_DB": str(db)})
        truth = list(newsroom_truth(newsroom, server.base_url))
    if outcome.exit_code:
        fail(outcome.reason, outcome.exit_code)
    comparison = compare_with_truth(stored_rows(db), truth)
    seconds = time.monotonic() - started
    if as_json:
        click.echo(json_line({**_to_json(comparison), "seconds": round(seconds, 1), "db": str(db)}))
    else:
        english = articles - len(truth)
        what = f"{articles} articles, {english} of them English and not asked for, seed {seed}"
        click.echo(f"{newsroom.site_name}: {what}, crawled in {seconds:.1f} s\n")
        _echo(comparison, db)
    if not meets_bars(comparison):
        for line in _worst(comparison):
            say(line)
        fail("the result is below the bars", ExitCode.UNHEALTHY)


def stored_rows(db: Path) -> list[dict[str, Any]]:
    """Return what the corpus holds, as a study reads it."""
    with Corpus(db) as corpus:
        return [json.loads(row_to_json(row.keys(), row)) for row in corpus.rows("SELECT * FROM corpus ORDER BY id")]


def meets_bars(comparison: Comparison) -> bool:
    """Whether a crawl of the newsroom is as good as it has to be."""
    fields = comparison.accuracies
    return (
        comparison.recall == comparison.precision == 1
        and comparison.doubles == comparison.bodies_with_headline == 0
        and all(fields[name] >= bar for name, bar in BARS.items())
    )


def _worst(comparison: Comparison) -> list[str]:
    """Some of the differences that a bar is about, line by line."""
    about = (*BARS, "missing", "extra", "double")
    shown = [difference for difference in comparison.differences if difference.field in about][:_SHOWN]
    return [line for difference in shown for line in str(difference).splitlines()]


def _remove_old(db: Path) -> None:
    """Remove an earlier demo's file. One that holds another site's articles is somebody's work: it stays."""
    if not check_header(db):
        return
    open_for_writing(db).close()
    with Corpus(db) as corpus:
        query = "SELECT site FROM articles WHERE site <> '127.0.0.1' LIMIT 1"
        site = next((row["site"] for row in corpus.rows(query)), None)
    if site is not None:
        whose = site or "saved pages"
        message = f"{db} holds articles of {whose}, which the demo would replace; name another file with --db"
        fail(message, ExitCode.USAGE)
    for suffix in ("", "-wal", "-shm"):
        db.with_name(db.name + suffix).unlink(missing_ok=True)


def _echo(comparison: Comparison, db: Path) -> None:
    found = round(comparison.recall * comparison.articles)
    click.echo(f"recall        {comparison.recall:7.2%}   {found} of {comparison.articles} articles found")
    click.echo(f"precision     {comparison.precision:7.2%}   {comparison.rows} stored, {comparison.doubles} doubled")
    for name, share in comparison.accuracies.items():
        bar = f"   at least {BARS[name]:.0%}" if name in BARS else ""
        click.echo(f"{name:13} {share:7.2%}{bar}")
    click.echo(f"\nThe database is {db}. Look into it:")
    for line in _next_steps(db):
        click.echo(f"  {line}")


def _next_steps(db: Path) -> list[str]:
    """Commands that show something of this very database."""
    with Corpus(db) as corpus:
        row = next(corpus.rows("SELECT id, headline FROM corpus ORDER BY published_at DESC, id DESC LIMIT 1"), None)
    if row is None:
        return []
    word = max(re.findall(r"\w+", row["headline"]), key=len)
    file, query = quote(str(db)), "SELECT headline, teaser FROM corpus LIMIT 3"
    return [
        f"arnews search {quote(word)} --db {file}",
        f"arnews show {row['id']} --db {file}",
        f'sqlite3 {file} "{query}"',
    ]


def _to_json(comparison: Comparison) -> dict[str, object]:
    return {
        "articles": comparison.articles,
        "stored": comparison.rows,
        "recall": comparison.recall,
        "precision": comparison.precision,
        "doubles": comparison.doubles,
        "accuracies": dict(comparison.accuracies),
        "body_f1": comparison.body_f1,
        "bodies_with_headline": comparison.bodies_with_headline,
        "meets_bars": meets_bars(comparison),
        "differences": [asdict(difference) for difference in comparison.differences],
    }
