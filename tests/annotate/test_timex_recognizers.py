"""The Arabic specifications of Recognizers-Text: nine in ten of the cases that make sense in news are read right."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

pytestmark = pytest.mark.shared
FLOOR = 0.95
KINDS = ("date", "duration", "number", "ordinal", "period")


@pytest.fixture(scope="module")
def measure(root: Path) -> ModuleType:
    path = root / "benchmarks" / "recognizers.py"
    spec = importlib.util.spec_from_file_location("benchmark_recognizers", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_nine_in_ten_of_each_kind_are_right(measure: ModuleType, shared: Path) -> None:
    by_kind, _, _ = measure.measure(shared / "data" / "time" / "recognizers-ar")
    assert set(KINDS) <= set(by_kind)
    for kind in KINDS:
        score = by_kind[kind]
        assert score.right / score.total >= FLOOR, (kind, score)


def test_most_cases_are_in_scope(measure: ModuleType, shared: Path) -> None:
    by_kind, by_class, _ = measure.measure(shared / "data" / "time" / "recognizers-ar")
    assert sum(score.total for score in by_kind.values()) >= 0.65 * sum(score.total for score in by_class.values())


def test_every_class_left_out_says_why_and_is_needed(measure: ModuleType, shared: Path) -> None:
    _, by_class, _ = measure.measure(shared / "data" / "time" / "recognizers-ar")
    met = {name for _, name in by_class}
    for each in measure.classes():
        assert each.why and each.judge in ("out", "words")
        assert each.id in met, each.id
