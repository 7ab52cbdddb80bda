"""How the crawl and its second reader talk: pickles, each behind its length, over the pipes of the two.

Both are the same program at the same version, started by the same person: nobody else can write into the pipes.
"""

from __future__ import annotations

import pickle
import struct
from typing import Any, BinaryIO, Final

HEADER: Final = struct.Struct("!I")


def packed(thing: object) -> bytes:
    """Return a message."""
    body = pickle.dumps(thing, pickle.HIGHEST_PROTOCOL)
    return HEADER.pack(len(body)) + body


def unpacked(body: bytes) -> Any:
    """Return what a message without its header holds."""
    return pickle.loads(body)  # noqa: S301 - see above: from nobody but ourselves


def receive(stream: BinaryIO) -> Any:
    """Wait for a message. Raises EOFError where the other side is gone."""
    header = stream.read(HEADER.size)
    if len(header) < HEADER.size:
        raise EOFError
    (length,) = HEADER.unpack(header)
    body = stream.read(length)
    if len(body) < length:
        raise EOFError
    return unpacked(body)
