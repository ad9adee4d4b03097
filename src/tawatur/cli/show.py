"""How records look in a terminal, and as plain lines where the output goes to a file or another program.

Arabic is printed in logical order, as stored: shaping and ordering are the terminal's work. In tables, where it stands
beside numbers and Latin text, it is wrapped in isolates. Control characters never reach the terminal.
"""

from __future__ import annotations

import inspect
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from rich.console import Console, ConsoleOptions, RenderResult
from rich.measure import Measurement
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from tawatur.api import RecordView
from tawatur.model import Entity, Event, SolvedDate

Lang = Literal["ar", "en"]

UNDATED = "undated"
_ROOMY = 120
"""Columns that a table of events needs."""
_UNSAFE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def shown(text: str) -> str:
    """``text`` on one line, without characters that could command the terminal or turn the line around."""
    return " ".join(_UNSAFE.sub("", text).split())


def isolated(text: str) -> str:
    """``text`` for a cell of a table: Arabic can't reorder what stands beside it."""
    text = shown(text)
    return f"\u2068{text}\u2069" if _RIGHT_TO_LEFT.search(text) else text


def code(text: str, lang: Lang) -> str:
    """A date or an id: in a line of Arabic on a terminal kept from left to right."""
    return f"\u2066{shown(text)}\u2069" if lang == "ar" and to_terminal() else shown(text)


def help_of(command: Callable[..., None]) -> str:
    r"""The help that a command's docstring holds, with its marks (\b) for what must not be filled."""
    return (inspect.getdoc(command) or "").replace(r"\b", "\b")


def to_terminal() -> bool:
    """Whether a person is looking."""
    return sys.stdout.isatty()


def print_json(value: Any) -> None:
    """One JSON value on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_rows(columns: Sequence[tuple[str, Literal["left", "right"]]], rows: Iterable[Sequence[str]]) -> None:
    """A table for people; for programs a line a row, cells parted by tabs, without a header."""
    if not to_terminal():
        for row in rows:
            print("\t".join(shown(cell) for cell in row))
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for name, justify in columns:
        table.add_column(name, justify=justify, overflow="fold", no_wrap=name in ("date", "kind", "status", "id"))
    for row in rows:
        table.add_row(*(_Cell(cell) for cell in row))
    Console().print(table)


class _Cell:
    """Text of a cell, each of its lines isolated by itself: an isolate that is open at a line's end would take the
    following columns with it."""

    def __init__(self, text: str) -> None:
        self._text = Text(shown(text), overflow="fold")

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        return Measurement.get(console, options, self._text)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for line in self._text.wrap(console, options.max_width, no_wrap=options.no_wrap):
            yield Text(isolated(line.plain.rstrip()), no_wrap=True)


def print_lines(lines: Iterable[str]) -> None:
    """Lines as they are; what they contain has gone through ``shown``."""
    for line in lines:
        print(line)


def date_text(date: SolvedDate) -> str:
    """The EDTF date, or that there is none."""
    return date.edtf or UNDATED


def both_names(entity: Entity) -> str:
    """An entity's Arabic and English name."""
    return f"{shown(entity.name_ar)} ({shown(entity.name_en)})" if entity.name_en else shown(entity.name_ar)


def title_text(event: Event, lang: Lang) -> str:
    """An event's title in one language."""
    return event.title_ar if lang == "ar" else event.title_en


def counted(number: int | str, one: str, many: str | None = None) -> str:
    """A number with its noun."""
    return f"{number} {one if str(number) == '1' else many or one + 's'}"


def print_timeline(view: RecordView, events: Sequence[Event], lang: Lang) -> None:
    """Events, one a row: date, kind, status, title, then how many documents, outlets and independent chains tell it."""
    if not events:
        print("no events", file=sys.stderr)
        return
    rows = [
        (
            date_text(event.date), event.kind, event.status, title_text(event, lang),
            str(event.corroboration.documents), str(event.corroboration.outlets), str(event.corroboration.independent),
            event.id,
        )
        for event in events
    ]
    if to_terminal() and Console().width < _ROOMY:
        _print_blocks(rows)
    else:
        print_rows(
            [("date", "left"), ("kind", "left"), ("status", "left"), ("what", "left"), ("docs", "right"),
             ("outlets", "right"), ("chains", "right"), ("id", "left")],
            rows,
        )
    if not view.complete:
        print("the last build was cut short: this stands for the documents stored so far", file=sys.stderr)


def _print_blocks(rows: Iterable[Sequence[str]]) -> None:
    """Two lines an event, for terminals that a table doesn't fit into."""
    console = Console()
    for date, kind, status, title, documents, outlets, chains, ident in rows:
        told = ", ".join((counted(documents, "doc"), counted(outlets, "outlet"), counted(chains, "chain")))
        console.print(Text("  ".join((date, kind, status, told, ident)), style="dim", no_wrap=True), soft_wrap=True)
        console.print(Padding(_Cell(title), (0, 0, 0, 4)))
