"""Disagreements against a list made by hand (``disagreements.json``): marks that no change may fall below."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

LIST = Path(__file__).with_name("disagreements.json")


@pytest.fixture(scope="module")
def listed() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(LIST.read_text(encoding="utf-8"))
    return found


@pytest.fixture(scope="module")
def measure(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("disagreements", root / "benchmarks" / "disagreements.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def marks(
    measure: ModuleType, listed: dict[str, Any], shared: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("disagreements")
    names = ("seeds", "dev", "more")
    return {name: measure.measure(measure.build(shared, name, listed, folder), listed, name) for name in names}


@pytest.mark.shared
def test_the_list_points_into_its_documents(measure: ModuleType, listed: dict[str, Any], shared: Path) -> None:
    texts = {path.name: path.read_text(encoding="utf-8") for path in (shared / "seeds").glob("*.txt")}
    lines = (shared / "gold" / "dev" / "docs.jsonl").read_text(encoding="utf-8").splitlines()
    articles = [*map(json.loads, lines), *measure.more(shared / "data" / "news" / "saudinewsnet", listed["documents"])]
    texts |= {one["id"]: one["text"] for one in articles}
    for one in listed["disagreements"]:
        assert len(one["accounts"]) >= 2
        for account in one["accounts"]:
            start, end = account["span"]
            assert 0 <= start < end <= len(texts[account["doc"]])


@pytest.mark.shared
def test_the_seeds_show_the_length_of_the_visit_and_the_names_of_the_memorandum(marks: dict[str, Any]) -> None:
    found = {(one["event"], one["field"]) for one in marks["seeds"].found}
    assert found >= {("kochavi-visit", "duration"), ("defence-mou", "name")}


@pytest.mark.shared
def test_what_is_reported_is_right(marks: dict[str, Any]) -> None:
    right = sum(len(one.right) for one in marks.values())
    wrong = sum(len(one.wrong) for one in marks.values())
    assert right / (right + wrong) >= 0.9
    assert not marks["dev"].wrong
    assert not marks["seeds"].wrong


@pytest.mark.shared
def test_what_is_listed_is_found(marks: dict[str, Any]) -> None:
    assert sum(len(one.found) for one in marks.values()) >= 28
