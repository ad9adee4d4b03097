from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent))
import handmade  # type: ignore[import-not-found]
from tawatur import api
from tawatur.api import RecordView
from tawatur.api._source import InMemory
from tawatur.store import Writer, encode_layers, encode_raw


def write(path: Path) -> Path:
    with Writer(path) as writer:
        for raw, layers in zip(handmade.raws(), handmade.extracted(), strict=True):
            writer.put(raw.id, encode_raw(raw), encode_layers(layers), "p1")
        writer.write(handmade.record(), "p1")
    return path


@pytest.fixture(params=["file", "memory"])
def view(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[RecordView]:
    """The handmade record, from both places that a view can take it from."""
    if request.param == "memory":
        yield RecordView(InMemory(handmade.record()))
    else:
        with api.open(write(tmp_path / "record.tawatur")) as opened:
            yield opened
