"""``arnews extract`` of files; of addresses see test_crawl.py."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import pty
import re
import subprocess
import sys
import termios
from pathlib import Path
from typing import Any

import click
import pytest

from arnews_crawler.cli.wrapping import text_width
from arnews_crawler.extraction.document import MAX_BYTES
from arnews_crawler.operations.saved_pages import read_page

COMMANDS = Path(__file__).parents[2] / "docs" / "commands.md"
FLAT = "\n".join(
    (
        "مرافئ الخبر",
        "افتتاح الجسر الجديد في المدينة القديمة",
        "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين...",
        "افتتاح الجسر الجديد في المدينة القديمة",
        "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل.",
        "وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة.",
    )
)


def test_a_page_is_printed_field_by_field(run: Any, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(head='<meta property="og:site_name" content="مرافئ الخبر">'))
    result = run("extract", file, "--url", "example.org/news/1")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "افتتاح الجسر رقم 1 في المدينة القديمة" in result.stdout.splitlines()[0]
    assert "url        https://example.org/news/1\n" in result.stdout
    assert "في الحي 1.\n\nوقال رئيس البلدية" in result.stdout


def test_json_is_the_record_with_evidence(run: Any, page: Any, tmp_path: Path) -> None:
    plain, packed = tmp_path / "1.html", tmp_path / "2.HTML.GZ"
    plain.write_bytes(page(1))
    packed.write_bytes(gzip.compress(page(2, encoding="windows-1256")))
    result = run("extract", plain, packed, "--json")
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert "رقم 1" in records[0]["headline"]
    assert "رقم 2" in records[1]["headline"]
    assert records[0]["evidence"]["headline"]
    assert records[0]["warnings"] is not None


def test_stdin_and_flat_text(run: Any, page: Any, tmp_path: Path) -> None:
    assert json.loads(run("extract", "-", "--json", input=page(3)).stdout)["headline"].startswith("افتتاح")
    file = tmp_path / "page.txt"
    file.write_text(FLAT, "utf-8")
    record = json.loads(run("extract", file, "--json").stdout)
    assert record["site_name"] == "مرافئ الخبر"
    assert record["teaser"].endswith("بعد عامين...")
    assert record["body"].startswith("أعلنت بلدية")


def test_explain_says_why_for_each_field(run: Any, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(head='<meta property="og:title" content="خبر عن جسر"><meta name="author" content="رويترز">'))
    result = run("extract", file, "--explain")
    assert (result.exit_code, result.stderr) == (0, "")
    text = result.stdout
    assert text.startswith("headline\n    افتتاح الجسر رقم 1 في المدينة القديمة\n    from h1: the page's main heading")
    assert "    - og:title: outvoted, 3 to " in text
    assert (
        "\nauthors\n    empty: all candidates were refused\n    - author: agency is no author\n        رويترز\n" in text
    )
    assert "\nteaser\n    empty: no candidate\n" in text
    assert "\nblocks\n    4 kept, 0 left out\n" in text
    assert not any(mark in text for mark in "\u2068\u2069\x1b"), "a pipe gets the text alone"
    flat = tmp_path / "page.txt"
    flat.write_text(FLAT, "utf-8")
    assert "    from line that is repeated\n" in run("extract", flat, "--explain").stdout


def test_json_with_explain_is_the_record_and_one_key_more(run: Any, page: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(page())
    bad.write_text("<html><title>سياسة</title><h1>سياسة</h1><p>لا شيء</p></html>", "utf-8")
    plain = json.loads(run("extract", good, "--json").stdout)
    result = run("extract", bad, good, "--json", "--explain")
    refused, record = map(json.loads, result.stdout.splitlines())
    assert result.exit_code == 9
    explanation = record.pop("explanation")
    assert record == plain
    assert set(explanation) == {"fields", "blocks", "signs"}
    assert set(explanation["fields"]["headline"]) == {"value", "rule", "why", "others"}
    assert explanation["blocks"] == {"kept": 4, "left_out": []}
    assert explanation["signs"]["prose"] > 200
    assert (refused["source"], refused["code"]) == (str(bad), "no_body")
    assert refused["explanation"]["fields"]["headline"]["others"][0]["value"] == "سياسة"


def test_explain_tells_why_a_page_is_no_article(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "list.html"
    cards = "".join(
        f'<div class="c"><h3><a href="/{n}">خبر عن اجتماع الحكومة رقم {n}</a></h3><p>سطر</p></div>' for n in range(7)
    )
    file.write_text(f'<html><title>سياسة</title><body class="archive"><h1>سياسة</h1>{cards}</body></html>', "utf-8")
    result = run("extract", file, "--explain")
    assert result.exit_code == 9
    assert result.stderr.startswith(f"{file}: no article (listing: ")
    assert result.stdout.startswith("no article\n    listing: ")
    assert "    - h1: would be the headline\n        سياسة\n" in result.stdout
    assert "    links in cards: 7\n" in result.stdout
    assert "    says that it is: listing\n" in result.stdout
    assert "    - card that leads to another page: 14\n" in result.stdout
    assert "        … and 11 more\n" in result.stdout
    file.write_bytes(b"")
    assert run("extract", file, "--explain").stdout.startswith("no article\n    empty_document: ")


def test_the_documentation_names_the_explanation_s_keys(run: Any, page: Any, tmp_path: Path) -> None:
    section = COMMANDS.read_text("utf-8").partition("\n## arnews extract\n")[2].partition("\n## ")[0]
    file = tmp_path / "page.html"
    file.write_bytes(page(head='<meta name="author" content="رويترز">'))
    explanation = json.loads(run("extract", file, "--json", "--explain").stdout)["explanation"]
    authors = explanation["fields"]["authors"]
    keys = {*explanation, *explanation["blocks"], *explanation["signs"], *authors, *authors["others"][0]}
    assert keys <= set(re.findall(r"`([a-z_]+)`", section))
    printed = run("extract", file, "--explain").stdout
    sample = "    - author: agency is no author\n        رويترز\n"
    assert sample in printed
    assert sample in section


def test_a_terminal_gets_isolated_lines_of_its_width(page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(head='<meta property="og:title" content="خبر &#x202e;آخر &#x2069;عن&#x1b;[2J جسر">'))
    text = on_terminal(60, "extract", file, "--explain")
    lines = click.unstyle(text).splitlines()
    assert max(map(text_width, lines)) <= 60
    assert text.count("\u2068") == text.count("\u2069") > 5
    assert all(line.count("\u2068") == line.count("\u2069") <= 1 for line in lines)
    assert "    from h1: the page's main heading" in text.replace("\r\n", "\n")
    assert any(re.fullmatch(" {4,}\u2068وأضاف أن .*\u2069", line) for line in lines), "a paragraph begins"
    assert any(re.fullmatch(" {4,}\u2068[^\u2068]*في الحي 1.\u2069", line) for line in lines), "and ends"
    assert not any(mark in text for mark in ("\u202e", "\x1b[2J")), "a page drives no terminal"


def on_terminal(columns: int, *arguments: object) -> str:
    """What a command prints to a terminal of that width."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (40, columns))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "NO_COLOR")}
    command = [sys.executable, "-m", "arnews_crawler", *map(str, arguments)]
    with subprocess.Popen(command, stdout=theirs, env=environment, cwd=Path(__file__).parents[2]):
        os.close(theirs)
        pieces = []
        with contextlib.suppress(OSError):  # Linux tells the end of a terminal as an error
            while piece := os.read(ours, 65_536):
                pieces.append(piece)
    os.close(ours)
    return b"".join(pieces).decode()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.html", b"", "empty_document"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not_html"),
        ("a.html", b'{"a": 1}', "not_html"),
        ("a.html.gz", b"no gzip", "cut_gzip"),
        ("a.html.gz", gzip.compress(b"<p>x</p>" * 99, mtime=0)[:-20], "cut_gzip"),
        ("a.txt", b"", "no article"),
    ],
)
def test_what_is_no_article_is_named_with_its_reason(
    run: Any, tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run("extract", file)
    assert result.exit_code == 9
    assert result.stdout == ""
    assert result.stderr.startswith(f"{file}: ")
    assert told in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_others_are_printed_beside_one_that_is_none(run: Any, page: Any, tmp_path: Path) -> None:
    good, bad = tmp_path / "good.html", tmp_path / "bad.html"
    good.write_bytes(page())
    bad.write_bytes(b"")
    result = run("extract", bad, good, "--json")
    assert result.exit_code == 9
    assert len(result.stdout.splitlines()) == 1


@pytest.mark.parametrize(
    ("sources", "told"),
    [
        (["nowhere.html"], "nowhere.html: no such file; an address begins with http://"),
        (["."], "`arnews ingest .` stores all pages in it"),
        (["http://"], "no usable address"),
        (["a.html", "b.html", "--url", "https://example.org/"], "one page"),
        (["a.html", "--url", "ftp://example.org/"], "--url: not_http"),
        ([], "Missing argument"),
    ],
)
def test_wrong_sources_are_usage(run: Any, sources: list[str], told: str) -> None:
    result = run("extract", *sources)
    assert result.exit_code == 2
    assert told in result.stderr


def test_a_bomb_is_not_unpacked(run: Any, tmp_path: Path) -> None:
    file = tmp_path / "bomb.html.gz"
    file.write_bytes(gzip.compress(b"<p>" + b" " * (40 << 20)))
    assert len(read_page(file)) == MAX_BYTES + 1
    result = run("extract", file)
    assert result.exit_code == 9
    assert "too_large" in result.stderr
