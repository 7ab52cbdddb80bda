"""Addresses in a page: which can be followed, and how they are read by people."""

from __future__ import annotations

import re
import unicodedata
from typing import Final
from urllib.parse import unquote_to_bytes, urlsplit

_SCHEMES: Final = ("http", "https")
_ESCAPED: Final = re.compile(r"(?:%[0-9A-Fa-f]{2})+")


def safe_link(url: str | None) -> str:
    """Return an address that can be followed; empty for one that would run something or leads nowhere.

    >>> safe_link("https://example.org/a"), safe_link("javascript:alert(1)"), safe_link(None)
    ('https://example.org/a', '', '')
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return ""
    return url or "" if parts.scheme.lower() in _SCHEMES and parts.netloc else ""


def readable_address(url: str) -> str:
    """Return an address with the letters that its escapes stand for; all that is no letter stays escaped.

    >>> readable_address("https://example.org/%D8%AE%D8%A8%D8%B1-%D9%A1%20%E2%80%AE/?a=%2F%ff")
    'https://example.org/خبر-١%20%E2%80%AE/?a=%2F%ff'
    """
    return _ESCAPED.sub(_letters, url)


def _letters(escaped: re.Match[str]) -> str:
    try:
        text = unquote_to_bytes(escaped[0]).decode()
    except UnicodeDecodeError:
        return escaped[0]
    return "".join(char if _is_letter(char) else _escape(char) for char in text)


def _escape(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode())


def _is_letter(char: str) -> bool:
    return not char.isascii() and (char.isalnum() or unicodedata.category(char) == "Mn")
