"""Time zones by the names that pages print."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfoNotFoundError

import pytest

from arnews_crawler.text import zones
from arnews_crawler.text.dates import parse_date
from arnews_crawler.text.zones import LETTER_ZONES, PLACE_ZONES, find_zone

LOCAL = timezone(timedelta(hours=1))


@pytest.mark.parametrize("name", sorted(PLACE_ZONES))
def test_every_place_has_a_zone(name: str) -> None:
    zone = find_zone(name, LOCAL)
    assert zone is not None
    assert datetime(2026, 1, 1, tzinfo=zone).utcoffset() is not None


def test_uncertain_letters_are_no_zone() -> None:
    assert {name for name in LETTER_ZONES if find_zone(name, UTC) is None} == {"ast", "ist"}


@pytest.mark.parametrize(
    ("name", "site", "hours"), [("ast", 3, 3), ("ast", -4, -4), ("ast", 2, None), ("ist", 5.5, 5.5), ("ist", 2, 2)]
)
def test_letters_of_several_zones_mean_the_sites_own(name: str, site: float, hours: float | None) -> None:
    zone = find_zone(name, timezone(timedelta(hours=site)))
    offset = zone and datetime(2026, 7, 1, tzinfo=zone).utcoffset()
    assert offset == (None if hours is None else timedelta(hours=hours))


def test_local_is_the_zone_of_the_site() -> None:
    assert find_zone("المحلي", LOCAL) is LOCAL


def test_a_machine_without_the_zone_database_knows_the_day_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(key: str) -> tzinfo:
        raise ZoneInfoNotFoundError(key)

    monkeypatch.setattr(zones, "ZoneInfo", missing)
    find_zone.cache_clear()
    try:
        parsed = parse_date("12 أيار 2026 14:30 بتوقيت بيروت")
        assert parsed is not None
        assert parsed.precision == "day"
    finally:
        find_zone.cache_clear()
