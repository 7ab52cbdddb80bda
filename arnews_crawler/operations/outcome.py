"""How a crawl ended, decided from its statistics: Scrapy itself ends with 0 whatever happened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from arnews_crawler.operations.exit_codes import ExitCode

# Reject codes of a site that cannot be reached at all.
_UNREACHABLE = ("unknown_host", "connection_refused", "connection_lost", "timeout", "download_failed")
_CLOSED = {
    "shutdown": (ExitCode.INTERRUPTED, "interrupted; what was read is stored"),
    "closespider_timeout": (ExitCode.TIME_LIMIT, "the time limit was reached; what was read is stored"),
    "blocked": (ExitCode.BLOCKED, "the site refuses us (403 or 429)"),
    "memusage_exceeded": (ExitCode.BUG, "the memory limit was reached; what was read is stored"),
    "storage_error": (ExitCode.STORAGE, "the database takes nothing any more"),
}


@dataclass(frozen=True, slots=True)
class RunRecord:
    """What one spider's run left behind."""

    spider: str
    close_reason: str
    statistics: Mapping[str, object]
    least_articles: int = 1
    bug: str | None = None
    """An exception of our own code, in one line."""
    storage_error: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """The end of a command that crawled."""

    exit_code: ExitCode
    reason: str
    """One line for a person; what to do about it where there is something to do."""
    runs: tuple[RunRecord, ...] = ()
    notes: tuple[str, ...] = field(default=())
    """What did not decide the exit but should be known, such as a broken sitemap."""


def judge(run: RunRecord) -> Outcome:
    """Decide how a run ended; of several troubles the one that weighs more on the data is told."""
    for look in (_own_trouble, _how_it_closed, _what_it_found):
        verdict = look(run)
        if verdict:
            code, reason = verdict
            return Outcome(code, f"{run.spider}: {reason}", (run,), _notes(run))
    return Outcome(ExitCode.OK, f"{run.spider}: {_summary(run)}", (run,), _notes(run))


def combine(outcomes: list[Outcome]) -> Outcome:
    """Join the outcomes of several spiders: the first that is not fine decides."""
    runs = tuple(run for outcome in outcomes for run in outcome.runs)
    notes = tuple(note for outcome in outcomes for note in outcome.notes)
    bad = [outcome for outcome in outcomes if outcome.exit_code]
    reason = "; ".join(outcome.reason for outcome in bad or outcomes)
    return Outcome(bad[0].exit_code if bad else ExitCode.OK, reason, runs, notes)


def _own_trouble(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.storage_error or _number(run, "arnews/error/storage"):
        return ExitCode.STORAGE, run.storage_error or _CLOSED["storage_error"][1]
    if run.bug or _number(run, "arnews/error/bug"):
        return ExitCode.BUG, f"a bug: {run.bug or 'an exception in a pipeline'}; the log has it whole"
    return None


def _how_it_closed(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.close_reason in ("usage", "configuration"):
        code = ExitCode.USAGE if run.close_reason == "usage" else ExitCode.CONFIGURATION
        return code, _problem(run).partition(": ")[2]
    if run.close_reason == "start_error":
        return ExitCode.BUG, "the spider could not start; the log says why"
    return _CLOSED.get(run.close_reason)


def _what_it_found(run: RunRecord) -> tuple[ExitCode, str] | None:
    found = _number(run, "arnews/article/found")
    if found >= run.least_articles or run.close_reason == "limit":
        return None
    problem = _problem(run)
    code, _, detail = problem.partition(": ")
    if code == "private_address":
        return ExitCode.CONFIGURATION, detail
    if code in ("http_403", "http_429"):
        return ExitCode.BLOCKED, f"the site refuses us: {detail}"
    if code == "robots_forbidden":
        return ExitCode.UNHEALTHY, f"{detail}, and robots.txt is obeyed"
    if code in _UNREACHABLE:
        return ExitCode.UNHEALTHY, f"the site cannot be reached ({code}): {detail}"
    if problem:
        return ExitCode.UNHEALTHY, f"{code}: {detail}"
    return (
        ExitCode.UNHEALTHY,
        f"{_counted(found)} found where at least {run.least_articles} should be{_why(run)}",
    )


def _why(run: RunRecord) -> str:
    """Name what stood in the way most, for a run that found too little."""
    rejects = {
        name.removeprefix("arnews/reject/"): _number(run, name)
        for name in run.statistics
        if name.startswith("arnews/reject/")
    }
    most = sorted(rejects.items(), key=lambda entry: -entry[1])[:3]
    return "; rejected: " + ", ".join(f"{code} {number}" for code, number in most) if most else ""


def _summary(run: RunRecord) -> str:
    parts = [f"{_number(run, f'arnews/article/{outcome}')} {outcome}" for outcome in ("stored", "revised", "unchanged")]
    return f"{_counted(_number(run, 'arnews/article/found'))} found, {', '.join(parts)}"


def _counted(number: int) -> str:
    return f"{number} article" if number == 1 else f"{number} articles"


def _notes(run: RunRecord) -> tuple[str, ...]:
    notes = []
    if broken := _number(run, "arnews/source/broken"):
        names = str(run.statistics.get("arnews/source/broken_urls", ""))
        notes.append(f"{run.spider}: {broken} broken of the sitemaps and feeds that the site names: {names}")
    if _number(run, "arnews/refused/page_limit"):
        notes.append(f"{run.spider}: the bound of pages a run (ARNEWS_MAX_PAGES) was reached")
    return tuple(notes)


def _problem(run: RunRecord) -> str:
    return str(run.statistics.get("arnews/problem", ""))


def _number(run: RunRecord, name: str) -> int:
    value = run.statistics.get(name, 0)
    return int(value) if isinstance(value, (int, float)) else 0
