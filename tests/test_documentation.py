"""README and docs are true: commands are run, SQL is run, and nothing is left undocumented."""

from __future__ import annotations

import re
import shlex
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from arnews_crawler.article import Article
from arnews_crawler.cli import arnews
from arnews_crawler.cli.command import SUMMARIES
from arnews_crawler.corpus.export import EXPORT_FORMATS
from arnews_crawler.operations.exit_codes import ExitCode

ROOT = Path(__file__).parents[1]
PAGES = [
    path.relative_to(ROOT).as_posix()
    for path in (*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), ROOT / "data" / "README.md")
]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text("utf-8")
# What needs a network, a terminal for itself, files of the reader's, or minutes: its spelling is checked. What is
# crawled from a newsroom that the reader serves is run by tests/test_tutorials.py.
NOT_RUN = re.compile(r"https?://|saved-pages|page\.html|demo-site|marafi|arnews serve|\bdemo\b(?!\.)|--diff")


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


# Those of the cookbook need a corpus that has grown: tests/test_cookbook.py.
QUERIES = [(page, sql) for page in PAGES if page != "docs/cookbook.md" for sql in blocks(page, "sql")]


def lines(language: str, first: str) -> list[tuple[str, str]]:
    return [
        (page, line.strip())
        for page in PAGES
        for block in blocks(page, language)
        for line in block.splitlines()
        if line.strip().startswith(first)
    ]


@pytest.fixture(scope="module")
def folder(demo_db: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader has it after ``make demo`` and a crawl."""
    path = tmp_path_factory.mktemp("reader")
    (path / "data").mkdir()
    for name in ("demo.db", "arnews.db"):
        shutil.copy(demo_db, path / "data" / name)
    return path


@pytest.mark.parametrize(("page", "line"), lines("sh", "arnews "))
def test_a_command_of_the_documentation_works(
    page: str, line: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delenv("ARNEWS_DB", raising=False)
    arguments = shlex.split(line.partition(" > ")[0].partition(" | ")[0], comments=True)[1:]
    command = arnews.get_command(click.Context(arnews), arguments[0])
    assert command is not None, f"{page}: there is no such command: {line}"
    if NOT_RUN.search(line):
        command.make_context(arguments[0], arguments[1:], resilient_parsing=False)
        return
    result = CliRunner().invoke(arnews, arguments)
    assert result.exit_code == 0, f"{page}: {line}\n{result.output}"
    assert result.stdout.strip() or {"--out", "snapshot"} & set(arguments), f"{page}: prints nothing: {line}"


@pytest.mark.parametrize(("page", "query"), QUERIES)
def test_a_query_of_the_documentation_finds_something(page: str, query: str, demo_db: Path) -> None:
    connection = sqlite3.connect(f"file:{demo_db}?mode=ro", uri=True)
    try:
        assert connection.execute(query).fetchall(), f"{page}: {query}"
    finally:
        connection.close()


@pytest.mark.parametrize(("page", "line"), lines("sh", "sqlite3 "))
def test_a_query_in_a_shell_line_works(page: str, line: str, demo_db: Path) -> None:
    query = shlex.split(line)[-1]
    connection = sqlite3.connect(f"file:{demo_db}?mode=ro", uri=True)
    try:
        assert connection.execute(query).fetchall(), f"{page}: {query}"
    finally:
        connection.close()


@pytest.mark.parametrize(("page", "line"), lines("sh", "make "))
def test_a_make_target_of_the_documentation_is_there(page: str, line: str) -> None:
    target = line.split("#")[0].split()[1]
    assert re.search(rf"^{target}:", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE), f"{page}: {line}"


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_command_is_documented(name: str) -> None:
    assert f"\n## arnews {name}\n" in COMMANDS
    assert f"`arnews {name}`" in README
    section = COMMANDS.partition(f"\n## arnews {name}\n")[2].partition("\n## ")[0]
    assert f"\narnews {name}" in section, "a section has an example"


def test_no_command_is_documented_that_is_not_there() -> None:
    documented = re.findall(r"`arnews ([a-z-]+)`", README) + re.findall(r"^## arnews (\S+)$", COMMANDS, re.MULTILINE)
    assert set(documented) == set(SUMMARIES)


@pytest.mark.parametrize("name", SUMMARIES)
def test_every_option_that_a_section_names_is_there(name: str) -> None:
    command = arnews.get_command(click.Context(arnews), name)
    assert command is not None
    options = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    section = COMMANDS.partition(f"\n## arnews {name}\n")[2].partition("\n## ")[0]
    assert set(re.findall(r"`(--?[a-z][a-z-]*)", section)) <= options


def test_exit_codes_are_documented() -> None:
    documented = {int(code) for code in re.findall(r"^\| (\d+) \| ", COMMANDS, re.MULTILINE)}
    assert documented == set(ExitCode)


def test_every_field_of_the_record_is_documented() -> None:
    database = (ROOT / "docs" / "database.md").read_text("utf-8")
    for name in Article.__dataclass_fields__:
        assert f"`{name}`" in database, name
    for fmt in EXPORT_FORMATS:
        assert f"--format {fmt}" in COMMANDS


def test_every_column_is_documented(demo_db: Path) -> None:
    """Those of internal tables aside, and of search keys, which docs/search.md has."""
    database = (ROOT / "docs" / "database.md").read_text("utf-8")
    internal = re.compile(r"sqlite|_sqlite|text_(keys|sketches|bands)|articles_fts|meta$")
    with closing(sqlite3.connect(f"file:{demo_db}?mode=ro", uri=True)) as connection:
        tables = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
        ]
        assert len(tables) > 9
        for table in (name for name in tables if not internal.match(name)):
            assert f"`{table}`" in database, table
            for _, column, *_ in connection.execute(f"PRAGMA table_info({table})"):
                assert f"`{column}`" in database, f"{table}.{column}"


@pytest.mark.parametrize("page", PAGES)
def test_links_to_files_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\((?!https?://|#)([^)#]+)", (ROOT / page).read_text("utf-8")):
        assert ((ROOT / page).parent / target).exists(), target
