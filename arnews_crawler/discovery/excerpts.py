"""The text of an excerpt as its editor wrote it: without what the system adds (read more, […], "appeared first on")."""

from __future__ import annotations

import re
from collections.abc import Iterator

import lxml.html
from lxml import etree
from lxml.etree import _Element

from arnews_crawler.text.clean import clean_text

_UNREAD = ("script", "style", "img", "figure", "svg", "button")
_MORE_CLASS = re.compile(
    r"(?:^|[\s_-])(?:more-?link|read-?more|continue-?reading|readmore|more-button)(?:$|[\s_-])", re.I
)
_FOR_MACHINES = re.compile(r"(?:^|\s)(?:screen-reader-text|sr-only|visually-?hidden)(?:$|\s)")
_MORE_WORDS = (
    r"(?:[اإ]قر[أا]\s+(?:المزيد|أكثر|الخبر|المقال|بقية\s+\w+)|قراءة\s+المزيد|"
    r"(?:متابعة|تابع|أكمل|مواصلة|واصل)\s+ال?قراءة|read\s+(?:more|on)|continue\s+reading|keep\s+reading|"
    r"read\s+the\s+(?:full\s+)?(?:story|article)|full\s+story)"
)
_SHORT_WORDS = r"(?:المزيد|للمزيد|التفاصيل|more)"
_MARK = r"[\s.…:»«›<>→←]*"
_MORE_LINK = re.compile(rf"{_MARK}(?:{_MORE_WORDS}\b.*|{_SHORT_WORDS}{_MARK})", re.IGNORECASE | re.DOTALL)
_MORE_ALONE = re.compile(rf"(?:(?<=\])|(?<=…)|(?<=\.\.)){_MARK}(?:{_MORE_WORDS}|{_SHORT_WORDS}){_MARK}$", re.IGNORECASE)
# A machine cuts with brackets; three dots alone may be the editor's own.
_CUT_MARK = re.compile(r"\s*\[\s*(?:…|\.{2,}|&hellip;|&#8230;)\s*\]\s*$")
_FOOTER = re.compile(
    r"The post .+ (?:appeared first|first appeared) on .+"
    r"|(?:ظهرت?|نشرت?|تم نشر|التدوينة|المقالة?|الخبر) .+ (?:أول[اًا]*|ظهرت? أول[اًا]*|لأول مرة) .*(?:على|في) .+"
    r"|تم نشر .{0,20}(?:هذا|المقالة?|الخبر|التدوينة).* (?:على|في) .+",
    re.DOTALL,
)
_ESCAPED = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_MOST_LAYERS = 3
"""Times that a text may be escaped into another."""
_LONGEST_FOOTER = 400


def read_excerpt(value: str) -> str:
    """Return the text of an excerpt that a feed gives as text, HTML, or HTML that is escaped once more.

    >>> read_excerpt('بدأ العمل [&hellip;] &lt;a class="more-link" href="/a"&gt;اقرأ المزيد&lt;/a&gt;')
    'بدأ العمل'
    >>> read_excerpt("3 < 5 في النص")
    '3 < 5 في النص'
    """
    for _ in range(_MOST_LAYERS):
        if not _ESCAPED.search(value):
            break
        try:
            # A division around it, since text before the first element is a paragraph's otherwise.
            fragment = lxml.html.fromstring(f"<div>{value}</div>")
        except etree.ParserError:
            return ""
        value = excerpt_of(fragment)
    return tidy_excerpt(value)


def excerpt_of(element: _Element) -> str:
    """Return what a reader sees of an element, without links that lead on and what is read out by machines alone.

    The element is taken apart.
    """
    for unread in list(element.iter(*_UNREAD)):
        _drop(unread)
    for end in element.iter("br", "div", "li", "tr"):
        end.tail = f"\n{end.tail or ''}"
    for inner in list(element.iter("a", "span", "p", "div")):
        if inner is not element and (_FOR_MACHINES.search(inner.get("class") or "") or _leads_on(inner)):
            _drop(inner)
    return tidy_excerpt("\n".join(text for text in _paragraphs(element) if not _is_footer(text)))


def tidy_excerpt(text: str) -> str:
    """Return an excerpt without the marks that a system ends it with."""
    text = text.strip()
    while (shorter := _CUT_MARK.sub("", _MORE_ALONE.sub("", text)).rstrip()) != text:
        text = shorter
    return clean_text(text)


def _leads_on(element: _Element) -> bool:
    if element.tag != "a":
        return False
    if _MORE_CLASS.search(element.get("class") or ""):
        return True
    text = clean_text("".join(map(str, element.itertext())))
    # "اقرأ المزيد: <headline>" is one too; a sentence that only begins so is no link to this very page.
    return _MORE_LINK.fullmatch(text) is not None and len(text) < 200


def _paragraphs(element: _Element) -> Iterator[str]:
    """The texts of the paragraphs, and what stands before, between and after them."""
    loose: list[str] = []
    for node in _pieces(element):
        if isinstance(node, str):
            loose.append(node)
            continue
        yield clean_text("".join(loose))
        loose.clear()
        yield clean_text("".join(map(str, node.itertext())))
    yield clean_text("".join(loose))


def _pieces(element: _Element) -> Iterator[str | _Element]:
    yield element.text or ""
    for child in element:
        if child.tag == "p":
            yield child
        elif isinstance(child.tag, str):
            yield from _pieces(child)
        yield child.tail or ""


def _is_footer(text: str) -> bool:
    """WordPress ends each description with "The post … appeared first on …", in the site's own language."""
    return not text or (len(text) < _LONGEST_FOOTER and _FOOTER.fullmatch(text) is not None)


def _drop(element: _Element) -> None:
    """Take an element out and leave what follows it."""
    parent = element.getparent()
    if parent is None:
        return
    tail, earlier = element.tail or "", element.getprevious()
    if earlier is not None:
        earlier.tail = (earlier.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
