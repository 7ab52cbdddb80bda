"""One transaction a batch: whole or absent, whatever happens in its middle."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from arnews_crawler.article import Article
from arnews_crawler.corpus.batch import ArticleBatch
from arnews_crawler.corpus.buffer import BatchOutcome
from arnews_crawler.corpus.crawl_state import UrlVisit
from arnews_crawler.corpus.errors import FullDiskError, LockedCorpusError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter

FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
MakeArticle = Callable[..., Article]


def count(corpus: Corpus, table: str = "articles") -> int:
    return int(next(corpus.rows(f"SELECT count(*) FROM {table}"))[0])


def test_articles_are_written_a_batch_at_a_time(path: Path, make_article: MakeArticle) -> None:
    statements: list[str] = []
    with CorpusWriter.open(path, batch_size=10) as writer:
        writer._connection.set_trace_callback(statements.append)
        outcomes = [writer.add_article(make_article(n), fetched_at=FETCHED_AT) for n in range(35)]
    assert [outcome.stored for outcome in outcomes if outcome != BatchOutcome()] == [10, 10, 10]
    assert writer.total == BatchOutcome(stored=35)
    assert statements.count("BEGIN IMMEDIATE") == 4
    assert statements.count("COMMIT") == 4
    with Corpus(path) as corpus:
        assert count(corpus) == 35


def test_visits_and_rejects_fill_a_batch_too(path: Path) -> None:
    with CorpusWriter.open(path, batch_size=2) as writer, Corpus(path) as corpus:
        for number in range(19):
            writer.add_reject(f"https://news.example/{number}", "video")
        assert count(corpus, "rejects") == 0
        writer.add_visit(UrlVisit(url="https://news.example/", found_by="home", status=200))
        assert (count(corpus, "rejects"), count(corpus, "urls")) == (19, 1)


def test_nothing_to_write_is_no_transaction(writer: CorpusWriter) -> None:
    statements: list[str] = []
    writer._connection.set_trace_callback(statements.append)
    assert writer.flush() == BatchOutcome()
    assert statements == []


def test_a_batch_that_fails_is_absent_whole(
    path: Path, make_article: MakeArticle, monkeypatch: pytest.MonkeyPatch
) -> None:
    with CorpusWriter.open(path) as writer, Corpus(path) as corpus:
        writer.add_article(make_article(1), fetched_at=FETCHED_AT)
        writer.flush()

        def fail(self: ArticleBatch, seen_at: str) -> None:
            raise RuntimeError("in the middle")

        with monkeypatch.context() as patch:
            patch.setattr(ArticleBatch, "finish", fail)
            writer.add_article(make_article(1, body="محرّر"), fetched_at=FETCHED_AT)
            writer.add_article(make_article(2), fetched_at=FETCHED_AT)
            with pytest.raises(RuntimeError, match="in the middle"):
                writer.flush()
        assert [article.revision for article in corpus.articles()] == [1]
        writer.add_article(make_article(3), fetched_at=FETCHED_AT)
        assert writer.flush() == BatchOutcome(stored=1)
        assert corpus.search("محرر") == []
        assert [article.id for article in corpus.articles()] == [1, 2]


def test_a_full_disk_takes_the_last_batch_back_whole(path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path, batch_size=50) as writer:
        run = writer.start_run("news", {})
        pages = writer._connection.execute("PRAGMA page_count").fetchone()[0]
        writer._connection.execute(f"PRAGMA max_page_count = {pages + 40}")
        stored = 0
        articles = (make_article(number, body=f"{number} " + "كلمة " * 300) for number in range(5000))
        with pytest.raises(FullDiskError, match="disk is full") as caught:  # noqa: PT012 - which one fills it?
            for article in articles:
                stored += writer.add_article(article, fetched_at=FETCHED_AT).stored
        with pytest.raises(FullDiskError):
            writer.flush()
        writer.finish_run(reason="storage_error", counts={"arnews/error/storage": 1})
    assert str(path) in str(caught.value)
    with Corpus(path) as corpus:
        assert stored > 0
        assert count(corpus) == count(corpus, "revisions") == count(corpus, "articles_fts_docsize") == stored
        assert stored % 50 == 0
        assert next(corpus.rows("PRAGMA integrity_check"))[0] == "ok"
        assert [(r.id, r.reason) for r in corpus.runs()] == [(run, "storage_error")]


def test_a_foreign_writer_is_waited_for(path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path, busy_seconds=20) as writer:
        other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        timer = threading.Timer(0.3, other.execute, ["COMMIT"])
        timer.start()
        writer.add_article(make_article(), fetched_at=FETCHED_AT)
        assert writer.flush() == BatchOutcome(stored=1)
        timer.join()
        other.close()


def test_a_foreign_writer_that_stays_is_an_error_and_the_file_closes_at_once(
    path: Path, make_article: MakeArticle
) -> None:
    other = sqlite3.connect(path, isolation_level=None)
    writer = CorpusWriter.open(path, busy_seconds=0.1)
    other.execute("BEGIN IMMEDIATE")
    writer.add_article(make_article(), fetched_at=FETCHED_AT)
    with pytest.raises(LockedCorpusError):
        writer.flush()
    with pytest.raises(LockedCorpusError):
        writer.flush()
    writer.close()
    other.execute("ROLLBACK")
    other.close()
    with Corpus(path) as corpus:
        assert count(corpus) == 0


def test_a_reader_sees_one_state_while_a_crawl_writes(path: Path, make_article: MakeArticle) -> None:
    with CorpusWriter.open(path, batch_size=5) as writer, Corpus(path) as corpus:
        for number in range(10):
            writer.add_article(make_article(number), fetched_at=FETCHED_AT)
        reading = corpus.articles()
        seen = [next(reading).id]
        for number in range(10, 20):
            writer.add_article(make_article(number), fetched_at=FETCHED_AT)
        seen += [article.id for article in reading]
        assert seen == list(range(1, 11))
        assert count(corpus) == 20


def test_two_writers_on_one_file_lose_nothing(path: Path, make_article: MakeArticle) -> None:
    def write(first: int) -> None:
        with CorpusWriter.open(path, batch_size=3) as writer:
            for number in range(first, first + 30):
                writer.add_article(make_article(number), fetched_at=FETCHED_AT)

    threads = [threading.Thread(target=write, args=(first,)) for first in (0, 100, 200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with Corpus(path) as corpus:
        assert count(corpus) == 90
        assert next(corpus.rows("SELECT count(DISTINCT url) FROM articles"))[0] == 90


KILLED = """
import sys, pathlib
from datetime import UTC, datetime
from arnews_crawler.article import Article
from arnews_crawler.corpus.writer import CorpusWriter
writer = CorpusWriter.open(pathlib.Path(sys.argv[1]), batch_size=7)
stored = 0
for number in range(100_000):
    url = f"https://news.example/{number}"
    article = Article(url=url, headline=f"خبر {number}", body=f"{number} نص" * 20)
    outcome = writer.add_article(article, fetched_at=datetime.now(UTC))
    if outcome.stored:
        stored += outcome.stored
        print(stored, flush=True)
"""


@pytest.mark.parametrize("batches", [1, 5, 17])
def test_what_was_acknowledged_survives_a_kill(path: Path, batches: int) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(root), os.environ.get("PYTHONPATH", "")))}
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        assert process.stdout is not None
        acknowledged = [int(process.stdout.readline()) for _ in range(batches)][-1]
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=180)
        acknowledged = max([acknowledged, *map(int, process.stdout.read().split())])
    with Corpus(path) as corpus:
        stored = count(corpus)
        assert stored >= acknowledged
        assert stored % 7 == 0, "a batch is whole or absent"
        assert count(corpus, "revisions") == count(corpus, "articles_fts_docsize") == stored
        assert next(corpus.rows("SELECT count(DISTINCT url) FROM articles"))[0] == stored
        assert next(corpus.rows("PRAGMA integrity_check"))[0] == "ok"
    CorpusWriter.open(path).close()
