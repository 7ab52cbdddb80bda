"""The pages for the operator: runs, and what was not stored."""

from __future__ import annotations

from typing import Final

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.asking import Answer, Ask

_RUNS: Final = 100
_PAGE: Final = 100
_FARTHEST: Final = 1000
_IS_SHOWN: Final = """
    url NOT IN (SELECT url FROM takedowns WHERE undone_at IS NULL)
    AND url NOT IN (SELECT u.url FROM urls u JOIN articles a ON a.id = u.article_id WHERE a.withheld = 1)
"""


def runs_page(corpus: Corpus, ask: Ask) -> Answer:
    """The last runs, newest first."""
    return Answer("runs.html", ask.language("runs"), {"runs": corpus.runs(limit=_RUNS)})


def rejects_page(corpus: Corpus, ask: Ask) -> Answer:
    """What was not stored, newest first, of one reason or one run if they are given; and how often each was."""
    code = ask.value("code") or None
    run = ask.number("run", 0, 2**62) or None
    number = ask.number("page", 1, _FARTHEST)
    query = f"""
        SELECT * FROM rejects WHERE (?1 IS NULL OR code = ?1) AND (?2 IS NULL OR run_id = ?2) AND {_IS_SHOWN}
        ORDER BY id DESC LIMIT ?3 OFFSET ?4
    """  # noqa: S608 - conditions of ours; the values are bound
    rows = list(corpus.rows(query, (code, run, _PAGE + 1, (number - 1) * _PAGE)))
    counts = "SELECT code, count(*) AS n FROM rejects GROUP BY code ORDER BY n DESC, code"
    values = {
        "rejects": rows[:_PAGE],
        "codes": [(row["code"], row["n"]) for row in corpus.rows(counts)],
        "code": code,
        "run": run,
        "number": number,
        "has_next": len(rows) > _PAGE,
    }
    return Answer("rejects.html", ask.language("rejects"), values)
