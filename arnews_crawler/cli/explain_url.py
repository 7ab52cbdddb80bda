"""``arnews crawl --explain-url``: why an address was or was not fetched, stored, or is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from arnews_crawler.cli.terminal import echo_fields, json_line, printable
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.url_story import UrlStory, tell_story
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize, is_same_site, site_host
from arnews_crawler.operations.crawl import crawl_settings, find_spider
from arnews_crawler.spiders.configuration import configured_base_url


def explain(db: Path, spiders: Sequence[str], url: str, *, as_json: bool) -> None:
    """Print what the file knows of an address; nothing is asked of its site.

    :param spiders: whether the address is of their sites is said too.
    :raises CorpusError: the file cannot be read.
    :raises UnknownSpiderError: there is no such spider.
    """
    try:
        canonical = canonicalize(url)
    except UrlRefusedError as refusal:
        _echo(UrlStory(url, f"no crawl follows such an address: {refusal.code}", {}, {}, [], []), [], as_json=as_json)
        return
    with Corpus(db) as corpus:
        story = tell_story(corpus, canonical)
    _echo(story, [line for name in spiders if (line := _of_site(name, canonical))], as_json=as_json)


def _of_site(name: str, url: str) -> str | None:
    """Whether an address is of a spider's site, where it is known which that is."""
    settings = crawl_settings({})
    base_url = configured_base_url(name, settings) or find_spider(name, settings).base_url
    if base_url is None:
        return None
    host = site_host(base_url)
    return f"{name}: {'' if is_same_site(url, {host}) else 'not '}an address of its site, {host}"


def _echo(story: UrlStory, notes: Sequence[str], *, as_json: bool) -> None:
    if as_json:
        click.echo(json_line({**asdict(story), "notes": list(notes)}))
        return
    click.echo(printable(story.url))
    click.echo(printable(story.verdict))
    for note in notes:
        click.echo(printable(note))
    hidden = ("url", "article_url", "withheld")
    echo_fields([(name, value) for name, value in story.state.items() if name not in hidden and value != 0])
    echo_fields(story.source)
    for reject in story.rejects:
        detail = f"  {reject['detail']}" if reject["detail"] else ""
        click.echo(printable(f"rejected  {reject['seen_at']}  run {reject['run_id']}  {reject['code']}{detail}"))
    for capture in story.captures:
        place = f"{capture['warc_file']} at {capture['warc_offset']}"
        click.echo(printable(f"kept  {capture['fetched_at']}  status {capture['status']}  {place}"))
