"""The field in use against the definition: every sequence of labels written out."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tawatur.annotate import crf
from tawatur.annotate.crf import Field
from tawatur.annotate.crf_features import features
from tawatur.rules.text import tokenize

LABELS = ("B-X", "I-X", "O")
WORDS = ("قال", "وزير", "مصر", "للجيش", "2015", ".", "أحمد")
MARKS = ("", "B-COUNTRY", "I-ORG")
SENTENCES = st.lists(
    st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)), max_size=5), min_size=1, max_size=4
)


def weigh(seed: int) -> dict[str, list[float]]:
    """Weights of every feature that the words can have, from a seed."""
    random = np.random.default_rng(seed)
    tokens = tokenize(" ".join(first for pair in product(WORDS, WORDS) for first in pair))
    marks = [MARKS[at % 3] for at in range(len(tokens))]
    names = sorted({name for item in features(tokens, marks) for name in item})
    return {name: random.normal(0, 1, len(LABELS)).round(3).tolist() for name in names}


def packed(weights: dict[str, list[float]], after: list[list[float]]) -> bytes:
    names = sorted(weights)
    buffer = BytesIO()
    np.savez_compressed(
        buffer,
        labels=np.array(LABELS),
        features=np.frombuffer("\n".join(names).encode(), dtype=np.uint8),
        counts=np.full(len(names), len(LABELS), dtype=np.uint8),
        columns=np.array([*range(len(LABELS))] * len(names), dtype=np.uint8),
        values=np.array([value for name in names for value in weights[name]], dtype=np.float64),
        transitions=np.array(after, dtype=np.float64),
    )
    return buffer.getvalue()


AFTER = [[0.5, 2.0, -1.0], [-0.5, 1.0, 0.25], [0.0, -4.0, 1.5]]
WEIGHTS = weigh(1)
FIELD = Field(packed(WEIGHTS, AFTER))


def by_definition(words: list[tuple[str, str]]) -> tuple[list[str], np.ndarray]:
    """Likeliest labels and marginals, all sequences of labels written out."""
    tokens = tokenize(" ".join(word for word, _ in words))
    own = [
        np.sum([WEIGHTS.get(name, [0.0] * 3) for name in item], axis=0)
        for item in features(tokens, [mark for _, mark in words])
    ]
    odds = np.zeros((len(words), 3))
    best: tuple[float, tuple[int, ...]] = (-np.inf, ())
    scores = {}
    for way in product(range(3), repeat=len(words)):
        score = sum(own[at][label] for at, label in enumerate(way))
        score += sum(AFTER[a][b] for a, b in pairwise(way))
        best = max(best, (score, way))
        scores[way] = score
    for way, score in scores.items():
        for at, label in enumerate(way):
            odds[at, label] += np.exp(score - best[0])
    return [LABELS[label] for label in best[1]], odds / odds.sum(axis=1, keepdims=True) if words else odds


@given(SENTENCES)
def test_labels_and_probabilities_are_those_of_the_definition(sentences: list[list[tuple[str, str]]]) -> None:
    given_ = [(tokenize(" ".join(word for word, _ in one)), [mark for _, mark in one]) for one in sentences]
    for read, one in zip(FIELD.decode(given_), sentences, strict=True):
        labels, odds = by_definition(one)
        assert read.labels == labels
        assert np.allclose(read.odds, odds, atol=1e-9)


def test_a_long_sentence_is_decoded_in_stretches() -> None:
    tokens = tokenize("قال وزير مصر " * 500)
    (read,) = FIELD.decode([(tokens, [""] * len(tokens))])
    assert len(read.labels) == len(read.odds) == 1500
    assert np.allclose(read.odds.sum(axis=1), 1)
    assert read.labels[:5] == FIELD.decode([(tokens[:600], [""] * 600)])[0].labels[:5]


def test_sums_that_were_forgotten_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [tokenize(f"قال {word} وزير") for word in WORDS]
    expected = [FIELD.decode([(text, [""] * 3)])[0] for text in texts]
    monkeypatch.setattr(crf, "_ROOM", 4)
    small = Field(packed(WEIGHTS, AFTER))
    for text, one in zip(texts, expected, strict=True):
        (read,) = small.decode([(text, [""] * 3)])
        assert read.labels == one.labels
        assert np.array_equal(read.odds, one.odds)


def test_nothing_to_decode() -> None:
    assert FIELD.decode([]) == []
    (read,) = FIELD.decode([((), ())])
    assert read.labels == []
    assert read.odds.shape == (0, 3)


@given(st.integers(2, 40), st.floats(0, 30))
def test_strong_weights_neither_vanish_nor_overflow(length: int, strength: float) -> None:
    field = Field(packed({"w=قال": [-strength, -strength, strength]}, [[strength * x for x in row] for row in AFTER]))
    tokens = tokenize("قال مصر " * length)
    (read,) = field.decode([(tokens, [""] * len(tokens))])
    assert np.isfinite(read.odds).all()
    assert np.allclose(read.odds.sum(axis=1), 1)
