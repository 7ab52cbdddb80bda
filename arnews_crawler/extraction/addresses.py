"""Addresses that a page gives: joined and taken apart without an exception, whatever stands there."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import SplitResult, urljoin, urlsplit

_SECTION = re.compile(
    r"(?:^|/)(?:category|categories|sections?|cat|topics?|taxonomy)/[^/?#]|[?&]cat(?:egory)?(?:_?id)?=\w", re.IGNORECASE
)
_TAG = re.compile(r"(?:^|/)tags?/[^/?#]|[?&]tag=", re.IGNORECASE)
_LONG = 1_000
"""Letters from which an address is not worth remembering."""
_AUTHOR = re.compile(r"(?:^|/)(?:authors?|writers?|profile|users?|كاتب|كتاب)/[^/?#]|[?&]author=", re.IGNORECASE)


def split_address(url: str) -> SplitResult:
    """An address in its parts; of a malformed one (``http://[``) no part is known.

    >>> split_address("http://[").hostname is None
    True
    """
    return _split(url) if len(url) < _LONG else _split.__wrapped__(url)


@lru_cache(maxsize=4096)
def _split(url: str) -> SplitResult:
    try:
        parts = urlsplit(url)
        _ = parts.hostname, parts.port
    except ValueError:
        return SplitResult("", "", "", "", "")
    return parts


def join_address(base: str, reference: str) -> str | None:
    """A reference made absolute, or None for a malformed one and for what is no web address.

    >>> join_address("https://example.org/a/", "b.jpg"), join_address("https://example.org/", "http://[x")
    ('https://example.org/a/b.jpg', None)
    """
    try:
        joined = urljoin(base, reference.strip())
    except ValueError:
        return None
    parts = split_address(joined)
    return joined if parts.scheme in ("http", "https", "") and joined else None


def is_section_page(href: str) -> bool:
    """Whether an address says that it is one section's page; that of the list of all (``/categories/``) is none."""
    return _SECTION.search(href) is not None


def is_tag_page(href: str) -> bool:
    """Whether an address says that it is one tag's page."""
    return _TAG.search(href) is not None


def is_author_page(href: str) -> bool:
    """Whether an address says that it is one writer's page."""
    return _AUTHOR.search(href) is not None
