"""``arnews cron``, and what it prints run by sh, by cron, with an empty environment."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.errors import CorpusError
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.demo.server import DemoServer

URL = "https://example.org/"
QUICK = ["--allow-private", "-s", "AUTOTHROTTLE_ENABLED=False", "-s", "DOWNLOAD_DELAY=0", "-s", "RETRY_TIMES=0"]


def test_a_line_names_everything_by_its_whole_path(run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("cron", "news", "--base-url", URL, "--every", "1h", "--max-runtime", "20m", "--log", "log/a.log")
    assert (result.exit_code, result.stderr) == (0, "")
    (line,) = result.stdout.splitlines()
    assert f"{sys.executable} -m arnews_crawler crawl news --base-url {URL}" in line
    assert f"--db {tmp_path}/data/arnews.db --max-runtime 20m" in line
    assert f"-s LOG_FILE={tmp_path}/log/a.log -s LOG_LEVEL=INFO" in line
    assert "timeout --kill-after=60 1500" in line


def test_hours_of_the_day_and_what_is_handed_on(run: Any) -> None:
    options = ["--since", "2d", "--recheck", "72h", "--no-archive", "--notify-command", "mail -s 'ill' me"]
    result = run("cron", "news", "--base-url", URL, "--at", "18:05", "--at", "06:10", *options)
    first, second = result.stdout.splitlines()
    assert first.startswith("10 6 * * * ")
    assert second.startswith("5 18 * * * ")
    assert "--since 2d --recheck 72h --no-archive --notify-command " in first
    assert "--max-runtime 360m" in first


def test_units_go_into_a_folder(run: Any, tmp_path: Path) -> None:
    result = run("cron", "news", "--base-url", URL, "--systemd", "--out", tmp_path / "units")
    names = [Path(line).name for line in result.stdout.splitlines()]
    assert names == ["arnews-news-example.org.service", "arnews-news-example.org.timer"]
    assert "OnCalendar=" in (tmp_path / "units" / names[1]).read_text("utf-8")
    printed = run("cron", "news", "--base-url", URL, "--systemd")
    assert f"# {names[0]}\n[Unit]\n" in printed.stdout
    (tmp_path / "file").touch()
    assert run("cron", "news", "--base-url", URL, "--out", tmp_path / "file").exit_code == 3


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (["nwes", "--base-url", URL], 2, "did you mean news?"),
        (["news"], 4, "--base-url"),
        (["news", "--base-url", URL, "--every", "5h"], 2, "use --at for other hours"),
        (["news", "--base-url", URL, "--at", "6"], 2, "'6' is no hour of the day such as 06:10"),
        (["news", "--base-url", URL, "--at", "24:00"], 2, "no hour of the day"),
        (["news", "--base-url", URL, "--since", "soon"], 2, "since: 'soon'"),
        (["news", "--base-url", "https://me:secret@example.org/"], 2, "ARNEWS_<SPIDER>_BASE_URL"),
        (["news", "--base-url", URL, "-s", f"X={'x' * 1000}"], 2, "use --systemd"),
    ],
)
def test_what_cannot_be_run_is_told_now(run: Any, arguments: list[str], exit_code: int, told: str) -> None:
    result = run("cron", *arguments)
    assert result.exit_code == exit_code
    assert told in result.stderr
    assert "secret" not in result.output


def printed_command(demo_server: DemoServer, db: Path, *more: str) -> str:
    words = ["cron", "news", "--base-url", demo_server.base_url, "--db", str(db), *QUICK, *more]
    done = subprocess.run(
        [sys.executable, "-m", "arnews_crawler", *words], capture_output=True, text=True, check=True, cwd=db.parent
    )
    return done.stdout.splitlines()[0]


@pytest.mark.parametrize("lang", [{}, {"LANG": "C", "LC_ALL": "C", "TZ": "Asia/Kathmandu"}, {"TZ": "no/such"}])
def test_the_line_works_with_nothing_set(demo_server: DemoServer, tmp_path: Path, lang: dict[str, str]) -> None:
    log = tmp_path / "أخبار.log"
    line = printed_command(demo_server, tmp_path / "corpus.db", "--log", str(log))
    command = line.split(" ", 5)[5].replace("\\%", "%")
    environment = {"PATH": "/usr/bin:/bin", **lang}
    first = subprocess.run(["/bin/sh", "-c", command], env=environment, capture_output=True, cwd="/", check=False)
    assert (first.returncode, first.stdout, first.stderr) == (0, b"", b"")
    closed = subprocess.run(["/bin/sh", "-c", f"{command} >&- 2>&- <&-"], env=environment, cwd="/", check=False)
    assert closed.returncode == 0
    with Corpus(tmp_path / "corpus.db") as corpus:
        assert [entry.exit_code for entry in corpus.runs()] == [0, 0]
    assert log.read_text("utf-8").count("exit 0: ") == 2
    assert list(tmp_path.glob("*.lock")) == []


CRON = shutil.which("cron", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
OWN = "mount -t tmpfs none /run && mount -t tmpfs none /var/spool/cron && mount -t tmpfs none /etc/cron.d && "
BESIDE = "mount --bind /dev/null /etc/crontab && "


def _can_run_cron() -> bool:
    if CRON is None or os.geteuid() != 0 or shutil.which("unshare") is None:
        return False
    probe = ["unshare", "--mount", "sh", "-c", f"{OWN}{BESIDE}true"]
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


@pytest.mark.slow
@pytest.mark.skipif(not _can_run_cron(), reason="needs Debian's cron, root and a mount namespace of its own")
def test_the_line_is_run_by_debian_s_cron(demo_server: DemoServer, tmp_path: Path) -> None:
    """cron with a spool and a crontab of its own, in a mount namespace: the system's own are neither seen nor run."""
    db = tmp_path / "a%b.db"
    soon = datetime.now() + timedelta(seconds=70)  # noqa: DTZ005 - cron's clock is the local one
    line = printed_command(demo_server, db, "--at", f"{soon:%H:%M}")
    (tmp_path / "crontab").write_text(f'MAILTO=""\n{line} > {tmp_path}/out 2>&1\n', "utf-8")
    install = f"mkdir /var/spool/cron/crontabs && crontab {tmp_path}/crontab && exec {CRON} -f"
    with subprocess.Popen(
        ["unshare", "--mount", "sh", "-c", OWN + BESIDE + install],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"},
        stderr=subprocess.PIPE,
        text=True,
    ) as cron:
        try:
            deadline = time.monotonic() + 180
            while not _has_ended(db) and time.monotonic() < deadline and cron.poll() is None:
                time.sleep(1)
        finally:
            cron.send_signal(signal.SIGTERM)
            _, err = cron.communicate(timeout=180)
    assert _has_ended(db), err
    assert (tmp_path / "out").read_text() == ""
    with Corpus(db) as corpus:
        assert [entry.exit_code for entry in corpus.runs()] == [0]


def _has_ended(db: Path) -> bool:
    try:
        with Corpus(db) as corpus:
            return any(entry.exit_code is not None for entry in corpus.runs())
    except CorpusError:
        return False
