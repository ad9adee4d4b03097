"""Commands that judge what is one entity: judge, judge same, judge different, judge undo."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from tawatur import api
from tawatur.api import Anchor, GivenJudgement, Judged, UnsurePair
from tawatur.cli.read import DEFAULT, JsonOption, RecordArgument
from tawatur.cli.show import both_names, counted, help_of, print_json, print_lines, shown
from tawatur.model import Entity

_HELP = """See which entities may be one, say "same" or "different", and take it back.

Without a command: the pairs that were kept apart for want of evidence, and the judgements given. Judgements are kept in
a file beside the record (RECORD.judgements.jsonl); every build follows them, and a new record of that name does, too.

\b
Examples:
  tawatur judge
  tawatur judge record.tawatur --json
  tawatur judge same "هنريك غاردنر" "جاردنر" --note "his own page spells it so"
  tawatur judge different person:1a2b3c4d5e person:5e4d3c2b1a --record record.tawatur
  tawatur judge undo 2
"""

_LIST = "list"

RecordOption = Annotated[
    Path, typer.Option(metavar="RECORD", show_default=False, help="The record; ./record.tawatur if not named.")
]
NoteOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why; kept with the judgement.")]
Name = "A name in Arabic or English, or an id."


class _Judge(TyperGroup):
    """What is no command is the record whose list is wanted."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Put the command in front that may be left out."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = [_LIST, *args]
        return super().parse_args(ctx, args)


def listing(record: RecordArgument = DEFAULT, as_json: JsonOption = False) -> None:
    r"""The pairs that may be one, and the judgements given; "list" may be left out.

    \b
    Examples:
      tawatur judge record.tawatur
    """
    with api.open(record) as view:
        unsure, given = view.unsure(), view.judgements()
    if as_json:
        pairs = [{"a": _shaped(pair.a), "b": _shaped(pair.b), "why": pair.why} for pair in unsure]
        print_json({"unsure": pairs, "judgements": [_given(each) for each in given]})
    else:
        print_lines(_lines(unsure, given))


def same(
    a: Annotated[str, typer.Argument(metavar="A", help=Name)],
    b: Annotated[str, typer.Argument(metavar="B", help=Name)],
    note: NoteOption = None,
    record: RecordOption = DEFAULT,
) -> None:
    r"""Say that two entities are one.

    \b
    Examples:
      tawatur judge same "هنريك غاردنر" "جاردنر" --note "his own page spells it so"
    """
    _say(api.judge(record, "same", a, b, note=note))


def different(
    a: Annotated[str, typer.Argument(metavar="A", help=Name)],
    b: Annotated[str, typer.Argument(metavar="B", help="Likewise; of one entity: another form that it is written in.")],
    note: NoteOption = None,
    record: RecordOption = DEFAULT,
) -> None:
    r"""Say that two entities, or two written forms of one, are not the same; what fits both stays with A.

    \b
    Examples:
      tawatur judge different "هنريك غاردنر" "غاردنر"
    """
    _say(api.judge(record, "different", a, b, note=note))


def undo(
    number: Annotated[int, typer.Argument(metavar="N", help="The number of the judgement.")],
    record: RecordOption = DEFAULT,
) -> None:
    r"""Take a judgement back.

    \b
    Examples:
      tawatur judge undo 2
    """
    judged = api.undo(record, number)
    typer.echo(f"judgement {number} is taken back; {_change(judged.before, judged.after)}")


judge = typer.Typer(name="judge", cls=_Judge, help=_HELP, rich_markup_mode=None, add_completion=False)
judge.command(_LIST, help=help_of(listing))(listing)
for command in (same, different, undo):
    judge.command(help=help_of(command))(command)


def _say(judged: Judged) -> None:
    typer.echo(f"judgement {judged.judgement.id}: {_change(judged.before, judged.after)}")


def _change(before: tuple[Entity, ...], after: tuple[Entity, ...]) -> str:
    """What became of the entities of a judgement, on one line."""
    if not after:
        return "nothing changes: its documents are not in the record"
    met = "; ".join(f"{entity.id}: {_met(entity)}" for entity in after)
    if len(before) == len(after):
        return f"{' and '.join(entity.id for entity in after)} {'stay apart' if len(after) > 1 else 'stays one'}: {met}"
    names = " and ".join(entity.id for entity in before)
    return f"{names} are one entity now: {met}" if len(after) == 1 else f"{names} is two entities now: {met}"


def _met(entity: Entity) -> str:
    return f"{counted(len(entity.mentions), 'mention')} in {counted(_documents(entity), 'document')}"


def _documents(entity: Entity) -> int:
    return len({doc for doc, _ in entity.mentions})


# The list


def _lines(unsure: tuple[UnsurePair, ...], given: tuple[GivenJudgement, ...]) -> Iterator[str]:
    yield f"{counted(len(unsure), 'pair')} may be one"
    for number, pair in enumerate(unsure, 1):
        yield f"  {number}. {_line(pair.a)}"
        yield f"     {_line(pair.b)}"
        yield f"     - {shown(pair.why)}"
    yield f"{counted(len(given), 'judgement')}"
    for each in given:
        judgement = each.judgement
        yield f"  {judgement.id}. {judgement.verdict}: {_place(judgement.a)}"
        yield f"     {_place(judgement.b)}"
        if judgement.note:
            yield f"     - {shown(judgement.note)}"
        if each.idle is not None:
            yield f"     ! idle: {shown(each.idle)}"


def _line(entity: Entity) -> str:
    return f"{both_names(entity)}  {entity.id}  {counted(_documents(entity), 'document')}"


def _place(anchor: Anchor) -> str:
    return f"«{shown(anchor.name)}»  {shown(anchor.doc)}:{anchor.start}-{anchor.end}"


def _shaped(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "name_ar": entity.name_ar,
        "name_en": entity.name_en,
        "documents": _documents(entity),
    }


def _given(given: GivenJudgement) -> dict[str, Any]:
    judgement = given.judgement
    mentions = [
        {"doc": each.doc, "start": each.start, "end": each.end, "name": each.name}
        for each in (judgement.a, judgement.b)
    ]
    return {
        "id": judgement.id,
        "verdict": judgement.verdict,
        "a": mentions[0],
        "b": mentions[1],
        "note": judgement.note,
        "idle": given.idle,
    }
