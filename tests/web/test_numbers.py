"""What the charts and comparisons count."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from arnews_crawler.corpus.filters import Filters
from arnews_crawler.corpus.reader import Corpus
from arnews_crawler.corpus.writer import CorpusWriter
from arnews_crawler.web.charts import by_name, over_time
from arnews_crawler.web.counting import count_groups, count_query, fitting_step, steps_between, steps_of
from arnews_crawler.web.differences import compare_texts, is_same
from arnews_crawler.web.figures import all_charts
from arnews_crawler.web.listing import count_by, newest
from arnews_crawler.web.memory import remembered
from arnews_crawler.web.words import ARABIC, ENGLISH
from tests.web.conftest import ATTACK, NOW, WITHHELD, article


def test_a_query_is_counted_by_the_time_of_publication(web_file: Path) -> None:
    with Corpus(web_file) as corpus:
        counts = count_query(corpus, "القمح", "month")
        assert sum(counts.values()) == 12
        assert set(counts) == {"2026-02", "2026-03"}
        assert count_query(corpus, WITHHELD, "day") == {}
        assert count_query(corpus, "-", "day") == {}


def test_small_groups_are_counted_together(web_file: Path) -> None:
    with Corpus(web_file) as corpus:
        groups = count_groups(corpus, "section", "year", 1)
        whole = count_groups(corpus, "section", "year", 9)
    assert list(groups) == ["اقتصاد", ""]
    assert sum(groups[""].values()) + sum(groups["اقتصاد"].values()) == 46
    assert sum(sum(each.values()) for each in whole.values()) == 46


def test_a_long_time_is_counted_in_longer_steps(web_file: Path) -> None:
    with Corpus(web_file) as corpus:
        assert fitting_step(corpus, "day", 50) == "day"
        assert fitting_step(corpus, "day", 30) == "month"
        assert fitting_step(corpus, "year", 0) == "year"
    assert steps_of([{"2026-01-30": 1}, {"2026-02-01": 2}], "day") == ["2026-01-30", "2026-01-31", "2026-02-01"]
    assert steps_of([], "day") == []
    assert steps_between("2026-02-30", "2026-03-01", "day") == ["2026-02-30", "2026-03-01"]
    assert steps_between("2024", "2026", "year") == ["2024", "2025", "2026"]


def test_a_chart_has_its_numbers_and_nothing_that_runs() -> None:
    chart = over_time(ATTACK, "Day", ["2026-01-01", "2026-01-02"], {ATTACK: {"2026-01-01": 2}, "ب": {}})
    assert chart.rows == [["2026-01-01", "2", "0"]]
    for svg in (chart.svg, by_name(ATTACK, ("a", "b"), {ATTACK: 3}).svg):
        assert "<script" not in svg
        assert "<img" not in svg
        assert "style=" not in svg
        assert "<style" not in svg


def test_names_stand_on_the_right_and_a_legend_beside_the_picture() -> None:
    numbers = {"العنوان": 100.0, "tag": 3.0}
    plain, mirrored = by_name("t", ("a", "b"), numbers).svg, by_name("t", ("a", "b"), numbers, "rtl").svg
    assert "scale(-1 1)" not in plain
    texts = etree.fromstring(mirrored).findall(".//{*}text")
    assert {each.text for each in texts} == {"العنوان", "tag", "100", "3"}
    assert all(each.get("transform") == "scale(-1 1)" for each in texts), "letters are not turned"
    assert "<title" not in mirrored
    chart = over_time("t", "day", ["2026-01-01"], {"أ": {"2026-01-01": 2}, "ب": {}})
    assert chart.legend == ["أ", "ب"]
    assert over_time("t", "day", ["2026-01-01"], {"أ": {"2026-01-01": 2}}).legend == ()


def test_bars_are_neither_as_wide_as_the_chart_nor_hidden_by_their_edges() -> None:
    one = etree.fromstring(over_time("t", "day", ["2026-01-01"], {"أ": {"2026-01-01": 2}}).svg)
    (width,) = [float(each.get("width", "0")) for each in one.findall(".//{*}rect[@class='rect']") if each.get("width")]
    assert width < 120
    days = steps_between("2026-01-01", "2026-02-28", "day")
    many = over_time("t", "day", days, {"أ": dict.fromkeys(days, 20_000)})
    assert 'class="pygal-chart thin"' in many.svg
    labels = [each.text for each in etree.fromstring(many.svg).findall(".//{*}g[@class='axis x']//{*}text")]
    assert labels == ["2026-01-01", "2026-01-21", "2026-02-10"], "long numbers leave room for three"


def test_an_excerpt_ends_with_a_word(tmp_path: Path) -> None:
    sentence = "قال الناطق إن المدينة تنتظر."
    with CorpusWriter.open(tmp_path / "long.db") as writer:
        writer.add_article(article(1, teaser=None, body="\n\n".join([sentence] * 40)), fetched_at=NOW)
    with Corpus(tmp_path / "long.db") as corpus:
        ((text, _),) = newest(corpus, Filters()).entries[0].snippet
    assert text.endswith("…")
    words = {word.strip(".") for word in sentence.split()}
    assert text[:-1].split()[-1] in words, "a whole word, and no other dots before these"


def test_updates_after_publication_are_told(web_file: Path) -> None:
    with Corpus(web_file) as corpus:
        charts = {
            chart.title: {row[0]: row[1] for row in chart.rows}
            for chart in all_charts(corpus, ENGLISH)
            if len(chart.header) == 2
        }
    assert charts["Updates after publication"] == {
        "Within an hour": "0",
        "Within a day": "0",
        "Within a week": "1",
        "Later": "0",
    }
    assert charts["Fields filled (%)"]["Headline"] == "100"
    assert charts["Not stored, by reason"] == {"no_body": "1", "video": "1"}
    assert sum(map(int, charts["Length of bodies, in words"].values())) == 46


@pytest.mark.parametrize(
    ("old", "new"),
    [("", "نص"), ("نص", ""), ("أ ب\n\nج", "أ ب\n\nد\n\nج"), ("كلمة " * 3000, "أخرى " * 3000), ("a", "a")],
)
def test_both_versions_can_be_read_out_of_a_comparison(old: str, new: str) -> None:
    paragraphs = compare_texts(old, new)
    for kind, text in (("deleted", old), ("inserted", new)):
        parts = ("".join(piece.text for piece in each if piece.kind in ("same", kind)) for each in paragraphs)
        assert "\n\n".join(part for part in parts if part) == text
    assert is_same(paragraphs) == (old == new)


def test_a_moment_is_told_as_precisely_as_it_is_known() -> None:
    assert ARABIC.moment("2026-03-09T10:05:00+03:00") == "9 مارس 2026، 10:05"
    assert ARABIC.moment("2026-03-09") == "9 مارس 2026"
    assert ENGLISH.moment("soon") == "soon"


def test_an_answer_holds_until_the_file_is_written_to(tmp_path: Path) -> None:
    path = tmp_path / "news.db"
    with CorpusWriter.open(path) as writer:
        writer.add_article(article(1), fetched_at=NOW)
        writer.flush()
        with Corpus(path) as corpus:
            asked = []

            def ask() -> int:
                asked.append(1)
                return sum(count_by(corpus, "site").values())

            assert [remembered(corpus, "key", ask) for _ in range(3)] == [1, 1, 1]
            assert len(asked) == 1
            writer.add_article(article(2), fetched_at=NOW)
            writer.flush()
            assert remembered(corpus, "key", ask) == 2
