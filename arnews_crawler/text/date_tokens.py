"""A date line as tokens, each with a kind of one character: a grammar of dates is then a regular expression.

``الأحد 12 أيار/مايو 2026 - 14:30`` has the kinds ``wdm/my_d:d``: a string as long as the list of tokens.

====  ===================================  ====  ===================================
kind  token                                kind  token
====  ===================================  ====  ===================================
s     a number of one digit                t     leads to a time: الساعة, at, في
d     a number of two digits               c     joins the parts: من, of
q     a number of three digits             U     joins the parts, or an age: شهر, عام
y     a number of four digits              o     joins two calendars: الموافق
n     a longer number                      l     labels a date: نشر, published
m     a Gregorian month                    z     a time zone: بتوقيت مكة, GMT
h     a Hijri month                        T, Z  the letters of ISO 8601
w     a weekday                            F     the h of French times: 14h30
a     a half of the day: ص, مساء, pm       r     leads to an age: قبل, منذ
M     م: afternoon, or Gregorian era       A     closes an age: ago
H     هـ: the Hijri era                    u     a unit of age: دقيقة, ساعتين, days
e     the Gregorian era: ميلادي            k     a number word: ثلاثة
i     behind an ordinal: th, er            f, b  half: نصف; and a half: ونصف
v     and: و                               D     a day by name: اليوم, أمس
R     to: إلى, حتى                         N     just now: الآن, لحظات
_     a dash between spaces                x     any other word
,     a comma of any kind                  ?     any other mark
====  ===================================  ====  ===================================

The marks ``/ - . : ( ) + | @`` are kinds of their own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple

from arnews_crawler.text.date_words import PHRASE_STARTS, VOCABULARY, Meaning
from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.zones import LETTER_ZONES, PLACE_ZONES


class Token(NamedTuple):
    """One word, phrase, number or mark of a date line."""

    kind: str
    number: int
    """The value of a number; what `Meaning` says of a word."""
    key: str
    """The word folded, of a time zone the place alone; empty for numbers and marks."""
    start: int
    end: int


# Letters with the marks and tatweel that they carry; "p.m." and "ت.غ" are one word.
_TOKEN: Final = re.compile(
    r"(?P<number>\d+)"
    r"|(?P<word>[ap]\.\s?m\b\.?|ت\s?\.\s?غ\b\.?|(?:[^\W\d_]|[\u064b-\u065f\u0670\u200c\u200d])+)"
    r"|(?P<mark>\S)",
    re.IGNORECASE,
)
_UNKNOWN: Final = Meaning("x")
_NUMBER_KINDS: Final = {1: "s", 2: "d", 3: "q", 4: "y"}
_MARKS: Final = {
    **{mark: mark for mark in "/-.:()+|,@"},
    **dict.fromkeys("،؛;", ","),
    **dict.fromkeys("–—‐‑−ـ", "-"),
    **dict.fromkeys("•·∙‖¦", "|"),
    **dict.fromkeys("[﴾", "("),
    **dict.fromkeys("]﴿", ")"),
    "∶": ":",
    "⁄": "/",
    "\\": "/",
}
_ZONE_LEADERS: Final = frozenset(map(fold_text, ("بتوقيت", "توقيت", "بالتوقيت", "التوقيت")))
_PHRASE_LENGTHS: Final = (3, 2)


def tokenize_date(text: str) -> list[Token]:
    """Return the tokens of a line of clean text.

    >>> "".join(token.kind for token in tokenize_date("الأحد 12 أيار/مايو 2026 - 14:30 بتوقيت مكة"))
    'wdm/my_d:dz'
    """
    tokens = [_read_token(match) for match in _TOKEN.finditer(text)]
    merged: list[Token] = []
    position = 0
    while position < len(tokens):
        length, token = _read_phrase(tokens, position)
        merged.append(token)
        position += length
    return merged


def _read_token(match: re.Match[str]) -> Token:
    start, end = match.span()
    if match["number"]:
        kind = _NUMBER_KINDS.get(end - start, "n")
        return Token(kind, 0 if kind == "n" else int(match[0]), "", start, end)
    if match["word"]:
        key = _fold_word(match[0])
        return Token(*VOCABULARY.get(key, _UNKNOWN), key, start, end)
    kind = _MARKS.get(match[0], "?")
    if kind == "-" and match.string[start - 1 : start].isspace() and match.string[end : end + 1].isspace():
        kind = "_"
    return Token(kind, 0, "", start, end)


@lru_cache(maxsize=4096)
def _fold_word(word: str) -> str:
    return fold_text(word).replace(" ", "")


def _read_phrase(tokens: list[Token], position: int) -> tuple[int, Token]:
    """Return how many tokens at ``position`` make a phrase, and the phrase as one token."""
    first = tokens[position]
    if first.key in _ZONE_LEADERS:
        return _read_zone(tokens, position)
    if first.key in PHRASE_STARTS:
        for length in _PHRASE_LENGTHS:
            words = tokens[position : position + length]
            meaning = VOCABULARY.get(_phrase(words))
            if meaning and len(words) == length:
                return length, Token(*meaning, _phrase(words), first.start, words[-1].end)
    return 1, first


def _read_zone(tokens: list[Token], position: int) -> tuple[int, Token]:
    """Join "بتوقيت" with the place behind it; a place that is not known is one word."""
    first = tokens[position]
    for length in (*_PHRASE_LENGTHS, 1):
        words = tokens[position + 1 : position + 1 + length]
        if words and (_phrase(words) in PLACE_ZONES or _phrase(words) in LETTER_ZONES or length == 1):
            return 1 + len(words), Token("z", 0, _phrase(words), first.start, words[-1].end)
    return 1, first


def _phrase(words: list[Token]) -> str:
    # A number or a mark has no key: no phrase runs across it.
    return " ".join(word.key for word in words) if all(word.key for word in words) else ""
