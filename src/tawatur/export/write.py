"""Writing the forms of a record to bytes and files. The same record gives the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from tawatur.export.shape import to_dict
from tawatur.export.table import (
    COLUMNS,
    DOCUMENT_COLUMNS,
    ENTITY_COLUMNS,
    Cell,
    Row,
    document_rows,
    entity_rows,
    event_rows,
)
from tawatur.model import ExportError, Record

if TYPE_CHECKING:
    import xlsxwriter

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_XLSX_CELL = 32_767
_XLSX_ROWS = 1_048_575
_XLSX_CREATED = dt.datetime(2000, 1, 1)  # the day of writing would make each file differ
_WIDE = {"title_ar": 50, "title_en": 50, "title": 50, "sentence": 80, "chain": 40, "names_ar": 50}
_WIDTH = 18


def export_json(record: Record) -> bytes:
    """The record by the published schema, in UTF-8."""
    return (json.dumps(to_dict(record), ensure_ascii=False, indent=1) + "\n").encode()


def export_csv(record: Record) -> bytes:
    """One row an event, in UTF-8 with the mark by which spreadsheets know it.

    A cell that a spreadsheet would take for a formula gets a leading apostrophe: the words of a page must not run.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in event_rows(record):
        writer.writerow([_harmless(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def export_xlsx(record: Record) -> bytes:
    """A workbook, right to left, with a sheet each for events, documents and entities."""
    import xlsxwriter  # not above: only this form needs it

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": _XLSX_CREATED, "title": "tawatur"})
        _sheet(book, "events", COLUMNS, event_rows(record))
        _sheet(book, "documents", DOCUMENT_COLUMNS, document_rows(record))
        _sheet(book, "entities", ENTITY_COLUMNS, entity_rows(record))
    return out.getvalue()


FORMATS: dict[str, Callable[[Record], bytes]] = {"json": export_json, "csv": export_csv, "xlsx": export_xlsx}


def export(record: Record, path: Path, form: str | None = None) -> None:
    """Write ``record`` to ``path`` in one of FORMATS; by default the one that the file's ending names.

    The file appears whole or not at all.
    """
    form = form or path.suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise ExportError(f"{form or path.name}: no such format; there are {', '.join(FORMATS)}")
    write_whole(path, FORMATS[form](record))


def write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name, then give it its own: nobody sees half of it."""
    if path.is_dir():
        raise ExportError(f"{path}: a folder, not a file")
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    if path.exists() and not path.is_file():
        draft = path  # a device or a pipe: there is nothing to put in its place
    try:
        draft.write_bytes(content)
        if draft != path:
            draft.replace(path)
    except OSError as error:
        if draft != path:
            draft.unlink(missing_ok=True)
        raise ExportError(f"{path}: can't be written: {error.strerror}") from error


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _sheet(book: xlsxwriter.Workbook, name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    sheet = book.add_worksheet(name)
    sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    header = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"valign": "top"})
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column, header)
        sheet.set_column(at, at, _WIDE.get(column, _WIDTH), plain)
    last = 0
    for last, row in enumerate(rows, 1):
        if last > _XLSX_ROWS:
            raise ExportError(f"a sheet holds at most {_XLSX_ROWS:,} rows; export as JSON or CSV")
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(last, at, cell if len(cell) <= _XLSX_CELL else cell[: _XLSX_CELL - 1] + "…")
            else:
                sheet.write_number(last, at, cell)
    sheet.autofilter(0, 0, last, len(columns) - 1)
