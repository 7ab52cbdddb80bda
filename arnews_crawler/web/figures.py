"""The charts of a corpus: articles, fields, lengths, updates, rejects, runs; for the report and the trends page."""

from __future__ import annotations

from typing import Final

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.charts import Chart, by_name, over_time
from arnews_crawler.web.counting import count_groups, fitting_step, steps_of
from arnews_crawler.web.words import Language

_MOST_GROUPS: Final = 6
_MOST_STEPS: Final = 120
"""Days that a chart of the report has room for; beyond it months are counted."""
_MOST_CODES: Final = 15
_LENGTHS: Final = (100, 200, 300, 500, 1000, 2000)
"""Upper ends, in words."""
_HOURS: Final = (("within_hour", 1), ("within_day", 24), ("within_week", 168))
_WORDS_OF_BODY: Final = "length(body) - length(replace(replace(body, char(10), ''), ' ', '')) + 1"
_IS_LOOK: Final = "r.revision > 1 AND r.changed NOT LIKE '%\"reprocessed\"%'"


def all_charts(corpus: Corpus, words: Language) -> list[Chart]:
    """Return every chart that has numbers."""
    charts = [
        *articles_charts(corpus, words, fitting_step(corpus, "day", _MOST_STEPS)),
        _filled(corpus, words),
        _lengths(corpus, words),
        _updates(corpus, words),
        _rejects(corpus, words),
        _runs(corpus, words),
    ]
    return [chart for chart in charts if chart.rows]


def articles_charts(corpus: Corpus, words: Language, step: str) -> list[Chart]:
    """Return how many articles were published over time, by site and by section."""
    found = []
    for column, title in (("site", "chart_articles_by_site"), ("section", "chart_articles_by_section")):
        groups = count_groups(corpus, column, step, _MOST_GROUPS)
        series = {name or words("others"): numbers for name, numbers in groups.items()}
        heading = words(title) if step == "day" else f"{words(title)} ({words('by')} {words(step)})"
        found.append(over_time(heading, words(step), steps_of([*groups.values()], step), series))
    return found


def _filled(corpus: Corpus, words: Language) -> Chart:
    statistics = corpus.statistics(Filters())
    total = max(statistics.articles, 1)
    filled = statistics.filled if statistics.articles else {}
    shares = {words(f"field_{name}"): 100 * number / total for name, number in filled.items()}
    return by_name(words("chart_filled"), (words("detail"), "%"), shares, words.direction)


def _lengths(corpus: Corpus, words: Language) -> Chart:
    cases = " ".join(f"WHEN words < {end} THEN {number}" for number, end in enumerate(_LENGTHS))
    query = f"""
        SELECT CASE {cases} ELSE {len(_LENGTHS)} END AS class, count(*) AS n
        FROM (SELECT {_WORDS_OF_BODY} AS words FROM corpus) GROUP BY 1
    """  # noqa: S608 - numbers of ours
    counts = {row["class"]: row["n"] for row in corpus.rows(query)}
    starts = (0, *_LENGTHS)
    names = [*(f"{start}–{end - 1}" for start, end in zip(starts, _LENGTHS, strict=False)), f"{starts[-1]}+"]
    numbers = {name: counts.get(number, 0) for number, name in enumerate(names)} if counts else {}
    return by_name(words("chart_lengths"), (words("word"), words("articles")), numbers, words.direction)


def _updates(corpus: Corpus, words: Language) -> Chart:
    """How long after its publication an article was seen to have changed; a day's precision is taken as its start."""
    query = f"""
        SELECT (julianday(r.seen_at) - julianday(c.published_at)) * 24 AS hours, count(*) AS n
        FROM revisions r JOIN corpus c ON c.id = r.article_id
        WHERE {_IS_LOOK} AND julianday(c.published_at) IS NOT NULL GROUP BY 1
    """  # noqa: S608
    numbers = dict.fromkeys([*(words(name) for name, _ in _HOURS), words("later")], 0)
    rows = list(corpus.rows(query))
    for row in rows:
        name = next((name for name, most in _HOURS if row["hours"] <= most), "later")
        numbers[words(name)] += row["n"]
    return by_name(words("chart_updates"), (words("period"), words("number")), numbers if rows else {}, words.direction)


def _rejects(corpus: Corpus, words: Language) -> Chart:
    query = "SELECT code, count(*) AS n FROM rejects GROUP BY code ORDER BY n DESC, code LIMIT ?"
    numbers = {row["code"]: row["n"] for row in corpus.rows(query, (_MOST_CODES,))}
    return by_name(words("chart_rejects"), (words("reason"), words("number")), numbers, words.direction)


def _runs(corpus: Corpus, words: Language) -> Chart:
    query = """
        SELECT substr(started_at, 1, 10) AS day, count(*) AS n,
               CASE WHEN finished_at IS NULL THEN 'unfinished' WHEN exit_code THEN 'failed' ELSE 'healthy' END AS state
        FROM runs GROUP BY 1, 3
    """
    series: dict[str, dict[str, int]] = {"healthy": {}, "failed": {}, "unfinished": {}}
    for row in corpus.rows(query):
        series[row["state"]][row["day"]] = row["n"]
    named = {words(state): numbers for state, numbers in series.items() if numbers}
    return over_time(words("chart_runs"), words("day"), steps_of([*series.values()], "day"), named)
