"""The runs themselves: cron's command as a process of its own, at the moment that cron would start it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from threading import Timer

from arnews_crawler.demo.living import LivingNewsroom
from arnews_crawler.demo.living_model import IncidentKind
from arnews_crawler.demo.living_site import LivingSite
from arnews_crawler.demo.server import DemoServer
from benchmarks.soak.clock import environment_at

_LONGEST_RUN = 300.0
"""Seconds after which a run is killed."""
_MINUTE = 7
"""At which cron starts a run."""
_LATEST = 20
"""Seconds that cron may be late."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run was like."""

    moment: datetime
    incident: IncidentKind | None
    exit_code: int
    errors: str
    """What it wrote to stderr."""
    requests: int
    unreadable: int
    """Pages of articles that the site failed to show."""
    readable: int
    """Pages of articles that it showed."""
    seconds: float
    memory_kb: int
    database_bytes: int
    archive_bytes: int


class Cron:
    """Runs arnews against a living newsroom whenever it is due."""

    def __init__(self, living: LivingNewsroom, folder: Path, library: Path, extra: Sequence[str] = ()) -> None:
        self.living = living
        self.database = folder / "soak.db"
        self._library = library
        self._extra = tuple(extra)
        self._moment = living.start
        self._site = LivingSite(living, lambda: self._moment)
        self._port, self.base_url = self._address(folder / "address.txt")

    def run(self, moment: datetime) -> Run:
        """Run once at a moment."""
        self._moment = moment
        incident = self.living.incident(moment)
        kind = incident.kind if incident else None
        started = time.monotonic()
        if kind == "refused":
            exit_code, errors, memory = self._crawl(moment)
        else:
            with DemoServer(self._site, self._port):
                exit_code, errors, memory = self._crawl(moment)
        log = self._site.take_log()
        return Run(
            moment=moment,
            incident=kind,
            exit_code=exit_code,
            errors=errors,
            requests=len(log),
            unreadable=sum(asked.is_unreadable for asked in log),
            readable=sum(asked.is_article and not asked.is_unreadable for asked in log),
            seconds=time.monotonic() - started,
            memory_kb=memory,
            database_bytes=_size(self.database.parent, "soak.db*"),
            archive_bytes=_size(self.database.parent, "soak.db.warc/**/*"),
        )

    def _address(self, note: Path) -> tuple[int, str]:
        """A site keeps its address, also from one day on which the soak is run to the next."""
        port = int(note.read_text()) if note.exists() else 0
        with DemoServer(self._site, port) as server:
            base_url = server.base_url
        port = int(base_url.rstrip("/").rpartition(":")[2])
        note.write_text(str(port))
        return port, base_url

    def _crawl(self, moment: datetime) -> tuple[int, str, int]:
        command = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--base-url", self.base_url]
        command += ["--allow-private", "--db", str(self.database), *self._extra]
        environment = os.environ | environment_at(moment, self._library)
        error_file = self.database.with_name("stderr.txt")
        with error_file.open("wb") as errors:
            process = subprocess.Popen(command, env=environment, stdout=errors, stderr=errors, stdin=subprocess.DEVNULL)
            watchdog = Timer(_LONGEST_RUN, process.kill)
            watchdog.start()
            try:
                _, status, usage = os.wait4(process.pid, 0)
            finally:
                watchdog.cancel()
        exit_code = os.waitstatus_to_exitcode(status)
        process.returncode = exit_code
        return exit_code, error_file.read_text(encoding="utf-8", errors="replace"), usage.ru_maxrss


def read_runs(log: Path) -> list[Run]:
    """Return the runs that a log of them tells of; a line that was cut off is none."""
    runs = []
    for line in log.read_text(encoding="utf-8").splitlines(keepends=True):
        if line.endswith("\n"):
            values = json.loads(line)
            runs.append(Run(**values | {"moment": datetime.fromisoformat(values["moment"])}))
    return runs


def moments(living: LivingNewsroom, every: timedelta, seed: int) -> list[datetime]:
    """Return when cron starts a run, a few seconds late each time."""
    rng = Random(f"cron {seed}")
    found = []
    moment = living.start + timedelta(minutes=_MINUTE)
    while moment < living.end:
        found.append(moment + timedelta(seconds=rng.uniform(0, _LATEST)))
        moment += every
    return [moment.replace(microsecond=0) for moment in found]


def _size(folder: Path, pattern: str) -> int:
    return sum(path.stat().st_size for path in folder.glob(pattern) if path.is_file())
