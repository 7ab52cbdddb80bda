"""``arnews extract`` of files; of addresses see test_crawl.py."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.extraction.document import MAX_BYTES
from arnews_crawler.operations.saved_pages import read_page

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


def test_explain_names_rule_and_candidates(run: Any, page: Any, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(page(head='<meta property="og:title" content="افتتاح الجسر رقم 1">'))
    text = run("extract", file, "--explain").stdout
    assert "    og:title: افتتاح الجسر رقم 1\n" in text
    assert "\nbody  " in text
    assert "not found: teaser" in text
    flat = tmp_path / "page.txt"
    flat.write_text(FLAT, "utf-8")
    assert "\nheadline  line that is repeated\n" in run("extract", flat, "--explain").stdout


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.html", b"", "empty_document"),
        ("a.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "not_html"),
        ("a.html", b'{"a": 1}', "not_html"),
        ("a.html.gz", b"no gzip", "cut_gzip"),
        ("a.html.gz", gzip.compress(b"<p>x</p>" * 99)[:-20], "cut_gzip"),
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
