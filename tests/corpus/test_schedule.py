"""When an address is looked at again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from arnews_crawler.corpus.schedule import (
    DEFAULT_RECHECK,
    MOST_FAILURES,
    next_article_look,
    next_failure_look,
    next_healing_look,
    next_missing_look,
)

START = datetime(2026, 3, 1, 12, tzinfo=UTC)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def test_an_article_is_looked_at_ever_less_often_until_it_stands_still() -> None:
    looks, now = [], START
    while (due := next_article_look(now, START, DEFAULT_RECHECK)) is not None:
        looks.append(due - START)
        now = due
    assert looks == [hours(n) for n in (1, 2, 4, 8, 16, 32, 64, 128)]


def test_a_change_makes_it_dense_again_and_the_window_ends_it() -> None:
    assert next_article_look(START, START - hours(1), hours(72)) == START + hours(1)
    assert next_article_look(START, START - hours(72), hours(72)) is None
    assert next_article_look(START, START, timedelta(0)) is None
    # A site whose clock runs ahead is no reason to wait.
    assert next_article_look(START, START + hours(5), hours(72)) == START + hours(1)


def test_failures_are_tried_after_ever_longer_pauses_and_given_up() -> None:
    pauses = [next_failure_look(START, number) for number in range(1, MOST_FAILURES + 2)]
    told = [due - START for due in pauses if due is not None]
    assert told[:4] == [hours(1), hours(2), hours(4), hours(8)]
    assert told == sorted(told)
    assert told[-1] <= timedelta(days=7)
    assert pauses[-1] is None


def test_a_missing_page_is_looked_for_in_the_next_run_and_a_gone_one_seldom() -> None:
    assert next_missing_look(START, 1, is_gone=False) == START
    days = [next_missing_look(START, missing, is_gone=True) for missing in (2, 3, 4, 5)]
    assert [due and (due - START).days for due in days] == [1, 7, 30, None]


def test_only_what_may_heal_is_looked_at_again() -> None:
    looks = [next_healing_look(START, "no_body", number) for number in range(5)]
    assert looks == [*(START + hours(number) for number in (1, 3, 8, 24)), None]
    assert next_healing_look(START, "video", 0) is None
    assert next_healing_look(START, None, 0) is None
