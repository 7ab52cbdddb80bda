"""The soak's report: bars first, then what missed them, the worst first, then what it cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from arnews_crawler.demo.living import LivingNewsroom
from arnews_crawler.demo.living_truth import Expected
from benchmarks.soak.compare import ORDER, Finding
from benchmarks.soak.growth import Growth
from benchmarks.soak.runs import Run
from benchmarks.soak.verdict import Alarm

_SHOWN = 12
"""Details of a kind."""


def write_report(
    living: LivingNewsroom,
    runs: Sequence[Run],
    truth: Sequence[Expected],
    findings: Sequence[Finding],
    alarms: Sequence[Alarm],
    growth: Growth,
) -> str:
    """Return the report as text."""
    lines = [
        f"{len(runs)} runs from {runs[0].moment:%F %H:%M} to {runs[-1].moment:%F %H:%M}, "
        f"{sum(expected.is_required for expected in truth)} articles to know, "
        f"{sum(version.is_required for expected in truth for version in expected.versions[1:])} revisions, "
        f"{sum(expected.must_be_gone for expected in truth)} removals, {len(living.incidents)} incidents",
        "",
        *_bars(findings, alarms),
        "",
        *_details(findings, alarms),
        *_costs(growth),
        "",
        *_incidents(runs),
    ]
    return "\n".join(lines)


def _bars(findings: Sequence[Finding], alarms: Sequence[Alarm]) -> list[str]:
    faults = Counter(finding.fault for finding in findings)
    kinds = Counter(alarm.kind for alarm in alarms)
    told = [(kind, kinds[kind]) for kind in ("unflagged failure", "false alarm")]
    told += [(fault, faults[fault]) for fault in ORDER]
    return [f"{name:<18} {number:>5}   {'ok' if not number else 'at most 0'}" for name, number in told]


def _details(findings: Sequence[Finding], alarms: Sequence[Alarm]) -> list[str]:
    lines = [f"{alarm.kind}, run of {alarm.run.moment:%a %F %H:%M}: {alarm.detail}" for alarm in alarms[:_SHOWN]]
    for fault in ORDER:
        those = [finding for finding in findings if finding.fault == fault]
        lines += [f"{fault}: {finding.url}\n    {finding.detail}" for finding in those[:_SHOWN]]
        if len(those) > _SHOWN:
            lines.append(f"    and {len(those) - _SHOWN} more")
    return [*lines, ""] if lines else []


def _costs(growth: Growth) -> list[str]:
    return [
        f"requests           {growth.requests[0]} in the middle, {growth.requests[1]} at most; in the "
        f"{growth.quiet_runs} runs that found nothing changed {growth.quiet_requests[0]}, {growth.quiet_requests[1]} "
        "at most",
        f"database           {growth.database_per_article / 1024:.1f} KB a new article, "
        f"{growth.quiet_database / 1024:.2f} KB a run that found nothing changed",
        f"archive            {growth.archive_per_page / 1024:.1f} KB a new article, "
        f"{growth.quiet_archive / 1024:.2f} KB a run that found nothing changed",
        f"memory             {growth.memory_mb[0]:.0f} MB in the first tenth, {growth.memory_mb[1]:.0f} MB in the "
        f"last, {growth.peak_mb:.0f} MB at most",
        f"time               {growth.seconds[0]:.1f} s in the middle, nine of ten within {growth.seconds[1]:.1f} s",
    ]


def _incidents(runs: Sequence[Run]) -> list[str]:
    met: dict[str, list[int]] = {}
    for run in runs:
        if run.incident:
            met.setdefault(run.incident, []).append(run.exit_code)
    return [f"{name:<20} exits {' '.join(map(str, codes))}" for name, codes in met.items()]
