"""Run as a module by ``make screenshots``: pictures of the reader and the report, for docs/images and to look at."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.sync_api import Browser

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.web.report import write_report
from tests.web.browsing import NoBrowserError, browser, visiting
from tests.web.conftest import serving
from tests.web.gallery import EDITED, NOW, fill_gallery

ROOT = Path(__file__).parents[2]
IMAGES = ROOT / "docs" / "images"
EVERYTHING = ROOT / "build" / "screenshots"
WIDTHS = (390, 1280)
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
NO_BROWSER = 4
"""The exit code where no picture can be taken."""
_HEIGHTS = {390: 844, 1280: 860}
_TALLEST = 2400
_REPORT = "report"

Scheme = Literal["light", "dark"]


@dataclass(frozen=True)
class Shot:
    """A picture: what is looked at, in which window."""

    name: str
    path: str
    """Below the server's address, the language left out; `_REPORT` for the report."""
    language: str = "ar"
    width: int = 1280
    scheme: Scheme = "light"

    @property
    def file(self) -> str:
        """The picture's file name."""
        return f"{self.name}-{self.language}-{self.width}-{self.scheme}.png"


PAGES = {
    "start": "",
    "search": "/search?q=الاقتصاديه",
    "nothing": "/search?q=الاقتصاخد",
    "article": f"/article/{EDITED}",
    "changes": f"/article/{EDITED}/changes",
    "sections": "/sections",
    "site": "/site/awraq.example",
    "trends": "/trends?q=اقتصاد&q=الثقافة&q=دوري",
    "all-trends": "/trends",
    "rejects": "/rejects",
    "runs": "/runs",
    _REPORT: _REPORT,
}
OF_DOCS = (
    Shot("start", PAGES["start"]),
    Shot("start", PAGES["start"], width=390, scheme="dark"),
    Shot("search", PAGES["search"]),
    Shot("article", PAGES["article"], width=390),
    Shot("changes", PAGES["changes"], language="en", scheme="dark"),
    Shot("trends", PAGES["trends"]),
    Shot("report", PAGES[_REPORT]),
)
"""The pictures that docs/web.md shows."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Take the pictures; 4 where there is no browser."""
    parser = argparse.ArgumentParser(prog="make screenshots", description=__doc__)
    parser.add_argument("--all", action="store_true", help=f"every page, width, scheme, language into {EVERYTHING}")
    parser.add_argument("--only", metavar="NAME", help="the pictures of one page")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="put them elsewhere")
    options = parser.parse_args(arguments)
    shots = [shot for shot in (_every() if options.all else OF_DOCS) if options.only in (None, shot.name)]
    out = options.out or (EVERYTHING if options.all else IMAGES)
    try:
        with browser() as started:
            take(started, shots, out)
    except NoBrowserError as error:
        sys.stderr.write(f"make screenshots: {error}\n")
        return NO_BROWSER
    size = sum((out / shot.file).stat().st_size for shot in shots)
    sys.stdout.write(f"{len(shots)} pictures in {out}, {size:,} bytes\n")
    return 0


def take(started: Browser, shots: Sequence[Shot], out: Path) -> None:
    """Make the corpus and the reports in a folder of their own, serve it, and write a PNG a shot."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "news.db"
        fill_gallery(path)
        for language in ("ar", "en"):
            with Corpus(path) as corpus:
                path.with_name(f"{language}.html").write_text(write_report(corpus, language, NOW.isoformat()), "utf-8")
        with serving(path) as served:
            for shot in shots:
                report = path.with_name(f"{shot.language}.html").as_uri()
                address = report if shot.path == _REPORT else f"{served.url}/{shot.language}{shot.path}"
                _take(started, shot, address, out / shot.file)


def _take(started: Browser, shot: Shot, address: str, file: Path) -> None:
    with visiting(started, shot.width, color_scheme=shot.scheme) as visit:
        for _ in range(2):  # the first time, type that comes late is left out
            visit.page.goto(address, wait_until="networkidle")
        whole = int(visit.page.evaluate("document.documentElement.scrollHeight"))
        height = min(whole, _TALLEST) if file.parent == EVERYTHING else min(whole, _HEIGHTS[shot.width])
        visit.page.set_viewport_size({"width": shot.width, "height": height})
        visit.page.screenshot(path=file, animations="disabled")


def _every() -> Iterator[Shot]:
    for name, path in PAGES.items():
        for language in ("ar", "en"):
            for width in WIDTHS:
                for scheme in SCHEMES:
                    yield Shot(name, path, language, width, scheme)


if __name__ == "__main__":
    raise SystemExit(main())
