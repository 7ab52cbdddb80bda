"""Alerts: what is told to whom, and that telling in vain changes nothing."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.run_history import RunHistory
from arnews_crawler.operations import notify as module
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.health import Patient
from arnews_crawler.operations.notify import HEALTHCHECK_URL, NOTIFY_URL, Notifier
from arnews_crawler.operations.outcome import Outcome, RunRecord, Verdict, combine

SECRET = "k3y-of-mine"


class Ear:
    """A server that keeps what it is told."""

    def __init__(self, status: int = 200) -> None:
        self.heard: list[tuple[str, bytes]] = []
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                ear.heard.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *args: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/{SECRET}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def ear() -> Iterator[Ear]:
    server = Ear()
    yield server
    server.close()


@pytest.fixture
def deaf() -> Iterator[Ear]:
    server = Ear(500)
    yield server
    server.close()


def outcome(exit_code: ExitCode, *, last_exit: int | None = 0) -> Outcome:
    patient = Patient(history=RunHistory(is_known=True, last_exit=last_exit))
    statistics = {"arnews/run/id": 7, "arnews/article/found": 2}
    run = RunRecord("news", "finished", statistics, site="a.example", patient=patient)
    return combine([Verdict(run, exit_code, "قليل من الأخبار", ("a note",))])


def keep_stdin(tmp_path: Path) -> str:
    script = tmp_path / "keep it.py"
    script.write_text(f"import sys\nopen({str(tmp_path / 'kept')!r}, 'ab').write(sys.stdin.buffer.read())\n")
    return f"{sys.executable} '{script}'"


def test_a_command_gets_the_report_on_stdin(tmp_path: Path) -> None:
    notifier = Notifier(keep_stdin(tmp_path), "a.db")
    assert list(notifier.finish(outcome(ExitCode.UNHEALTHY))) == []
    (line,) = (tmp_path / "kept").read_text("utf-8").splitlines()
    told = json.loads(line)
    assert (told["state"], told["exit_code"], told["database"]) == ("unhealthy", 9, "a.db")
    assert told["reason"] == "news: قليل من الأخبار"
    (run,) = told["runs"]
    assert (run["spider"], run["site"], run["run_id"], run["exit_code"]) == ("news", "a.example", 7, 9)
    assert run["notes"] == ["news: a note"]
    assert run["counts"] == {"arnews/article/found": 2}


def test_healthy_is_told_once_after_trouble_and_a_lock_is_none(tmp_path: Path) -> None:
    notifier = Notifier(keep_stdin(tmp_path), "a.db")
    for exit_code, last_exit in ((ExitCode.OK, 0), (ExitCode.OK, None), (ExitCode.LOCKED, 9)):
        assert list(notifier.finish(outcome(exit_code, last_exit=last_exit))) == []
    assert not (tmp_path / "kept").exists()
    assert list(notifier.finish(outcome(ExitCode.OK, last_exit=9))) == []
    assert json.loads((tmp_path / "kept").read_text("utf-8"))["state"] == "healthy"


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("no-such-program", "could not be run: no-such-program"),
        ("'unbalanced", "could not be run"),
        ("   ", "could not be run"),
        ("false", "ended with 1: false"),
        (f"{sys.executable} -c 'import sys; sys.exit(\"no mail today\")'", "no mail today"),
        (f"{sys.executable} -c 'import time; time.sleep(60)'", "was ended after 0 s"),
    ],
)
def test_a_command_that_fails_is_a_note(command: str, told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_COMMAND_SECONDS", 0.5)
    (note,) = Notifier(command, "a.db").finish(outcome(ExitCode.UNHEALTHY))
    assert told in note


def test_an_address_of_the_environment_is_posted_to(ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(NOTIFY_URL, ear.url)
    assert list(Notifier(None, "a.db").finish(outcome(ExitCode.BLOCKED))) == []
    ((path, body),) = ear.heard
    assert path == f"/{SECRET}"
    assert json.loads(body)["exit_code"] == 18


@pytest.mark.parametrize(("exit_code", "end"), [(ExitCode.OK, ""), (ExitCode.UNHEALTHY, "/fail")])
def test_a_healthcheck_is_pinged_at_start_and_end(
    ear: Ear, monkeypatch: pytest.MonkeyPatch, exit_code: ExitCode, end: str
) -> None:
    monkeypatch.setenv(HEALTHCHECK_URL, ear.url)
    notifier = Notifier(None, "a.db")
    notifier.start()
    assert list(notifier.finish(outcome(exit_code))) == []
    assert [path for path, _ in ear.heard] == [f"/{SECRET}/start", f"/{SECRET}{end}"]
    assert "قليل من الأخبار" in ear.heard[1][1].decode()


@pytest.mark.parametrize(
    "address",
    [
        "deaf",
        "http://127.0.0.1:1/k3y-of-mine",
        "file:///k3y-of-mine",
        "http://[k3y-of-mine",
        "http://127.0.0.1/k3y-of-mine x",
    ],
)
def test_what_cannot_be_told_is_a_note_without_the_address(
    address: str, deaf: Ear, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (NOTIFY_URL, HEALTHCHECK_URL):
        monkeypatch.setenv(name, deaf.url if address == "deaf" else address)
    notifier = Notifier(None, "a.db")
    notifier.start()
    notes = list(notifier.finish(outcome(ExitCode.UNHEALTHY)))
    assert len(notes) == 2
    assert SECRET not in " ".join(notes)
    assert HEALTHCHECK_URL in notes[0]
    assert NOTIFY_URL in notes[1]
