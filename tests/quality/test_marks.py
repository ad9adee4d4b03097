"""The record against hand-annotated texts: marks that no change may fall below."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

import tawatur
from tawatur.export import export_json

pytestmark = pytest.mark.shared

Rows = dict[str, Any]


@lru_cache(maxsize=1)
def _score(path: Path) -> Callable[[Any, Any], Rows]:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found: Callable[[Any, Any], Rows] = module.score
    return found


def _rows(shared: Path, gold: Path, inputs: list[Path], out: Path) -> Rows:
    view = tawatur.build(*inputs, output=out / "record.tawatur")
    written = json.loads(export_json(view.record()))
    return _score(shared / "score" / "score.py")(json.loads(gold.read_text(encoding="utf8")), written)


@pytest.fixture(scope="module")
def seeds(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = shared / "seeds"
    return _rows(shared, folder / "gold.json", sorted(folder.glob("*.txt")), tmp_path_factory.mktemp("seeds"))


@pytest.fixture(scope="module")
def dev(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Rows:
    folder = shared / "gold" / "dev"
    return _rows(shared, folder / "gold.json", [folder / "docs.jsonl"], tmp_path_factory.mktemp("dev"))


@pytest.mark.parametrize(
    ("row", "field", "least"),
    [
        ("body", "kept", 0.98),
        ("mentions", "f1", 0.93),
        ("chain", "f1", 0.86),
        ("merge", "f1", 0.90),
        ("participants", "f1", 0.88),
        ("dates", "right", 0.90),
        ("published", "right", 1.0),
        ("entities", "met", 0.95),
        ("entities", "together", 0.95),
    ],
)
def test_seeds_reach(seeds: Rows, row: str, field: str, least: float) -> None:
    assert seeds[row][field] >= least


@pytest.mark.parametrize(
    ("row", "field", "most"),
    [("body", "noise_let_in", 0.02), ("dates", "wrong", 0.0), ("entities", "wrongly_merged", 0.01)],
)
def test_seeds_stay_below(seeds: Rows, row: str, field: str, most: float) -> None:
    assert seeds[row][field] <= most


def test_seeds_status(seeds: Rows) -> None:
    assert seeds["status"] >= 0.90


@pytest.mark.parametrize(
    ("row", "field", "least"),
    [
        ("body", "kept", 0.97),
        ("mentions", "f1", 0.76),
        ("mentions_anykind", "f1", 0.83),
        ("chain", "f1", 0.84),
        ("copies", "f1", 0.95),
        ("participants", "f1", 0.70),
        ("merge", "f1", 0.78),
        ("dates", "right", 0.79),
        ("published", "right", 0.85),
        ("entities", "met", 0.90),
        ("entities", "together", 0.80),
    ],
)
def test_dev_reaches(dev: Rows, row: str, field: str, least: float) -> None:
    assert dev[row][field] >= least


def test_dev_dates_are_open_rather_than_wrong(dev: Rows) -> None:
    assert dev["dates"]["wrong"] <= 0.03
    assert dev["published"]["wrong"] <= 0.03


def test_dev_keeps_entities_apart(dev: Rows) -> None:
    assert dev["entities"]["wrongly_merged"] <= 0.005


def test_dev_counts_independent_sources(dev: Rows) -> None:
    assert dev["independent"]["exact"] >= 0.80
