"""The part of an article that shows why it was found: stored text, with the places of the matching words.

FTS5's own ``snippet()`` answers NULL on a contentless table, and would show keys; here the match is made
again on the words of the stored text, whose places `fold_words` knows.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.keys import WordKeys, word_keys
from arnews_crawler.corpus.query import Term
from arnews_crawler.text.fold import FoldedWord, fold_words

SNIPPET_WORDS: Final = 32
_ELLIPSIS: Final = "…"
_OTHER_SPELLINGS: Final = "ئ"
"""Words with it are found by letters that are not in their key (`hamza_readings`)."""


@dataclass(frozen=True)
class Snippet:
    """A piece of stored text on one line; ``spans`` are the matching words as ``(start, end)`` in it."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str, after: str) -> str:
        """Return the text with signs around each matching word.

        >>> Snippet("قمة في بيروت", ((7, 12),)).marked("[", "]")
        'قمة في [بيروت]'
        """
        parts, end = [], 0
        for start, stop in self.spans:
            parts += [self.text[end:start], before, self.text[start:stop], after]
            end = stop
        return "".join((*parts, self.text[end:]))


class Highlighter:
    """Finds the terms of one query again in stored text."""

    def __init__(self, terms: Sequence[Term]) -> None:
        self._words = [(number, term) for number, term in enumerate(terms) if len(term.words) == 1]
        self._phrases = [(number, term) for number, term in enumerate(terms) if len(term.words) > 1]
        self._cores = frozenset(_core(part) for _, term in self._words for part in (*term.words, *term.stems))
        self._by_key: dict[WordKeys, frozenset[int]] = {}

    def highlight(self, text: str) -> Snippet:
        """Return a whole text, on one line, with the places of its matching words."""
        found = list(fold_words(text))
        return Snippet(_one_line(text), _spans((found[number] for number, _ in self._hits(found, text)), 0))

    def snippet(self, text: str, words: int = SNIPPET_WORDS) -> Snippet:
        """Return the piece of ``text`` with the most different terms, at most ``words`` words long."""
        found = list(fold_words(text))
        if not found:
            return Snippet("")
        hits = self._hits(found, text)
        first = _best_start(hits, words, len(found))
        last = min(first + words, len(found))
        start = 0 if first == 0 else found[first].start
        end = len(text) if last == len(found) else found[last - 1].end
        left, right = (_ELLIPSIS if start else ""), (_ELLIPSIS if end < len(text) else "")
        inside = (found[number] for number, _ in hits if first <= number < last)
        return Snippet(_one_line(f"{left}{text[start:end]}{right}"), _spans(inside, len(left) - start))

    def _hits(self, found: list[FoldedWord], text: str) -> list[tuple[int, frozenset[int]]]:
        """The matching words: their numbers in the text, and which terms each belongs to."""
        # Most words of a text are none of these by their letters alone: their stems need not be asked for.
        hits = [
            self._of_word(_keys_of(word, text)) if self._may_match(word, text) else frozenset[int]() for word in found
        ]
        for number, term in self._phrases:
            for at in range(len(found) - len(term.words) + 1):
                keys = [word.key for word in found[at : at + len(term.words)]]
                if term.is_phrase_at(keys):
                    for place in range(at, at + len(keys)):
                        hits[place] |= {number}
        return [(number, matching) for number, matching in enumerate(hits) if matching]

    def _may_match(self, word: FoldedWord, text: str) -> bool:
        if any(core in word.key for core in self._cores):
            return True
        return _OTHER_SPELLINGS in text[word.start : word.end]

    def _of_word(self, keys: WordKeys) -> frozenset[int]:
        if keys not in self._by_key:
            self._by_key[keys] = frozenset(number for number, term in self._words if term.is_word(keys))
        return self._by_key[keys]


def _core(part: str) -> str:
    """What each word has that is found by a word or stem: endings change its last letter at most."""
    return part[:-1] if len(part) > 1 else part


def _keys_of(word: FoldedWord, text: str) -> WordKeys:
    """The keys of a word where it stands; of a sign that folds to several words, this one's."""
    keys = word_keys(text[word.start : word.end])
    return next((each for each in keys if each.word == word.key), WordKeys(word.key, (word.key,), word.key))


def _best_start(hits: list[tuple[int, frozenset[int]]], words: int, total: int) -> int:
    """The word at which the window with the most different terms starts, a few words before its first hit."""
    lead = words // 4
    best, best_score = 0, (0, 0)
    numbers = [number for number, _ in hits]
    for index, number in enumerate(numbers):
        inside = hits[index : bisect_left(numbers, number + words - lead)]
        score = (len(frozenset[int]().union(*(matching for _, matching in inside))), len(inside))
        if score > best_score:
            best, best_score = number, score
    return max(min(best - lead, total - words), 0)


def _spans(words: Iterable[FoldedWord], shift: int) -> tuple[tuple[int, int], ...]:
    """The words' places, each once: a sign that folds to several words has one place."""
    return tuple(dict.fromkeys((word.start + shift, word.end + shift) for word in words))


def _one_line(text: str) -> str:
    """As many spaces as there were line ends, so that places stay true."""
    return text.replace("\n", " ")
