"""Pairs of articles that are nearly the same, planted among others that are not, and how many of them are found."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from arnews_crawler.article import Article
from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.similar import SimilarChanges, forget_all
from arnews_crawler.corpus.writer import CorpusWriter
from benchmarks.search.size import Language, make_language

_AGENCIES = ("(وكالات)", "(رويترز)", "القاهرة - وكالة الأنباء", "بيروت (خاص)", "نقلا عن مراسلنا في العاصمة")


@dataclass(frozen=True)
class Planted:
    """Articles, and which of them are nearly the same."""

    articles: list[Article]
    pairs: set[frozenset[str]]


@dataclass(frozen=True)
class Score:
    """How many planted pairs were found, how many found pairs were planted, and articles compared a second."""

    recall: float
    precision: float
    articles_per_second: float


def plant(articles: int, seed: int = 1) -> Planted:
    """Return so many different articles, a copy of each third with words changed, paragraphs moved or another agency,
    and as many that share a subject, names and a paragraph with another, and are no copies."""
    chance, language = random.Random(seed), make_language(4_000)
    made: list[Article] = []
    pairs: set[frozenset[str]] = set()
    edits = (_change_words, _move_paragraphs, _change_agency)
    for number in range(articles):
        paragraphs = [language.text(chance, chance.randint(35, 70)) for _ in range(chance.randint(3, 6))]
        original = _article(f"https://a.example/{number}", "a.example", language, chance, paragraphs)
        made.append(original)
        if number % 3 == 0:
            edited = edits[number // 3 % len(edits)](paragraphs, language, chance)
            copy = _article(f"https://b.example/{number}", "b.example", language, chance, edited)
            made.append(copy)
            pairs.add(frozenset((original.url, copy.url)))
        elif number % 3 == 1:
            others = [language.text(chance, 60) for _ in paragraphs]
            made.append(
                _article(f"https://c.example/{number}", "c.example", language, chance, [paragraphs[0], *others])
            )
    chance.shuffle(made)
    return Planted(made, pairs)


def score(path: Path, planted: Planted) -> Score:
    """Store planted articles in a new file, and compare what is in ``similar`` with what was planted."""
    with CorpusWriter.open(path) as writer:
        for article in planted.articles:
            writer.add_article(article, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    query = """
        SELECT a.url, b.url FROM similar s
        JOIN articles a ON a.id = s.article_id JOIN articles b ON b.id = s.other_id
    """
    with Corpus(path) as corpus:
        found = {frozenset((row[0], row[1])) for row in corpus.rows(query)}
    right = len(found & planted.pairs)
    return Score(right / len(planted.pairs), right / max(len(found), 1), _rate(path))


def _rate(path: Path) -> float:
    """Compare all articles anew, as batches do; returns articles a second."""
    connection = open_for_writing(path)
    keys = [
        (row[0], article_keys(*row[1:]).search.text_words)
        for row in connection.execute("SELECT id, headline, teaser, body FROM articles ORDER BY id")
    ]
    begun = time.process_time()
    connection.execute("BEGIN")
    forget_all(connection)
    changes = SimilarChanges()
    for article_id, words in keys:
        changes.add(article_id, words)
    changes.apply(connection)
    connection.execute("COMMIT")
    spent = time.process_time() - begun
    connection.close()
    return len(keys) / spent


def _article(url: str, site: str, language: Language, chance: random.Random, paragraphs: list[str]) -> Article:
    return Article(url=url, site=site, headline=language.text(chance, 8), body="\n\n".join(paragraphs))


def _change_words(paragraphs: list[str], language: Language, chance: random.Random) -> list[str]:
    """Another word for one of ten."""
    changed = []
    for paragraph in paragraphs:
        words = paragraph.split()
        for place in chance.sample(range(len(words)), len(words) // 10):
            words[place] = chance.choice(language.words)
        changed.append(" ".join(words))
    return changed


def _move_paragraphs(paragraphs: list[str], _language: Language, chance: random.Random) -> list[str]:
    return chance.sample(paragraphs, len(paragraphs))


def _change_agency(paragraphs: list[str], _language: Language, chance: random.Random) -> list[str]:
    return [f"{chance.choice(_AGENCIES)} {paragraphs[0]}", *paragraphs[1:]]
