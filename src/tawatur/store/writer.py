"""Writing a record: document by document, then everything that they say together in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import msgspec

from tawatur._version import __version__
from tawatur.model import DocumentError, Event, Extracted, RawDocument, Record, RecordBusy, RecordError
from tawatur.rules.text import words
from tawatur.store.codec import Layers, StoredRaw, decode_layers, decode_raw
from tawatur.store.lock import BuildLock
from tawatur.store.reader import Failure
from tawatur.store.schema import ASSEMBLED, connect, transaction

_json = msgspec.json.Encoder()


class Writer:
    """A record opened for building, by one process at a time; a context manager.

    What a method says it stored is committed when it returns: a process that is killed afterwards loses nothing of
    it. Opening a record and storing nothing leaves the file as it was, byte for byte; a new file that stays empty is
    removed.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.parent.is_dir():
            raise RecordError(f"{path.parent}: no such folder")
        self._lock = BuildLock(path.resolve())  # one lock, whatever name the file goes by
        try:
            self._connection = connect(path, write=True)
        except BaseException:
            self._lock.release()
            raise
        self._logged = False

    def __enter__(self) -> Writer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Fold the write-ahead log into the file, so that the record is one file again, and let the next builder in."""
        try:
            empty = not self._known("SELECT 1 FROM documents UNION ALL SELECT 1 FROM failures LIMIT 1")
            if self._logged:
                with suppress(sqlite3.OperationalError):  # a reader holds it: the next builder folds the log in
                    self._connection.execute("PRAGMA journal_mode = DELETE")
            self._connection.close()
            if empty:
                self.path.unlink(missing_ok=True)
        except sqlite3.Error:
            self._connection.close()
        finally:
            self._lock.release()

    # What is stored already

    def known(self, document: str) -> tuple[bytes, str, bool] | None:
        """Content hash and program fingerprint of a stored document and whether it is usable; None if unknown."""
        row = self._row("SELECT content, program, layers IS NOT NULL FROM documents WHERE id = ?", document)
        return None if row is None else (bytes(row[0]), str(row[1]), bool(row[2]))

    def failure(self, document: str) -> Failure | None:
        """Why a document was kept aside; None if it was not."""
        row = self._row("SELECT document, step, reason FROM failures WHERE document = ?", document)
        return None if row is None else Failure(*row)

    def outdated(self, program: str) -> tuple[str, ...]:
        """Ids of stored documents that another program or other word lists have read, sorted."""
        rows = self._connection.execute("SELECT id FROM documents WHERE program <> ? ORDER BY id", (program,))
        return tuple(str(row[0]) for row in rows)

    def raw(self, document: str) -> RawDocument:
        """A stored document exactly as it was given; KeyError where it is unknown."""
        row = self._row("SELECT raw FROM documents WHERE id = ?", document)
        if row is None:
            raise KeyError(document)
        return decode_raw(row[0])

    def program(self) -> str | None:
        """Fingerprint of the program that read the first of the stored documents; None where there are none."""
        row = self._row("SELECT program FROM documents ORDER BY id LIMIT 1")
        return None if row is None else str(row[0])

    def assembled(self, program: str, judged: str = "") -> bool:
        """Whether events and entities stand for all stored documents, are this program's work and follow the judgements
        with the hash ``judged``."""
        return self._known(
            "SELECT 1 FROM meta WHERE key = 'assembled' AND value = ? "
            "AND ? = coalesce((SELECT value FROM meta WHERE key = 'judgements'), '')", program, judged,
        )

    def all_extracted(self) -> Iterator[Extracted]:
        """What each usable document yields, by id."""
        for (layers,) in self._connection.execute("SELECT layers FROM documents WHERE layers IS NOT NULL ORDER BY id"):
            yield decode_layers(layers)

    def counts(self) -> tuple[int, int, int]:
        """How many usable documents, events and entities there are."""
        row = self._row(
            "SELECT (SELECT count(*) FROM documents WHERE layers IS NOT NULL), "
            "(SELECT count(*) FROM events), (SELECT count(*) FROM entities)"
        )
        assert row is not None
        return (int(row[0]), int(row[1]), int(row[2]))

    # Storing

    def put(self, document: str, raw: StoredRaw, layers: Layers, program: str) -> None:
        """Store a document and what it yields, in place of one with the same id."""
        with self._change():
            self._upsert(document, raw, layers, program)
            self._connection.execute("DELETE FROM failures WHERE document = ?", (document,))

    def put_failed(self, document: str, raw: StoredRaw, error: DocumentError, program: str) -> None:
        """Store a document that can't be used, with the reason, in place of one with the same id."""
        with self._change():
            self._upsert(document, raw, Layers(None, None, None, None), program)
            self._fail(document, error)

    def put_unread(self, error: DocumentError) -> None:
        """Note an input that no document could be read from."""
        if self.failure(error.document) != Failure(error.document, error.step, error.reason):
            with self._writing(), transaction(self._connection):
                self._fail(error.document, error)

    def forgive(self, document: str) -> None:
        """Take back that a stored document could not be read: it came again, as it was."""
        if self.failure(document) is not None:
            with self._writing(), transaction(self._connection):
                self._connection.execute("DELETE FROM failures WHERE document = ?", (document,))

    def write(self, record: Record, program: str, judged: str = "") -> None:
        """Replace events and entities by those of ``record``, all at once; ``judged`` is the hash of the judgements
        that it follows."""
        searches = {event.id: text for event, text in zip(record.events, search_texts(record), strict=True)}
        with self._writing(), transaction(self._connection):
            run = self._connection
            for table in ASSEMBLED:
                run.execute(f"DELETE FROM {table}")
            run.executemany("INSERT INTO publications VALUES (?, ?, ?, ?, ?, ?)", (
                (doc.annotated.doc.id, date.edtf, date.earliest, date.latest, group, _text(date))
                for doc, date, group in zip(record.documents, record.published, record.copy_groups, strict=True)
            ))
            run.executemany("INSERT INTO entities VALUES (?, ?, ?, ?, ?, ?, ?)", (
                (entity.id, position, entity.type, entity.country, entity.name_en, entity.name_ar, _text(entity))
                for position, entity in enumerate(record.entities)
            ))
            run.executemany("INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
                _event_row(position, event, searches[event.id]) for position, event in enumerate(record.events)
            ))
            run.executemany("INSERT OR IGNORE INTO participants VALUES (?, ?, ?)", (
                (event.id, part.entity, part.role) for event in record.events for part in event.participants
            ))
            run.executemany("INSERT INTO mentions VALUES (?, ?, ?, ?, ?, ?)", _mention_rows(record))
            run.execute(
                "INSERT OR REPLACE INTO meta VALUES ('assembled', ?), ('judgements', ?), ('tawatur', ?)",
                (program, judged, __version__),
            )

    def _upsert(self, document: str, raw: StoredRaw, layers: Layers, program: str) -> None:
        self._connection.execute(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET "
            "outlet = excluded.outlet, title = excluded.title, url = excluded.url, content = excluded.content, "
            "program = excluded.program, raw = excluded.raw, layers = excluded.layers",
            (document, layers.outlet, layers.title, layers.url, raw.content, program, raw.packed, layers.packed),
        )

    def _fail(self, document: str, error: DocumentError) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO failures VALUES (?, ?, ?)", (document, error.step, error.reason)
        )

    @contextmanager
    def _change(self) -> Iterator[None]:
        """A transaction that changes documents: what was assembled no longer stands for them all."""
        with self._writing(), transaction(self._connection):
            yield
            self._connection.execute("DELETE FROM meta WHERE key = 'assembled'")

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            if not self._logged:
                # Only now: readers go on beside a builder, but changing the mode writes into the file.
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                self._logged = True
            yield
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise RecordBusy(f"{self.path}: another program holds the file") from error
            raise RecordError(f"{self.path}: can't be written: {error}") from error
        except sqlite3.Error as error:
            raise RecordError(f"{self.path}: can't be written: {error}") from error

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        try:
            row: tuple[Any, ...] | None = self._connection.execute(query, values).fetchone()
        except sqlite3.Error as error:
            raise RecordError(f"{self.path}: can't be read: {error}") from error
        return row

    def _known(self, query: str, *values: object) -> bool:
        return self._row(query, *values) is not None


