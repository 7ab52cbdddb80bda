"""Loaded by a crawl's Python: ``newsroom.example`` is public when it is looked up first, then this machine.

The public address is nobody's to be asked: the first connection to it is refused without leaving the machine.
"""

from __future__ import annotations

import errno
import socket
from typing import Any

_NAME, _PUBLIC, _PRIVATE = "newsroom.example", "93.184.215.14", "127.0.0.1"
_resolve_name, _resolve_address = socket.gethostbyname, socket.getaddrinfo
_lookups: list[str] = []


def _next_address() -> str:
    _lookups.append(_NAME)
    return _PUBLIC if len(_lookups) == 1 else _PRIVATE


def _gethostbyname(name: str) -> str:
    return _next_address() if name == _NAME else _resolve_name(name)


def _getaddrinfo(host: Any, *arguments: Any, **named: Any) -> Any:
    return _resolve_address(_next_address() if host == _NAME else host, *arguments, **named)


class _Socket(socket.socket):
    def connect_ex(self, address: Any) -> int:
        return errno.ECONNREFUSED if address[0] == _PUBLIC else super().connect_ex(address)


setattr(socket, "gethostbyname", _gethostbyname)  # noqa: B010 - to mypy a module's functions are final
setattr(socket, "getaddrinfo", _getaddrinfo)  # noqa: B010
setattr(socket, "socket", _Socket)  # noqa: B010
