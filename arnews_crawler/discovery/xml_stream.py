"""XML from strangers, read as a stream: no entities, no network, no bombs, no half-read last entry."""

from __future__ import annotations

import html.entities
import re
import zlib
from collections.abc import Callable, Iterator

from lxml import etree

MAX_XML_BYTES = 50 * 1024 * 1024
"""The largest sitemap that the protocol allows, unpacked (sitemaps.org)."""

_CHUNK = 64 * 1024
_GZIP_MARK = b"\x1f\x8b"
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_REFERENCE = re.compile(rb"&(?:(#[0-9]{1,7}|#x[0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{0,30});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_ENTRY_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?(?:url|sitemap|item|entry)\s*>")
_ROOT_END = re.compile(rb"</(?:[A-Za-z_][\w.-]*:)?(?:urlset|sitemapindex|rss|feed|RDF)\s*>\s*(?:<!--|\Z)")


class BrokenSourceError(ValueError):
    """A sitemap or feed that is none. ``code`` says what came instead."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code = code


def unpack(body: bytes) -> bytes:
    """Return the body, unpacked where it is gzip (``.xml.gz`` is served as a file, not as an encoding).

    A file that breaks off gives what came.

    :raises BrokenSourceError: it unpacks to more than :data:`MAX_XML_BYTES`, or not at all.
    """
    if not body.startswith(_GZIP_MARK):
        return body
    inflater = zlib.decompressobj(wbits=31)
    try:
        unpacked = inflater.decompress(body, MAX_XML_BYTES)
    except zlib.error as error:
        raise BrokenSourceError("bad_gzip", str(error)) from error
    if inflater.unconsumed_tail:
        raise BrokenSourceError("too_large", f"more than {MAX_XML_BYTES} bytes unpacked")
    return unpacked


def is_markup(body: bytes) -> bool:
    """Whether a body begins as XML or HTML does, in UTF-8 or UTF-16."""
    return body[:2] in _UTF16_MARKS or body.removeprefix(_UTF8_MARK).lstrip().startswith(b"<")


def is_html(body: bytes) -> bool:
    """Whether an answer that was to be XML begins as an HTML page does."""
    return _HTML_START.match(body[:4096].removeprefix(_UTF8_MARK).lstrip()) is not None


def is_cut(body: bytes) -> bool:
    """Whether the end of a document is missing, so that its last entry cannot be trusted."""
    return _ROOT_END.search(_as_utf8(body)[-512:]) is None


def iterate_entries(body: bytes, is_entry: Callable[[str], bool]) -> Iterator[tuple[str, etree._Element]]:
    """Yield (local name, element) of each complete element whose local name is an entry, then forget it.

    The root is yielded first, as soon as it is known and empty still, so that the caller sees what kind of
    document it is. Errors of markup are passed over; a file that breaks off yields its complete entries.

    :raises BrokenSourceError: an HTML page, nothing that could be XML, or a bomb that the parser gave up on.
    """
    if is_html(body):
        raise BrokenSourceError("html_instead")
    has_root = has_entry = is_read = False
    depth = 0
    try:
        for event, element in _events(_with_known_references(_without_cut_entry(_as_utf8(body)))):
            name = etree.QName(element).localname
            depth += 1 if event == "start" else -1
            is_read = depth == 0
            if not has_root:
                has_root = True
                yield name, element
            elif event == "end" and is_entry(name):
                has_entry = True
                yield name, element
                element.clear()
                _forget_earlier(element)
    except etree.XMLSyntaxError as error:
        # Even a forgiving parser gives up on what is no markup at all; what it read before is good.
        if not has_entry:
            raise BrokenSourceError("not_xml", error.msg or "") from error
    if not has_root:
        raise BrokenSourceError("not_xml")
    if not (has_entry or is_read or is_cut(body)):
        raise BrokenSourceError("unreadable", "the parser gave up before the first entry")


def hides_entity(element: etree._Element) -> bool:
    """Whether a text stands for something else, a file or a text a billion times as long; it is never resolved."""
    return next(element.iter(etree.Entity), None) is not None


def _events(body: bytes) -> Iterator[tuple[str, etree._Element]]:
    parser = etree.XMLPullParser(
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
    )
    for start in range(0, len(body), _CHUNK):
        parser.feed(body[start : start + _CHUNK])
        yield from _elements(parser)
    parser.close()
    yield from _elements(parser)


def _elements(parser: etree.XMLPullParser) -> Iterator[tuple[str, etree._Element]]:
    for event, element in parser.read_events():
        if isinstance(element, etree._Element):
            yield event, element


def _forget_earlier(element: etree._Element) -> None:
    """Free what was read: a file of 50,000 addresses is never in memory as a tree."""
    parent = element.getparent()
    while parent is not None and (earlier := element.getprevious()) is not None:
        parent.remove(earlier)


def _without_cut_entry(body: bytes) -> bytes:
    """Drop what follows the last complete entry of a document whose end is missing."""
    if _ROOT_END.search(body[-512:]):
        return body
    ends = [match.end() for match in _ENTRY_END.finditer(body)]
    # Without one complete entry the beginning of the first goes too: nothing of it can be trusted.
    return body[: ends[-1]] if ends else re.split(rb"<(?:url|sitemap|item|entry)[\s>]", body, maxsplit=1)[0]


def _with_known_references(body: bytes) -> bytes:
    """Mend what is no XML but common: a bare ``&`` in an address, and HTML's names for characters.

    CDATA sections are left alone. A name that neither XML nor HTML knows stays, and so stays unread.
    """
    first, *rest = body.split(b"<![CDATA[")
    pieces = [_REFERENCE.sub(_known_reference, first)]
    for part in rest:
        inside, end, outside = part.partition(b"]]>")
        pieces.append(b"<![CDATA[" + inside + end + _REFERENCE.sub(_known_reference, outside))
    return b"".join(pieces)


def _known_reference(match: re.Match[bytes]) -> bytes:
    if match[1] is None:
        return b"&amp;"
    name = match[1].decode("ascii")
    if name in _XML_NAMES or name not in html.entities.name2codepoint:
        return match[0]
    return b"&#%d;" % html.entities.name2codepoint[name]


def _as_utf8(body: bytes) -> bytes:
    """UTF-16 is recoded, so that the end of an entry can be found in bytes."""
    if body[:2] in _UTF16_MARKS:
        text = body.decode("utf-16", "replace")
        return re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1).encode("utf-8", "replace")
    return body.removeprefix(_UTF8_MARK).lstrip()
