"""Text that is compared: spellings of one word fold to one key. Keys are never stored as text.

Every character folds by itself, in this order (the sources of a row are in brackets):

=====================================  ============  ==================================================
character                              becomes       source
=====================================  ============  ==================================================
أ إ آ ٱ ٲ ٳ                            ا             Lucene ArabicNormalizer, light10; wasla and wavy forms
ى ی ې ێ ے ۓ                            ي             Lucene ArabicNormalizer, PersianNormalizer
ة ۃ ہ ھ ە ۀ ۂ                          ه             Lucene ArabicNormalizer, Persian-, SoraniNormalizer
ک ڪ                                    ك             Lucene PersianNormalizer
ؤ / ئ                                  و / ي         hamza carriers: what is typed where the hamza is left out
ڤ / ڨ / ڭ                              ف / ق / ك     v and g in the Arabic press, beside the plain ones
tashkeel, small alef, Quranic marks    nothing       Unicode: combining class above 0 (Lucene: U+064B-U+0652)
tatweel, joiners, other format signs   nothing       Lucene ArabicNormalizer; Unicode category Cf
digits of every script                 0-9           Unicode: decimal digit value
presentation forms, ﬁ, ①, full width   their letters Unicode: NFKD
letters with case, with diacritics     plain, small  Unicode: case folding, NFKD
every other character                  a space       no letter, no digit
=====================================  ============  ==================================================

Three rules look at the word, because a hamza is written in several ways (مسؤول, مسئول, مسؤل; شيء, شئ):
ء is dropped, except in words such as ماء, which would else be ما; ئو is ؤو; و doubled behind a letter is one.
Other letters of Persian, Urdu and Kurdish (پ چ ژ گ …) are letters of their own and stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from arnews_crawler.text.presentation import PRESENTATION_FORMS

NORMALISER_VERSION: Final = "5"
"""Changes whenever a key changes: keys of another version cannot be compared with those of this one."""

_HAMZA: Final = "ء"
_HAMZA_ON_YA: Final = "ئ"

_LETTERS: Final = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېێےۓ", "ي"),
    **dict.fromkeys("ةۃہھەۀۂ", "ه"),
    **dict.fromkeys("کڪ", "ك"),
    "ؤ": "و",
    "ڤ": "ف",
    "ڨ": "ق",
    "ڭ": "ك",
    "ٴ": _HAMZA,
    _HAMZA_ON_YA: _HAMZA_ON_YA,  # not yet ي: ئو is a spelling of ؤو
    "\N{ARABIC TATWEEL}": "",
}
# Neither letter nor space although their category says otherwise: fillers, joiners and variation selectors.
_IGNORED: Final = frozenset(
    map(chr, (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180C, 0x180D, 0x180F, 0x3164, 0xFFA0, 0xFFFD))
) | frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
_IGNORED_CATEGORIES: Final = frozenset({"Cf", "Co", "Cs"})
_LETTER_CATEGORIES: Final = frozenset({"Mn", "Mc"})  # vowel signs of Indic scripts, which are no diacritics

# ماء, الماء, بالماء, وماء: one letter and alef in front of the hamza, behind the usual prefixes.
_SHORT_HAMZA_WORD: Final = re.compile(r"[وف]?(?:[بكل]?ال|لل|[بكل])?.اء")
_REPEATED_WAW: Final = re.compile(r"(?<=[^ و])و{2,}")


def _fold_base(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    category = unicodedata.category(character)
    if category in _IGNORED_CATEGORIES or character in _IGNORED or unicodedata.combining(character):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category == "Cc":
        return " " if character.isspace() else ""
    return character if character.isalnum() or category in _LETTER_CATEGORIES else " "


def _fold_character(character: str) -> str:
    if character in _LETTERS:
        return _LETTERS[character]
    letters = PRESENTATION_FORMS.get(ord(character))
    if letters is None:
        plain = unicodedata.normalize("NFKD", character).casefold()
        letters = unicodedata.normalize("NFKD", plain)
    return "".join(map(_fold_base, letters))


class _FoldTable(dict[int, str]):
    """Code point -> folded string, filled as characters are met; astral characters are not kept."""

    def __missing__(self, code_point: int) -> str:
        folded = _fold_character(chr(code_point))
        if code_point < 0x10000:
            self[code_point] = folded
        return folded


class _WordTable(dict[int, str]):
    """Code point -> ``x`` in a word, a space between words: one for one, so that offsets stay true."""

    def __missing__(self, code_point: int) -> str:
        folded = _FOLDED[code_point]
        mark = " " if folded.isspace() else "x"
        if code_point < 0x10000:
            self[code_point] = mark
        return mark


_FOLDED: Final = _FoldTable()
_IN_WORD: Final = _WordTable()
_WORD: Final = re.compile("x+")


@dataclass(frozen=True, slots=True)
class FoldedWord:
    """A word of a text as it is compared, and where it stands: ``text[start:end]`` is the word as printed."""

    key: str
    start: int
    end: int


def fold_text(value: str) -> str:
    """Return the folded words of ``value``, joined by single spaces; folding twice is folding once.

    >>> fold_text("«مُحَمَّد» أكّــد: إنّ المدرسةَ في القُرى ١٢")
    'محمد اكد ان المدرسه في القري 12'
    >>> fold_text("Café #غزة_الآن")
    'cafe غزه الان'
    """
    if value.isascii():
        folded = value.lower()
        return folded if folded.isalnum() else " ".join(folded.translate(_FOLDED).split())
    folded = " ".join(unicodedata.normalize("NFC", value).translate(_FOLDED).split())
    if _HAMZA in folded:
        folded = " ".join(filter(None, map(_without_hamza, folded.split(" "))))
    if _HAMZA_ON_YA in folded:
        folded = folded.replace("ئو", "وو").replace("ئ", "ي")
    if "وو" in folded:
        folded = _REPEATED_WAW.sub("و", folded)
    return folded


def fold_key(value: str) -> str:
    """Return ``value`` folded without spaces: equal where texts differ only in how they are spelt.

    >>> fold_key("الشّؤون الإسلاميّة") == fold_key("الشئون  الاسلاميه!")
    True
    """
    return join_folded(fold_text(value))


def join_folded(folded: str) -> str:
    """Return the `fold_key` of what `fold_text` has folded.

    >>> join_folded(fold_text("الشّؤون  الإسلاميّة")) == fold_key("الشّؤون  الإسلاميّة")
    True
    """
    # The rules that look at a word look at all of it here, or spacing would show in the key again.
    letters = folded.replace(" ", "").replace(_HAMZA, "")
    return _REPEATED_WAW.sub("و", letters) if "وو" in letters else letters


def fold_words(value: str) -> Iterator[FoldedWord]:
    """Yield the words of ``fold_text(value)`` in order, each with its place in ``value``.

    >>> [(word.key, "قال: «مُحَمَّدٌ»"[word.start : word.end]) for word in fold_words("قال: «مُحَمَّدٌ»")]
    [('قال', 'قال'), ('محمد', 'مُحَمَّدٌ')]
    """
    for match in _WORD.finditer(value.translate(_IN_WORD)):
        start, end = match.span()
        # A symbol such as ﷺ is several words; marks and joiners alone are none.
        for key in fold_text(value[start:end]).split():
            yield FoldedWord(key, start, end)


def _without_hamza(word: str) -> str:
    if _HAMZA not in word or _SHORT_HAMZA_WORD.fullmatch(word):
        return word
    return word.replace(_HAMZA, "")
