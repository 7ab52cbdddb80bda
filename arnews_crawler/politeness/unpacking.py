"""Unpacking bodies: gzip, deflate, brotli and zstd, each whole or not at all, up to a size."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable
from typing import Any, Final, Protocol

import brotli  # type: ignore[import-untyped]

from arnews_crawler.politeness.refusals import BadEncodingError, CutResponseError, TooLargeError

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_RAW_DEFLATE: Final = -15
_GZIP: Final = 31
# A sender may ask for a window of gigabytes; RFC 9659 allows 8 MiB in HTTP.
_ZSTD_OPTIONS: Final = {int(zstd.DecompressionParameter.window_log_max): 23}
_MOST_PARTS: Final = 100
"""Members of one gzip body; each costs a copy of all that follow."""


class _Decompressor(Protocol):
    """What the decompressors of zlib and zstd have in common."""

    @property
    def eof(self) -> bool: ...

    @property
    def unused_data(self) -> bytes: ...

    def decompress(self, data: bytes, max_length: int = ..., /) -> bytes: ...


def unpack(body: bytes, encoding: bytes, most: int, *, is_clipped: bool = False) -> bytes:
    """Return a body unpacked.

    :param encoding: gzip, x-gzip, deflate, br or zstd.
    :param most: bytes of the unpacked body that are bearable.
    :param is_clipped: the end of the body was not read on purpose, so that what is there is the answer.
    :raises TooLargeError: it is larger.
    :raises CutResponseError: its end is missing.
    :raises BadEncodingError: it is not packed so, or damaged.

    >>> import gzip
    >>> unpack(gzip.compress(b"a page"), b"gzip", 100)
    b'a page'
    """
    try:
        unpacked, is_whole = _UNPACKERS[encoding](body, most)
    except (zlib.error, zstd.ZstdError, brotli.error) as error:
        raise BadEncodingError(f"no {encoding.decode()}: {error}") from error
    if is_clipped:
        return unpacked[:most]
    if len(unpacked) > most:
        raise TooLargeError(f"more than {most} bytes, unpacked from {len(body)} of {encoding.decode()}")
    if not is_whole:
        raise CutResponseError(f"{encoding.decode()} whose end is missing, after {len(unpacked)} unpacked bytes")
    return unpacked


def _gunzip(body: bytes, most: int) -> tuple[bytes, bool]:
    return _in_parts(body, most, lambda: zlib.decompressobj(_GZIP), b"\x1f\x8b")


def _inflate(body: bytes, most: int) -> tuple[bytes, bool]:
    # The name means the zlib format, but some servers send the bare stream.
    is_zlib = body[0] & 15 == zlib.DEFLATED and int.from_bytes(body[:2]) % 31 == 0
    decompressor = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else _RAW_DEFLATE)
    return decompressor.decompress(body, most + 1), decompressor.eof


def _unzstd(body: bytes, most: int) -> tuple[bytes, bool]:
    return _in_parts(body, most, lambda: zstd.ZstdDecompressor(options=_ZSTD_OPTIONS), b"\x28\xb5\x2f\xfd")


def _in_parts(body: bytes, most: int, start: Callable[[], _Decompressor], magic: bytes) -> tuple[bytes, bool]:
    """Unpack members one after the other; what follows the last and is none is padding."""
    parts: list[bytes] = []
    size = 0
    for _ in range(_MOST_PARTS):
        decompressor = start()
        parts.append(decompressor.decompress(body, most - size + 1))
        size += len(parts[-1])
        if size > most or not decompressor.eof:
            return b"".join(parts), False
        body = decompressor.unused_data
        if not body.startswith(magic):
            return b"".join(parts), True
    raise BadEncodingError(f"more than {_MOST_PARTS} packed parts")


def _unbrotli(body: bytes, most: int) -> tuple[bytes, bool]:
    decompressor: Any = brotli.Decompressor()
    parts = [decompressor.process(body, output_buffer_limit=most + 1)]
    size = len(parts[0])
    while size <= most and not decompressor.is_finished():
        parts.append(decompressor.process(b"", output_buffer_limit=most - size + 1))
        size += len(parts[-1])
        if not parts[-1]:
            break
    return b"".join(parts), bool(decompressor.is_finished())


_UNPACKERS: Final[dict[bytes, Callable[[bytes, int], tuple[bytes, bool]]]] = {
    b"gzip": _gunzip,
    b"x-gzip": _gunzip,
    b"deflate": _inflate,
    b"br": _unbrotli,
    b"zstd": _unzstd,
}
