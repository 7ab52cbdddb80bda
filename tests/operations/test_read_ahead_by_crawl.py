"""A crawl that has its pages read by a second process stores what it would store without."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.operations.conftest import NewsSite

Run = Callable[..., dict[str, Any]]
SLOWLY = {"ARNEWS_SECOND_READER_SHARE": 0.0, "DOWNLOAD_DELAY": 0.1, "AUTOTHROTTLE_ENABLED": False}
"""It is there from the first page on, and the crawl lasts until it is."""
ALONE = {"ARNEWS_SECOND_READER": False, "DOWNLOAD_DELAY": 0, "AUTOTHROTTLE_ENABLED": False}


def stored(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT url, headline, teaser, body, evidence FROM articles ORDER BY url").fetchall()


def counts(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        told: dict[str, int] = json.loads(connection.execute("SELECT counts FROM runs").fetchone()[0])
        return told


def test_a_second_process_changes_nothing_that_is_stored(news_site: NewsSite, run_spiders: Run, tmp_path: Path) -> None:
    news_site.publish(50)
    files = {}
    for name, settings in (("two", SLOWLY), ("one", ALONE)):
        files[name] = tmp_path / f"{name}.db"
        done = run_spiders("news", base_url=news_site.url, settings={**settings, "ARNEWS_DB": str(files[name])})
        assert done["exit_code"] == 0, done
    assert counts(files["two"])["arnews/page/read_ahead"] > 5
    assert "arnews/page/read_ahead" not in counts(files["one"])
    assert stored(files["two"]) == stored(files["one"])
    assert len(stored(files["one"])) == 50
