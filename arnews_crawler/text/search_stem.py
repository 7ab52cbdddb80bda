"""The stems that a word is found by: light10's affixes and more, under rules that keep different words apart.

A word can often be read in two ways (بقلم "with a pen", كتابه "his book" or كتابة misspelt): it then has a stem for
each reading, and two words meet where they share one. Feminine nouns keep ه as their sign, so that دورة, دورات and
دورتها meet and دور stays apart; ية becomes ي, so that عملية stays apart from عمل.

===========================  ==========================================================================
in front                     و ف, then ب ل ك, then ال (بال كال فال وال وبال لل ولل …), or س before ي ت ن
behind                       ات تين تان ين ون ان, ها ه هم هما نا كم (ت before them is ة), ة ية, ا of the
                             accusative, ت and وا of the past
stays                        what would leave fewer than three letters; the words of `radical_words`
===========================  ==========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from arnews_crawler.text.radical_words import FEMININE_NOUNS, RADICAL_ARTICLES, RADICAL_BEGINNINGS, RADICAL_ENDINGS

TA_MARBUTA: Final = "ة"
HAMZA: Final = "ء"
TANWIN: Final = "ً"

_MARKS: Final = "".join(map(chr, range(0x64B, 0x653))) + "ـ\u200c\u200d"
_TA_MARBUTAS: Final = "ةۃ\ufe93\ufe94"
_HAMZAS: Final = "ء\ufe80"
_LEAST: Final = 3
_ARABIC: Final = re.compile(r"[\u0621-\u064a\u066e-\u06d3]{4,}")
_NUMBER: Final = re.compile(r"[وف]?(?:[بك]?ال|لل|[بكل]|(?<=[وف]))([0-9]+)")  # الـ50, بـ50, و50
_ARTICLE: Final = re.compile(r"([وف]?)([بك]?)(ال)(?=..)")
_DOUBLE_LAM: Final = re.compile(r"[وف]?(لل)(?=..)")
_FUTURE: Final = re.compile(r"س[يتن]..")
_PRONOUNS: Final = ("هما", "ها", "هم", "نا", "كم")
_RADICAL_ROOTS: Final = RADICAL_BEGINNINGS | {word[:-1] for word in RADICAL_BEGINNINGS if word.endswith("ه")}
_LONG_VOWELS: Final = str.maketrans("", "", "اوي")


def search_stems(word: str, ending: str = "") -> tuple[str, ...]:
    """Return the stems of a folded word, most likely first.

    :param ending: what folding took off or changed at the end of the printed word: ة, ء, ً or nothing.

    >>> search_stems("وبالمدرسه", "ة"), search_stems("مدرستها"), search_stems("مدارس")
    (('مدرسه',), ('مدرسه', 'مدرستها'), ('مدارس',))
    >>> search_stems("بقلم"), search_stems("بلادنا"), search_stems("عمليات"), search_stems("قرارات")
    (('بقلم', 'قلم'), ('بلاد', 'بلادنا'), ('عملي',), ('قراره', 'قرار'))
    """
    if not _ARABIC.fullmatch(word):
        number = _NUMBER.fullmatch(word)
        return (word,) if number is None else (word, number[1])
    stems: dict[str, None] = {}
    for form, is_definite in _forms(word, ending):
        stems.update(dict.fromkeys(_endings_off(form, ending, is_definite=is_definite)))
    return tuple(stems)


def printed_ending(printed: str) -> str:
    """Return what folding would hide at the end of a printed word: ة, ء, ً or nothing.

    >>> [printed_ending(word) for word in ("مدرسةٌ", "ابتداءً", "كتابًا", "كتابه")]
    ['ة', 'ء', 'ً', '']
    """
    letters = printed.rstrip(_MARKS)
    last = letters[-1:]
    if last in _TA_MARBUTAS:
        return TA_MARBUTA if last else ""
    if last in _HAMZAS:
        return HAMZA
    return TANWIN if last == "ا" and TANWIN in printed[-3:] else ""


def rank_key(stems: tuple[str, ...]) -> str:
    """Return what related words share: the last stem without its long vowels; for ranking, never to match.

    >>> {rank_key(search_stems(word)) for word in ("مدارس", "مدرس", "بمدرسه")}
    {'مدرس'}
    """
    stem = min(stems, key=len)
    if not _ARABIC.match(stem):
        return stem
    light = stem.removesuffix("ه").removesuffix("ي")
    if len(light) == 5 and light[0] == light[3] == "ا":  # the plural افعال
        light = light[1:]
    bare = light[:1] + light[1:].translate(_LONG_VOWELS)
    return bare if len(bare) > 1 else light


def _forms(word: str, ending: str) -> Iterator[tuple[str, bool]]:
    """The word without what may stand in front; True where the article was there."""
    article = _ARTICLE.match(word)
    if article is not None and not _has_own_article(word, article):
        yield word[article.end() :], True
        if word.endswith("ا") and len(word) == article.end() + 2:
            yield word, False  # الما is الماء, and its stem ما is no word to find it by
        return
    if (lams := _DOUBLE_LAM.match(word)) and not _has_own(word, ending):
        yield word[lams.end() :], True
        yield word[lams.end() - 1 :], True  # لجنة with the article is للجنة too
        return
    yield word, False
    if _has_own(word, ending):
        return
    rest = word
    if rest[0] in "وف" and len(rest) > _LEAST:
        rest = rest[1:]
        yield rest, False
        if _has_own(rest, ending):
            return
    if (rest[0] in "بكل" and len(rest) > _LEAST) or _FUTURE.match(rest):
        yield rest[1:], False


def _has_own_article(word: str, article: re.Match[str]) -> bool:
    """Whether ال is the word's own: العاب, والد, بالغ."""
    before = article[1] + article[2]
    if before and _has_own(word, ""):
        return True
    return any(stem in RADICAL_ARTICLES for stem in _endings_off(word[len(before) :], "", is_definite=False))


