"""``arnews demo``."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.cli import demo as module
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.demo.compare import FIELDS, Comparison
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.outcome import Outcome

PERFECT = Comparison(
    articles=2,
    rows=2,
    recall=1.0,
    precision=1.0,
    doubles=0,
    accuracies=dict.fromkeys((*FIELDS, "url"), 1.0),
    body_f1=1.0,
    bodies_with_headline=0,
    differences=(),
)


def test_the_demo_crawls_and_meets_its_bars(
    demo_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    path, done = demo_run
    assert done.returncode == 0, done.stdout + done.stderr
    assert "60 articles, 3 of them English and not asked for, seed 11, crawled in" in done.stdout
    assert "recall        100.00%" in done.stdout
    assert "precision     100.00%" in done.stdout
    assert "headline      100.00%   at least 100%" in done.stdout
    assert done.stderr == ""
    with Corpus(path) as corpus:
        assert corpus.runs()[0].exit_code == 0


def test_what_to_type_next_works(demo_run: tuple[Path, subprocess.CompletedProcess[str]], process: Any) -> None:
    path, done = demo_run
    steps = [line.strip() for line in done.stdout.splitlines() if line.startswith("  arnews ")]
    assert len(steps) == 2
    import shlex

    for step in steps:
        words = shlex.split(step)[1:]
        shown = process(*[str(path) if word == "data/demo.db" else word for word in words])
        assert shown.returncode == 0
        assert shown.stdout.strip()


@pytest.mark.parametrize(
    "worse",
    [
        {"recall": 0.99},
        {"precision": 0.99},
        {"doubles": 1},
        {"bodies_with_headline": 1},
        {"accuracies": {**PERFECT.accuracies, "headline": 0.999}},
        {"accuracies": {**PERFECT.accuracies, "body": 0.98}},
        {"accuracies": {**PERFECT.accuracies, "published_at": 0.98}},
    ],
)
def test_each_bar_counts(worse: dict[str, Any]) -> None:
    assert module.meets_bars(PERFECT)
    assert not module.meets_bars(replace(PERFECT, **worse))


def test_a_result_below_the_bars_is_unhealthy(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newsroom is served for real; a crawl that brings nothing stands in for a bad one."""
    db = tmp_path / "demo.db"

    def crawl(*_: object, **__: object) -> Outcome:
        CorpusWriter.open(db).close()
        return Outcome(ExitCode.OK, "nothing")

    monkeypatch.setattr(module, "run_crawl", crawl)
    result = run("demo", "--articles", 12, "--db", db, "--json")
    assert result.exit_code == 9
    assert json.loads(result.stdout)["recall"] == 0
    assert json.loads(result.stdout)["meets_bars"] is False
    assert result.stderr.startswith("missing: http://127.0.0.1:")
    assert result.stderr.endswith("arnews demo: the result is below the bars\n")
    assert "Look into it:\n" in run("demo", "--articles", 12, "--db", db).stdout


def test_a_crawl_that_fails_says_how(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outcome = Outcome(ExitCode.INTERRUPTED, "news: interrupted")
    monkeypatch.setattr(module, "run_crawl", lambda *_, **__: outcome)
    result = run("demo", "--articles", 12, "--db", tmp_path / "demo.db")
    assert (result.exit_code, result.stderr) == (11, "arnews demo: news: interrupted\n")


def test_somebody_s_corpus_is_not_replaced(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    result = run("demo", "--db", corpus_file)
    assert result.exit_code == 2
    assert "holds articles of example.org, which the demo would replace" in result.stderr
    with Corpus(corpus_file) as corpus:
        assert corpus.statistics().articles == 3
    text = tmp_path / "notes.txt"
    text.write_text("mine")
    assert run("demo", "--db", text).exit_code == 3
    assert text.read_text() == "mine"
