"""Marks on annotated articles and on real pages: own text kept, noise let in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tawatur.clean import clean
from tawatur.ingest import read_inputs
from tawatur.model import RawDocument

pytestmark = pytest.mark.shared


def marks(gold: Path, source: Path) -> tuple[float, float]:
    """Shares of the articles' own characters that are kept, and of noise that is let in."""
    documents = json.loads(gold.read_text(encoding="utf-8"))["documents"]
    own = kept = noise = let_in = 0
    for raw in read_inputs([source]):
        if not isinstance(raw, RawDocument) or raw.id not in documents:
            continue
        annotated = documents[raw.id]
        bad = {at for span in annotated.get("noise", []) for at in range(*span)}
        body = set(range(*annotated["body"])) - bad
        got = {at for span in clean(raw).body for at in range(span.start, span.end)}
        own, kept = own + len(body), kept + len(body & got)
        noise, let_in = noise + len(bad), let_in + len(bad & got)
    return kept / own, let_in / noise


def test_seeds(shared: Path) -> None:
    kept, let_in = marks(shared / "seeds" / "gold.json", shared / "seeds")
    assert kept >= 0.98
    assert let_in <= 0.02


def test_dev(shared: Path) -> None:
    kept, let_in = marks(shared / "gold" / "dev" / "gold.json", shared / "gold" / "dev" / "docs.jsonl")
    assert kept >= 0.97
    assert let_in <= 0.1


def test_pages(shared: Path) -> None:
    docs = [
        clean(raw)
        for raw in read_inputs(sorted((shared / "data" / "html").glob("*/*.html")))
        if isinstance(raw, RawDocument)
    ]
    assert len(docs) == 5
    for doc in docs:
        assert doc.title and doc.outlet and doc.url
        assert sum(span.end - span.start for span in doc.body) > 500
        text = "\n".join(span.of(doc.text) for span in doc.body)
        assert "تعليق" not in text
    assert sum(doc.published is not None for doc in docs) == 2