def search_texts(record: Record) -> Iterator[str]:
    """For each event the folded words that a search looks through: titles, names, and the sentences that tell it."""
    documents = {extracted.annotated.doc.id: extracted for extracted in record.documents}
    for event in record.events:
        parts = [event.title_ar, event.title_en, *event.names, *event.topics]
        spans = dict.fromkeys((doc, documents[doc].events[number].sentence) for doc, number in event.mentions)
        parts += [span.of(documents[doc].annotated.doc.text) for doc, span in spans]
        yield " ".join(word for part in dict.fromkeys(parts) for word in words(part))


def _text(value: object) -> str:
    return _json.encode(value).decode()


def _event_row(position: int, event: Event, search: str) -> tuple[object, ...]:
    date, seen = event.date, event.corroboration
    return (
        event.id, position, event.kind, event.status, date.edtf, date.earliest, date.latest, event.title_ar,
        event.title_en, event.place, seen.documents, seen.outlets, seen.independent, search, _text(event),
    )


def _mention_rows(record: Record) -> Iterator[tuple[object, ...]]:
    documents = {extracted.annotated.doc.id: extracted for extracted in record.documents}
    for event in record.events:
        for doc, number in event.mentions:
            told = documents[doc].events[number]
            yield (event.id, doc, number, told.start, told.end, told.trigger)
