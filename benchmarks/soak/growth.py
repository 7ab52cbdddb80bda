"""What a month costs: requests an hour, growth of the files, memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median, quantiles

from benchmarks.soak.runs import Run


@dataclass(frozen=True, slots=True)
class Growth:
    """Figures of all runs but the first, which reads the whole site."""

    quiet_runs: int
    """Sound runs that found the site as the run before left it."""
    quiet_requests: tuple[int, int]
    """In the middle, at most."""
    requests: tuple[int, int]
    """The same of all sound runs."""
    database_per_article: float
    archive_per_page: float
    quiet_database: float
    """Bytes that a quiet run adds."""
    quiet_archive: float
    memory_mb: tuple[float, float]
    """In the middle of the first and of the last tenth of the runs."""
    peak_mb: float
    seconds: tuple[float, float]


def measure(runs: Sequence[Run], news: Sequence[int], changes: Sequence[int]) -> Growth:
    """Return the figures.

    :param news: articles that were published since the run before, for each run.
    :param changes: everything on the site that changed since.
    """
    later = list(zip(pairwise(runs), news[1:], changes[1:], strict=True))
    sound = [(before, run, changed) for (before, run), _, changed in later if not (before.incident or run.incident)]
    quiet = [(before, run) for before, run, changed in sound if not changed]
    requests = [run.requests for _, run, _ in sound]
    tenth = max(len(runs) // 10, 1)
    published = sum(news[1:])
    return Growth(
        quiet_runs=len(quiet),
        quiet_requests=_middle_and_most([run.requests for _, run in quiet]),
        requests=_middle_and_most(requests),
        database_per_article=(runs[-1].database_bytes - runs[0].database_bytes) / max(published, 1),
        archive_per_page=(runs[-1].archive_bytes - runs[0].archive_bytes) / max(published, 1),
        quiet_database=_mean([run.database_bytes - before.database_bytes for before, run in quiet]),
        quiet_archive=_mean([run.archive_bytes - before.archive_bytes for before, run in quiet]),
        memory_mb=(_memory(runs[1 : tenth + 1]), _memory(runs[-tenth:])),
        peak_mb=max(run.memory_kb for run in runs) / 1024,
        seconds=(median(run.seconds for run in runs), quantiles([run.seconds for run in runs], n=10)[-1]),
    )


def _middle_and_most(numbers: Sequence[int]) -> tuple[int, int]:
    return (round(median(numbers)), max(numbers)) if numbers else (0, 0)


def _mean(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers) if numbers else 0.0


def _memory(runs: Sequence[Run]) -> float:
    return median(run.memory_kb for run in runs) / 1024 if runs else 0.0
