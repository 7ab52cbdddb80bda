"""Which articles are meant: each filter alone, in any spelling, and together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus

MakeArticle = Callable[..., Article]
Store = Callable[..., BatchOutcome]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({"author": "أحمد العلي"}, [1, 2]),
        ({"author": "احمد العلى"}, [1, 2]),
        ({"author": "أحمد"}, []),
        ({"author": "%"}, []),
        ({"query": "المكتبه"}, [1, 2, 3]),
        ({"query": '"افتتاح المكتبة" -مسرح'}, [1, 2, 3]),
        ({"query": "القراء رقم 2"}, [2]),
        ({"query": ""}, []),
        ({"query": '") OR (*'}, []),
        ({"author": "أحمد العلي", "query": "رقم 2", "site": "news.example"}, [2]),
    ],
)
def test_a_filter_finds_in_any_spelling(
    store: Store, corpus: Corpus, make_article: MakeArticle, given: dict[str, Any], found: list[int]
) -> None:
    store(
        make_article(1, authors=["أحمد العلي"]),
        make_article(2, authors=["سلمى", "احمد العلي"]),
        make_article(3),
    )
    assert [article.id for article in corpus.articles(Filters(**given))] == found
