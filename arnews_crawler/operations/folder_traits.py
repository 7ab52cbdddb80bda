"""What the pages of each site among saved files share, learned from a sample of them before any is stored."""

from __future__ import annotations

import html
import os
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.discovery.urls import UrlRefusedError, canonicalize
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.errors import ExtractionError
from arnews_crawler.extraction.page_sketch import PageSketch, sketch_page
from arnews_crawler.extraction.site_traits import TRAITS_VERSION, SiteTraits, stable_hash
from arnews_crawler.extraction.trait_learning import learn_traits
from arnews_crawler.operations.saved_pages import is_flat_text, read_page
from arnews_crawler.spiders.acquaintance import SAMPLE, site_key

_MOST_FILES: Final = 5_000
_MOST_SKETCHES: Final = 600
"""Pages that are looked at, and that are remembered, however many files and sites there are."""
_HEAD: Final = 64 * 1024
_DECLARED = re.compile(
    r"""<(?:link|meta)\s[^>]*(?:\brel\s*=\s*["']?canonical|=\s*["']?og:url)\b[^>]*>""", re.IGNORECASE
)
_ADDRESS = re.compile(r"""\b(?:href|content)\s*=\s*["']?(https?://[^\s"'>]+)""", re.IGNORECASE)


def site_of_file(data: bytes, path: Path, url: str = "") -> str:
    """Return which site a saved page is of: the host that it names as its own, else the folder that it lies in.

    >>> site_of_file(b'<link rel="canonical" href="https://www.example.org/a">', Path("a.html"))
    'example.org'
    """
    head = data[:_HEAD].decode("latin-1")
    declared = (address for tag in _DECLARED.finditer(head) if (address := _ADDRESS.search(tag.group())))
    for value in (url, *(html.unescape(address[1]) for address in declared)):
        try:
            if value and (site := site_key(canonicalize(value))):
                return site
        except UrlRefusedError:
            continue
    return path.parent.resolve().as_uri()


def learn_from_files(paths: Sequence[Path], writer: CorpusWriter, url: str = "") -> dict[str, SiteTraits]:
    """Return for each site what its pages share: what the database knows, else what a sample of the files says.

    Which files are the sample depends on their names alone. What was learned is stored, so that a file that is
    added later is read as the others were.

    :raises CorpusError: the file cannot be read or takes nothing.
    """
    known: dict[str, SiteTraits | None] = {}
    sketches: defaultdict[str, list[PageSketch]] = defaultdict(list)
    remembered = 0
    for path in _in_order_of_hashes(paths):
        try:
            data = b"" if is_flat_text(path.name) else read_page(path)
        except ExtractionError:
            continue
        site = site_of_file(data, path, url)
        if site not in known:
            known[site] = stored_traits(writer, site)
        if known[site] is not None or len(sketches[site]) == SAMPLE or remembered == _MOST_SKETCHES:
            continue
        try:
            sketches[site].append(sketch_page(parse_document(data, path.as_posix())))
        except ExtractionError:
            continue
        remembered += 1
    found = {site: traits for site, traits in known.items() if traits is not None}
    for site in sorted(sketches.keys() - found.keys()):
        traits = learn_traits(sketches[site])
        if traits.pages:
            found[site] = traits
            writer.keep_traits(site, TRAITS_VERSION, traits.pages, traits.to_json())
    return found


def traits_for(traits: Mapping[str, SiteTraits], data: bytes, path: Path, url: str = "") -> SiteTraits | None:
    """Return what is known of the site of one saved page."""
    return traits.get(site_of_file(data, path, url)) if traits else None


def _in_order_of_hashes(paths: Sequence[Path]) -> list[Path]:
    """Paths by the hashes of their names below the folder that holds them all, no more than are looked at.

    What is no file (a pipe) gives its page once, and is left to whoever stores it.
    """
    paths = [path for path in paths if path.is_file()]
    root = os.path.commonpath([path.parent.absolute() for path in paths]) if paths else ""
    names = {path: os.path.relpath(path.absolute(), root) for path in paths}
    return sorted(paths, key=lambda path: (stable_hash(names[path]), names[path]))[:_MOST_FILES]


def stored_traits(writer: CorpusWriter, site: str) -> SiteTraits | None:
    """Return what the database knows of a site, if this arnews can read it. Raises `CorpusError`."""
    stored = writer.traits_of(site)
    try:
        return SiteTraits.from_json(stored.traits) if stored is not None else None
    except ValueError:
        return None
