"""Lines of a text with what the rules want to know of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.rules.text import fold

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# White space, marks without width, and object characters that editors leave at the ends of lines.
_EDGE = " \t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffc\x1c-\x1f"
_TRIM = re.compile(f"[^{_EDGE}]")
_EDGES = re.compile(f"[{_EDGE}]")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!؟?…][\s\"')\]}]*$")
_ELLIPSIS = re.compile(r"(?:…|\.{2,})[\s\"')\]]*$")
SHORT = 400
"""Characters; a longer line is a paragraph and isn't looked at word by word."""


class Line(NamedTuple):
    """``text[start:end]`` without white space at its ends; ``norm`` is folded (of a paragraph only the first part)."""

    start: int
    end: int
    norm: str
    words: tuple[str, ...]
    """Words and numbers of ``norm``."""
    stopped: bool
    """Whether it ends as a sentence does."""
    cut: bool
    """Whether it ends in dots, as a shortened headline does."""
    gap: bool
    """Whether an empty line (or the beginning of the text) stands before it."""

    @property
    def paragraph(self) -> bool:
        """Whether it can only be running text: long, or a sentence of some length with its full stop."""
        count = len(self.words)
        return count >= 26 or (self.stopped and not self.cut and count >= 8)

    @property
    def headline(self) -> bool:
        """Whether it could be a headline: a few words without a full stop."""
        return 3 <= len(self.words) <= 20 and (not self.stopped or self.cut)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """``start`` and ``end`` moved inwards past white space and marks without width; equal where nothing is left."""
    first = _TRIM.search(text, start, end)
    if first is None:
        return start, start
    while end > first.start() and _EDGES.match(text[end - 1]):
        end -= 1
    return first.start(), end


def split_lines(text: str) -> list[Line]:
    """The lines of ``text`` that hold anything to read, in order."""
    out: list[Line] = []
    after = 0
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start == end:
            continue
        norm = fold(text[start : min(end, start + SHORT)]).norm
        last = norm if end - start <= SHORT else fold(text[end - 20 : end]).norm
        gap = not out or _breaks(text, after, start) > 1
        words = tuple(_WORD.findall(norm))
        out.append(Line(start, end, norm, words, bool(_STOP.search(last)), bool(_ELLIPSIS.search(last)), gap))
        after = end
    return out


def _breaks(text: str, start: int, end: int) -> int:
    """Line breaks between two lines; carriage return and line feed together are one."""
    between = text[start:end].replace("\r\n", "\n")
    return sum(between.count(mark) for mark in "\n\r\x0b\x0c\x85\u2028\u2029")
