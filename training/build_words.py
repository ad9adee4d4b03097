"""Build ``gaz/common_words.txt.gz``: what running news text shows of its words, without labels.

``python training/build_words.py [--shared ../shared]`` (needs numpy). For each frequent folded word: the logarithm of
its count; how many of the inflected forms that a common word has occur beside it (a name has few); two distributional
classes, coarse and fine: k-means over a truncated SVD of positive pointwise mutual information with the words to the
left and right (Levy & Goldberg 2014).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from math import log
from pathlib import Path

import corpora
import numpy as np
from build_gazetteers import plain, write_gz
from numpy.typing import NDArray
from train_names import ROOT, split_newsfane

from tawatur.rules.text import words

LEAST = 5
CONTEXTS = 800  # words that count as context, on each side
DIMENSIONS = 80
CLASSES = (48, 256)
Floats = NDArray[np.float32]

HEADER = """Frequent words of news text: folded form; base-3 logarithm of its count, at most 9; number of its
inflected forms met (at most 4); coarse and fine distributional class. Tab-separated. Built by training/build_words.py.
Sources: statistics over the ANT corpus v1.1 (Apache-2.0), NewsFANE and AQMAR (CC BY-SA 3.0), Wojood (MIT)."""


def sentences(shared: Path) -> Iterator[tuple[str, ...]]:
    """Folded words of the ANT corpus and of the sentences that the tagger learns from."""
    for text in corpora.ant_texts(shared):
        for line in text.splitlines():
            yield words(line)
    learned = [*split_newsfane(shared)[0], *corpora.aqmar(shared), *corpora.wojood(shared, "train")]
    for sample in learned:
        yield words(sample.text)


def context_matrix(lines: list[tuple[str, ...]], targets: list[str], count: Counter[str]) -> Floats:
    """Positive pointwise mutual information of each target with its left and right neighbours."""
    row = {word: at for at, word in enumerate(targets)}
    column = {
        word: at + 1
        for at, (word, _) in enumerate(sorted(count.items(), key=lambda item: (-item[1], item[0]))[:CONTEXTS])
    }
    width = CONTEXTS + 2
    matrix: Floats = np.zeros((len(targets), 2 * width), dtype=np.float32)
    for line in lines:
        ids = [CONTEXTS + 1, *(column.get(word, 0) for word in line), CONTEXTS + 1]
        for at, word in enumerate(line):
            target = row.get(word)
            if target is not None:
                matrix[target, ids[at]] += 1
                matrix[target, width + ids[at + 2]] += 1
    total = matrix.sum()
    expected = np.outer(matrix.sum(axis=1), matrix.sum(axis=0) ** 0.75)
    expected *= total / expected.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        matrix = np.nan_to_num(np.log(matrix / expected), neginf=0.0)
    return np.maximum(matrix, 0)


def embed(matrix: Floats) -> Floats:
    """Unit vectors of the first singular directions."""
    values, directions = np.linalg.eigh(matrix.T @ matrix)
    vectors = matrix @ directions[:, -DIMENSIONS:] / np.sqrt(np.sqrt(np.maximum(values[-DIMENSIONS:], 1e-6)))
    return np.asarray(vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6), dtype=np.float32)


def classes(vectors: Floats, number: int) -> list[int]:
    """Spherical k-means from the first ``number`` vectors (the most frequent words)."""
    centres = vectors[:number].copy()
    best = np.zeros(len(vectors), dtype=int)
    for _ in range(25):
        best = np.argmax(vectors @ centres.T, axis=1)
        for at in range(number):
            members = vectors[best == at]
            if len(members):
                centre = members.mean(axis=0)
                centres[at] = centre / max(float(np.linalg.norm(centre)), 1e-6)
    return [int(one) for one in best]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    shared = parser.parse_args().shared
    lines = list(sentences(shared))
    count: Counter[str] = Counter(word for line in lines for word in line)
    frequent = sorted(((-number, word) for word, number in count.items() if number >= LEAST and plain(word)))
    targets = [word for _, word in frequent]
    vectors = embed(context_matrix(lines, targets, count))
    coarse, fine = (classes(vectors, number) for number in CLASSES)
    rows = sorted(
        f"{word}\t{min(9, int(log(count[word], 3)))}\t{corpora.inflections(word, count)}\t{coarse[at]}\t{fine[at]}"
        for at, word in enumerate(targets)
    )
    write_gz("common_words.txt.gz", HEADER, rows)


if __name__ == "__main__":
    main()
