"""Engines over a folder of pages: runs the workers and scores what they answer."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.corpora import Page, PageFolder
from benchmarks.metrics import Extracted, PageScore, score_page
from benchmarks.worker import UNAVAILABLE

PROJECT = Path(__file__).resolve().parent.parent
TIME_LIMIT = 1800.0
"""Seconds for one engine over one folder; one that hangs must not hold up the others for ever."""


class EngineRunError(Exception):
    """An engine's process died or hung, so that nothing it said counts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineRun:
    """One engine's scores over one folder, with its time and memory; or why it is `unavailable`."""

    engine: str
    scores: tuple[PageScore, ...] = ()
    seconds: tuple[float, ...] = ()
    accepted: dict[str, tuple[int, int]]
    """Kind of non-article -> (taken as an article, of so many)."""
    accepted_names: tuple[str, ...] = ()
    peak_memory: int = 0
    unavailable: str | None = None


def run_folder(engine: str, folder: PageFolder) -> EngineRun:
    """Measure one engine over a folder's pages. Raises EngineRunError where its process dies or hangs."""
    pages = (*folder.articles, *folder.non_articles)
    finished = _start_worker(engine, pages)
    if finished.returncode == UNAVAILABLE:
        return EngineRun(engine=engine, accepted={}, unavailable=finished.stderr.strip().splitlines()[-1])
    lines = [json.loads(line) for line in finished.stdout.splitlines()]
    if finished.returncode != 0 or len(lines) != len(pages) + 1:
        raise EngineRunError(f"{engine}: exit {finished.returncode}\n{finished.stderr[-2000:]}")
    return _collect(engine, folder, lines)


def _start_worker(engine: str, pages: tuple[Page, ...]) -> subprocess.CompletedProcess[str]:
    job = json.dumps([{"path": str(page.path.resolve()), "url": page.url, "language": page.language} for page in pages])
    try:
        return subprocess.run(
            [sys.executable, "-m", "benchmarks.worker", engine],
            input=job,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            cwd=PROJECT,
            timeout=TIME_LIMIT,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise EngineRunError(f"{engine}: not finished within {TIME_LIMIT:.0f} s") from error


def _collect(engine: str, folder: PageFolder, lines: list[dict[str, Any]]) -> EngineRun:
    answers = [Extracted(**line["answer"]) for line in lines[:-1]]
    count = len(folder.articles)
    scores = [
        score_page(page.name, page.site, page.truth, answer)
        for page, answer in zip(folder.articles, answers[:count], strict=True)
        if page.truth is not None
    ]
    accepted: dict[str, tuple[int, int]] = {}
    names = []
    for page, answer in zip(folder.non_articles, answers[count:], strict=True):
        taken, total = accepted.get(page.kind, (0, 0))
        accepted[page.kind] = (taken + answer.is_accepted, total + 1)
        if answer.is_accepted:
            names.append(f"{page.kind}/{page.name}")
    return EngineRun(
        engine=engine,
        scores=tuple(scores),
        seconds=tuple(line["seconds"] for line in lines[:count]),
        accepted=accepted,
        accepted_names=tuple(names),
        peak_memory=lines[-1]["peak_memory"],
    )
