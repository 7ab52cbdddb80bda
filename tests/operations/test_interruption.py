"""Signals that ask a loop to end."""

from __future__ import annotations

import os
import signal

import pytest

from arnews_crawler.operations.interruption import interruptible


def test_the_first_signal_asks_and_the_second_ends() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with interruptible() as interruption:
        asked = [interruption.is_asked]
        os.kill(os.getpid(), signal.SIGTERM)
        asked.append(interruption.is_asked)
        assert asked == [False, True]
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGHUP)
    assert signal.getsignal(signal.SIGTERM) is before


def test_an_ignored_signal_stays_ignored() -> None:
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with interruptible() as interruption:
            os.kill(os.getpid(), signal.SIGHUP)
            assert not interruption.is_asked
    finally:
        signal.signal(signal.SIGHUP, before)
