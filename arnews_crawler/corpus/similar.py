"""Articles that are nearly the same: found while they are written, in the table ``similar``.

Each article leaves a sketch (`minhash`) and the numbers of its bands; a new one is compared with those that share a
band, first by sketch, then by the texts themselves. The same text has ``duplicate_of`` and stands not in ``similar``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.minhash import agreement, bands_of, shared_part, sketch_of, word_pairs

LEAST_SHARE: Final = 0.5
"""Articles that share half of their word pairs: a text in which one word of ten was changed shares two thirds."""
_LEAST_AGREEMENT: Final = 0.25
_SHORTEST: Final = 12
"""Texts of fewer word pairs are alike by chance, such as captions and programme notes."""
_NEWEST_OF_BAND: Final = 50
_MOST_LOOKED_AT: Final = 60
_MOST: Final = 20
"""Similar articles that are kept for one: a form that is filled in daily would else be compared with all of its own."""


@dataclass(frozen=True)
class SimilarArticle:
    """An article that is nearly the same as another; ``share`` is the part of word pairs in common."""

    id: int
    url: str
    site: str
    headline: str
    share: float


class SimilarChanges:
    """What a batch did to texts, compared at its end, when all of them are in the file."""

    def __init__(self) -> None:
        self._words: dict[int, str] = {}
        self._changed: set[int] = set()

    def add(self, article_id: int, words: str) -> None:
        """Compare an article; ``words`` are the folded words of its text."""
        self._words[article_id] = words

    def replace(self, article_id: int, words: str) -> None:
        """Compare an article anew: its text is another."""
        self._changed.add(article_id)
        self._words[article_id] = words

    def apply(self, connection: sqlite3.Connection) -> None:
        """Write the changes, within the caller's transaction."""
        forget_similar(connection, self._changed)
        for article_id, words in sorted(self._words.items()):
            _compare(connection, article_id, words)
        self._words.clear()
        self._changed.clear()


def forget_similar(connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
    """Take articles out of all comparisons, within the caller's transaction."""
    for article_id in article_ids:
        row = connection.execute("SELECT sketch FROM text_sketches WHERE article_id = ?", (article_id,)).fetchone()
        if row is None:
            continue
        bands = ((band, article_id) for band in bands_of(row[0]))
        connection.executemany("DELETE FROM text_bands WHERE band = ? AND article_id = ?", bands)
        connection.execute("DELETE FROM text_sketches WHERE article_id = ?", (article_id,))
        connection.execute("DELETE FROM similar WHERE article_id = ?1 OR other_id = ?1", (article_id,))


def similar_to(connection: sqlite3.Connection, article_id: int) -> list[SimilarArticle]:
    """Return what is nearly the same as an article, the most alike first; withheld articles are left out."""
    query = """
        SELECT a.id, a.url, a.site, a.headline, s.share FROM (
            SELECT other_id AS id, share FROM similar WHERE article_id = ?1
            UNION SELECT article_id, share FROM similar WHERE other_id = ?1
        ) s JOIN articles a ON a.id = s.id WHERE a.withheld = 0 ORDER BY s.share DESC, a.id
    """
    return [SimilarArticle(*row) for row in connection.execute(query, (article_id,))]


def forget_all(connection: sqlite3.Connection) -> None:
    """Forget all comparisons, within the caller's transaction: words are folded in another way now."""
    for table in ("similar", "text_bands", "text_sketches"):
        connection.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours


def _compare(connection: sqlite3.Connection, article_id: int, words: str) -> None:
    pairs = word_pairs(words.split())
    sketch = sketch_of(pairs)
    if sketch is None or len(pairs) < _SHORTEST:
        return
    bands = list(bands_of(sketch))
    found = []
    for other_id, teaser, body in _candidates(connection, article_id, sketch, bands):
        share = shared_part(pairs, word_pairs(article_keys("", teaser, body).search.text_words.split()))
        if share >= LEAST_SHARE:
            found.append((share, other_id))
    connection.executemany("INSERT INTO text_bands(band, article_id) VALUES (?, ?)", ((b, article_id) for b in bands))
    connection.execute("INSERT INTO text_sketches(article_id, sketch) VALUES (?, ?)", (article_id, sketch))
    connection.executemany(
        "INSERT OR REPLACE INTO similar(article_id, other_id, share) VALUES (?, ?, ?)",
        ((article_id, other_id, round(share, 4)) for share, other_id in sorted(found, reverse=True)),
    )


def _candidates(
    connection: sqlite3.Connection, article_id: int, sketch: bytes, bands: list[int]
) -> Iterator[tuple[int, str | None, str]]:
    """Ids and texts of articles whose sketch is like this one's, and whose text is not known to be the same."""
    in_band = "SELECT article_id FROM text_bands WHERE band = ? ORDER BY article_id DESC LIMIT ?"
    met: Counter[int] = Counter()
    for band in set(bands):
        met.update(row[0] for row in connection.execute(in_band, (band, _NEWEST_OF_BAND)) if row[0] != article_id)
    likely = []
    for other_id, _ in met.most_common(_MOST_LOOKED_AT):
        row = connection.execute("SELECT sketch FROM text_sketches WHERE article_id = ?", (other_id,)).fetchone()
        if row is not None and (part := agreement(sketch, row[0])) >= _LEAST_AGREEMENT:
            likely.append((part, other_id))
    different = """
        SELECT o.teaser, o.body FROM articles o JOIN articles a ON a.id = ?
        WHERE o.id = ? AND coalesce(o.duplicate_of, o.id) <> coalesce(a.duplicate_of, a.id)
    """
    for _, other_id in sorted(likely, reverse=True)[:_MOST]:
        row = connection.execute(different, (article_id, other_id)).fetchone()
        if row is not None:
            yield other_id, row[0], row[1]
