"""Compare arnews with other extractors: ``python -m benchmarks.extraction --help``."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from benchmarks.corpora import CorpusFolderError, Page, PageFolder, load_folder
from benchmarks.difference import list_differences
from benchmarks.engines import ENGINES, OURS, EngineUnavailableError, load_engine
from benchmarks.metrics import Extracted, score_page
from benchmarks.report import (
    FolderResult,
    describe_folder,
    format_table,
    format_worst,
    list_faults,
    list_rows,
    write_report,
)
from benchmarks.runner import PROJECT, EngineRun, EngineRunError, run_folder
from benchmarks.speed import compare_speed
from benchmarks.summary import list_worst
from benchmarks.worker import run_engine

DEFAULT_FOLDERS = (PROJECT.parent / "shared" / "pages", PROJECT.parent / "shared" / "pages-general")


@click.command(epilog="Example: python -m benchmarks.extraction --engine arnews --engine trafilatura --worst 5")
@click.argument("folders", nargs=-1, type=click.Path(path_type=Path))
@click.option("--engine", "engines", multiple=True, type=click.Choice(list(ENGINES)), help="Only these engines.")
@click.option("--site", help="Only the pages of this site, as the folder's manifest names it.")
@click.option("--worst", type=click.IntRange(min=0), default=0, help="List each engine's N worst pages.")
@click.option("--show", "shown", help="Print what ours lacks and has too much on the page NAME.")
@click.option("--speed", is_flag=True, help="Compare the speed on a page of 60 KB, and nothing else.")
@click.option("--write", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the tables there.")
def main(
    folders: tuple[Path, ...],
    engines: tuple[str, ...],
    site: str | None,
    worst: int,
    shown: str | None,
    speed: bool,
    target: Path | None,
) -> None:
    """Measure extractors over FOLDERS of pages with truth.

    Default: ../shared/pages and ../shared/pages-general, seen from the project.
    """
    if speed:
        print(format_table([["speed", ""], *([name, value] for name, value in _measure_speed().items())]))
        return
    loaded = list(_load_folders(folders, site))
    if site is not None and not loaded:
        raise click.BadParameter(f"no folder has pages of {site}", param_hint="--site")
    if shown is not None:
        _show_page(loaded, shown, engines[0] if engines else OURS)
        return
    results = [_measure(folder, engines or tuple(ENGINES), worst) for folder in loaded]
    if target is not None and results:
        write_report(target, results, _measure_speed_if_possible(results), datetime.now(UTC).date())
        print(f"Written: {target}")


def _load_folders(folders: Sequence[Path], site: str | None) -> Iterable[PageFolder]:
    """Load what is there; an absent default folder is told and left out, a named one is a usage error."""
    for folder in folders or DEFAULT_FOLDERS:
        if not folder.is_dir():
            if folders:
                raise click.BadParameter(f"{folder} is no folder", param_hint="FOLDERS")
            print(f"Skipped: {folder} is absent", file=sys.stderr)
            continue
        try:
            yield load_folder(folder, site)
        except CorpusFolderError as error:
            if site is None:
                raise click.ClickException(str(error)) from error
            print(f"Skipped: {error}", file=sys.stderr)


def _measure(folder: PageFolder, engines: Sequence[str], worst: int) -> FolderResult:
    runs = tuple(filter(None, (_run_engine(name, folder) for name in engines)))
    result = FolderResult(folder, runs)
    print(f"\n{describe_folder(result)}")
    if any(run.unavailable is None for run in runs):
        print(format_table(list_rows(result)))
    for run in runs if worst else ():
        _print_worst(run, worst, by_words=not folder.by_site)
    return result


def _run_engine(name: str, folder: PageFolder) -> EngineRun | None:
    try:
        run = run_folder(name, folder)
    except EngineRunError as error:
        print(f"Failed: {error}", file=sys.stderr)
        return None
    if run.unavailable is not None:
        print(f"Unavailable: {name}: {run.unavailable}", file=sys.stderr)
    return run


def _print_worst(run: EngineRun, count: int, *, by_words: bool) -> None:
    if run.unavailable is not None:
        return
    print(f"\n{run.engine}, worst {'word ' if by_words else ''}F1 first")
    print(format_worst(list_worst(run.scores, count, by_words), by_words))
    for name in run.accepted_names[:count]:
        print(f"  taken as an article: {name}")


def _measure_speed() -> dict[str, str]:
    try:
        return compare_speed()
    except EngineUnavailableError as error:
        raise click.ClickException(f"No speed comparison: {error}") from error


def _measure_speed_if_possible(results: Sequence[FolderResult]) -> dict[str, str] | None:
    """The speed belongs into a report that holds ours; one of peers alone does without."""
    has_ours = any(run.engine == OURS and run.unavailable is None for result in results for run in result.runs)
    return compare_speed() if has_ours else None


def _show_page(folders: Sequence[PageFolder], name: str, engine: str) -> None:
    page = next((page for folder in folders for page in _list_all(folder) if page.name == name), None)
    if page is None:
        raise click.BadParameter(f"no page is called {name}", param_hint="--show")
    try:
        answer = run_engine(load_engine(engine), page.read(), page.url, page.language)
    except EngineUnavailableError as error:
        raise click.ClickException(f"{engine} is unavailable: {error}") from error
    print("\n".join(_describe_answer(page, answer)))


def _list_all(folder: PageFolder) -> tuple[Page, ...]:
    return (*folder.articles, *folder.non_articles)


def _describe_answer(page: Page, answer: Extracted) -> list[str]:
    lines = [f"{page.kind} {page.name} {page.url}"]
    truth = page.truth
    if truth is None:
        return [*lines, f"refused: {answer.rejected}, failed: {answer.failed}", answer.body]
    score = score_page(page.name, page.site, truth, answer)
    lines += [
        f"headline {answer.headline!r}, truth {truth.headline!r}",
        f"published {answer.published!r}, truth {truth.published!r}",
        f"shingles P {score.shingles.precision:.3f} R {score.shingles.recall:.3f} F1 {score.shingles.f1:.3f}",
        f"words P {score.words.precision:.3f} R {score.words.recall:.3f} F1 {score.words.f1:.3f}",
        f"faults: {', '.join(list_faults(score)) or 'none'}",
    ]
    return lines + list_differences(truth.body, answer.body)


if __name__ == "__main__":
    main()
