"""One transaction: all that waits in a buffer is written, or none of it."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import timedelta

from arnews_crawler.corpus.archive_batch import ArchivedBatch, RereadingBatch
from arnews_crawler.corpus.batch import ArticleBatch, Outcome
from arnews_crawler.corpus.buffer import BatchOutcome, Buffer
from arnews_crawler.corpus.captures import record_captures
from arnews_crawler.corpus.crawl_state import UrlVisit, article_id_of, record_addresses, record_found, record_visits
from arnews_crawler.corpus.late_teasers import LateTeasers
from arnews_crawler.corpus.records import utc_now
from arnews_crawler.corpus.sources import record_sources


def write_buffer(
    connection: sqlite3.Connection, buffer: Buffer, run_id: int | None, recheck: timedelta
) -> tuple[BatchOutcome, Buffer]:
    """Write a buffer; returns what that did, and what has to wait for the next one.

    :param recheck: how long after its last change an article is looked at again.
    """
    # IMMEDIATE: a deferred transaction that reads first fails at once with SQLITE_BUSY_SNAPSHOT when it writes.
    connection.execute("BEGIN IMMEDIATE")
    try:
        now = utc_now()
        counts, left = _write_articles(connection, buffer, run_id, now)
        left.early_visits, gone = _write_addresses(connection, buffer, now, recheck)
        record_sources(connection, buffer.sources, now)
        record_captures(connection, buffer.captures, run_id)
        connection.executemany(
            "INSERT INTO rejects(run_id, url, code, detail, seen_at) VALUES (?, ?, ?, ?, ?)",
            ((run_id, *reject) for reject in buffer.rejects),
        )
        connection.execute("COMMIT")
    except BaseException:
        # SQLite itself has rolled back after some errors, such as a full disk.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    return BatchOutcome(counts["stored"], counts["revised"], counts["unchanged"], counts["variant"], gone), left


def _write_articles(
    connection: sqlite3.Connection, buffer: Buffer, run_id: int | None, now: str
) -> tuple[Counter[Outcome], Buffer]:
    """Write articles, each kind behind the other: a batch counts on the ids that are there when it begins."""
    batch = ArticleBatch(connection, run_id)
    for article, seen_at in buffer.articles:
        batch.store(article, seen_at)
    batch.finish(now)
    archived = ArchivedBatch(connection, run_id)
    for article, seen_at in buffer.archived:
        archived.store(article, seen_at)
    archived.finish(now)
    again = RereadingBatch(connection, run_id)
    again.write_all(buffer.rereadings, now)
    again.finish(now)
    late = LateTeasers(connection, run_id)
    left = Buffer(teasers=late.tell_all(buffer.teasers))
    late.finish(now)
    return batch.outcomes + archived.outcomes + again.outcomes + late.outcomes, left


def _write_addresses(
    connection: sqlite3.Connection, buffer: Buffer, now: str, recheck: timedelta
) -> tuple[list[UrlVisit], int]:
    """Write what is known of addresses.

    Returns the visits that wait one batch longer for their article, and how many articles are gone. A validator in
    the file before its article would, after a kill, hide that article behind a 304.
    """
    record_found(connection, buffer.found, now)
    variants = ((url, article_id_of(connection, at), found_by) for url, at, found_by in buffer.variants)
    record_addresses(connection, list(variants), now)
    ready = [(visit, _article_of(connection, visit)) for visit in buffer.early_visits]
    early = []
    for visit in buffer.visits:
        article_id = _article_of(connection, visit)
        if visit.article_url is not None and article_id is None:
            early.append(visit)
        else:
            ready.append((visit, article_id))
    return early, record_visits(connection, ready, now, recheck)


def _article_of(connection: sqlite3.Connection, visit: UrlVisit) -> int | None:
    return None if visit.article_url is None else article_id_of(connection, visit.article_url)
