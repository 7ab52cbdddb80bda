"""Each case is marked with its fault's number, gets that fault's site, and leaves a line for docs/faults.md."""

from __future__ import annotations

import json
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.chaos.harness import Chaos

RESULTS = os.environ.get("CHAOS_RESULTS")
"""File that the results go to as JSON Lines; written by ``make chaos``."""

ALWAYS = frozenset(
    map(int, "4 7 12 13 15 18 20 21 24 25 27 29 33 35 38 40 42 43 45 47 49 50 51 52 54 55 57 59 60".split())
)
"""Faults that ``make test`` tries too, some of each kind: all of them take minutes."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every case of this room is one of chaos; most of them are left to ``make chaos``."""
    here = Path(__file__).parent
    for item in items:
        fault = item.get_closest_marker("fault")
        if item.path.parent == here and fault is not None:
            item.add_marker(pytest.mark.chaos)
            if not RESULTS and (fault.args[0] not in ALWAYS or item.get_closest_marker("slow")):
                item.add_marker(pytest.mark.skip(reason="make chaos runs it"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Keep how the case went, for the fixture that writes it down."""
    report: Any = yield
    if report.when == "call":
        item.stash[_OUTCOME] = report.outcome
    return report


_OUTCOME = pytest.StashKey[str]()


@pytest.fixture
def chaos(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Chaos]:
    """Serve the fault that the case is marked with."""
    marker = request.node.get_closest_marker("fault")
    case = Chaos(marker.args[0], tmp_path)
    with case.server:
        yield case
    if RESULTS:
        line = {
            "fault": case.fault.number,
            "case": request.node.name,
            "outcome": request.node.stash.get(_OUTCOME, "skipped"),
            "exit_codes": case.exit_codes,
            "rejects": sorted(case.reject_codes),
        }
        with Path(RESULTS).open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
