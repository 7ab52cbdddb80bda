"""A pipeline with a bug."""

from __future__ import annotations

from typing import Any


class Raising:
    def process_item(self, item: Any) -> Any:
        raise RuntimeError("always")
