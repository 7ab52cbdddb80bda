"""What others on this machine see of a command: its arguments, without the passwords."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Final

# Numbers 48 and 49 of proc_pid_stat(5), counted behind the name in parentheses, which may hold anything.
_ARGUMENTS_BEGIN: Final = 48 - 3
_STAT: Final = Path("/proc/self/stat")


def hide_argument(value: str) -> None:
    """Overwrite an argument of this process where the kernel shows it (``ps``); elsewhere than on Linux nothing.

    Until then it could be seen, for the tenths of a second that Python takes to start: the environment is the
    better place for a password.
    """
    try:
        fields = _STAT.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        begin, end = (int(number) for number in fields[_ARGUMENTS_BEGIN : _ARGUMENTS_BEGIN + 2])
    except (OSError, ValueError):
        return
    if not 0 < begin < end:
        return
    secret = value.encode("utf-8", "surrogateescape")
    arguments = ctypes.string_at(begin, end - begin)
    position = arguments.find(secret)
    while position >= 0:
        ctypes.memset(begin + position, ord("*"), len(secret))
        position = arguments.find(secret, position + 1)
