"""Whether a page's declared canonical address is to be believed."""

from __future__ import annotations

from collections.abc import Collection
from urllib.parse import urlsplit

from arnews_crawler.discovery.shapes import page_number
from arnews_crawler.discovery.urls import is_same_site

# What an article's own other forms are called below it.
_FORMS = frozenset(
    {
        "amp",
        "amp.html",
        "print",
        "printable",
        "printversion",
        "mobile",
        "m",
        "embed",
        "index.html",
        "index.php",
    }
)
_HOME_FILES = frozenset({"", "index.html", "index.htm", "index.php", "default.aspx", "default.asp", "home"})


def believable_canonical(
    declared: str | None,
    url: str,
    domains: Collection[str],
    *,
    ports: Collection[int] = (),
    disbelieved: Collection[str] = (),
) -> str:
    """Return the address to know a page by: the declared one where it can be right, else its own.

    :param declared: what ``rel=canonical`` says, canonicalised; None where it says nothing.
    :param url: the page's own address, canonicalised.
    :param disbelieved: addresses that this site has named for several different articles.

    A declared address is not believed where it lies on another site, is the home page or a section that the
    page lies in (a CMS that writes one address into every page), or is a page of a listing. Whether a
    believable one really holds the same article shows only when both were read: the caller compares.

    >>> believable_canonical("https://example.org/a/1", "https://example.org/a/1/amp", {"example.org"})
    'https://example.org/a/1'
    >>> believable_canonical("https://example.org/", "https://example.org/a/1", {"example.org"})
    'https://example.org/a/1'
    """
    if declared is None or declared == url or declared in disbelieved:
        return url
    if not is_same_site(declared, domains, ports) or is_home(declared) or page_number(declared):
        return url
    if _is_section_of(declared, url):
        return url
    return declared


def is_home(url: str) -> bool:
    """Whether an address is a site's front page, whatever host it is on.

    >>> is_home("https://example.org/index.php"), is_home("https://example.org/?p=5")
    (True, False)
    """
    parts = urlsplit(url)
    return not parts.query and parts.path.strip("/").lower() in _HOME_FILES


def _is_section_of(declared: str, url: str) -> bool:
    """Whether the declared address is a folder that the page lies deeper in.

    ``/a/1`` for ``/a/1/amp`` is no section: an article's own other forms are one step below it and named so.
    """
    mine, theirs = urlsplit(url), urlsplit(declared)
    if theirs.query:
        return False
    folder = theirs.path.rstrip("/") + "/"
    rest = mine.path.removeprefix(folder) if mine.path.startswith(folder) else ""
    rest = rest.strip("/").lower()
    return bool(rest) and rest not in _FORMS


def is_same_address(first: str, second: str) -> bool:
    """Whether two addresses differ in nothing that names a page: scheme, ``www.``, a slash at the end.

    >>> is_same_address("http://www.example.org/a", "https://example.org/a/")
    True
    """
    return _bare(first) == _bare(second)


def _bare(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query
