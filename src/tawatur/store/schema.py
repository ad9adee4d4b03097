"""The tables of a record, and opening the file.

``documents`` and ``failures`` grow document by document; the tables below them are written together at the end of a
build. While ``meta.assembled`` is missing they lag behind the documents (a build is under way or was cut short).
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tawatur.model import RecordError, RecordVersionError

APPLICATION_ID = 0x54575452
""""TWTR" in the header of the file: tells a record from any other SQLite file."""

FORMAT = 1
"""Version of the tables; the header's user_version."""

PATIENCE = 2.0
"""Seconds to wait for a lock that another connection holds for a moment."""

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a document. raw: as given. layers: what it yields, or NULL where it could not be used (see failures).
-- content: hash of raw. program: fingerprint of the program and word lists that made the layers.
CREATE TABLE documents (
  id TEXT PRIMARY KEY, outlet TEXT, title TEXT, url TEXT, content BLOB NOT NULL, program TEXT NOT NULL,
  raw BLOB NOT NULL, layers BLOB
);
-- Documents kept aside: those without layers, and inputs that no document could be read from.
CREATE TABLE failures (document TEXT PRIMARY KEY, step TEXT NOT NULL, reason TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE publications (
  document TEXT PRIMARY KEY REFERENCES documents (id), edtf TEXT, earliest TEXT, latest TEXT, copy_group TEXT,
  data TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE entities (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, type TEXT NOT NULL, country TEXT, name_en TEXT,
  name_ar TEXT NOT NULL, data TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE events (
  id TEXT PRIMARY KEY, position INTEGER NOT NULL, kind TEXT NOT NULL, status TEXT NOT NULL, edtf TEXT,
  earliest TEXT, latest TEXT, title_ar TEXT NOT NULL, title_en TEXT NOT NULL, place TEXT REFERENCES entities (id),
  documents INTEGER NOT NULL, outlets INTEGER NOT NULL, independent INTEGER NOT NULL, search TEXT NOT NULL,
  data TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE participants (
  event TEXT NOT NULL REFERENCES events (id), entity TEXT NOT NULL REFERENCES entities (id), role TEXT NOT NULL,
  PRIMARY KEY (event, entity, role)
) WITHOUT ROWID;
CREATE TABLE mentions (
  event TEXT NOT NULL REFERENCES events (id), document TEXT NOT NULL REFERENCES documents (id),
  number INTEGER NOT NULL, "start" INTEGER NOT NULL, "end" INTEGER NOT NULL, "trigger" TEXT NOT NULL,
  PRIMARY KEY (event, document, number)
) WITHOUT ROWID;
CREATE INDEX events_by_date ON events (earliest);
CREATE INDEX participants_by_entity ON participants (entity);
CREATE INDEX mentions_by_document ON mentions (document);
"""

ASSEMBLED = ("mentions", "participants", "events", "entities", "publications")
"""The tables that a build writes at its end, in an order in which they can be emptied."""


def connect(path: Path, *, write: bool) -> sqlite3.Connection:
    """Open a record; for writing, an empty or missing file becomes one. Foreign files are refused untouched."""
    if not write and not path.exists():
        raise RecordError(f"{path}: no such record")
    if path.is_dir():
        raise RecordError(f"{path}: a folder, not a record")
    try:
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={'rwc' if write else 'ro'}", uri=True, timeout=PATIENCE,
            isolation_level=None,
        )
    except sqlite3.Error as error:
        raise RecordError(f"{path}: can't be opened: {error}") from error
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        _check(connection, path, write=write)
    except sqlite3.Error as error:
        connection.close()
        raise RecordError(f"{path}: no tawatur record, or a damaged one: {error}") from error
    except RecordError:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection, path: Path, *, write: bool) -> None:
    application, version = (connection.execute(f"PRAGMA {name}").fetchone()[0]
                            for name in ("application_id", "user_version"))
    if application == APPLICATION_ID:
        if version != FORMAT:
            raise RecordVersionError(
                f"{path}: written in format {version} of the record, this program reads format {FORMAT}; "
                "build a new record from the documents, or use the version of tawatur that wrote it"
            )
        return
    if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] or application:
        raise RecordError(f"{path}: no tawatur record, but another program's database")
    if not write:
        raise RecordError(f"{path}: an empty file, not a record")
    with transaction(connection):
        for statement in TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {FORMAT}")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing: what the body does is committed at its end, or undone where it raises."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")
