"""What the package offers is pinned: adding to it or taking from it is a decision."""

from __future__ import annotations

import subprocess
import sys

import tawatur
from tawatur import api
from tawatur.model import TawaturError

PUBLIC = [
    "Agreement", "Anchor", "Announcement", "CleanError", "DocumentError", "DocumentInfo", "ExportError", "Framing",
    "GivenJudgement", "IngestError", "Judged", "Judgement", "JudgementError", "NotFound", "NumberExpression",
    "RawDocument", "ReaderError", "RecordBusy", "RecordError", "RecordVersionError", "RecordView", "ResourceError",
    "Step", "Summary", "TawaturError", "TimeExpression", "UnsurePair", "__version__", "build", "judge", "numbers",
    "open", "read", "timex", "undo",
]


def test_the_package_offers_exactly_this() -> None:
    assert sorted(tawatur.__all__) == PUBLIC
    assert sorted([*api.__all__, "__version__"]) == PUBLIC
    assert dir(tawatur) == PUBLIC


def test_everything_offered_is_there_and_explained() -> None:
    for name in PUBLIC:
        assert getattr(tawatur, name) is not None
        assert name == "__version__" or name.endswith("Error") or getattr(tawatur, name).__doc__


def test_all_errors_have_one_root() -> None:
    errors = [getattr(tawatur, name) for name in PUBLIC if name.endswith("Error") or name in ("NotFound", "RecordBusy")]
    assert all(issubclass(error, TawaturError) for error in errors)


def test_importing_the_package_loads_none_of_the_steps() -> None:
    code = "import sys, tawatur; print([name for name in sys.modules if name.startswith('tawatur.')])"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "['tawatur._version']"
