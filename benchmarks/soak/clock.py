"""Another process' clock, moved by libfaketime (Debian package ``faketime``)."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

_PLACES = ("/usr/lib/*/faketime", "/usr/lib/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime")
_NAME = "libfaketimeMT.so.1"


def find_library() -> Path | None:
    """Return where libfaketime lies; None where it is not installed."""
    for place in _PLACES:
        folder = Path(place).relative_to("/")
        for found in sorted(Path("/").glob(f"{folder}/{_NAME}")):
            return found
    return None


def environment_at(moment: datetime, library: Path) -> dict[str, str]:
    """Return what a process needs in its environment to begin at a moment; its clock goes on from there.

    The monotonic clock stays the real one, so that timeouts are those of a real run.
    """
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"@{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S}",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
        "FAKETIME_DONT_RESET": "1",
        "NO_FAKE_STAT": "1",
        "TZ": "UTC",
    }


if __name__ == "__main__":  # tells the Makefile whether it has to be installed
    sys.exit(find_library() is None)
