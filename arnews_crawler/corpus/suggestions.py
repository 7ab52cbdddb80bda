"""What may have been meant by a query that finds nothing: the corpus's own words, one slip of the hand away."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from arnews_crawler.corpus.keys import word_keys
from arnews_crawler.text.fold import fold_words
from arnews_crawler.text.stop_words import STOP_WORDS

_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_SHORTEST: Final = 3
_LONGEST: Final = 24
_MOST_WORDS: Final = 8
_CHUNK: Final = 250
_PLAIN: Final = re.compile(r"\w+")


def suggest(connection: sqlite3.Connection, text: str) -> str | None:
    """Return the query with the words that are not in the corpus replaced by such as are; None where that is none.

    Words of operators, phrases and endings (``*``) are left alone.
    """
    tokens = text.split()[: _MOST_WORDS * 4]
    known = _Words(connection)
    changed = 0
    for number, token in enumerate(tokens):
        if changed < _MOST_WORDS and (better := _better(known, token)) is not None:
            tokens[number] = better
            changed += 1
    return " ".join(tokens) if changed else None


def _better(known: _Words, token: str) -> str | None:
    keys = word_keys(token)
    if len(keys) != 1 or not _PLAIN.fullmatch(keys[0].word) or token[-1:] == "*" or token[:1] == "-" or '"' in token:
        return None
    word = keys[0].word
    if word in STOP_WORDS or not _SHORTEST <= len(word) <= _LONGEST or known.counts({word, *keys[0].stems}):
        return None
    found = known.counts(set(_one_slip_away(word)))
    split = [f"{word[:at]} {word[at:]}" for at in range(2, len(word) - 1)]
    parts = known.counts({part for pair in split for part in pair.split()})
    for pair in split:  # a space that was forgotten
        first, second = pair.split()
        if first in parts and second in parts:
            found.setdefault(pair, min(parts[first], parts[second]) - 1)
    best = max(found, key=lambda candidate: (found[candidate], candidate), default=None)
    return None if best is None else known.as_printed(best)


def _one_slip_away(word: str) -> Iterator[str]:
    """Each word that a letter left out, put in, changed or swapped with its neighbour makes."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield from (f"{head}{letter}{tail}" for letter in _LETTERS)
        if tail:
            yield head + tail[1:]
            yield from (f"{head}{letter}{tail[1:]}" for letter in _LETTERS)
        if len(tail) > 1:
            yield f"{head}{tail[1]}{tail[0]}{tail[2:]}"


class _Words:
    """How many articles have a word, for the words that are in any."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        # In the schema temp: the file itself may be open for reading alone.
        connection.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS temp.articles_words USING fts5vocab(main, articles_fts, col)"
        )

    def as_printed(self, words: str) -> str | None:
        """Return folded words as the newest article prints them; None where one is in withheld articles alone."""
        printed = [self._as_printed(word) for word in words.split()]
        return None if None in printed else " ".join(filter(None, printed))

    def _as_printed(self, word: str) -> str | None:
        row = self._connection.execute(
            """
            SELECT headline, teaser, body FROM corpus WHERE id = (
                SELECT rowid FROM articles_fts WHERE articles_fts MATCH ?
                AND +rowid NOT IN (SELECT id FROM articles WHERE withheld = 1 OR duplicate_of IS NOT NULL)
                ORDER BY rowid DESC LIMIT 1
            )
            """,
            (f'{{text_words headline_words}} : "{word}"',),
        ).fetchone()
        text = "" if row is None else " ".join(filter(None, row))
        return next((text[each.start : each.end] for each in fold_words(text) if each.key == word), None)

    def counts(self, words: Iterable[str]) -> dict[str, int]:
        """Return word -> articles; words that are nowhere are left out."""
        wanted = sorted(words)
        found: dict[str, int] = {}
        for start in range(0, len(wanted), _CHUNK):
            chunk = wanted[start : start + _CHUNK]
            marks = ", ".join("?" * len(chunk))
            rows = self._connection.execute(
                f"SELECT term, sum(doc) FROM temp.articles_words WHERE term IN ({marks}) "  # noqa: S608 - marks alone
                "AND col IN ('text_words', 'headline_words') GROUP BY term",
                chunk,
            )
            found.update((row[0], row[1]) for row in rows)
        return found
