"""``arnews`` itself: quick to start, plain when something is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import click
import pytest

from arnews_crawler.cli import search as search_module
from arnews_crawler.cli.command import SUMMARIES, ArnewsCommand
from arnews_crawler.cli.group import arnews
from arnews_crawler.corpus.reader import Corpus

HEAVY = ("scrapy", "lxml", "twisted", "sqlite_utils", "bs4")


def loaded_by(code: str) -> set[str]:
    told = f"import sys\n{code}\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_help_lists_all_commands_and_imports_none(run: Any) -> None:
    result = run("--help")
    assert result.exit_code == 0
    for name, summary in SUMMARIES.items():
        assert name in result.stdout
        assert summary.split()[0] in result.stdout
    loaded = loaded_by("from arnews_crawler.cli import arnews\ntry: arnews(['--help'])\nexcept SystemExit: pass")
    assert not loaded.intersection(HEAVY)
    assert "arnews_crawler.cli.search" not in loaded


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_command_s_help_has_its_examples(run: Any, name: str) -> None:
    result = run(name, "--help")
    assert result.exit_code == 0
    command = arnews.get_command(click.Context(arnews), name)
    assert isinstance(command, ArnewsCommand)
    assert command.examples
    for example in command.examples:
        assert f"\n  {example}\n" in result.stdout


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_wrong_option_tells_what_to_type(run: Any, name: str) -> None:
    result = run(name, "--no-such-option")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith(f"arnews {name}: No such option")
    assert f"type for example: arnews {name}" in result.stderr
    assert result.stderr.count("\n") == 1


def test_an_unknown_command_names_the_nearest(run: Any) -> None:
    result = run("serach", "x")
    assert result.exit_code == 2
    assert "'serach'; did you mean search or extract?" in result.stderr
    assert "there are demo, demo-site" in run("xyzzy").stderr


def test_no_command_at_all_is_usage(run: Any) -> None:
    result = run()
    assert result.exit_code == 2
    assert "type for example: arnews demo" in result.stderr


def test_the_version_is_the_package_s(run: Any) -> None:
    from arnews_crawler import __version__

    assert run("--version").stdout == f"arnews {__version__}\n"


def raise_bug(*_: object, **__: object) -> NoReturn:
    raise ZeroDivisionError("a slip")


def test_a_bug_is_one_line_and_a_hint(
    run: Any, monkeypatch: pytest.MonkeyPatch, corpus_file: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Corpus, "search", raise_bug)
    result = run("search", "x", "--db", corpus_file)
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    assert "a bug of arnews: ZeroDivisionError: a slip" in result.stderr
    assert "ARNEWS_DEBUG" in result.stderr
    assert "Traceback" in run("search", "x", "--db", corpus_file, env={"ARNEWS_DEBUG": "1"}).stderr


def test_debug_prints_where_a_bug_is(run: Any, monkeypatch: pytest.MonkeyPatch, corpus_file: Path) -> None:
    monkeypatch.setenv("ARNEWS_DEBUG", "")
    monkeypatch.setattr(search_module, "Corpus", raise_bug)
    assert "Traceback" in run("--debug", "search", "x", "--db", corpus_file).stderr


def test_ctrl_c_is_interrupted(run: Any, monkeypatch: pytest.MonkeyPatch, corpus_file: Path) -> None:
    def press(*_: object, **__: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(Corpus, "search", press)
    result = run("search", "x", "--db", corpus_file)
    assert (result.exit_code, result.stderr) == (11, "arnews search: interrupted\n")


def test_the_database_s_trouble_is_storage(run: Any, tmp_path: Path) -> None:
    result = run("search", "x", "--db", tmp_path / "none.db")
    assert result.exit_code == 3
    assert "none.db: no such database; crawl first" in result.stderr
    text = tmp_path / "text.db"
    text.write_text("no database")
    result = run("stats", "--db", text)
    assert result.exit_code == 3
    assert "text.db: is not an SQLite database" in result.stderr
    assert text.read_text() == "no database"


def test_arnews_db_names_the_database(run: Any, corpus_file: Path) -> None:
    assert run("stats", env={"ARNEWS_DB": str(corpus_file)}).exit_code == 0


def test_the_python_face_is_lazy_and_typed() -> None:
    import arnews_crawler

    assert "lxml" not in loaded_by("import arnews_crawler")
    assert arnews_crawler.Corpus is Corpus
    assert arnews_crawler.Article.__module__ == "arnews_crawler.article"
    assert set(arnews_crawler.__all__) <= set(dir(arnews_crawler))
    with pytest.raises(ImportError):
        exec("from arnews_crawler import extraction_of_everything", {})
    assert isinstance(SimpleNamespace(extract=arnews_crawler.extract).extract, type(loaded_by))
