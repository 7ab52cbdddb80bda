"""Bodies are unpacked whole or not at all, up to a size."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable

import brotli  # type: ignore[import-untyped]
import pytest

from arnews_crawler.politeness.refusals import BadEncodingError, CutResponseError, RefusedError, TooLargeError
from arnews_crawler.politeness.unpacking import unpack

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

TEXT = ("صفحة من الأخبار " * 4000).encode()
PACKERS: dict[bytes, Callable[[bytes], bytes]] = {
    b"gzip": gzip.compress,
    b"x-gzip": gzip.compress,
    b"deflate": zlib.compress,
    b"br": brotli.compress,
    b"zstd": zstd.compress,
}
EACH = pytest.mark.parametrize("encoding", PACKERS)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@EACH
@pytest.mark.parametrize("text", [TEXT, b"x", b""])
def test_a_whole_body(encoding: bytes, text: bytes) -> None:
    assert unpack(PACKERS[encoding](text), encoding, len(TEXT)) == text


def test_a_bare_deflate_stream() -> None:
    assert unpack(raw_deflate(TEXT), b"deflate", len(TEXT)) == TEXT


@EACH
def test_a_cut_body(encoding: bytes) -> None:
    packed = PACKERS[encoding](TEXT)
    for length in (len(packed) - 1, len(packed) // 2):
        with pytest.raises(CutResponseError):
            unpack(packed[:length], encoding, len(TEXT))
        assert TEXT.startswith(unpack(packed[:length], encoding, len(TEXT), is_clipped=True))


@EACH
def test_a_plain_body_that_says_it_is_packed(encoding: bytes) -> None:
    with pytest.raises(RefusedError) as told:
        unpack(b"<html><p>plain</p></html>" * 50, encoding, len(TEXT))
    assert told.value.code in ("bad_encoding", "cut_response")


@pytest.mark.parametrize("encoding", [b"gzip", b"deflate"])
def test_a_damaged_body(encoding: bytes) -> None:
    packed = bytearray(PACKERS[encoding](TEXT))
    packed[-1] ^= 1
    with pytest.raises(BadEncodingError):
        unpack(bytes(packed), encoding, len(TEXT))


@EACH
def test_a_bomb_is_refused_by_the_unpacked_size(encoding: bytes) -> None:
    bomb = PACKERS[encoding](b"x" * 5_000_000)
    with pytest.raises(TooLargeError):
        unpack(bomb, encoding, 1_000_000)
    assert unpack(bomb, encoding, 1_000_000, is_clipped=True) == b"x" * 1_000_000
    assert len(unpack(bomb, encoding, 5_000_000)) == 5_000_000


def test_a_window_larger_than_any_page_is_refused() -> None:
    options = {int(zstd.CompressionParameter.window_log): 27, int(zstd.CompressionParameter.content_size_flag): 0}
    packer = zstd.ZstdCompressor(options=options)
    with pytest.raises(BadEncodingError):
        unpack(packer.compress(TEXT) + packer.flush(), b"zstd", len(TEXT))


@pytest.mark.parametrize("encoding", [b"gzip", b"zstd"])
def test_several_members_are_one_body_and_padding_is_none(encoding: bytes) -> None:
    pack = PACKERS[encoding]
    assert unpack(pack(b"a") + pack(b"b") + bytes(20), encoding, 10) == b"ab"
    with pytest.raises(TooLargeError):
        unpack(pack(b"a" * 6) * 3, encoding, 10)
    with pytest.raises(BadEncodingError):
        unpack(pack(b"") * 200_000, encoding, 10)
