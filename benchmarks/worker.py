"""One engine over many pages in a process of its own, so that its time and memory are its own.

Reads a JSON list of ``{"path", "url", "language"}`` on stdin, writes one JSON object a page on stdout and
a last one with the process's memory. `benchmarks.runner` calls it: ``python -m benchmarks.worker ENGINE``.
"""

from __future__ import annotations

import json
import logging
import os
import resource
import socket
import sys
import time
import warnings
from dataclasses import asdict
from pathlib import Path
from typing import Any, NoReturn

from benchmarks.corpora import read_page
from benchmarks.engines import Engine, EngineUnavailableError, load_engine
from benchmarks.metrics import Extracted

UNAVAILABLE = 3
"""The exit code that says: this engine is not installed."""
_WARM_UP = (
    "<html lang='ar'><head><title>تجربة</title></head><body><article><h1>تجربة أولى قبل القياس</h1>"
    "<p>نص قصير لا يقاس، غرضه أن تُحمّل كل وحدة قبل بدء القياس.</p></article></body></html>"
).encode()


def run_engine(engine: Engine, data: bytes, url: str, language: str | None) -> Extracted:
    """Run the engine on a page; what it raises becomes part of the answer."""
    try:
        return engine(data, url, language)
    except Exception as error:  # noqa: BLE001 - a crash is a result to be counted, whatever its class
        return Extracted(failed=f"{type(error).__name__}: {error}"[:300])


def measure_page(engine: Engine, page: dict[str, Any]) -> dict[str, Any]:
    """Run the engine on one stored page, timed by the processor: a busy machine tells no lies."""
    data = read_page(Path(page["path"]))
    started = time.process_time()
    answer = run_engine(engine, data, page["url"], page["language"])
    return {"seconds": time.process_time() - started, "answer": asdict(answer)}


def read_peak_memory() -> int:
    """The process's highest resident memory in bytes.

    ``ru_maxrss`` would do, did it not start at the parent's size on Linux.
    """
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def forbid_network() -> None:
    """Make every connection fail: an engine is measured on the page that it is given, and on nothing else."""

    def refuse(*_arguments: object) -> NoReturn:
        raise OSError("The benchmark allows no network")

    for name in ("connect", "connect_ex"):
        setattr(socket.socket, name, refuse)


def main(name: str) -> int:
    """Measure the engine `name` over the pages on stdin; `UNAVAILABLE` where it is not installed."""
    # What an engine prints must not fall between the results.
    results = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    warnings.simplefilter("ignore")
    logging.disable(logging.CRITICAL)
    forbid_network()
    try:
        engine = load_engine(name)
    except EngineUnavailableError as error:
        print(error, file=sys.stderr)
        return UNAVAILABLE
    pages = json.load(sys.stdin)
    run_engine(engine, _WARM_UP, "http://example.org/warm-up", "ar")
    with results:
        for page in pages:
            print(json.dumps(measure_page(engine, page)), file=results, flush=True)
        print(json.dumps({"peak_memory": read_peak_memory()}), file=results)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
