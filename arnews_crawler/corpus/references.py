"""What refers to an article: rows of other tables, found by their foreign keys, so that no table is forgotten."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence


def delete_referring(connection: sqlite3.Connection, ids: Sequence[int], *, keep: Sequence[str] = ()) -> None:
    """Delete the rows that refer to articles, of all tables but ``articles`` and ``keep``; within a transaction."""
    for table, column in referring_columns(connection):
        if table not in ("articles", *keep):
            query = f"DELETE FROM {table} WHERE {column} = ?"  # noqa: S608 - names of our own tables
            connection.executemany(query, ((article_id,) for article_id in ids))


def referring_columns(connection: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Yield table and column of each foreign key that points to an article."""
    tables = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").fetchall()
    for (table,) in (tuple(row) for row in tables):
        for key in connection.execute('SELECT "table", "from" FROM pragma_foreign_key_list(?)', (table,)).fetchall():
            if key[0] == "articles":
                yield table, key[1]
