"""Building a record: what is new is read and stored document by document, then all is put together."""

from __future__ import annotations

import os
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice

from tawatur.annotate.names import tagger
from tawatur.engine import TIME_LIMIT, State, Step, Summary, run
from tawatur.model import DocumentError, RawDocument, ReaderName
from tawatur.pipeline import analyse, assemble
from tawatur.pipeline.fingerprint import fingerprint, reader_of
from tawatur.store import (
    Failure,
    Layers,
    StoredRaw,
    Writer,
    encode_layers,
    encode_raw,
    judgements_hash,
    outlets_hash,
    read_judgements,
    read_outlets,
)

MANY = 50
"""From this many documents to read on, worker processes pay, where their number is left open."""

MOST_WORKERS = 4


def work(raw: RawDocument) -> Layers:
    """What worker processes do with a document: analyse it and pack the result."""
    return encode_layers(analyse(raw))


def work_accurately(raw: RawDocument) -> Layers:
    """The same with the accurate reader of names."""
    return encode_layers(analyse(raw, "accurate"))


def build(
    items: Iterable[RawDocument | DocumentError], writer: Writer, *, workers: int | None = 1,
    time_limit: float = TIME_LIMIT, fail_fast: bool = False, progress: Callable[[Step], None] | None = None,
    reader: ReaderName | None = None,
) -> Summary:
    """Read ``items`` into the record that ``writer`` holds, then put its documents together by the judgements beside.

    A document that is stored already is not read again; one with a stored id and another content takes its place.
    ``workers``: number of processes; None lets the number of documents decide. ``fail_fast``: raise the first
    DocumentError instead of keeping the document aside. ``reader``: who finds the names, None for the one that read
    what is stored (a new record: "fast"); where it is another, the stored documents are read again. ReaderError where
    it is not installed.
    """
    return _Build(writer, fail_fast, progress, reader or reader_of(writer.program())).run(items, workers, time_limit)


class _Build:
    """One run of ``build``."""

    def __init__(
        self, writer: Writer, fail_fast: bool, progress: Callable[[Step], None] | None, reader: ReaderName
    ) -> None:
        self.work = work if reader == "fast" else work_accurately
        if reader == "accurate":
            tagger(reader)  # fails here, before any document, where the extra is missing
        self.writer = writer
        self.fail_fast = fail_fast
        self.progress = progress
        self.program = fingerprint(reader)
        self.judgements = read_judgements(writer.path)
        self.outlets = read_outlets(writer.path)
        self.pending: deque[tuple[str, StoredRaw, State]] = deque()
        self.met: dict[str, bytes] = {}
        self.counts: Counter[State] = Counter()
        self.failures: list[Failure] = []

    def run(self, items: Iterable[RawDocument | DocumentError], workers: int | None, time_limit: float) -> Summary:
        fresh = self._fresh(items)
        if workers is None:
            first = list(islice(fresh, MANY + 1))
            fresh = chain(first, fresh)
            workers = min(os.cpu_count() or 1, MOST_WORKERS) if len(first) > MANY else 1
        self._read(fresh, workers, time_limit)
        self._read(self._outdated(), workers, time_limit)
        judged = judgements_hash(self.judgements) + outlets_hash(self.outlets)
        if not self.writer.assembled(self.program, judged):
            record = assemble(self.writer.all_extracted(), self.judgements, self.outlets)
            self.writer.write(record, self.program, judged)
        documents, events, entities = self.writer.counts()
        return Summary(
            new=self.counts["new"], replaced=self.counts["replaced"], unchanged=self.counts["unchanged"],
            read_again=self.counts["read again"], kept_aside=tuple(sorted(self.failures)), documents=documents,
            events=events, entities=entities,
        )

    def _read(self, documents: Iterable[RawDocument], workers: int, time_limit: float) -> None:
        """Analyse and store ``documents``; the engine answers in their order, as ``pending`` was filled."""
        for _, result in run(self.work, documents, workers=workers, time_limit=time_limit):
            document, packed, state = self.pending.popleft()
            if isinstance(result, DocumentError):
                self.writer.put_failed(document, packed, result, self.program)
                self._fail(result)
            else:
                self.writer.put(document, packed, result, self.program)
                self._tell(document, state)

    def _fresh(self, items: Iterable[RawDocument | DocumentError]) -> Iterator[RawDocument]:
        """The documents among ``items`` that must be read; all others are dealt with on the way."""
        for item in items:
            if isinstance(item, DocumentError):
                self._unread(item)
                continue
            try:
                packed = encode_raw(item)
            except UnicodeEncodeError:
                name = item.id.encode("utf-8", "backslashreplace").decode()
                self._unread(DocumentError(name, "holds half of a character (a lone surrogate)", "ingest"))
                continue
            if self._is_fresh(item.id, packed):
                yield item

    def _is_fresh(self, document: str, packed: StoredRaw) -> bool:
        """Whether a document must be read; if so it is put into ``pending``."""
        if document in self.met:
            if self.met[document] != packed.content:
                self._fail(DocumentError(document, "the id was given before, to another text", "ingest"))
            else:
                self._tell(document, "unchanged")  # what became of it was told when it was met first
            return False
        self.met[document] = packed.content
        state = self._state(document, packed.content)
        if state == "kept aside":
            self._fail(self._known_failure(document))
        elif state == "unchanged":
            self.writer.forgive(document)
            self._tell(document, state)
        else:
            self.pending.append((document, packed, state))
            return True
        return False

    def _state(self, document: str, content: bytes) -> State:
        known = self.writer.known(document)
        if known is None:
            return "new"
        stored, program, usable = known
        if stored != content:
            return "replaced"
        if program != self.program:
            return "read again"
        if usable:
            return "unchanged"
        # A process may die or take long because the machine was busy: that is worth another try.
        return "new" if self._known_failure(document).step == "engine" else "kept aside"

    def _known_failure(self, document: str) -> DocumentError:
        failure = self.writer.failure(document)
        if failure is None:
            return DocumentError(document, "could not be used", "document")
        return DocumentError(failure.document, failure.reason, failure.step)

    def _outdated(self) -> Iterator[RawDocument]:
        """Stored documents that another program or other word lists have read."""
        for document in self.writer.outdated(self.program):
            raw = self.writer.raw(document)
            self.pending.append((document, encode_raw(raw), "read again"))
            yield raw

    def _unread(self, error: DocumentError) -> None:
        self.writer.put_unread(error)
        self._fail(error)

    def _fail(self, error: DocumentError) -> None:
        if self.fail_fast:
            raise error
        self.failures.append(Failure(error.document, error.step, error.reason))
        self._tell(error.document, "kept aside")

    def _tell(self, document: str, state: State) -> None:
        self.counts[state] += 1
        if self.progress is not None:
            self.progress(Step(document, state, self.counts.total()))
