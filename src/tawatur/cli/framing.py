"""The command about wordings: how outlets call one and the same thing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import msgspec
import typer

from tawatur import api
from tawatur.api import Framing, RecordView
from tawatur.cli.read import DEFAULT, JsonOption, LangOption, RecordArgument
from tawatur.cli.show import Lang, counted, print_json, print_lines, shown
from tawatur.views import Designation, Occurrence, OutletUse

_EXAMPLES = 2
_AROUND = 36
"""Characters shown on either side of an example."""
_VOICES = {"own": "own voice", "quoted": "quoted"}
_VERDICTS = {"more": "more than other outlets", "less": "less than other outlets", "not_shown": "no difference shown"}


def framing(
    record: RecordArgument = DEFAULT,
    actor: Annotated[
        list[str] | None, typer.Option(metavar="NAME", help="Only this entity and its events: a name or an id.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option(metavar="CODE", help="Only entities of this state and its events: MAR, المغرب.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="First day of writing: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day of writing, likewise.")] = None,
    lang: LangOption = "en",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show no more than this.")] = None,
    as_json: JsonOption = False,
) -> None:
    r"""The words that outlets use for one and the same thing, in their own voice and in quotations.

    Each entity and event that is called in two ways or more, with each wording, who uses it how often, and where. Where
    outlets have documents enough, each is compared with the rest (Fisher's exact test on documents, corrected for all
    comparisons shown); p is the corrected chance of such a difference where there is none.

    \b
    Examples:
      tawatur framing record.tawatur
      tawatur framing --actor الجيش --country MAR --lang ar
      tawatur framing --from 2021-11 --to 2022-07 --json
    """
    with api.open(record) as view:
        found = view.framings(actor=actor, country=country, since=since, until=until)[:limit]
        if as_json:
            print_json(msgspec.to_builtins(found))
            return
        for each in found:
            print_lines([*_lines(view, each, lang), ""])
        print_lines([f"{counted(len(found), 'thing')} called in different words"])


def _lines(view: RecordView, each: Framing, lang: Lang) -> Iterator[str]:
    name = each.name_ar if lang == "ar" else each.name_en or each.name_ar
    yield f"{shown(name)}  {each.id}"
    yield f"  named in {counted(each.documents, 'document')} of {counted(each.outlets, 'outlet')}"
    for designation in each.designations:
        yield from _designation(view, designation)


def _designation(view: RecordView, each: Designation) -> Iterator[str]:
    alone = "  (name alone)" if each.form == "name_alone" else ""
    yield f"  «{shown(each.words)}»{alone}  own voice {each.own}, quoted {each.quoted}"
    if len(each.spellings) > 1:
        yield f"     also written: {', '.join(f'«{shown(form)}»' for form in each.spellings[1:])}"
    tests = {use.compared.verdict for use in each.outlets if use.compared is not None}
    for use in each.outlets:
        yield f"     {_outlet(use)}: {_use(use)}"
    if tests == {"too_few"}:
        yield "     too few documents to tell whether outlets differ"
    for found in each.occurrences[:_EXAMPLES]:
        yield f"       {_VOICES[found.voice]}  {_context(view, found)}  {found.doc} {found.start}-{found.end}"


def _outlet(use: OutletUse) -> str:
    return shown(use.outlet or use.docs[0])


def _use(use: OutletUse) -> str:
    counts = f"own voice {use.own}, quoted {use.quoted}; own voice in {use.documents} of {counted(use.of, 'document')}"
    test = use.compared
    if test is None or test.verdict == "too_few":
        return counts
    return f"{counts}; {_VERDICTS[test.verdict]} (p {test.corrected:.2g})"


def _context(view: RecordView, found: Occurrence) -> str:
    text = view.extracted(found.doc).annotated.doc.text
    start, end = max(0, found.start - _AROUND), min(len(text), found.end + _AROUND)
    while 0 < start < found.start and not text[start - 1].isspace():
        start += 1
    while found.end < end < len(text) and not text[end].isspace():
        end -= 1
    return shown(f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}")
