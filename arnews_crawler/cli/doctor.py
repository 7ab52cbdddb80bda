"""``arnews doctor``: is everything in place, and is the database whole?"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib.machinery import PathFinder
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Final

import click
from packaging.requirements import Requirement

import arnews_crawler
from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.options import db_option, json_option
from arnews_crawler.cli.terminal import json_line, printable
from arnews_crawler.corpus.archive import archive_folder
from arnews_crawler.corpus.checks import Check, check_corpus
from arnews_crawler.corpus.connection import check_header, open_for_writing
from arnews_crawler.corpus.errors import MissingCorpusError, storage_errors
from arnews_crawler.corpus.search_index import ensure_current
from arnews_crawler.operations.crawl import spider_names
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.settings import ARNEWS_ARCHIVE_DIR, ARNEWS_CONTACT
from arnews_crawler.text.fold import NORMALISER_VERSION

_LEAST_SQLITE: Final = (3, 40, 0)
_LEAST_PYTHON: Final = (3, 11)


@arnews_command(
    "doctor", examples=("arnews doctor", "arnews doctor --db data/demo.db --json", "arnews doctor --migrate")
)
@click.option("--migrate", is_flag=True, help="First bring a database of an older arnews up to date.")
@db_option
@json_option("Print a line of JSON a check.")
def command(migrate: bool, db: Path, as_json: bool) -> None:
    """Check Python, packages, spiders and the database, and change nothing unless --migrate is given.

    Prints a line a check, `ok` or `problem`. A problem of the set-up: 4; of the database: 3.
    """
    if migrate:
        _migrate(db)
    setup = list(check_setup())
    database = check_corpus(db, archive_folder(db, ARNEWS_ARCHIVE_DIR))
    for check in (*setup, *database):
        if as_json:
            click.echo(json_line({"check": check.name, "ok": check.ok, "message": check.message}))
            continue
        word = click.style("ok     ", fg="green") if check.ok else click.style("problem", fg="red", bold=True)
        click.echo(f"{word}  {check.name}: {printable(check.message)}")
    if not all(check.ok for check in setup):
        raise click.exceptions.Exit(ExitCode.CONFIGURATION)
    if not all(check.ok for check in database):
        raise click.exceptions.Exit(ExitCode.STORAGE)


def _migrate(db: Path) -> None:
    """Tables and search keys as this version makes them; forward only, as the next crawl would."""
    if not check_header(db):
        raise MissingCorpusError(db)
    with closing(open_for_writing(db)) as connection, storage_errors(db):
        ensure_current(connection)


def check_setup() -> Iterator[Check]:
    """Yield what is to be said of everything besides the database."""
    yield _check_python()
    yield _check_sqlite()
    yield _check_packages()
    yield check_pipelines(sys.path)
    yield Check("spiders", ok=True, message=", ".join(spider_names()))
    contact = f"site owners can write to {ARNEWS_CONTACT}"
    none = "ARNEWS_CONTACT is not set: give an e-mail address or a page, so that site owners can reach you"
    yield Check("contact", ok=True, message=contact if ARNEWS_CONTACT else none)


def _check_python() -> Check:
    told = ".".join(map(str, sys.version_info[:3]))
    ok = sys.version_info >= _LEAST_PYTHON
    return Check("python", ok=ok, message=told if ok else f"{told} is too old; 3.11 or newer is needed")


def _check_sqlite() -> Check:
    with closing(sqlite3.connect(":memory:")) as connection:
        options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if sqlite3.sqlite_version_info < _LEAST_SQLITE:
        message = f"{sqlite3.sqlite_version} is too old; use a Python with SQLite 3.40 or newer"
        return Check("sqlite", ok=False, message=message)
    if "ENABLE_FTS5" not in options:
        return Check("sqlite", ok=False, message="has no FTS5; use a Python whose SQLite has it")
    return Check("sqlite", ok=True, message=f"{sqlite3.sqlite_version} with FTS5")


def _check_packages() -> Check:
    """Whether what the installed arnews requires is there, in versions that it can use."""
    try:
        required = [Requirement(line) for line in requires("arnews") or ()]
    except PackageNotFoundError:
        return Check("packages", ok=False, message="arnews is not installed; run `make install`")
    needed = [one for one in required if one.marker is None or one.marker.evaluate({"extra": ""})]
    wrong = [trouble for requirement in needed if (trouble := _trouble_with(requirement))]
    if wrong:
        return Check("packages", ok=False, message=f"{'; '.join(wrong)}; run `make install`")
    told = f"arnews {arnews_crawler.__version__}, normaliser {NORMALISER_VERSION}"
    names = ", ".join(f"{name} {version(name)}" for name in ("scrapy", "lxml", "sqlite-utils"))
    return Check("packages", ok=True, message=f"{told}, {names}")


def _trouble_with(requirement: Requirement) -> str | None:
    try:
        installed = version(requirement.name)
    except PackageNotFoundError:
        return f"{requirement.name} is missing"
    if requirement.specifier.contains(installed, prereleases=True):
        return None
    return f"{requirement.name} is {installed}, needed is {requirement.specifier}"


def check_pipelines(search_path: list[str]) -> Check:
    """Whether the one package ``pipelines`` that can be found is ours.

    Many projects have a package of that name, and Scrapy puts its project last on the search path: a stray
    one in site-packages would be taken instead.
    """
    ours = Path(arnews_crawler.__file__).resolve().parent.parent / "pipelines"
    for entry in search_path:
        spec = PathFinder.find_spec("pipelines", [entry or "."])
        places = list(spec.submodule_search_locations or [spec.origin or ""]) if spec else []
        strange = [place for place in places if Path(place).resolve() != ours]
        if strange:
            message = f"another package of that name is at {strange[0]}; uninstall it or rename it"
            return Check("pipelines", ok=False, message=message)
    return Check("pipelines", ok=True, message="no other package of that name is in the way")
