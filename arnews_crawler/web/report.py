"""The report: one page with all charts, its style and fonts inside it."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import Final

from markupsafe import Markup

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.records import utc_now
from arnews_crawler.version import __version__
from arnews_crawler.web.figures import all_charts
from arnews_crawler.web.listing import count_by, published_span
from arnews_crawler.web.rendering import environment
from arnews_crawler.web.words import LANGUAGES

_STATIC: Final = Path(__file__).parent / "static"
_FONT: Final = re.compile(r"url\(([\w.-]+\.woff2)\)")


def write_report(corpus: Corpus, language: str, made_at: str = "") -> str:
    """Return the report as HTML.

    :param language: ``ar`` or ``en``.
    :param made_at: the moment that it tells, in ISO 8601; now, unless given.
    """
    words = LANGUAGES[language]
    first, last = published_span(corpus)
    return (
        environment()
        .get_template("report.html")
        .render(
            t=words,
            title=words("report"),
            style=Markup(_style()),  # noqa: S704 - a file of ours
            articles=sum(count_by(corpus, "site").values()),
            first=first,
            last=last,
            file=corpus.path.name,
            made_at=made_at or utc_now(),
            version=__version__,
            charts=all_charts(corpus, words),
        )
    )


def _style() -> str:
    """The style sheet with the fonts in it; a font that is not there is left to the reader's machine."""

    def embed(match: re.Match[str]) -> str:
        file = _STATIC / match[1]
        data = b64encode(file.read_bytes()).decode() if file.is_file() else ""
        return f"url(data:font/woff2;base64,{data})"

    return _FONT.sub(embed, (_STATIC / "arnews.css").read_text("utf-8"))
