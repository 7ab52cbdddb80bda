"""What one batch does to the file: new article, revision, look at a known one, or another address of it.

All of it happens inside the caller's one transaction. Which it is:

================================================  =========  ================================================
the article                                       outcome    what is written
================================================  =========  ================================================
its URL is unknown, its text too                  stored     a row, its revision 1
… its text is known from another site             stored     the same, with ``duplicate_of`` the earlier one
… its text is known from the same site            variant    its URL, as an address of the known article
its URL is an article's, the text is equal        unchanged  ``last_seen_at``; metadata that is new or fuller
… the text differs                                revised    the row, ``revision`` + 1, a row of ``revisions``
its URL is another address of an article:
… the text is that of any version of it           unchanged  as above: a page's old copy undoes no revision
… the text differs, the headline is the same      revised    as above: the page was edited
… text and headline differ                        stored     a row of its own: the address has another article
the article is withheld, or its address           unchanged  nothing
================================================  =========  ================================================

A teaser that was told elsewhere (`told_teasers`) stays where a later look is told none or no better one.
Metadata alone never makes a revision: ``modified_at`` is the present moment on some sites, and relative dates
drift.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any, Final, Literal, NamedTuple

from arnews_crawler.article import Article
from arnews_crawler.corpus.crawl_state import record_addresses
from arnews_crawler.corpus.keys import ArticleKeys, article_keys, content_hash
from arnews_crawler.corpus.records import (
    RECORD_FIELDS,
    TEXT_FIELDS,
    article_to_row,
    changed_fields,
    encode_json,
    merge_metadata,
)
from arnews_crawler.corpus.search_index import IndexChanges
from arnews_crawler.corpus.takedowns import is_withheld
from arnews_crawler.corpus.told_teasers import keep_told_teaser
from arnews_crawler.text.fold import fold_key

Outcome = Literal["stored", "revised", "unchanged", "variant"]

_COLUMNS: Final = (
    "id",
    *RECORD_FIELDS,
    "first_seen_at",
    "last_seen_at",
    "fetched_at",
    "content_hash",
    "duplicate_of",
)
_INSERT_ARTICLE: Final = (
    f"INSERT INTO articles({', '.join(_COLUMNS)}) VALUES ({', '.join(f':{name}' for name in _COLUMNS)})"  # noqa: S608
)
_INSERT_REVISION: Final = """
    INSERT INTO revisions(article_id, revision, seen_at, run_id, headline, teaser, body, changed)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


class _Twin(NamedTuple):
    """An article with the same text key."""

    id: int
    site: str
    duplicate_of: int | None
    withheld: int


