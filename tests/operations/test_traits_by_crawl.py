"""Over HTTP: a theme that hides its articles from whoever sees one page, read the same in every order and run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from arnews_crawler.extraction.site_traits import TRAITS_VERSION

Run = Callable[..., dict[str, Any]]
NAME = "مرصد المدينة للأنباء والتحقيقات"
SLOGAN = "أعلنت بلدية المدينة افتتاح جسر جديد فوق النهر، ونحن ننقل كل خبر من كل حي من أحياء المدينة القديمة"
NOTICE = "تعمل غرفة التحرير في خمس مدن وتنشر على مدار الساعة ما يصلها من مراسليها، ولها ميثاق يلتزم به كل من يكتب فيها."
COUNT = 30


def title_of(number: int) -> str:
    return f"افتتاح الجسر رقم {number} في المدينة القديمة"


def publish(site: Any, *, is_reversed: bool = False) -> None:
    """Put the site into its theme: name, slogan, class and notice on every page, the headline in second place."""
    site.publish(COUNT)
    for number in range(COUNT):
        title, page = title_of(number), site.pages[f"/news/{number}"]
        page = page.replace(f"<h1>{title}</h1>", f"<h1>{NAME}</h1><h2>{title}</h2>")
        page = page.replace(
            f"<title>{title}</title>",
            f'<title>{title} {NAME}</title><meta property="og:description" content="{SLOGAN}">',
        )
        page = page.replace("<body>", '<body class="home">').replace("</article>", f"<p>{NOTICE}</p></article>")
        site.pages[f"/news/{number}"] = page
    numbers = range(COUNT - 1, -1, -1) if is_reversed else range(COUNT)
    entries = "".join(f"<url><loc>{site.url}news/{number}</loc></url>" for number in numbers)
    site.pages["/sitemap.xml"] = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{entries}</urlset>'
    site.slow = {f"/news/{number}": 0.05 for number in range(0, COUNT, 3 if is_reversed else 2)}
    site.asked.clear()


def read(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as db:
        return db.execute(query).fetchall()


ROWS = "SELECT url, headline, teaser, body, site_name FROM articles ORDER BY url"


def test_order_of_arrival_decides_nothing_and_a_second_run_changes_nothing(
    news_site: Any, run_spiders: Run, tmp_path: Path
) -> None:
    publish(news_site)
    first = run_spiders("news", base_url=news_site.url)
    assert first["reason"] == f"news: {COUNT} articles found, {COUNT} stored, 0 revised, 0 unchanged", first["stderr"]
    assert len(news_site.asked) == len(set(news_site.asked))
    path = tmp_path / "corpus.db"
    rows = read(path, ROWS)
    assert sorted(row[1] for row in rows) == sorted(map(title_of, range(COUNT)))
    assert not any(NOTICE in row[3] or row[2] for row in rows)
    assert {row[4] for row in rows} == {NAME}

    publish(news_site, is_reversed=True)
    run_spiders("news", base_url=news_site.url, settings={"ARNEWS_DB": str(tmp_path / "other.db")})
    assert read(tmp_path / "other.db", ROWS) == rows

    second = run_spiders("news", base_url=news_site.url, full=True)
    assert second["reason"] == f"news: {COUNT} articles found, 0 stored, 0 revised, {COUNT} unchanged"
    one = run_spiders("news", url=f"{news_site.url}news/7")
    assert one["reason"] == "news: 1 article found, 0 stored, 0 revised, 1 unchanged"
    assert read(path, "SELECT pages FROM site_traits") == [(12,)]


@pytest.mark.parametrize("is_dry", [False, True])
def test_traits_of_another_version_are_learned_anew(
    news_site: Any, run_spiders: Run, tmp_path: Path, is_dry: bool
) -> None:
    path = tmp_path / "corpus.db"
    publish(news_site)
    run_spiders("news", base_url=news_site.url)
    rows, (learned,) = read(path, ROWS), read(path, "SELECT version, traits FROM site_traits")
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE site_traits SET version = 0, traits = '{\"version\": 0}'")
    done = run_spiders("news", base_url=news_site.url, settings={"ARNEWS_DRY_RUN": is_dry})
    assert done["exit_code"] == 0
    assert read(path, ROWS) == rows
    stored = read(path, "SELECT version, traits FROM site_traits")
    assert stored == ([(0, '{"version": 0}')] if is_dry else [learned])
    assert learned[0] == TRAITS_VERSION
