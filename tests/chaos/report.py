"""Run as a module: the results of ``make chaos`` come in as JSON Lines, docs/faults.md goes out."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from arnews_crawler.demo.hostile.catalogue import FAULTS, PROMISES

ROOMS = (
    (1, "Transport"),
    (19, "Scope"),
    (25, "robots.txt (RFC 9309)"),
    (29, "Sitemaps and feeds"),
    (35, "Markup"),
    (48, "Traps and meaning"),
    (56, "The machine"),
)
HEAD = """# Faults that arnews survives

The hostile newsroom serves each of these for real: `arnews demo-site --hostile` lists them all, each a site of its
own, `arnews demo-site --hostile --fault 12` serves one. The site is on 127.0.0.1, "elsewhere" on the same port of
127.0.0.2. Unless the fault forbids it, good articles stand beside it.

`make chaos` crawls each of them in a process of its own and writes this page from what it saw. Whatever the fault,
every crawl is held to this: it ends in time, makes a bounded number of requests and stays below 300 MB;
`PRAGMA integrity_check` finds nothing; no text that is stored is blank, cut or misread; the good articles are stored
word for word; stderr holds no traceback and no control character; and what was refused is counted with its reason,
in `rejects` (the codes are named below) or in the run's `counts`.

"""
EXPLAINED = """
Exit codes: 0 fine, 1 a bug, 3 storage, 4 configuration, 9 unhealthy, 11 interrupted, 14 time limit, 18 blocked, 75
another run holds the lock. Where a fault takes several crawls, their codes stand in their order.
"""
COLUMNS = ("", "fault", "what happens", "exit code", "rejects", "promises", "held")


def main() -> None:
    """Read the results named on the command line and write the page."""
    results: defaultdict[int, list[dict[str, Any]]] = defaultdict(list)
    for line in Path(sys.argv[1]).read_text("utf-8").splitlines():
        result = json.loads(line)
        results[result["fault"]].append(result)
    for found in results.values():
        found.sort(key=lambda result: str(result["case"]))  # whichever ended first
    missing = sorted(set(FAULTS) - set(results))
    if missing:
        sys.exit(f"no result for the faults {missing}: run them all (make chaos)")
    Path(sys.argv[2]).write_text(page_of(results), "utf-8")


def page_of(results: dict[int, list[dict[str, Any]]]) -> str:
    """Return the page."""
    promises = "".join(f"{number}. {text}\n" for number, text in PROMISES.items())
    parts = [HEAD, "What is promised:\n\n", promises, EXPLAINED]
    titles = dict(ROOMS)
    for number, fault in FAULTS.items():
        if number in titles:
            parts.append(f"\n## {titles[number]}\n\n")
            parts += [_row(COLUMNS), _row(["---"] * len(COLUMNS))]
        seen = results[number]
        told = (_exit_codes(seen), _rejects(seen), _list(fault.promises), _held(seen))
        parts.append(_row((str(number), fault.name, fault.must, *told)))
    return "".join(parts)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("<", "&lt;") for cell in cells) + " |\n"


def _rejects(results: list[dict[str, Any]]) -> str:
    return ", ".join(f"`{code}`" for code in sorted({code for result in results for code in result["rejects"]}))


def _exit_codes(results: list[dict[str, Any]]) -> str:
    """Return the exit codes, cases with the same ones told once."""
    return "; ".join(dict.fromkeys(_list(result["exit_codes"]) for result in results if result["exit_codes"]))


def _held(results: list[dict[str, Any]]) -> str:
    outcomes = {result["outcome"] for result in results}
    if "failed" in outcomes:
        return "no"
    return "yes" if "passed" in outcomes else "not tried"


def _list(numbers: Any) -> str:
    return ", ".join(map(str, numbers))


if __name__ == "__main__":
    main()
