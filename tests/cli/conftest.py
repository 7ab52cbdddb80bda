"""Commands run in this process, commands run in their own, and a small corpus for both."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from arnews_crawler.article import Article
from arnews_crawler.cli import arnews
from arnews_crawler.corpus.writer import CorpusWriter

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 3, 9, 12, tzinfo=UTC)
Run = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(autouse=True)
def _plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        *("ARNEWS_DB", "ARNEWS_DEBUG", "ARNEWS_ALLOW_PRIVATE", "ARNEWS_CONTACT"),
        "PYTHONUNBUFFERED",  # without a buffer nothing is left to be flushed in vain at the end
    ):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def run() -> Run:
    """Run a command in this process."""

    def run_here(*arguments: object, **extra: Any) -> Result:
        return CliRunner().invoke(arnews, [str(argument) for argument in arguments], **extra)

    return run_here


@pytest.fixture
def process() -> Process:
    """Run a command in a process of its own."""

    def run_there(*arguments: object, **extra: Any) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "arnews_crawler", *map(str, arguments)]
        settings = {
            "cwd": ROOT,
            "text": True,
            "capture_output": True,
            "timeout": 120,
            "env": dict(os.environ),
        }
        return subprocess.run(command, check=False, **{**settings, **extra})

    return run_there


def article(number: int, **fields: Any) -> Article:
    values: dict[str, Any] = {
        "url": f"https://example.org/economy/{number}",
        "headline": f"ارتفاع أسعار القمح للشهر {number}",
        "teaser": "قفزت الأسعار بعد موسم جاف",
        "body": f"قال تجار إن السعر زاد {number} دنانير.\n\nوأضافوا أن المخازن ممتلئة.",
        "section": "اقتصاد",
        "authors": ["سلمى العطار"],
        "language": "ar",
        "published_at": f"2026-03-0{number}T10:00:00+03:00",
        "published_precision": "minute",
        "site_name": "مرافئ الخبر",
    }
    return Article(**{**values, **fields})


SENTENCES = (
    "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر بعد عامين من العمل المتواصل",
    "وقال رئيس البلدية إن الجسر سيخفف الازدحام في وسط المدينة ويختصر زمن الوصول إلى الميناء",
    "وأضاف أن المشروع نفذته شركة محلية بكلفة بلغت عشرين مليون دينار وأن الصيانة ستكون سنوية",
    "ورحب السكان بالخطوة مطالبين بإنارة الطرق المؤدية إلى الجسر وبحافلات تعمل حتى منتصف الليل",
)


@pytest.fixture
def page() -> Callable[..., bytes]:
    """Write a page of an article; ``head`` is put into its head."""

    def write(number: int = 1, head: str = "", encoding: str = "utf-8") -> bytes:
        title = f"افتتاح الجسر رقم {number} في المدينة القديمة"
        body = "".join(f"<p>{sentence} في الحي {number}.</p>" for sentence in SENTENCES)
        meta = f'<meta charset="{encoding}"><title>{title}</title>{head}'
        html = f'<!DOCTYPE html><html lang="ar"><head>{meta}</head><body><h1>{title}</h1>{body}</body></html>'
        return html.encode(encoding)

    return write


@pytest.fixture
def corpus_file(tmp_path: Path) -> Path:
    """Three articles of a site, the second with two versions, the third with a hostile headline; a reject."""
    path = tmp_path / "corpus.db"
    with CorpusWriter.open(path) as writer:
        writer.start_run("news", {"base_url": "https://example.org/"})
        for number in (1, 2):
            writer.add_article(article(number), fetched_at=NOW)
        hostile = article(3, headline="عنوان\x1b[2J \u202eمقلوب", body="=HYPERLINK(1)\n\nنص الخبر الثالث \x9b31m هنا")
        writer.add_article(hostile, fetched_at=NOW)
        writer.add_reject("https://example.org/video/1", "video", "a page around a film")
        writer.flush()
        edited = article(2, body="قال تجار إن السعر زاد 9 دنانير.\n\nوأضافوا أن المخازن ممتلئة.")
        writer.add_article(edited, fetched_at=NOW)
        writer.finish_run(reason="finished", exit_code=0, counts={"arnews/article/stored": 3})
    return path
