"""The measures on texts whose figures can be counted by hand."""

from __future__ import annotations

import doctest
import json
from pathlib import Path
from types import ModuleType

import pytest

from benchmarks import difference, engines, folding, metrics, speed
from benchmarks.corpora import CorpusFolderError, Truth, load_folder, parse_truth
from benchmarks.difference import list_differences
from benchmarks.folding import fold_words
from benchmarks.metrics import (
    DateOutcome,
    Extracted,
    Overlap,
    PageScore,
    compare_counts,
    compare_shingles,
    count_phrases,
    has_repeated_headline,
    judge_date,
    score_page,
)
from benchmarks.runner import EngineRun
from benchmarks.summary import Averages, list_worst, summarise


@pytest.mark.parametrize("module", [difference, engines, folding, metrics, speed], ids=lambda module: module.__name__)
def test_the_examples_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0


def test_folding_ignores_spelling_and_marks() -> None:
    assert fold_words("إنَّ الأُسـرةَ، فى «بيتٍ» ١٢") == fold_words("ان الاسره في بيت 12")
    assert fold_words("\u200fكلمة\u200e") == ["كلمه"]


def test_shingles_count_runs_of_four() -> None:
    truth = list("abcdef")  # abcd bcde cdef
    answer = list("abcdexy")  # abcd bcde cdex dexy
    assert compare_shingles(truth, answer) == Overlap(2 / 4, 2 / 3)
    assert compare_shingles(truth, answer).f1 == pytest.approx(4 / 7)


def test_shingles_of_a_short_text_use_what_there_is() -> None:
    assert compare_shingles(["a", "b"], ["a", "b"]).f1 == 1
    assert compare_shingles(["a", "b"], ["a", "b", "c"]) == Overlap(1 / 2, 1)
    assert compare_shingles(["a"], ["b"]).f1 == 0


def test_repeated_words_count_as_often_as_both_have_them() -> None:
    assert compare_counts(["a", "a", "b"], ["a", "a", "a", "c"]) == Overlap(2 / 4, 2 / 3)


def test_an_empty_answer_is_right_only_for_an_empty_truth() -> None:
    assert compare_shingles([], []).f1 == 1
    assert compare_shingles(["a"], []).f1 == 0
    assert compare_shingles([], ["a"]).f1 == 0


@pytest.mark.parametrize(
    ("truth", "answer", "outcome"),
    [
        ("2022-01-04", "2022-01-04", DateOutcome.RIGHT),
        ("2022-01-04T10:00:00+03:00", "2022-01-04T00:00:00+00:00", DateOutcome.RIGHT),
        ("Tue, 04 Jan 2022 19:24:21 +0000", "2022-01-04T21:24:21+02:00", DateOutcome.RIGHT),
        # One instant, two days as written.
        ("Tue, 04 Jan 2022 23:00:00 +0000", "2022-01-05T01:00:00+02:00", DateOutcome.RIGHT),
        # A day alone, given an offset, is no instant: the fifth is not the fourth.
        ("Tue, 04 Jan 2022 23:00:00 +0000", "2022-01-05T00:00:00+02:00", DateOutcome.WRONG_DAY),
        ("2022-01-04", "2022-01-05", DateOutcome.WRONG_DAY),
        ("2022-01-04", "4 يناير", DateOutcome.WRONG_DAY),
        ("2022-01-04", None, DateOutcome.MISSING),
        (None, "2022-01-05", DateOutcome.NOT_JUDGED),
    ],
)
def test_a_date_is_judged_by_its_day(truth: str | None, answer: str | None, outcome: DateOutcome) -> None:
    assert judge_date(Truth(body="", published=truth), answer) is outcome


def test_a_date_where_there_is_none_is_invented() -> None:
    undated = Truth(body="", has_no_date=True)
    assert judge_date(undated, "2022-01-04") is DateOutcome.INVENTED
    assert judge_date(undated, None) is DateOutcome.ABSENT


def test_a_date_that_the_truth_does_not_list_is_counted_apart() -> None:
    unlisted = Truth(body="", lists_no_date=True)
    assert judge_date(unlisted, "2022-01-04") is DateOutcome.UNLISTED
    assert judge_date(unlisted, None) is DateOutcome.UNANSWERED


def test_a_truth_date_that_cannot_be_read_is_an_error() -> None:
    with pytest.raises(ValueError, match="neither ISO 8601"):
        judge_date(Truth(body="", published="yesterday"), "2022-01-04")


@pytest.mark.parametrize(
    ("record", "published", "has_no_date", "lists_no_date"),
    [
        ({"published": "", "truth_kind": "body"}, None, False, False),
        ({"published": ""}, None, False, True),
        ({"published": None, "truth_kind": "full"}, None, True, False),
        ({"published": "2022-01-04"}, "2022-01-04", False, False),
        ({}, None, False, False),
    ],
)
def test_an_empty_date_is_unjudged_absent_or_unlisted(
    record: dict[str, str | None], published: str | None, has_no_date: bool, lists_no_date: bool
) -> None:
    truth = parse_truth({"body": "", **record})
    assert (truth.published, truth.has_no_date, truth.lists_no_date) == (
        published,
        has_no_date,
        lists_no_date,
    )


