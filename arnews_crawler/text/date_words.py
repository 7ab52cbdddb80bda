"""The words of a date line and the kind of each; `arnews_crawler.text.date_tokens` lists the kinds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.months import HIJRI_MONTH_NAMES, MONTH_NAMES, WEEKDAY_NAMES
from arnews_crawler.text.zones import LETTER_ZONES, NAMED_ALONE


class Meaning(NamedTuple):
    """The kind of a word, and its number: a month's, a weekday's, a count."""

    kind: str
    number: int = 0


# Words are separated by spaces, phrases by bars.
_WORDS: Final = {
    "a": "ص صباحا صباح الصبح مساء مساءا المساء ظهرا الظهر عصرا ليلا فجرا am pm|بعد الظهر|قبل الظهر",
    "M": "م",
    "H": "ه هجرية هجري هجريا الهجري للهجرة",
    "e": "ميلادية ميلادي ميلاديا للميلاد",
    "i": "st nd rd th er",
    "v": "و and et",
    "R": "إلى حتى لغاية to until",
    "t": "الساعة في على عند تمام at a on",
    "c": "من العام لعام لسنة لشهر of de del du le the",
    "U": "يوم شهر سنة عام",
    "o": "الموافق والموافق الموافقة موافق المصادف|الموافق ل",
    "l": "نشر نشرت النشر منشور تاريخ بتاريخ التاريخ تحديث التحديث تم آخر حدث حدثت عدل تعديل التعديل "
    "حرر حررت كتب كتبت أضيف أضيفت الإضافة وقت الوقت published posted updated last date modified "
    "update publié mis jour",
    "T": "t",
    "Z": "z",
    "F": "h",
    "r": "قبل منذ|il y a",
    "A": "ago مضت مضى",
    "f": "نصف half",
    "b": "ونصف",
    "N": "الآن لحظات لحظة قليل ثوان ثواني now moments|just now",
}
_DAYS_AGO: Final = ("اليوم today", "أمس الأمس البارحة yesterday hier", "|أول أمس|أمس الأول|أول البارحة")
_NUMBERS: Final = (
    "واحد واحدة an one",
    "اثنين اثنتين two",
    "ثلاث ثلاثة three",
    "أربع أربعة four",
    "خمس خمسة five",
    "ست ستة six",
    "سبع سبعة seven",
    "ثمان ثماني ثمانية eight",
    "تسع تسعة nine",
    "عشر عشرة ten",
)
# Singular, dual and plural of each unit, in seconds, days or months.
_UNITS: Final = (
    ("seconds", 1, "ثانية second", "ثانيتين ثانيتان", "seconds secondes"),
    ("seconds", 60, "دقيقة minute", "دقيقتين دقيقتان", "دقائق د minutes min mins"),
    ("seconds", 3600, "ساعة hour heure", "ساعتين ساعتان", "ساعات س hours hr hrs heures h"),
    ("days", 1, "يوم يوما day jour", "يومين يومان", "أيام days jours d"),
    ("days", 7, "أسبوع أسبوعا week semaine", "أسبوعين أسبوعان", "أسابيع weeks semaines"),
    ("months", 1, "شهر شهرا month", "شهرين شهران", "أشهر شهور months mois"),
    ("months", 12, "سنة عام عاما year", "سنتين عامين سنتان عامان", "سنوات سنين أعوام years"),
)


class Unit(NamedTuple):
    """A unit of age: ``length`` of ``measure``; ``implied`` is the number in the word, 0 for a plural."""

    measure: str
    length: int
    implied: int


def _split(listed: str) -> list[str]:
    words, *phrases = listed.split("|")
    return words.split() + phrases


def _numbered(kind: str, groups: Iterable[Iterable[str]], first: int) -> dict[str, Meaning]:
    return {fold_text(name): Meaning(kind, number) for number, names in enumerate(groups, first) for name in names}


UNITS: Final[dict[str, Unit]] = {
    fold_text(word): Unit(measure, length, count)
    for measure, length, singular, dual, plural in _UNITS
    for count, words in ((1, singular), (2, dual), (0, plural))
    for word in words.split()
}
"""Folded word -> unit of age."""

# Later rows win: a word that is a unit and joins the parts of a date (يوم, شهر) is of kind U.
VOCABULARY: Final[dict[str, Meaning]] = {
    **dict.fromkeys(UNITS, Meaning("u")),
    **{fold_text(word): Meaning(kind) for kind, listed in _WORDS.items() for word in _split(listed)},
    **dict.fromkeys(LETTER_ZONES - {"z"}, Meaning("z")),
    **dict.fromkeys(NAMED_ALONE, Meaning("z")),
    **_numbered("k", map(_split, _NUMBERS), 1),
    **_numbered("D", map(_split, _DAYS_AGO), 0),
    **_numbered("w", WEEKDAY_NAMES, 0),
    **_numbered("h", HIJRI_MONTH_NAMES, 1),
    **_numbered("m", MONTH_NAMES, 1),
}
"""Folded word or phrase -> what it means in a date line."""

PHRASE_STARTS: Final = frozenset(phrase.split()[0] for phrase in VOCABULARY if " " in phrase)
"""First words of phrases: only behind these a longer match is tried."""
