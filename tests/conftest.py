"""What several rooms' tests share: a demo newsroom that is served, and a corpus that was crawled from one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from arnews_crawler.demo.server import DemoServer

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def demo_server() -> Iterator[DemoServer]:
    """Serve a small newsroom as long as the tests run."""
    from arnews_crawler.demo.newsroom import build_newsroom
    from arnews_crawler.demo.server import DemoServer

    with DemoServer(build_newsroom(30, seed=5)) as server:
        yield server


@pytest.fixture(scope="session")
def demo_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Run ``arnews demo`` once, in a folder of its own; return the database and what was printed."""
    folder = tmp_path_factory.mktemp("demo")
    command = [sys.executable, "-m", "arnews_crawler", "demo", "--articles", "60", "--seed", "11"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARNEWS_")}
    environment["PYTHONPATH"] = str(ROOT)
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    return folder / "data" / "demo.db", done


@pytest.fixture(scope="session")
def demo_db(demo_run: tuple[Path, subprocess.CompletedProcess[str]]) -> Path:
    """A corpus crawled from a newsroom of sixty articles; not to be written to."""
    path, done = demo_run
    assert path.exists(), done.stderr
    return path


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """A browser; without one what looks at pages is skipped, with the reason."""
    from tests.web.browsing import NoBrowserError, browser

    with ExitStack() as stack:
        try:
            started = stack.enter_context(browser())
        except NoBrowserError as error:
            pytest.skip(str(error))
        yield started
