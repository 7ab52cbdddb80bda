"""The page of trends: how many articles have a word, over time, one word beside others."""

from __future__ import annotations

from typing import Any, Final

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.asking import Answer, Ask
from arnews_crawler.web.charts import Chart, over_time
from arnews_crawler.web.counting import LENGTHS, count_query, fitting_step, steps_of
from arnews_crawler.web.figures import articles_charts
from arnews_crawler.web.memory import remembered

MOST_WORDS: Final = 5
_MOST_STEPS: Final = 200
_MOST_BARS: Final = 60
"""More of them, for several sites and sections, make a page too heavy for a phone."""


def trends_page(corpus: Corpus, ask: Ask) -> Answer:
    """Words compared over time; without a word, articles by site and by section."""
    wanted = ask.value("by") if ask.value("by") in LENGTHS else "day"
    given = [text.strip()[:200] for text in ask.values.get("q", ())]
    queries = list(dict.fromkeys(text for text in given if text))[:MOST_WORDS]
    step = fitting_step(corpus, wanted, _MOST_STEPS if queries else _MOST_BARS)
    charts = [_comparison(corpus, ask, queries, step)] if queries else _all(corpus, ask, step)
    fields = [*queries, *[""] * (MOST_WORDS - len(queries))]
    values: dict[str, Any] = {"fields": fields, "by": step, "steps": list(LENGTHS), "charts": charts}
    return Answer("trends.html", ask.language("trends"), values)


def _all(corpus: Corpus, ask: Ask, step: str) -> list[Chart]:
    words = ask.language
    return remembered(corpus, (words.code, step), lambda: articles_charts(corpus, words, step))


def _comparison(corpus: Corpus, ask: Ask, queries: list[str], step: str) -> Chart:
    series = {query: count_query(corpus, query, step) for query in queries}
    words = ask.language
    return over_time(words("chart_trends"), words(step), steps_of([*series.values()], step), series, lines=True)
