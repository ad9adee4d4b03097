"""Measure the names on held-out sentences: gazetteers alone, sequence tagger alone, both together.

``python training/evaluate_names.py [--shared ../shared] [--weights train-out/names.crfsuite] [--errors N]``. A name counts
where its characters and its type (PER, LOC, ORG) are those of the corpus.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import corpora
from corpora import Sample, Span
from train_names import ROOT, SHIPPED, split_newsfane

from tawatur.annotate.names import NameTagger
from tawatur.annotate.names_combine import combine
from tawatur.annotate.names_crf import Decoded, SequenceTagger
from tawatur.annotate.names_lookup import candidates
from tawatur.model import Sentence, Token
from tawatur.rules.phrases import Match
from tawatur.rules.text import tokenize

KINDS = {"PERSON": "PER", "PLACE": "LOC", "COUNTRY": "LOC", "ORG": "ORG"}
Tag = Callable[[str, tuple[Token, ...]], list[Span]]


def both(tagger: NameTagger) -> Tag:
    """Everything, as in use, one sentence at a time."""
    def tag(text: str, tokens: tuple[Token, ...]) -> list[Span]:
        found = tagger.tag(text, tokens, [Sentence(0, len(text), 0, len(tokens))])
        return [(name.start, name.end, KINDS[name.type]) for name in found]
    return tag


def lexicon_alone(text: str, tokens: tuple[Token, ...]) -> list[Span]:
    """The gazetteers with their context words, no tagger."""
    nothing = Decoded([], [1.0] * len(tokens), [0.5] * len(tokens))
    found = combine(tokens, 0, candidates(tokens, 0, len(tokens)), nothing)
    return [(*Match(one.first, one.last, one.skip, None).span(text, tokens), KINDS[one.known.type or "ORG"]) for one in found]


def tagger_alone(sequence: SequenceTagger) -> Tag:
    """The sequence tagger (which has the gazetteers among its features), nothing added."""
    def tag(text: str, tokens: tuple[Token, ...]) -> list[Span]:
        known = candidates(tokens, 0, len(tokens))
        decoded = sequence.decode(tokens, known, 0, len(tokens))
        found = combine(tokens, 0, [], decoded)
        return [(*Match(one.first, one.last, one.skip, None).span(text, tokens), KINDS[one.known.type or "ORG"]) for one in found]
    return tag


def score(samples: list[Sample], tag: Tag, errors: int = 0) -> dict[str, tuple[float, float, float, int]]:
    """Precision, recall, F1 and number of names, for each kind and for all."""
    hit: Counter[str] = Counter()
    given: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    wrong: Counter[str] = Counter()
    for sample in samples:
        tokens = tokenize(sample.text)
        want, got = set(sample.spans), set(tag(sample.text, tokens))
        for name, spans in (("hit", want & got), ("given", got), ("gold", want)):
            counter = {"hit": hit, "given": given, "gold": gold}[name]
            for span in spans:
                counter[span[2]] += 1
                counter["all"] += 1
        for mark, spans in (("-", want - got), ("+", got - want)):
            for start, end, kind in spans:
                around = sample.text[max(0, start - 25) : start] + "[" + sample.text[start:end] + "]" + sample.text[end : end + 20]
                wrong[f"{mark}{kind} {around}"] += 1
    for line in sorted(wrong)[:: max(1, len(wrong) // errors)] if errors else []:
        print("  ", line)
    out = {}
    for kind in ("PER", "LOC", "ORG", "all"):
        precision, recall = hit[kind] / max(1, given[kind]), hit[kind] / max(1, gold[kind])
        out[kind] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall), gold[kind])
    return out


def show(name: str, scores: dict[str, tuple[float, float, float, int]]) -> None:
    """One line a kind."""
    print(name.ljust(28), "  ".join(f"{kind} P {p:.3f} R {r:.3f} F1 {f:.3f} ({n})" for kind, (p, r, f, n) in scores.items()))


def report(shared: Path, weights: bytes, errors: int = 0) -> dict[str, dict[str, float]]:
    """Print all scores; returns the F1 of each set and method."""
    tagger, sequence = NameTagger(weights), SequenceTagger(weights)
    out: dict[str, dict[str, float]] = {}
    for name, samples in (("newsfane", split_newsfane(shared)[1]), ("wojood", corpora.wojood(shared, "val"))):
        for method, tag in (("lexicon", lexicon_alone), ("crf", tagger_alone(sequence)), ("both", both(tagger))):
            scores = score(samples, tag, errors if method == "both" and name == "newsfane" else 0)
            show(f"{name} {method}", scores)
            out[f"{name}:{method}"] = {kind: round(values[2], 4) for kind, values in scores.items()}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--weights", type=Path, default=SHIPPED / "names.crfsuite")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    report(args.shared, args.weights.read_bytes(), args.errors)


if __name__ == "__main__":
    main()
