"""One record of the archive: a response as it was transferred, made into a gzip member of a WARC file.

The body is kept in the encoding that it came in, so that keeping it costs a copy: what came compressed is not
compressed once more. What could give away a session or a password is left out.
"""

from __future__ import annotations

import zlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from http import HTTPStatus
from io import BytesIO
from typing import Final

from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from arnews_crawler.corpus.records import without_credentials

_VERSION: Final = "WARC/1.1"
_CONFORMS_TO: Final = "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"
_AS_GZIP: Final = zlib.MAX_WBITS + 16
_COPIED: Final = 0
_QUICK: Final = 1
"""Level 6 makes 60 KB of HTML a sixth smaller and takes seven times as long, as long as reading the page itself."""
_SECRET: Final = frozenset(
    {
        "set-cookie",
        "set-cookie2",
        "authorization",
        "proxy-authorization",
        "authentication-info",
        "proxy-authentication-info",
    }
)
_OF_THE_TRANSFER: Final = frozenset({"transfer-encoding", "content-length", "connection", "keep-alive", "trailer"})
"""Headers of how the body came; it is written down whole, with its length."""


@dataclass(frozen=True, kw_only=True)
class RawResponse:
    """An answer as it came."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    """As it was transferred: encoded where ``Content-Encoding`` says so, put together where it came in chunks."""
    fetched_at: datetime
    ip_address: str | None = None
    protocol: str = "HTTP/1.1"


def encode_response(response: RawResponse) -> bytes:
    """Return a response as a gzip member that holds one record."""
    headers = list(_kept_headers(response.headers))
    is_compressed = any(name.lower() == "content-encoding" for name, _ in headers)
    headers.append(("Content-Length", str(len(response.body))))
    facts = {"WARC-Date": _warc_date(response.fetched_at), "WARC-Payload-Digest": _digest(response.body)}
    if response.ip_address:
        facts["WARC-IP-Address"] = response.ip_address
    if response.protocol.lower().startswith("h2"):
        facts["WARC-Protocol"] = "h2"
    record = _Plain(BytesIO()).create_warc_record(
        without_credentials(response.url),
        "response",
        payload=BytesIO(response.body),
        length=len(response.body),
        http_headers=StatusAndHeaders(_status_line(response.status), headers, protocol="HTTP/1.1"),
        warc_headers_dict=facts,
    )
    return _as_member(record, _COPIED if is_compressed else _QUICK)


def encode_warcinfo(name: str, facts: Mapping[str, str]) -> bytes:
    """Return the record that a file begins with: its name, and who made it how."""
    lines = {"format": "WARC File Format 1.1", "conformsTo": _CONFORMS_TO, **facts}
    record = _Plain(BytesIO()).create_warcinfo_record(name, {key: value for key, value in lines.items() if value})
    return _as_member(record, _QUICK)


def is_secret(header: str) -> bool:
    """Whether a header is never written down."""
    return header.lower() in _SECRET


def _kept_headers(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, value in headers:
        if not is_secret(name) and name.lower() not in _OF_THE_TRANSFER:
            yield name, without_credentials(" ".join(value.split()))


def _status_line(status: int) -> str:
    try:
        return f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        return f"{status} Unknown"


def _warc_date(moment: datetime) -> str:
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='seconds')}Z"


def _digest(body: bytes) -> str:
    """SHA-1 in base 32: the one form that all tools of the field compare."""
    return f"sha1:{b32encode(sha1(body, usedforsecurity=False).digest()).decode('ascii')}"


class _Plain(WARCWriter):  # type: ignore[misc]
    """Writes records uncompressed: the library's own compression knows level 9 alone."""

    def __init__(self, plain: BytesIO) -> None:
        super().__init__(plain, gzip=False, warc_version=_VERSION)

    def ensure_digest(self, record: ArcWarcRecord, block: bool = True, payload: bool = True) -> None:
        """Compute nothing: what is needed was computed where the body was at hand."""


def _as_member(record: ArcWarcRecord, level: int) -> bytes:
    plain = BytesIO()
    _Plain(plain).write_record(record)
    compressor = zlib.compressobj(level, zlib.DEFLATED, _AS_GZIP)
    return compressor.compress(plain.getvalue()) + compressor.flush()
