"""What a visitor asks of a page, and what a page answers with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias
from urllib.parse import urlencode

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.words import Language

_LONGEST: Final = 10_000


@dataclass(frozen=True)
class Ask:
    """An address that was asked for, taken apart."""

    language: Language
    name: str
    """The page, such as ``article/7``; empty for the start page."""
    place: str = ""
    """What stands behind the kind of page in its address: an id, a host."""
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """The query string."""

    def value(self, name: str) -> str:
        """Return a value of the query string, the first one, without white space around; empty where there is none."""
        return next(iter(self.values.get(name, ())), "").strip()[:_LONGEST]

    def number(self, name: str, default: int, most: int) -> int:
        """Return a whole number of the query string between 1 and ``most``."""
        text = self.value(name)
        return min(max(int(text), 1), most) if text.isascii() and text.isdigit() and len(text) < 19 else default

    def link(self, page: str = "", **values: object) -> str:
        """Return the address of a page in the same language."""
        return link(self.language, page, values)

    def again(self, **values: object) -> str:
        """Return the address of this page with other values in its query string."""
        return link(self.language, self.name, {**self.values, **values})

    def in_language(self, language: Language) -> str:
        """Return the address of this page in another language."""
        return link(language, self.name, self.values)


@dataclass(frozen=True)
class Answer:
    """A page: its template and what the template is given, or another address to go to."""

    template: str = ""
    title: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200
    redirect: str = ""


Page: TypeAlias = Callable[[Corpus, Ask], Answer]


def link(language: Language, page: str, values: Mapping[str, object]) -> str:
    """Return an address of ours; values that are empty are left out."""
    query = urlencode({name: value for name, value in values.items() if value not in ("", None, [])}, doseq=True)
    return f"/{language.code}{'/' if page else ''}{page}{'?' if query else ''}{query}"


def not_found(ask: Ask) -> Answer:
    """Return the page that says that nothing is here."""
    return Answer("message.html", ask.language("not_found"), {"text": ask.language("not_found_text")}, 404)
