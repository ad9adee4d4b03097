"""Direct quotations with the right speaker: marks that no change may fall below."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from quotations import Sample, judge, own, pointers, rates, read

LEAST_PRECISION, LEAST_RECALL = 0.95, 0.88
BLIND = tuple(f"blind{number}" for number in range(1, 69))
"""Sets that were measured before their faults were looked at; docs/chains.md has both figures."""
BLIND_PRECISION, BLIND_RECALL = 0.94, 0.92


def _counts(samples: Iterable[Sample]) -> Counter[str]:
    return Counter(verdict for sample in samples for verdict, _, _ in judge(sample, read(sample)))


@pytest.mark.parametrize("half", ["dev", "test"])
def test_quotations_in_our_own_sentences(half: str) -> None:
    precision, recall = rates(_counts(sample for sample in own() if sample.half == half))
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


@pytest.mark.shared
@pytest.mark.parametrize("half", ["dev", "test", "check", "final"])
def test_quotations_in_articles_and_sentences(shared: Path, half: str) -> None:
    collection = shared / "data" / "news"
    samples = [sample for sample in (*own(), *pointers(collection)) if sample.half == half]
    precision, recall = rates(_counts(samples))
    assert precision >= LEAST_PRECISION
    assert recall >= LEAST_RECALL


@pytest.mark.shared
def test_quotations_in_the_sets_that_were_measured_blind(shared: Path) -> None:
    samples = pointers(shared / "data" / "news")
    precision, recall = rates(_counts(sample for sample in samples if sample.half in BLIND))
    assert precision >= BLIND_PRECISION
    assert recall >= BLIND_RECALL


@pytest.mark.shared
def test_at_least_four_thousand_quotations_are_annotated(shared: Path) -> None:
    samples = (*own(), *pointers(shared / "data" / "news"))
    assert sum(said.need for sample in samples for said in sample.said) >= 4000
