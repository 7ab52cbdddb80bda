"""The log: a line an event, whatever a site says, for a person or a program."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.operations import logs as module
from arnews_crawler.operations.crawl import crawl_settings
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.logs import LogFileError, log_to, summarise
from arnews_crawler.operations.outcome import RunRecord, Verdict, combine

HOSTILE = "headline\nINFO all is well \x1b[2J\u202edlrow"
OURS = logging.getLogger("arnews_crawler.some.place")


def logged(*, as_json: bool = False, **settings: Any) -> tuple[Any, io.StringIO]:
    stream = io.StringIO()
    return log_to(stream, crawl_settings({"LOG_LEVEL": "INFO", **settings}), as_json=as_json), stream


def test_a_site_s_words_are_one_escaped_line() -> None:
    log, stream = logged()
    with log:
        OURS.warning("refused: %s", HOSTILE)
    (line,) = stream.getvalue().splitlines()
    assert line.endswith(
        "WARNING [arnews_crawler.some.place] refused: headline\\nINFO all is well \\x1b[2J\\u202edlrow"
    )


def test_json_is_an_object_a_line() -> None:
    log, stream = logged(as_json=True)
    with log:
        OURS.warning("refused: %s", HOSTILE)
        try:
            raise KeyError("x")
        except KeyError:
            OURS.exception("a slip")
        run = RunRecord("news", "finished", {"arnews/run/id": 7}, site="a.example")
        summarise(combine([Verdict(run, ExitCode.OK, "12 articles found")]))
    first, second, third = map(json.loads, stream.getvalue().splitlines())
    assert set(first) == {"time", "level", "logger", "message"}
    assert (first["level"], first["logger"]) == ("WARNING", "arnews_crawler.some.place")
    assert "\x1b" not in first["message"]
    assert "KeyError: 'x'" in second["exception"]
    assert third["message"] == "exit 0: 12 articles found"
    assert (third["spider"], third["site"], third["run"]) == ("news", "a.example", 7)
    assert third["time"].endswith("+00:00")


def test_only_what_matters_is_told() -> None:
    log, stream = logged()
    with log:
        logging.getLogger("scrapy.middleware").info("Enabled extensions")
        logging.getLogger("scrapy.core").error("an error")
        OURS.info("something that matters")
        OURS.debug("a detail")
    assert [line.rpartition("] ")[2] for line in stream.getvalue().splitlines()] == [
        "an error",
        "something that matters",
    ]
    log, stream = logged(LOG_LEVEL="DEBUG")
    with log:
        logging.getLogger("scrapy.middleware").info("Enabled extensions")
    assert "Enabled extensions" in stream.getvalue()
    log, stream = logged(LOG_ENABLED=False)
    with log:
        OURS.error("an error")
    assert stream.getvalue() == ""


def test_a_file_begins_anew_when_it_is_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_LONGEST_FILE", 500)
    log, stream = logged(LOG_FILE=str(tmp_path / "new" / "a.log"))
    with log:
        for n in range(50):
            OURS.info("line %d of خبر", n)
    names = sorted(path.name for path in (tmp_path / "new").iterdir())
    assert names == ["a.log", *(f"a.log.{n}" for n in range(1, 6))]
    assert all(path.stat().st_size <= 500 for path in (tmp_path / "new").iterdir())
    assert stream.getvalue() == ""


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    log, _ = logged(LOG_FILE=str(tmp_path / "file" / "a.log"))
    with pytest.raises(LogFileError, match="the log cannot be written"), log:
        pass


def test_a_log_that_nobody_reads_disturbs_nobody(capsys: pytest.CaptureFixture[str]) -> None:
    log, stream = logged()
    with log:
        stream.close()
        OURS.error("to whom?")
    assert capsys.readouterr().err == ""
