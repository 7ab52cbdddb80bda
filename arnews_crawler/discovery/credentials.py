"""Credentials typed into an address: kept apart from it, for that one host, so that they can be written nowhere."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize

_PORTS: Final = {"http": 80, "https": 443}
# A password may hold an @ itself, so the last one ends it; a slash, ? or # in it has to be written as an escape.
_TYPED: Final = re.compile(
    r"(?:(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*)://)?(?P<user>[^/?#\s]*)@(?P<rest>[^/?#@\s]+.*)", re.S
)


@dataclass(frozen=True, slots=True)
class Credentials:
    """What a host is told of who asks; its text shows no secret."""

    origin: str
    """Scheme, host and port that they are for."""
    authorization: str = field(repr=False)
    """The value of the header Authorization."""


def take_credentials(url: str) -> tuple[str, Credentials | None]:
    """Return a typed address without its ``user:password@``, and that apart.

    >>> clean, credentials = take_credentials("https://me:se%40cret@example.org/a")
    >>> clean, credentials
    ('https://example.org/a', Credentials(origin='https://example.org:443'))
    >>> take_credentials("https://example.org/@me")
    ('https://example.org/@me', None)
    """
    typed = _TYPED.fullmatch(url.strip())
    if typed is None:
        return url, None
    clean = f"{typed['scheme'] or 'https'}://{typed['rest']}"
    user, _, password = typed["user"].partition(":")
    try:
        origin = origin_of(canonicalize(clean))
    except UrlRefusedError:
        return clean, None  # whoever reads the address says what is wrong with it
    if not user and not password:
        return clean, None
    token = b64encode(f"{unquote(user)}:{unquote(password)}".encode()).decode("ascii")
    return clean, Credentials(origin, f"Basic {token}")


def origin_of(url: str) -> str:
    """Return scheme, host and port of an address.

    >>> origin_of("http://example.org/a")
    'http://example.org:80'
    """
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.hostname}:{parts.port or _PORTS.get(parts.scheme)}"


class Keyring:
    """The credentials that this process was given."""

    def __init__(self) -> None:
        self._authorizations: dict[str, str] = {}

    def __bool__(self) -> bool:
        return bool(self._authorizations)

    def keep(self, credentials: Credentials) -> None:
        """Keep credentials for their origin."""
        self._authorizations[credentials.origin] = credentials.authorization

    def authorization(self, url: str) -> str | None:
        """Return what the host of an address is told; None where it is told nothing."""
        return self._authorizations.get(origin_of(url))


KEYRING: Final = Keyring()
"""Of the process, as its environment and its arguments are: an address is read long before a crawl begins."""
