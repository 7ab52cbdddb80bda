"""A page: guards against what is no page, the charset, and the ONE parse that everything else shares."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

import lxml.etree
import lxml.html
from bs4 import BeautifulSoup
from lxml.etree import _Element

from .addresses import join_address
from .encoding import decode_html
from .errors import UnreadableDocument

MAX_BYTES = 12 * 1024 * 1024
MAX_ATTRIBUTES = 2_000
"""In one tag. libxml2 compares each attribute with all before it: 100,000 of them cost half a minute."""

# What no browser shows as a page. Labels of other kinds are wrong too often to count.
_OTHER_TYPE = re.compile(
    r"(?:image|audio|video|font)/(?!svg)|text/(?:plain|markdown|css|csv|calendar|javascript|x-rst)\b"
    r"|application/(?:json|javascript|pdf|zip)\b",
    re.IGNORECASE,
)
_BINARY = (
    b"\x89PNG",
    b"GIF8",
    b"\xff\xd8\xff",
    b"%PDF",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"RIFF",
    b"OggS",
    b"ID3",
    b"\x00\x00\x00",
)
# A start tag to its end, quoted values with ``>`` in them included; it matches whatever follows, so the scan is linear.
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']++|"[^"]*+"?|'[^']*+'?)*+""")
_ATTRIBUTE = re.compile(r"""[\s/]*+[^\s=/>]++(?:\s*+=\s*+(?:"[^"]*+"?|'[^']*+'?|[^\s>"']++)?)?""")
_LONG_PAGE, _LONG_TAG = 100_000, 20_000
"""Letters below which no page and no tag holds attributes enough to hurt."""
_XML_DECLARATION = re.compile(rb"\s*<\?xml[^>]*\?>")
# HTML gives these numeric references a meaning that libxml2 does not (WHATWG HTML, 13.2.5.80).
_C1_REFERENCE = re.compile(rb"&#(1(?:2[89]|[345]\d))(?!\d);?")
# Templates glued together close the page in its middle; libxml2 loses what follows. Both end tags may be left out
# (WHATWG HTML, 13.1.2.4).
_END_TAG = re.compile(rb"</(?:body|html)\s*>", re.IGNORECASE)
_REFERENCE = re.compile(rb"&#(?:0|x0|1(?:2[89]|[345]\d))")
"""Where a NUL or a reference of `_C1_REFERENCE` may be."""
_NUL_REFERENCE = re.compile(rb"&#(?:0|x0)0*;")


@dataclass
class Document:
    """A parsed page. ``tree`` is the html element; every room reads this one tree and none changes it."""

    url: str
    tree: _Element
    encoding: str
    size: int
    warnings: list[str] = field(default_factory=list)
    has_microdata: bool = True
    """False where no element can have an ``itemprop`` or ``itemtype``: nobody needs to look for them then."""

    @cached_property
    def base_url(self) -> str:
        """What relative links count from: ``<base href>`` or the page's own address."""
        for base in self.tree.iter("base"):
            if href := (base.get("href") or "").strip():
                return join_address(self.url, href) or self.url
        return self.url


def parse_document(html: bytes, url: str = "", content_type: str | None = None) -> Document:
    """Bytes of a page, its address and its Content-Type header to a parsed document.

    Raises UnreadableDocument for what is no HTML page or cannot be decoded with confidence.
    """
    _refuse_binary(html)
    if content_type and _OTHER_TYPE.match(content_type.strip()):
        raise UnreadableDocument("not_html", f"it is sent as {content_type.strip()[:60]}")
    decoded = decode_html(html, content_type)
    text = decoded.text
    # Bytes are searched several times as fast as letters of two bytes each.
    data = text.encode("utf-8", "ignore") if decoded.utf8 is None else decoded.utf8
    if not data.strip():
        raise UnreadableDocument("empty_document", "the page has no text at all")
    if not re.search(rb"<[a-zA-Z!]", data):
        raise UnreadableDocument("not_html", "no markup in it")
    _refuse_attribute_bomb(text)
    if _needs_mending(data):
        data = _mended(data)
    if not data.strip():
        raise UnreadableDocument("empty_document", "nothing but controls in it")
    return Document(
        url=url,
        tree=_parse(data),
        encoding=decoded.encoding,
        size=len(html),
        warnings=list(decoded.warnings),
        has_microdata=b"itemtype" in data or b"itemprop" in data,
    )


