"""Libraries that only some people need: what to install where one is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType
from typing import Final

EXTRAS: Final = {
    "pyarrow": "parquet",
    "pyarrow.parquet": "parquet",
    "pandas": "pandas",
    "polars": "polars",
} | dict.fromkeys(("datasette", "pygal", "uvicorn", "jinja2"), "web")
"""Module -> the extra of ``pyproject.toml`` that brings it."""


class MissingExtraError(ImportError):
    """A library is not installed; ``str()`` says how to have it."""

    def __init__(self, module: str) -> None:
        self.extra = EXTRAS[module]
        """What ``pip install 'arnews[…]'`` takes."""
        super().__init__(
            f"{module.partition('.')[0]} is not installed; pip install 'arnews[{self.extra}]'", name=module
        )


def import_extra(module: str) -> ModuleType:
    """Import a library of `EXTRAS`.

    :raises MissingExtraError: it is not there.
    """
    try:
        return import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in (module, module.partition(".")[0]):
            raise  # it is there, and something else is not
        raise MissingExtraError(module) from error
