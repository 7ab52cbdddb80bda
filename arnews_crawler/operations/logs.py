"""The log of a crawl: a line an event on stderr, for a person or as JSON; what a site says in it is text.

Scrapy's own messages of how it is set up matter to nobody who reads a crontab's mail: below WARNING they are left
out, unless the level is DEBUG.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final, TextIO

from scrapy.settings import Settings

from arnews_crawler.operations.outcome import Outcome
from arnews_crawler.text.one_line import printable

_LONGEST_FILE: Final = 10_000_000
_OLDER_FILES: Final = 5
_CHATTY: Final = ("scrapy", "twisted", "asyncio", "py.warnings")

logger = logging.getLogger(__name__)


class LogFileError(Exception):
    """``LOG_FILE`` cannot be written; the message says why."""


class _Quiet(logging.Handler):
    """A log that nobody reads any more, or that finds no room, is no reason to disturb the crawl."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        """Drop what cannot be written."""


class _Stream(_Quiet, logging.StreamHandler[TextIO]):
    """A terminal, a pipe, cron's mail."""


class _File(_Quiet, RotatingFileHandler):
    """A file that begins anew when it is full, the older ones beside it."""


class LineFormatter(logging.Formatter):
    """A line for a person: when, how grave, which spider, what."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an exception's lines follow it."""
        when = datetime.fromtimestamp(record.created).astimezone().strftime("%Y-%m-%d %H:%M:%S")
        where = _about(record).get("spider", record.name)
        line = f"{when} {record.levelname} [{where}] {printable(record.getMessage())}"
        if record.exc_info:
            line += "\n" + "\n".join(map(printable, self.formatException(record.exc_info).split("\n")))
        return line


class JsonFormatter(logging.Formatter):
    """A line for a program: ``time``, ``level``, ``logger``, ``message``, and ``spider``, ``site``, ``run``."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": printable(record.getMessage()),
            **_about(record),
        }
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=True, default=str)


@contextmanager
def log_to(stream: TextIO, settings: Settings, *, as_json: bool) -> Iterator[None]:
    """Write the log to ``stream``, or to the file that ``LOG_FILE`` names, inside the block.

    :raises LogFileError: that file cannot be written.
    """
    if not settings.getbool("LOG_ENABLED"):
        yield
        return
    level = logging.getLevelNamesMapping()[str(settings["LOG_LEVEL"]).upper()]
    handler = _file_handler(Path(settings["LOG_FILE"])) if settings["LOG_FILE"] else _Stream(stream)
    handler.setLevel(level)
    handler.setFormatter(JsonFormatter() if as_json else LineFormatter())
    if level > logging.DEBUG:
        handler.addFilter(_matters)
        handler.addFilter(_is_news)
    root = logging.getLogger()
    _quiet_twisted()
    before, disabled = root.level, root.manager.disable
    root.setLevel(level)
    if level > logging.DEBUG:  # Scrapy asks its own loggers for DEBUG, and makes records of each page that nobody reads
        logging.disable(logging.DEBUG)
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
        root.setLevel(before)
        logging.disable(disabled)
        handler.close()


@cache
def _quiet_twisted() -> None:
    """End Twisted's own writing of grave errors to stderr: Scrapy hands them to this log too."""
    from twisted.logger import globalLogBeginner

    globalLogBeginner.beginLoggingTo((), redirectStandardIO=False, discardBuffer=True)


def _file_handler(path: Path) -> _File:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return _File(path, maxBytes=_LONGEST_FILE, backupCount=_OLDER_FILES, encoding="utf-8", errors="replace")
    except OSError as error:
        raise LogFileError(f"{printable(str(path))}: the log cannot be written ({error.strerror})") from error


def summarise(outcome: Outcome) -> None:
    """Log a line a run: how it ended."""
    for verdict in outcome.verdicts:
        about = {"spider": verdict.run.spider, "site": verdict.run.site, "run": verdict.run.run_id}
        logger.info("exit %d: %s", verdict.exit_code, verdict.reason, extra=about)


def _is_news(record: logging.LogRecord) -> bool:
    """Twisted logs a traceback of each certificate that it refuses; what is wrong with it is told by the refusal."""
    return not (record.name == "twisted" and record.getMessage().startswith("while verifying certificate"))


def _matters(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING or not record.name.startswith(_CHATTY)


def _about(record: logging.LogRecord) -> dict[str, object]:
    """What a record says of the run that it belongs to: Scrapy attaches the spider itself."""
    spider = getattr(record, "spider", None)
    if spider is None:
        return {}
    if isinstance(spider, str):
        told = {"spider": spider, "site": getattr(record, "site", None), "run": getattr(record, "run", None)}
    else:
        stats = getattr(getattr(spider, "crawler", None), "stats", None)
        domains = sorted(getattr(spider, "domains", ()))
        run = stats.get_value("arnews/run/id") if stats is not None else None
        told = {"spider": getattr(spider, "name", None), "site": domains[0] if domains else None, "run": run}
    return {name: value for name, value in told.items() if value not in (None, "")}
