"""The soak's judgement: what it calls missed, made up or an alarm for nothing."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.demo.living_model import IncidentKind
from arnews_crawler.demo.living_truth import Expected, Text, Version
from benchmarks.soak.__main__ import _line
from benchmarks.soak.clock import environment_at
from benchmarks.soak.compare import compare
from benchmarks.soak.runs import Run, read_runs
from benchmarks.soak.verdict import judge

URL = "https://example.org/news/1"
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
FIRST: Text = ("عنوان", None, "نص أول")
SECOND: Text = ("عنوان", None, "نص ثان")


def expected(*texts: Text, is_required: bool = True, **more: Any) -> Expected:
    versions = tuple(Version(text, START, is_required) for text in texts)
    values: dict[str, Any] = {"is_required": True, "removed_at": None, "must_be_gone": False} | more
    return Expected(
        url=URL,
        variants=frozenset({f"{URL}?print=1"}),
        number=1,
        found_by=("sitemap",),
        published=START,
        versions=versions,
        **values,
    )


def store(path: Path, *texts: Text, url: str = URL, gone_at: str | None = None, changed: Sequence[str] = ()) -> Path:
    connection: sqlite3.Connection = open_for_writing(path)
    with connection:
        headline, teaser, body = texts[-1]
        id_ = connection.execute(
            "INSERT INTO articles(url, site, headline, teaser, body, first_seen_at, last_seen_at, fetched_at,"
            " content_hash, gone_at, revision) VALUES (?, 'example.org', ?, ?, ?, '', '', '', '', ?, ?)",
            (url, headline, teaser, body, gone_at, len(texts)),
        ).lastrowid
        for number, text in enumerate(texts, start=1):
            fields = json.dumps([] if number == 1 else list(changed))
            row = (id_, number, START.isoformat(), *text, fields)
            connection.execute(
                "INSERT INTO revisions(article_id, revision, seen_at, headline, teaser, body, changed)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                row,
            )
    connection.close()
    return path


def faults(path: Path, *truth: Expected) -> list[str]:
    return [finding.fault for finding in compare(path, truth)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "soak.db"


class TestComparison:
    def test_what_is_as_it_should_be(self, path: Path) -> None:
        assert faults(store(path, FIRST, SECOND, changed=["body"]), expected(FIRST, SECOND)) == []

    def test_another_address_of_the_article_is_the_article(self, path: Path) -> None:
        assert faults(store(path, FIRST, url=f"{URL}?print=1"), expected(FIRST)) == []

    def test_a_missed_article(self, path: Path) -> None:
        store(path, FIRST, url="https://example.org/other")
        assert faults(path, expected(FIRST)) == ["missed article", "extra article"]
        assert faults(path, expected(FIRST, is_required=False), expected(FIRST)) == ["missed article"] * 2 + [
            "extra article"
        ]

    def test_an_article_that_could_not_be_found_is_not_missed(self, path: Path) -> None:
        store(path, FIRST, url="https://example.org/other")
        assert "missed article" not in [
            finding.fault for finding in compare(path, [Expected(**_fields(expected(FIRST)) | {"is_required": False})])
        ]

    def test_a_missed_revision_and_one_that_need_not_be_known(self, path: Path) -> None:
        store(path, FIRST)
        assert faults(path, expected(FIRST, SECOND)) == ["missed revision"]
        assert faults(path, expected(FIRST, SECOND, is_required=False)) == []

    def test_false_revisions(self, path: Path) -> None:
        store(path, FIRST, SECOND, FIRST, changed=["body"])
        assert faults(path, expected(FIRST, SECOND)) == ["false revision"]
        assert faults(path, expected(FIRST)) == ["false revision", "false revision"]

    def test_a_wrong_first_text(self, path: Path) -> None:
        assert faults(store(path, SECOND), expected(FIRST, is_required=False)) == ["wrong text"]

    def test_wrong_names_of_what_changed(self, path: Path) -> None:
        assert faults(store(path, FIRST, SECOND, changed=["headline"]), expected(FIRST, SECOND)) == ["wrong changed"]

    def test_gone(self, path: Path) -> None:
        store(path, FIRST, gone_at=START.isoformat())
        assert faults(path, expected(FIRST)) == ["false gone"]
        assert faults(path, expected(FIRST, removed_at=START + timedelta(hours=1))) == ["false gone"]
        assert faults(path, expected(FIRST, removed_at=START, must_be_gone=True)) == []

    def test_not_gone(self, path: Path) -> None:
        store(path, FIRST)
        assert faults(path, expected(FIRST, removed_at=START, must_be_gone=True)) == ["missed gone"]
        assert faults(path, expected(FIRST, removed_at=START)) == []


def _fields(one: Expected) -> dict[str, Any]:
    return {name: getattr(one, name) for name in Expected.__slots__}


def run(hour: int, exit_code: int = 0, incident: IncidentKind | None = None, unreadable: int = 0) -> Run:
    return Run(
        moment=START + timedelta(hours=hour),
        incident=incident,
        exit_code=exit_code,
        errors="",
        requests=0,
        unreadable=unreadable,
        readable=0,
        seconds=0,
        memory_kb=0,
        database_bytes=0,
        archive_bytes=0,
    )


class TestAlarms:
    def test_silence_while_all_is_well(self) -> None:
        assert list(judge([run(0), run(1)])) == []
        assert [alarm.kind for alarm in judge([run(0), run(1, 9)])] == ["false alarm"]

    def test_the_first_run_that_meets_a_failure_tells_it(self) -> None:
        assert list(judge([run(0), run(1, 9, "unavailable"), run(2, 0, "unavailable"), run(3)])) == []
        assert [alarm.kind for alarm in judge([run(1, 0, "unavailable"), run(2, 9, "unavailable")])] == [
            "unflagged failure"
        ]
        assert [alarm.kind for alarm in judge([run(1, 9, "limited")])] == ["unflagged failure"]

    def test_a_few_failing_pages_are_no_failure_yet(self) -> None:
        pages = [run(1, 0, "bodies_empty", 4), run(2, 9, "bodies_empty", 5)]
        assert list(judge(pages)) == []
        assert [alarm.run.moment.hour for alarm in judge([pages[0], run(2, 0, "bodies_empty", 5)])] == [14]

    def test_broken_sitemaps_are_no_alarm(self) -> None:
        assert [alarm.kind for alarm in judge([run(1, 9, "broken_sitemaps")])] == ["false alarm"]


def test_a_process_is_told_when_it_begins() -> None:
    environment = environment_at(datetime(2026, 3, 1, 15, 7, tzinfo=UTC), Path("/usr/lib/libfaketime.so"))
    assert environment["FAKETIME"] == "@2026-03-01 15:07:00"
    assert environment["TZ"] == "UTC"


def test_an_interrupted_soak_is_gone_on_with(tmp_path: Path) -> None:
    log = tmp_path / "runs.jsonl"
    runs = [run(0), run(1, 9, "unavailable")]
    log.write_text("".join(map(_line, runs)) + _line(run(2))[:40], encoding="utf-8")
    assert read_runs(log) == runs
