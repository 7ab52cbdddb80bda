"""Lines of both directions: how wide they are, where they end, what keeps their order."""

from __future__ import annotations

import pytest

from arnews_crawler.cli.wrapping import Layout, isolated, text_width, wrapped

FSI, PDI, RLM = "\u2068", "\u2069", "\u200f"
TEXT = "قَالَ رَئِيسُ البَلَدِيَّةِ إن شركة BBC Studios صورت الجسر الجديد ثلاث مرات في عام واحد"


@pytest.mark.parametrize(
    ("text", "columns"), [("سَلَّامٌ", 4), ("می\u200cخواهم", 7), ("中文", 4), ("e\u0301a", 2), ("", 0)]
)
def test_marks_take_no_column(text: str, columns: int) -> None:
    assert text_width(text) == columns


def test_no_line_is_wider_and_no_letter_is_lost() -> None:
    lines = wrapped(TEXT, 24)
    assert max(map(text_width, lines)) <= 24
    assert min(map(text_width, lines[:-1])) > 12
    assert " ".join(lines) == TEXT


def test_a_word_longer_than_a_line_is_parted_and_marks_stay_with_their_letter() -> None:
    word = "مَ" * 70
    lines = wrapped(f"قال {word} ثم", 30)
    assert max(map(text_width, lines)) <= 30
    assert "".join(lines).replace("قال", "").replace(" ثم", "").strip() == word
    assert all(not line.startswith("\u064e") for line in lines)


def test_a_line_that_begins_with_a_latin_word_runs_as_its_paragraph() -> None:
    assert isolated("BBC صورت الجسر", TEXT) == f"{FSI}{RLM}BBC صورت الجسر{PDI}"
    assert isolated("صورت BBC الجسر", TEXT) == f"{FSI}صورت BBC الجسر{PDI}"
    assert isolated("2026", TEXT) == f"{FSI}{RLM}2026{PDI}"


def test_what_turns_nothing_is_not_isolated() -> None:
    layout = Layout(60)
    assert layout.value("og:title") == "og:title"
    assert layout.value("قمة") == f"{FSI}قمة{PDI}"
    assert layout.paragraph("https://example.org/", 4) == "    https://example.org/"


def test_an_isolate_ends_with_its_line() -> None:
    layout = Layout(40)
    lines = layout.sentence(f"- author: {layout.value(TEXT)}", 4).split("\n")
    assert len(lines) > 2
    assert all(line.count(FSI) == line.count(PDI) == 1 for line in lines)
    assert lines[1].startswith(f"      {FSI}")


def test_a_pipe_gets_one_line_without_marks() -> None:
    layout = Layout(None)
    assert layout.paragraph(TEXT * 9, 4) == "    " + TEXT * 9
    assert layout.value("قمة\u2069\x1b[2J") == r"قمة\u2069\x1b[2J"


def test_lines_from_right_to_left_begin_below_each_other() -> None:
    lines = Layout(40).paragraph(TEXT, 4).split("\n")
    assert len(lines) > 2
    assert len({text_width(line) for line in lines}) == 1
    latin = Layout(40).paragraph(f"The bridge (جسر) was opened {'again ' * 9}", 4).split("\n")
    assert all(line.startswith(("    T", "    \u2068")) for line in latin)
