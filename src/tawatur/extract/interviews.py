"""Answers of an interview printed in questions and answers, each line of them opened by a mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import NamedTuple

from tawatur.extract.view import View

_OPENED = re.compile(r"\s*[•●▪■◆*\-–—ـ_]+\s*")
"""What opens a line of an interview."""
_QUESTION = ("؟", "?")
_LEAST = 3
"""Questions that a text must have to be an interview."""


class _Line(NamedTuple):
    start: int
    end: int


def answers(view: View) -> tuple[tuple[int, int], ...]:
    """Tokens of each answer, as half-open ranges in order: the line behind a question, and those that go on with it."""
    lines = _lines(view.text)
    out: list[tuple[int, int]] = []
    starts = [token.start for token in view.tokens]
    at = 0
    while at + 1 < len(lines):
        opened = _opens(view.text, lines[at + 1])
        if not _asks(view.text, lines[at]) or opened is None or _asks(view.text, lines[at + 1]):
            at += 1
            continue
        end = at + 2
        while end < len(lines) and _opens(view.text, lines[end]) is None:
            if _asks(view.text, lines[end]) and end + 1 < len(lines) and _opens(view.text, lines[end + 1]):
                break
            end += 1
        first, last = bisect_left(starts, opened.end()), bisect_left(starts, lines[end - 1].end)
        if last > first:
            out.append((first, last))
        at = end
    return tuple(out) if len(out) >= _LEAST else ()


def _opens(text: str, line: _Line) -> re.Match[str] | None:
    return _OPENED.match(text, line.start, line.end)


def _asks(text: str, line: _Line) -> bool:
    return text[line.start : line.end].rstrip().endswith(_QUESTION)


def _lines(text: str) -> list[_Line]:
    """The lines of a text that are not empty, without the line ends."""
    out: list[_Line] = []
    start = 0
    for piece in text.split("\n"):
        if piece.strip():
            out.append(_Line(start, start + len(piece)))
        start += len(piece) + 1
    return out
