"""``arnews cron``: crontab lines and systemd units for the spiders and hours asked for."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import click

import arnews_crawler
from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.crawl_options import cron_options
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import FILE, read_duration
from arnews_crawler.cli.settings import read_settings
from arnews_crawler.corpus.errors import ReadOnlyCorpusError
from arnews_crawler.operations.crawl import UnknownSpiderError, crawl_settings, find_spider
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.lock_extension import sites_of
from arnews_crawler.operations.schedule import Job, ScheduleError, crontab_lines, service_unit, timer_unit
from arnews_crawler.spiders.arguments import ArgumentError, ConfigurationError

_LONGEST_LINE = 998
"""Of a crontab, by the cron that most systems have."""
_MOST_RUNTIME = timedelta(hours=6)


def read_times(_ctx: click.Context, _parameter: click.Parameter, value: tuple[str, ...]) -> tuple[time, ...]:
    """Read hours of the day such as ``06:10``: an option's callback.

    :raises BadParameter: one is none.
    """
    times = []
    for text in value:
        hour, colon, minute = text.partition(":")
        is_time = colon and len(minute) == 2 and (hour + minute).isdigit() and (hour + minute).isascii()
        if not is_time or int(hour) > 23 or int(minute) > 59:
            raise click.BadParameter(f"{text!r} is no hour of the day such as 06:10")
        times.append(time(int(hour), int(minute)))
    return tuple(sorted(set(times)))


@arnews_command(
    "cron",
    examples=(
        "arnews cron news --base-url https://example.org --every 1h --max-runtime 20m",
        "arnews cron nowarabia --base-url https://example.org --at 06:10 --at 18:10 --systemd",
    ),
)
@cron_options
@click.option("--every", callback=read_duration, metavar="TIME", help="How often: 15m, 1h, 6h, 1d; 1h without --at.")
@click.option("--at", callback=read_times, multiple=True, metavar="HH:MM", help="At this hour; may be repeated.")
@click.option("--max-runtime", callback=read_duration, metavar="TIME", help="Of a run; else --every, at most 6h.")
@click.option("--log", type=FILE, metavar="FILE", help="Write a log there; it begins anew every 10 MB.")
@click.option("--nice", type=click.IntRange(0, 19), default=10, show_default=True, help="How much to stand back.")
@click.option("--systemd", is_flag=True, help="A service and a timer instead of a crontab line.")
@click.option("--out", type=FILE, metavar="FOLDER", help="Write files into this folder.")
def command(
    spiders: tuple[str, ...],
    db: Path,
    every: timedelta | None,
    at: tuple[time, ...],
    max_runtime: timedelta | None,
    log: Path | None,
    nice: int,
    systemd: bool,
    out: Path | None,
    settings: tuple[str, ...],
    **given: Any,
) -> None:
    """Print what runs a crawl of SPIDERs again and again: a crontab line, or systemd units.

    The run has its lock, its time limit and a low priority, says nothing while all is well, and starts at a minute
    that depends on the site, so that not all sites are asked at once. Install it with `crontab -e`, or the units with
    `systemctl enable --now`.
    """
    if every is None and not at:
        every = timedelta(hours=1)
    limit = max_runtime or min(every or _MOST_RUNTIME, _MOST_RUNTIME)
    sites = _sites(spiders, given, settings)
    minutes = max(limit // timedelta(minutes=1), 1)
    words = [*_words(spiders, given), "--db", str(db.absolute()), "--max-runtime", f"{minutes}m"]
    pairs = [*settings, *([f"LOG_FILE={log.absolute()}", "LOG_LEVEL=INFO"] if log else [])]
    words += [word for pair in pairs for word in ("-s", pair)]
    try:
        job = Job(
            name=" ".join(dict.fromkeys([*spiders, *sites])),
            command=[sys.executable, "-m", "arnews_crawler", "crawl", *words],
            key=" ".join(sites),
            every=every,
            at=at,
            max_runtime=limit,
            nice=nice,
            folder=_folder(),
        )
    except ScheduleError as error:
        fail(str(error), ExitCode.USAGE)
    _write(_files(job, systemd=systemd), out)


def _files(job: Job, *, systemd: bool) -> Iterator[tuple[str, str]]:
    if systemd:
        yield f"{job.slug}.service", service_unit(job)
        yield f"{job.slug}.timer", timer_unit(job)
        return
    lines = list(crontab_lines(job))
    if max(map(len, lines)) > _LONGEST_LINE:
        fail(f"the crontab line is longer than cron takes ({_LONGEST_LINE}); use --systemd", ExitCode.USAGE)
    yield f"{job.slug}.crontab", "\n".join(lines) + "\n"


def _write(files: Iterator[tuple[str, str]], out: Path | None) -> None:
    for name, text in files:
        if out is None:
            click.echo((f"# {name}\n" if not name.endswith(".crontab") else "") + text, nl=False)
            continue
        path = out / name
        try:
            out.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError as error:
            raise ReadOnlyCorpusError(path, f"cannot be written ({error.strerror})", "name another --out") from error
        click.echo(str(path))


def _sites(spiders: tuple[str, ...], given: dict[str, Any], settings: tuple[str, ...]) -> list[str]:
    """Return the sites that would be read; what cannot be run is told now, not by tonight's mail."""
    merged = crawl_settings(read_settings(settings))
    names = ("base_url", "since", "section", "recheck")
    arguments = {name: given[name] for name in names if given.get(name)}
    try:
        read = [find_spider(name, merged).read_arguments(dict(arguments), merged) for name in spiders]
    except (UnknownSpiderError, ArgumentError) as error:
        fail(str(error), ExitCode.USAGE)
    except ConfigurationError as error:
        fail(str(error), ExitCode.CONFIGURATION)
    return sorted({site for one in read for site in sites_of(one)})


def _words(spiders: tuple[str, ...], given: dict[str, Any]) -> list[str]:
    words = list(spiders)
    for name, value in given.items():
        option = f"--{name.replace('_', '-')}"
        if value is True:
            words.append(option)
        elif value:
            words += [option, str(value)]
    return words


def _folder() -> Path | None:
    """Return where Python finds arnews, unless it finds it from everywhere, as where it is installed."""
    probe = [sys.executable, "-c", "import arnews_crawler"]
    done = subprocess.run(probe, cwd="/", env={}, capture_output=True, check=False)  # noqa: S603 - our own words
    return None if done.returncode == 0 else Path(arnews_crawler.__file__).resolve().parent.parent
