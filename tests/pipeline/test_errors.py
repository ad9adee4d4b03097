"""Errors about documents go from one process to another."""

from __future__ import annotations

import pickle

import pytest

from tawatur.model import DocumentError
from tawatur.model.errors import CleanError, IngestError


@pytest.mark.parametrize(
    "error", [DocumentError("a.txt", "too long", "size"), IngestError("b", "not text"), CleanError("c", "empty")]
)
def test_an_error_survives_a_process(error: DocumentError) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert (again.document, again.step, again.reason, str(again)) == (
        error.document,
        error.step,
        error.reason,
        str(error),
    )
