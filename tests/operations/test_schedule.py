"""Crontab lines and systemd units: spread, quoted, and read by the real programs."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
from datetime import time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.operations.schedule import (
    INTERVALS,
    Job,
    ScheduleError,
    crontab_lines,
    service_unit,
    timer_unit,
)

HARD = ["a b", "100%", r"c\%d", r"e\\%f", "it's", '"x"', "$HOME `id` $(id)", "; rm -rf x", "خبر", "%%", "\\", "-s", ""]


def job(*command: str, **extra: Any) -> Job:
    values: dict[str, Any] = {"name": "news a.example", "command": command or ["true"], "key": "a.example"}
    return Job(**{**values, **extra})


def as_cron_does(line: str) -> str:
    """What Debian's cron hands to sh: fields cut off, escaped percent signs unescaped, one that is not ends it."""
    command = line.split(" ", 5)[5]
    out, escaped = "", False
    for letter in command:
        if escaped:
            out = out[:-1] if letter == "%" else out
            out, escaped = out + letter, False
            continue
        if letter == "%":
            break
        out, escaped = out + letter, letter == "\\"
    return out


def test_words_arrive_at_the_program_as_they_were(tmp_path: Path) -> None:
    (line,) = crontab_lines(job("printf", "%s|", *HARD, every=timedelta(hours=1)))
    done = subprocess.run(
        ["/bin/sh", "-c", as_cron_does(line)],
        env={"PATH": "/usr/bin:/bin"},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "".join(f"{word}|" for word in HARD)


def test_a_line_has_limits_and_stands_back() -> None:
    (line,) = crontab_lines(job("x", at=[time(6, 10)], max_runtime=timedelta(minutes=20), nice=5))
    assert line == "10 6 * * * nice -n 5 timeout --kill-after=60 1500 x"
    (line,) = crontab_lines(job("x", at=[time(6, 10)], folder=Path("/a b")))
    assert "* cd '/a b' && nice" in line


def minutes_of(field: str, least: int, most: int) -> list[int]:
    """The numbers that a field of a crontab names."""
    if field == "*":
        return list(range(least, most + 1))
    match = re.fullmatch(r"(\d+)(?:-(\d+)/(\d+))?", field)
    assert match, field
    return list(range(int(match[1]), int(match[2] or match[1]) + 1, int(match[3] or 1)))


@pytest.mark.parametrize("every", INTERVALS)
def test_an_interval_is_kept_through_the_day(every: timedelta) -> None:
    for key in ("a.example", "b.example", "c.example"):
        (line,) = crontab_lines(job("x", key=key, every=every))
        minute, hour, *_ = line.split()
        times = [60 * h + m for h in minutes_of(hour, 0, 23) for m in minutes_of(minute, 0, 59)]
        gap = every // timedelta(minutes=1)
        assert len(times) == 24 * 60 // gap
        assert {later - earlier for earlier, later in pairwise(times)} <= {gap}


def test_sites_are_spread_and_stay_where_they_are() -> None:
    lines = [next(crontab_lines(job("x", key=f"{n}.example", every=timedelta(hours=1)))) for n in range(200)]
    assert len({line.split()[0] for line in lines}) > 50
    assert lines[7] == next(crontab_lines(job("x", key="7.example", every=timedelta(hours=1))))


def test_what_no_scheduler_can_hold_is_refused() -> None:
    with pytest.raises(ScheduleError, match=r"5m, 10m, .* or 1d; use --at"):
        job(every=timedelta(hours=5))
    with pytest.raises(ScheduleError, match="no crontab line can hold"):
        job("a\nb")


SYSTEMD = shutil.which("systemd-analyze")


@pytest.mark.skipif(SYSTEMD is None, reason="systemd-analyze is not here")
@pytest.mark.parametrize("every", INTERVALS)
def test_units_are_understood_by_systemd(every: timedelta, tmp_path: Path) -> None:
    hard = [word for word in HARD if word.isprintable()]
    task = job(
        shutil.which("true") or "/bin/true", *hard, every=every, at=[time(6, 10)], name='100% "news"', folder=tmp_path
    )
    (tmp_path / f"{task.slug}.service").write_text(service_unit(task), "utf-8")
    (tmp_path / f"{task.slug}.timer").write_text(timer_unit(task), "utf-8")
    paths = sorted(map(str, tmp_path.iterdir()))
    done = subprocess.run([str(SYSTEMD), "verify", *paths], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    for moment in re.findall(r"OnCalendar=(.*)", timer_unit(task)):
        told = subprocess.run([str(SYSTEMD), "calendar", moment], capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr


def test_a_slug_is_a_file_s_name() -> None:
    assert job(name="news 127.0.0.1:8000 ../x").slug == "arnews-news-127.0.0.1-8000-..-x"
    assert job(name="///").slug == "arnews-crawl"
    assert os.sep not in job(name="a/b").slug
    assert shlex.quote(job(name="a b").slug) == "arnews-a-b"
