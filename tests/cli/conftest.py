from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).parent.parent))
import handmade  # type: ignore[import-not-found]
from tawatur.cli import app
from tawatur.model import DocumentError, RawDocument
from tawatur.store import Writer, encode_layers, encode_raw

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in an empty folder: its exit code, standard output and standard error."""
    monkeypatch.chdir(tmp_path)

    def invoke(*arguments: str | Path) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result.exit_code, result.stdout, result.stderr

    return invoke


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The handmade record, with one document kept aside, at the path that commands take by default."""
    path = tmp_path / "record.tawatur"
    with Writer(path) as writer:
        for raw, layers in zip(handmade.raws(), handmade.extracted(), strict=True):
            writer.put(raw.id, encode_raw(raw), encode_layers(layers), "p1")
        bad = RawDocument(id="bad.txt", text="x")
        writer.put_failed("bad.txt", encode_raw(bad), DocumentError("bad.txt", "no \x1b[31marticle", "clean"), "p1")
        writer.write(handmade.record(), "p1")
    return path
