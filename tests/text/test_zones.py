"""Time zones by the names that pages print."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfoNotFoundError

import pytest

from arnews_crawler.text import zones
from arnews_crawler.text.dates import DateRefusal, explain_refusal
from arnews_crawler.text.zones import LETTER_ZONES, PLACE_ZONES, find_zone

LOCAL = timezone(timedelta(hours=1))


@pytest.mark.parametrize("name", sorted(PLACE_ZONES))
def test_every_place_has_a_zone(name: str) -> None:
    zone = find_zone(name, LOCAL)
    assert zone is not None
    assert datetime(2026, 1, 1, tzinfo=zone).utcoffset() is not None


def test_uncertain_letters_are_no_zone() -> None:
    assert {name for name in LETTER_ZONES if find_zone(name, UTC) is None} == {"ast", "ist"}


def test_local_is_the_zone_of_the_site() -> None:
    assert find_zone("المحلي", LOCAL) is LOCAL


def test_a_machine_without_the_zone_database_refuses_the_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(key: str) -> tzinfo:
        raise ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zones, "ZoneInfo", missing)
    find_zone.cache_clear()
    try:
        assert explain_refusal("12 أيار 2026 14:30 بتوقيت بيروت") == DateRefusal.UNKNOWN_ZONE
    finally:
        find_zone.cache_clear()
