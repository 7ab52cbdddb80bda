"""The tables: on the terminal and as Markdown."""

from __future__ import annotations

import platform
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.corpora import PageFolder
from benchmarks.engines import ENGINES, find_version
from benchmarks.metrics import PageScore
from benchmarks.runner import EngineRun
from benchmarks.summary import Figures, summarise

_READING = """\
How to read it: body figures compare runs of four words (shingles) of the folded text, word figures its bag of
words; a folder of sites is averaged over each site's pages, then over the sites, any other over its pages.
Headlines and teasers are compared after Unicode composition and white space. A date is right when its day is;
"where the truth lists none" is no proof of an invented one, as some of those pages state it themselves.
A phrase is one that the truth demands in the body or forbids there. Each engine runs in a process of its own,
without network; "pages a second" counts processor time without imports, "peak memory" the whole process.
newspaper4k and goose3, which work by lists of stop words, are told the language where the truth names one."""


@dataclass(frozen=True, slots=True)
class FolderResult:
    """All engines over one folder."""

    folder: PageFolder
    runs: tuple[EngineRun, ...]


def list_rows(result: FolderResult) -> list[list[str]]:
    """Give the table's rows, the first its head: a measure a row, an engine a column."""
    runs = [run for run in result.runs if run.unavailable is None]
    columns = [summarise(run, result.folder.by_site) for run in runs]
    measures = list(dict.fromkeys(measure for figures in columns for measure in figures))
    rows = [["", *(run.engine for run in runs)]]
    for measure in measures:
        values = [figures.get(measure, "-") for figures in columns]
        if any(value != "-" for value in values):
            rows.append([measure, *values])
    return rows


def describe_folder(result: FolderResult) -> str:
    """Give the line above a table: how many pages of how many sites."""
    folder = result.folder
    sites = len({page.site for page in folder.articles})
    others = Counter(page.kind for page in folder.non_articles)
    parts = [
        f"{len(folder.articles)} articles of {sites} sites",
        *(f"{n} {kind}" for kind, n in others.items()),
    ]
    return f"{folder.name}: {', '.join(parts)}"


def format_table(rows: Sequence[Sequence[str]]) -> str:
    """Line up the columns for a terminal."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(c.rjust(w) for c, w in zip(row[1:], widths[1:], strict=True))]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines)


def format_markdown(rows: Sequence[Sequence[str]]) -> str:
    """Write the table in Markdown."""
    head, *rest = rows
    lines = [_write_row(head), _write_row([":--", *["--:"] * (len(head) - 1)]), *map(_write_row, rest)]
    return "\n".join(lines)


def format_worst(scores: Sequence[PageScore], by_words: bool) -> str:
    """List pages with their precision, recall and F1, and what else went wrong on them."""
    lines = []
    for score in scores:
        body = score.words if by_words else score.shingles
        figures = f"P {body.precision:.3f}  R {body.recall:.3f}  F1 {body.f1:.3f}"
        lines.append(f"  {figures}  {score.name}  {', '.join(list_faults(score))}".rstrip())
    return "\n".join(lines)


def list_faults(score: PageScore) -> list[str]:
    """Name what is wrong on a page beside its body's figures."""
    faults = [
        (score.rejected is not None, f"refused: {score.rejected}"),
        (score.failed is not None, f"exception: {score.failed}"),
        (score.headline_exact is False, "headline"),
        (score.headline_repeated is True, "headline repeated"),
        (score.date.name in ("MISSING", "WRONG_DAY", "INVENTED", "UNLISTED"), f"date: {score.date.value}"),
        (score.phrases_respected < score.phrases, f"phrases {score.phrases_respected}/{score.phrases}"),
    ]
    return [text for is_wrong, text in faults if is_wrong]


def write_report(path: Path, results: Sequence[FolderResult], speed: Figures | None, today: date) -> None:
    """Write all tables with date and versions into a Markdown file, making its folder."""
    engines = list(dict.fromkeys(run.engine for result in results for run in result.runs))
    versions = dict.fromkeys(f"{ENGINES[name].distribution} {find_version(name)}" for name in engines)
    parts = [
        "# Benchmarks",
        f"Measured on {today.isoformat()} with Python {platform.python_version()} on {platform.machine()}: "
        f"{', '.join(versions)}. Written by `python -m benchmarks.extraction --write {path.as_posix()}`.",
        _READING,
    ]
    for result in results:
        parts += [f"## {describe_folder(result)}", format_markdown(list_rows(result))]
    if speed:
        parts += ["## Speed on one page", format_markdown([["", ""], *([k, v] for k, v in speed.items())])]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n\n".join(parts) + "\n", encoding="utf-8")


def _write_row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
