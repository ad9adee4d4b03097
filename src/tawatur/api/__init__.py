"""The Python interface: read documents, build a record of them, open it, ask it."""

from tawatur.api.match import NotFound
from tawatur.api.times import TimeExpression, timex
from tawatur.api.verbs import build, open, read
from tawatur.api.view import DocumentInfo, RecordView
from tawatur.engine import Step, Summary
from tawatur.model import (
    CleanError,
    DocumentError,
    ExportError,
    IngestError,
    RawDocument,
    RecordBusy,
    RecordError,
    RecordVersionError,
    ResourceError,
    TawaturError,
)

__all__ = [
    "CleanError", "DocumentError", "DocumentInfo", "ExportError", "IngestError", "NotFound", "RawDocument",
    "RecordBusy", "RecordError", "RecordVersionError", "RecordView", "ResourceError", "Step", "Summary",
    "TawaturError", "TimeExpression", "build", "open", "read", "timex",
]
