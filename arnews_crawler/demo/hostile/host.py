"""Faults of the machine that crawls (56-67): their sites are sound, and large or slow enough to be interrupted."""

from __future__ import annotations

from arnews_crawler.demo.hostile.fault import Fault, fault
from arnews_crawler.demo.hostile.site import HostileSite

_MANY = 120


def _sound(site: HostileSite) -> None:
    """A site without a fault."""


def _slow(site: HostileSite) -> None:
    """A site that takes its time over each article."""
    site.pause = 0.05


def _slower(site: HostileSite) -> None:
    """A site that keeps a crawl busy for some seconds."""
    site.pause = 0.5


FAULTS: tuple[Fault, ...] = (
    fault(
        56,
        "kill -9 around a commit, 50 times",
        "acknowledged rows present, none doubled",
        (1,),
        good=_MANY,
    )(_slow),
    fault(57, "disk full", "exit 3, last batch whole", (1, 2), good=_MANY)(_sound),
    fault(58, "two runs at once", "the second exits 75 within 1 s", (5,), good=_MANY)(_slower),
    fault(59, "kill -9 of the lock's holder", "the next run starts", (1,), good=_MANY)(_slow),
    fault(60, "a pipeline that always raises", "exit 1", (2,))(_sound),
    fault(61, "a foreign writer holds the database", "waits, then exit 3", (1, 5))(_sound),
    fault(
        62,
        "a reader open throughout",
        "the crawl succeeds; the WAL's size is bounded",
        (5,),
        good=_MANY,
    )(_sound),
    fault(63, "cp of the live database loses rows", "documented; `arnews snapshot` uses VACUUM INTO", (1,))(_sound),
    fault(64, "the clock one day back, one year ahead", "order by run id; crawl state unharmed", (1,))(_sound),
    fault(65, "SIGTERM, then again", "flushed, exit 11", (1, 2), good=_MANY)(_slow),
    fault(66, "a corrupt JOBDIR or crawl state", "fresh start, no duplicates", (1,))(_sound),
    fault(67, "a read-only folder; a database of a newer schema", "exit 3 (schema: nothing written)", (2,))(_sound),
)
