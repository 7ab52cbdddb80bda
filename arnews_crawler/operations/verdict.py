"""How a run ended, decided from what happened: Scrapy itself ends with 0 whatever that was."""

from __future__ import annotations

from typing import Final

from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.health import complaints
from arnews_crawler.operations.outcome import RunRecord, Verdict
from arnews_crawler.operations.volume import volume_complaint
from arnews_crawler.politeness.refusals import BLOCKED_CODES

# Problems of a site that cannot be reached at all.
_UNREACHABLE: Final = ("unknown_host", "connection_refused", "connection_lost", "timeout", "download_failed")
_CLOSED: Final = {
    "shutdown": (ExitCode.INTERRUPTED, "interrupted; what was read is stored"),
    "closespider_timeout": (ExitCode.TIME_LIMIT, "the time limit was reached; what was read is stored"),
    "blocked": (ExitCode.BLOCKED, "the site refuses us (403, 429 or a CAPTCHA)"),
    "memusage_exceeded": (ExitCode.BUG, "the memory limit was reached; what was read is stored"),
    "storage_error": (ExitCode.STORAGE, "the database takes nothing any more"),
    "start_error": (ExitCode.BUG, "the spider could not start; the log says why"),
    "killed": (ExitCode.INTERRUPTED, "ended at once by a second signal; what was reported as stored is stored"),
}
_TOLD: Final = {
    "usage": ExitCode.USAGE,
    "configuration": ExitCode.CONFIGURATION,
    "locked": ExitCode.LOCKED,
}
"""Close reasons of runs that never began; ``arnews/problem`` has the words."""


def judge(run: RunRecord) -> Verdict:
    """Decide how a run ended: the trouble that came first is told.

    Only a file that takes nothing outdoes them all: whatever ended the run, what was read is not stored.
    """
    for look in (
        _storage_trouble,
        _own_trouble,
        _how_it_closed,
        _late_trouble,
        _what_it_found,
        _names,
        _health,
        _volume,
    ):
        found = look(run)
        if found:
            return Verdict(run, *found, _notes(run))
    return Verdict(run, ExitCode.OK, _summary(run), _notes(run))


def _storage_trouble(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.storage_error or run.number("arnews/error/storage"):
        return ExitCode.STORAGE, run.storage_error or _CLOSED["storage_error"][1]
    return None


def _own_trouble(run: RunRecord) -> tuple[ExitCode, str] | None:
    return None if run.is_late_bug else _bug(run)


def _late_trouble(run: RunRecord) -> tuple[ExitCode, str] | None:
    return _bug(run)


def _bug(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.bug or run.number("arnews/error/bug"):
        return ExitCode.BUG, f"a bug: {run.bug or 'an exception in a pipeline'}; the log has it whole"
    return None


def _how_it_closed(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.close_reason in _TOLD:
        return _TOLD[run.close_reason], _problem(run)[1]
    closed = _CLOSED.get(run.close_reason)
    if closed is None:
        return None
    detail = _problem(run)[1]
    is_told = run.close_reason == "blocked" and detail
    return (closed[0], f"{closed[1]}: {detail}") if is_told else closed


def _what_it_found(run: RunRecord) -> tuple[ExitCode, str] | None:
    if run.close_reason == "limit" or _has_its_least(run):
        return None
    code, detail = _problem(run)
    if code == "private_address":
        return ExitCode.CONFIGURATION, detail
    if code in BLOCKED_CODES or _is_mostly_blocked(run):
        return ExitCode.BLOCKED, f"the site refuses us: {detail or 'it shows a CAPTCHA'}"
    if code == "robots_forbidden":
        return ExitCode.UNHEALTHY, f"{detail}, and robots.txt is obeyed"
    if code in _UNREACHABLE:
        return ExitCode.UNHEALTHY, f"the site cannot be reached ({code}): {detail}"
    if code:
        return ExitCode.UNHEALTHY, f"{code}: {detail}"
    found = _counted(_seen(run))
    return ExitCode.UNHEALTHY, f"{found} found where at least {run.least_articles} should be{_why(run)}"


def _has_its_least(run: RunRecord) -> bool:
    """Whether the run met what its site declares; a known site that answers "not modified" has what it had."""
    if run.patient.history.is_known and run.number("arnews/page/not_modified"):
        return True
    return _seen(run) >= run.least_articles


def _seen(run: RunRecord) -> int:
    """Articles that the site showed, be they known already, or older than what the run was told to look for."""
    shown = run.number("arnews/article/found") + run.number("arnews/known/listed")
    return max(shown, run.total("arnews/filtered/"))


def _names(run: RunRecord) -> tuple[ExitCode, str] | None:
    """A known site whose sources and listings name no article any more, new or old: its pages alone are there yet."""
    answered = run.number("arnews/page/fetched")
    if run.close_reason != "finished" or not run.is_whole or not run.patient.history.is_known or not answered:
        return None
    signs = ("arnews/article/named", "arnews/article/stored", "arnews/listing/not_modified", "arnews/run/continued")
    if any(run.number(name) for name in signs) or run.total("arnews/filtered/"):
        return None
    return ExitCode.UNHEALTHY, "the site answers, and its front page, listings, feeds and sitemaps name no article"


def _health(run: RunRecord) -> tuple[ExitCode, str] | None:
    found = list(complaints(run.patient))
    if _is_mostly_blocked(run):
        return ExitCode.BLOCKED, "the site shows a CAPTCHA where articles were"
    return (ExitCode.UNHEALTHY, "; ".join(found)) if found else None


def _is_mostly_blocked(run: RunRecord) -> bool:
    captchas = run.number("arnews/reject/captcha")
    return 0 < captchas >= run.number("arnews/article/found")


def _volume(run: RunRecord) -> tuple[ExitCode, str] | None:
    """A run that was told to read less than the whole site says nothing of its volume."""
    if not run.is_whole:
        return None
    complaint = volume_complaint(run.patient.history, run.number("arnews/article/stored"))
    return (ExitCode.UNHEALTHY, complaint) if complaint else None


def _why(run: RunRecord) -> str:
    """Name what stood in the way most, for a run that found too little."""
    prefix = "arnews/reject/"
    rejects = {name.removeprefix(prefix): run.number(name) for name in run.statistics if name.startswith(prefix)}
    most = sorted(rejects.items(), key=lambda entry: -entry[1])[:3]
    return "; rejected: " + ", ".join(f"{code} {number}" for code, number in most) if most else ""


def _summary(run: RunRecord) -> str:
    parts = [f"{run.number(f'arnews/article/{outcome}')} {outcome}" for outcome in ("stored", "revised", "unchanged")]
    if listed := run.number("arnews/known/listed"):
        parts.append(f"{listed} known and not due")
    return f"{_counted(run.number('arnews/article/found'))} found, {', '.join(parts)}"


def _counted(number: int) -> str:
    return f"{number} article" if number == 1 else f"{number} articles"


def _notes(run: RunRecord) -> tuple[str, ...]:
    notes = []
    if broken := run.number("arnews/source/broken"):
        names = str(run.statistics.get("arnews/source/broken_urls", ""))
        notes.append(f"{broken} broken of the sitemaps and feeds that the site names: {names}")
    if run.number("arnews/refused/page_limit"):
        notes.append("the bound of pages a run (ARNEWS_MAX_PAGES) was reached")
    return tuple(notes)


def _problem(run: RunRecord) -> tuple[str, str]:
    code, _, detail = str(run.statistics.get("arnews/problem", "")).partition(": ")
    return code, detail
