"""Frozen types shared by all steps; this package imports nothing else of tawatur."""

from tawatur.model.annotation import Annotated, EntityType, Mention, MentionForm, Quote, Sentence, Timex, Token
from tawatur.model.document import Document, RawDocument
from tawatur.model.errors import (
    CleanError, DocumentError, ExportError, IngestError, RecordBusy, RecordError, RecordVersionError, ResourceError,
    TawaturError,
)
from tawatur.model.event import (
    Account, Argument, Basis, Corroboration, Disagreement, Entity, Event, EventMention, Extracted, Kind, Link,
    LinkKind, Participant, Quantity, Record, Role, SolvedDate, Status,
)
from tawatur.model.span import Span

__all__ = [
    "Account", "Annotated", "Argument", "Basis", "CleanError", "Corroboration", "Disagreement", "Document",
    "DocumentError", "Entity", "EntityType", "Event", "EventMention", "ExportError", "Extracted", "IngestError",
    "Kind", "Link", "LinkKind", "Mention", "MentionForm", "Participant", "Quantity", "Quote", "RawDocument",
    "Record", "RecordBusy", "RecordError", "RecordVersionError", "ResourceError", "Role", "Sentence", "SolvedDate",
    "Span", "Status", "TawaturError", "Timex", "Token",
]
