"""Articles that are nearly the same: found while they are written, in the table ``similar``.

Each article leaves a sketch (`minhash`) and the names of its bands; a new one is compared with those that share a
band, first by sketch, then by the texts themselves. Bands are the words of an FTS5 table: they come in no order, and
any other index would write as many pages of the file as an article has bands. The same text has ``duplicate_of`` and
stands not in ``similar``.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.minhash import agreement, bands_of, shared_part, sketch_of, word_pairs

LEAST_SHARE: Final = 0.5
"""Articles that share half of their word pairs: a text in which one word of ten was changed shares two thirds."""
_LEAST_AGREEMENT: Final = 0.25
_SHORTEST: Final = 12
"""Texts of fewer word pairs are alike by chance, such as captions and programme notes."""
_MOST_LOOKED_AT: Final = 200
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
        sketched = [each for item in sorted(self._words.items()) if (each := _sketched(*item)) is not None]
        # Read first and write then: FTS5 puts what waits on the disk before it answers.
        near = _Neighbours(connection)
        found = []
        for each in sketched:
            found += [(each.id, *pair) for pair in near.compare(each)]
        _write(connection, sketched, found)
        self._words.clear()
        self._changed.clear()


def forget_similar(connection: sqlite3.Connection, article_ids: Iterable[int]) -> None:
    """Take articles out of all comparisons, within the caller's transaction."""
    for article_id in article_ids:
        row = connection.execute("SELECT sketch FROM text_sketches WHERE article_id = ?", (article_id,)).fetchone()
        if row is None:
            continue
        connection.execute(
            "INSERT INTO text_bands(text_bands, rowid, bands) VALUES ('delete', ?, ?)",
            (article_id, " ".join(bands_of(row[0]))),
        )
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
    connection.execute("INSERT INTO text_bands(text_bands) VALUES ('delete-all')")
    connection.execute("DELETE FROM text_sketches")
    connection.execute("DELETE FROM similar")


class _Sketched(NamedTuple):
    """An article that is to be compared."""

    id: int
    pairs: frozenset[int]
    sketch: bytes
    bands: list[str]


def _sketched(article_id: int, words: str) -> _Sketched | None:
    pairs = word_pairs(words.split())
    sketch = sketch_of(pairs)
    if sketch is None or len(pairs) < _SHORTEST:
        return None
    return _Sketched(article_id, pairs, sketch, bands_of(sketch))


def _write(
    connection: sqlite3.Connection, sketched: Sequence[_Sketched], found: Sequence[tuple[int, int, float]]
) -> None:
    connection.executemany(
        "INSERT INTO text_bands(rowid, bands) VALUES (?, ?)", ((each.id, " ".join(each.bands)) for each in sketched)
    )
    connection.executemany(
        "INSERT INTO text_sketches(article_id, sketch) VALUES (?, ?)", ((each.id, each.sketch) for each in sketched)
    )
    connection.executemany("INSERT OR REPLACE INTO similar(article_id, other_id, share) VALUES (?, ?, ?)", found)


class _Neighbours:
    """The articles of the file, and those of the batch that were compared already."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._batch: dict[int, _Sketched] = {}
        self._by_band: dict[str, list[int]] = defaultdict(list)

    def compare(self, article: _Sketched) -> list[tuple[int, float]]:
        """Return ids and shares of what is nearly the same; the article is met by those that follow."""
        likely = []
        for other_id, sketch in self._met(article):
            part = agreement(article.sketch, sketch)
            if part >= _LEAST_AGREEMENT:
                likely.append((part, other_id))
        found = []
        for _, other_id in sorted(likely, reverse=True)[:_MOST]:
            pairs = self._pairs(article.id, other_id)
            share = shared_part(article.pairs, pairs) if pairs is not None else 0.0
            if share >= LEAST_SHARE:
                found.append((other_id, round(share, 4)))
        self._batch[article.id] = article
        for band in article.bands:
            self._by_band[band].append(article.id)
        return found

    def _met(self, article: _Sketched) -> Iterator[tuple[int, bytes]]:
        """The newest articles that share a band, with their sketches."""
        here = Counter(other for band in article.bands for other in self._by_band.get(band, ()))
        for other_id, _ in here.most_common(_MOST_LOOKED_AT):
            yield other_id, self._batch[other_id].sketch
        query = """
            SELECT s.article_id, s.sketch FROM (
                SELECT rowid AS id FROM text_bands WHERE text_bands MATCH ? ORDER BY rowid DESC LIMIT ?
            ) b JOIN text_sketches s ON s.article_id = b.id
        """
        expression = " OR ".join(f'"{band}"' for band in article.bands)
        yield from self._connection.execute(query, (expression, _MOST_LOOKED_AT))

    def _pairs(self, article_id: int, other_id: int) -> frozenset[int] | None:
        """The word pairs of an article; None of one whose text is known to be the same."""
        row = self._connection.execute(
            """
            SELECT o.teaser, o.body FROM articles o JOIN articles a ON a.id = ?
            WHERE o.id = ? AND coalesce(o.duplicate_of, o.id) <> coalesce(a.duplicate_of, a.id)
            """,
            (article_id, other_id),
        ).fetchone()
        if row is None:
            return None
        if other_id in self._batch:
            return self._batch[other_id].pairs
        return word_pairs(article_keys("", row[0], row[1]).search.text_words.split())
