"""What the runs' exit codes are worth: silence while all is well, and an alarm in the first run that met a failure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from arnews_crawler.demo.living_model import IncidentKind
from benchmarks.soak.runs import Run

EXPECTED: Final[dict[IncidentKind, tuple[int, ...]]] = {
    "unavailable": (9,),
    "bodies_as_pictures": (9,),
    "limited": (18,),
    "refused": (9,),
    "robots_unavailable": (9,),
    "broken_sitemaps": (0,),
    "forbidden": (18,),
    "bodies_empty": (9,),
    "hollow": (9,),
    "captcha": (18,),
    "pages_unavailable": (9,),
}
"""Exit codes of the first run that met an incident; feeds and listings still lead to articles where sitemaps break."""
_LEAST: Final = 5
"""Pages that failed, and more than those that did not: with fewer a run cannot tell a failure from an accident."""
_OF_PAGES: Final = frozenset({"bodies_as_pictures", "bodies_empty", "pages_unavailable"})


@dataclass(frozen=True, slots=True)
class Alarm:
    """A run whose exit code is wrong."""

    kind: str
    """``false alarm`` or ``unflagged failure``."""
    run: Run
    detail: str


def judge(runs: Sequence[Run]) -> Iterator[Alarm]:
    """Yield the runs that raised an alarm for nothing, or none for something."""
    for incident, group in groupby(runs, key=lambda run: run.incident):
        together = list(group)
        if incident is None or EXPECTED[incident] == (0,):
            for run in together:
                if run.exit_code:
                    yield Alarm("false alarm", run, f"exit {run.exit_code}: {_first_line(run)}")
            continue
        first = next((run for run in together if _meets(run)), None)
        if first is not None and first.exit_code not in EXPECTED[incident]:
            codes = " or ".join(map(str, EXPECTED[incident]))
            detail = f"{incident}: exit {first.exit_code} instead of {codes}; {first.unreadable} pages failed"
            yield Alarm("unflagged failure", first, f"{detail}: {_first_line(first)}")


def _meets(run: Run) -> bool:
    if run.incident not in _OF_PAGES:
        return True
    return run.unreadable >= _LEAST and run.unreadable > run.readable


def _first_line(run: Run) -> str:
    lines = run.errors.strip().splitlines()
    return lines[-1][:300] if lines else "nothing on stderr"
