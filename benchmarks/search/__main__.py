"""Measure the search: `python -m benchmarks.search quality|variants|size|cost|speed|similar`.

Of the pages of a folder (../shared/pages/articles by default): ``quality [PAGES]`` asks the questions, ``variants
[PAGES]`` looks for their words in other spellings and behind prefixes, ``size [PAGES]`` compares index and texts,
``cost [PAGES]`` times what storing an article spends on them.
``speed [FILE]`` searches a corpus of 200,000 invented articles, which is made where it is missing; ``similar`` looks
for planted pairs.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from arnews_crawler.corpus.reader import Corpus
from benchmarks.search import cost, engines, size
from benchmarks.search import variants as word_variants
from benchmarks.search.documents import Question, read_collection
from benchmarks.search.engines import Search
from benchmarks.search.planted import plant, score

_PAGES = Path("../shared/pages/articles")
_FILE = Path("build/search-200000.db")
_ARTICLES = 200_000


def reciprocal_rank(search: Search, questions: list[Question]) -> float:
    """Return MRR@10."""
    total = 0.0
    for question in questions:
        found = search(question.text)[:10]
        total += 1 / (found.index(question.answer) + 1) if question.answer in found else 0
    return total / len(questions)


def quality(pages: Path) -> None:
    """Print MRR@10 of each engine, for each half of the questions."""
    collection = read_collection(pages)
    if not collection.questions:
        print(f"no page in {pages} answers a question")
        return
    analyses = {
        "unicode61": engines.words_as_printed,
        "folded": engines.folded_words,
        "lucene (stand-in)": engines.lucene_like,
        "light10": engines.light10,
        "snowball": engines.snowball(),
    }
    searches = {name: engines.make_plain(collection.paragraphs, each) for name, each in analyses.items() if each}
    with tempfile.TemporaryDirectory() as folder:
        searches["arnews"] = engines.make_ours(collection.paragraphs, Path(folder) / "corpus.db")
        halves = {half: collection.asked(half) for half in "ab"}
        asked = " + ".join(str(len(each)) for each in halves.values())
        print(f"{len(collection.paragraphs)} paragraphs, {asked} questions")
        for name, search in searches.items():
            print(f"{name:18}", *(f"{reciprocal_rank(search, each):.3f}" for each in halves.values()))


def variants(pages: Path) -> None:
    """Print the share of words that are found in each other spelling, and behind each prefix."""
    words = word_variants.words_of(read_collection(pages).paragraphs)
    print(f"{len(words)} words")
    for name, share in (word_variants.spelling(words) | word_variants.prefixes(words)).items():
        print(f"{name:18} {share:7.2%}")


def index_size(pages: Path) -> None:
    """Print the sizes of index and texts where articles are pieces of real ones."""
    words = " ".join(read_collection(pages).paragraphs).split()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pieces.db"
        size.store(path, size.pieces(words, 6_000))
        with Corpus(path) as corpus:
            print("index {:.1f} MB, texts {:.1f} MB".format(*size.sizes(corpus)))


def index_cost(pages: Path) -> None:
    """Print what keys, index and comparisons take of an article."""
    words = " ".join(read_collection(pages).paragraphs).split()
    with tempfile.TemporaryDirectory() as folder:
        for step, milliseconds in cost.cost(list(cost.mixed(words, 4_000)), Path(folder)).items():
            print(f"{step:12} {milliseconds:5.2f} ms an article")


def speed(path: Path) -> None:
    """Print the time of searches by kind, and the sizes of index and texts."""
    language = size.make_language()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        seconds = size.store(path, size.articles(language, _ARTICLES))
        print(f"stored in {seconds:.0f} s")
    with Corpus(path) as corpus:
        print("index {:.0f} MB, texts {:.0f} MB".format(*size.sizes(corpus)))
        asked = size.queries(language)
        times = {kind: size.measure(corpus, queries) for kind, queries in asked.items()}
        times["the commonest, by date"] = size.measure(corpus, asked["the commonest words"], sort="date")
        for kind, (median, slow) in times.items():
            print(f"{kind:26} median {median:6.1f} ms  p95 {slow:6.1f} ms")


def similar() -> None:
    """Print how many planted pairs are found."""
    with tempfile.TemporaryDirectory() as folder:
        result = score(Path(folder) / "planted.db", plant(articles=3_000))
    print(f"recall {result.recall:.3f}  precision {result.precision:.3f}  {result.articles_per_second:.0f} articles/s")


def main(arguments: list[str]) -> None:
    """Run what is asked for."""
    what, *rest = arguments or ["quality"]
    of_pages = {"quality": quality, "variants": variants, "size": index_size, "cost": index_cost}
    if what in of_pages:
        of_pages[what](Path(rest[0]) if rest else _PAGES)
    elif what == "speed":
        speed(Path(rest[0]) if rest else _FILE)
    elif what == "similar":
        similar()
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
