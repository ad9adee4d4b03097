"""Reading a record. Readers don't disturb a builder and see what was committed when they look."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec

from tawatur.model import Entity, Event, Extracted, RawDocument, Record, RecordError, SolvedDate
from tawatur.store.codec import decode_layers, decode_raw
from tawatur.store.schema import connect

T = TypeVar("T")

_events = msgspec.json.Decoder(Event)
_entities = msgspec.json.Decoder(Entity)
_dates = msgspec.json.Decoder(SolvedDate)


class Failure(NamedTuple):
    """A document kept aside: which one, the step where it failed, and why, in one line."""

    document: str
    step: str
    reason: str


class Publication(NamedTuple):
    """When a document came out, and the group of copies that it belongs to."""

    date: SolvedDate
    copy_group: str | None


class Reader:
    """A record opened for reading; a context manager."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = connect(path, write=False)

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; calling it again does nothing."""
        self._connection.close()

    def _rows(self, query: str, *values: object) -> Iterator[tuple[object, ...]]:
        try:
            yield from self._connection.execute(query, values)
        except sqlite3.Error as error:
            raise RecordError(f"{self.path}: can't be read: {error}") from error

    def meta(self, key: str) -> str | None:
        """A value that describes the record: "assembled" (fingerprint of the program), "judgements" (their
        hash), "tawatur" (the version of the program)."""
        row = next(self._rows("SELECT value FROM meta WHERE key = ?", key), None)
        return None if row is None else str(row[0])

    @property
    def assembled(self) -> bool:
        """Whether events and entities stand for all stored documents; False after a build that was cut short."""
        return self.meta("assembled") is not None

    @property
    def judged(self) -> str:
        """Hash of the judgements that events and entities follow; "" where there were none."""
        return self.meta("judgements") or ""

    def ids(self) -> tuple[str, ...]:
        """Ids of the usable documents, sorted."""
        return tuple(str(row[0]) for row in self._rows("SELECT id FROM documents WHERE layers IS NOT NULL ORDER BY id"))

    def extracted(self, document: str) -> Extracted:
        """What one document yields; KeyError where it is unknown or was kept aside."""
        row = next(self._rows("SELECT layers FROM documents WHERE id = ? AND layers IS NOT NULL", document), None)
        if row is None:
            raise KeyError(document)
        return decode_layers(row[0])  # type: ignore[arg-type]

    def all_extracted(self) -> Iterator[Extracted]:
        """What each usable document yields, by id."""
        for row in self._rows("SELECT layers FROM documents WHERE layers IS NOT NULL ORDER BY id"):
            yield decode_layers(row[0])  # type: ignore[arg-type]

    def raw(self, document: str) -> RawDocument:
        """A document exactly as it was given; KeyError where it is unknown."""
        row = next(self._rows("SELECT raw FROM documents WHERE id = ?", document), None)
        if row is None:
            raise KeyError(document)
        return decode_raw(row[0])  # type: ignore[arg-type]

    def failures(self) -> tuple[Failure, ...]:
        """Documents kept aside, by name."""
        rows = self._rows("SELECT document, step, reason FROM failures ORDER BY document")
        return tuple(Failure(str(document), str(step), str(reason)) for document, step, reason in rows)

    def events(self) -> tuple[Event, ...]:
        """All events in the order of the record."""
        return tuple(self._decode(_events, "events"))

    def searches(self) -> Mapping[str, str]:
        """For each event id the folded words that a search looks through."""
        return {str(event): str(search) for event, search in self._rows("SELECT id, search FROM events")}

    def entities(self) -> tuple[Entity, ...]:
        """All entities in the order of the record."""
        return tuple(self._decode(_entities, "entities"))

    def publications(self) -> Mapping[str, Publication]:
        """For each document when it came out and its group of copies."""
        return {
            str(document): Publication(self._parse(_dates, data), None if group is None else str(group))
            for document, group, data in self._rows("SELECT document, copy_group, data FROM publications")
        }

    def record(self) -> Record:
        """The whole record in memory; it must be assembled."""
        published = self.publications()
        documents = tuple(self.all_extracted())
        of = [published[extracted.annotated.doc.id] for extracted in documents]
        return Record(
            documents=documents, published=tuple(each.date for each in of),
            copy_groups=tuple(each.copy_group for each in of), entities=self.entities(), events=self.events(),
        )

    def _decode(self, decoder: msgspec.json.Decoder[T], table: str) -> Iterator[T]:
        for (data,) in self._rows(f"SELECT data FROM {table} ORDER BY position"):
            yield self._parse(decoder, data)

    def _parse(self, decoder: msgspec.json.Decoder[T], data: object) -> T:
        try:
            return decoder.decode(str(data))
        except msgspec.DecodeError as error:
            raise RecordError(
                f"{self.path}: another version of tawatur wrote it; building into it again mends it ({error})"
            ) from error
