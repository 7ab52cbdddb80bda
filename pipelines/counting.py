"""What a pipeline needs to count: Scrapy's statistics, or any other object with this one method."""

from __future__ import annotations

from typing import Protocol


class Counts(Protocol):
    """Named numbers, such as ``arnews/reject/no_body``."""

    def inc_value(self, key: str, count: int = 1, start: int = 0) -> None:
        """Add ``count`` to the number of that name."""
