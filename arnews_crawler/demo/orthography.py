"""The house style of one text: how it spells quotes, tanwin, tashkeel, digits and months."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from random import Random
from typing import Literal

from arnews_crawler.demo.calendar import EGYPTIAN, LEVANTINE
from arnews_crawler.demo.numerals import to_arabic_indic

Tashkeel = Literal["plain", "sparse", "rich"]

QUOTES: tuple[tuple[str, str], ...] = (("«", "»"), ("“", "”"), ('"', '"'))
CURRENCIES = ("دولار", "دولار", "يورو", "درهم", "دينار", "ريال", "جنيه")
PERCENTS = ("{} في المئة", "{} في المائة", "{}%", "{} بالمئة")

_MARKS = dict.fromkeys(map(ord, "\u064c\u064d\u064e\u064f\u0650\u0651\u0652"))
_SHADDA = "\u0651"
# Not ta and lam: verbs such as التقى begin like a word with the article.
_SUN_LETTERS = frozenset("ثدرزسشصضطظن")
_UNHEARD = re.compile(r"[\W_]+")
_ASCII_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_VOCALISED = {
    word: unicodedata.normalize("NFC", vocalised)
    for word, vocalised in (
        *(("تم", "تمَّ"), ("ثم", "ثُمَّ"), ("عدة", "عِدّة"), ("مدة", "مُدّة"), ("كل", "كلّ"), ("بأن", "بأنَّ")),
        *(("سكان", "سُكّان"), ("خبراء", "خُبراء"), ("يعد", "يُعَدّ"), ("تعد", "تُعَدّ"), ("عمال", "عُمّال")),
        *(("محمد", "مُحمّد"), ("مقرر", "مُقرَّر"), ("أنه", "أنّه"), ("أنها", "أنّها"), ("لأن", "لأنّ")),
        *(("خطة", "خُطّة"), ("هامش", "هامِش"), ("مهمة", "مُهمّة"), ("جدول", "جَدول"), ("مبادرة", "مُبادَرة")),
        *(("مدير", "مُدير"), ("مديرة", "مُديرة"), ("حي", "حيّ"), ("دون", "دُون"), ("ضمن", "ضِمن")),
        *(("حتى", "حتّى"), ("إلا", "إلّا"), ("لما", "لمّا"), ("كلفة", "كُلفة"), ("عدد", "عَدَد")),
        *(("ضد", "ضدّ"), ("أهم", "أهمّ"), ("مستقبل", "مُستقبل"), ("نسبة", "نِسبة"), ("تنوي", "تَنوي")),
    )
}


@dataclass(frozen=True, slots=True)
class HouseStyle:
    """How one article is spelled; the same words in two styles are the same article."""

    quotes: tuple[str, str] = QUOTES[0]
    tanwin: str = "اً"
    """The fathatan before the alef, after it, or left out."""
    tashkeel: Tashkeel = "sparse"
    arabic_digits: bool = False
    grouped: bool = True
    percent: str = PERCENTS[0]
    months: tuple[str, ...] = EGYPTIAN
    currency: str = CURRENCIES[0]

    def number(self, value: float) -> str:
        """Return a quantity as printed, thousands apart where the house does so.

        >>> HouseStyle().number(12500), HouseStyle(arabic_digits=True, grouped=False).number(37.5)
        ('12,500', '٣٧٫٥')
        """
        digits = f"{value:,}" if self.grouped else str(value)
        return to_arabic_indic(digits) if self.arabic_digits else digits

    def year(self, value: int) -> str:
        """Return a year, which never has a thousands separator."""
        return to_arabic_indic(str(value)) if self.arabic_digits else str(value)

    def percentage(self, value: float) -> str:
        """Return a share of a hundred as the house writes it."""
        text = self.percent.format(value)
        return to_arabic_indic(text) if self.arabic_digits else text

    def spell(self, text: str) -> str:
        """Return the grammar's text («», tanwin before the alef, sparse tashkeel) as the house spells it."""
        if self.tashkeel == "plain":
            text = text.translate(_MARKS)
        elif self.tashkeel == "rich":
            text = " ".join([_VOCALISED.get(word, word) for word in text.split(" ")])
        if self.tanwin != "اً":
            text = text.replace("اً", self.tanwin)
        return requote(text, self.quotes) if self.quotes != QUOTES[0] else text


def draw_style(rng: Random, *, arabic_digits_allowed: bool = True) -> HouseStyle:
    """Draw a house style; windows-1256 has no Arabic-Indic digits, so such pages forbid them."""
    return HouseStyle(
        quotes=rng.choice(QUOTES),
        tanwin=rng.choice(("اً", "اً", "\u064bا", "ا")),
        tashkeel=rng.choice(("plain", "sparse", "sparse", "rich")),
        arabic_digits=arabic_digits_allowed and rng.random() < 0.25,
        grouped=rng.random() < 0.6,
        percent=rng.choice(PERCENTS),
        months=rng.choice((EGYPTIAN, LEVANTINE)),
        currency=rng.choice(CURRENCIES),
    )


def requote(text: str, quotes: tuple[str, str]) -> str:
    """Return the text with «» set as the given pair.

    >>> requote("قال «نعم» ومضى", ("“", "”"))
    'قال “نعم” ومضى'
    """
    return text.replace("«", quotes[0]).replace("»", quotes[1])


def vocalise(text: str) -> str:
    """Return the text with tashkeel on known words and a shadda on sun letters after the article.

    >>> vocalise("خطة السلام") == "خُطّة السّلام"
    True
    """
    return " ".join([_vocalise_word(word) for word in text.split(" ")])


def _vocalise_word(word: str) -> str:
    if word.startswith("ال") and len(word) > 4 and word[2] in _SUN_LETTERS and word[3] != _SHADDA:
        return word[:3] + _SHADDA + word[3:]
    return _VOCALISED.get(word, word)


def bare_key(text: str) -> str:
    """Return the text's letters and digits alone: two texts of one key read the same.

    >>> bare_key("«نيسان»: ٣٠ يوماً!") == bare_key("نيسان 30 يومًا")
    True
    """
    return _UNHEARD.sub("", text).translate(_ASCII_DIGITS)
