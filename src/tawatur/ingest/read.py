"""``read_inputs``: every article that the inputs name, one after the other, and every one that can't be read."""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from tawatur.ingest.decode import decode
from tawatur.ingest.files import Source, list_sources, reason
from tawatur.ingest.objects import check_text, content_id, from_object, parse_json
from tawatur.model import DocumentError, IngestError, RawDocument

MAX_BYTES = 20_000_000
"""Largest document that is read, in bytes: a book has 2 MB, so what is larger is no article."""

_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TEXT_SUFFIXES = frozenset({".txt", ".text"})
_LINES_SUFFIXES = frozenset({".jsonl", ".ndjson", ".jsonlines"})
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,1000}(?:<!--|<\?xml[^>]{0,200}>\s{0,100})?\s{0,100}"
    rb"<(?:!doctype\s+html|html|head|body|meta|title|div|article|p)\b",
    re.IGNORECASE,
)
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s{0,1000}\{\s{0,1000}"')
_HEAD = 4096

Outcome = RawDocument | DocumentError
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def _too_large(name: str) -> IngestError:
    return IngestError(name, f"larger than {MAX_BYTES // 1_000_000} MB: no article")


def _form(suffix: str, head: bytes) -> str:
    """"html", "lines", "json" or "text": by the file's ending, else by how it begins."""
    if suffix in _HTML_SUFFIXES:
        return "html"
    if suffix in _LINES_SUFFIXES:
        return "lines"
    if suffix == ".json":
        return "json"
    if suffix not in _TEXT_SUFFIXES and _OBJECT.match(head):
        return "lines"
    return "html" if _HTML.match(_plain(head)) else "text"


def _plain(head: bytes) -> bytes:
    """UTF-16 made comparable with ASCII patterns."""
    return head.replace(b"\0", b"").lstrip(b"\xff\xfe") if head.startswith(_UTF16) else head


def _lines(stream: BinaryIO, head: bytes, name: str) -> Iterator[Outcome]:
    """One document or error a line; a line that is too long is skipped without being held in memory."""
    if head.startswith(_UTF16):
        yield IngestError(name, "wrong encoding: JSON has to be UTF-8")
        return
    number = 0
    reader = _LineReader(stream, head)
    while (line := reader.next()) is not None:
        number += 1
        here = f"{name}:{number}"
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if reader.overlong:
            yield _too_large(here)
        elif line.strip():
            try:
                yield from_object(parse_json(line, here), here)
            except IngestError as error:
                yield error


class _LineReader:
    """Lines of a binary stream, each at most ``MAX_BYTES`` long."""

    def __init__(self, stream: BinaryIO, head: bytes) -> None:
        self._stream = stream
        self._head = BytesIO(head)
        self.overlong = False

    def _readline(self, limit: int) -> bytes:
        line = self._head.readline(limit)
        if line.endswith(b"\n") or len(line) >= limit:
            return line
        return line + self._stream.readline(limit - len(line))

    def next(self) -> bytes | None:
        """The next line, or None at the end; ``overlong`` says whether it was cut."""
        line = self._readline(MAX_BYTES + 1)
        self.overlong = len(line) > MAX_BYTES
        if self.overlong:
            tail = line
            while tail and not tail.endswith(b"\n"):
                tail = self._readline(1 << 20)
        return line or None


def _objects(data: bytes, name: str) -> Iterator[Outcome]:
    """A .json file: one article, a list of articles, or (where it is neither) one a line."""
    try:
        value = parse_json(data.removeprefix(b"\xef\xbb\xbf"), name)
    except IngestError as error:
        if b"\n{" in data.strip():
            yield from _lines(BytesIO(data), b"", name)
        else:
            yield error
        return
    if not isinstance(value, list):
        value = [value]
    for number, item in enumerate(value, 1):
        here = f"{name}:{number}" if len(value) > 1 else name
        try:
            yield from_object(item, here)
        except IngestError as error:
            yield error


def _whole(data: bytes, form: str, name: str, ident: str | None, source: str) -> RawDocument:
    """One file of text or one page."""
    if not data:
        raise IngestError(name, "empty")
    text, encoding = decode(data, name, html=form == "html")
    check_text(text, name)
    field = "html" if form == "html" else "text"
    ident = ident or content_id({field: text})
    if form == "html":
        return RawDocument(id=ident, html=text, source=source, encoding=encoding)
    return RawDocument(id=ident, text=text, source=source, encoding=encoding)


def _from_stream(stream: BinaryIO, suffix: str, source: Source) -> Iterator[Outcome]:
    head = stream.read(_HEAD)
    form = _form(suffix, head)
    if form == "lines":
        yield from _lines(stream, head, source.name)
        return
    data = head + stream.read(MAX_BYTES + 1 - len(head))
    if len(data) > MAX_BYTES:
        yield _too_large(source.name)
    elif form == "json":
        yield from _objects(data, source.name)
    else:
        ident = source.name if source.path is not None else None
        yield _whole(data, form, source.name, ident, str(source.path or "-"))


def _from_source(source: Source, stdin: BinaryIO) -> Iterator[Outcome]:
    try:
        if source.path is None:
            yield from _from_stream(stdin, "", source)
            return
        suffix = source.path.suffix.lower()
        if not source.path.is_file():
            source.path.stat()  # says why: no such file, loop of links, no permission
            raise IngestError(source.name, "not a regular file")
        large = source.path.stat().st_size > MAX_BYTES
        if large and suffix not in _LINES_SUFFIXES and not _begins_as_object(source.path):
            raise _too_large(source.name)
        with source.path.open("rb") as stream:
            yield from _from_stream(stream, suffix, source)
    except OSError as error:
        yield IngestError(source.name, f"can't be read: {reason(error)}")
    except IngestError as error:
        yield error


def _begins_as_object(path: Path) -> bool:
    with path.open("rb") as stream:
        return _form(path.suffix.lower(), stream.read(_HEAD)) == "lines"


def _digest(doc: RawDocument) -> bytes:
    """Of everything but where it was read."""
    fields = (doc.text, doc.html, doc.url, doc.outlet, doc.title, doc.published, doc.retrieved)
    return hashlib.sha256(repr(fields).encode("utf-8", "surrogatepass")).digest()


def read_inputs(
    inputs: Sequence[str | Path], *, stdin: BinaryIO | None = None
) -> Iterator[RawDocument | DocumentError]:
    """Read every article that ``inputs`` name: files, folders (recursively), globs, "-" for standard input.

    A file is JSON lines (``.jsonl``, ``.ndjson``; one object a line with ``text`` or ``html`` and any of ``id``,
    ``url``, ``outlet``, ``title``, ``published``, ``retrieved``), JSON (``.json``; one such object or a list), HTML or
    plain text, by its ending or else by how it begins. Of a folder, hidden files and companions of texts (``.md``,
    ``.yaml``, ``.csv``, ``.css``, ``.js`` ...) are left out. The text is kept exactly as given. A document's id is the
    given one, else the file's base name (the relative path where two files share it), else a hash of the content.

    What can't be used is yielded as a DocumentError, in its place, and the rest goes on: empty, larger than
    ``MAX_BYTES``, binary, wrong encoding, broken JSON, lone surrogates, unreadable, missing, or an id that a different
    document had before. A document that is given twice, letter by letter, is yielded once.
    """
    seen: dict[str, bytes] = {}
    for source in list_sources(inputs):
        if isinstance(source, DocumentError):
            yield source
            continue
        for outcome in _from_source(source, stdin if stdin is not None else sys.stdin.buffer):
            if isinstance(outcome, DocumentError):
                yield outcome
                continue
            digest = _digest(outcome)
            if outcome.id not in seen:
                seen[outcome.id] = digest
                yield outcome
            elif seen[outcome.id] != digest:
                where = outcome.source or outcome.id
                yield IngestError(where, f"the id {outcome.id!r} was given before, to another text")
