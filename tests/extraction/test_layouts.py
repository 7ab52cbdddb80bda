"""A folder a layout: a page in the markup of a real kind of site, and the record that a human reads off it.

A folder without ``record.json`` fails, writes what extraction finds as ``record.draft.json``, and waits for
review: correct the draft by hand against the page and rename it.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.extraction.document import parse_document
from arnews_crawler.extraction.hints import PageHints
from arnews_crawler.loaders import load_article

FIXTURES = Path(__file__).parent / "fixtures"
FETCHED_AT = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
LAYOUTS = sorted(path.name for path in FIXTURES.iterdir() if path.is_dir())
FIELDS = (
    "headline",
    "teaser",
    "body",
    "section",
    "authors",
    "tags",
    "agency",
    "language",
    "published_at",
    "published_precision",
    "modified_at",
    "image_url",
    "site_name",
    "warnings",
)


def read_article(layout: str, url: str) -> Article:
    html = (FIXTURES / layout / "page.html").read_bytes()
    return load_article(parse_document(html, url), PageHints(fetched_at=FETCHED_AT))


def as_record(article: Article, url: str) -> dict[str, Any]:
    """The record as the file has it: the body as a list, which reads better in a review."""
    fields = {name: value for name, value in asdict(article).items() if name in FIELDS}
    return {"url": url, **{name: fields[name] for name in FIELDS}, "body": article.body.split("\n\n")}


def read_record(layout: str) -> dict[str, Any]:
    path = FIXTURES / layout / "record.json"
    if not path.exists():
        draft = path.with_suffix(".draft.json")
        found = as_record(read_article(layout, ""), "")
        draft.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
        pytest.fail(f"{layout} has no record: review {draft.name} by hand, add the page's url, rename it")
    record: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return record


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_field_is_what_a_human_reads(layout: str, field: str) -> None:
    record = read_record(layout)
    assert as_record(read_article(layout, record["url"]), record["url"])[field] == record[field]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_field_says_which_rule_gave_it(layout: str) -> None:
    article = read_article(layout, read_record(layout)["url"])
    given = {
        name
        for name in FIELDS
        if getattr(article, name) and name not in ("warnings", "language", "published_precision")
    }
    assert given <= set(article.evidence)
    assert bool(article.published_raw) == bool(article.published_at)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_layout_is_whole(layout: str) -> None:
    folder = FIXTURES / layout
    record = read_record(layout)
    assert set(record) == {"url", *FIELDS}
    assert record["headline"]
    assert record["body"]
    assert len((folder / "note.md").read_text("utf-8")) > 100
    assert {path.name for path in folder.iterdir()} == {"page.html", "record.json", "note.md"}


def test_a_layout_without_a_record_fails_and_writes_a_draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "FIXTURES", tmp_path)
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "page.html").write_bytes(
        (Path(__file__).parent / "fixtures" / "amp" / "page.html").read_bytes()
    )
    with pytest.raises(pytest.fail.Exception, match="no record"):
        read_record("new")
    draft = json.loads((tmp_path / "new" / "record.draft.json").read_text("utf-8"))
    assert draft["headline"]
    assert isinstance(draft["body"], list)
