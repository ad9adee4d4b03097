"""A record's own table of outlets, in a file beside it that people write: owners, and agencies that outlets take."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from tawatur.model import RecordError
from tawatur.rules.outlets import OutletRow, outlet_row

ENDING = ".outlets.tsv"
COLUMNS = ("outlet", "owner", "agencies", "source")

_encoder = msgspec.json.Encoder()


def outlets_path(record: Path) -> Path:
    """The file of outlets that belongs to a record; one, whatever name the record goes by."""
    record = record.resolve() if record.is_symlink() else record
    return record.with_name(record.name + ENDING)


def read_outlets(record: Path) -> tuple[OutletRow, ...]:
    """The rows of a record's own table, none where there is no file; RecordError where it is no such table."""
    path = outlets_path(record)
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise RecordError(f"{path}: can't be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise RecordError(f"{path}: not UTF-8") from error
    return tuple(_rows(path, text))


def outlets_hash(rows: Sequence[OutletRow]) -> str:
    """A hash of what a table says; "" where there is none."""
    return blake2b(_encoder.encode(list(rows)), digest_size=16).hexdigest() if rows else ""


def _rows(path: Path, text: str) -> Iterator[OutletRow]:
    columns: list[str] | None = None
    for number, line in enumerate(text.split("\n"), 1):
        cells = [cell.strip() for cell in line.rstrip("\r").split("\t")]
        if not any(cells) or cells[0].startswith("#"):
            continue
        if columns is None:
            columns = cells
            if "outlet" not in columns or not set(columns) <= set(COLUMNS) or len(set(columns)) < len(columns):
                raise RecordError(f"{path}:{number}: needs columns of {', '.join(COLUMNS)}, parted by tabs")
            continue
        if len(cells) > len(columns):
            raise RecordError(f"{path}:{number}: {len(cells)} cells, {len(columns)} columns")
        row = outlet_row(dict(zip(columns, cells, strict=False)))
        if not row.names:
            raise RecordError(f"{path}:{number}: names no outlet")
        yield row
