"""Arabic presentation forms: which characters are old glyph codes, and the letters that they stand for.

The blocks FB50-FDFF and FE70-FEFF encode shapes of letters (initial, medial, ligature) for simple fonts.
Their letters are given by Unicode's compatibility decomposition (UAX #15), with two exceptions:

* FDFA, FDFB, FDFC (``ﷺ``, ``ﷻ``, ``﷼``) are printed as one symbol on purpose and stay; ``﷽`` and the ornate
  parentheses ``﴾﴿`` have no decomposition and stay as well. Words (FDF0-FDF9, such as ``ﷲ``) are spelt out.
* a vowel mark's own glyph decomposes to a space or a tatweel under the mark; only the mark is meant.
"""

from __future__ import annotations

import unicodedata
from typing import Final

_BLOCKS: Final = (range(0xFB50, 0xFE00), range(0xFE70, 0xFEFF))
_PRINTED_SYMBOLS: Final = frozenset({0xFDFA, 0xFDFB, 0xFDFC})


def _letters(code_point: int) -> str:
    letters = unicodedata.normalize("NFKC", chr(code_point))
    return letters.replace(" ", "").replace("\N{ARABIC TATWEEL}", "")


PRESENTATION_FORMS: Final[dict[int, str]] = {
    code_point: _letters(code_point)
    for block in _BLOCKS
    for code_point in block
    if code_point not in _PRINTED_SYMBOLS and unicodedata.decomposition(chr(code_point))
}
"""Code point of a presentation form -> the letters that it stands for."""
