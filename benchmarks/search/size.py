"""A corpus of any size, made of invented words as often used as those of a language are, and how long searches take."""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from statistics import quantiles
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

WORDS_PER_ARTICLE: Final = 300
_LETTERS: Final = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"
_PATTERNS: Final = ("{}{}{}", "{}ا{}{}", "{}{}ي{}", "م{}{}{}", "م{}{}و{}", "ا{}{}ا{}", "ت{}{}ي{}", "{}{}{}ة", "{}{}ا{}")
_AFFIXES: Final = ("{}", "ال{}", "و{}", "ب{}", "{}ات", "{}ها", "ال{}ية", "{}ين", "وال{}", "لل{}")
_FUNCTION_WORDS: Final = ("في", "من", "على", "إلى", "أن", "التي", "الذي", "عن", "مع", "هذا")
_SECTIONS: Final = ("سياسة", "اقتصاد", "رياضة", "ثقافة", "محليات")
_EPOCH: Final = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Language:
    """Invented words, the most used first, and how often each is used: Zipf's law."""

    words: tuple[str, ...]
    weights: tuple[float, ...]

    def text(self, chance: random.Random, length: int) -> str:
        """Return so many words as paragraphs."""
        words = chance.choices(self.words, cum_weights=self.weights, k=length)
        return "\n\n".join(" ".join(words[start : start + 60]) for start in range(0, length, 60))


def make_language(roots: int = 12_000, seed: int = 1) -> Language:
    """Return a language whose words come from roots by patterns and affixes."""
    chance = random.Random(seed)
    stems = {chance.choice(_PATTERNS).format(*chance.sample(_LETTERS, 3)) for _ in range(roots)}
    forms = sorted({affix.format(stem) for stem in sorted(stems) for affix in _AFFIXES})
    chance.shuffle(forms)
    words = (*_FUNCTION_WORDS, *forms)
    return Language(words, tuple(accumulate(1 / (rank + 2.7) for rank in range(len(words)))))


def articles(language: Language, count: int, seed: int = 2) -> Iterator[Article]:
    """Yield articles, the oldest first."""
    chance = random.Random(seed)
    for number in range(count):
        yield Article(
            url=f"https://site{number % 7}.example/{number}",
            site=f"site{number % 7}.example",
            headline=language.text(chance, 9),
            body=language.text(chance, WORDS_PER_ARTICLE),
            section=_SECTIONS[number % len(_SECTIONS)],
            authors=[f"كاتب {number % 500}"],
            published_at=(_EPOCH + timedelta(minutes=15 * number)).isoformat(),
        )


def pieces(words: Sequence[str], count: int, seed: int = 4) -> Iterator[Article]:
    """Yield articles that are pieces of a text, each begun at another of its words."""
    chance = random.Random(seed)
    for number in range(count):
        start = chance.randrange(max(len(words) - WORDS_PER_ARTICLE, 1))
        piece = words[start : start + WORDS_PER_ARTICLE]
        url = f"https://site{number % 7}.example/{number}"
        yield Article(url=url, site=f"site{number % 7}.example", headline=" ".join(piece[:9]), body=" ".join(piece))


def store(path: Path, made: Iterable[Article]) -> float:
    """Store a corpus; returns the seconds that took, without the making of its texts."""
    spent = 0.0
    with CorpusWriter.open(path, batch_size=500) as writer:
        writer.start_run("benchmark", {})
        for article in made:
            begun = time.perf_counter()
            writer.add_article(article, fetched_at=_EPOCH)
            spent += time.perf_counter() - begun
        writer.finish_run(reason="finished", exit_code=0, counts={})
    return spent


def queries(language: Language, seed: int = 3, each: int = 40) -> dict[str, list[str]]:
    """Return queries by kind; words that tell nothing are not asked for."""
    chance = random.Random(seed)
    telling = language.words[len(_FUNCTION_WORDS) :]
    middle, rare = telling[50:3_000], telling[5_000:]
    return {
        "rare words": chance.sample(rare, each),
        "two words": [" ".join(chance.sample(middle, 2)) for _ in range(each)],
        "the commonest words": list(telling[:20]),
        "questions of eight words": [" ".join(chance.sample(telling[:3_000], 8)) for _ in range(each)],
        "phrases": [f'"{" ".join(chance.sample(middle, 2))}"' for _ in range(each)],
    }


def measure(corpus: Corpus, asked: list[str], **options: object) -> tuple[float, float]:
    """Return the median and the 95th percentile of the milliseconds of CPU that queries take."""
    times = []
    for query in asked:
        begun = time.process_time()
        corpus.search(query, limit=10, **options)  # type: ignore[arg-type]
        times.append((time.process_time() - begun) * 1000)
    cuts = quantiles(times, n=20, method="inclusive")
    return cuts[9], cuts[18]


def sizes(corpus: Corpus) -> tuple[float, float]:
    """Return the megabytes of the index and of the texts (headline, teaser, body; each once)."""
    index = "SELECT total(length(block)) FROM articles_fts_data"
    texts = """
        SELECT total(length(cast(headline AS BLOB)) + length(cast(coalesce(teaser, '') AS BLOB))
               + length(cast(body AS BLOB))) FROM articles
    """
    of_index, of_texts = (float(next(corpus.rows(query))[0]) / 1e6 for query in (index, texts))
    return of_index, of_texts
