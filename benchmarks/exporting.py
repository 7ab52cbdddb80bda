"""How fast a corpus is exported, and in how much memory: ``python -m benchmarks.exporting [--articles N]``.

Each format runs in a process of its own, on a file of made-up articles of 300 words that is made once.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from arnews_crawler.corpus.connection import open_for_writing
from arnews_crawler.corpus.export import EXPORT_FORMATS, ExportFormat, export_rows
from arnews_crawler.corpus.reader import Corpus

WORDS = (
    "قال وزير الاقتصاد إن أسعار القمح ارتفعت في الأسواق المحلية بعد موسم جاف وأضاف أن المخازن ممتلئة وأن الحكومة "
    "ستدعم المزارعين خلال الأشهر المقبلة بينما طالب تجار المدينة بخفض الرسوم على الاستيراد وفتح المعابر أمام الشاحنات"
).split()
START = datetime(2020, 1, 1, tzinfo=UTC)


def make_corpus(path: Path, articles: int) -> None:
    """Write the file; without search keys, which no export reads."""
    connection = open_for_writing(path)
    connection.execute("BEGIN")
    connection.executemany(
        """
        INSERT INTO articles(id, url, site, headline, teaser, body, section, authors, tags, language, published_at,
            published_precision, evidence, first_seen_at, last_seen_at, fetched_at, content_hash)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'ar', ?, 'minute', ?, ?, ?, ?, ?)
        """,
        _rows(articles),
    )
    connection.execute("COMMIT")
    connection.close()


def _rows(articles: int) -> Iterator[tuple[object, ...]]:
    chance = random.Random(1)
    evidence = json.dumps(dict.fromkeys(("headline", "body", "published_at", "authors", "section"), "json_ld"))
    for number in range(1, articles + 1):
        words = chance.choices(WORDS, k=300)
        body = "\n\n".join(" ".join(words[at : at + 60]) for at in range(0, 300, 60))
        day = (START + timedelta(minutes=15 * number)).isoformat(timespec="seconds")
        site = f"news{number % 10}.example"
        people = json.dumps(chance.sample(WORDS, 2), ensure_ascii=False)
        yield (
            *(number, f"https://{site}/a/{number}", site, " ".join(words[:9]), " ".join(words[9:30]), body),
            *("اقتصاد", people, people, day, evidence, day, day, day, f"{number:032x}"),
        )


def measure(path: Path, fmt: ExportFormat) -> None:
    """Export once and print the numbers as JSON."""
    with Corpus(path) as corpus, Path("/dev/null").open("wb") as out:
        started, worked = time.perf_counter(), time.process_time()
        rows = export_rows(corpus, fmt, out)
        seconds, of_them_worked = time.perf_counter() - started, time.process_time() - worked
    status = Path("/proc/self/status").read_text()  # getrusage tells a parent's peak where that was higher
    peak = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) // 1024
    rates = {"rows_a_second": round(rows / seconds), "rows_a_second_of_cpu": round(rows / of_them_worked)}
    print(json.dumps({"format": fmt, "rows": rows, **rates, "peak_mb": peak}))


def main() -> None:
    """Measure each format on a tenth of the articles and on all: memory that does not grow is constant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=200_000)
    parser.add_argument("--make", nargs=2, metavar=("FILE", "N"), help=argparse.SUPPRESS)
    parser.add_argument("--measure", nargs=2, metavar=("FILE", "FORMAT"), help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.measure:
        measure(Path(arguments.measure[0]), arguments.measure[1])
        return
    if arguments.make:
        make_corpus(Path(arguments.make[0]), int(arguments.make[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        for articles in (arguments.articles // 10, arguments.articles):
            path = Path(folder) / f"{articles}.db"
            _run("--make", str(path), str(articles))
            for fmt in EXPORT_FORMATS:
                print(_run("--measure", str(path), fmt), end="", flush=True)


def _run(*arguments: str) -> str:
    command = [sys.executable, "-m", "benchmarks.exporting", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()
