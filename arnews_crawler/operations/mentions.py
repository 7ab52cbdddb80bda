"""Raw pages of other addresses that name an article: by its address, headline, teaser or longest paragraph.

An archive keeps pages whole, so a card below another article, or a listing that was refused, may print what is to be
erased. They are looked for in the captures of the article's own site.
"""

from __future__ import annotations

import html
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from arnews_crawler.corpus.archive_reader import LostCaptureError, read_capture
from arnews_crawler.corpus.captures import COLUMNS, Capture
from arnews_crawler.corpus.records import site_of
from arnews_crawler.corpus.takedowns import Target, addresses_of
from arnews_crawler.extraction.encoding import decode_html
from arnews_crawler.extraction.errors import UnreadableDocument
from arnews_crawler.operations.warc_bodies import unpack_body
from arnews_crawler.text.fold import fold_key

_TAG: Final = re.compile(r"<[^>]*>")
_ESCAPED: Final = re.compile(r"\\u([0-9a-fA-F]{4})")
_HOST_BEGAN: Final = r"(?<![\w%~-])"
_PATH_GOES_ON: Final = r"(?![\w%.~-])"
"""In front of an address and behind it: /news/1 is named by neither /old/news/1 nor /news/12."""
_UNQUOTED: Final = "/?&=+,;:@!$'()*~%"
_SHORTEST_HEADLINE: Final = 12
_SHORTEST_TEXT: Final = 40
"""Letters: what is shorter stands on pages that do not mean this article."""
_TEXTS: Final = """
    SELECT headline, teaser, body FROM articles WHERE id = ?1
    UNION SELECT headline, teaser, body FROM revisions WHERE article_id = ?1
"""


@dataclass(frozen=True)
class Mention:
    """A capture of another address that names the article."""

    capture_id: int
    url: str


class _Names:
    """What an article is named by."""

    def __init__(self, addresses: Sequence[str], texts: Sequence[Sequence[str | None]]) -> None:
        forms = "|".join(sorted({form for url in addresses for form in _forms(url)}))
        self._addresses = re.compile(f"{_HOST_BEGAN}(?:{forms}){_PATH_GOES_ON}") if forms else None
        headlines = {fold_key(headline or "") for headline, _, _ in texts}
        # Of the body the longest paragraph: a shorter one may be a house's own, and stand below all of its articles.
        longest = {max((body or "").split("\n\n"), key=len) for _, _, body in texts}
        running = {fold_key(text or "") for text in (*longest, *(teaser for _, teaser, _ in texts))}
        self._keys = [
            *(key for key in headlines if len(key) >= _SHORTEST_HEADLINE),
            *(key for key in running if len(key) >= _SHORTEST_TEXT),
        ]

    def are_in(self, page: str) -> bool:
        """Whether a page, as markup, has one of them."""
        page = html.unescape(_ESCAPED.sub(lambda match: chr(int(match[1], 16)), page)).replace("\\/", "/")
        if self._addresses is not None and self._addresses.search(page.casefold()):
            return True
        key = fold_key(_TAG.sub(" ", page)) if self._keys else ""
        return any(known in key for known in self._keys)


def find_mentions(
    connection: sqlite3.Connection, archive: Path, target: Target, *, on_capture: Callable[[], object] = lambda: None
) -> list[Mention]:
    """Return what names an article in the captures of its site; what cannot be read any more names nothing.

    Once its text is erased, its addresses alone tell.

    :param archive: the folder of the WARC files.
    :param on_capture: called after each capture.
    """
    addresses = addresses_of(connection, target)
    names = _Names(addresses, [tuple(row) for row in connection.execute(_TEXTS, (target.article_id,))])
    query = f"SELECT {COLUMNS} FROM captures WHERE id = ?"  # noqa: S608 - our own columns
    found = []
    for capture_id in captures_of_others(connection, target):
        values = connection.execute(query, (capture_id,)).fetchone()
        capture = Capture(**dict(zip(COLUMNS.split(", "), values, strict=True)))
        page = _page(archive, capture)
        if page is not None and names.are_in(page):
            found.append(Mention(capture_id, capture.url))
        on_capture()
    return found


def captures_of_others(connection: sqlite3.Connection, target: Target) -> list[int]:
    """Return the captures of the article's site at other addresses than its own, as they lie in the files."""
    addresses = set(addresses_of(connection, target))
    sites = {site_of(url) for url in addresses}
    rows = connection.execute("SELECT id, url FROM captures ORDER BY warc_file, warc_offset")
    return [row[0] for row in rows if row[1] not in addresses and site_of(row[1]) in sites]


def _page(archive: Path, capture: Capture) -> str | None:
    try:
        response = read_capture(archive, capture)
        body = unpack_body(response.body, response.header("Content-Encoding"))
        return decode_html(body, response.header("Content-Type")).text
    except (LostCaptureError, UnreadableDocument):
        return None


def _forms(url: str) -> Iterator[str]:
    """Patterns of an address with and without its host, in percent signs and in letters; none of a home page."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    path = f"{path}?{parts.query}" if parts.query else path
    host = re.escape((parts.hostname or "").removeprefix("www."))
    port = f":{parts.port}" if parts.port else ""
    letters = unquote(path)
    for form in {path, letters, quote(letters, safe=_UNQUOTED)} - {""}:
        yield f"(?:(?:www\\.)?{host}{port})?{re.escape(form.casefold())}"
