"""The demo newsroom from its address alone: every article is reached, each once, and nothing without end."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.server import DemoServer
from arnews_crawler.demo.truth import newsroom_truth


@pytest.mark.parametrize("seed", [3, 2718])
def test_every_article_is_reached_whatever_the_way(
    run_spiders: Callable[..., dict[str, Any]], tmp_path: Path, seed: int
) -> None:
    newsroom = build_newsroom(articles=120, seed=seed)
    with DemoServer(newsroom) as server:
        truth = list(newsroom_truth(newsroom, server.base_url))
        done = run_spiders("news", base_url=server.base_url)
    assert done["exit_code"] == 0
    with sqlite3.connect(tmp_path / "corpus.db") as db:
        visited = {url for (url,) in db.execute("SELECT url FROM urls WHERE last_status = 200")}
        stored = [url for (url,) in db.execute("SELECT url FROM articles")]
        doubles = db.execute("SELECT headline FROM articles GROUP BY headline, body HAVING count(*) > 1").fetchall()
    known = {article["url"] for article in truth}
    assert known <= visited
    assert set(stored) <= known
    assert doubles == []
    assert len(visited) < 4 * len(known)
