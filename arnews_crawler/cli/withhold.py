"""``arnews withhold``: takedowns."""

from __future__ import annotations

import getpass
import os
import sqlite3
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, NoReturn
from urllib.parse import urlsplit

import click

from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import db_option, json_option
from arnews_crawler.cli.terminal import json_line, progress, say
from arnews_crawler.corpus import takedowns
from arnews_crawler.corpus.archive import archive_folder
from arnews_crawler.corpus.archive_erase import BusyArchiveError
from arnews_crawler.corpus.connection import check_header, open_for_writing
from arnews_crawler.corpus.data_card import counted
from arnews_crawler.corpus.erasure import erase as erase_target
from arnews_crawler.corpus.errors import MissingCorpusError, storage_errors
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.search_index import ensure_current
from arnews_crawler.corpus.takedowns import Outcome, Target
from arnews_crawler.discovery.urls import canonicalize
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.mentions import Mention, captures_of_others, find_mentions

_SCHEMES: Final = ("http", "https", "file")


@arnews_command(
    "withhold",
    examples=(
        'arnews withhold https://example.org/politics/1 --reason "the author asked for it, letter of 2026-03-09"',
        "arnews withhold https://example.org/politics/1 --undo",
        'arnews withhold https://example.org/politics/1 --reason "court order 12/2026" --erase',
        'arnews withhold https://example.org/politics/1 --reason "court order 12/2026" --erase --mentions',
    ),
)
@click.argument("url")
@click.option("--reason", metavar="TEXT", help="Why; it stands in the ledger.")
@click.option("--by", metavar="NAME", help="Who asks; the name of this user otherwise.")
@click.option("--undo", is_flag=True, help="Take it back: what was not erased is there again.")
@click.option("--erase", is_flag=True, help="Also remove text, versions, keys and raw pages for good.")
@click.option(
    "--mentions", is_flag=True, help="With --erase: also the raw pages of other addresses that still name it."
)
@click.option("--ahead", is_flag=True, help="Withhold an address that was never met.")
@db_option
@json_option("Print what was done as one line of JSON.")
def command(
    url: str,
    reason: str | None,
    by: str | None,
    undo: bool,
    erase: bool,
    mentions: bool,
    ahead: bool,
    db: Path,
    as_json: bool,
) -> None:
    """Take the article at URL out of search, export, snapshots and the web view, and never fetch it again.

    All of its addresses are meant. The table `takedowns` keeps who, when and why. An address that is not known: 2,
    with the nearest that are.
    """
    _check_options(reason, undo=undo, erase=erase, mentions=mentions)
    if not check_header(db):
        raise MissingCorpusError(db)
    connection = open_for_writing(db)
    try:
        with storage_errors(db):
            target = _target(connection, db, url, is_new_allowed=ahead)
            who = by or _user()
            if undo:
                outcome = takedowns.undo(connection, target, reason=reason or "", by=who)
                if outcome is None:
                    fail(f"{target.url} is not withheld; arnews show prints it", ExitCode.USAGE)
                _tell(outcome, as_json=as_json)
                return
            outcome = _withhold(connection, target, reason, who)
            erased = _erase(connection, db, target, with_mentions=mentions) if erase else None
            if erased is not None:
                entry = takedowns.read_takedown(connection, target.url)
                assert entry is not None
                outcome = Outcome(entry, outcome.article_id, outcome.change, outcome.addresses, outcome.twins)
    finally:
        connection.close()
    _tell(outcome, as_json=as_json, erased=erased)


def _check_options(reason: str | None, *, undo: bool, erase: bool, mentions: bool) -> None:
    context = click.get_current_context()
    if undo and erase:
        raise click.UsageError("what is erased cannot be taken back: --undo or --erase, not both", context)
    if mentions and not erase:
        raise click.UsageError("--mentions says what --erase erases: it stands beside it", context)
    if reason is not None and not reason.strip():
        raise click.UsageError("--reason is empty", context)


def _target(connection: sqlite3.Connection, db: Path, url: str, *, is_new_allowed: bool) -> Target:
    target = takedowns.find_target(connection, url)
    is_address = urlsplit(url).scheme in _SCHEMES and bool(urlsplit(url).netloc)
    if not target.is_known and is_address:
        target = takedowns.find_target(connection, canonicalize(url))
    if is_new_allowed and not is_address:
        fail(f"{url!r} is no address; type it whole, such as https://example.org/politics/1", ExitCode.USAGE)
    if not target.is_known and not is_new_allowed:
        _fail_unknown(db, url)
    return target


