"""``python -m benchmarks.crawling``: pages a second, CPU and memory of each crawler, then what second runs ask for."""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

from benchmarks.crawling.contenders import NAMES

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Measured:
    """One run of one crawler, as the system accounts for its process and those that it starts."""

    name: str
    exit_code: int
    requests: int
    seconds: float
    cpu: float
    peak_mb: float


@contextmanager
def site(articles: int) -> Iterator[str]:
    """Serve the site in a process of its own; yields its address."""
    command = [sys.executable, "-m", "benchmarks.crawling.site", str(articles)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


def tell(base_url: str, what: str) -> int:
    """Ask the site to change, or how many requests it saw since it was told something last."""
    return int(urlopen(f"{base_url}-/{what}").read())


def measure(name: str, base_url: str, db: Path) -> Measured:
    """Run a crawler."""
    tell(base_url, "requests")
    command = [sys.executable, "-m", "benchmarks.crawling.contenders", name, base_url, str(db)]
    started = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT)
    peak, pid = 0.0, 0
    while not pid:
        peak = max(peak, resident_mb(process.pid))
        time.sleep(0.05)
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
    process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.monotonic() - started
    cpu = used.ru_utime + used.ru_stime
    return Measured(name, process.returncode, tell(base_url, "requests"), seconds, cpu, peak)


def resident_mb(pid: int) -> float:
    """Return what a process and its children have in memory; what they share is counted once a process."""
    folder = Path("/proc") / str(pid)
    try:
        told = re.search(r"^VmRSS:\s+(\d+) kB", (folder / "status").read_text(), re.MULTILINE)
        children = (folder / "task" / str(pid) / "children").read_text().split()
    except OSError:  # it has ended meanwhile
        return 0.0
    own = int(told[1]) / 1024 if told else 0.0
    return own + sum(resident_mb(int(child)) for child in children)


def compare_speed(articles: int, names: list[str], folder: Path) -> None:
    """Print what each crawler needs for a first run, and its pages a second beside the floor's."""
    print(f"\n{articles} pages of 60 KB, first run")
    print(f"{'':12} {'pages/s':>8} {'of floor':>8} {'CPU s/1000':>10} {'peak MB':>8} {'requests':>8} exit")
    floor = None
    with site(articles) as base_url:
        for name in names:
            run = measure(name, base_url, folder / f"{name}.db")
            rate = articles / run.seconds
            floor = floor or rate
            cpu = run.cpu / articles * 1000
            figures = f"{rate:8.1f} {rate / floor:8.2f} {cpu:10.2f} {run.peak_mb:8.0f} {run.requests:8}"
            print(f"{name:12} {figures} {run.exit_code}")


def compare_second_runs(articles: int, names: list[str], folder: Path) -> None:
    """Print what a run asks for when nothing changed, and after 20 edits and 10 new articles."""
    print(f"\n{articles} articles, second runs")
    print(f"{'':12} {'unchanged':>10} {'s':>6} {'20 edited, 10 new':>18} {'s':>6} exit")
    for name in names:
        with site(articles) as base_url:
            db = folder / f"again-{name}.db"
            measure(name, base_url, db)
            same = measure(name, base_url, db)
            tell(base_url, "edit/20")
            tell(base_url, "publish/10")
            changed = measure(name, base_url, db)
            figures = f"{same.requests:10} {same.seconds:6.1f} {changed.requests:18} {changed.seconds:6.1f}"
            print(f"{name:12} {figures} {same.exit_code}, {changed.exit_code}")


def main() -> None:
    """Compare."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.crawling", description=__doc__)
    parser.add_argument("--articles", type=int, default=5000)
    parser.add_argument("--only", nargs="+", choices=NAMES, default=list(NAMES))
    parser.add_argument("--part", choices=("speed", "again", "both"), default="both")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.part != "again":
            compare_speed(options.articles, options.only, Path(folder))
        if options.part != "speed":
            again = [name for name in options.only if name in ("fetch_only", "http_cache", "arnews")]
            compare_second_runs(options.articles, again, Path(folder))


if __name__ == "__main__":
    main()
