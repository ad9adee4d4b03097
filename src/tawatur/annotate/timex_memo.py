"""What passages were read as, so that a passage met again is not matched again.

News says the same few thousand things about time over and over. A reading depends on the words that the matcher looked
at while it made it, and on nothing else; they are watched, and wherever the same words come again so does the reading
(words that the grammar does not know count as the same). Readings are kept as a trie over words, bounded in size: a
lookup costs one step per word.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tawatur.annotate.timex_grammar import told_apart
from tawatur.model import Timex, Token

_BEYOND = 16
"""Tokens up to which the matcher may ask whether the text goes on without looking at what comes."""
_BEFORE = 2
"""Tokens that it may look at before the passage."""
_NODES = 32_768
_READINGS, _EDGE = 0, ""
"""Keys of a node that are no word: the readings that end there, and the edge of the text."""


class Reading(NamedTuple):
    """A time expression in tokens ``first`` to ``last`` (exclusive), counted from the passage's own first token."""

    first: int
    last: int
    skip: int
    timex: Timex | None
    """Without its place in the text; None where the words make no expression."""


class Watched(Sequence[Token]):
    """The tokens of a text, with the lowest and highest one that was looked at."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        self._tokens, self._size = tokens, len(tokens)
        self.low = self.high = at

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, at: Any) -> Any:
        if at > self.high:
            self.high = at
        elif at < self.low:
            self.low = at
        return self._tokens[at]


class Memo:
    """Readings by the words they rest on; when it is full it begins anew."""

    def __init__(self, nodes: int = _NODES) -> None:
        self._most = nodes
        self.clear()

    def clear(self) -> None:
        """Forget everything."""
        self._root: dict[Any, Any] = {}
        self._nodes = 0

    def find(self, tokens: Sequence[Token], at: int) -> tuple[Reading | None] | None:
        """The reading of the passage at token ``at``, as a tuple; None where it was not met before."""
        node: dict[Any, Any] | None = self._root
        here, size = at, len(tokens)
        while node is not None:
            readings = node.get(_READINGS)
            # Near the end of a text "does it go on?" may have another answer: there the whole rest must be the same.
            if readings is not None and (here > size or here - 1 + _BEYOND < size):
                known = _by_words_before(readings, tokens, at)
                if known is not None:
                    return known
            if here > size:
                break
            node = node.get(told_apart(tokens[here].norm) if here < size else _EDGE)
            here += 1
        return None

    def add(self, tokens: Sequence[Token], at: int, seen: Watched, reading: Reading | None) -> None:
        """Keep a reading of the passage at ``at`` that was made by looking at no more than ``seen``."""
        if self._nodes >= self._most:
            self.clear()
        size = len(tokens)
        words = [told_apart(token.norm) for token in tokens[at:seen.high + 1]]
        if seen.high + _BEYOND >= size:
            words += [*(told_apart(token.norm) for token in tokens[seen.high + 1:]), _EDGE]
        node = self._root
        for word in words:
            if word not in node:
                node[word] = {}
                self._nodes += 1
            node = node[word]
        count = at - seen.low if at >= _BEFORE else _BEFORE
        node.setdefault(_READINGS, {})[_before(tokens, at, count)] = (reading,)


def _before(tokens: Sequence[Token], at: int, count: int) -> tuple[str, ...]:
    return tuple(told_apart(tokens[place].norm) if place >= 0 else _EDGE for place in range(at - count, at))


def _by_words_before(
    readings: dict[tuple[str, ...], tuple[Reading | None]], tokens: Sequence[Token], at: int
) -> tuple[Reading | None] | None:
    for count in range(_BEFORE + 1) if at >= _BEFORE else (_BEFORE,):
        known = readings.get(_before(tokens, at, count))
        if known is not None:
            return known
    return None
