from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import handmade  # type: ignore[import-not-found]
from tawatur.api import RecordView
from tawatur.api._source import InMemory
from tawatur.cli import show

OPEN, CLOSE = "\u2068", "\u2069"


@pytest.mark.parametrize("width", ["50", "80", "130"])
def test_in_a_terminal_every_arabic_piece_is_isolated_on_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], width: str
) -> None:
    monkeypatch.setattr(show, "to_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", width)
    view = RecordView(InMemory(handmade.record()))
    show.print_timeline(view, view.events(), "ar")
    out = capsys.readouterr().out
    assert OPEN in out
    for line in out.splitlines():
        assert line.count(OPEN) == line.count(CLOSE)
        inside = line[line.index(OPEN):line.rindex(CLOSE)] if OPEN in line else ""
        assert not any(char.isdigit() for char in inside)
        assert len(line.replace(OPEN, "").replace(CLOSE, "").rstrip()) <= max(80, int(width))


@pytest.mark.parametrize(("text", "seen"), [
    ("a\x1b[31mb", "a[31mb"), ("a\x9b31mb", "a31mb"), ("a\u202eb\u2067c", "abc"), ("a\r\n\tb", "a b"), ("\x00", ""),
    ("نَصّ", "نَصّ"), ("a\u200db", "a\u200db"),
])
def test_nothing_in_a_text_can_command_the_terminal(text: str, seen: str) -> None:
    assert show.shown(text) == seen


def test_only_text_from_right_to_left_is_isolated() -> None:
    assert show.isolated("نص 3") == f"{OPEN}نص 3{CLOSE}"
    assert show.isolated("text 3") == "text 3"
