"""The sequence tagger of names: a linear-chain conditional random field (``crf``), weights by
``training/train_names.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from tawatur.annotate.crf import Field
from tawatur.annotate.names_lookup import Candidate, marks
from tawatur.model import Sentence, Token


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
    """The field with the weights of names; not to be shared between threads."""

    def __init__(self, weights: bytes) -> None:
        self._field = Field(weights)
        labels = self._field.labels
        self._outside = labels.index("O")
        self._person = np.array([float(label in ("B-PER", "I-PER")) for label in labels])

    def decode_all(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
    ) -> list[Decoded]:
        """The likeliest names of each sentence; ``found`` is what the gazetteers find in it."""
        read = self._field.decode(
            (tokens[sentence.first : sentence.last], marks(known, sentence.first, sentence.last))
            for sentence, known in zip(sentences, found, strict=True)
        )
        odds = np.concatenate([one.odds for one in read] or [np.zeros((0, len(self._person)))])
        outside, person = odds[:, self._outside].tolist(), odds.dot(self._person).tolist()
        out, at = [], 0
        for (labels, _), sentence in zip(read, sentences, strict=True):
            here = slice(at, at + len(labels))
            at = here.stop
            guesses = list(guesses_of(labels, outside[here], sentence.first))
            out.append(Decoded(guesses, person[here], outside[here]))
        return out


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
