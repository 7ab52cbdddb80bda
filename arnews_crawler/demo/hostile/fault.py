"""What a fault is: an entry of the catalogue, with what must happen and how its site is built."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from arnews_crawler.demo.hostile.house import GOOD_ARTICLES
from arnews_crawler.demo.hostile.site import HostileSite

Build = Callable[[HostileSite], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault that a news site, or the machine that crawls it, can have."""

    number: int
    name: str
    must: str
    """What has to happen."""
    promises: tuple[int, ...]
    """Numbers of the promises that it puts to the test."""
    build: Build
    """Puts the fault into a site."""
    good: int = GOOD_ARTICLES
    """Sound articles beside it."""

    def open(self) -> HostileSite:
        """Return a site with the fault, as nobody has seen it yet."""
        site = HostileSite(self.number, self.good)
        self.build(site)
        return site


def fault(
    number: int, name: str, must: str, promises: tuple[int, ...], *, good: int = GOOD_ARTICLES
) -> Callable[[Build], Fault]:
    """Make a fault of the function that puts it into a site."""
    return lambda build: Fault(number, name, must, promises, build, good)
