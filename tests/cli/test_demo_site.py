"""``arnews demo-site``, as a process of its own."""

from __future__ import annotations

import json
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

TRUTH_KEYS = {
    *("url", "variants", "headline", "teaser", "body", "section", "authors", "tags"),
    *("published_at", "modified_at", "found_by", "template", "edition"),
}


@contextmanager
def served(*arguments: object) -> Iterator[tuple[subprocess.Popen[str], str]]:
    command = [sys.executable, "-m", "arnews_crawler", "demo-site", *map(str, arguments)]
    pipe = subprocess.PIPE
    # A kill may cut what is on its way in the middle of a letter.
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, errors="replace") as site:
        assert site.stdout is not None
        try:
            yield site, site.stdout.readline().strip()
        finally:
            site.kill()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_the_site_answers_until_it_is_told_to_stop(number: signal.Signals) -> None:
    with served("--articles", 12) as (site, address):
        assert address.startswith("http://127.0.0.1:")
        assert address.endswith("/")
        with urlopen(f"{address}robots.txt", timeout=60) as answer:
            assert answer.status == 200
        site.send_signal(number)
        assert site.wait(timeout=180) == 0
        assert site.stderr is not None
        assert site.stderr.read() == ""


def test_the_truth_goes_to_a_file(tmp_path: Path) -> None:
    file = tmp_path / "new" / "truth.jsonl"
    with served("--articles", 12, "--seed", 3, "--truth", file) as (site, address):
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=180)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert lines
    assert all(set(line) == TRUTH_KEYS for line in lines)
    assert all(line["url"].startswith(address) for line in lines)


def test_the_truth_goes_to_stdout_after_the_address() -> None:
    with served("--articles", 12, "--truth", "-") as (site, address):
        assert site.stdout is not None
        assert json.loads(site.stdout.readline())["url"].startswith(address)


def test_a_port_can_be_chosen_and_can_be_taken(run: Any) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("demo-site", "--articles", 2, "--port", port)
    assert result.exit_code == 4
    assert f"port {port} cannot be had" in result.stderr
    with served("--articles", 2, "--port", port) as (_, address):
        assert address == f"http://127.0.0.1:{port}/"


def test_a_truth_that_cannot_be_written_is_storage(run: Any, tmp_path: Path) -> None:
    result = run("demo-site", "--articles", 2, "--truth", tmp_path)
    assert result.exit_code == 3
    assert "name another file with --truth" in result.stderr


def test_one_fault_is_served_at_the_address(tmp_path: Path) -> None:
    file = tmp_path / "truth.jsonl"
    with served("--hostile", "--fault", 15, "--truth", file) as (site, address):
        with urlopen(f"{address}news/picture", timeout=60) as answer:
            assert answer.headers["Content-Type"].startswith("text/html")
            assert answer.read().startswith(b"\x89PNG")
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=180) == 0
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert len(lines) == 3
    assert all(set(line) == TRUTH_KEYS and line["url"].startswith(address) for line in lines)


def test_all_faults_are_listed_with_their_addresses() -> None:
    with served("--hostile") as (site, address):
        with urlopen(address, timeout=60) as answer:
            listing = answer.read().decode()
        links = re.findall(r'href="(http://127\.0\.0\.1:[0-9]+/)"', listing)
        assert len(set(links)) == 66, "all but the one with a bad certificate"
        with urlopen(f"{links[-1]}robots.txt", timeout=60) as answer:
            assert answer.status == 200
        site.send_signal(signal.SIGTERM)
        assert site.wait(timeout=180) == 0


def test_a_fault_needs_the_hostile_newsroom(run: Any) -> None:
    assert run("demo-site", "--fault", 3).exit_code == 2
    assert run("demo-site", "--hostile", "--fault", 68).exit_code == 2
