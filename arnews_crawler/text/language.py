"""The language of a text, by its script, letters and commonest words: cheap, and None where unsure."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from arnews_crawler.text.fold import fold_text

_LOOKED_AT: Final = 1500
"""Characters: a language shows itself early."""

# One script, one language of news, as far as this project meets them.
_SCRIPTS: Final = {
    "ar": re.compile(r"[\u0620-\u064a\u066e-\u06d3\u06d5\u06ee-\u06ff\u0750-\u077f]+"),
    "en": re.compile(r"[A-Za-z\u00c0-\u024f]+"),
    "he": re.compile(r"[\u05d0-\u05ea]+"),
    "ru": re.compile(r"[\u0400-\u04ff]+"),
    "el": re.compile(r"[\u0370-\u03ff]+"),
    "hy": re.compile(r"[\u0531-\u0587]+"),
    "am": re.compile(r"[\u1200-\u137f]+"),
    "hi": re.compile(r"[\u0900-\u097f]+"),
    "ja": re.compile(r"[\u3040-\u30ff]+"),
    "zh": re.compile(r"[\u4e00-\u9fff]+"),
    "ko": re.compile(r"[\uac00-\ud7af]+"),
}
# Letters that Arabic does not have. One of a hundred is more than foreign names bring into an Arabic text.
_FOREIGN_LETTERS: Final = {
    "ku": re.compile("[ێۆڕڵەڤ]"),
    "ur": re.compile("[ٹڈڑںےھہ]"),
    "ps": re.compile("[ښړټډۍېځڅ]"),
    "fa": re.compile("[پچژگ]"),
}
_LEAST_SHARE: Final = 0.012
_LEAST_OF_ONE: Final = 2

_ARABIC_WORDS: Final = {
    "ar": "في من على إلى عن أن التي الذي هذا هذه ما لا لم لن قد كان كانت بعد بين خلال مع كما أو ثم قال قالت",
    "fa": "در به از که را با این است برای های می شد شود خود بود آن یک تا هم کرد کند نیز وی دو بر",
    "ur": "کے میں کی ہے کا اور سے کو نے پر ہیں کہ یہ تھا بھی گیا کیا لئے",
    "ku": "لە و بۆ بە کە ئەم لەگەڵ دوای هەر ئەو نێوان",
}
_LATIN_WORDS: Final = {
    "en": "the of and to in is that for was with on as by at from it his her has have are said will this its",
    "fr": "le la les des et du un une dans est que pour qui sur au par avec plus aux ont ce selon cette",
    "es": "el los las del y una por con para que se su al como más ha fue sus según",
    "de": "der die das und den von zu mit im auf für ist des nicht ein eine dem sich auch nach wird",
    "it": "il di che la per una del della con non si sono nel alla anche gli ha dei",
    "pt": "o os as do da em um uma não para com que dos das por mais foi ao pelo",
    "tr": "ve bir bu için ile da de olarak olan daha çok gibi sonra kadar ise",
    "nl": "de het een van en dat op te voor zijn met niet aan er ook door",
    "id": "yang dan di dengan untuk dari pada ini itu dalam akan tidak",
}
_STOP_WORDS: Final = {
    language: frozenset(fold_text(words).split()) for language, words in (*_ARABIC_WORDS.items(), *_LATIN_WORDS.items())
}
_ARABIC_SHARE: Final = 0.08


def detect_language(text: str) -> str | None:
    """Return the BCP 47 primary subtag of a text's language; None for no letters, or too little to tell.

    Sorani and Kurmanji are both ``ku``. Arabic typed with a Persian keyboard (ی, ک) is Arabic.

    >>> detect_language("قالت الوزارة إن العمل في المشروع بدأ أمس")
    'ar'
    >>> detect_language("رئیس جمهور در دیدار با مردم گفت که این طرح اجرا می‌شود")
    'fa'
    >>> detect_language("2026") is None
    True
    """
    sample = text[:_LOOKED_AT]
    arabic_letters = _count(_SCRIPTS["ar"], sample)
    if 2 * arabic_letters > len(sample):  # the usual case needs no look at other scripts
        return _arabic_script_language(sample, arabic_letters)
    counts = {language: _count(letters, sample) for language, letters in _SCRIPTS.items()}
    script = max(counts, key=lambda language: counts[language])
    if not counts[script]:
        return None
    if script == "zh" and counts["ja"]:
        return "ja"
    if script == "ar":
        return _arabic_script_language(sample, arabic_letters)
    return _by_words(fold_text(sample).split(), _LATIN_WORDS) if script == "en" else script


def _count(letters: re.Pattern[str], sample: str) -> int:
    return sum(map(len, letters.findall(sample)))


def _arabic_script_language(sample: str, letters: int) -> str:
    words = fold_text(sample).split()
    # The article and the ta marbuta are Arabic; its neighbours keep them in a few borrowed words only.
    arabic = sum(word.startswith("ال") for word in words) + sample.count("ة")
    if arabic > _ARABIC_SHARE * len(words):
        return "ar"
    foreign = {language: len(pattern.findall(sample)) for language, pattern in _FOREIGN_LETTERS.items()}
    likeliest = max(foreign, key=lambda language: foreign[language])
    if foreign[likeliest] >= max(_LEAST_OF_ONE, _LEAST_SHARE * letters):
        return likeliest
    return _by_words(words, _ARABIC_WORDS) or "ar"


def _by_words(words: list[str], candidates: Iterable[str]) -> str | None:
    hits = {language: sum(word in _STOP_WORDS[language] for word in words) for language in candidates}
    best = max(hits, key=lambda language: hits[language])
    return best if hits[best] else None
