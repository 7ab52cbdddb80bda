"""Alerts besides stderr and exit code: a command, an address, a healthcheck. Their failure is a note, no more.

Addresses often hold a secret: they come from the environment alone and appear nowhere, not in the notes either.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from typing import Final
from urllib.parse import urlsplit, urlunsplit

from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.outcome import Outcome
from arnews_crawler.operations.report import alert_of
from arnews_crawler.version import __version__

NOTIFY_URL: Final = "ARNEWS_NOTIFY_URL"
HEALTHCHECK_URL: Final = "ARNEWS_HEALTHCHECK_URL"
_COMMAND_SECONDS: Final = 30.0
_HTTP_SECONDS: Final = 10.0


class Notifier:
    """Tells how a command ended to whom the operator named."""

    def __init__(self, command: str | None, database: str) -> None:
        self._command = command
        self._database = database
        self._start: threading.Thread | None = None

    def start(self) -> None:
        """Tell the healthcheck that a run begins, without waiting for it."""
        url = os.environ.get(HEALTHCHECK_URL)
        if url:
            self._start = threading.Thread(target=_ping, args=(url, "start", b""), daemon=True)
            self._start.start()

    def finish(self, outcome: Outcome) -> Iterator[str]:
        """Tell how it ended; yield a note for each that could not be told.

        A run that found the lock held is none that anybody has to be told of: the one that holds it will tell.
        """
        if outcome.exit_code == ExitCode.LOCKED:
            return
        yield from self._finish_healthcheck(outcome)
        is_recovery = not outcome.exit_code and any(verdict.is_recovery for verdict in outcome.verdicts)
        if not outcome.exit_code and not is_recovery:
            return
        report = json.dumps(
            alert_of(outcome, self._database, is_recovery=is_recovery), ensure_ascii=False, default=str
        ).encode("utf-8", "replace")
        if self._command:
            yield from _run(self._command, report + b"\n")
        url = os.environ.get(NOTIFY_URL)
        if url:
            trouble = _post(url, report, "application/json")
            if trouble:
                yield f"the alert could not be sent to the address in {NOTIFY_URL}: {trouble}"

    def _finish_healthcheck(self, outcome: Outcome) -> Iterator[str]:
        url = os.environ.get(HEALTHCHECK_URL)
        if not url:
            return
        if self._start is not None:
            self._start.join(_HTTP_SECONDS)  # a start that comes after the end would count as a run that hangs
        trouble = _ping(url, "fail" if outcome.exit_code else "", outcome.reason.encode("utf-8", "replace"))
        if trouble:
            yield f"the address in {HEALTHCHECK_URL} could not be pinged: {trouble}"


def _run(command: str, report: bytes) -> Iterator[str]:
    try:
        words = shlex.split(command)
        done = subprocess.run(  # noqa: S603 - the operator's own command, without a shell
            words, input=report, capture_output=True, timeout=_COMMAND_SECONDS, check=False
        )
    except subprocess.TimeoutExpired:
        yield f"the alert's command was ended after {_COMMAND_SECONDS:.0f} s: {command}"
    except (OSError, ValueError, IndexError) as error:
        yield f"the alert's command could not be run: {command}: {error}"
    else:
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            yield f"the alert's command ended with {done.returncode}: {command}" + (f": {said[-1]}" if said else "")


def _ping(url: str, suffix: str, body: bytes) -> str | None:
    return _post(url, body, "text/plain; charset=utf-8", suffix)


def _post(url: str, body: bytes, content_type: str, suffix: str = "") -> str | None:
    """Post; returns what went wrong, without the address."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "it is no address"
    if parts.scheme not in ("http", "https"):
        return "it is no http or https address"
    if suffix:
        url = urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/{suffix}"))
    headers = {"Content-Type": content_type, "User-Agent": f"arnews/{__version__}"}
    try:
        request = urllib.request.Request(url, data=body, headers=headers)  # noqa: S310 - of http(s), see above
        with urllib.request.urlopen(request, timeout=_HTTP_SECONDS):  # noqa: S310
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return f"it answers {error.code}"
    except urllib.error.URLError as error:
        return str(error.reason)
    except (OSError, ValueError, HTTPException) as error:
        # The message of a malformed address repeats it.
        return type(error).__name__
