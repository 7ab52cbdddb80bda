"""Importing sqlite-utils alone: where pandas and numpy are installed it brings them along, to know their types.

For a run that makes a file by plain SQL that is half a second and 80 MB.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Within the block, modules that were not imported before cannot be; what asks for them does without.

    What is imported in the block stays as it is: sqlite-utils then knows no types of pandas in this process.

    >>> with without("wave"):
    ...     import wave
    Traceback (most recent call last):
    ModuleNotFoundError: import of wave halted; None in sys.modules
    """
    absent = [name for name in names if name not in sys.modules]
    for name in absent:
        sys.modules[name] = None  # type: ignore[assignment]  # what the import system takes for "there is none"
    try:
        yield
    finally:
        for name in absent:
            del sys.modules[name]
