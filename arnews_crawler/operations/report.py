"""What is told of a run: the report of ``arnews crawl --json``, of an alert's command, and of an alert's address."""

from __future__ import annotations

from arnews_crawler.operations.outcome import Outcome, Verdict


def report_of(verdict: Verdict) -> dict[str, object]:
    """Return how a run ended, as JSON has it."""
    run = verdict.run
    return {
        "spider": run.spider,
        "site": run.site or None,
        "exit_code": int(verdict.exit_code),
        "reason": f"{run.spider}: {verdict.reason}",
        "run_id": run.run_id,
        "notes": [f"{run.spider}: {note}" for note in verdict.notes],
        "counts": {
            name: value
            for name, value in sorted(run.statistics.items())
            if name.startswith("arnews/") and isinstance(value, int | float) and name != "arnews/run/id"
        },
    }


def alert_of(outcome: Outcome, database: str, *, is_recovery: bool) -> dict[str, object]:
    """Return what is sent to who wants to know: ``state`` is ``unhealthy``, or ``healthy`` once it is so again."""
    return {
        "state": "healthy" if is_recovery else "unhealthy",
        "exit_code": int(outcome.exit_code),
        "reason": outcome.reason,
        "database": database,
        "runs": [report_of(verdict) for verdict in outcome.verdicts],
    }
