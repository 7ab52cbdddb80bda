"""What an answer's body lacks and has too much, in the words as printed."""

from __future__ import annotations

from difflib import SequenceMatcher

from benchmarks.folding import fold_words

_MISSING, _SURPLUS = "- missing: ", "+ surplus: "


def list_differences(truth: str, answer: str) -> list[str]:
    """Give the runs of words that only one of the texts has, in the order of the text.

    >>> list_differences("one two three", "two three read also")
    ['- missing: one', '+ surplus: read also']
    """
    expected, given = _split_words(truth), _split_words(answer)
    matcher = SequenceMatcher(a=[key for key, _ in expected], b=[key for key, _ in given], autojunk=False)
    lines = []
    for tag, start, stop, other_start, other_stop in matcher.get_opcodes():
        if tag == "equal":
            continue
        if start < stop:
            lines.append(_MISSING + " ".join(word for _, word in expected[start:stop]))
        if other_start < other_stop:
            lines.append(_SURPLUS + " ".join(word for _, word in given[other_start:other_stop]))
    return lines


def _split_words(text: str) -> list[tuple[str, str]]:
    """Pairs of compared key and printed word; what folds to nothing (a lone dash) is no word."""
    pairs = ((" ".join(fold_words(word)), word) for word in text.split())
    return [(key, word) for key, word in pairs if key]
