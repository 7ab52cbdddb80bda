"""What the ledger keeps of a run besides its end: its numbers, and what it was started with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from scrapy import Spider


def numbers_of(stats: Mapping[str, Any]) -> dict[str, float]:
    """Return the statistics that are numbers; what else is counted stays with the process."""
    return {
        name: value
        for name, value in stats.items()
        if isinstance(value, int | float) and not isinstance(value, bool) and name != "arnews/run/id"
    }


def arguments_of(spider: Spider) -> dict[str, object]:
    """Return what the spider was started with: Scrapy makes attributes of ``-a`` arguments."""
    arguments = getattr(spider, "arguments", None)
    if is_dataclass(arguments) and not isinstance(arguments, type):
        arguments = asdict(arguments)
    if isinstance(arguments, dict):
        return {name: value for name, value in arguments.items() if value not in (None, "", (), [])}
    plain = (str, int, float, bool, type(None))
    return {
        name: value
        for name, value in vars(spider).items()
        if isinstance(value, plain) and name != "name" and not name.startswith("_")
    }
