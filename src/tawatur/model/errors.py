"""The tree of errors.

TawaturError
├── ResourceError         a lexicon or rule file is malformed (ours, not the user's)
├── DocumentError         one document can't be used; it is kept aside, the rest goes on
│   ├── IngestError       reading and decoding
│   └── CleanError        finding the article in the page
├── RecordError           a record file can't be opened, read or written
│   ├── RecordVersionError
│   └── RecordBusy        another process is writing it
├── ReaderError           the reader of names that was asked for is not installed
├── JudgementError        a judgement on entities can't be given
└── ExportError
"""

from __future__ import annotations


class TawaturError(Exception):
    """Root of all errors that tawatur raises on purpose."""


class ResourceError(TawaturError):
    """A lexicon or rule file is malformed."""


class DocumentError(TawaturError):
    """One document can't be used. ``document`` names it, ``step`` says where it failed, ``reason`` why, in one line."""

    step = "document"

    def __init__(self, document: str, reason: str, step: str | None = None) -> None:
        self.document = document
        self.reason = reason
        if step is not None:
            self.step = step
        super().__init__(f"{document}: {self.step}: {reason}")

    def __reduce__(self) -> tuple[type[DocumentError], tuple[str, str, str]]:
        """Errors go from one process to another whole."""
        return type(self), (self.document, self.reason, self.step)


class IngestError(DocumentError):
    """Reading or decoding failed."""

    step = "ingest"


class CleanError(DocumentError):
    """No article was found in the page."""

    step = "clean"


class RecordError(TawaturError):
    """A record file can't be opened, read or written."""


class RecordVersionError(RecordError):
    """The record was written by another version of the format."""


class RecordBusy(RecordError):
    """Another process is writing the record."""


class ReaderError(TawaturError, ValueError):
    """The reader of names that was asked for can't be used: its extra is not installed."""


class JudgementError(TawaturError, ValueError):
    """A judgement can't be given: it contradicts an earlier one, or it is not clear which entities it is on."""


class ExportError(TawaturError):
    """An export can't be written."""
