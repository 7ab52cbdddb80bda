"""How a run's end is decided."""

from __future__ import annotations

from typing import Any

import pytest

from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.outcome import RunRecord, combine, judge


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
        (run("closespider_timeout"), ExitCode.TIME_LIMIT),
        (run("blocked", arnews__article__found=5), ExitCode.BLOCKED),
        (run("start_error"), ExitCode.BUG),
        (run("usage", arnews__problem="usage: limit: x"), ExitCode.USAGE),
        (run("configuration", arnews__problem="configuration: x"), ExitCode.CONFIGURATION),
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
    ],
)
def test_the_exit_code_follows_from_what_happened(record: RunRecord, code: ExitCode) -> None:
    outcome = judge(record)
    assert outcome.exit_code is code
    assert outcome.reason.startswith("news: ")
    assert "\n" not in outcome.reason


def test_a_short_run_names_what_it_rejected_most() -> None:
    outcome = judge(
        run(arnews__reject__stub=2, arnews__reject__http_404=7, arnews__reject__video=1, arnews__reject__x=1)
    )
    assert "rejected: http_404 7, stub 2, video 1" in outcome.reason


def test_of_several_spiders_the_first_that_is_not_fine_decides() -> None:
    fine, late, ill = run(arnews__article__found=5), run("closespider_timeout"), run()
    outcome = combine([judge(fine), judge(late), judge(ill)])
    assert outcome.exit_code is ExitCode.TIME_LIMIT
    assert len(outcome.runs) == 3
    assert combine([judge(fine), judge(fine)]).exit_code is ExitCode.OK


def test_bounds_and_broken_sources_are_noted() -> None:
    outcome = judge(
        run(
            arnews__article__found=5,
            arnews__source__broken=2,
            arnews__source__broken_urls="https://example.org/a https://example.org/b",
            arnews__refused__page_limit=3,
        )
    )
    assert outcome.exit_code is ExitCode.OK
    assert "https://example.org/b" in outcome.notes[0]
    assert "ARNEWS_MAX_PAGES" in outcome.notes[1]
