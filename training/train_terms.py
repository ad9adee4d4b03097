"""Train the tagger of terms: weapons and named events (exercises, accords, conferences), titles, nationalities.

``python training/train_terms.py [--shared ../shared] [--out train-out] [--ship]`` learns from our own annotation
(``annotations/``), the only corpus that labels them, with the features of the names. Scores are of ten-fold
cross-validation over all 1,000 sentences, as a tenth holds too few weapons and events; what ships learns from all.
"""

from __future__ import annotations

import argparse
import hashlib
import tempfile
from collections import Counter
from pathlib import Path

import corpora
import pycrfsuite
from corpora import Labelled, Sample
from train_names import ROOT, items, labels, put
from weights import packed

from tawatur.annotate.names_crf import runs_of
from tawatur.rules.text import tokenize

KINDS = {"TITLE": "TIT", "NATIONALITY": "NAT", "WEAPON": "WEA", "EVENT": "EVE"}
PARAMETERS = {"c1": 0.1, "c2": 0.1, "max_iterations": 80, "feature.possible_transitions": True}
FOLDS = 10
Item = tuple[list[list[str]], list[str]]


def prepared(sentences: list[Labelled]) -> list[Item]:
    """Features and tags of each sentence."""
    out: list[Item] = []
    for one in sentences:
        tokens = tokenize(one.text)
        spans = tuple((start, end, KINDS[kind]) for start, end, kind in one.labels if kind in KINDS)
        if tokens:
            out.append((items(tokens), labels(Sample(one.text, spans), tokens)))
    return out


def train(data: list[Item], path: Path) -> None:
    """Train by L-BFGS with L1 and L2 regularisation; deterministic."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for features, tags in data:
        trainer.append(features, tags)
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def crossed(data: list[Item]) -> dict[str, dict[str, float]]:
    """Precision, recall, F1 (exact spans) and number of each kind in cross-validation."""
    hit: Counter[str] = Counter()
    given: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            path = Path(folder, f"{fold}.crfsuite")
            train([item for at, item in enumerate(data) if at % FOLDS != fold], path)
            tagger = pycrfsuite.Tagger()
            tagger.open(str(path))
            for features, tags in data[fold::FOLDS]:
                want, got = set(runs_of(tags)), set(runs_of(tagger.tag(features)))
                for counter, spans in ((hit, want & got), (given, got), (gold, want)):
                    counter.update(kind for *_, kind in spans)
    out = {}
    for name, kind in KINDS.items():
        precision, recall = hit[kind] / max(1, given[kind]), hit[kind] / max(1, gold[kind])
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        out[name] = {"P": round(precision, 3), "R": round(recall, 3), "F1": round(f1, 3), "n": gold[kind]}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "train-out")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    sentences = corpora.labelled(args.shared, test=False) + corpora.labelled(args.shared, test=True)
    data = prepared(sorted(sentences, key=lambda one: hashlib.sha256(one.text.encode()).hexdigest()))
    scores = crossed(data)
    for name, row in scores.items():
        print(name.ljust(12), row)
    path = args.out / "terms.crfsuite"
    train(data, path)
    if args.ship:
        sidecar: dict[str, object] = {
            "what": "linear-chain CRF over tokens with clitics: TIT(le), NAT(ionality), WEA(pon), EVE(nt)",
            "data": "training/annotations: 1,000 sentences, their news from PUD, WikiNewsMax and ANT by pointer",
            "licence": "labels and own sentences Apache-2.0; texts CC BY-SA 3.0, CC BY-SA 4.0, Apache-2.0",
            "parameters": PARAMETERS,
            "cross-validated": scores,
        }
        put("terms", packed(path), sidecar)


if __name__ == "__main__":
    main()
