"""CITATION.cff: how a snapshot is cited, in the Citation File Format 1.2.0 (https://citation-file-format.github.io)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from arnews_crawler.corpus.data_card import counted
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.version import __version__

_MESSAGE = "If you use this corpus, please cite it as below."


def write_citation(corpus: Corpus, title: str, authors: Sequence[str], day: str, path: Path) -> None:
    """Write the citation of the corpus as it is in a snapshot."""
    statistics = corpus.statistics()
    period = [moment[:10] for moment in (statistics.first_published_at, statistics.last_published_at) if moment]
    published = f" published from {period[0]} to {period[-1]}" if period else ""
    of_sites = f"{counted(statistics.articles, 'news article')} of {counted(len(statistics.by_site), 'site')}"
    abstract = f"{of_sites}{published}, collected with arnews {__version__}."
    lines = [
        "cff-version: 1.2.0",
        f"message: {_text(_MESSAGE)}",
        "type: dataset",
        f"title: {_text(title)}",
        f"version: {_text(day)}",
        f"date-released: {_text(day)}",
        f"abstract: {_text(abstract)}",
        "authors:",
        *(f"  - name: {_text(author)}" for author in authors),
        "keywords:",
        *(f"  - {_text(word)}" for word in ("news", "Arabic", "corpus")),
        "references:",
        "  - type: software",
        "    title: arnews",
        f"    version: {_text(__version__)}",
        "    authors:",
        '      - name: "The arnews developers"',
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")


def _text(value: str) -> str:
    """A string of JSON is one of YAML, whatever a person typed."""
    return json.dumps(value, ensure_ascii=False).replace("\x85", "\\u0085").replace("\x7f", "\\u007f")
