"""Archiving: what a run kept is appended to its WARC file, and a row of ``captures`` points to each record.

Settings: ``ARNEWS_ARCHIVE``, ``ARNEWS_ARCHIVE_DIR``, ``ARNEWS_ARCHIVE_MAX_BYTES``.

================================  ============================================================================
statistic                         counts
================================  ============================================================================
``arnews/archive/kept``           responses that were written
``arnews/archive/bytes``          bytes that they take
``arnews/archive/unchanged``      responses whose body, or whose article, the archive has from an earlier look
================================  ============================================================================
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from arnews_crawler.corpus.archive import DEFAULT_MAX_BYTES, Archive, Place, archive_folder
from arnews_crawler.corpus.archive_record import RawResponse
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.captures import Capture
from arnews_crawler.corpus.records import utc_text
from arnews_crawler.signals import RAW_BODY, READ_AT, RawBody

if TYPE_CHECKING:
    from scrapy import Spider
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from arnews_crawler.article import Article
    from arnews_crawler.corpus.writer import CorpusWriter
    from pipelines.counting import Counts


class PageArchive:
    """The archive of one run."""

    def __init__(self, archive: Archive, writer: CorpusWriter, stats: Counts) -> None:
        self._archive = archive
        self._writer = writer
        self._stats = stats
        writer.before_captures = archive.sync

    @classmethod
    def open(cls, crawler: Crawler, writer: CorpusWriter, run_id: int) -> Self | None:
        """Open the archive of a run; None where nothing is to be kept.

        :raises CorpusError: its folder cannot be written, or its disk is full.
        """
        settings, spider = crawler.settings, crawler.spider
        if not settings.getbool("ARNEWS_ARCHIVE", True):
            return None
        assert spider is not None
        archive = Archive.open(
            archive_folder(writer.path, settings.get("ARNEWS_ARCHIVE_DIR")),
            _site_of(spider),
            run_id,
            {
                "operator": settings.get("ARNEWS_CONTACT") or "",
                "http-header-user-agent": settings.get("USER_AGENT") or "",
                "robots": "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore",
                "description": f"run {run_id} of the spider {spider.name}",
            },
            max_bytes=settings.getint("ARNEWS_ARCHIVE_MAX_BYTES", DEFAULT_MAX_BYTES),
        )
        assert crawler.stats is not None
        return cls(archive, writer, crawler.stats)

    def keep(self, response: Response, url: str, code: str | None, article: Article | None = None) -> BatchOutcome:
        """Keep a response, unless the last one of its address was the same byte by byte, or gave the same article.

        Around an article a page changes all day (the newest, the most read): such looks would fill the disk.

        :raises CorpusError: the archive or the database takes nothing.
        """
        last = self._writer.last_capture(url)
        if last is not None and not (self._archive.folder / last.warc_file).exists():
            last = None
        if article is not None and last is not None and last.code is None and self._writer.is_stored(url, article):
            self._stats.inc_value("arnews/archive/unchanged")
            return BatchOutcome()
        raw = _raw_response(response)
        digest = sha256(raw.body).hexdigest()
        if last is not None and last.sha256 == digest:
            self._stats.inc_value("arnews/archive/unchanged")
            if last.code == code:
                return BatchOutcome()
            place = Place(last.warc_file, last.warc_offset, last.warc_length)
        else:
            place = self._archive.append(raw)
            self._stats.inc_value("arnews/archive/kept")
            self._stats.inc_value("arnews/archive/bytes", place.length)
        return self._writer.add_capture(
            Capture(
                url=url,
                code=code,
                status=raw.status,
                fetched_at=utc_text(raw.fetched_at),
                warc_file=place.file,
                warc_offset=place.offset,
                warc_length=place.length,
                sha256=digest,
            )
        )

    def close(self) -> None:
        """Finish the file. Raises `CorpusError`."""
        self._archive.close()


def _raw_response(response: Response) -> RawResponse:
    raw = response.request.meta.get(RAW_BODY) if response.request is not None else None
    held = raw if isinstance(raw, RawBody) else None
    moment = response.request.meta.get(READ_AT) if response.request is not None else None
    return RawResponse(
        url=response.url,
        status=response.status,
        headers=tuple(_headers(response, held)),
        body=held.body if held else response.body,
        fetched_at=moment if isinstance(moment, datetime) else datetime.now(UTC),
        ip_address=str(response.ip_address) if response.ip_address else None,
        protocol=response.protocol or "HTTP/1.1",
    )


def _headers(response: Response, held: RawBody | None) -> Iterator[tuple[str, str]]:
    """Yield the headers that belong to the body which is kept."""
    for name, values in response.headers.items():
        if name.lower() != b"content-encoding":
            for value in values or ():
                yield name.decode("latin-1"), value.decode("latin-1")
    for value in held.encodings if held else ():
        yield "Content-Encoding", value.decode("latin-1")


def _site_of(spider: Spider) -> str:
    """What a run's file is called after: the site, with a port that is not the usual one; else the spider."""
    arguments = getattr(spider, "arguments", None)
    urls = (getattr(arguments, "base_url", None), *(getattr(arguments, "urls", None) or ()))
    parts = urlsplit(next(filter(None, urls), ""))
    host = (parts.hostname or "").removeprefix("www.")
    return f"{host}_{parts.port}" if host and parts.port not in (None, 80, 443) else host or spider.name
