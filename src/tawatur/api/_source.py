"""Where a view takes its answers from: a record file, or a record in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from tawatur.model import Entity, Event, Extracted, Record
from tawatur.store import Failure, Publication, search_texts


class Source(Protocol):
    """What tawatur.store.Reader offers, too."""

    def ids(self) -> tuple[str, ...]: ...
    def extracted(self, document: str) -> Extracted: ...
    def failures(self) -> tuple[Failure, ...]: ...
    def events(self) -> tuple[Event, ...]: ...
    def searches(self) -> Mapping[str, str]: ...
    def entities(self) -> tuple[Entity, ...]: ...
    def publications(self) -> Mapping[str, Publication]: ...
    def record(self) -> Record: ...
    def close(self) -> None: ...


class InMemory:
    """A record that no file stands behind."""

    def __init__(self, record: Record, failures: Sequence[Failure] = ()) -> None:
        self._record = record
        self._failures = tuple(failures)
        self._extracted = {extracted.annotated.doc.id: extracted for extracted in record.documents}

    def ids(self) -> tuple[str, ...]:
        return tuple(self._extracted)

    def extracted(self, document: str) -> Extracted:
        return self._extracted[document]

    def failures(self) -> tuple[Failure, ...]:
        return self._failures

    def events(self) -> tuple[Event, ...]:
        return self._record.events

    def searches(self) -> Mapping[str, str]:
        return {event.id: text for event, text in zip(self._record.events, search_texts(self._record), strict=True)}

    def entities(self) -> tuple[Entity, ...]:
        return self._record.entities

    def publications(self) -> Mapping[str, Publication]:
        record = self._record
        pairs = zip(record.published, record.copy_groups, strict=True)
        return {doc: Publication(date, group) for doc, (date, group) in zip(self._extracted, pairs, strict=True)}

    def record(self) -> Record:
        return self._record

    def close(self) -> None:
        pass
