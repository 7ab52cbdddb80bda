"""When and how a scheduler runs a crawl: crontab lines and systemd units, quoted for each, spread over the hour."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Final

_MINUTES: Final = (5, 10, 12, 15, 20, 30)
_HOURS: Final = (1, 2, 3, 4, 6, 8, 12)
INTERVALS: Final = (*(timedelta(minutes=n) for n in _MINUTES), *(timedelta(hours=n) for n in _HOURS), timedelta(days=1))
"""What both schedulers can tell evenly: parts of an hour, parts of a day, a day."""
_AFTER_LIMIT: Final = 300
"""Seconds after its own time limit in which a run flushes and ends; then it is ended."""
_DAY: Final = timedelta(days=1)


class ScheduleError(ValueError):
    """Something cannot be put into a crontab or unit; the message says what."""


@dataclass(frozen=True, slots=True)
class Job:
    """A crawl that is to be run again and again."""

    name: str
    """For a person, and for the units' files."""
    command: Sequence[str]
    key: str
    """What the minute is spread by: the site."""
    every: timedelta | None = None
    at: Sequence[time] = ()
    max_runtime: timedelta = timedelta(hours=1)
    nice: int = 10
    folder: Path | None = None
    """Where it has to be run; None where that is no matter."""

    def __post_init__(self) -> None:
        for word in self.command:
            if not word.isprintable():
                raise ScheduleError(f"{word!r} has a character that no crontab line can hold")
        if self.every is not None and self.every not in INTERVALS:
            minutes, hours = ", ".join(f"{n}m" for n in _MINUTES), ", ".join(f"{n}h" for n in _HOURS)
            raise ScheduleError(
                f"a scheduler can run something every {minutes}, {hours} or 1d; use --at for other hours"
            )

    @property
    def slug(self) -> str:
        """The name as a file's."""
        return f"arnews-{re.sub(r'[^A-Za-z0-9_.]+', '-', self.name).strip('-.')[:80] or 'crawl'}"


def crontab_lines(job: Job) -> Iterator[str]:
    """Yield the lines of a crontab that run a job.

    ``timeout`` is the belt to the braces of ``--max-runtime``: it ends what does not end itself.
    """
    limit = str(_seconds_allowed(job))
    words = ["nice", "-n", str(job.nice), "timeout", "--kill-after=60", limit, *job.command]
    command = shlex.join(words)
    if job.folder is not None:
        command = f"cd {shlex.quote(str(job.folder))} && {command}"
    for moment in _cron_times(job):
        yield f"{moment} {_escape_percent(command)}"


def service_unit(job: Job) -> str:
    """Return the systemd service that runs a job once; its output goes to the journal, which rotates itself."""
    folder = f"WorkingDirectory={_unit_path(job.folder)}\n" if job.folder is not None else ""
    return f"""[Unit]
Description=arnews crawl of {_unit_text(job.name)}
Wants=network-online.target
After=network-online.target

[Service]
Type=oneshot
ExecStart={" ".join(map(_unit_word, job.command))}
{folder}# ARNEWS_CONTACT, and secrets such as ARNEWS_NOTIFY_URL, one NAME=value a line.
EnvironmentFile=-/etc/arnews.env
Nice={job.nice}
IOSchedulingClass=idle
TimeoutStartSec={_seconds_allowed(job)}
NoNewPrivileges=yes
"""


def timer_unit(job: Job) -> str:
    """Return the systemd timer that starts the service; what was missed while the computer was off is made up for."""
    times = "\n".join(f"OnCalendar={moment}" for moment in _calendar_times(job))
    return f"""[Unit]
Description=When arnews crawls {_unit_text(job.name)}

[Timer]
{times}
AccuracySec=30s
Persistent=true

[Install]
WantedBy=timers.target
"""


def _seconds_allowed(job: Job) -> int:
    return int(job.max_runtime.total_seconds()) + _AFTER_LIMIT


def _spread(job: Job) -> tuple[int, int]:
    """Return the minute and hour of a job, the same each time: not all sites are asked at the full hour."""
    number = int.from_bytes(sha256(job.key.encode()).digest()[:8], "big")
    return number % 60, number // 60 % 24


def _cron_times(job: Job) -> Iterator[str]:
    for moment in job.at:
        yield f"{moment.minute} {moment.hour} * * *"
    if job.every is None:
        return
    minute, hour = _spread(job)
    minutes, hours = job.every // timedelta(minutes=1), job.every // timedelta(hours=1)
    if job.every == _DAY:
        yield f"{minute} {hour} * * *"
    elif minutes < 60:
        yield f"{minute % minutes}-59/{minutes} * * * *"
    elif hours == 1:
        yield f"{minute} * * * *"
    else:
        yield f"{minute} {hour % hours}-23/{hours} * * *"


def _calendar_times(job: Job) -> Iterator[str]:
    for moment in job.at:
        yield f"*-*-* {moment.hour:02}:{moment.minute:02}:00"
    if job.every is None:
        return
    minute, hour = _spread(job)
    minutes, hours = job.every // timedelta(minutes=1), job.every // timedelta(hours=1)
    if job.every == _DAY:
        yield f"*-*-* {hour:02}:{minute:02}:00"
    elif minutes < 60:
        yield f"*-*-* *:{minute % minutes:02}/{minutes}:00"
    else:
        yield f"*-*-* {hour % hours:02}/{hours}:{minute:02}:00"


def _escape_percent(command: str) -> str:
    r"""Escape what cron takes for the end of a command; it knows no escaped backslash before that.

    >>> print(_escape_percent("x 'a%b' 'c\\%d'"))
    x 'a\%b' 'c\''\%d'
    """
    return re.sub(r"\\?%", lambda match: r"\''\%" if len(match[0]) == 2 else r"\%", command)


def _unit_word(word: str) -> str:
    r"""Quote a word of ``ExecStart``: specifiers and variables mean themselves (systemd.service(5)).

    >>> print(_unit_word('a "b" 100% $HOME \\'))
    "a \"b\" 100%% $$HOME \\"
    """
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{escaped}"'


def _unit_text(text: str) -> str:
    return text.replace("%", "%%")


def _unit_path(path: Path) -> str:
    return str(path).replace("%", "%%")
