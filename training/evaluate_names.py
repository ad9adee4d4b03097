"""Measure the names on held-out text: gazetteers alone, sequence tagger alone, both as in use.

``python training/evaluate_names.py [--shared ../shared] [--weights PATH | --encoder PATH] [--errors N]``. A name
counts where its characters and its type (PER, LOC, ORG) are those of the corpus. The corpora give sentences without the
bounds of articles: measured is on single sentences and on runs of 12 sentences, the latter nearer to use.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import corpora
from corpora import Sample, Span
from train_names import ROOT, SHIPPED, split_newsfane

from tawatur.annotate.names import NameTagger, Reader
from tawatur.annotate.names_combine import Found, combine
from tawatur.annotate.names_crf import Decoded, SequenceTagger
from tawatur.annotate.names_encoder import Encoder
from tawatur.annotate.names_lookup import candidates
from tawatur.model import Sentence, Token
from tawatur.rules.phrases import Match
from tawatur.rules.text import tokenize

KINDS = {"PERSON": "PER", "PLACE": "LOC", "COUNTRY": "LOC", "ORG": "ORG"}
RUN = 12
Scores = dict[str, tuple[float, float, float, int]]
Tag = Callable[[str, tuple[Token, ...], list[Sentence]], list[Span]]


def both(tagger: NameTagger) -> Tag:
    """Everything, as in use."""

    def tag(text: str, tokens: tuple[Token, ...], sentences: list[Sentence]) -> list[Span]:
        return [(name.start, name.end, KINDS[name.type]) for name in tagger.tag(text, tokens, sentences)]

    return tag


def spans_of(found: Sequence[Found], text: str, tokens: tuple[Token, ...]) -> list[Span]:
    """What ``combine`` found as spans of the common scheme."""
    matches = ((Match(one.first, one.last, one.skip, None).span(text, tokens), one.known.type) for one in found)
    return [(start, end, KINDS[kind or "ORG"]) for (start, end), kind in matches]


def lexicon_alone(text: str, tokens: tuple[Token, ...], sentences: list[Sentence]) -> list[Span]:
    """The gazetteers with their context words, no tagger."""
    nothing = Decoded([], [1.0] * len(tokens), [0.5] * len(tokens))
    return spans_of(combine(tokens, 0, candidates(tokens, 0, len(tokens)), nothing), text, tokens)


def reader_alone(reader: Reader) -> Tag:
    """The CRF or the encoder, which have the gazetteers among their features, with nothing added."""

    def tag(text: str, tokens: tuple[Token, ...], sentences: list[Sentence]) -> list[Span]:
        known = [candidates(tokens, one.first, one.last) for one in sentences]
        heard = zip(sentences, reader.decode_all(text, tokens, sentences, known), strict=True)
        return [
            span for one, decoded in heard for span in spans_of(combine(tokens, one.first, [], decoded), text, tokens)
        ]

    return tag


def runs(samples: list[Sample], number: int) -> list[tuple[Sample, list[int]]]:
    """``number`` sentences at a time as one text, with the ends of the sentences."""
    out = []
    for at in range(0, len(samples), number):
        text, spans, ends = "", [], []
        for sample in samples[at : at + number]:
            text += "\n" if text else ""
            spans += [(start + len(text), end + len(text), kind) for start, end, kind in sample.spans]
            text += sample.text
            ends.append(len(text))
        out.append((Sample(text, tuple(spans)), ends))
    return out


def sentences_of(tokens: tuple[Token, ...], ends: list[int]) -> list[Sentence]:
    """Sentences that end at the given characters."""
    out: list[Sentence] = []
    first = start = 0
    for end in ends:
        last = first
        while last < len(tokens) and tokens[last].end <= end:
            last += 1
        out.append(Sentence(start, end, first, last))
        first, start = last, end + 1
    return out


def score(texts: list[tuple[Sample, list[int]]], tag: Tag, errors: int = 0) -> Scores:
    """Precision, recall, F1 and number of names, for each kind and for all."""
    hit: Counter[str] = Counter()
    given: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    wrong: list[str] = []
    for sample, ends in texts:
        tokens = tokenize(sample.text)
        want, got = set(sample.spans), set(tag(sample.text, tokens, sentences_of(tokens, ends)))
        for counter, spans in ((hit, want & got), (given, got), (gold, want)):
            counter.update(kind for *_, kind in spans)
            counter["all"] += len(spans)
        wrong += [_shown(sample.text, "-", span) for span in sorted(want - got)]
        wrong += [_shown(sample.text, "+", span) for span in sorted(got - want)]
    for line in wrong[:: max(1, len(wrong) // errors)] if errors else []:
        print("  ", line)
    out: Scores = {}
    for kind in ("PER", "LOC", "ORG", "all"):
        precision, recall = hit[kind] / max(1, given[kind]), hit[kind] / max(1, gold[kind])
        out[kind] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall), gold[kind])
    return out


def _shown(text: str, mark: str, span: Span) -> str:
    start, end, kind = span
    return f"{mark}{kind} {text[max(0, start - 25) : start]}[{text[start:end]}]{text[end : end + 20]}".replace(
        "\n", " "
    )


def show(name: str, scores: Scores) -> None:
    """One line of scores."""
    cells = (f"{kind} P {p:.3f} R {r:.3f} F1 {f:.3f} ({n})" for kind, (p, r, f, n) in scores.items())
    print(name.ljust(24), "  ".join(cells))


def report(shared: Path, reader: Reader, errors: int = 0) -> dict[str, dict[str, float]]:
    """Print all scores; returns the F1 of each set and method."""
    tagger = NameTagger(reader)
    methods: list[tuple[str, Tag, int]] = [
        ("gazetteers", lexicon_alone, 1),
        ("tagger", reader_alone(reader), 1),
        ("both", both(tagger), 1),
        (f"tagger, runs of {RUN}", reader_alone(reader), RUN),
        (f"both, runs of {RUN}", both(tagger), RUN),
    ]
    out: dict[str, dict[str, float]] = {}
    for name, samples in (
        ("newsfane", split_newsfane(shared)[1]),
        ("annotated", corpora.annotated(shared, test=True)),
        ("wojood", corpora.wojood(shared, "val")),
    ):
        for method, tag, number in methods:
            scores = score(runs(samples, number), tag, errors if (name, number) == ("newsfane", RUN) else 0)
            show(f"{name} {method}", scores)
            out[f"{name} {method}"] = {kind: round(values[2], 4) for kind, values in scores.items()}
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--weights", type=Path, default=SHIPPED / "names.npz")
    parser.add_argument("--encoder", type=Path, help="a graph, with pieces.json beside it, instead of the CRF")
    parser.add_argument("--errors", type=int, default=0)
    args = parser.parse_args()
    reader: Reader = SequenceTagger(args.weights.read_bytes())
    if args.encoder:
        reader = Encoder(args.encoder.read_bytes(), args.encoder.with_name("pieces.json").read_bytes())
    report(args.shared, reader, args.errors)


if __name__ == "__main__":
    main()
