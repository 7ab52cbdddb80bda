"""How else a word may be spelt because of its hamza, where no folding of letters can bring the spellings together.

=======================  ==========================  =================================================
printed                  found by too                why folding keeps them apart
=======================  ==========================  =================================================
مسئول, شئون              مسيول, شيون                 ئو folds to و, since it is ؤو as well: مسؤول
جاء, والماء              جا, والما                   ء stays, or ماء would be the particle ما
مائة, ثلاثمائة, مائتين   مئة, ثلاثمئة, مئتين         an old spelling of one word, ا of no other
=======================  ==========================  =================================================
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.stop_words import STOP_WORDS

_HAMZA: Final = "ء"
_ON_YA: Final = "ئ\ufe89\ufe8a\ufe8b\ufe8c"
_AS_YA: Final = str.maketrans(dict.fromkeys(_ON_YA, "ي"))
_HAS_HAMZA_ON_YA: Final = re.compile(f"[{_ON_YA}]|[يى]\\S*\u0654")
_HUNDRED: Final = re.compile(
    r"([وفبكل]?|[وف]?(?:[بك]?ال|لل))(ثلاث|اربع|خمس|ست|سبع|ثمان|تسع|)م(اي|ي)(ه|ت|تان|تين|تي|ات)"
)


def hamza_readings(printed: str, folded: str) -> tuple[str, ...]:
    """Return the other spellings of a printed word, folded; most words have none.

    >>> hamza_readings("مسئولون", "مسولون"), hamza_readings("والماء", "والماء"), hamza_readings("مئتين", "ميتين")
    (('مسيولون',), ('والما',), ('مايتين',))
    >>> hamza_readings("ماء", "ماء"), hamza_readings("رئيس", "رييس")
    ((), ())
    """
    if folded.endswith(_HAMZA):
        bare = folded[:-1]
        return (bare,) if bare not in STOP_WORDS else ()
    if _HAS_HAMZA_ON_YA.search(printed) is None:
        return ()
    with_ya = fold_text(unicodedata.normalize("NFC", printed).translate(_AS_YA))
    readings = () if with_ya == folded or " " in with_ya else (with_ya,)
    hundred = _HUNDRED.fullmatch(folded)
    if hundred is None:
        return readings
    front, unit, middle, end = hundred.groups()
    return (*readings, f"{front}{unit}م{'ي' if middle == 'اي' else 'اي'}{end}")
