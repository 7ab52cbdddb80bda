"""Teasers that are told of an article after it was stored: the listing that prints one was read later."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from arnews_crawler.corpus.batch import ArticleBatch
from arnews_crawler.corpus.keys import article_keys
from arnews_crawler.corpus.records import TEXT_FIELDS, changed_fields, encode_json
from arnews_crawler.corpus.told_teasers import preference, told_by, with_teaser


class LateTeaser(NamedTuple):
    """A teaser for the article at an address, and where it was told (``feed``, ``listing``)."""

    url: str
    teaser: str
    rule: str
    seen_at: str


class LateTeasers(ArticleBatch):
    """Completes articles within a transaction, behind the batch that stored them.

    The version that this very run wrote is completed in place, since nobody edited anything: the same pages in another
    order would have given it so. A version of an earlier run stays as it is, and a new one follows.
    """

    def tell_all(self, teasers: Iterable[LateTeaser]) -> list[LateTeaser]:
        """Complete what can be; returns those whose article is not in the file."""
        return [teaser for teaser in teasers if not self._tell(teaser)]

    def _tell(self, told: LateTeaser) -> bool:
        row = self._row("SELECT * FROM articles WHERE url = ?", told.url)
        if row is None:
            # Another address of an article tells nothing of it, just as where it is told before that one is read.
            return self._article_at(told.url) is not None
        if row["withheld"] or not _is_better(row, told):
            return True
        new = with_teaser(row, told.teaser, told.rule)
        if row["teaser"] == told.teaser:
            self._update(row["id"], {"evidence": new["evidence"]})
        elif self._is_of_this_run(row):
            self._complete(row, new)
        else:
            self._revise(row, new, told.seen_at)
            self.outcomes["revised"] += 1
        return True

    def _is_of_this_run(self, row: sqlite3.Row) -> bool:
        if self._run_id is None:
            return False
        if any(pending[:2] == (row["id"], row["revision"]) for pending in self._revisions):
            self._write_revisions()
        query = "SELECT run_id FROM revisions WHERE article_id = ? AND revision = ?"
        (run_id,) = self._connection.execute(query, (row["id"], row["revision"])).fetchone()
        return bool(run_id == self._run_id)

    def _complete(self, row: sqlite3.Row, new: dict[str, Any]) -> None:
        article_id, revision = row["id"], row["revision"]
        self._update(article_id, {name: new[name] for name in ("teaser", "evidence", "content_hash")})
        old_keys = article_keys(row["headline"], row["teaser"], row["body"])
        self._index.replace(article_id, old_keys.search, article_keys(*(new[name] for name in TEXT_FIELDS)).search)
        query = "SELECT headline, teaser, body FROM revisions WHERE article_id = ? AND revision = ?"
        earlier = self._connection.execute(query, (article_id, revision - 1)).fetchone()
        changed = changed_fields(earlier, new, TEXT_FIELDS) if earlier else []
        self._connection.execute(
            "UPDATE revisions SET teaser = ?, changed = ? WHERE article_id = ? AND revision = ?",
            (new["teaser"], encode_json(changed), article_id, revision),
        )


def _is_better(row: sqlite3.Row, told: LateTeaser) -> bool:
    if row["teaser"] is None:
        return True
    place = told_by(json.loads(row["evidence"]).get("teaser"))
    return place is not None and preference(told.rule, told.teaser) > preference(place, row["teaser"])