def _needs_mending(data: bytes) -> bool:
    """Whether a page may hold what libxml2 reads otherwise than a browser does; most pages hold nothing of it."""
    if data[:100].lstrip().startswith(b"<?xml") or b"\x00" in data or b"\x0b" in data or _REFERENCE.search(data):
        return True
    first = _END_TAG.search(data)
    return first is not None and bool(_END_TAG.sub(b"", data[first.end() :]).strip())


def _mended(data: bytes) -> bytes:
    declaration = _XML_DECLARATION.match(data)
    data = data[declaration.end() :] if declaration else data
    data = _NUL_REFERENCE.sub(b"", data.translate(None, b"\x00\x0b"))
    data = _C1_REFERENCE.sub(lambda ref: bytes([int(ref[1])]).decode("cp1252", "ignore").encode(), data)
    return _END_TAG.sub(b"", data)


def _refuse_binary(html: bytes) -> None:
    if not html.strip():
        raise UnreadableDocument("empty_document", f"{len(html)} bytes, none of them text")
    if len(html) > MAX_BYTES:
        raise UnreadableDocument("too_large", f"{len(html)} bytes; the limit is {MAX_BYTES}")
    if html.startswith(_BINARY) and b"<html" not in html[:2000].lower():
        raise UnreadableDocument("not_html", f"binary data, it begins with {html[:4]!r}")
    start = html[:512].lstrip()
    if start[:1] in (b"{", b"[") and b"<" not in start[:1] and b"<html" not in html[:4096].lower():
        raise UnreadableDocument("not_html", "JSON, or another format that begins with a bracket")


def _refuse_attribute_bomb(text: str) -> None:
    if len(text) < _LONG_PAGE:
        return
    for tag in _TAG.finditer(text):
        if tag.end() - tag.start() < _LONG_TAG:
            continue
        count, position = 0, tag.start() + 1
        while count <= MAX_ATTRIBUTES and (attribute := _ATTRIBUTE.match(text, position, tag.end())):
            count, position = count + 1, attribute.end()
        if count > MAX_ATTRIBUTES:
            raise UnreadableDocument("too_many_attributes", f"more than {MAX_ATTRIBUTES} attributes in one tag")


def _parse(data: bytes) -> _Element:
    """libxml2's lenient parser; BeautifulSoup rescues what is nested deeper than libxml2 goes (2,048)."""
    # lxml's plain elements: those of lxml.html have more methods, and take twice as long to walk over.
    parser = lxml.etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        tree: _Element | None = lxml.etree.fromstring(data, parser=parser)
    except lxml.etree.XMLSyntaxError as error:
        raise UnreadableDocument("unparsable", str(error)) from error
    if tree is None:
        raise UnreadableDocument("unparsable", "no element in it")
    too_deep = any("depth" in entry.message.lower() for entry in parser.error_log)
    return _rescue(data.decode()) if too_deep else tree


def _rescue(text: str) -> _Element:
    """The blocks of a page that is nested too deep, laid side by side: the text counts, its wrappers do not."""
    soup = BeautifulSoup(text, "html.parser")
    flat: list[str] = []
    for string in soup.find_all(string=True):
        parent = string.parent
        if parent is None or not (words := string.strip()) or type(string).__name__ != "NavigableString":
            continue
        name = parent.name if parent.name in ("title", "h1", "h2", "h3", "a", "li", "time") else "p"
        element = lxml.html.Element(name)
        element.text = words
        for key, value in parent.attrs.items():
            if isinstance(value, str) and key in ("href", "datetime", "class"):
                element.set(key, value)
        flat.append(lxml.html.tostring(element, encoding="unicode"))
    head = "".join(str(meta) for meta in soup.find_all("meta"))
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{''.join(flat)}</body></html>")
