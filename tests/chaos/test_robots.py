"""Faults 25 to 28: robots.txt and its own failures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from arnews_crawler.demo.hostile.robots import FORBIDDEN
from tests.chaos.harness import Chaos, Crawl


@pytest.mark.fault(25)
@pytest.mark.parametrize("host", ["site", "elsewhere"])
def test_where_robots_fails_no_page_is_asked_for(chaos: Chaos, host: str) -> None:
    base_url = chaos.server.base_url if host == "site" else chaos.server.elsewhere_url
    _only_robots_is_asked_for(chaos.crawl(exit_code=9, base_url=base_url), host)


@pytest.mark.fault(26)
def test_where_robots_is_dropped_no_page_is_asked_for(chaos: Chaos) -> None:
    _only_robots_is_asked_for(chaos.crawl(exit_code=9), "site")


def _only_robots_is_asked_for(done: Crawl, host: str) -> None:
    assert set(done.targets(host)) == {"/robots.txt"}
    assert len(done.asked) <= 4
    assert not done.articles
    assert done.is_counted("robots_unreachable")
    assert "robots.txt" in done.stderr


@pytest.mark.fault(27)
def test_rules_from_elsewhere_are_obeyed(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert done.targets("elsewhere") == ["/robots.txt"]
    _obeyed(chaos, done)


@pytest.mark.slow
@pytest.mark.fault(28)
def test_odd_files_are_read_as_far_as_they_can(chaos: Chaos, tmp_path: Path) -> None:
    for run, has_rules in enumerate((True, True, False, False), 1):
        done = chaos.crawl(exit_code=0, db=tmp_path / f"{run}.db")
        assert done.asked[-1].run == run
        chaos.good_are_stored(done)
        if has_rules:
            _obeyed(chaos, done)


@pytest.mark.slow
@pytest.mark.fault(28)
def test_a_crawl_delay_is_obeyed(chaos: Chaos, skip_runs: Callable[[Chaos, int], None]) -> None:
    skip_runs(chaos, 4)
    urls = [word for story in chaos.site.good[:2] for word in ("--url", chaos.server.base_url + story.path[1:])]
    done = chaos.crawl(*urls, "--allow-private", exit_code=0)
    assert len(done.articles) == 2
    for before, after in pairwise(done.asked):
        assert after.when - before.when >= 4.9, (before.target, after.target)


@pytest.fixture
def skip_runs() -> Callable[[Chaos, int], None]:
    """Ask for robots.txt so many times, as runs would."""

    def ask(chaos: Chaos, number: int) -> None:
        for _ in range(number):
            chaos.site.answer("site", "/robots.txt", {}, 0.0, ("", ""))

    return ask


def _obeyed(chaos: Chaos, done: Crawl) -> None:
    assert not any(target.startswith(FORBIDDEN) for target in done.targets())
    assert done.is_counted("robots")
    chaos.good_are_stored(done)
