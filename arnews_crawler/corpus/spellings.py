"""An address as people paste it, and as the file writes it."""

from __future__ import annotations

from collections.abc import Iterator

from w3lib.url import canonicalize_url


def spellings(url: str) -> Iterator[str]:
    """A URL as given, then as stored: a person pastes Arabic letters where the file has percent signs.

    >>> list(spellings("https://example.org/خبر"))
    ['https://example.org/خبر', 'https://example.org/%D8%AE%D8%A8%D8%B1', 'https://example.org/%D8%AE%D8%A8%D8%B1/']
    """
    yield url
    try:
        canonical = canonicalize_url(url)
    except ValueError:
        return
    yield canonical
    yield canonical.removesuffix("/") if canonical.endswith("/") else f"{canonical}/"
