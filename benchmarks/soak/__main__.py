"""``make soak``: cron's runs of a month against a newsroom that lives, and what they know of it at the end."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import mkdtemp

from arnews_crawler.demo.living import ARCHIVE, DAILY, LivingNewsroom, build_living_newsroom
from arnews_crawler.demo.living_truth import living_truth
from arnews_crawler.demo.newsroom import TIME_ZONE
from benchmarks.soak.clock import find_library
from benchmarks.soak.compare import compare
from benchmarks.soak.growth import measure
from benchmarks.soak.report import write_report
from benchmarks.soak.runs import Cron, Run, moments, read_runs
from benchmarks.soak.verdict import judge

_START = datetime(2026, 3, 1, tzinfo=TIME_ZONE)
"""A Sunday: the week's work begins."""
_MISSING = "libfaketime is missing, which moves a process' clock; on Debian: apt-get install faketime"


def main() -> int:
    """Run, compare, report; 0 where every bar is met, 1 where one is missed, 2 where libfaketime is missing."""
    options = _options()
    library = find_library()
    if library is None:
        print(_MISSING, file=sys.stderr)
        return 2
    living = build_living_newsroom(_START, options.days, options.seed, archive=options.archive, daily=options.daily)
    folder = options.folder or Path(mkdtemp(prefix="arnews-soak-"))
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()) and not options.resume:
        print(f"{folder} is not empty; --resume goes on with what was interrupted there", file=sys.stderr)
        return 2
    cron = Cron(living, folder, library, options.more)
    runs = _run_all(cron, timedelta(minutes=options.every), options.seed)
    truth = list(living_truth(living, [run.moment for run in runs], cron.base_url))
    findings, alarms = compare(cron.database, truth), list(judge(runs))
    news, changes = _since_last(living, runs)
    growth = measure(runs, news, changes)
    text = write_report(living, runs, truth, findings, alarms, growth)
    print(text)
    (folder / "report.md").write_text(text, encoding="utf-8")
    is_good = not (findings or alarms)
    if is_good and options.folder is None:
        shutil.rmtree(folder)
    else:
        print(f"everything is in {folder}")
    return 0 if is_good else 1


def _run_all(cron: Cron, every: timedelta, seed: int) -> list[Run]:
    due = moments(cron.living, every, seed)
    log = cron.database.with_name("runs.jsonl")
    runs = read_runs(log) if log.exists() else []
    with log.open("w", encoding="utf-8") as file:
        file.writelines(_line(run) for run in runs)
        for number, moment in enumerate(due[len(runs) :], start=len(runs) + 1):
            run = cron.run(moment)
            runs.append(run)
            file.write(_line(run))
            file.flush()
            if sys.stderr.isatty() or number % 24 == 0:
                where = f"{number} of {len(due)}, {moment:%a %d %b %H:%M}"
                print(f"{where}: exit {run.exit_code}, {run.requests} requests, {run.seconds:.1f} s", file=sys.stderr)
    return runs


def _line(run: Run) -> str:
    return json.dumps(asdict(run), ensure_ascii=False, default=str) + "\n"


def _since_last(living: LivingNewsroom, runs: Sequence[Run]) -> tuple[list[int], list[int]]:
    """Return for each run how many articles were published since the one before, and how much changed."""
    news, changes = [], []
    before = living.start
    for run in runs:
        news.append(sum(before < life.published <= run.moment for life in living.lives))
        changes.append(sum(before < change <= run.moment for change in living.changes))
        before = run.moment
    return news, changes


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--days", type=int, default=30, help="simulated days (30)")
    parser.add_argument("--every", type=int, default=60, help="minutes between two runs (60)")
    parser.add_argument("--seed", type=int, default=1, help="another seed, another month (1)")
    parser.add_argument("--archive", type=int, default=ARCHIVE, help=f"articles at the beginning ({ARCHIVE})")
    parser.add_argument("--daily", type=int, default=DAILY, help=f"articles of an ordinary day ({DAILY})")
    parser.add_argument("--folder", type=Path, help="where database and report are left; else a temporary folder")
    parser.add_argument("--resume", action="store_true", help="go on in a folder where a soak was interrupted")
    parser.add_argument("more", nargs="*", help="further options of arnews crawl, after --")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
