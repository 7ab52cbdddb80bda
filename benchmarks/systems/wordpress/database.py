"""A MariaDB of the site's own: its folder and its socket lie in the site's folder, and nothing listens on a port."""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from benchmarks.systems.tools import SystemUnavailableError, run_tool

_START_SECONDS = 60
_OPTIONS = (
    "--skip-networking",
    "--skip-log-bin",
    "--innodb-log-file-size=8M",
    "--innodb-buffer-pool-size=64M",
    "--innodb-flush-log-at-trx-commit=0",
    "--innodb-doublewrite=0",
    "--character-set-server=utf8mb4",
    "--collation-server=utf8mb4_unicode_ci",
)


def socket_of(folder: Path) -> Path:
    """Return the socket that the site's database listens on."""
    return folder / "db.sock"


def database_command(folder: Path) -> Sequence[str]:
    """Return the command that serves the site's database until SIGTERM."""
    places = (f"--datadir={folder / 'db'}", f"--socket={socket_of(folder)}", f"--pid-file={folder / 'db.pid'}")
    return ("mariadbd", "--no-defaults", f"--user={getuser()}", *places, *_OPTIONS)


@contextmanager
def database(folder: Path, cache: Path) -> Iterator[Path]:
    """Make the site's database and serve it while the block runs; yields its socket."""
    shutil.copytree(_empty_database(cache), folder / "db")
    with (folder / "db.log").open("wb") as log:
        process = subprocess.Popen(list(database_command(folder)), stdout=log, stderr=log)
    try:
        _wait(process, folder)
        yield socket_of(folder)
    finally:
        process.terminate()
        process.wait(timeout=60)


def _empty_database(cache: Path) -> Path:
    empty = cache / "mariadb"
    if not (empty / "mysql").is_dir():
        shutil.rmtree(empty, ignore_errors=True)
        options = ("--skip-test-db", "--skip-name-resolve", "--auth-root-authentication-method=normal")
        made = cache / "mariadb.new"
        shutil.rmtree(made, ignore_errors=True)
        command = ("mariadb-install-db", "--no-defaults", f"--user={getuser()}", f"--datadir={made}", *options)
        run_tool([*command, "--innodb-log-file-size=8M"], cache)
        made.rename(empty)
    return empty


def _wait(process: subprocess.Popen[bytes], folder: Path) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        if socket_of(folder).exists():
            return
        time.sleep(0.1)
    raise SystemUnavailableError(f"the database did not start: {(folder / 'db.log').read_text()[-1500:]}")
