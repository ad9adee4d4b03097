"""Runs of equal words of two documents: what copies, corroboration and clustering compare texts by."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from msgspec import Struct
from numpy.lib.stride_tricks import sliding_window_view

from tawatur.merge.edtf import bounds
from tawatur.model import Extracted
from tawatur.rules.load import read_yaml

Marks = npt.NDArray[np.uint64]
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@lru_cache(maxsize=1)
def settings() -> dict[str, Any]:
    """The numbers of ``resources/merge/copies.yaml``."""
    data: dict[str, Any] = read_yaml("merge/copies.yaml")
    return data


class Words(Struct, frozen=True):
    """The words of a document's own text: folded, with their places, and whether each is the author's own choice
    (names with their titles and quoted words are not)."""

    doc: str
    norms: tuple[str, ...]
    starts: tuple[int, ...]
    own: tuple[bool, ...]
    day: int | None = None
    """The day of publication that the document was given with (proleptic Gregorian ordinal); None where it is open."""


class Run(Struct, frozen=True):
    """``length`` equal words, from word ``a`` of one document and word ``b`` of the other on."""

    a: int
    b: int
    length: int


def words_of(extracted: Extracted) -> Words:
    """The words of the body of ``extracted``, punctuation left out."""
    layers = extracted.annotated
    ranges = sorted(
        [(mention.start, mention.end) for mention in layers.mentions]
        + [(title.start, title.end) for mention in layers.mentions for title in mention.titles]
        + [(quote.start, quote.end) for quote in layers.quotes]
    )
    body = layers.doc.body
    norms: list[str] = []
    starts: list[int] = []
    own: list[bool] = []
    covered, at, part = -1, 0, 0
    for token in layers.tokens:
        while part < len(body) and body[part].end <= token.start:
            part += 1
        if token.kind == "punct" or part >= len(body) or token.start < body[part].start:
            continue
        while at < len(ranges) and ranges[at][0] < token.end:
            covered = max(covered, ranges[at][1])
            at += 1
        norms.append(token.norm)
        starts.append(token.start)
        own.append(token.start >= covered)
    given = bounds(layers.doc.published) if layers.doc.published else None
    day = given[0].toordinal() if given is not None and given[0] == given[1] else None
    return Words(layers.doc.id, tuple(norms), tuple(starts), tuple(own), day)


@lru_cache(maxsize=1 << 19)
def _hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "big")


def grams(words: Words) -> Marks:
    """A 64-bit hash of every ``k`` words in a row, in their order."""
    k = settings()["k"]
    if len(words.norms) < k:
        return np.empty(0, np.uint64)
    hashes = np.fromiter(map(_hash, words.norms), np.uint64, len(words.norms))
    out = np.zeros(len(hashes) - k + 1, np.uint64)
    for place in range(k):
        out = out * _FACTOR + hashes[place : len(hashes) - k + 1 + place]
    out ^= out >> np.uint64(29)
    return np.asarray(out * _FACTOR, np.uint64)


def fingerprints(words: Words) -> Marks:
    """Winnowed hashes of ``k`` words (Schleimer, Wilkerson and Aiken 2003), each once: a shared run of
    ``k + window - 1`` words always leaves a shared hash; about two of every ``window + 1`` are kept."""
    hashes, window = grams(words), settings()["window"]
    if len(hashes) > window:
        hashes = sliding_window_view(hashes, window).min(axis=1)
    return np.unique(hashes)


def runs(a: Words, b: Words, least: int | None = None) -> list[Run]:
    """Maximal runs of at least ``least`` equal words, greedy from the start of ``a``; they do not overlap in ``a``."""
    k = least or settings()["run"]
    index: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(b.norms) - k + 1):
        places = index[b.norms[at : at + k]]
        if len(places) < 8:
            places.append(at)
    out: list[Run] = []
    at = 0
    while at <= len(a.norms) - k:
        here = (Run(at, place, _extent(a.norms, at, b.norms, place)) for place in index.get(a.norms[at : at + k], ()))
        best = max(here, key=lambda run: (run.length, -run.b), default=None)
        if best is None:
            at += 1
        else:
            out.append(best)
            at += best.length
    return out


def _extent(a: Sequence[str], at: int, b: Sequence[str], place: int) -> int:
    length = 0
    while at + length < len(a) and place + length < len(b) and a[at + length] == b[place + length]:
        length += 1
    return length


class Candidates(NamedTuple):
    """Pairs of texts (indices, the lower first, in order) and how many fingerprints they share; ``marks`` are all
    fingerprints in order with their texts in ``holders``; ``kept``: fingerprints of each text."""

    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]
    common: npt.NDArray[np.int64]
    marks: Marks
    holders: npt.NDArray[np.int64]
    kept: npt.NDArray[np.int64]


def find_candidates(texts: Sequence[Words], most: int = 40) -> Candidates:
    """Pairs of texts that share a fingerprint.

    A fingerprint of more than ``most`` texts is a formula; it pairs neighbours only, so that the number of pairs stays
    linear in the number of fingerprints.
    """
    found = [fingerprints(text) for text in texts]
    kept = np.array([len(one) for one in found], np.int64)
    marks = np.concatenate(found) if found else np.empty(0, np.uint64)
    holders = np.repeat(np.arange(len(texts), dtype=np.int64), kept)
    order = np.lexsort((holders, marks))
    marks, holders = marks[order], holders[order]
    edges = np.flatnonzero(np.diff(marks)) + 1
    starts = np.concatenate(([0], edges)).astype(np.int64)
    sizes = np.diff(np.concatenate((starts, [len(marks)])))
    codes = [np.empty(0, np.int64)]
    for size in range(2, most + 1):
        block = holders[starts[sizes == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        codes.append((block[:, one] * len(texts) + block[:, other]).ravel())
    for start, size in zip(starts[sizes > most], sizes[sizes > most], strict=True):
        here = holders[start : start + size]
        codes.append(here[:-1] * len(texts) + here[1:])
    pairs, common = np.unique(np.concatenate(codes), return_counts=True)
    total = max(1, len(texts))
    return Candidates(pairs // total, pairs % total, common.astype(np.int64), marks, holders, kept)


def candidates(texts: Sequence[Words], most: int = 40) -> Iterator[tuple[int, int]]:
    """Pairs of indices of texts that share a fingerprint, each once, in order; see ``find_candidates``."""
    found = find_candidates(texts, most)
    yield from zip(found.a.tolist(), found.b.tolist(), strict=True)
