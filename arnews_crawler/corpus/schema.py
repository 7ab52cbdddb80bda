"""How a file becomes one of the newest schema: numbered migrations, forward only, in the transaction that opens it.

``user_version`` is the number of the last one, so an older arnews refuses the file instead of misreading it.
"""

from __future__ import annotations

from sqlite_utils import Database

from arnews_crawler.corpus.file_marks import APPLICATION_ID, SCHEMA_VERSION
from arnews_crawler.corpus.later_migrations import MIGRATIONS


def migrate(db: Database) -> None:
    """Bring an open file to the newest schema; the caller holds the write transaction."""
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    MIGRATIONS.apply(db)
    db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
