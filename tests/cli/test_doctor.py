"""``arnews doctor``."""

from __future__ import annotations

import json
import sqlite3
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from arnews_crawler.cli import doctor as module
from arnews_crawler.corpus import file_marks
from tests.corpus.test_schema import make_older


def test_all_is_well_with_a_good_database(run: Any, corpus_file: Path) -> None:
    result = run("doctor", "--db", corpus_file)
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert all(line.startswith("ok ") for line in lines)
    assert [line.split()[1] for line in lines[:4]] == ["python:", "sqlite:", "packages:", "pipelines:"]
    assert any("spiders: news, nowarabia" in line for line in lines)
    assert any("search index: in step" in line for line in lines)


def test_json_is_a_line_a_check(run: Any, tmp_path: Path) -> None:
    result = run("doctor", "--db", tmp_path / "none.db", "--json")
    checks = {check["check"]: check for check in map(json.loads, result.stdout.splitlines())}
    assert checks["database"]["ok"] is True
    assert "the first crawl makes it" in checks["database"]["message"]


def test_a_database_out_of_step_is_storage(run: Any, corpus_file: Path) -> None:
    with sqlite3.connect(corpus_file) as connection:
        connection.execute("DELETE FROM articles_fts_docsize WHERE id = 1")
    connection.close()
    result = run("doctor", "--db", corpus_file)
    assert result.exit_code == 3
    assert "problem  search index: 1 articles missing" in result.stdout


def test_a_stray_pipelines_is_found(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = tmp_path / "site-packages"
    (stray / "pipelines").mkdir(parents=True)
    (stray / "pipelines" / "__init__.py").touch()
    monkeypatch.syspath_prepend(stray)
    result = run("doctor", "--db", tmp_path / "none.db")
    assert result.exit_code == 4
    assert f"another package of that name is at {stray / 'pipelines'}" in result.stdout
    (stray / "pipelines" / "__init__.py").unlink()
    (stray / "pipelines").rmdir()
    (stray / "pipelines.py").touch()
    assert not module.check_pipelines([str(stray)]).ok


@pytest.mark.parametrize(
    ("requirement", "told"),
    [
        ("no-such-package>=1", "no-such-package is missing"),
        ("click>=99", "needed is >=99"),
        ("click", None),
    ],
)
def test_packages_are_compared_with_what_is_required(requirement: str, told: str | None) -> None:
    trouble = module._trouble_with(Requirement(requirement))
    assert trouble is None if told is None else told in (trouble or "")


def test_old_tools_and_missing_packages_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LEAST_PYTHON", (9, 0))
    monkeypatch.setattr(module, "_LEAST_SQLITE", (9, 0, 0))
    monkeypatch.setattr(module, "requires", lambda _: ["no-such-package"])
    problems = {check.name: check.message for check in module.check_setup() if not check.ok}
    assert set(problems) == {"python", "sqlite", "packages"}
    assert "too old" in problems["python"]
    assert problems["packages"] == "no-such-package is missing; run `make install`"


def test_a_checkout_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> list[str]:
        raise PackageNotFoundError

    monkeypatch.setattr(module, "requires", missing)
    assert module._check_packages().message == "arnews is not installed; run `make install`"


def test_an_older_database_is_brought_up_to_date_where_asked(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    older = tmp_path / "older.db"
    make_older(older, file_marks.SCHEMA_VERSION - 1)
    told = run("search", "قمح", "--db", older)
    assert told.exit_code == 3
    assert "arnews doctor --migrate" in told.stderr
    assert run("doctor", "--db", older).exit_code == 3
    assert run("doctor", "--migrate", "--db", older).exit_code == 0
    assert run("search", "قمح", "--db", older).exit_code == 0
    with sqlite3.connect(corpus_file) as connection:
        connection.execute("UPDATE meta SET value = '1' WHERE name = 'normaliser_version'")
        connection.execute("INSERT INTO articles_fts(articles_fts) VALUES ('delete-all')")
    connection.close()
    assert run("doctor", "--db", corpus_file).exit_code == 3
    assert run("doctor", "--migrate", "--db", corpus_file).exit_code == 0
    assert run("search", "قمح", "--db", corpus_file).stdout


def test_migrating_makes_no_database_and_touches_no_other_file(run: Any, tmp_path: Path) -> None:
    assert run("doctor", "--migrate", "--db", tmp_path / "none.db").exit_code == 3
    assert not list(tmp_path.iterdir())
    text = tmp_path / "text.db"
    text.write_text("no database\n" * 100)
    assert run("doctor", "--migrate", "--db", text).exit_code == 3
    assert text.read_text() == "no database\n" * 100
