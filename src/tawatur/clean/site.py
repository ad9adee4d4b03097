"""What a page calls itself: in its head, in the path above the article, in its copyright line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from tawatur.clean.lexicon import media, places, plain, sections
from tawatur.clean.lines import Line, split_lines
from tawatur.clean.noise import line_rule
from tawatur.model import Span

_HEAD = 4
_PIECE = re.compile(r"(?:[^\s»›|/•·©\-–—:،.\d]+[^\S\n]?){1,5}")
_PATH = re.compile(r"\s[»›|]\s")
_LONGEST = 4
_MENU = 3
"""A line of more pieces is a menu and names no site."""


class Site(NamedTuple):
    """Names that a page may call itself by, and the one that its copyright line or the path above the article shows.

    The names count only where another line repeats one: ``names`` says from which lines (their starts) each comes.
    """

    names: dict[tuple[str, ...], frozenset[int]]
    own: Span | None

    def beside(self, line: Line) -> frozenset[tuple[str, ...]]:
        """The names that stand in other lines than ``line``."""
        return frozenset(name for name, starts in self.names.items() if starts != {line.start})


def _pieces(text: str, line: Line) -> list[Span]:
    found = list(_PIECE.finditer(text, line.start, min(line.end, line.start + 200)))
    out = []
    for match in found if len(found) <= _MENU else ():
        words = plain(match.group())
        if 1 <= len(words) <= _LONGEST and words not in places() and not sections().only(words):
            out.append(Span(match.start(), match.start() + len(match.group().rstrip())))
    return out


def _forms(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    """A name with and without "newspaper", "site" ... before it."""
    known = media()
    bare = len(words) > 1 and known.get(words[:1]) in ("prefix", "agency_prefix")
    return {words, words[1:]} if bare else {words}


def _furniture(piece: str) -> bool:
    """"all rights reserved"."""
    return any(line_rule(line) is not None for line in split_lines(piece))


def find_site(text: str, lines: Sequence[Line], rights: Sequence[Line]) -> Site:
    """The names of the page; ``rights`` are its copyright lines."""
    names: dict[tuple[str, ...], set[int]] = {}
    own: Span | None = None
    head = list(takewhile(lambda line: not line.paragraph, lines[:_HEAD]))
    for line in (*head, *rights):
        pieces = [piece for piece in _pieces(text, line) if not _furniture(piece.of(text))]
        for piece in pieces:
            for form in _forms(plain(piece.of(text))):
                names.setdefault(form, set()).add(line.start)
        path = line in head and pieces and pieces[0].start == line.start and _PATH.search(text, line.start, line.end)
        marked = line not in head and len(pieces) == 1
        if own is None and pieces and (path or marked):
            own = pieces[0]
    return Site({name: frozenset(starts) for name, starts in names.items()}, own)
