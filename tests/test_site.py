"""The documentation as a site: it builds without a warning, and its pages ask no other host for anything."""

from __future__ import annotations

import functools
import json
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from parsel import Selector
from playwright.sync_api import Browser

from tests.web.browsing import violations, visiting

ROOT = Path(__file__).parents[1]
WIDTHS = (390, 1280)
SEEN = ("index", "ar/quick-start", "commands", "benchmarks")
"""Pages that are looked at in a browser: the first, the Arabic one, a long one, one with wide tables."""

pytestmark = pytest.mark.skipif(find_spec("mkdocs") is None, reason="there is no MkDocs: make docs installs it")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built as ``make docs`` builds it."""
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Leave the tests' output alone."""


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_every_page_of_the_docs_is_in_the_site(site: Path) -> None:
    docs = ROOT / "docs"
    pages = {path.relative_to(docs).with_suffix(".html") for path in docs.rglob("*.md")}
    built = {path.relative_to(site) for path in site.rglob("*.html")}
    assert built == pages | {Path("404.html")}


def test_no_page_refers_to_another_host_for_a_resource(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Selector(path.read_text("utf-8"))
        for resource in page.xpath("//@src | //@srcset | //@poster | //link/@href | //object/@data").getall():
            assert not urlsplit(resource).netloc, f"{path.name}: {resource}"
        for style in page.xpath("//style/text() | //@style").getall():
            assert "://" not in style, f"{path.name}: {style}"
    for path in site.rglob("*.css"):
        styles = re.sub(r"/\*.*?\*/|url\(['\"]?data:[^)]*\)", "", path.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"@import|url\(['\"]?(https?:)?//", styles), path.name


def test_the_search_knows_arabic(site: Path) -> None:
    index = json.loads((site / "search" / "search_index.json").read_text("utf-8"))
    assert "ar" in index["config"]["lang"]
    assert any(page["location"].startswith("ar/") and "التثبيت" in page["title"] for page in index["docs"])


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", SEEN)
def test_a_page_fits_its_window_and_asks_nobody_else(name: str, width: int, chromium: Browser, address: str) -> None:
    with visiting(chromium, width) as visit:
        visit.page.goto(f"{address}/{name}.html", wait_until="networkidle")
        assert {urlsplit(response.url).netloc for response in visit.responses} == {urlsplit(address).netloc}
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
        assert visit.complaints == []
        assert [each for each in violations(visit.page) if each.startswith(("serious", "critical"))] == []


def test_the_arabic_page_is_set_right_to_left(chromium: Browser, address: str) -> None:
    with visiting(chromium, 1280) as visit:
        page = visit.page
        page.goto(f"{address}/ar/quick-start.html")
        assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["ar", "rtl"]
        directions = "element => getComputedStyle(element).direction"
        assert page.locator("article p").first.evaluate(directions) == "rtl"
        assert page.locator("article pre").first.evaluate(directions) == "ltr", "commands read from left to right"
        page.goto(f"{address}/index.html")
        assert page.evaluate("[document.documentElement.lang, document.body.dir]") == ["en", "ltr"]
