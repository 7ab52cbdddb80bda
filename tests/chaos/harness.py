"""A crawl of a hostile site in a process of its own, and what it left behind."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from arnews_crawler.demo.hostile.answers import Asked
from arnews_crawler.demo.hostile.catalogue import FAULTS
from arnews_crawler.demo.hostile.server import HostileServer

ROOT = Path(__file__).parents[2]
QUICK = {"RETRY_TIMES": 1, "DOWNLOAD_TIMEOUT": 5}
MEMORY_CEILING = 300 * 1024 * 1024
SECONDS = 120.0
REQUESTS = 250
MOJIBAKE = ("\ufffd", "Ø", "ط§ظ„", "ط§ظ")
_LOOK_EVERY = 0.02


@dataclass
class Crawl:
    """A finished crawl."""

    site: HostileServer
    db: Path
    exit_code: int
    stdout: str
    stderr: str
    seconds: float
    memory: int
    """Bytes at its peak."""
    asked: list[Asked] = field(default_factory=list)
    """The requests that it made, in their order."""

    def rows(self, query: str, *values: object) -> list[Any]:
        """Ask the database."""
        with closing(sqlite3.connect(self.db)) as connection:
            connection.row_factory = sqlite3.Row
            return connection.execute(query, values).fetchall()

    @property
    def articles(self) -> dict[str, Any]:
        """Path -> row of ``articles``."""
        return {"/" + row["url"].split("/", 3)[3]: row for row in self.rows("SELECT * FROM articles")}

    @property
    def rejects(self) -> list[tuple[str, str, str]]:
        """Address, code and detail of what was not stored."""
        return [tuple(row) for row in self.rows("SELECT url, code, detail FROM rejects")]

    @property
    def counts(self) -> dict[str, float]:
        """The statistics of the latest run."""
        found: dict[str, float] = json.loads(self.rows("SELECT counts FROM runs ORDER BY id DESC LIMIT 1")[0][0])
        return found

    def codes_of(self, path: str) -> set[str]:
        """Return why a page was not stored."""
        return {code for url, code, _ in self.rejects if url.endswith(path)}

    def targets(self, host: str = "site") -> list[str]:
        """Return what was asked of a host."""
        return [asked.target for asked in self.asked if asked.host == host]

    def is_counted(self, word: str) -> bool:
        """Whether a reject or a statistic of the latest run bears the word."""
        return any(word in code for _, code, _ in self.rejects) or any(word in name for name in self.counts)


class Chaos:
    """Serves one fault and crawls it; every crawl is held to what all cases promise."""

    def __init__(self, number: int, folder: Path) -> None:
        self.fault = FAULTS[number]
        self.folder = folder
        self.db = folder / "corpus.db"
        self.server = HostileServer(self.fault.open())
        self.site = self.server.site
        self.exit_codes: list[int] = []
        """Of all crawls that were let finish, in their order."""
        self.reject_codes: set[str] = set()
        """Why pages were not stored, in all crawls."""

    def command(
        self, *arguments: str, base_url: str = "", db: Path | None = None, settings: Mapping[str, object] | None = None
    ) -> list[str]:
        """Return the command that crawls the site; arguments such as ``--allow-private`` are added."""
        pairs = {**QUICK, **(settings or {})}
        words = [word for name, value in pairs.items() for word in ("-s", f"{name}={value}")]
        start = [sys.executable, "-m", "arnews_crawler", "crawl", "news", "--db", str(db or self.db)]
        address = [] if "--url" in arguments else ["--base-url", base_url or self.server.base_url]
        return [*start, *address, *(arguments or ("--allow-private",)), *words]

    def environment(self, **variables: str) -> dict[str, str]:
        """Return an environment without settings of arnews."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ARNEWS_")}
        return {**kept, "PYTHONPATH": str(ROOT), **variables}

    def start(self, command: Sequence[str], *, variables: Mapping[str, str] | None = None) -> subprocess.Popen[str]:
        """Start a command; what it prints goes to files, so that it never waits for a reader."""
        number = len(list(self.folder.glob("stdout-*")))
        with (self.folder / f"stdout-{number}").open("w") as out, (self.folder / f"stderr-{number}").open("w") as err:
            return subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=err,
                text=True,
                cwd=self.folder,
                env=self.environment(**(variables or {})),
            )

    def finish(self, process: subprocess.Popen[str], *, seconds: float = SECONDS, since: int = 0) -> Crawl:
        """Wait for a crawl and return what it left; one that takes too long is killed and fails the case."""
        number = len(list(self.folder.glob("stdout-*"))) - 1
        started, memory = time.monotonic(), 0
        while process.poll() is None:
            memory = max(memory, _peak_memory(process.pid))
            if time.monotonic() - started > seconds:
                process.kill()
                process.wait()
                raise AssertionError(f"still running after {seconds} s: {self._printed('stderr', number)[-2000:]}")
            time.sleep(_LOOK_EVERY)
        return Crawl(
            site=self.server,
            db=self.db,
            exit_code=process.returncode,
            stdout=self._printed("stdout", number),
            stderr=self._printed("stderr", number),
            seconds=time.monotonic() - started,
            memory=memory,
            asked=self.site.log[since:],
        )

    def crawl(
        self,
        *arguments: str,
        exit_code: int,
        base_url: str = "",
        settings: Mapping[str, object] | None = None,
        db: Path | None = None,
        seconds: float = SECONDS,
        requests: int = REQUESTS,
        variables: Mapping[str, str] | None = None,
    ) -> Crawl:
        """Crawl the site and hold the crawl to its exit code and to what all cases promise.

        :param arguments: instead of ``--allow-private``.
        """
        since = len(self.site.log)
        command = self.command(*arguments, base_url=base_url, settings=settings, db=db)
        process = self.start(command, variables=variables)
        done = self.finish(process, seconds=seconds, since=since)
        done.db = db or self.db
        self.exit_codes.append(done.exit_code)
        assert done.exit_code == exit_code, f"exit {done.exit_code}, not {exit_code}: {done.stderr[-3000:]}"
        assert len(done.asked) <= requests, f"{len(done.asked)} requests: {Counter(done.targets()).most_common(5)}"
        self.hold_promises(done)
        return done

    def hold_promises(self, done: Crawl) -> None:
        """Assert what is true of every crawl, whatever the fault."""
        assert "Traceback" not in done.stderr, done.stderr[-3000:]
        assert done.memory < MEMORY_CEILING, f"{done.memory / 1e6:.0f} MB"
        assert "\x1b" not in done.stderr
        if not done.db.exists():
            return
        assert [tuple(row) for row in done.rows("PRAGMA integrity_check")] == [("ok",)]
        self.reject_codes |= {code for _, code, _ in done.rejects}
        for path, row in done.articles.items():
            text = row["headline"] + row["body"]
            assert row["headline"].strip(), path
            assert row["body"].strip(), path
            assert not any(mark in text for mark in MOJIBAKE), f"{path}: {text[:300]}"
            assert not any(ord(mark) < 32 and mark != "\n" for mark in text), f"{path}: {text[:300]!r}"

    def good_are_stored(self, done: Crawl) -> None:
        """Assert that the sound articles beside the fault are in the database, word for word."""
        articles = done.articles
        for story in self.site.good:
            assert story.path in articles, f"{story.path} is missing; rejects: {done.rejects[:10]}"
            row = articles[story.path]
            assert (row["headline"], row["body"]) == (story.headline, story.body)

    def close(self) -> None:
        """End the service."""
        self.server.close()

    def _printed(self, stream: str, number: int) -> str:
        return (self.folder / f"{stream}-{number}").read_text("utf-8", "replace")


def _peak_memory(pid: int) -> int:
    """Bytes that a process has held at most; 0 where that cannot be told (any more)."""
    try:
        status = Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return 0
    line = next((line for line in status.splitlines() if line.startswith("VmHWM:")), "VmHWM: 0 kB")
    return int(line.split()[1]) * 1024
