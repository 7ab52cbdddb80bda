"""``-s KEY=VALUE``: a setting of Scrapy or arnews, checked before it makes a crawl stumble."""

from __future__ import annotations

import logging
from collections.abc import Callable
from difflib import get_close_matches
from typing import Final

from scrapy.settings import Settings

from arnews_crawler.cli.failures import fail
from arnews_crawler.operations.crawl import crawl_settings
from arnews_crawler.operations.exit_codes import ExitCode

_ALIKE: Final = 0.85
_KINDS: Final[dict[type, tuple[Callable[[Settings, str], object], str]]] = {
    bool: (Settings.getbool, "True or False"),
    int: (Settings.getint, "a whole number"),
    float: (Settings.getfloat, "a number"),
    dict: (Settings.getdict, "a JSON object"),
    list: (Settings.getlist, "a list, with commas between"),
}


def read_settings(pairs: tuple[str, ...]) -> dict[str, object]:
    """Return settings by their names; what cannot be one ends the command with a usage error.

    A name that nobody knows may be a site's own, so it passes, unless it is a known one misspelt.
    """
    settings: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not (name.strip() and equals):
            fail(f"-s {pair}: no setting; type for example: -s DOWNLOAD_DELAY=2", ExitCode.USAGE)
        settings[name.strip()] = value.strip()
    known = crawl_settings({})
    for name, value in settings.items():
        problem = _problem(name, value, known)
        if problem:
            fail(f"-s {name}={value}: {problem}", ExitCode.USAGE)
    return dict(settings)


def _problem(name: str, value: str, known: Settings) -> str | None:
    if name not in known:
        near = get_close_matches(name, list(known), n=1, cutoff=_ALIKE)
        return f"no such setting; did you mean {near[0]}?" if near else None
    if name == "LOG_LEVEL" and value.upper() not in logging.getLevelNamesMapping():
        return "is no level such as INFO or WARNING"
    read, what = _KINDS.get(_kind_of(known[name]), (Settings.get, ""))
    try:
        read(crawl_settings({name: value}), name)
    except (ValueError, TypeError):
        return f"{name} has to be {what}"
    return None


def _kind_of(value: object) -> type:
    """The kind of a setting's usual value; Scrapy's own mappings are dictionaries with priorities."""
    return dict if hasattr(value, "items") else type(value)
