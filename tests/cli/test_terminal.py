"""What is printed of a site's text."""

from __future__ import annotations

import json
import sys

import click
import pytest

from arnews_crawler.cli import terminal


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("قمة \x1b[2J", r"قمة \x1b[2J"),
        ("a\nb\rc\td", r"a\nb\x0dc\x09d"),
        ("\u202eنص\u2066", r"\u202eنص\u2066"),
        ("\x9b31m", r"\x9b31m"),
        ("\ud800", r"\ud800"),
        ("می\u200cخواهم \u200fنص", "می\u200cخواهم \u200fنص"),
    ],
)
def test_marks_that_a_terminal_obeys_are_shown(text: str, shown: str) -> None:
    assert terminal.printable(text) == shown


def test_json_has_the_same_data_and_nothing_that_a_terminal_obeys() -> None:
    value = {"headline": "قمة\x9b\u202e\u2028\x1b\n", "surrogate": "\ud800"}
    line = terminal.json_line(value)
    assert json.loads(line) == value
    assert "قمة" in line
    assert line.isprintable()


def test_a_bar_is_drawn_for_a_person_alone(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.progress(2, "work") as step:
        step()
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    with terminal.progress(2, "work") as step:
        step()
        step()
    out, err = capsys.readouterr()
    assert out == ""
    assert "work" in err
    assert "2/2" in err


def test_fields_without_a_value_are_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.echo_fields({"authors": ["سلمى", "مها"], "tags": [], "agency": None, "n": 0})
    assert click.unstyle(capsys.readouterr().out) == "authors  سلمى، مها\nn        0\n"
