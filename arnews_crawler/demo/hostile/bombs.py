"""Bodies that are small on the wire and huge once unpacked."""

from __future__ import annotations

import gzip
import struct
from base64 import b64decode

_MEGABYTE = 1024 * 1024
_SIZE = 100 * _MEGABYTE
_ZSTD_BLOCK = 128 * 1024
# A hundred megabytes of spaces, packed once and for all: to write brotli needs a library that arnews does without.
_BROTLI = (
    "z///f/glQOKxQCD3/p//8EsAxGGA7v0/////4ZcAiMMiAN37f/7//8MvARCHBQC69//8//+HXwIg4gsAdO//+f//D78EQBwWAOje/+f//w9+"
    "CYA4LAHQvf8B"
)


def gzip_bomb(filling: bytes = b" ") -> bytes:
    """Return a page without end in gzip."""
    return gzip.compress(b"<!DOCTYPE html><html><body><p>" + filling * (_SIZE // len(filling)), compresslevel=9)


def brotli_bomb() -> bytes:
    """Return a hundred megabytes of spaces in brotli."""
    return b64decode(_BROTLI)


def zstd_bomb() -> bytes:
    """Return a hundred megabytes of spaces in Zstandard: blocks that say "this byte, so many times" (RFC 8878)."""
    magic, descriptor, window = b"\x28\xb5\x2f\xfd", b"\x00", bytes([13 << 3])
    blocks = _SIZE // _ZSTD_BLOCK
    body = [
        struct.pack("<I", (_ZSTD_BLOCK << 3) | (1 << 1) | (number == blocks - 1))[:3] + b" " for number in range(blocks)
    ]
    return magic + descriptor + window + b"".join(body)
