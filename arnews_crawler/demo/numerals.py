"""Numbers in Arabic sentences: the counted noun in the form that its number asks for."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

_PLURAL_UP_TO = 10
_ARABIC_INDIC = str.maketrans("0123456789,.%", "٠١٢٣٤٥٦٧٨٩٬٫٪")


@dataclass(frozen=True, slots=True)
class Counted:
    """A noun in the four forms that a number before it can ask for."""

    singular: str
    dual: str
    """Genitive and accusative: the case after a preposition."""
    plural: str
    accusative: str
    """Singular with tanwin, as after 11 to 99; the singular itself for nouns in ta marbuta."""
    least: int = 3
    most: int = 999


def counted_form(number: int, noun: Counted) -> str:
    """Return the noun's form after this number, the number itself left out.

    >>> worker = Counted("عامل", "عاملين", "عمال", "عاملاً")
    >>> [counted_form(number, worker) for number in (7, 10, 11, 99, 100, 105, 340, 2000)]
    ['عمال', 'عمال', 'عاملاً', 'عاملاً', 'عامل', 'عمال', 'عاملاً', 'عامل']
    """
    rest = number % 100
    if 3 <= rest <= _PLURAL_UP_TO:
        return noun.plural
    return noun.accusative if rest > _PLURAL_UP_TO else noun.singular


def count_phrase(number: int, noun: Counted, digits: str) -> str:
    """Return number and noun as printed; one and two are words, the others the given digits.

    >>> hour = Counted("ساعة", "ساعتين", "ساعات", "ساعة")
    >>> [count_phrase(number, hour, str(number)) for number in (1, 2, 3, 11)]
    ['ساعة', 'ساعتين', '3 ساعات', '11 ساعة']
    """
    if number == 1:
        return noun.singular
    if number == 2:
        return noun.dual
    return f"{digits} {counted_form(number, noun)}"


def draw_number(rng: Random, least: int, most: int) -> int:
    """Draw a number of the range, small ones oftener, large ones round, none that ends in 01 or 02.

    A hundred and one or two would take the noun twice (مئة كتاب وكتاب), which no newspaper prints.
    """
    share = rng.random()
    number = least + int((most - least + 1) * share * share)
    for limit, step in ((20_000, 500), (2_000, 50), (500, 5)):
        if number >= limit:
            number -= number % step
            break
    return number + 2 if number % 100 in (1, 2) else number


def to_arabic_indic(digits: str) -> str:
    """Return a number in Arabic-Indic digits with their own separators.

    >>> to_arabic_indic("1,250.5%")
    '١٬٢٥٠٫٥٪'
    """
    return digits.translate(_ARABIC_INDIC)
