"""Matching many phrases at once: a trie over folded tokens, entered at every token and every clitic split.

A trie over tokens is an automaton that only starts at word boundaries, which Arabic needs in any case, and it sees
proclitics (``وبالرباط``) without a copy of each phrase for each clitic. Cost: tokens times longest phrase, at worst.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from tawatur.model import Span, Token
from tawatur.rules.text import advance, splits, words

T = TypeVar("T")


class Match(NamedTuple, Generic[T]):
    """Tokens ``first`` to ``last`` (exclusive) match; ``skip`` folded characters of the first are proclitics."""

    first: int
    last: int
    skip: int
    value: T

    def span(self, text: str, tokens: Sequence[Token]) -> Span:
        """The matched characters, proclitics left out."""
        start = tokens[self.first].start
        return Span(advance(text, start, self.skip) if self.skip else start, tokens[self.last - 1].end)


class _Node(Generic[T]):
    __slots__ = ("next", "values")

    def __init__(self) -> None:
        self.next: dict[str, _Node[T]] = {}
        self.values: list[T] = []


class Phrases(Generic[T]):
    """A set of phrases with values. Forms are folded when added; several values for one form are kept in order."""

    def __init__(self, entries: Iterable[tuple[str, T]] = ()) -> None:
        self._root: _Node[T] = _Node()
        for form, value in entries:
            self.add(form, value)

    def add(self, form: str, value: T) -> None:
        """Add ``form``; an empty form (only marks) is refused with ValueError."""
        keys = words(form)
        if not keys:
            raise ValueError(f"a phrase without a word: {form!r}")
        node = self._root
        for key in keys:
            node = node.next.setdefault(key, _Node())
        node.values.append(value)

    def starts(self) -> Iterator[tuple[str, Container[str] | None]]:
        """First words of the phrases with the words that may follow; None for any word, as a phrase may end there."""
        for word, node in self._root.next.items():
            yield word, None if node.values else node.next

    def at(
        self, tokens: Sequence[Token], first: int, *, clitics: bool = True, stop: int | None = None
    ) -> list[Match[T]]:
        """All matches that begin at token ``first``, longest first; readings without proclitics come first."""
        out: list[Match[T]] = []
        limit = len(tokens) if stop is None else stop
        readings = splits(tokens[first].norm) if clitics else splits(tokens[first].norm)[:1]
        for skip, stem in readings:
            node = self._root.next.get(stem)
            last = first + 1
            while node is not None:
                out.extend(Match(first, last, skip, value) for value in node.values)
                if last >= limit:
                    break
                node = node.next.get(tokens[last].norm)
                last += 1
        if len(out) > 1:
            out.sort(key=lambda match: (-match.last, match.skip))
        return out
