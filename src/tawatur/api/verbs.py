"""The verbs: read, build, open.

The steps are imported where they are needed: reading a record takes none of them, and their word lists are large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory

from tawatur.api._source import InMemory
from tawatur.api.view import RecordView
from tawatur.engine import TIME_LIMIT, Step, Summary
from tawatur.model import DocumentError, RawDocument, ReaderName, Record, RecordError
from tawatur.store import Reader, Writer, judgements_hash, outlets_hash, read_judgements, read_outlets

EMPTY = Record(documents=(), published=(), copy_groups=(), entities=(), events=())

Input = str | Path | RawDocument


def read(*inputs: str | Path) -> Iterator[RawDocument | DocumentError]:
    """The documents of files, folders and patterns; what can't be read comes as a DocumentError in its place."""
    from tawatur.ingest import read_inputs

    return read_inputs(inputs)


def build(
    *inputs: Input, output: str | Path | None = None, workers: int | None = 1, time_limit: float = TIME_LIMIT,
    fail_fast: bool = False, progress: Callable[[Step], None] | None = None,
    reader: ReaderName | None = None,
) -> RecordView:
    """Build a record of ``inputs``: paths, patterns, or documents made by hand.

    ``output``: file of the record, which is made or added to; None keeps the record in memory. ``workers``: number of
    processes, None to let the number of documents decide; with more than one, a script must call this under
    ``if __name__ == "__main__":``. ``time_limit``: seconds that one document may take. ``fail_fast``: raise the first
    DocumentError; otherwise documents that can't be used are kept aside (``view.failures``, ``view.summary``).
    ``progress`` is told after each document. ``reader``: who finds the names that no lexicon knows: "fast" (a CRF),
    "accurate" (an encoder: better, slower, needs the extra ``accurate``, else ReaderError); None: the one that the
    record was read with, for a new one "fast". RecordBusy where another process is building into the file.
    """
    from tawatur.ingest import read_inputs
    from tawatur.pipeline.build import build as build_record

    items = chain(
        read_inputs([item for item in inputs if not isinstance(item, RawDocument)]),
        (item for item in inputs if isinstance(item, RawDocument)),
    )

    def run(path: Path) -> Summary:
        with Writer(path) as writer:
            return build_record(
                items, writer, workers=workers, time_limit=time_limit, fail_fast=fail_fast, progress=progress,
                reader=reader,
            )

    if output is not None:
        summary = run(Path(output))
        return _opened(Path(output), summary)
    with TemporaryDirectory(prefix="tawatur-") as folder:
        path = Path(folder, "record.tawatur")
        summary = run(path)
        with _opened(path, summary) as view:
            return RecordView(InMemory(view.record(), view.failures), summary=summary)


def open(path: str | Path) -> RecordView:
    """Open a record for reading. One whose last build was cut short is put together in memory (``complete`` False), and
    so is one whose judgements or table of outlets were changed since."""
    return _opened(Path(path), None)


def _opened(path: Path, summary: Summary | None) -> RecordView:
    if summary is not None and not path.exists():  # there was nothing to store
        return RecordView(InMemory(EMPTY), summary=summary)
    reader = Reader(path)
    try:
        judgements, outlets = read_judgements(path), read_outlets(path)
    except RecordError:
        reader.close()
        raise
    complete = reader.assembled
    if complete and reader.judged == judgements_hash(judgements) + outlets_hash(outlets):
        return RecordView(reader, path=path, summary=summary, judgements=judgements)
    from tawatur.pipeline import assemble

    with reader:
        source = InMemory(assemble(reader.all_extracted(), judgements, outlets), reader.failures())
        return RecordView(source, path=path, summary=summary, complete=complete, judgements=judgements)
