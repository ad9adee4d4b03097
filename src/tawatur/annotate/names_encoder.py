"""The accurate reader: a small transformer encoder with 8-bit weights, run by onnxruntime (the extra ``accurate``).

It reads a few sentences of a document at a time and gives what the sequence tagger gives (``names_crf.Decoded``).
multilingual-e5-small (Wang et al. 2024), fine-tuned by ``training/train_encoder.py``.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from tawatur.annotate.names_crf import Decoded, guesses_of
from tawatur.annotate.names_lookup import Candidate, marks
from tawatur.annotate.pieces import Pieces
from tawatur.model import ReaderError, Sentence, Token

TAGS = ("O", "B-PER", "I-PER", "B-LOC", "I-LOC", "B-ORG", "I-ORG")
_KINDS = ("PERSON", "COUNTRY", "COUNTRY?", "PLACE", "PLACE?", "ORG", "ORG?", "none")
MARKS = ("", *(f"{at}-{kind}" for kind in _KINDS for at in "BI"))
_NUMBER = {mark: at for at, mark in enumerate(MARKS)}
_ROOM = 200
"""Pieces that are read together; sentences are packed up to it, a longer one is cut."""


def mark_number(mark: str) -> int:
    """Number of what the gazetteers say of a token; 0 for nothing and for what the encoder doesn't know."""
    return _NUMBER.get(mark, 0)


class Encoder:
    """Holds the graph and its vocabulary; ReaderError where the extra is missing. Not to be shared between threads."""

    def __init__(self, graph: bytes, pieces: bytes) -> None:
        try:
            import numpy
            import onnxruntime
        except ImportError as error:
            raise ReaderError("the accurate reader needs an extra: pip install 'tawatur[accurate]'") from error
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._run = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"]).run
        self._numpy: Any = numpy
        self._pieces = Pieces(*json.loads(pieces))

    def decode_all(
        self, text: str, tokens: Sequence[Token], sentences: Sequence[Sentence], found: Sequence[Sequence[Candidate]]
    ) -> list[Decoded]:
        """The likeliest names of each sentence; ``found`` is what the gazetteers find in it."""
        stretches: list[list[tuple[int, int, tuple[int, ...], int]]] = [[]]  # (sentence, token, pieces, mark)
        room = _ROOM
        for number, sentence in enumerate(sentences):
            known = marks(found[number], sentence.first, sentence.last)
            items = [
                (number, at, self._pieces.word(text[tokens[at].start : tokens[at].end]), mark_number(mark))
                for at, mark in zip(range(sentence.first, sentence.last), known, strict=True)
            ]
            size = sum(len(item[2]) for item in items)
            if size > room and stretches[-1]:
                stretches.append([])
                room = _ROOM
            for item in items:
                if room < len(item[2]):
                    stretches.append([])
                    room = _ROOM
                stretches[-1].append(item)
                room -= len(item[2])
        out = [Decoded([], [], []) for _ in sentences]
        tags: list[list[str]] = [[] for _ in sentences]
        for stretch in stretches:
            if stretch:
                self._stretch(stretch, out, tags)
        for number, sentence in enumerate(sentences):
            out[number].guesses.extend(guesses_of(tags[number], out[number].outside, sentence.first))
        return out

    def _stretch(
        self, stretch: Sequence[tuple[int, int, tuple[int, ...], int]], out: list[Decoded], tags: list[list[str]]
    ) -> None:
        np = self._numpy
        ids, known, firsts = [Pieces.START], [0], []
        for _, _, pieces, mark in stretch:
            firsts.append(len(ids))
            ids += pieces
            known += [mark] * len(pieces)
        feed = {"ids": np.array([[*ids, Pieces.END]]), "known": np.array([[*known, 0]])}
        logits = self._run(["logits"], feed)[0][0][firsts].astype(np.float64)
        odds = np.exp(logits - logits.max(axis=1, keepdims=True))
        odds /= odds.sum(axis=1, keepdims=True)
        path = _best_path(np, np.log(odds + 1e-9))
        for (number, *_), row, tag in zip(stretch, odds, path, strict=True):
            out[number].outside.append(float(row[0]))
            out[number].person.append(float(row[1] + row[2]))
            tags[number].append(TAGS[tag])


def _best_path(np: Any, scores: Any) -> list[int]:
    """The likeliest sequence of tags in which an I- follows its own kind."""
    allowed = np.array([[0.0 if _follows(a, b) else -np.inf for b in TAGS] for a in TAGS])
    best = scores[0] + np.array([-np.inf if tag[0] == "I" else 0.0 for tag in TAGS])
    back = []
    for row in scores[1:]:
        ways = best[:, None] + allowed
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    at = int(best.argmax())
    path = [at]
    for step in reversed(back):
        at = int(step[at])
        path.append(at)
    return path[::-1]


def _follows(before: str, after: str) -> bool:
    return after[0] != "I" or (before != "O" and before[2:] == after[2:])
