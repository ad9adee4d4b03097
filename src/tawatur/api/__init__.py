"""The Python interface: read documents, build a record of them, open it, ask it, judge what it is unsure of."""

from tawatur.api.judging import Judged, judge, undo
from tawatur.api.match import NotFound
from tawatur.api.numbers import NumberExpression, numbers
from tawatur.api.times import TimeExpression, timex
from tawatur.api.verbs import build, open, read
from tawatur.api.view import DocumentInfo, GivenJudgement, RecordView, UnsurePair
from tawatur.engine import Step, Summary
from tawatur.model import (
    Anchor,
    CleanError,
    DocumentError,
    ExportError,
    IngestError,
    Judgement,
    JudgementError,
    RawDocument,
    ReaderError,
    RecordBusy,
    RecordError,
    RecordVersionError,
    ResourceError,
    TawaturError,
)
from tawatur.views import Agreement, Announcement, Framing

__all__ = [
    "Agreement", "Anchor", "Announcement", "CleanError", "DocumentError", "DocumentInfo", "ExportError", "Framing",
    "GivenJudgement", "IngestError", "Judged", "Judgement", "JudgementError", "NotFound", "NumberExpression",
    "RawDocument", "ReaderError", "RecordBusy", "RecordError", "RecordVersionError", "RecordView", "ResourceError",
    "Step", "Summary", "TawaturError", "TimeExpression", "UnsurePair", "build", "judge", "numbers", "open", "read",
    "timex", "undo",
]
