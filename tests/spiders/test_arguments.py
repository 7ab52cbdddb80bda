"""Spider arguments are read strictly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from scrapy.settings import Settings

from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError, parse_arguments
from arnews_crawler.spiders.configuration import read_arguments, read_limits

NOW = datetime(2024, 5, 10, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2d", NOW - timedelta(days=2)),
        ("48 h", NOW - timedelta(hours=48)),
        ("90m", NOW - timedelta(minutes=90)),
        ("3W", NOW - timedelta(weeks=3)),
        ("2024-05-01", datetime(2024, 5, 1, tzinfo=UTC)),
        ("2024-05-01T10:00:00+03:00", datetime(2024, 5, 1, 7, tzinfo=UTC)),
    ],
)
def test_since_is_an_age_or_a_date(text: str, expected: datetime) -> None:
    assert parse_arguments({"since": text}, now=NOW).since == expected


def test_until_a_day_includes_it_in_the_sites_time_zone() -> None:
    zone = timezone(timedelta(hours=3))
    until = parse_arguments({"until": "2024-05-01"}, time_zone=zone).until
    assert until is not None
    assert datetime(2024, 5, 1, 23, 59, tzinfo=zone) <= until < datetime(2024, 5, 2, tzinfo=zone)


def test_addresses_are_completed_and_written_canonically() -> None:
    assert parse_arguments({"base_url": "Example.org"}).base_url == "https://example.org/"
    assert parse_arguments({"base_url": "localhost:8000/a"}).base_url == "https://localhost:8000/a"
    urls = parse_arguments({"url": "https://example.org/a example.org/b\nhttps://example.org/a"}).urls
    assert urls == ("https://example.org/a", "https://example.org/b")
    assert parse_arguments({"url": ["https://example.org/a"]}).urls == ("https://example.org/a",)


def test_empty_values_are_not_given() -> None:
    assert parse_arguments({"since": "", "url": (), "limit": None}) == parse_arguments({})


@pytest.mark.parametrize(
    ("raw", "argument", "told"),
    [
        ({"since": "yesterday"}, "since", "neither an age"),
        ({"since": "99999999999d"}, "since", "neither an age"),
        ({"since": "999999d"}, "since", "neither an age"),
        ({"until": "2024-13-01"}, "until", "neither an age"),
        ({"since": "2024-05-02", "until": "2024-05-01"}, "since", "lies after until"),
        ({"limit": "0"}, "limit", "whole number above 0"),
        ({"limit": "٥"}, "limit", "whole number above 0"),
        ({"limit": 1.5}, "limit", "whole number above 0"),
        ({"base_url": "ftp://example.org"}, "base_url", "not_http"),
        ({"base_url": "ftp://u:secret@example.org"}, "base_url", "not_http"),
        ({"base_url": "https://u:secret/x@example.org"}, "base_url", "bad_host"),
        ({"url": "https://"}, "url", "bad_host"),
        ({"sinec": "2d"}, "sinec", "did you mean since"),
        ({"zzz": "2d"}, "zzz", "known are base_url"),
    ],
)
def test_what_cannot_be_used_is_named_with_what_to_type(raw: dict[str, Any], argument: str, told: str) -> None:
    with pytest.raises(ArgumentError) as caught:
        parse_arguments(raw, now=NOW)
    assert caught.value.argument == argument
    assert told in str(caught.value)
    assert "secret" not in str(caught.value)


def test_the_argument_comes_before_environment_and_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings({"X_BASE_URL": "https://settings.example/"})
    assert read_arguments("x", {}, settings, base_url="https://class.example/").base_url == "https://settings.example/"
    monkeypatch.setenv("ARNEWS_X_BASE_URL", "environment.example")
    assert read_arguments("x", {}, settings).base_url == "https://environment.example/"
    given = {"base_url": "https://argument.example/"}
    assert read_arguments("x", given, settings).base_url == "https://argument.example/"
    monkeypatch.setenv("ARNEWS_X_BASE_URL", "javascript:x")
    with pytest.raises(ArgumentError, match="ARNEWS_X_BASE_URL"):
        read_arguments("x", {}, settings)


def test_a_spider_that_knows_no_address_says_where_it_can_be_given() -> None:
    with pytest.raises(ConfigurationError, match="ARNEWS_X_BASE_URL in the environment or X_BASE_URL in the settings"):
        read_arguments("x", {}, Settings())
    assert read_arguments("x", {"url": "https://example.org/a"}, Settings()).base_url is None


def test_bounds_come_from_the_settings() -> None:
    assert read_limits(Settings({"ARNEWS_MAX_PAGES": "7"})).pages == 7
    assert read_limits(Settings()).pages == 25_000
