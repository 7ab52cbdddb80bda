"""The extractors that are measured, each behind one function: a page's bytes in, `Extracted` out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module, metadata
from typing import Any

from lxml import html as lxml_html
from w3lib.encoding import html_to_unicode

from benchmarks.metrics import Extracted, parse_date

OURS = "arnews"
Engine = Callable[[bytes, str, str | None], Extracted]
"""Bytes, address and, where the truth names it, language, without which lists of stop words fail."""

_BREAKING = {
    "blockquote",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "tr",
    "ul",
}


class EngineUnavailableError(Exception):
    """The engine's package is not installed, or lacks what the benchmark calls."""


@dataclass(frozen=True, slots=True)
class EngineSpec:
    """An engine's name in the tables, the distribution that it comes from, and how to set it up."""

    name: str
    distribution: str
    load: Callable[[], Engine]


def load_ours() -> Engine:
    """Set up arnews; a page that it refuses becomes an `Extracted` with the refusal's code."""
    extract = import_module("arnews_crawler").extract
    extraction_error: Any = import_module("arnews_crawler.extraction.errors").ExtractionError

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        del language
        try:
            article = extract(data, url)
        except extraction_error as error:
            return Extracted(rejected=error.code)
        return Extracted(
            body=article.body,
            headline=article.headline,
            teaser=article.teaser,
            published=article.published_at,
        )

    return run


def load_trafilatura(**options: bool) -> Engine:
    """Set up trafilatura; `options` are those of its ``bare_extraction``."""
    bare_extraction = import_module("trafilatura").bare_extraction

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        del language
        found = bare_extraction(data, url=url, with_metadata=True, include_comments=False, **options)
        if found is None:
            return Extracted()
        return Extracted(body=found.text or "", headline=found.title, teaser=found.description, published=found.date)

    return run


def load_readability() -> Engine:
    """Set up readability-lxml; it knows neither teaser nor date."""
    document_class = import_module("readability").Document

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        del language
        document = document_class(html_to_unicode(None, data)[1], url=url or None)
        return Extracted(
            body=break_blocks(document.summary(html_partial=True)), headline=document.short_title() or None
        )

    return run


def load_newspaper() -> Engine:
    """Set up newspaper4k, images and other requests off."""
    newspaper = import_module("newspaper")

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        article = newspaper.article(
            url or "http://example.org/",
            language=language,
            input_html=html_to_unicode(None, data)[1],
            fetch_images=False,
            memorize_articles=False,
        )
        return Extracted(
            body=article.text or "",
            headline=article.title or None,
            teaser=article.meta_description or None,
            published=_write_date(article.publish_date),
        )

    return run


def load_goose() -> Engine:
    """Set up goose3, images off."""
    goose_class = import_module("goose3").Goose
    by_language: dict[str | None, Any] = {None: goose_class({"enable_image_fetching": False})}

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        if language not in by_language:
            by_language[language] = goose_class(
                {"enable_image_fetching": False, "use_meta_language": False, "target_language": language}
            )
        article = by_language[language].extract(url=url or None, raw_html=html_to_unicode(None, data)[1])
        return Extracted(
            body=article.cleaned_text or "",
            headline=article.title or None,
            teaser=article.meta_description or None,
            published=_choose_date(article.publish_date, article.publish_datetime_utc),
        )

    return run


def load_resiliparse() -> Engine:
    """Set up resiliparse's main content; its headline is the page's ``title``, and it gives no date."""
    encoding = import_module("resiliparse.parse.encoding")
    html_tree = import_module("resiliparse.parse.html").HTMLTree
    extract_plain_text = import_module("resiliparse.extract.html2text").extract_plain_text

    def run(data: bytes, url: str, language: str | None) -> Extracted:
        del url, language
        tree = html_tree.parse(encoding.bytes_to_str(data, encoding.detect_encoding(data)))
        text = extract_plain_text(tree, main_content=True, alt_texts=False, list_bullets=False)
        return Extracted(body=text, headline=tree.title or None)

    return run


ENGINES: dict[str, EngineSpec] = {
    spec.name: spec
    for spec in (
        EngineSpec(OURS, "arnews", load_ours),
        EngineSpec("trafilatura", "trafilatura", load_trafilatura),
        EngineSpec("trafilatura fast", "trafilatura", lambda: load_trafilatura(fast=True)),
        EngineSpec("trafilatura precision", "trafilatura", lambda: load_trafilatura(favor_precision=True)),
        EngineSpec("readability", "readability-lxml", load_readability),
        EngineSpec("newspaper4k", "newspaper4k", load_newspaper),
        EngineSpec("goose3", "goose3", load_goose),
        EngineSpec("resiliparse", "Resiliparse", load_resiliparse),
    )
}


def load_engine(name: str) -> Engine:
    """Import and set up an engine. Raises EngineUnavailableError, saying what is missing."""
    try:
        return ENGINES[name].load()
    except (ImportError, AttributeError) as error:
        raise EngineUnavailableError(f"{type(error).__name__}: {error}") from error


def find_version(name: str) -> str:
    """The installed version of an engine's distribution, or ``-``."""
    if name == OURS:
        return str(import_module("arnews_crawler.version").__version__)
    try:
        return metadata.version(ENGINES[name].distribution)
    except metadata.PackageNotFoundError:
        return "-"


def break_blocks(markup: str) -> str:
    """Turn an engine's cleaned markup into text with a line a block.

    >>> break_blocks("<div><p>a <b>b</b></p><p>c</p></div>")
    'a b\\nc'
    """
    if not markup.strip():
        return ""
    root: Any = lxml_html.fromstring(f"<div>{markup}</div>")
    for element in root.iter():
        if element.tag in _BREAKING:
            element.text = "\n" + (element.text or "")
            element.tail = "\n" + (element.tail or "")
    lines = (" ".join(line.split()) for line in str(root.text_content()).splitlines())
    return "\n".join(line for line in lines if line)


def _choose_date(printed: object, parsed: object) -> str | None:
    """Prefer the date as printed, which keeps its offset; goose3 also gives there what it cannot read."""
    raw = printed[0] if isinstance(printed, list) and printed else printed
    if isinstance(raw, str) and parse_date(raw) is not None:
        return raw
    return _write_date(parsed)


def _write_date(value: object) -> str | None:
    return value.isoformat() if isinstance(value, (date, datetime)) else None
