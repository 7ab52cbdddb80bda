"""The file as Datasette shows it: read-only, without what was withheld, whatever a query asks for.

Datasette runs SQL that a visitor types. Each of its connections gets a temporary view in front of every table: those
that are shown leave out what was withheld, the others are empty. SQLite's authorizer lets only these views read the
tables (https://www.sqlite.org/c3ref/set_authorizer.html), and a query may not name the schema ``main``, behind them.
"""

from __future__ import annotations

import os
import re
import sqlite3
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from datasette.app import Datasette
from datasette.database import Database, Results

_IS_SHOWN: Final = "id NOT IN (SELECT id FROM main.articles WHERE withheld = 1)"
_IS_OF_SHOWN: Final = "article_id NOT IN (SELECT id FROM main.articles WHERE withheld = 1)"
_IS_NO_TAKEDOWN: Final = """
    url NOT IN (SELECT url FROM main.takedowns WHERE undone_at IS NULL)
    AND url NOT IN (SELECT u.url FROM main.urls u JOIN main.articles a ON a.id = u.article_id WHERE a.withheld = 1)
"""
SHOWN: Final = {
    "articles": _IS_SHOWN,
    "revisions": _IS_OF_SHOWN,
    "urls": _IS_NO_TAKEDOWN,
    "captures": _IS_NO_TAKEDOWN,
    "rejects": _IS_NO_TAKEDOWN,
    "similar": f"{_IS_OF_SHOWN} AND other_id NOT IN (SELECT id FROM main.articles WHERE withheld = 1)",  # noqa: S608
    "sources": "1",
    "runs": "1",
    "site_traits": "1",
    "meta": "1",
}
"""Table -> which of its rows are shown. The view ``corpus`` is shown as it is."""
_COPIES: Final = ("sources", "copy")
"""A feed's copy may hold the text of an article that was withheld."""
_SAMPLES: Final = "sqlite_stat"
"""What ANALYZE leaves: where SQLite was built so, keys of rows too."""
_MAIN: Final = re.compile(r"\bmain\b", re.IGNORECASE)


class CorpusDatabase(Database):  # type: ignore[misc]  # Datasette has no types
    """A corpus file in Datasette."""

    def __init__(self, datasette: Datasette, path: Path) -> None:
        folder_is_closed = not os.access(path.parent, os.W_OK)
        wal = path.with_name(f"{path.name}-wal")
        # WAL needs a -shm file beside it; where none can be made, nobody writes either.
        has_wal = wal.exists() and wal.stat().st_size > 0
        super().__init__(datasette, path=str(path), is_mutable=not folder_is_closed or has_wal)

    def connect(self, write: bool = False) -> sqlite3.Connection:
        """Open the file read-only: Datasette's own way takes a ``?`` or ``%`` in its name for a parameter."""
        if write:
            message = "the corpus is read-only here"
            raise sqlite3.OperationalError(message)
        mode = "mode=ro" if self.is_mutable else "immutable=1"
        uri = f"file:{quote(os.fsencode(Path(self.path).absolute()))}?{mode}"
        connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
        self._all_file_connections.append(connection)
        guard(connection)
        return connection

    async def execute(self, sql: str, *arguments: Any, **options: Any) -> Results:
        """Run a query, unless it reaches behind the views."""
        if _MAIN.search(sql):
            message = "the word main cannot be used in a query here; leave out the name of the schema"
            raise sqlite3.OperationalError(message)
        options["log_sql_errors"] = False  # the visitor is told; a typing error is none of the operator's
        try:
            return await super().execute(sql, *arguments, **options)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            # What the authorizer refuses; Datasette answers to this one with a line, not as to a bug.
            raise sqlite3.OperationalError(*error.args) from error

    async def attached_databases(self) -> list[Any]:
        """Return none: ``temp`` holds the views and is no database of its own."""
        return []

    async def primary_keys(self, table: str) -> list[str]:
        """Return a table's key, which the view in front of it has none of."""

        def find(connection: sqlite3.Connection) -> list[str]:
            columns = connection.execute("SELECT name FROM pragma_table_info(?, 'main') WHERE pk ORDER BY pk", (table,))
            return [name for (name,) in columns]

        keys: list[str] = await self.execute_fn(find)
        return keys


def guard(connection: sqlite3.Connection) -> None:
    """Put the views in front of the tables of a connection, and bar every other way to them."""
    tables = [name for (name,) in connection.execute("SELECT name FROM main.sqlite_schema WHERE type = 'table'")]
    for table in tables:
        if not table.startswith("sqlite_"):
            condition = SHOWN.get(table, "0")
            name = '"' + table.replace('"', '""') + '"'
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM main.{name} WHERE {condition}")  # noqa: S608
    guarded = frozenset(table for table in tables if not table.startswith("sqlite_"))
    views = guarded | {"corpus"}

    def authorize(action: int, first: str | None, second: str | None, schema: str | None, view: str | None) -> int:
        if action in (sqlite3.SQLITE_ATTACH, sqlite3.SQLITE_DETACH):
            return sqlite3.SQLITE_DENY
        if action == sqlite3.SQLITE_READ and (first or "").startswith(_SAMPLES):
            return sqlite3.SQLITE_DENY
        # Without a column only the number of rows is asked for, and SQLite names no view then.
        if action != sqlite3.SQLITE_READ or schema != "main" or first not in guarded or not second:
            return sqlite3.SQLITE_OK
        if view not in views:
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_IGNORE if (first, second) == _COPIES else sqlite3.SQLITE_OK

    connection.set_authorizer(authorize)
