"""Ways to search the same paragraphs: ours, and what others do, in the same FTS5 with the same BM25.

``lucene`` is a stand-in for Lucene's ArabicAnalyzer, which is Java: what it normalises, light10's affixes with one
prefix at most, stop words left out, any word of the question.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from arnews_crawler.article import Article
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.text.fold import fold_text
from arnews_crawler.text.stem import stem_word
from arnews_crawler.text.stop_words import STOP_WORDS

Analyse = Callable[[str], list[str]]
Search = Callable[[str], list[int]]

_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile("[\u064b-\u0652\u0640]")
_LUCENE_LETTERS: Final = str.maketrans("أإآىة", "ااايه")
_PREFIXES: Final = ("ال", "وال", "بال", "كال", "فال", "لل", "و")
_ENDINGS: Final = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")


def words_as_printed(text: str) -> list[str]:
    """unicode61 alone."""
    return _WORD.findall(text.lower())


def folded_words(text: str) -> list[str]:
    """Our folding alone."""
    return fold_text(text).split()


def light10(text: str) -> list[str]:
    """Our folding, and light10."""
    return [stem_word(word) for word in folded_words(text)]


def lucene_like(text: str) -> list[str]:
    """What Lucene's ArabicAnalyzer makes of a text."""
    normal = _MARKS.sub("", text).translate(_LUCENE_LETTERS)
    return [_lucene_stem(word) for word in words_as_printed(normal) if word not in STOP_WORDS]


def _lucene_stem(word: str) -> str:
    for prefix in _PREFIXES:
        if word.startswith(prefix) and len(word) >= (4 if prefix == "و" else len(prefix) + 2):
            word = word[len(prefix) :]
            break
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) >= len(ending) + 2:
            word = word[: -len(ending)]
    return word


def snowball() -> Analyse | None:
    """Snowball's Arabic stemmer; None where ``snowballstemmer`` is not installed."""
    try:
        from snowballstemmer import stemmer
    except ImportError:
        return None
    stem = stemmer("arabic").stemWord
    return lambda text: [stem(word) for word in words_as_printed(_MARKS.sub("", text)) if word not in STOP_WORDS]


def make_plain(paragraphs: Sequence[str], analyse: Analyse) -> Search:
    """Return a search over one column of terms, any of them, by BM25."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE t USING fts5(x, content='', tokenize='unicode61 remove_diacritics 0')")
    rows = ((number, " ".join(analyse(paragraph))) for number, paragraph in enumerate(paragraphs))
    connection.executemany("INSERT INTO t(rowid, x) VALUES (?, ?)", rows)
    return partial(_search_plain, connection, analyse)


def _search_plain(connection: sqlite3.Connection, analyse: Analyse, question: str) -> list[int]:
    telling = " ".join(word for word in _WORD.findall(question) if fold_text(word) not in STOP_WORDS)
    terms = dict.fromkeys(analyse(telling) or analyse(question))
    if not terms:
        return []
    expression = " OR ".join(f'"{term}"' for term in terms)
    query = "SELECT rowid FROM t WHERE t MATCH ? ORDER BY rank LIMIT 10"
    return [row[0] for row in connection.execute(query, (expression,))]


def make_ours(paragraphs: Sequence[str], path: Path) -> Search:
    """Return the search of a corpus in which each paragraph is an article."""
    with CorpusWriter.open(path) as writer:
        for number, paragraph in enumerate(paragraphs):
            article = Article(url=f"https://{number}.example/", site=f"{number}.example", headline="", body=paragraph)
            writer.add_article(article, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    corpus = Corpus(path)
    return lambda question: [int(hit.site.split(".")[0]) for hit in corpus.search(question, limit=10)]
