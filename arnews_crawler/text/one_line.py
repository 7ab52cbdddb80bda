"""A site's words as one line for a person: shown, never obeyed by a terminal."""

from __future__ import annotations

import re
from typing import Final

# C0, C1, what a terminal takes for a line end, lone surrogates, and the marks that turn the order of all that
# follows. LRM, RLM and the zero-width joiners stay: Arabic and Persian are printed with them.
_UNPRINTABLE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def printable(text: str) -> str:
    r"""Return a text as one line that a terminal takes for nothing but text.

    >>> printable("a\x1b[2J\nb")
    'a\\x1b[2J\\nb'
    """
    return _UNPRINTABLE.sub(lambda mark: _escaped(mark[0]), text)


def _escaped(mark: str) -> str:
    if mark == "\n":
        return "\\n"
    code = ord(mark)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
