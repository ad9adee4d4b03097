"""Runs of equal words of two documents: what copies, corroboration and clustering compare texts by."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Any

from msgspec import Struct

from tawatur.model import Extracted
from tawatur.rules.load import read_yaml


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
    return Words(layers.doc.id, tuple(norms), tuple(starts), tuple(own))


def fingerprints(words: Words) -> frozenset[int]:
    """Winnowed hashes of ``k`` words (Schleimer, Wilkerson and Aiken 2003): a shared run of ``k + window - 1`` words
    always leaves a shared hash; about two of every ``window + 1`` are kept."""
    k, window = settings()["k"], settings()["window"]
    norms = words.norms
    grams = (" ".join(norms[at : at + k]).encode() for at in range(len(norms) - k + 1))
    hashes = [int.from_bytes(hashlib.blake2b(gram, digest_size=8).digest(), "big") for gram in grams]
    if len(hashes) <= window:
        return frozenset(hashes)
    return frozenset(min(hashes[at : at + window]) for at in range(len(hashes) - window + 1))


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


def candidates(texts: Sequence[Words], most: int = 40) -> Iterator[tuple[int, int]]:
    """Pairs of indices of texts that share a fingerprint, each once, in order.

    A fingerprint of more than ``most`` texts is a formula; it pairs neighbours only, so that the number of pairs stays
    linear in the number of fingerprints.
    """
    holders: dict[int, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for mark in fingerprints(text):
            holders[mark].append(number)
    pairs: set[tuple[int, int]] = set()
    for found in holders.values():
        if len(found) <= most:
            pairs.update((a, b) for at, a in enumerate(found) for b in found[at + 1 :])
        else:
            pairs.update(pairwise(found))
    yield from sorted(pairs)
