"""``arnews crawl`` and ``arnews extract`` of addresses, over HTTP from a demo newsroom."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.demo.newsroom import build_newsroom
from arnews_crawler.demo.server import DemoServer
from arnews_crawler.demo.truth import newsroom_truth

QUICK = [
    *("--allow-private", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0"),
    *("-s", "CONCURRENT_REQUESTS_PER_DOMAIN=16", "-s", "RETRY_TIMES=0"),
]
SLOW = ["--allow-private", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0.1"]
UNUSED = "http://127.0.0.1:9/"


def test_a_healthy_crawl_prints_nothing_and_a_second_stores_nothing(
    process: Any, demo_server: DemoServer, tmp_path: Path
) -> None:
    db = tmp_path / "new" / "corpus.db"
    command = ["crawl", "news", "--base-url", demo_server.base_url, "--db", db, *QUICK]
    first = process(*command)
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "")
    second = process(*command, "--json")
    (line,) = second.stdout.splitlines()
    told = json.loads(line)
    assert (second.returncode, second.stderr) == (0, "")
    assert (told["spider"], told["exit_code"], told["run_id"]) == ("news", 0, 2)
    assert "arnews/article/stored" not in told["counts"]
    assert told["counts"]["arnews/known/listed"] > 10
    with Corpus(db) as corpus:
        assert [ledger.exit_code for ledger in corpus.runs()] == [0, 0]


def test_a_dry_run_prints_the_records_and_stores_nothing(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    command = ["crawl", "news", "--base-url", demo_server.base_url, "--db", db, "--dry-run", *QUICK]
    done = process(*command, "--limit", 3, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(records) == 3
    assert all(record["headline"] and record["body"] and record["evidence"] for record in records)
    readable = process(*command, "--limit", 1)
    assert readable.stdout.startswith("headline")
    assert not db.exists()


def test_the_printing_of_a_dry_run_can_fail(demo_server: DemoServer, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--base-url", demo_server.base_url]
    command += ["--dry-run", "--json", *QUICK]
    read, write = os.pipe()
    os.close(read)
    closed = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True, check=False)
    os.close(write)
    assert (closed.returncode, closed.stderr) == (0, "")
    if Path("/dev/full").exists():
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 3
        assert done.stderr.startswith("arnews crawl: stdout: No space left on device")


def test_one_page_and_a_date(process: Any, demo_server: DemoServer) -> None:
    truth = list(newsroom_truth(build_newsroom(30, seed=5), demo_server.base_url))
    line = next(line for line in truth if "sitemap" in line["found_by"])
    done = process("crawl", "news", "--url", line["url"], "--dry-run", "--json", *QUICK)
    assert done.returncode == 0, done.stderr
    assert [json.loads(row)["headline"] for row in done.stdout.splitlines()] == [line["headline"]]
    command = ["crawl", "news", "--base-url", demo_server.base_url, "--dry-run", "--json", *QUICK]
    old = process(*command, "--until", "2001-01-01")
    assert old.returncode == 0, old.stderr
    records = [json.loads(row) for row in old.stdout.splitlines()]
    assert all(record["published_at"] is None for record in records), "what has no date may be as old as that"


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        ([], 2, "Missing argument 'SPIDER...'; type for example: arnews crawl news --base-url"),
        (["nwes", "--base-url", UNUSED], 2, "no spider is called 'nwes'; did you mean news?"),
        (["news", "--base-url", "ftp://example.org"], 2, "base_url: not_http"),
        (["news", "--base-url", "--limit", "5"], 2, "an address belongs here, not '--limit'"),
        (["news", "--base-url", UNUSED, "--since", "soon"], 2, "since: 'soon' is neither an age such as 2d"),
        (
            ["news", "--base-url", UNUSED, "--max-runtime", "soon"],
            2,
            "'soon' is no length of time such as 20m",
        ),
        (["news", "--base-url", UNUSED, "--limit", "0"], 2, "--limit"),
        (
            ["news", "--base-url", UNUSED, "-s", "X"],
            2,
            "-s X: no setting; type for example: -s DOWNLOAD_DELAY=2",
        ),
        (["news", "-s", "CONCURRENT_REQUESTS=abc"], 2, "CONCURRENT_REQUESTS has to be a whole number"),
        (["news", "-s", "ITEM_PIPELINES=x"], 2, "ITEM_PIPELINES has to be a JSON object"),
        (["news", "-s", "LOG_LEVEL=LOUD"], 2, "is no level such as INFO"),
        (["news", "-s", "DOWNLOD_DELAY=3"], 2, "did you mean DOWNLOAD_DELAY?"),
        (["nowarabia"], 4, "set ARNEWS_NOWARABIA_BASE_URL in the environment"),
        (["news"], 4, "--base-url"),
        (["news", "--base-url", UNUSED], 4, "is a private address; --allow-private permits it"),
        (["news", "--base-url", UNUSED, *QUICK], 9, "robots_unreachable"),
        (["news", "--base-url", "http://no-such-host.invalid/", *QUICK], 9, "no-such-host.invalid"),
    ],
)
def test_bad_input_is_one_line_and_its_code(
    process: Any, tmp_path: Path, arguments: list[str], exit_code: int, told: str
) -> None:
    done = process("crawl", *arguments, "--db", tmp_path / "corpus.db", timeout=180)
    assert done.returncode == exit_code, done.stderr
    assert told in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""
    assert (tmp_path / "corpus.db").exists() == (exit_code == 9 or "private" in told), "made for a crawl alone"


def test_a_database_that_cannot_be_used_is_told_before_the_first_request(process: Any, tmp_path: Path) -> None:
    text = tmp_path / "text.db"
    text.write_text("mine")
    done = process("crawl", "news", "--base-url", UNUSED, "--db", text, *QUICK)
    assert done.returncode == 3
    assert done.stderr == (
        f"arnews crawl: {text}: is not an SQLite database; name another file with --db or ARNEWS_DB\n"
    )
    assert text.read_text() == "mine"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_flushes_and_ends_with_its_code(
    demo_server: DemoServer, tmp_path: Path, number: signal.Signals
) -> None:
    db = tmp_path / "corpus.db"
    command = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--base-url", demo_server.base_url]
    with subprocess.Popen(
        [*command, "--db", str(db), "-s", "ARNEWS_BATCH_SECONDS=0.2", *SLOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        deadline = time.monotonic() + 120
        while _stored(db) == 0 and time.monotonic() < deadline:
            time.sleep(0.1)
        running.send_signal(number)
        try:
            _, err = running.communicate(timeout=180)
        finally:
            running.kill()
    assert running.returncode == 11, err
    assert err.splitlines()[0] == "arnews crawl: news: interrupted; what was read is stored"
    with Corpus(db) as corpus:
        assert corpus.runs()[0].exit_code == 11
        assert corpus.statistics().articles >= 1


def test_the_time_limit_has_a_code_of_its_own(process: Any, demo_server: DemoServer, tmp_path: Path) -> None:
    command = ["crawl", "news", "--base-url", demo_server.base_url, "--db", tmp_path / "corpus.db", *SLOW]
    done = process(*command, "-s", "CLOSESPIDER_TIMEOUT=2")
    assert done.returncode == 14
    assert "the time limit was reached; what was read is stored" in done.stderr


def test_an_address_is_extracted_as_a_crawl_would_ask_for_it(process: Any, demo_server: DemoServer) -> None:
    truth = list(newsroom_truth(build_newsroom(30, seed=5), demo_server.base_url))
    line = next(line for line in truth if "sitemap" in line["found_by"])
    done = process("extract", line["url"], "--json", "--allow-private")
    assert (done.returncode, done.stderr) == (0, "")
    record = json.loads(done.stdout)
    assert (record["url"], record["headline"]) == (line["url"], line["headline"])
    refused = process("extract", line["url"])
    assert refused.returncode == 4
    assert "private_address: 127.0.0.1 is a private address; --allow-private permits it" in refused.stderr
    missing = process("extract", f"{demo_server.base_url}no-such-page", UNUSED, "--allow-private")
    assert missing.returncode == 9
    assert "http_404" in missing.stderr
    assert f"{UNUSED}: robots_unreachable" in missing.stderr
    assert missing.stderr.count("\n") == 2


def _stored(db: Path) -> int:
    """Articles in a database that may be about to be made."""
    with suppress(CorpusError), Corpus(db) as corpus:
        return corpus.statistics().articles
    return 0
