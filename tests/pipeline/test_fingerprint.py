from __future__ import annotations

from pathlib import Path

import pytest

from tawatur.pipeline import fingerprint as module


def of(root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr(module, "files", lambda _: root)
    module.fingerprint.cache_clear()
    try:
        return module.fingerprint()
    finally:
        module.fingerprint.cache_clear()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for part in module._PARTS:
        (tmp_path / part).mkdir()
        (tmp_path / part / "__init__.py").write_text(part)
    return tmp_path


def test_it_changes_with_steps_word_lists_and_their_names(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [of(root, monkeypatch)]
    (root / "resources" / "names.tsv").write_text("ا")
    seen.append(of(root, monkeypatch))
    (root / "resources" / "names.tsv").rename(root / "resources" / "other.tsv")
    seen.append(of(root, monkeypatch))
    (root / "clean" / "__init__.py").write_text("changed")
    seen.append(of(root, monkeypatch))
    assert len(set(seen)) == len(seen)


def test_it_ignores_what_makes_no_difference(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = of(root, monkeypatch)
    (root / "resources" / "demo").mkdir()
    (root / "resources" / "demo" / "text.txt").write_text("x")
    (root / "clean" / "__pycache__").mkdir()
    (root / "clean" / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert of(root, monkeypatch) == before


def test_it_is_the_same_each_time(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert of(root, monkeypatch) == of(root, monkeypatch)
    assert len(of(root, monkeypatch)) == 32
