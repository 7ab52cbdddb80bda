"""Faults 35 to 47: markup, encodings, and what the text may do to those who read it later."""

from __future__ import annotations

import csv
import subprocess
import sys
import time
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from arnews_crawler import extract
from arnews_crawler.demo.hostile.injections import FORMULAS, SCRIPTS
from arnews_crawler.demo.hostile.markup import attribute_page
from arnews_crawler.extraction.errors import UnreadableDocument
from tests.chaos.harness import Chaos, Crawl


@pytest.mark.fault(35)
def test_attributes_are_counted_before_the_parse(chaos: Chaos) -> None:
    story = chaos.site.spare[0]
    started = time.process_time()
    with pytest.raises(UnreadableDocument, match="too_many_attributes"):
        extract(attribute_page(story).encode(), "https://example.org/1")
    assert time.process_time() - started < 1
    done = chaos.crawl(exit_code=0)
    assert done.codes_of(story.path) == {"too_many_attributes"}
    chaos.good_are_stored(done)


@pytest.mark.fault(36)
def test_the_text_is_found_in_the_depth(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    story = chaos.site.spare[0]
    if story.path in done.articles:
        body = done.articles[story.path]["body"]
        assert all(paragraph in body for paragraph in story.paragraphs)
    else:
        assert done.codes_of(story.path) & {"no_body", "unparsable"}
    chaos.good_are_stored(done)


@pytest.mark.fault(37)
def test_senseless_json_ld_leaves_the_page_itself(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    for story in chaos.site.spare[:4]:
        _stored(done, story.path, story.headline, story.body)
        assert done.articles[story.path]["published_at"].startswith(f"{story.published:%Y-%m-%d}")
    chaos.good_are_stored(done)


@pytest.mark.fault(38)
def test_a_lone_surrogate_is_no_letter_and_no_obstacle(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    story = chaos.site.spare[0]
    _stored(done, story.path, story.headline, story.body)
    # It becomes U+FFFD, and that is cleaned away like all that no reader sees; a name that is left is a name.
    assert done.articles[story.path]["authors"] == '["سلمى العطار"]'
    chaos.good_are_stored(done)


@pytest.mark.fault(39)
def test_nul_is_removed_from_the_headline(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    story = chaos.site.spare[0]
    _stored(done, story.path, story.headline, story.body)
    chaos.good_are_stored(done)


@pytest.mark.fault(40)
def test_a_false_utf8_is_decoded_right_or_dropped(chaos: Chaos) -> None:
    _decoded_or_dropped(chaos, 1)


@pytest.mark.fault(41)
def test_a_false_1256_is_repaired_or_dropped(chaos: Chaos) -> None:
    _decoded_or_dropped(chaos, 2)


def _decoded_or_dropped(chaos: Chaos, number: int) -> None:
    done = chaos.crawl(exit_code=0)
    for story in chaos.site.spare[:number]:
        if story.path in done.articles:
            _stored(done, story.path, story.headline, story.body)
        else:
            assert done.codes_of(story.path), story.path
    chaos.good_are_stored(done)


@pytest.mark.fault(42)
def test_no_mark_of_a_headline_reaches_the_terminal(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, settings={"LOG_LEVEL": "DEBUG"})
    for mark in ("\x1b", "\u202e", "\x07", "\x9b"):
        assert mark not in done.stderr
    story = chaos.site.spare[0]
    logged = [line for line in done.stderr.splitlines() if story.path in line]
    assert logged
    assert not any(line.startswith("ERROR[2J") for line in done.stderr.splitlines())
    if story.path in done.articles:
        assert "\u202e" not in done.articles[story.path]["headline"]
        assert "\n" not in done.articles[story.path]["headline"]
    chaos.good_are_stored(done)


@pytest.mark.fault(43)
def test_formulas_are_quoted_in_csv_alone(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    headlines = {row["headline"] for row in done.articles.values()}
    assert set(FORMULAS) <= headlines
    out = chaos.folder / "corpus.csv"
    _arnews(chaos, "export", "--db", str(done.db), "--format", "csv", "--out", str(out))
    with out.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert len(cells) > 20
    assert not any(cell.startswith(("=", "+", "-", "@", "\t")) for cell in cells)
    assert any("HYPERLINK" in cell for cell in cells)
    chaos.good_are_stored(done)


@pytest.mark.fault(44)
def test_scripts_are_text(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    assert set(SCRIPTS) <= {row["headline"] for row in done.articles.values()}
    assert done.is_counted("refused/")
    assert not any("script:" in target.lower() for target in done.targets())
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(44)
def test_scripts_are_inert_in_the_web_pages(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    paths = [f"ar/article/{row['id']}" for row in done.articles.values()]
    command = [sys.executable, "-m", "arnews_crawler", "serve", "--port", "0", "--db", str(done.db)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=chaos.environment()) as server:
        assert server.stdout is not None
        try:
            address = server.stdout.readline().strip()
            pages = [_read(address + path) for path in ("ar", "ar/search?q=العنوان", *paths)]
        finally:
            server.terminate()
    assert any("&lt;script&gt;alert(1)" in page for page in pages)
    for page in pages:
        assert "<script>alert(1)" not in page
        assert "<img src=x" not in page
        assert 'href="javascript:' not in page.lower()


def _read(url: str) -> str:
    with urlopen(quote(url, safe=":/?=&"), timeout=30) as answer:
        text: str = answer.read().decode()
    return text


@pytest.mark.fault(45)
def test_a_soft_404_is_found_out(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    for number in range(3):
        path = f"/news/2024/05/deleted-story-{number}"
        assert path not in done.articles
        assert done.codes_of(path) == {"soft_404"}
    assert len(done.articles) == 3
    chaos.good_are_stored(done)


@pytest.mark.slow
@pytest.mark.fault(46)
def test_long_runs_take_linear_time(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0, seconds=45)
    for story in chaos.site.spare[:5]:
        assert story.path in done.articles or done.codes_of(story.path)
    chaos.good_are_stored(done)


@pytest.mark.fault(47)
def test_slugs_are_no_paths_and_no_statements(chaos: Chaos) -> None:
    done = chaos.crawl(exit_code=0)
    before = {path for path in chaos.folder.parent.rglob("*") if chaos.folder not in path.parents}
    out = chaos.folder / "out"
    out.mkdir()
    _arnews(chaos, "export", "--db", str(done.db), "--format", "jsonl", "--out", str(out / "corpus.jsonl"))
    assert {path for path in chaos.folder.parent.rglob("*") if chaos.folder not in path.parents} == before
    assert [path.name for path in out.iterdir()] == ["corpus.jsonl"]
    assert any("DROP%20TABLE" in path or "DROP TABLE" in path for path in done.articles)
    chaos.good_are_stored(done)


def _stored(done: Crawl, path: str, headline: str, body: str) -> None:
    assert path in done.articles, f"{path} is missing; rejects: {done.rejects}"
    row = done.articles[path]
    assert (row["headline"], row["body"]) == (headline, body)


def _arnews(chaos: Chaos, *arguments: str) -> str:
    command = [sys.executable, "-m", "arnews_crawler", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, cwd=chaos.folder, env=chaos.environment(), check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
