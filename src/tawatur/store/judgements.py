"""Judgements beside a record: one a line, in a file that outlives the record and that people can read and mend."""

from __future__ import annotations

import os
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from tawatur.model import Judgement, RecordError

ENDING = ".judgements.jsonl"

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Judgement)


def judgements_path(record: Path) -> Path:
    """The file of judgements that belongs to a record; one, whatever name the record goes by."""
    record = record.resolve() if record.is_symlink() else record
    return record.with_name(record.name + ENDING)


def read_judgements(record: Path) -> tuple[Judgement, ...]:
    """The judgements on a record by their numbers, none where the file is missing; RecordError where a line is none."""
    path = judgements_path(record)
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RecordError(f"{path}: can't be read: {error.strerror}") from error
    found: dict[int, Judgement] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            judgement = _judgement(line)
        except (msgspec.MsgspecError, ValueError) as error:
            raise RecordError(f"{path}:{number}: no judgement: {error}") from error
        if found.setdefault(judgement.id, judgement) is not judgement:
            raise RecordError(f"{path}:{number}: the number {judgement.id} is given twice")
    return tuple(found[number] for number in sorted(found))


def write_judgements(record: Path, judgements: Sequence[Judgement]) -> None:
    """Put ``judgements`` in the place of those on a record, all or none; where there are none, no file is left."""
    path = judgements_path(record)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        if not judgements:
            path.unlink(missing_ok=True)
            return
        with draft.open("wb") as file:
            file.writelines(_encoder.encode(each) + b"\n" for each in _ordered(judgements))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise RecordError(f"{path}: can't be written: {error.strerror}") from error


def judgements_hash(judgements: Sequence[Judgement]) -> str:
    """A hash of what ``judgements`` say, their notes left out; "" where there are none."""
    said = [msgspec.structs.replace(each, note=None) for each in _ordered(judgements)]
    return blake2b(_encoder.encode(said), digest_size=16).hexdigest() if said else ""


def _ordered(judgements: Sequence[Judgement]) -> list[Judgement]:
    return sorted(judgements, key=lambda each: each.id)


def _judgement(line: bytes) -> Judgement:
    judgement = _decoder.decode(line)
    if judgement.id < 1:
        raise ValueError("its number must be 1 or more")
    if any(not 0 <= anchor.start < anchor.end for anchor in (judgement.a, judgement.b)):
        raise ValueError("a mention must start at 0 or later and end after its start")
    if judgement.a == judgement.b:
        raise ValueError("it is on one mention twice")
    return judgement
