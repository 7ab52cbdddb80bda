"""Text as the measures compare it.

The folding is a plain one of the benchmark's own, so that a fault in the project's cannot hide itself.
"""

from __future__ import annotations

import re
import unicodedata

_REMOVED = [
    0x00AD,  # soft hyphen
    0x0640,  # tatweel
    0x0670,  # dagger alef
    0xFEFF,
    0x061C,
    *range(0x0610, 0x061B),
    *range(0x064B, 0x0660),  # tashkeel
    *range(0x06D6, 0x06DD),
    *range(0x06DF, 0x06E5),
    0x06E7,
    0x06E8,
    *range(0x06EA, 0x06EE),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x206A),
]
_MAPPED = dict(zip("أإآٱىةؤئیک", "ااااي" + "هوييك", strict=True))
_TABLE: dict[int, str | None] = {
    **{ord(key): value for key, value in _MAPPED.items()},
    **{0x0660 + digit: str(digit) for digit in range(10)},
    **{0x06F0 + digit: str(digit) for digit in range(10)},
    **dict.fromkeys(_REMOVED),
}
_WORD = re.compile(r"[^\W_]+")


def fold_words(text: str) -> list[str]:
    """Give the words as they are compared: no marks, no case, one spelling a letter, punctuation gone.

    >>> fold_words("«أَحمـد» إلى ١٢ Été")
    ['احمد', 'الي', '12', 'été']
    """
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_TABLE))


def fold_key(text: str) -> str:
    """Give the text's equality key: its folded words without spaces.

    >>> fold_key("رؤية 2030") == fold_key("رويه ٢٠٣٠")
    True
    """
    return "".join(fold_words(text))


def plain_text(text: str) -> str:
    """Give the text with composed letters and single spaces: equal here means printed alike.

    >>> plain_text(" a\\n\\n b ")
    'a b'
    """
    return " ".join(unicodedata.normalize("NFC", text).split())
