"""The health of each site as its last runs left it: failed, killed, running, or overdue by its own habit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Final

from arnews_crawler.corpus.ledger import Run
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.lock import find_holder
from arnews_crawler.spiders.acquaintance import site_key

_LOOKED_AT: Final = 3000
"""Runs of all sites, the newest."""
_HABIT: Final = 20
"""Gaps between runs that make a habit."""
_LEAST_GAPS: Final = 3
_LATE: Final = 3
"""Usual gaps that a site may stay without a run."""
_GRACE: Final = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class SiteStatus:
    """A site and its runs, newest first."""

    site: str
    runs: Sequence[Run]
    state: str
    """``healthy``, ``failed``, ``killed``, ``running``, ``overdue``, or ``unjudged``: `scrapy crawl` judges nothing."""
    exit_code: int | None
    """Of the last run that ended; None where it was killed."""
    reason: str
    last_healthy_at: str | None
    every: timedelta | None
    """How often it is run; None where that is no habit yet."""

    @property
    def is_failing(self) -> bool:
        """Whether somebody should look."""
        return self.state in ("failed", "killed", "overdue")

    @property
    def failing_code(self) -> int:
        """The exit code that tells of it."""
        return self.exit_code or ExitCode.UNHEALTHY if self.state == "failed" else ExitCode.UNHEALTHY


def read_status(database: Path, site: str | None = None, now: datetime | None = None) -> list[SiteStatus]:
    """Return the status of each site, failing ones first.

    :param site: only this one: a host, or a host and port.
    :raises CorpusError: the file cannot be read.
    """
    with Corpus(database) as corpus:
        runs = corpus.runs(limit=_LOOKED_AT)
    by_site: dict[str, list[Run]] = {}
    for run in runs:
        key = site_of_run(run)
        if key and site in (None, key, key.partition(":")[0]):
            by_site.setdefault(key, []).append(run)
    found = [_judge(database, key, of_site, now or datetime.now(UTC)) for key, of_site in by_site.items()]
    return sorted(found, key=lambda status: (not status.is_failing, status.site))


def site_of_run(run: Run) -> str:
    """Return what a run's site is known by; empty for one that read single pages."""
    base_url = run.arguments.get("base_url")
    return site_key(base_url) if isinstance(base_url, str) and not run.arguments.get("urls") else ""


def is_running(database: Path, run: Run) -> bool:
    """Whether a run is at work: it is open, and who holds its site's lock names it."""
    if run.finished_at is not None:
        return False
    holder = find_holder(database, site_of_run(run))
    return holder is not None and run.id in holder.runs


def _judge(database: Path, site: str, runs: Sequence[Run], now: datetime) -> SiteStatus:
    is_at_work = is_running(database, runs[0])
    ended = runs[1:] if is_at_work else runs
    every = _habit(runs)
    state, exit_code, reason = _last_end(ended)
    if is_at_work and state != "failed":
        state = "running"
    if state in ("healthy", "unjudged") and _is_overdue(runs[0], every, now):
        state = "overdue"
        reason = f"no run since {runs[0].started_at}, where one every {told(every)} is usual"
    healthy = next((run.started_at for run in runs if run.exit_code == ExitCode.OK), None)
    return SiteStatus(site, runs, state, exit_code, reason, healthy, every)


def _last_end(ended: Sequence[Run]) -> tuple[str, int | None, str]:
    if not ended:
        return "running", None, "its first run"
    last = ended[0]
    if last.finished_at is None:
        return "killed", None, f"run {last.id} was killed: it never ended, and nobody holds its lock"
    if last.exit_code is None:
        return "unjudged", None, last.reason or ""
    return "failed" if last.exit_code else "healthy", last.exit_code, last.reason or ""


def _habit(runs: Sequence[Run]) -> timedelta | None:
    moments = [datetime.fromisoformat(run.started_at) for run in runs[: _HABIT + 1]]
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(moments) if later > earlier]
    return timedelta(seconds=median(gaps)) if len(gaps) >= _LEAST_GAPS else None


def _is_overdue(last: Run, every: timedelta | None, now: datetime) -> bool:
    return every is not None and now - datetime.fromisoformat(last.started_at) > _LATE * every + _GRACE


def told(length: timedelta | None) -> str:
    """Return a length of time in its largest unit.

    >>> told(timedelta(minutes=90)), told(timedelta(days=3)), told(timedelta(seconds=5)), told(None)
    ('90 min', '3 days', '5 s', '')
    """
    if length is None:
        return ""
    seconds = length.total_seconds()
    for unit, size in (("days", 86400), ("h", 3600), ("min", 60)):
        if seconds >= 2 * size or (unit == "min" and seconds >= size):
            number = seconds / size
            if unit == "h" and seconds < 3 * size and seconds % size:
                continue
            return f"{number:.0f} {unit}"
    return f"{seconds:.0f} s"
