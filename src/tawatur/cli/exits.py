"""Exit codes, and which error ends with which."""

from __future__ import annotations

from tawatur.api import NotFound
from tawatur.model import DocumentError, ExportError, RecordError, ResourceError

OK = 0
KEPT_ASIDE = 1
USAGE = 2
NO_DOCUMENT = 3
RECORD = 4
OUTPUT = 5
FAULT = 70
INTERRUPTED = 130

MEANINGS = {
    OK: "done",
    KEPT_ASIDE: "done, but some documents were kept aside",
    USAGE: "wrong usage, or nothing of that name in the record",
    NO_DOCUMENT: "no document could be used",
    RECORD: "the record can't be used: missing, damaged, busy, or of another version",
    OUTPUT: "the output can't be written",
    FAULT: "a fault of the program",
    INTERRUPTED: "interrupted",
}

_OF: tuple[tuple[type[Exception], int], ...] = (
    (NotFound, USAGE), (ValueError, USAGE), (DocumentError, KEPT_ASIDE), (RecordError, RECORD), (ExportError, OUTPUT),
    (ResourceError, FAULT),
)


def code_of(error: Exception) -> int:
    """The exit code that ``error`` ends with."""
    return next((code for kind, code in _OF if isinstance(error, kind)), FAULT)
