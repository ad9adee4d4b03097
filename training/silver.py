"""Names that the encoder finds in unlabelled news, for the CRF to learn from (self-training by a stronger teacher).

``python training/silver.py GRAPH [--shared ../shared] [--out train-out/silver.jsonl] [--sentences 40000]`` reads the
ANT corpus (Apache-2.0) and keeps the sentences in which the encoder is sure of every word.
The output holds texts and stays out of the repository; weights learned from it hold statistics only.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import corpora
from evaluate_names import spans_of
from train_names import ROOT

from tawatur.annotate.names_combine import combine
from tawatur.annotate.names_encoder import Encoder
from tawatur.annotate.names_lookup import candidates
from tawatur.annotate.sentences import segment
from tawatur.model import Document, Span

SURE = 0.85
SHORTEST, LONGEST = 8, 70


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path)
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--out", type=Path, default=ROOT / "train-out/silver.jsonl")
    parser.add_argument("--sentences", type=int, default=40000)
    args = parser.parse_args()
    encoder = Encoder(args.graph.read_bytes(), args.graph.with_name("pieces.json").read_bytes())
    written = 0
    with args.out.open("w", encoding="utf-8") as out:
        for text in corpora.ant_texts(args.shared):
            if written >= args.sentences:
                break
            tokens, sentences = segment(Document(id="ant", text=text, body=(Span(0, len(text)),)))
            known = [candidates(tokens, one.first, one.last) for one in sentences]
            for one, decoded in zip(sentences, encoder.decode_all(text, tokens, sentences, known), strict=True):
                if not SHORTEST <= one.last - one.first <= LONGEST or not decoded.guesses:
                    continue
                if any(1 - SURE < no < SURE for no in decoded.outside):
                    continue
                found = spans_of(combine(tokens, one.first, [], decoded), text, tokens)
                spans = [(start - one.start, end - one.start, kind) for start, end, kind in found]
                row = {"text": text[one.start : one.end], "spans": spans}
                out.write(json.dumps(row, ensure_ascii=False) + "\n")
                written += 1
    print(written, "sentences")


if __name__ == "__main__":
    main()
