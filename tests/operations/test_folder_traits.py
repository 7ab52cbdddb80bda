"""Saved pages of one site are read with what a sample of them shares, whatever their order."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.extraction.site_traits import TRAITS_VERSION
from arnews_crawler.operations import folder_traits
from arnews_crawler.operations.folder_traits import site_of_file
from arnews_crawler.operations.ingest import ingest_files

NAME = "مرصد المدينة للأنباء والتحقيقات"
NOTICE = "تعمل غرفة التحرير في خمس مدن وتنشر على مدار الساعة ما يصلها من مراسليها، ولها ميثاق يلتزم به كل من يكتب فيها."


def page(site: str, number: int) -> bytes:
    """A page whose headline and body show only beside the others of its site."""
    lines = "".join(
        f"<p>قال {name} من حي {site} رقم {number} إن العمل في {place} مستمر منذ عامين، وإن السكان ينتظرون نهايته.</p>"
        for name, place in (("سمير", "الجسر"), ("مها", "الميناء"), ("نادر", "المكتبة"))
    )
    return (
        f'<html lang="ar"><head><meta charset="utf-8"><title>{NAME}</title>'
        f'<link rel="canonical" href="https://{site}.example/news/{number}"></head><body>'
        f'<h1>{NAME}</h1><h2>{headline(site, number)}</h2><div class="t">{lines}<p>{NOTICE}</p></div></body></html>'
    ).encode()


def headline(site: str, number: int) -> str:
    return f"سكان الحي رقم {number} من {site} يطالبون بإنارة الطريق"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    paths = []
    for site in ("north", "south"):
        (tmp_path / site).mkdir()
        for number in range(20):
            paths.append(tmp_path / site / f"{number}.html")
            paths[-1].write_bytes(page(site, number))
    return paths


def store(path: Path, files: list[Path], workers: int = 1) -> dict[str, Any]:
    with CorpusWriter.open(path) as writer:
        assert ingest_files(files, writer, workers=workers).rejected == 0
    with Corpus(path) as corpus:
        return {row["url"]: tuple(row) for row in corpus.rows("SELECT url, headline, teaser, body FROM corpus")}


@pytest.mark.parametrize("workers", [1, 2])
def test_neither_order_nor_workers_decide(files: list[Path], tmp_path: Path, workers: int) -> None:
    first = store(tmp_path / "a.db", files)
    shuffled = random.Random(3).sample(files, len(files))
    assert store(tmp_path / "b.db", shuffled, workers) == first
    assert {row[1] for row in first.values()} == {headline(s, n) for s in ("north", "south") for n in range(20)}
    assert not any(NOTICE in row[3] for row in first.values())


def test_the_names_of_files_decide_which_are_the_sample(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_traits, "SAMPLE", 4)
    for path in files:
        if int(path.stem) % 2:
            path.write_bytes(path.read_bytes().replace(b"</div>", f"<p>{NOTICE} {NOTICE}</p></div>".encode()))
    known = []
    for name, order in (("a.db", [0, 1]), ("b.db", [1, 0])):
        store(tmp_path / name, [path for rest in order for path in files if int(path.stem) % 2 == rest])
        with Corpus(tmp_path / name) as corpus:
            known.append([tuple(row) for row in corpus.rows("SELECT site, traits FROM site_traits ORDER BY site")])
    assert known[0] == known[1]


def test_a_file_that_is_added_later_is_read_as_the_others_were(files: list[Path], tmp_path: Path) -> None:
    whole = store(tmp_path / "a.db", files)
    store(tmp_path / "b.db", [path for path in files if path.stem != "7"])
    with Corpus(tmp_path / "b.db") as corpus:
        assert [row["site"] for row in corpus.rows("SELECT site FROM site_traits ORDER BY site")] == [
            "north.example",
            "south.example",
        ]
    assert store(tmp_path / "b.db", [path for path in files if path.stem == "7"]) == whole
    with Corpus(tmp_path / "b.db") as corpus:
        assert next(corpus.rows("SELECT max(revision) FROM articles"))[0] == 1


def test_traits_of_another_version_are_learned_anew(files: list[Path], tmp_path: Path) -> None:
    with CorpusWriter.open(tmp_path / "a.db") as writer:
        writer.keep_traits("north.example", 0, 9, '{"version": 0}')
    rows = store(tmp_path / "a.db", files)
    assert rows["https://north.example/news/1"][1] == headline("north", 1)
    with Corpus(tmp_path / "a.db") as corpus:
        assert next(corpus.rows("SELECT version, pages FROM site_traits"))[:] == (TRAITS_VERSION, 12)


def test_what_is_remembered_is_bounded(files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(folder_traits, "_MOST_SKETCHES", 5)
    store(tmp_path / "a.db", files)
    with Corpus(tmp_path / "a.db") as corpus:
        assert sum(row["pages"] for row in corpus.rows("SELECT pages FROM site_traits")) <= 5


@pytest.mark.parametrize(
    ("data", "url", "site"),
    [
        (b"<link href='https://www.a.example/x?a=1&amp;b' rel=canonical>", "", "a.example"),
        (b'<meta property="og:url" content="http://a.example:8000/x">', "", "a.example:8000"),
        (b'<link rel="canonical" href="/x"><meta property="og:url" content="https://b.example/">', "", "b.example"),
        (b'<link rel="stylesheet" href="https://cdn.example/x.css">', "https://c.example/1", "c.example"),
        (b'<link rel="stylesheet" href="https://cdn.example/x.css">', "", "file:///saved"),
        (b"", "", "file:///saved"),
    ],
)
def test_the_site_of_a_file(data: bytes, url: str, site: str) -> None:
    assert site_of_file(data, Path("/saved/1.html"), url) == site
