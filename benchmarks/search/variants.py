"""Words in other spellings and with other prefixes: how many searches for one find the other, both ways."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import cycle
from typing import Final

from arnews_crawler.corpus.keys import word_keys
from arnews_crawler.corpus.query import parse_query
from arnews_crawler.text.fold import fold_text

Change = Callable[[str], str]

_WORD: Final = re.compile("[\u0621-\u0652\u0670]{2,}")
_VOWELS: Final = "\u064e\u064f\u0650\u0651\u0652"
_ISOLATED: Final = {
    unicodedata.normalize("NFKC", chr(code_point)): chr(code_point)
    for code_point in range(0xFE80, 0xFEF5)
    if unicodedata.decomposition(chr(code_point)).startswith("<isolated>")
}
_PERSIAN: Final = str.maketrans("يكىهة", "یکېہۃ")
_FRONT: Final = ("ال", "و", "ف", "ب", "ل", "ك", "وال", "فال", "بال", "كال", "وبال", "فبال", "لل", "ولل", "فلل")
_BEHIND: Final = ("ها", "هم", "ما", "نا", "كم")


def words_of(texts: Iterable[str]) -> list[str]:
    """Return the different Arabic words of texts, as printed."""
    return sorted({word for text in texts for word in _WORD.findall(text)})


def spelling(words: Iterable[str]) -> dict[str, float]:
    """Return class of spelling -> share of searches that find the word; a word that is not changed counts not."""
    given = list(words)
    return {name: _share((word, change(word)) for word in given) for name, change in _changes().items()}


def prefixes(words: Iterable[str]) -> dict[str, float]:
    """Return prefix -> share of searches, of words that can stand behind it: with no prefix and no pronoun yet."""
    folded = {word: fold_text(word) for word in words}
    bare = [word for word, key in folded.items() if len(key) > 3 and key[0] not in "اوفبلك" and key[-2:] not in _BEHIND]
    return {front: _share((word, front + word) for word in bare) for front in _FRONT}


def _changes() -> dict[str, Change]:
    return {
        "أ إ آ": lambda word: word.translate(str.maketrans("أإآ", "ااا")),
        "ؤ/و": lambda word: word.replace("ؤ", "و"),
        "ئ/ي": lambda word: word.replace("ئ", "ي"),
        "final ء": lambda word: word.removesuffix("ء"),
        "ى/ي": lambda word: f"{word[:-1]}{word[-1].translate(str.maketrans('ىي', 'يى'))}",
        "ة/ه": lambda word: f"{word[:-1]}{word[-1].translate(str.maketrans('ةه', 'هة'))}",
        "tashkeel": lambda word: "".join(map("".join, zip(word, cycle(_VOWELS), strict=False))),
        "tatweel": "ـ".join,
        "Persian letters": lambda word: word.translate(_PERSIAN),
        "presentation forms": lambda word: "".join(_ISOLATED.get(letter, letter) for letter in word),
    }


def _share(pairs: Iterable[tuple[str, str]]) -> float:
    asked = [(one, other) for pair in pairs if pair[0] != pair[1] for one, other in (pair, pair[::-1])]
    return sum(finds(*each) for each in asked) / max(len(asked), 1)


def finds(query: str, printed: str) -> bool:
    """Whether a search for one word finds a text that has the other.

    >>> finds("مدرسه", "والمدرسة"), finds("دورة", "دور")
    (True, False)
    """
    keys = word_keys(printed)
    groups = parse_query(query).groups
    return bool(groups) and all(any(term.is_word(each) for term in group for each in keys) for group in groups)