@pytest.mark.parametrize(
    ("body", "repeated"),
    [
        ("افتتاح الجسر الكبير اليوم\n\nنص المقال", True),
        ("نص المقال\n«إفتتاح الجسر الكبير اليوم»\nنص آخر", True),
        ("افتتاح الجسر الكبير اليوم نص المقال في سطر واحد", True),
        ("حضر الناس افتتاح الجسر الكبير اليوم", False),
        ("", False),
    ],
)
def test_the_headline_again_in_the_body_is_seen(body: str, repeated: bool) -> None:
    assert has_repeated_headline("افتتاح الجسر الكبير اليوم", body) is repeated


def test_a_body_may_begin_with_the_two_words_of_its_headline() -> None:
    assert not has_repeated_headline("وزير النقل", "وزير النقل يفتتح الجسر")


def test_phrases_that_the_truth_contradicts_are_not_counted() -> None:
    truth = Truth(
        body="الجسر فوق النهر",
        must_contain=("فوق النهر", "ليس هنا"),
        must_not_contain=("اقرأ أيضا", "الجسر"),
    )
    assert count_phrases(truth, fold_words("الجسر فوق النهر")) == (2, 2)
    assert count_phrases(truth, fold_words("الجسر. إقرأ أيضاً")) == (2, 0)


def test_a_phrase_is_found_at_word_borders_only() -> None:
    truth = Truth(body="نص", must_not_contain=("من",))
    assert count_phrases(truth, fold_words("زمن")) == (1, 1)


def test_a_page_is_scored_in_every_field() -> None:
    truth = Truth(body="نص المقال", headline="عنوانٌ", published="2022-01-04")
    score = score_page(
        "p", "s", truth, Extracted(body="نص  المقال", headline="عنوان", published="2022-01-04T10:00:00+03:00")
    )
    assert (score.shingles.f1, score.words.f1, score.body_exact, score.body_same_words) == (1, 1, True, True)
    assert (score.headline_exact, score.headline_same_key, score.headline_repeated) == (False, True, False)
    assert (score.date, score.teaser_exact) == (DateOutcome.RIGHT, None)


def _score(name: str, site: str, answer: str) -> PageScore:
    return score_page(name, site, Truth(body="a b c d", headline="h"), Extracted(body=answer, headline="h"))


def test_sites_weigh_alike_however_many_pages_they_have() -> None:
    scores = [_score("1", "big", "a b c d"), _score("2", "big", "a b c d"), _score("3", "small", "")]
    assert Averages(scores, by_site=True).mean(lambda score: score.shingles.f1) == 0.5
    assert Averages(scores, by_site=False).mean(lambda score: score.shingles.f1) == pytest.approx(2 / 3)


def test_the_worst_page_comes_first() -> None:
    scores = [_score("good", "s", "a b c d"), _score("empty", "s", ""), _score("half", "s", "a b c d e")]
    assert [score.name for score in list_worst(scores, 2, by_words=False)] == ["empty", "half"]


def test_a_summary_counts_what_was_taken_and_how_fast() -> None:
    run = EngineRun(
        engine="x",
        scores=(_score("1", "s", "a b c d"), _score("2", "s", "")),
        seconds=(0.1, 0.4),
        accepted={"stubs": (1, 12)},
        peak_memory=50 << 20,
    )
    figures = summarise(run, by_site=True)
    assert figures["body F1"] == "0.5000"
    assert figures["body F1, lowest site"] == "0.5000 s"
    assert figures["headline exact"] == "100.0 %"
    assert figures["articles without a body"] == "1"
    assert figures["stubs taken as articles"] == "1/12"
    assert figures["pages a second"] == "4.0"
    assert figures["slowest page, ms"] == "400"
    assert figures["peak memory, MB"] == "50"
    assert figures["date (day)"] == figures["teaser exact"] == "-"


def test_differences_are_told_in_the_printed_words() -> None:
    assert list_differences("قال الوزير إنَّ الجسر", "قال الوزير ان النهر – الجسر") == ["+ surplus: النهر"]


def test_a_folder_is_loaded_with_truth_sites_and_traps(tmp_path: Path) -> None:
    for name in ("articles", "truth", "stubs"):
        (tmp_path / name).mkdir()
    (tmp_path / "articles" / "news.example__1.html").write_bytes(b"<p>x</p>")
    (tmp_path / "stubs" / "news.example__2.html").write_bytes(b"<p>y</p>")
    record = {
        "url": "http://news.example/1",
        "title": "",
        "body": "x",
        "language": "ar",
        "truth_kind": "body",
    }
    (tmp_path / "truth" / "news.example__1.json").write_text(json.dumps(record), encoding="utf-8")
    folder = load_folder(tmp_path)
    assert folder.by_site
    (article,), (stub,) = folder.articles, folder.non_articles
    assert (article.site, article.url, article.read()) == (
        "news.example",
        "http://news.example/1",
        b"<p>x</p>",
    )
    assert article.truth == Truth(body="x")
    assert (stub.kind, stub.language, stub.truth) == ("stubs", "ar", None)
    with pytest.raises(CorpusFolderError, match="no pages of the site other"):
        load_folder(tmp_path, "other")


def test_a_page_without_truth_is_told(tmp_path: Path) -> None:
    (tmp_path / "html").mkdir()
    (tmp_path / "html" / "1.html").write_bytes(b"")
    with pytest.raises(CorpusFolderError, match="its truth"):
        load_folder(tmp_path)
