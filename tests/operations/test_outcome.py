"""How a run's end is decided."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from arnews_crawler.corpus.run_history import RunHistory
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.health import Patient
from arnews_crawler.operations.outcome import RunRecord, combine
from arnews_crawler.operations.verdict import judge

KNOWN = Patient(history=RunHistory(is_known=True, last_exit=0))


def run(reason: str = "finished", *, least: int = 1, bug: str | None = None, **statistics: Any) -> RunRecord:
    named = {name.replace("__", "/"): value for name, value in statistics.items()}
    return RunRecord("news", reason, named, least_articles=least, bug=bug)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (run(arnews__article__found=5), ExitCode.OK),
        (run(arnews__article__found=5, least=6), ExitCode.UNHEALTHY),
        (run(), ExitCode.UNHEALTHY),
        (run("limit"), ExitCode.OK),
        (run("shutdown", arnews__article__found=5), ExitCode.INTERRUPTED),
        (run("killed", arnews__article__found=5), ExitCode.INTERRUPTED),
        (run("closespider_timeout"), ExitCode.TIME_LIMIT),
        (run("blocked", arnews__article__found=5), ExitCode.BLOCKED),
        (run("start_error"), ExitCode.BUG),
        (run("usage", arnews__problem="usage: limit: x"), ExitCode.USAGE),
        (run("configuration", arnews__problem="configuration: x"), ExitCode.CONFIGURATION),
        (run("locked", arnews__problem="locked: x"), ExitCode.LOCKED),
        (run("storage_error", arnews__article__found=5), ExitCode.STORAGE),
        (run(arnews__error__storage=1, arnews__article__found=5), ExitCode.STORAGE),
        (run(arnews__error__bug=1, arnews__article__found=5), ExitCode.BUG),
        (run(bug="KeyError: 'x'", arnews__article__found=5), ExitCode.BUG),
        (run(arnews__problem="private_address: x"), ExitCode.CONFIGURATION),
        (run(arnews__problem="http_429: x"), ExitCode.BLOCKED),
        (run(arnews__problem="robots_unreachable: x"), ExitCode.UNHEALTHY),
        (run(arnews__problem="timeout: x"), ExitCode.UNHEALTHY),
        # A front page that failed is no matter where the articles were found all the same.
        (run(arnews__problem="http_500: x", arnews__article__found=5), ExitCode.OK),
        (run(arnews__reject__captcha=4), ExitCode.BLOCKED),
        (run(arnews__reject__captcha=4, arnews__article__found=3), ExitCode.BLOCKED),
        (run(arnews__reject__captcha=1, arnews__article__found=30), ExitCode.OK),
    ],
)
def test_the_exit_code_follows_from_what_happened(record: RunRecord, code: ExitCode) -> None:
    verdict = judge(record)
    assert verdict.exit_code is code
    assert verdict.reason
    assert "\n" not in verdict.reason


@pytest.mark.parametrize(
    ("record", "code"),
    [
        # What was read is not stored, whatever ended the run: 11 and 14 would say that it is.
        (replace(run("shutdown"), storage_error="full"), ExitCode.STORAGE),
        (replace(run("closespider_timeout"), storage_error="full"), ExitCode.STORAGE),
        (run("closespider_timeout", bug="KeyError: 'x'"), ExitCode.BUG),
        (replace(run("closespider_timeout", bug="KeyError: 'x'"), is_late_bug=True), ExitCode.TIME_LIMIT),
        (replace(run("finished", bug="KeyError: 'x'", arnews__article__found=1), is_late_bug=True), ExitCode.BUG),
    ],
)
def test_of_two_troubles_the_first_is_told(record: RunRecord, code: ExitCode) -> None:
    assert judge(record).exit_code is code


@pytest.mark.parametrize(
    ("statistics", "least", "code"),
    [
        ({"arnews/known/listed": 40}, 5, ExitCode.OK),
        ({"arnews/known/listed": 3, "arnews/article/found": 2}, 5, ExitCode.OK),
        ({"arnews/page/not_modified": 1}, 5, ExitCode.OK),
        ({"arnews/filtered/since": 9}, 5, ExitCode.OK),
        ({}, 1, ExitCode.UNHEALTHY),
        ({"arnews/source/broken": 1}, 1, ExitCode.UNHEALTHY),
        ({"arnews/known/listed": 3}, 5, ExitCode.UNHEALTHY),
    ],
)
def test_nothing_new_is_fine_where_a_known_site_lists_its_articles(
    statistics: dict[str, int], least: int, code: ExitCode
) -> None:
    assert judge(RunRecord("news", "finished", statistics, least, patient=KNOWN)).exit_code is code


def test_a_first_run_needs_articles() -> None:
    assert judge(run(arnews__page__not_modified=1)).exit_code is ExitCode.UNHEALTHY
    assert judge(run(arnews__filtered__since=1)).exit_code is ExitCode.OK


def test_a_short_run_names_what_it_rejected_most() -> None:
    verdict = judge(
        run(arnews__reject__stub=2, arnews__reject__http_404=7, arnews__reject__video=1, arnews__reject__x=1)
    )
    assert "rejected: http_404 7, stub 2, video 1" in verdict.reason


HOLLOW = {"arnews/page/fetched": 20, "arnews/article/found": 15, "arnews/page/not_modified": 3}


def test_a_known_site_that_names_no_article_any_more_is_ill() -> None:
    hollow = replace(run(), statistics=HOLLOW, patient=KNOWN)
    assert judge(hollow).exit_code is ExitCode.UNHEALTHY
    assert "name no article" in judge(hollow).reason
    assert judge(replace(hollow, patient=Patient())).exit_code is ExitCode.OK  # a first run
    assert judge(replace(hollow, is_whole=False)).exit_code is ExitCode.OK


@pytest.mark.parametrize(
    "name",
    [
        "arnews/article/named",
        "arnews/article/stored",
        "arnews/listing/not_modified",
        "arnews/filtered/since",
        "arnews/run/continued",
    ],
)
def test_a_known_site_that_names_something_is_not(name: str) -> None:
    assert judge(replace(run(), statistics={**HOLLOW, name: 1}, patient=KNOWN)).exit_code is ExitCode.OK


def test_of_several_spiders_the_trouble_that_came_first_decides() -> None:
    fine = run(arnews__article__found=5)
    late = replace(run("closespider_timeout"), ended_at=2.0)
    ill = replace(run(), ended_at=1.0)
    outcome = combine([judge(fine), judge(late), judge(ill)])
    assert outcome.exit_code is ExitCode.UNHEALTHY
    assert outcome.reason.startswith("news: 0 articles found")
    assert len(outcome.verdicts) == 3
    assert combine([judge(fine), judge(fine)]).exit_code is ExitCode.OK


def test_healthy_again_is_told_once() -> None:
    again = replace(run(arnews__article__found=5), patient=Patient(history=RunHistory(is_known=True, last_exit=9)))
    assert judge(again).is_recovery
    assert not judge(replace(again, patient=KNOWN)).is_recovery


def test_bounds_and_broken_sources_are_noted() -> None:
    outcome = combine(
        [
            judge(
                run(
                    arnews__article__found=5,
                    arnews__source__broken=2,
                    arnews__source__broken_urls="https://example.org/a https://example.org/b",
                    arnews__refused__page_limit=3,
                )
            )
        ]
    )
    assert outcome.exit_code is ExitCode.OK
    assert "https://example.org/b" in outcome.notes[0]
    assert "ARNEWS_MAX_PAGES" in outcome.notes[1]
