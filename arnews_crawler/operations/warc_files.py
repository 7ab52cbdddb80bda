"""WARC files of arnews, wget and others: the pages in them, one by one, and what else there is, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from warcio.bufferedreaders import ChunkedDataReader
from warcio.recordloader import ArcWarcRecord

from arnews_crawler.corpus.archive_reader import StoredResponse
from arnews_crawler.extraction.document import MAX_BYTES
from arnews_crawler.operations.saved_pages import WARC_SUFFIXES
from arnews_crawler.operations.warc_records import READ_ERRORS, DamagedRecordsError, read_records

_HTML: Final = ("text/html", "application/xhtml+xml")


class DamagedWarcError(Exception):
    """A file cannot be read to its end, or is none; the pages that could be read were handed out."""


@dataclass(frozen=True)
class ArchivedPage:
    """An HTML page in a WARC file."""

    path: Path
    url: str
    fetched_at: datetime
    content_type: str | None = None
    content_encoding: str | None = None
    body: bytes = b""
    """As it was transferred."""
    same_as: str = ""
    """The address whose page this one was a copy of, byte by byte: a ``revisit`` record."""
    code: str = ""
    """Why it is no whole page."""
    detail: str = ""


def is_warc(path: Path) -> bool:
    """Whether a file's name says that it is a WARC file."""
    return path.name.lower().endswith(WARC_SUFFIXES)


def read_warc(path: Path, skipped: Counter[str]) -> Iterator[ArchivedPage]:
    """Yield the HTML pages of a file in their order.

    :param skipped: counts the other answers: ``not_html``, ``http_404`` and so on, ``robots_txt``, ``revisit``.
    :raises DamagedWarcError: behind the last page that could be read.
    """
    trouble = ""
    try:
        for record in read_records(path):
            if record.rec_type in ("response", "resource", "revisit"):
                page = _page_of(path, record)
                reason = _skip_reason(record, page)
                if reason:
                    skipped[reason] += 1
                if not reason or page.same_as:
                    yield page
                if page.code in ("cut_record", "damaged_record"):
                    trouble = trouble or f"{page.url}: {page.detail}"
    except DamagedRecordsError as error:
        trouble = trouble or str(error)
    if trouble:
        raise DamagedWarcError(f"{path}: {trouble}")


def _page_of(path: Path, record: ArcWarcRecord) -> ArchivedPage:
    headers = record.rec_headers
    url = (headers.get_header("WARC-Target-URI") or headers.get_header("uri") or "").strip("<> ")
    fetched_at = _moment(headers.get_header("WARC-Date"))
    if record.rec_type == "revisit":
        original = (headers.get_header("WARC-Refers-To-Target-URI") or "").strip("<> ")
        return ArchivedPage(path, url, fetched_at, same_as=original if original != url else "")
    http = StoredResponse(list(record.http_headers.headers) if record.http_headers else [], b"")
    content_type = http.header("Content-Type") if record.http_headers else headers.get_header("Content-Type")
    if _status(record) != 200 or not _may_be_html(content_type):
        return ArchivedPage(path, url, fetched_at, content_type)
    try:
        body = _read_body(record, http)
        code, detail = _fault(record, http, body)
    except READ_ERRORS as error:
        body, code, detail = b"", "damaged_record", str(error)
    return ArchivedPage(path, url, fetched_at, content_type, http.header("Content-Encoding"), body, "", code, detail)


def _skip_reason(record: ArcWarcRecord, page: ArchivedPage) -> str:
    if record.rec_type == "revisit":
        return "revisit"
    if urlsplit(page.url).scheme not in ("http", "https"):
        return "not_http"
    if _status(record) != 200:
        return f"http_{_status(record)}"
    if urlsplit(page.url).path == "/robots.txt":
        return "robots_txt"
    return "" if _may_be_html(page.content_type) else "not_html"


def _status(record: ArcWarcRecord) -> int:
    if record.http_headers is None:
        return 200 if record.rec_type == "resource" else 0
    status = record.http_headers.get_statuscode()
    return int(status) if status and status.isascii() and status.isdigit() else 0


def _may_be_html(content_type: str | None) -> bool:
    """Whether it is sent as HTML, or as nothing: what it is then is seen when it is read."""
    return not content_type or content_type.partition(";")[0].strip().lower() in _HTML


def _read_body(record: ArcWarcRecord, http: StoredResponse) -> bytes:
    """Read a body, put together where it is kept in chunks as wget keeps it, and one byte more than is bearable."""
    is_chunked = "chunked" in (http.header("Transfer-Encoding") or "").lower()
    stream = ChunkedDataReader(record.raw_stream, decomp_type=None) if is_chunked else record.raw_stream
    parts, left = [], MAX_BYTES + 1
    while left and (part := stream.read(min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def _fault(record: ArcWarcRecord, http: StoredResponse, body: bytes) -> tuple[str, str]:
    truncated = record.rec_headers.get_header("WARC-Truncated")
    if truncated:
        return "truncated_record", f"its archive cut it ({truncated})"
    missing = getattr(record.raw_stream, "limit", 0)
    if missing and len(body) <= MAX_BYTES:
        return "cut_record", f"{missing} bytes are missing at the record's end"
    announced = http.header("Content-Length") or ""
    is_whole = http.header("Transfer-Encoding") or http.header("Content-Encoding")
    if not is_whole and announced.isascii() and announced.isdigit() and len(body) < int(announced):
        return "cut_response", f"{len(body)} of {announced} bytes were received"
    return "", ""


def _moment(text: str | None) -> datetime:
    """When a record was written; now where it does not say so that it can be read."""
    with suppress(ValueError, TypeError):
        moment = datetime.fromisoformat(text or "")
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return datetime.now(UTC)
