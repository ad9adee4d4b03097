"""Train the sequence tagger of names.

``python training/train_names.py [--shared ../shared] [--out train-out] [--silver PATH] [--ship]``

Learns from NewsFANE (its first 90% in document order), our own annotation, AQMAR, the Wojood sample and, with
``--silver``, what ``silver.py`` wrote: names that the encoder finds in unlabelled news. With ``--ship`` the weights and
a sidecar that says what they come from and how they score go to ``src/tawatur/resources/weights``. Scores:
``training/evaluate_names.py``.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import time
from pathlib import Path

import corpora
import pycrfsuite
from corpora import Sample
from weights import packed

from tawatur.annotate.crf_features import features
from tawatur.annotate.names_crf import SequenceTagger
from tawatur.annotate.names_lookup import candidates, marks
from tawatur.model import Token
from tawatur.rules.text import tokenize

ROOT = Path(__file__).resolve().parent.parent
SHIPPED = ROOT / "src/tawatur/resources/weights"
PARAMETERS = {
    "c1": 0.1,
    "c2": 0.1,
    "max_iterations": 160,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
# Features that corpora of other conventions get a second copy of, so that what is peculiar to them is learned apart
# from what is common (Daumé III 2007, "Frustratingly easy domain adaptation").
OWN = ("u=", "g=", "g+", "k3", "k-", "d=", "cue=", "-1u")
DATA = [
    {
        "name": "NewsFANE Gold, first 90% of its sentences",
        "licence": "CC BY-SA 3.0",
        "by": "F. Alotaibi and M. Lee",
    },
    {"name": "AQMAR Arabic Wikipedia NE corpus", "licence": "CC BY-SA 3.0", "by": "B. Mohit, N. Schneider et al."},
    {
        "name": "training/annotations, nine tenths of 1,000 sentences; news by pointer from PUD, WikiNewsMax, ANT",
        "licence": "Apache-2.0 (labels and own sentences); CC BY-SA 3.0, CC BY-SA 4.0, Apache-2.0 (texts)",
        "by": "the tawatur authors; UD Arabic-PUD; CAMeL Lab, NYU Abu Dhabi; ANT corpus",
    },
    {
        "name": "ANT corpus v1.1: sentences whose names the encoder found (training/silver.py)",
        "licence": "Apache-2.0",
        "by": "A. Chouigui, O. Ben Khiroun, B. Elayeb",
    },
    {"name": "Wojood sample, train", "licence": "MIT", "by": "M. Jarrar et al., Birzeit University"},
]


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


def items(tokens: tuple[Token, ...], source: str = "") -> list[list[str]]:
    """Features of a sentence as in use; with ``source`` also those of its corpus alone."""
    found = features(tokens, marks(candidates(tokens, 0, len(tokens)), 0, len(tokens)))
    if not source:
        return found
    return [[*item, f"src={source}", *(f"{source}:{one}" for one in item if one.startswith(OWN))] for item in found]


def split_newsfane(shared: Path) -> tuple[list[Sample], list[Sample]]:
    """First 90% and last 10% of the sentences in document order."""
    sentences = corpora.newsfane(shared)
    cut = len(sentences) * 9 // 10
    return sentences[:cut], sentences[cut:]


def silver(path: Path | None) -> list[tuple[str, Sample]]:
    """Sentences whose names the encoder found (``silver.py``); none without a path."""
    if path is None:
        return []
    with path.open(encoding="utf-8") as stream:
        rows = [json.loads(line) for line in stream]
    return [("", Sample(row["text"], tuple((a, b, str(kind)) for a, b, kind in row["spans"]))) for row in rows]


def training_set(shared: Path) -> list[tuple[str, Sample]]:
    """All annotated sentences to learn from, each with the name of its corpus ("" for newswire)."""
    return [
        *(("", sample) for sample in split_newsfane(shared)[0]),
        *(("", sample) for sample in corpora.annotated(shared, test=False)),
        *(("aqmar", sample) for sample in corpora.aqmar(shared)),
        *(("wojood", sample) for sample in corpora.wojood(shared, "train")),
    ]


def train(samples: list[tuple[str, Sample]], path: Path) -> None:
    """Train by L-BFGS with L1 and L2 regularisation; deterministic."""
    trainer = pycrfsuite.Trainer(verbose=False)
    for source, sample in samples:
        tokens = tokenize(sample.text)
        if tokens:
            trainer.append(items(tokens, source), labels(sample, tokens))
    trainer.set_params(PARAMETERS)
    trainer.train(str(path))


def ship(path: Path, shared: Path) -> None:
    """Copy the weights into the resources with a sidecar."""
    from evaluate_names import report

    weights = packed(path)
    commit = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=True)
    sidecar: dict[str, object] = {
        "what": "linear-chain CRF over tokens with clitics: PER, LOC, ORG",
        "data": DATA,
        "parameters": PARAMETERS,
        "word statistics": "ANT corpus v1.1 (Apache-2.0)",
        "commit": commit.stdout.strip(),
        "F1": report(shared, SequenceTagger(weights)),
        "licence": "statistics learned from the data named here, which are to be credited; "
        "none of their text is contained",
    }
    put("names", weights, sidecar)


def put(name: str, weights: bytes, sidecar: dict[str, object]) -> None:
    """Write weights into the resources, with the sidecar that says what they are, their size and their hash."""
    told = {**sidecar, "bytes": len(weights), "sha256": hashlib.sha256(weights).hexdigest()}
    SHIPPED.mkdir(parents=True, exist_ok=True)
    (SHIPPED / f"{name}.npz").write_bytes(weights)
    text = json.dumps(told, ensure_ascii=False, indent=2, sort_keys=True)
    (SHIPPED / f"{name}.json").write_text(text + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "train-out")
    parser.add_argument("--silver", type=Path, help="what silver.py wrote, to learn from as well")
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    path = args.out / "names.crfsuite"
    began = time.perf_counter()
    samples = training_set(args.shared) + silver(args.silver)
    train(samples, path)
    print(f"{len(samples)} sentences, {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.2f} MB")
    if args.ship:
        ship(path, args.shared)


if __name__ == "__main__":
    main()
