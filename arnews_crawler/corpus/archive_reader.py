"""Reading the archive: the response that a row of ``captures`` points to."""

from __future__ import annotations

from hashlib import sha256
from io import BytesIO
from pathlib import Path

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from arnews_crawler.corpus.captures import Capture


class LostCaptureError(Exception):
    """A capture's record is not where its row says; ``code`` and ``detail`` say why."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{code}: {detail}")
        self.code = code
        self.detail = detail


class StoredResponse:
    """A response out of a WARC file: its headers, and its body as it was transferred."""

    def __init__(self, headers: list[tuple[str, str]], body: bytes) -> None:
        self.headers = headers
        self.body = body

    def header(self, name: str) -> str | None:
        """Return the value of a header, several of one name joined; None where there is none."""
        values = [value for known, value in self.headers if known.lower() == name.lower()]
        return ", ".join(values) if values else None


def read_capture(folder: Path, capture: Capture) -> StoredResponse:
    """Return the response of a capture.

    :raises LostCaptureError: ``missing_file``, ``damaged_record``.
    """
    path = folder / Path(capture.warc_file).name
    try:
        with path.open("rb") as file:
            file.seek(capture.warc_offset)
            member = file.read(capture.warc_length)
    except OSError as error:
        raise LostCaptureError("missing_file", f"{path}: {error.strerror or error}") from error
    try:
        record = next(iter(ArchiveIterator(BytesIO(member))), None)
        response = None if record is None else response_of(record)
    except (ArchiveLoadFailed, ValueError, EOFError, OSError) as error:
        raise LostCaptureError("damaged_record", f"{path} at {capture.warc_offset}: {error}") from error
    if response is None or sha256(response.body).hexdigest() != capture.sha256:
        raise LostCaptureError("damaged_record", f"{path} at {capture.warc_offset}: not what was written there")
    return response


def response_of(record: ArcWarcRecord, most: int | None = None) -> StoredResponse:
    """Return the response in a record, at most ``most`` bytes of its body."""
    headers = list(record.http_headers.headers) if record.http_headers else []
    return StoredResponse(headers, record.raw_stream.read(most) if most is not None else record.raw_stream.read())
