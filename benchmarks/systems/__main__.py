"""``python -m benchmarks.systems``: publish with real systems, crawl as a newcomer would, compare with the truth."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import NamedTuple
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import click

import benchmarks.systems
from arnews_crawler.cli.demo import SPEED, stored_rows
from arnews_crawler.demo.compare import Comparison, Record, compare_with_truth
from benchmarks.report import format_table
from benchmarks.systems.serving import free_port, served
from benchmarks.systems.stories import Paper, write_paper
from benchmarks.systems.tools import Build, Built, SystemUnavailableError

_MODULES = [
    import_module(f"benchmarks.systems.{found.name}")
    for found in iter_modules(benchmarks.systems.__path__)
    if not found.name.startswith("_")
]
SYSTEMS: dict[str, Build] = {
    name: build for module in _MODULES for name, build in getattr(module, "SYSTEMS", {}).items()
}
"""Every module with ``SYSTEMS`` adds its own: a new system is one file."""
_COLUMNS = tuple("rows recall precision doubles headline teaser body-F1 day time authors section".split())


class Measured(NamedTuple):
    """What a crawl of one system found."""

    comparison: Comparison
    day: float


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(sorted(SYSTEMS)))
@click.option("--articles", type=click.IntRange(min=1), default=70, show_default=True)
@click.option("--seed", type=int, default=7, show_default=True)
@click.option("--worst", type=click.IntRange(min=0), default=0, help="Print N differences of each system.")
@click.option("--field", "fields", multiple=True, help="Print differences of these fields only.")
@click.option("--serve", is_flag=True, help="Serve one system until Enter is pressed, and crawl nothing.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("data/systems"), show_default=True)
def main(
    names: Sequence[str], articles: int, seed: int, worst: int, fields: Sequence[str], serve: bool, out: Path
) -> None:
    """Publish, crawl and compare the systems NAMES (all of them unless named)."""
    paper = write_paper(articles, seed)
    rows = []
    for name in names or sorted(SYSTEMS):
        try:
            measured = _measure(name, paper, out.resolve(), serve=serve)
        except SystemUnavailableError as error:
            print(f"Unavailable: {name}: {error}", file=sys.stderr)
            continue
        if measured is None:
            return
        rows.append([name, *_figures(measured)])
        print(*rows[-1], file=sys.stderr)
        shown = [d for d in measured.comparison.differences if not fields or d.field in fields]
        for difference in shown[:worst]:
            print(f"{name} {difference}")
    print(format_table([["system", *_COLUMNS], *rows]))


def _measure(name: str, paper: Paper, out: Path, *, serve: bool) -> Measured | None:
    folder, cache = out / "sites" / name, out / "tools" / name.split("-")[0]
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    cache.mkdir(parents=True, exist_ok=True)
    port = free_port()
    base_url = f"http://127.0.0.1:{port}"
    built = SYSTEMS[name](paper, folder, cache, base_url)
    with served(built, port, out / "sites" / f"{name}.log"):
        if serve:
            input(f"{name}: {base_url}/ - press Enter to end")
            return None
        return _crawl(paper, built, base_url, out / "sites" / f"{name}.db")


def _crawl(paper: Paper, built: Built, base_url: str, db: Path) -> Measured:
    for old in db.parent.glob(f"{db.name}*"):
        # The archive of what was fetched is a folder beside the database.
        shutil.rmtree(old) if old.is_dir() else old.unlink()
    settings = [f"-s{name}={value}" for name, value in SPEED.items()]
    command = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--base-url", base_url, "--db", str(db)]
    done = subprocess.run([*command, "--allow-private", *settings], capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"exit {done.returncode}: {done.stderr.strip()}", file=sys.stderr)
    rows = [_judged(row) for row in stored_rows(db)]
    truth = [{**line, "url": _spelled(line["url"])} for line in paper.truth(base_url, built.addresses)]
    return Measured(compare_with_truth(rows, truth), _day_share(rows, truth))


def _day_share(rows: Sequence[Record], truth: Sequence[Record]) -> float:
    """The share of the articles found that have the day as printed: many systems print no time, and name no zone."""
    found = {row["url"]: row.get("published_at") or "" for row in rows}
    told = [line for line in truth if line["url"] in found]
    right = [line for line in told if found[line["url"]][:10] == line["published_at"][:10]]
    return len(right) / (len(told) or 1)


def _judged(row: Record) -> Record:
    """A row with its address in one spelling; the cut beginning of a body is no wrong teaser where none was entered."""
    teaser = None if "teaser_is_excerpt" in (row.get("warnings") or ()) else row.get("teaser")
    return {**row, "url": _spelled(row["url"]), "teaser": teaser}


def _spelled(url: str) -> str:
    parts = urlsplit(url)
    path = quote(unquote(parts.path)).removesuffix("index.html")
    return urlunsplit(parts._replace(path=path.rstrip("/") or "/"))


def _figures(measured: Measured) -> list[str]:
    comparison = measured.comparison
    shares = comparison.accuracies
    return [
        str(comparison.rows),
        f"{comparison.recall:.3f}",
        f"{comparison.precision:.3f}",
        str(comparison.doubles),
        f"{shares['headline']:.3f}",
        f"{shares['teaser']:.3f}",
        f"{comparison.body_f1:.4f}",
        f"{measured.day:.3f}",
        f"{shares['published_at']:.3f}",
        f"{shares['authors']:.3f}",
        f"{shares['section']:.3f}",
    ]


if __name__ == "__main__":
    main()