class ArticleBatch:
    """Stores articles one by one within a transaction; `finish` writes what can be written together."""

    def __init__(self, connection: sqlite3.Connection, run_id: int | None) -> None:
        self._connection = connection
        self._run_id = run_id
        self._index = IndexChanges()
        self._revisions: list[tuple[object, ...]] = []
        self._addresses: dict[str, int] = {}
        self._next_id: int = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM articles").fetchone()[0]
        self.outcomes: Counter[Outcome] = Counter()

    def store(self, article: Article, seen_at: str) -> Outcome:
        """Store one article as the table above says."""
        new = article_to_row(article)
        new["content_hash"] = content_hash(article.headline, article.teaser, article.body)
        row = self._row("SELECT * FROM articles WHERE url = ?", article.url)
        if row is not None:
            outcome = self._see_again(row, new, seen_at)
        else:
            row = self._article_at(article.url)
            if row is None and is_withheld(self._connection, article.url):
                outcome = "unchanged"
            else:
                outcome = self._see_first(new, seen_at) if row is None else self._see_alias(row, new, seen_at)
        self.outcomes[outcome] += 1
        return outcome

    def finish(self, seen_at: str) -> None:
        """Write search keys, revisions and addresses."""
        self._index.apply(self._connection)
        self._write_revisions()
        record_addresses(self._connection, ((url, id_, None) for url, id_ in self._addresses.items()), seen_at)

    def _write_revisions(self) -> None:
        self._connection.executemany(_INSERT_REVISION, self._revisions)
        self._revisions.clear()

    def _see_first(self, new: dict[str, Any], seen_at: str) -> Outcome:
        keys = article_keys(new["headline"], new["teaser"], new["body"])
        twins = self._twins(keys.text_key)
        same_site = next((twin for twin in twins if twin.site == new["site"]), None)
        if same_site is not None:
            self._connection.execute(
                "UPDATE articles SET last_seen_at = ?, gone_at = NULL WHERE id = ? AND withheld = 0",
                (seen_at, same_site.id),
            )
            self._addresses[new["url"]] = same_site.id
            return "variant"
        self._insert(new, keys, duplicate_of=_root(twins), seen_at=seen_at)
        return "stored"

    def _see_alias(self, row: sqlite3.Row, new: dict[str, Any], seen_at: str) -> Outcome:
        if self._was_text_of(row["id"], new):
            return self._touch(row, keep_told_teaser(row, new), seen_at)
        if fold_key(new["headline"]) == fold_key(row["headline"]) or row["withheld"]:
            return self._see_again(row, new, seen_at)
        return self._see_first(new, seen_at)

    def _see_again(self, row: sqlite3.Row, new: Mapping[str, Any], seen_at: str) -> Outcome:
        new = keep_told_teaser(row, new)
        if row["withheld"] or new["content_hash"] == row["content_hash"]:
            return self._touch(row, new, seen_at)
        return self._revise(row, new, seen_at)

    def _touch(self, row: sqlite3.Row, new: Mapping[str, Any], seen_at: str) -> Outcome:
        if not row["withheld"]:
            changes = merge_metadata(row, new)
            self._update(row["id"], {**changes, "last_seen_at": seen_at, "gone_at": None})
        return "unchanged"

    def _revise(self, row: sqlite3.Row, new: Mapping[str, Any], seen_at: str) -> Outcome:
        article_id, revision = row["id"], row["revision"] + 1
        keys = article_keys(new["headline"], new["teaser"], new["body"])
        old_keys = article_keys(row["headline"], row["teaser"], row["body"])
        changes = {
            **merge_metadata(row, new),
            **{name: new[name] for name in (*TEXT_FIELDS, "content_hash")},
            "last_seen_at": seen_at,
            "fetched_at": seen_at,
            "gone_at": None,
            "revision": revision,
        }
        if keys.text_key != old_keys.text_key:
            changes["duplicate_of"] = self._move_key(article_id, keys.text_key)
        self._update(article_id, changes)
        self._index.replace(article_id, old_keys.search, keys.search)
        self._add_revision(article_id, revision, new, seen_at, changed_fields(row, new, TEXT_FIELDS))
        return "revised"

    def _insert(self, new: dict[str, Any], keys: ArticleKeys, *, duplicate_of: int | None, seen_at: str) -> None:
        article_id, self._next_id = self._next_id, self._next_id + 1
        times = dict.fromkeys(("first_seen_at", "last_seen_at", "fetched_at"), seen_at)
        self._connection.execute(_INSERT_ARTICLE, {**new, **times, "id": article_id, "duplicate_of": duplicate_of})
        self._connection.execute("INSERT INTO text_keys(article_id, key) VALUES (?, ?)", (article_id, keys.text_key))
        self._index.add(article_id, keys.search)
        self._add_revision(article_id, 1, new, seen_at, [])
        self._addresses[new["url"]] = article_id

    def _move_key(self, article_id: int, key: bytes) -> int | None:
        """Give an article its new text key; returns which article it now duplicates.

        Its own duplicates have lost their original: the earliest of them takes that place.
        """
        followers = [
            row[0]
            for row in self._connection.execute(
                "SELECT id FROM articles WHERE duplicate_of = ? ORDER BY id", (article_id,)
            )
        ]
        if followers:
            self._connection.execute("UPDATE articles SET duplicate_of = NULL WHERE id = ?", (followers[0],))
            self._connection.executemany(
                "UPDATE articles SET duplicate_of = ? WHERE id = ?",
                ((followers[0], other) for other in followers[1:]),
            )
        twins = [twin for twin in self._twins(key) if twin.id != article_id]
        self._connection.execute("UPDATE text_keys SET key = ? WHERE article_id = ?", (key, article_id))
        return _root(twins)

    def _was_text_of(self, article_id: int, new: Mapping[str, Any]) -> bool:
        """Whether an article ever had this text, spelling set aside, be it since this very batch."""
        wanted = _text_key(new["headline"], new["teaser"], new["body"])
        query = "SELECT headline, teaser, body FROM revisions WHERE article_id = ? ORDER BY revision DESC"
        stored = (tuple(row) for row in self._connection.execute(query, (article_id,)))
        pending = (row[4:7] for row in self._revisions if row[0] == article_id)
        return any(_text_key(*text) == wanted for text in chain(pending, stored))

    def _twins(self, key: bytes) -> list[_Twin]:
        query = """
            SELECT a.id, a.site, a.duplicate_of, a.withheld FROM text_keys k JOIN articles a ON a.id = k.article_id
            WHERE k.key = ? ORDER BY a.id
        """
        return [_Twin(*row) for row in self._connection.execute(query, (key,))]

    def _update(self, article_id: int, changes: Mapping[str, Any]) -> None:
        assignments = ", ".join(f"{name} = :{name}" for name in changes)
        self._connection.execute(
            f"UPDATE articles SET {assignments} WHERE id = :id",  # noqa: S608 - names of our own columns
            {**changes, "id": article_id},
        )

    def _add_revision(
        self, article_id: int, revision: int, new: Mapping[str, Any], seen_at: str, changed: list[str]
    ) -> None:
        text = (new[name] for name in TEXT_FIELDS)
        self._revisions.append((article_id, revision, seen_at, self._run_id, *text, encode_json(changed)))

    def _article_at(self, url: str) -> sqlite3.Row | None:
        """The article that has this among its other addresses, be it since this very batch."""
        if url in self._addresses:
            return self._row("SELECT * FROM articles WHERE id = ?", self._addresses[url])
        return self._row("SELECT a.* FROM urls u JOIN articles a ON a.id = u.article_id WHERE u.url = ?", url)

    def _row(self, query: str, value: str | int) -> sqlite3.Row | None:
        row: sqlite3.Row | None = self._connection.execute(query, (value,)).fetchone()
        return row


def _text_key(headline: str, teaser: str | None, body: str) -> bytes:
    return article_keys(headline, teaser, body).text_key


def _root(twins: list[_Twin]) -> int | None:
    """The article that all others with its text are duplicates of; what is withheld stands for no other."""
    return next((twin.duplicate_of or twin.id for twin in twins if not twin.withheld), None)
