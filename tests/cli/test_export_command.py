"""``arnews export``."""

from __future__ import annotations

import csv
import json
import os
import stat
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.article import Article
from arnews_crawler.cli import export as module
from arnews_crawler.corpus.writer import CorpusWriter

NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)


def test_json_lines_go_to_a_file(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "new" / "corpus.jsonl"
    result = run("export", "--format", "jsonl", "--out", out, "--db", corpus_file)
    assert (result.exit_code, result.output) == (0, "")
    rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert [row["id"] for row in rows] == [1, 2, 3]
    assert rows[2]["headline"] == "عنوان\x1b[2J \u202eمقلوب"
    assert [path.name for path in out.parent.iterdir()] == ["corpus.jsonl"]
    assert stat.S_IMODE(out.stat().st_mode) == 0o666 & ~_umask()


def test_csv_goes_to_stdout_with_formulas_quoted(process: Any, corpus_file: Path) -> None:
    done = process("export", "--format", "csv", "--out", "-", "--db", corpus_file, text=False)
    assert done.returncode == 0
    assert done.stdout.count(b"\r\n") == 4
    rows = list(csv.DictReader(done.stdout.decode("utf-8").splitlines(keepends=True)))
    assert rows[2]["body"].startswith("'=HYPERLINK(1)")


def test_revisions_are_all_versions(run: Any, corpus_file: Path) -> None:
    result = run("export", "--format", "jsonl", "--revisions", "--out", "-", "--db", corpus_file)
    assert [json.loads(line)["article_id"] for line in result.stdout.splitlines()] == [1, 2, 2, 3]


def test_an_export_that_fails_leaves_the_old_file(
    run: Any, corpus_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "corpus.jsonl"
    out.write_text("old")

    def fill_up(*_: object, **__: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module, "export_rows", fill_up)
    result = run("export", "--format", "jsonl", "--out", out, "--db", corpus_file)
    assert result.exit_code == 3
    assert "corpus.jsonl: cannot be written (No space left on device)" in result.stderr
    assert out.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} >= {"corpus.jsonl"}
    assert not list(tmp_path.glob(".corpus*"))


def test_the_database_is_not_overwritten(run: Any, corpus_file: Path) -> None:
    before = corpus_file.read_bytes()
    result = run("export", "--format", "csv", "--out", corpus_file, "--db", corpus_file)
    assert result.exit_code == 2
    assert "the database itself" in result.stderr
    assert corpus_file.read_bytes() == before


def test_a_folder_is_no_file_to_write(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    result = run("export", "--format", "csv", "--out", tmp_path, "--db", corpus_file)
    assert result.exit_code == 2
    assert "is a folder" in result.stderr


def test_a_device_is_written_and_not_replaced(run: Any, corpus_file: Path) -> None:
    result = run("export", "--format", "csv", "--out", "/dev/null", "--db", corpus_file)
    assert result.exit_code == 0
    assert stat.S_ISCHR(Path("/dev/null").stat().st_mode)
    if Path("/dev/full").exists():
        full = run("export", "--format", "csv", "--out", "/dev/full", "--db", corpus_file)
        assert full.exit_code == 3
        assert "/dev/full: cannot be written" in full.stderr


def test_a_person_is_told_how_many(run: Any, corpus_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "is_watched", lambda: True)
    result = run("export", "--format", "jsonl", "--out", "/dev/null", "--db", corpus_file)
    assert result.stderr.endswith("3 rows written to /dev/null\n")


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--from", "2026-03-02"], [2, 3]),
        (["--to", "2026-03-01"], [1]),
        (["--site", "www.example.org", "--section", "إقتصاد"], [1, 2, 3]),
        (["--site", "other.example"], []),
        (["--author", "سلمي العطار"], [1, 2, 3]),
        (["--query", "اسعار القمح"], [1, 2]),
        (["--query", "headline:القمح", "--from", "2026-03-02"], [2]),
    ],
)
def test_filters_are_those_of_a_search(run: Any, corpus_file: Path, options: list[str], ids: list[int]) -> None:
    result = run("export", "--format", "jsonl", "--out", "-", "--db", corpus_file, *options)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ids


def test_a_mark_lets_excel_know_arabic(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus.csv"
    assert run("export", "--format", "csv", "--bom", "--out", out, "--db", corpus_file).exit_code == 0
    assert out.read_bytes().startswith(b"\xef\xbb\xbfid,url,")
    with out.open(encoding="utf-8-sig", newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["1", "2", "3"]
    wrong = run("export", "--format", "jsonl", "--bom", "--out", out, "--db", corpus_file)
    assert wrong.exit_code == 2
    assert "--format csv" in wrong.stderr


def test_parquet_goes_to_a_file_and_to_stdout(process: Any, corpus_file: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "corpus.parquet"
    assert process("export", "--format", "parquet", "--out", out, "--db", corpus_file).returncode == 0
    assert parquet.read_table(out).column("id").to_pylist() == [1, 2, 3]
    done = process("export", "--format", "parquet", "--out", "-", "--db", corpus_file, text=False)
    assert done.stdout == out.read_bytes()


def test_a_missing_extra_is_named_and_leaves_no_file(
    run: Any, corpus_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    result = run("export", "--format", "parquet", "--out", tmp_path / "x.parquet", "--db", corpus_file)
    assert result.exit_code == 4
    assert result.stderr == "arnews export: pyarrow is not installed; pip install 'arnews[parquet]'\n"
    assert not list(tmp_path.glob("*x.parquet*"))


def test_a_file_keeps_its_permissions(run: Any, corpus_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "corpus.jsonl"
    out.touch()
    out.chmod(0o640)
    assert run("export", "--format", "jsonl", "--out", out, "--db", corpus_file).exit_code == 0
    assert stat.S_IMODE(out.stat().st_mode) == 0o640


def test_what_a_site_sent_names_no_file(run: Any, tmp_path: Path) -> None:
    db = tmp_path / "corpus.db"
    with CorpusWriter.open(db) as writer:
        evil = "../../../evil"
        writer.add_article(
            Article(url=f"https://x.example/{evil}", site=evil, section=evil, headline=evil, body="نص"), fetched_at=NOW
        )
    out = tmp_path / "folder" / "corpus.jsonl"
    assert run("export", "--format", "jsonl", "--out", out, "--db", db).exit_code == 0
    names = {path.name for path in tmp_path.rglob("*") if not path.name.startswith("corpus.db-")}
    assert names == {"corpus.db", "folder", "corpus.jsonl"}
    assert not (tmp_path.parent / "evil").exists()


@pytest.mark.parametrize("arguments", [["--out", "x.csv"], ["--format", "csv"], ["--format", "xml", "--out", "-"]])
def test_format_and_out_have_to_be_given(run: Any, corpus_file: Path, arguments: list[str]) -> None:
    assert run("export", "--db", corpus_file, *arguments).exit_code == 2


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
