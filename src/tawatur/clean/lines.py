"""Lines of a text with what the rules want to know of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from tawatur.rules.text import fold

_LINE = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
# White space, marks without width, and object characters that editors leave at the ends of lines.
_EDGE = (
    " \t\n\r\x0b\x0c\x85\u2028\u2029\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\u00ad\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufffc\x1c-\x1f"
)
_TRIM = re.compile(f"[^{_EDGE}]")
_EDGES = re.compile(f"[{_EDGE}]")
_WORD = re.compile(r"\w+")
_STOP = re.compile(r"[.!؟?…][\s\"')\]}]*$")
_ELLIPSIS = re.compile(r"(?:…|\.{3,})[\s\"')\]]*$")
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
    asks: bool
    """Whether it ends with a question mark or an exclamation mark."""
    @property
    def paragraph(self) -> bool:
        """Whether it can only be running text: long, or a sentence of some length with its full stop.

        Headlines ask and exclaim, so a question or an exclamation has to be longer.
        """
        count = len(self.words)
        if count >= 26:
            return True
        return self.stopped and not self.cut and count >= (16 if self.asks else 8)


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
    for match in _LINE.finditer(text):
        start, end = trimmed(text, match.start(), match.end())
        if start == end:
            continue
        norm = fold(text[start : min(end, start + SHORT)]).norm
        last = norm if end - start <= SHORT else fold(text[end - 20 : end]).norm
        words = tuple(_WORD.findall(norm))
        stop, cut = _STOP.search(last), _ELLIPSIS.search(last)
        asks = stop is not None and stop.group()[0] in "!؟?"
        out.append(Line(start, end, norm, words, stop is not None, cut is not None, asks))
    return out

