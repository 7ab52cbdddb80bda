"""What a command that crawled came to: the verdict on each of its runs, and which of them decides the exit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.health import Patient


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What one spider's run left behind."""

    spider: str
    close_reason: str
    statistics: Mapping[str, object]
    least_articles: int = 1
    bug: str | None = None
    """An exception of our own code, in one line."""
    is_late_bug: bool = False
    """It came when the run was being closed already."""
    storage_error: str | None = None
    site: str = ""
    """What the site is known by; empty where single pages were read."""
    is_whole: bool = True
    """It read all that is new, not a section or a number of pages."""
    ended_at: float = 0.0
    """When its first trouble came, or its end: a monotonic clock."""
    patient: Patient = field(default_factory=Patient)

    @property
    def run_id(self) -> int | None:
        """Its id in the ledger; None for a dry run, and where it never began."""
        run_id = self.statistics.get("arnews/run/id")
        return run_id if isinstance(run_id, int) else None

    def number(self, name: str) -> int:
        """Return a statistic; 0 where nothing was counted."""
        value = self.statistics.get(name, 0)
        return int(value) if isinstance(value, int | float) else 0

    def total(self, prefix: str) -> int:
        """Return the sum of all statistics whose names begin so."""
        return sum(self.number(name) for name in self.statistics if name.startswith(prefix))


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one run ended."""

    run: RunRecord
    exit_code: ExitCode
    reason: str
    """One line for a person, without the spider's name."""
    notes: tuple[str, ...] = ()
    """What did not decide the exit but should be known, such as a broken sitemap."""

    @property
    def is_recovery(self) -> bool:
        """Whether the site is healthy again: its last run was not."""
        return self.exit_code == ExitCode.OK and bool(self.run.patient.history.last_exit)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a command that crawled."""

    exit_code: ExitCode
    reason: str
    """One line for a person; what to do about it where there is something to do."""
    verdicts: tuple[Verdict, ...] = ()
    notes: tuple[str, ...] = field(default=())


def combine(verdicts: Sequence[Verdict]) -> Outcome:
    """Join the verdicts on several runs: the trouble that came first decides."""
    bad = sorted((verdict for verdict in verdicts if verdict.exit_code), key=lambda verdict: verdict.run.ended_at)
    return Outcome(
        exit_code=bad[0].exit_code if bad else ExitCode.OK,
        reason="; ".join(f"{verdict.run.spider}: {verdict.reason}" for verdict in bad or verdicts),
        verdicts=tuple(verdicts),
        notes=tuple(f"{verdict.run.spider}: {note}" for verdict in verdicts for note in verdict.notes),
    )
