"""The pages that a newcomer follows step by step are followed, against a newsroom that is served."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.loaders import load_article

if TYPE_CHECKING:
    from arnews_crawler.demo.server import DemoServer

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PRINTED_ADDRESS = "http://127.0.0.1:8000"
# What serves until it is stopped, asks the real web, or needs a spider of the reader's: the last has a test of its own.
NOT_HERE = re.compile(r"https://|demo-site|arnews serve|\bdemo\b|marafi")
TUTORIALS = ("first-crawl.md", "research.md", "ar/quick-start.md")


def blocks(page: str, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (DOCS / page).read_text("utf-8"), re.MULTILINE | re.DOTALL)


def commands(page: str) -> list[str]:
    lines = (line for block in blocks(page, "sh") for line in block.splitlines())
    return [line for line in lines if re.match(r"(PYTHONPATH=\. )?arnews ", line)]


def run(line: str, folder: Path, address: str) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line.replace(PRINTED_ADDRESS, address.rstrip("/")))
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ARNEWS_")}
    environment["PYTHONPATH"] = f"{ROOT}:{folder}"
    command = [sys.executable, "-m", "arnews_crawler", *words[words.index("arnews") + 1 :]]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
    )


@pytest.mark.parametrize("page", TUTORIALS)
def test_the_steps_of_a_page_lead_somewhere(page: str, demo_server: DemoServer, demo_db: Path, tmp_path: Path) -> None:
    steps = [line for line in commands(page) if not NOT_HERE.search(line)]
    assert steps
    if page != "first-crawl.md":  # which makes its own
        (tmp_path / "data").mkdir()
        shutil.copy(demo_db, tmp_path / "data" / "arnews.db")
    for line in steps:
        done = run(line, tmp_path, demo_server.base_url)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    with Corpus(tmp_path / "data" / "arnews.db") as corpus:
        assert corpus.statistics().articles > 20


def test_what_the_first_crawl_prints_is_what_is_printed() -> None:
    """The numbers of the page are those of the newsroom that it has served."""
    from arnews_crawler.demo.newsroom import build_newsroom

    (line,) = (line for line in commands("first-crawl.md") if "demo-site" in line)
    articles, seed = (int(value) for value in re.findall(r"--(?:articles|seed) (\d+)", line))
    newsroom = build_newsroom(articles, seed=seed)
    arabic = sum(article.edition == "ar" for article in newsroom.articles)
    (printed,) = blocks("first-crawl.md", "text")
    assert printed.startswith(f"news: {arabic} articles found, {arabic} stored, ")
    assert newsroom.site_name in blocks("add-a-site.md", "python")[0]


def test_the_site_that_is_added_is_crawled(demo_server: DemoServer, tmp_path: Path) -> None:
    """The page's file works as it stands, also outside the repository as its last lines say."""
    package = tmp_path / "my_sites"
    package.mkdir()
    (package / "__init__.py").touch()
    source = blocks("add-a-site.md", "python")[0]
    (package / "marafi.py").write_text(source.replace(PRINTED_ADDRESS, demo_server.base_url.rstrip("/")), "utf-8")
    steps = [line for line in commands("add-a-site.md") if "marafi" in line]
    assert [line for line in steps if line.startswith("PYTHONPATH=. ")]
    for line in steps:
        outside = line if "SPIDER_MODULES" in line else f"{line} -s SPIDER_MODULES=my_sites"
        done = run(outside, tmp_path, demo_server.base_url)
        assert done.returncode == 0, f"{line}\n{done.stderr}"
    with Corpus(tmp_path / "data" / "arnews.db") as corpus:
        assert {ledger.spider for ledger in corpus.runs()} == {"marafi"}
        assert corpus.statistics().articles > 20


def test_the_layouts_of_the_page_do_what_it_says() -> None:
    names: dict[str, Any] = {}
    exec(blocks("add-a-site.md", "python")[1], names)
    text = "".join(f"<p>نشرت البلدية اليوم تفاصيل المشروع رقم {number} في المدينة القديمة.</p>" for number in range(8))
    html = (
        "<html lang=ar><body><article><h1>افتتاح المكتبة العامة في المدينة</h1><p data-role=intro>مقدمة الموقع نفسها."
        f"</p><div class=writer-card><b>سمير قدورة</b></div>{text}</article></body></html>"
    )
    document = parse_document(html.encode(), "https://example.org/news/1")
    old, new = (
        load_article(document, PageHints(layouts=names["layouts"], fetched_at=datetime(2026, month, 1, tzinfo=UTC)))
        for month in (2, 3)
    )
    assert (old.authors, old.teaser) == (["سمير قدورة"], "مقدمة الموقع نفسها.")
    assert old.evidence["authors"] == "layout:.writer-card b"
    assert "layout_without_authors" in new.warnings


def test_every_attribute_of_a_site_is_documented() -> None:
    from arnews_crawler.spiders.site import SiteSpider

    table = {line.split("`")[1] for line in (DOCS / "add-a-site.md").read_text("utf-8").splitlines() if "| `" in line}
    declared = {name for name, kind in SiteSpider.__annotations__.items() if "ClassVar" in str(kind)}
    assert table >= declared | {"name"}


def test_the_python_of_the_researcher_s_way_runs(
    demo_db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "data").mkdir()
    shutil.copy(demo_db, tmp_path / "data" / "arnews.db")
    monkeypatch.chdir(tmp_path)
    names: dict[str, Any] = {}
    for block in blocks("research.md", "python"):
        exec(block, names)
    assert len(names["frame"])
    assert sum(names["by_section"].values()) == len(names["frame"])
