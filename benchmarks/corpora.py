"""Folders of pages with known truth, as the benchmark reads them."""

from __future__ import annotations

import csv
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

ARTICLE_FOLDERS = ("articles", "html")
"""Where a folder keeps its article pages: ``articles`` of chosen sites, or ``html`` from all over the web."""
NON_ARTICLE_FOLDERS = ("stubs", "listings")
"""Pages that hold no article; an extractor that takes one as an article is counted."""
PAGE_SUFFIXES = (".html.gz", ".html")


class CorpusFolderError(Exception):
    """A folder is there but is not laid out as pages with truth."""


@dataclass(frozen=True, kw_only=True)
class Truth:
    """What a page holds; None is a field that is not judged.

    ``has_no_date``: the page is known to show none. ``lists_no_date``: the truth gives none, the page may.
    """

    body: str
    headline: str | None = None
    teaser: str | None = None
    published: str | None = None
    has_no_date: bool = False
    lists_no_date: bool = False
    must_contain: tuple[str, ...] = ()
    must_not_contain: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Page:
    """One stored page; ``truth`` is None for a page that holds no article."""

    name: str
    site: str
    url: str
    path: Path
    kind: str = "article"
    language: str | None = None
    truth: Truth | None = None

    def read(self) -> bytes:
        """Give the page's bytes, unpacked."""
        return read_page(self.path)


@dataclass(frozen=True, kw_only=True)
class PageFolder:
    """A folder's pages; ``by_site`` folders are averaged by site, so that none outvotes the others."""

    name: str
    by_site: bool
    articles: tuple[Page, ...]
    non_articles: tuple[Page, ...] = field(default=())


def read_page(path: Path) -> bytes:
    """Read a page, packed or not."""
    data = path.read_bytes()
    return gzip.decompress(data) if path.suffix == ".gz" else data


def load_folder(folder: Path, site: str | None = None) -> PageFolder:
    """Load the pages of a folder, or of one site in it.

    Raises CorpusFolderError where the folder lacks pages, truth, or the site.
    """
    present = [name for name in ARTICLE_FOLDERS if (folder / name).is_dir()]
    if not present:
        raise CorpusFolderError(f"{folder}: no folder {' or '.join(ARTICLE_FOLDERS)} in it")
    addresses = _read_manifest(folder / "MANIFEST.tsv")
    articles = [page for name in present for page in _load_articles(folder, name, addresses)]
    languages = {page.language for page in articles}
    language = languages.pop() if len(languages) == 1 else None
    others = [
        replace(page, language=language)
        for name in NON_ARTICLE_FOLDERS
        for page in _load_non_articles(folder, name, addresses)
    ]
    if site is not None:
        articles = [page for page in articles if page.site == site]
        others = [page for page in others if page.site == site]
    if not articles and not others:
        raise CorpusFolderError(f"{folder}: no pages" + (f" of the site {site}" if site else ""))
    return PageFolder(
        name=folder.name,
        by_site="articles" in present,
        articles=tuple(articles),
        non_articles=tuple(others),
    )


def parse_truth(record: dict[str, Any]) -> Truth:
    """Read a truth record.

    An empty headline or date is one that nobody judged; a JSON ``null`` as date says that the page has none.
    Records without ``truth_kind`` leave the date empty also where the page's own metadata state one (six of
    33 such pages of the general folder do so in JSON-LD or ``article:published_time``), so an answer there
    is counted apart and proves nothing by itself.
    """
    published = record.get("published")
    return Truth(
        body=record["body"],
        headline=record.get("title") or None,
        teaser=record.get("teaser") or None,
        published=published or None,
        has_no_date="published" in record and published is None,
        lists_no_date=published == "" and "truth_kind" not in record,
        must_contain=tuple(record.get("must_contain", ())),
        must_not_contain=tuple(record.get("must_not_contain", ())),
    )


def _load_articles(folder: Path, subfolder: str, addresses: dict[str, tuple[str, str]]) -> Iterator[Page]:
    for path, stem in _list_pages(folder / subfolder):
        truth_path = folder / "truth" / f"{stem}.json"
        if not truth_path.is_file():
            raise CorpusFolderError(f"{path}: its truth {truth_path} is missing")
        record = json.loads(truth_path.read_text(encoding="utf-8"))
        site, url = addresses.get(f"{subfolder}/{path.name}", ("", ""))
        url = record.get("url") or url
        yield Page(
            name=stem,
            site=site or _find_site(stem, url),
            url=url,
            path=path,
            language=record.get("language") or None,
            truth=parse_truth(record),
        )


def _load_non_articles(folder: Path, subfolder: str, addresses: dict[str, tuple[str, str]]) -> Iterator[Page]:
    for path, stem in _list_pages(folder / subfolder):
        site, url = addresses.get(f"{subfolder}/{path.name}", ("", ""))
        yield Page(name=stem, site=site or _find_site(stem, url), url=url, path=path, kind=subfolder)


def _list_pages(folder: Path) -> Iterator[tuple[Path, str]]:
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        suffix = next((suffix for suffix in PAGE_SUFFIXES if path.name.endswith(suffix)), None)
        if suffix is not None:
            yield path, path.name.removesuffix(suffix)


def _find_site(stem: str, url: str) -> str:
    if "__" in stem:
        return stem.split("__", 1)[0]
    return (urlsplit(url).hostname or stem).removeprefix("www.")


def _read_manifest(path: Path) -> dict[str, tuple[str, str]]:
    """File -> (site, address), from a table with the columns ``file``, ``site`` and ``url``."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        rows = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return {row["file"]: (row["site"], row["url"]) for row in rows}
