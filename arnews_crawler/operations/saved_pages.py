"""Saved pages: files on disk, read with the same bounds and rules as pages from the network."""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final, cast

from lxml.etree import XPath, _Element

from arnews_crawler.article import Article
from arnews_crawler.discovery.canonical import is_home
from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.extraction.document import MAX_BYTES, parse_document
from arnews_crawler.extraction.encoding import decode_html
from arnews_crawler.extraction.errors import UnreadableDocument
from arnews_crawler.extraction.evidence import Evidence
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.loaders import load_article, load_flat_text

SUFFIXES: Final = (".html", ".htm", ".html.gz", ".htm.gz", ".txt", ".txt.gz")
"""What is taken from a folder; a file that is named itself may be called anything."""
WARC_SUFFIXES: Final = (".warc", ".warc.gz")
_TEXT_SUFFIXES: Final = (".txt", ".txt.gz")
_CANONICAL: Final = XPath("//link[contains(concat(' ', @rel, ' '), ' canonical ')]/@href")
_OG_URL: Final = XPath("//meta[@property='og:url' or @name='og:url']/@content")


def find_pages(path: Path) -> Iterator[Path]:
    """Yield a file as it is, of a folder all pages and WARC files in it and below, in the order of their names.

    Of a folder only real files are taken: a pipe in it would be waited for, for ever.
    """
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders.sort()
        for name in sorted(names):
            page = Path(folder, name)
            if name.lower().endswith((*SUFFIXES, *WARC_SUFFIXES)) and page.is_file():
                yield page


def read_page(path: Path) -> bytes:
    """Return a file's bytes, unpacked, and no more of them than a page may have.

    One byte too much is left for `load_saved_page` to refuse.

    :raises UnreadableDocument: ``unreadable_file``, ``cut_gzip``.
    """
    try:
        with path.open("rb") as file:
            if path.suffix.lower() != ".gz":
                return file.read(MAX_BYTES + 1)
            with gzip.open(file) as unpacked:
                return unpacked.read(MAX_BYTES + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableDocument("cut_gzip", f"no whole gzip file: {error}") from error
    except OSError as error:
        raise UnreadableDocument("unreadable_file", error.strerror or str(error)) from error


def load_saved_page(
    data: bytes,
    *,
    name: str,
    url: str = "",
    content_type: str | None = None,
    hints: PageHints | None = None,
    evidence: Evidence | None = None,
) -> Article:
    """Return the article of a page; one that names no believable address of its own has an empty ``url``.

    :param name: the file's name; ``.txt`` makes it a page as lines of text.
    :param url: the page's address where that is known.
    :param evidence: filled with what spoke for and against, also where the page is refused.
    :raises ExtractionError: it holds none.
    """
    if is_flat_text(name):
        return load_flat_text(decode_html(data, "text/plain").text, url, evidence)
    document = parse_document(data, url, content_type)
    document.url = url or declared_address(document.tree)
    return load_article(document, hints, evidence)


def is_flat_text(name: str) -> bool:
    """Whether a file's name says that it is lines of text."""
    return name.lower().endswith(_TEXT_SUFFIXES)


def declared_address(tree: _Element) -> str:
    """Return the address that a page gives itself; empty where none is believable.

    ``rel=canonical`` is asked first, then ``og:url``. Believable is an absolute
    http(s) address that is no front page and no page of a listing.
    """
    declared = (*cast("list[str]", _CANONICAL(tree)), *cast("list[str]", _OG_URL(tree)))
    for value in declared:
        try:
            url = canonicalize(str(value))
        except UrlRefusedError:
            continue
        if not is_home(url) and not page_number(url):
            return url
    return ""
