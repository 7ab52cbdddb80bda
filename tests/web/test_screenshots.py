"""``make screenshots``: its corpus is the same each time, the documentation's pictures are those it takes."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.web import screenshots
from tests.web.gallery import EDITED, SITES, fill_gallery

DOCS = Path(__file__).parents[2] / "docs"
_MOST_BYTES = 1_500_000


def test_the_corpus_of_the_pictures_is_the_same_each_time(tmp_path: Path) -> None:
    dumps = []
    for name in ("a.db", "b.db"):
        fill_gallery(tmp_path / name)
        with closing(sqlite3.connect(tmp_path / name)) as connection:
            rows = [
                connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("articles", "runs", "rejects")
            ]
            assert connection.execute("SELECT count(DISTINCT site) FROM corpus").fetchone() == (len(SITES),)
            query = "SELECT revision FROM articles WHERE id = ?"
            assert connection.execute(query, (EDITED,)).fetchone() == (2,)
        dumps.append(rows)
    assert dumps[0] == dumps[1]


def test_the_pictures_of_the_documentation_are_those_that_are_taken() -> None:
    taken = {shot.file for shot in screenshots.OF_DOCS}
    assert {path.name for path in screenshots.IMAGES.glob("*.png")} == taken
    shown = re.findall(r"!\[[^\]]+\]\(images/([^)]+)\)", (DOCS / "web.md").read_text("utf-8"))
    assert set(shown) == taken
    assert sum(path.stat().st_size for path in screenshots.IMAGES.iterdir()) < _MOST_BYTES


def test_a_picture_is_taken(tmp_path: Path) -> None:
    pytest.importorskip("playwright")
    done = screenshots.main(["--only", "changes", "--out", str(tmp_path)])
    if done == screenshots.NO_BROWSER:
        pytest.skip("there is no Chromium")
    assert done == 0
    (picture,) = tmp_path.iterdir()
    assert picture.name == "changes-en-1280-dark.png"
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_a_missing_browser_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert screenshots.main(["--out", str(tmp_path / "out")]) == screenshots.NO_BROWSER
    assert capsys.readouterr().err == "make screenshots: there is no Chromium; install it: apt-get install chromium\n"
    assert not (tmp_path / "out").exists()
