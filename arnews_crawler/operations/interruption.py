"""SIGTERM, SIGINT and SIGHUP: the first asks a loop to end after what it is at, the second ends at once."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


class Interruption:
    """Whether somebody asked to stop."""

    def __init__(self) -> None:
        self.is_asked = False

    def ask(self, _number: int, _frame: FrameType | None) -> None:
        """Handle a signal."""
        if self.is_asked:
            raise KeyboardInterrupt
        self.is_asked = True


@contextmanager
def interruptible() -> Iterator[Interruption]:
    """Watch for the signals inside the block; a signal that was ignored before (``nohup``) stays ignored."""
    interruption = Interruption()
    watched = [
        number
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
        if signal.getsignal(number) is not signal.SIG_IGN
    ]
    before = {number: signal.signal(number, interruption.ask) for number in watched}
    try:
        yield interruption
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
