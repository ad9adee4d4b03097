"""One sentence as the mention grammar sees it: tokens, the names that begin at each, and look-ups with proclitics."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

from tawatur.annotate.mention_lexicon import Lexicon, lexicon
from tawatur.annotate.mention_types import NameLike, Part
from tawatur.model import Token
from tawatur.rules.phrases import Match, Phrases
from tawatur.rules.text import fold

T = TypeVar("T")
_DEPTH = 12  # phrases within phrases; deeper ones occur in no text that people write


class View:
    """Tokens ``first`` to ``last`` of a text with its names; parses are remembered, so each is done once.

    ``states`` holds the states that the text names anywhere (ISO 3166-1 alpha-3).
    """

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        first: int,
        last: int,
        names: dict[int, list[NameLike]],
        states: frozenset[str] = frozenset(),
    ) -> None:
        self.text = text
        self.tokens = tokens
        self.first = first
        self.last = last
        self.names = names
        self.states = states
        self.lex: Lexicon = lexicon()
        self._depth = 0
        self._memo: dict[tuple[str, int, str], Part | None] = {}

    def once(self, name: str, at: int, lead: str, parse: Callable[[View, int, str], Part | None]) -> Part | None:
        """The result of ``parse`` at token ``at`` after the proclitics ``lead``, worked out at most once."""
        key = (name, at, lead)
        if key not in self._memo:
            if self._depth == _DEPTH:
                return None
            self._memo[key] = None  # a phrase can't begin with itself
            self._depth += 1
            self._memo[key] = parse(self, at, lead)
            self._depth -= 1
        return self._memo[key]

    def norm(self, at: int) -> str:
        """The folded token, or an empty string outside the sentence."""
        return self.tokens[at].norm if self.first <= at < self.last else ""

    def match(self, phrases: Phrases[T], at: int, lead: str = "") -> list[Match[T]]:
        """Matches at ``at`` whose proclitics are exactly ``lead``, longest first."""
        if not self.first <= at < self.last:
            return []
        found = phrases.at(self.tokens, at, clitics=bool(lead), stop=self.last)
        return [match for match in found if self.lead(at, match.skip) == lead]

    def lead(self, at: int, skip: int) -> str:
        """The ``skip`` proclitic characters of token ``at``."""
        return self.tokens[at].norm[:skip]

    def start(self, at: int, match: Match[T]) -> int:
        """Where the matched characters begin."""
        return match.span(self.text, self.tokens).start

    def name(self, at: int, lead: str, *types: str) -> NameLike | None:
        """The longest name of ``types`` that begins at token ``at`` after exactly the proclitics ``lead``."""
        for name in self.names.get(at, ()):
            if name.type in types and self.name_lead(at, name) == lead and name.end <= self.tokens[self.last - 1].end:
                return name
        return None

    def name_lead(self, at: int, name: NameLike) -> str:
        """The proclitics before a name that begins inside token ``at``."""
        return fold(self.text[self.tokens[at].start : name.start]).norm

    def last_token(self, at: int, end: int) -> int:
        """The index after the token that ends at or after the character ``end``."""
        while at < self.last and self.tokens[at].end < end:
            at += 1
        return min(at + 1, self.last)

    def blocked(self, at: int) -> bool:
        """Whether the token at ``at`` can't continue a phrase: outside, no word, or the beginning of a name."""
        return not self.first <= at < self.last or self.tokens[at].kind != "word" or at in self.names


class _Untitled(NamedTuple):
    """A name without the rank or style of address that it was found with."""

    start: int
    end: int
    type: str
    subtype: str | None
    key: str | None
    country: str | None
    source: str


def _untitled(tokens: Sequence[Token], at: int, name: NameLike) -> tuple[int, NameLike]:
    """A person's name that begins with a title ("الشيخ فلان"), and where it begins, with the title left out."""
    if name.type != "PERSON":
        return at, name
    start, first = name.start, at
    while matches := [m for m in lexicon().ranks.at(tokens, first) if tokens[m.last - 1].end < name.end]:
        first = matches[0].last
        start = tokens[first].start
    if first == at:
        return at, name
    return first, _Untitled(start, name.end, name.type, name.subtype, name.key, name.country, name.source)


def names_by_token(tokens: Sequence[Token], names: Sequence[NameLike]) -> dict[int, list[NameLike]]:
    """Names by the token in which they begin, the longest first; titles at their beginning are left out."""
    out: dict[int, list[NameLike]] = {}
    at = 0
    for name in sorted(names, key=lambda name: (name.start, -name.end)):
        while at < len(tokens) and tokens[at].end <= name.start:
            at += 1
        if at < len(tokens) and tokens[at].start <= name.start:
            first, bare = _untitled(tokens, at, name)
            out.setdefault(first, []).append(bare)
    return out
