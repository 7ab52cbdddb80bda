"""What search keys, index and comparisons cost while an article is stored, in milliseconds of CPU."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.keys import ArticleKeys, article_keys
from arnews_crawler.corpus.search_index import IndexChanges
from arnews_crawler.corpus.similar import SimilarChanges
from benchmarks.search.size import WORDS_PER_ARTICLE

_BATCH: Final = 100
_KINDS: Final = (IndexChanges, SimilarChanges)
"""The first writes the index and the comparisons, the second the comparisons alone."""


def mixed(words: Sequence[str], count: int, seed: int = 5) -> Iterator[Article]:
    """Yield articles of words drawn from a text, each as often as the text has it: none is like another."""
    chance = random.Random(seed)
    for number in range(count):
        drawn = chance.choices(words, k=WORDS_PER_ARTICLE)
        url = f"https://site.example/{number}"
        yield Article(url=url, site="site.example", headline=" ".join(drawn[:9]), body=" ".join(drawn))


def cost(articles: Sequence[Article], folder: Path) -> dict[str, float]:
    """Return step -> milliseconds an article; the index's are with what its commits cost."""
    begun = time.process_time()
    keys = [article_keys(each.headline, each.teaser, each.body) for each in articles]
    of_keys = time.process_time() - begun
    both, compared = (_store(keys, articles, folder / f"{kind.__name__}.db", kind) for kind in _KINDS)
    spent = {"keys": of_keys, "index": both - compared, "comparisons": compared}
    return {step: seconds / len(articles) * 1000 for step, seconds in spent.items()}


def _store(
    keys: Sequence[ArticleKeys], articles: Sequence[Article], path: Path, kind: type[IndexChanges | SimilarChanges]
) -> float:
    """Write in batches what a kind of changes writes; returns the seconds of CPU."""
    with closing(open_for_writing(path)) as connection:
        connection.execute("BEGIN")
        connection.executemany(
            """
            INSERT INTO articles(url, site, headline, body, first_seen_at, last_seen_at, fetched_at, content_hash)
            VALUES (?, ?, ?, ?, '', '', '', '')
            """,
            ((each.url, each.site, each.headline, each.body) for each in articles),
        )
        connection.execute("COMMIT")
        begun = time.process_time()
        for start in range(0, len(keys), _BATCH):
            connection.execute("BEGIN")
            changes = kind()
            for number, each in enumerate(keys[start : start + _BATCH], start + 1):
                if isinstance(changes, IndexChanges):
                    changes.add(number, each.search)
                else:
                    changes.add(number, each.search.text_words)
            changes.apply(connection)
            connection.execute("COMMIT")
        return time.process_time() - begun