def _fail_unknown(db: Path, url: str) -> NoReturn:
    with Corpus(db) as corpus:
        near = corpus.nearest_urls(url, limit=3)
    hint = f"the nearest: {', '.join(near)}" if near else "the database has no articles yet"
    fail(f"{url!r} was never met; {hint}; --ahead withholds it all the same", ExitCode.USAGE)


def _withhold(connection: sqlite3.Connection, target: Target, reason: str | None, who: str) -> Outcome:
    if reason is None:
        entry = takedowns.read_takedown(connection, target.url)
        if entry is None or entry.undone_at is not None:
            raise click.UsageError("--reason is missing: the ledger has to say why", click.get_current_context())
        reason = ""  # it stays what it is
    return takedowns.withhold(connection, target, reason=reason, by=who)


@dataclass(frozen=True)
class _Erased:
    """Raw pages: how many of its own went, and which others name it."""

    captures: int
    mentions: list[Mention]
    with_mentions: bool
    """Whether those went too."""


def _erase(connection: sqlite3.Connection, db: Path, target: Target, *, with_mentions: bool) -> _Erased:
    archive = archive_folder(db, os.environ.get("ARNEWS_ARCHIVE_DIR"))
    ensure_current(connection)
    try:
        with progress(len(captures_of_others(connection, target)), "raw pages") as step:
            mentions = find_mentions(connection, archive, target, on_capture=step)
        others = f"{counted(len(mentions), 'raw page')} of other addresses"
        what_of_them = "erased too" if with_mentions else "left as they are"
        note = f" ({others} named it: {what_of_them})" if mentions else ""
        also = [each.capture_id for each in mentions] if with_mentions else []
        captures = erase_target(connection, db, archive, target, also=also, note=note)
    except BusyArchiveError as error:
        fail(f"a crawl writes {archive / str(error)}; withheld it is, so run --erase again afterwards", ExitCode.LOCKED)
    except OSError as error:
        fail(f"{archive}: cannot be written ({error.strerror}); withheld it is, run --erase again", ExitCode.STORAGE)
    return _Erased(captures, mentions, with_mentions)


def _tell(outcome: Outcome, *, as_json: bool, erased: _Erased | None = None) -> None:
    if as_json:
        facts = {"change": outcome.change, "article_id": outcome.article_id, **asdict(outcome.takedown)}
        lists = {"addresses": outcome.addresses, "twins": outcome.twins}
        pages = {
            "erased_captures": erased.captures if erased else None,
            "mentions": [each.url for each in erased.mentions] if erased else None,
            "mentions_erased": erased.with_mentions if erased else None,
        }
        click.echo(json_line({**facts, **lists, **pages}))
        return
    entry = outcome.takedown
    what = f"article {outcome.article_id}" if outcome.article_id is not None else "no article yet"
    if outcome.change == "undone":
        back = "its text is gone, but it may be fetched again" if entry.erased_at else "it is readable again"
        say(f"{entry.url} ({what}): {back}")
        return
    already = f"was withheld already, by {entry.withheld_by} at {entry.withheld_at}"
    say(f"{entry.url} ({what}) {already if outcome.change == 'already' else 'is withheld'}")
    if len(outcome.addresses) > 1:
        say(f"with it {len(outcome.addresses) - 1} other addresses: {', '.join(outcome.addresses[1:4])}")
    for twin in outcome.twins:
        say(f"the same text stays in the corpus at {twin}")
    if erased is not None:
        _tell_erased(erased)


def _tell_erased(erased: _Erased) -> None:
    own = counted(erased.captures, "raw page")
    say(f"erased, with {own}; exports, snapshots and copies made before still hold it")
    if not erased.mentions:
        return
    urls = ", ".join(list(dict.fromkeys(each.url for each in erased.mentions))[:3])
    others = f"{counted(len(erased.mentions), 'raw page')} of other addresses"
    if erased.with_mentions:
        say(f"erased too is what named it: {others} ({urls})")
    else:
        say(f"it is still named by {others} ({urls}); --erase --mentions erases those as well")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return f"user {os.getuid()}"
