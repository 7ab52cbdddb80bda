"""Arabic news sites in, one SQLite file of clean, searchable, citable articles out.

The Python face: ``extract`` reads an article out of a page's bytes, ``Article`` is the record, ``Corpus``
opens a file for reading. They are imported when first used, so that ``arnews --help`` waits for none.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from arnews_crawler.version import __version__

if TYPE_CHECKING:
    from arnews_crawler.article import Article
    from arnews_crawler.corpus.reader import Corpus
    from arnews_crawler.loaders import extract

__all__ = ["Article", "Corpus", "__version__", "extract"]

_HOMES = {
    "Article": "arnews_crawler.article",
    "Corpus": "arnews_crawler.corpus.reader",
    "extract": "arnews_crawler.loaders",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
