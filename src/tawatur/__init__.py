"""tawatur reads Arabic news into a record of events: who, with whom, when, where, and the chain of who says so.

>>> import tawatur
>>> record = tawatur.build("articles/", output="record.tawatur")
>>> for event in record.events(country="MAR", since="2021-11"):
...     print(event.date.edtf, event.title_en, event.corroboration.independent)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tawatur._version import __version__

if TYPE_CHECKING:
    from tawatur.api import (
        Agreement,
        Anchor,
        Announcement,
        CleanError,
        DocumentError,
        DocumentInfo,
        ExportError,
        Framing,
        GivenJudgement,
        IngestError,
        Judged,
        Judgement,
        JudgementError,
        NotFound,
        NumberExpression,
        RawDocument,
        ReaderError,
        RecordBusy,
        RecordError,
        RecordVersionError,
        RecordView,
        ResourceError,
        Step,
        Summary,
        TawaturError,
        TimeExpression,
        UnsurePair,
        build,
        judge,
        numbers,
        open,
        read,
        timex,
        undo,
    )

__all__ = [
    "Agreement", "Anchor", "Announcement", "CleanError", "DocumentError", "DocumentInfo", "ExportError", "Framing",
    "GivenJudgement", "IngestError", "Judged", "Judgement", "JudgementError", "NotFound", "NumberExpression",
    "RawDocument", "ReaderError", "RecordBusy", "RecordError", "RecordVersionError", "RecordView", "ResourceError",
    "Step", "Summary", "TawaturError", "TimeExpression", "UnsurePair", "__version__", "build", "judge", "numbers",
    "open", "read", "timex", "undo",
]


def __getattr__(name: str) -> object:
    # The steps import this package too: they must not load the whole of it.
    if name in __all__:
        from tawatur import api

        return getattr(api, name)
    raise AttributeError(f"module 'tawatur' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
