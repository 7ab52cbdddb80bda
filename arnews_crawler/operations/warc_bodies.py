"""Bodies out of WARC files: unpacked as those from the network are, whole or not at all."""

from __future__ import annotations

from typing import Final

from arnews_crawler.extraction.document import MAX_BYTES
from arnews_crawler.extraction.errors import UnreadableDocument
from arnews_crawler.politeness.refusals import RefusedError
from arnews_crawler.politeness.unpacking import unpack

_MOST_LAYERS: Final = 3
_KNOWN: Final = frozenset({"gzip", "x-gzip", "deflate", "br", "zstd"})


def unpack_body(body: bytes, content_encoding: str | None) -> bytes:
    """Return a body without its ``Content-Encoding``.

    An encoding that nobody knows is passed over: most are no encodings ("utf-8") in front of a plain page. So is one
    that the body does not begin to look like: some tools write the page unpacked and leave the header as it was.

    :raises UnreadableDocument: ``cut_response``, ``bad_encoding``, ``too_large``.
    """
    names = [name.strip().lower() for name in (content_encoding or "").split(",")]
    layers = [name for name in reversed(names) if name in _KNOWN]
    if not layers or not body or _is_plain(body):
        return body
    if len(layers) > _MOST_LAYERS:
        raise UnreadableDocument("bad_encoding", f"packed {len(layers)} times")
    try:
        for name in layers:
            body = unpack(body, name.encode("ascii"), MAX_BYTES)
    except RefusedError as error:
        raise UnreadableDocument(error.code, str(error)) from error
    return body


def _is_plain(body: bytes) -> bool:
    return body.lstrip(b"\xef\xbb\xbf \t\r\n")[:2].lower() in (b"<!", b"<h", b"<?")
