"""The sequence tagger: a linear-chain conditional random field over the features of ``crf_features``.

Lafferty, McCallum & Pereira (2001); weights by ``training/train_names.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pycrfsuite

from tawatur.annotate.crf_features import features
from tawatur.annotate.names_lookup import Candidate, marks
from tawatur.model import Sentence, Token

_PLAIN = 0.9  # from this probability of no name on, that of a person is not asked for
_STRETCH = 600  # tokens that are decoded together; longer sentences are cut, as no text that people write needs more


class Guess(NamedTuple):
    """A name as the tagger sees it: tokens ``first`` to ``last``, PER, LOC or ORG, least probability of its tokens."""

    first: int
    last: int
    kind: str
    score: float


class Decoded(NamedTuple):
    """Guesses of a sentence, and for each of its tokens the probability of being (part of) a person, and no name."""

    guesses: list[Guess]
    person: list[float]
    outside: list[float]


class SequenceTagger:
    """Holds the weights; not to be shared between threads."""

    def __init__(self, weights: bytes) -> None:
        self._tagger = pycrfsuite.Tagger()
        self._weights = weights  # crfsuite reads them in place: they must live as long as it does
        self._tagger.open_inmemory(self._weights)
        self._labels = frozenset(self._tagger.labels())

    def decode_all(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
    ) -> list[Decoded]:
        """The likeliest names of each sentence; ``found`` is what the gazetteers find in it."""
        return [
            self.decode(tokens, known, sentence.first, sentence.last)
            for sentence, known in zip(sentences, found, strict=True)
        ]

    def decode(self, tokens: Sequence[Token], found: Sequence[Candidate], first: int, last: int) -> Decoded:
        """The likeliest names in tokens ``first`` to ``last``; ``found`` is what the gazetteers find there."""
        known = marks(found, first, last)
        out = Decoded([], [], [])
        for start in range(first, last, _STRETCH):
            stop = min(start + _STRETCH, last)
            self._stretch(tokens[start:stop], known[start - first : stop - first], start, out)
        return out

    def _stretch(self, tokens: Sequence[Token], known: Sequence[str], offset: int, out: Decoded) -> None:
        self._tagger.set(features(tokens, known))
        tags = self._tagger.tag()
        outside = [self._probability("O", at) for at in range(len(tokens))]
        out.outside.extend(outside)
        out.person.extend(
            self._probability("B-PER", at) + self._probability("I-PER", at) if no < _PLAIN else 0.0
            for at, no in enumerate(outside)
        )
        out.guesses.extend(guesses_of(tags, outside, offset))

    def _probability(self, label: str, at: int) -> float:
        return float(self._tagger.marginal(label, at)) if label in self._labels else 0.0


def guesses_of(tags: Sequence[str], outside: Sequence[float], offset: int) -> Iterator[Guess]:
    """The names that the tags of tokens from ``offset`` on show; ``outside``: their probabilities of being none."""
    for first, last, kind in runs_of(tags):
        yield Guess(offset + first, offset + last, kind, round(1 - max(outside[first:last]), 4))


def runs_of(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """(first, last, kind) of the names in a sequence of B-, I- and O."""
    first, kind = 0, ""
    for at, tag in enumerate([*tags, "O"]):
        if kind and tag != f"I-{kind}":
            yield first, at, kind
            kind = ""
        if not kind and tag != "O":
            first, kind = at, tag[2:]
