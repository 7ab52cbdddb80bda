"""``arnews extract``: the article that a page holds, and why each field is what it is."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import click

from arnews_crawler.article import Article
from arnews_crawler.cli.command import command as arnews_command
from arnews_crawler.cli.explanation import echo_explanation
from arnews_crawler.cli.failures import fail
from arnews_crawler.cli.options import allow_private_option, json_option
from arnews_crawler.cli.record import echo_article
from arnews_crawler.cli.terminal import json_line, say
from arnews_crawler.extraction.document import MAX_BYTES
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.evidence import Evidence
from arnews_crawler.extraction.explanation import explain
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.operations.exit_codes import ExitCode
from arnews_crawler.operations.fetch import fetch_pages
from arnews_crawler.operations.saved_pages import load_saved_page, read_page
from arnews_crawler.spiders.arguments import ArgumentError, parse_url


@dataclass(frozen=True)
class _Page:
    """A page that was read, or why it could not be."""

    source: str
    data: bytes = b""
    url: str = ""
    content_type: str | None = None
    problem: str = ""
    exit_code: ExitCode = ExitCode.OK
    hints: PageHints | None = None


@arnews_command(
    "extract",
    examples=(
        "arnews extract page.html --url https://example.org/politics/1",
        "arnews extract https://example.org/politics/1 --explain",
        "cat page.html | arnews extract - --json",
    ),
)
@click.argument("sources", nargs=-1, required=True, metavar="FILE-or-URL...")
@click.option("--url", default="", metavar="URL", help="The address of the one page that is given as a file.")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print for each field the rule that gave it and why, and why all else lost.",
)
@allow_private_option
@json_option("Print a line of JSON a page, evidence and warnings in it.")
def command(sources: tuple[str, ...], url: str, explained: bool, allow_private: bool, as_json: bool) -> None:
    """Print the article of each page, and store nothing.

    A page is a file (.html, .html.gz, or .txt, a page as lines of text), - for stdin, or an address, which is
    asked for as a crawl would: robots.txt is obeyed, private addresses are refused. A page that holds no
    article: 9, with the reason.
    """
    if url and len(sources) > 1:
        raise click.UsageError("--url gives the address of one page; extract the pages one by one")
    try:
        url = parse_url("--url", url) if url else ""
    except ArgumentError as error:
        fail(str(error), ExitCode.USAGE)
    exit_code = ExitCode.OK
    for page in _read(sources, url, allow_private=allow_private):
        of_page = _print(page, explained=explained, as_json=as_json)
        exit_code = exit_code or of_page
    raise click.exceptions.Exit(exit_code)


def _print(page: _Page, *, explained: bool, as_json: bool) -> ExitCode:
    if page.problem:
        say(f"{page.source}: {page.problem}")
        return page.exit_code
    evidence = Evidence() if explained else None
    result: Article | ExtractionError
    try:
        result = load_saved_page(
            page.data,
            name=page.source,
            url=page.url,
            content_type=page.content_type,
            hints=page.hints,
            evidence=evidence,
        )
    except ExtractionError as error:
        say(f"{page.source}: no article ({error.code}: {error.detail})")
        result = error
    if evidence is not None:
        _echo_explained(page, result, evidence, as_json=as_json)
    elif isinstance(result, Article):
        echo_article(result, as_json=as_json)
    return ExitCode.OK if isinstance(result, Article) else ExitCode.UNHEALTHY


def _echo_explained(page: _Page, result: Article | ExtractionError, evidence: Evidence, *, as_json: bool) -> None:
    explanation = explain(evidence, result)
    if not as_json:
        echo_explanation(explanation, result)
        return
    if isinstance(result, Article):
        record = asdict(result)
    else:
        url = evidence.facts.url if evidence.facts else page.url
        record = {"url": url, "source": page.source, "code": result.code, "detail": result.detail}
    click.echo(json_line({**record, "explanation": explanation.as_dict()}))


def _read(sources: Sequence[str], url: str, *, allow_private: bool) -> Iterator[_Page]:
    """Yield the pages in the order asked for; all addresses are fetched first, in one go."""
    addresses = {source: _address(source) for source in sources if re.match(r"(?i)https?:", source)}
    fetched = {}
    if addresses:
        pages = fetch_pages(list(dict.fromkeys(addresses.values())), {"ARNEWS_ALLOW_PRIVATE": allow_private})
        fetched = dict(zip(dict.fromkeys(addresses.values()), pages, strict=True))
    hints = PageHints(fetched_at=datetime.now(UTC))
    for source in sources:
        if source not in addresses:
            yield _read_file(source, url)
            continue
        page = fetched[addresses[source]]
        problem = f"{page.code}: {page.detail}" if page.code else ""
        yield _Page(source, page.body, page.url, page.content_type, problem, page.exit_code, hints)


def _read_file(source: str, url: str) -> _Page:
    if source == "-":
        return _Page("stdin", sys.stdin.buffer.read(MAX_BYTES + 1), url)
    path = Path(source)
    if not path.exists():
        problem = "no such file; an address begins with http:// or https://, - reads stdin"
        return _Page(source, problem=problem, exit_code=ExitCode.USAGE)
    if path.is_dir():
        problem = f"is a folder; `arnews ingest {source}` stores all pages in it"
        return _Page(source, problem=problem, exit_code=ExitCode.USAGE)
    try:
        return _Page(source, read_page(path), url)
    except ExtractionError as error:
        return _Page(source, problem=f"{error.code}: {error.detail}", exit_code=ExitCode.UNHEALTHY)


def _address(source: str) -> str:
    try:
        return parse_url("address", source)
    except ArgumentError as error:
        fail(str(error), ExitCode.USAGE)