def _has_own(form: str, ending: str) -> bool:
    """Whether a form's first letter is its own."""
    if form[0] not in "وفبكلس":
        return False
    stems = _endings_off(form, ending, is_definite=False)
    return any(stem in _RADICAL_ROOTS or (stem.endswith("ي") and stem[:-1] in _RADICAL_ROOTS) for stem in stems)


def _endings_off(form: str, ending: str, *, is_definite: bool) -> list[str]:
    if len(form) > _LEAST and form.endswith(HAMZA):  # folding keeps it where ب of بناء might be "in"
        form, ending = form[:-1], HAMZA
    if len(form) <= _LEAST or form in RADICAL_ENDINGS:
        return [form]
    if form.endswith("ه") and (ending == TA_MARBUTA or is_definite):
        return [_feminine(form[:-1])]
    if ending == HAMZA:
        return [form]
    plural = _plural_off(form)
    if plural is not None:
        return plural
    possessed = None if is_definite else _pronoun_off(form)
    if possessed is not None:
        return possessed
    return _case_off(form, ending)


def _feminine(base: str) -> str:
    """The stem of a word with ة: that of the adjective without it where its form shows one, else with ه."""
    is_adjective = (
        (base.endswith("ي") and len(base) > _LEAST)
        or (len(base) == 4 and base[2] == "ي")
        or (len(base) == 5 and base[0] == "م" and base[3] == "و")
    )
    return base if is_adjective and base not in FEMININE_NOUNS else f"{base}ه"


def _plural_off(form: str) -> list[str] | None:
    base = form[:-2]
    if form.endswith("ات"):
        if len(base) < _LEAST:
            return [form, f"{base}ه"]
        return list(dict.fromkeys([_feminine(base), base]))
    if form.endswith(("تين", "تان")) and len(form) > _LEAST + 1:
        return [_feminine(form[:-3])] if len(base) > _LEAST else [f"{form[:-3]}ه", base, form]
    if form.endswith(("ين", "ون")) and len(base) >= _LEAST:
        if len(form) == 5 and form[0] == "ت":  # تحسين, تعيين: nouns of action
            return [form]
        return [base] if len(base) > _LEAST else [base, form]
    if form.endswith("ان") and len(base) > _LEAST:
        return [form, base]
    return None


def _pronoun_off(form: str) -> list[str] | None:
    for pronoun in _PRONOUNS if form.endswith(_PRONOUNS) else ():
        base = form[: -len(pronoun)]
        if form.endswith(pronoun) and len(base) >= _LEAST:
            return [*_possessed(base), form]  # انتها is انتهاء as well
    if form.endswith("ه"):
        base = form[:-1]
        return list(dict.fromkeys([*_possessed(base), _feminine(base), form]))
    return None


def _possessed(base: str) -> list[str]:
    """The stems of what stands in front of a pronoun: there ة is ت, ى is ا, and ء has a carrier."""
    if base.endswith("ات") and len(base) > _LEAST + 1:
        plural = _plural_off(base) or [base]
        return [*plural, f"{base[:-1]}ه"] if base.startswith("م") else plural  # مباراة, معاناة are no plurals
    if base.endswith("ت"):
        return [_feminine(base[:-1])] if len(base) > _LEAST else [base, f"{base[:-1]}ه"]
    if base.endswith("ا") and len(base) > _LEAST:
        return [base, f"{base[:-1]}ي"]
    if base.endswith(("او", "اي")) and len(base) > _LEAST:
        return [base[:-1], base]
    return [base]


def _case_off(form: str, ending: str) -> list[str]:
    base = form[:-1]
    if form.endswith("وا") and len(form) > _LEAST + 1:
        return [form[:-2], form]
    if form.endswith("ا"):
        if ending == TANWIN:
            return [base, form]
        return [form] if base.endswith("ي") else [form, base]
    if form.endswith("ت") and len(base) >= _LEAST:
        return [form, base]
    return [form]
