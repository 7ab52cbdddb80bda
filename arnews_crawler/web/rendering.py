"""From an answer to HTML: the templates, and the headers that let a page load and run nothing but its own."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined

from arnews_crawler.version import __version__
from arnews_crawler.web.addresses import readable_address, safe_link
from arnews_crawler.web.asking import Answer, Ask
from arnews_crawler.web.reading import direction_of
from arnews_crawler.web.tables import FACETS_SCRIPT_HASH
from arnews_crawler.web.words import LANGUAGES

STATIC: Final = "assets"
"""Below it lie style sheet and font."""
_CLOSED: Final = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
READER_POLICY: Final = f"default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; {_CLOSED}"
"""For our pages: no script at all."""
DATASETTE_POLICY: Final = (
    f"default-src 'none'; script-src 'self' '{FACETS_SCRIPT_HASH}'; style-src 'self' 'unsafe-inline'; "
    f"img-src 'self' data:; font-src 'self'; connect-src 'self'; {_CLOSED}"
)
"""For Datasette's pages: its own script files, and one line of its own that stands in a page."""
COMMON_HEADERS: Final = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
}


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the templates; every value is escaped."""
    made = Environment(
        loader=PackageLoader("arnews_crawler.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["number"] = lambda value: f"{value:,}"
    made.filters["safe_link"] = safe_link
    made.filters["readable"] = readable_address
    made.filters["direction"] = direction_of
    return made


def render(answer: Answer, ask: Ask, database: str) -> str:
    """Return a page as HTML."""
    other = LANGUAGES["en" if ask.language.code == "ar" else "ar"]
    values: dict[str, Any] = {
        **answer.values,
        "ask": ask,
        "t": ask.language,
        "title": answer.title,
        "other": other,
        "database": database,
        "static": f"/{STATIC}",
        "version": __version__,
    }
    return environment().get_template(answer.template).render(values)
