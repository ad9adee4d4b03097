"""Commands about time: the reasoning behind a date, and the time expressions of any text."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any, Literal

import msgspec
import typer

from tawatur import api
from tawatur.api import NotFound, RecordView, TimeExpression
from tawatur.cli.detail import basis_text
from tawatur.cli.read import JsonOption, ReasonsOption, record_and
from tawatur.cli.show import Lang, code, print_json, print_lines, print_rows
from tawatur.model import SolvedDate
from tawatur.rules.steps import date_in_words, label


def dates(
    first: Annotated[str, typer.Argument(metavar="[RECORD] DOC|EVENT", help="The id of a document or an event.")],
    second: Annotated[str | None, typer.Argument(hidden=True)] = None,
    lang: ReasonsOption = "en",
    as_json: JsonOption = False,
) -> None:
    r"""How the day of a document or an event was found: step by step, each with the words that it rests on.

    A day that nothing shows stays open, and words that contradict each other are told as left out.

    \b
    Examples:
      tawatur dates record.tawatur visit-1f0c
      tawatur dates record.tawatur visit-1f0c --lang ar
      tawatur dates record.tawatur 03.txt --json
    """
    record, ident = record_and(first, second)
    with api.open(record) as view:
        what, title, date = _found(view, ident)
        if as_json:
            print_json({what: title, **msgspec.to_builtins(date)})
        else:
            print_lines(_steps(view, what, title, date, lang))


def timex(
    text: Annotated[str, typer.Argument(metavar="TEXT", help="Arabic text; - for standard input.")],
    anchor: Annotated[
        str | None, typer.Option(metavar="DATE", help="Day of writing, YYYY-MM-DD; else relative words stay open.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    r"""The time expressions of a text: words, TIMEX3 type and value, first and last day meant.

    Columns: start, end, words, type, value, first day, last day, and what clashes where something does; parted by tabs
    where the output goes to a file.

    \b
    Examples:
      tawatur timex "وصل الوفد مساء أمس ويغادر الأحد المقبل" --anchor 2024-05-02
    """
    found = api.timex(sys.stdin.read() if text == "-" else text, anchor)
    if as_json:
        print_json([_shape(each) for each in found])
        return
    clashes: list[tuple[str, Literal["left", "right"]]] = [("clash", "left")] * any(each.clash for each in found)
    print_rows(
        [("start", "right"), ("end", "right"), ("words", "left"), ("type", "left"), ("value", "left"), ("from", "left"),
         ("to", "left"), *clashes],
        (
            (
                str(each.start), str(each.end), each.words, each.timex.type, each.timex.value, each.earliest or "",
                each.latest or "", *([each.clash or ""] if clashes else []),
            )
            for each in found
        ),
    )


def _found(view: RecordView, ident: str) -> tuple[str, str, SolvedDate]:
    """Whether it is a document or an event, its id, and its date. A document goes before an event of that beginning."""
    for info in view.documents:
        if info.document.id == ident:
            return "document", ident, info.published
    try:
        event = view.event(ident)
    except NotFound:
        raise NotFound(f"{ident}: no document and no event of this record") from None
    return "event", event.id, event.date


def _steps(view: RecordView, what: str, title: str, date: SolvedDate, lang: Lang) -> Iterator[str]:
    yield f"{label(what, lang):<12} {code(title, lang)}"
    yield f"{label('date', lang):<12} {code(date.edtf, lang) if date.edtf else label('undated', lang)}"
    if date.earliest or date.latest:
        days = label("span", lang, first=date.earliest or "...", last=date.latest or "...")
        if date.earliest and date.earliest == date.latest:
            days = date_in_words(date.earliest, lang)
        yield f"{label('days', lang):<12} {days}"
    for number, step in enumerate(date.basis, 1):
        yield f"{number:>3}. {basis_text(view, step, lang)}"
    for step in date.clash:
        yield f"  !  {label('left_out', lang)} {basis_text(view, step, lang)}"
    if not date.basis and not date.clash:
        yield f"     {label('nothing', lang)}"


def _shape(each: TimeExpression) -> dict[str, Any]:
    shaped: dict[str, Any] = msgspec.to_builtins(each)
    return shaped
