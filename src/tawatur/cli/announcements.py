"""The command about announcements: what was announced, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

import msgspec
import typer

from tawatur import api
from tawatur.api import Announcement
from tawatur.cli.read import (
    DEFAULT,
    ActorsOption,
    CountriesOption,
    JsonOption,
    KindOption,
    LangOption,
    RecordArgument,
    SinceOption,
    UntilOption,
)
from tawatur.cli.show import UNDATED, Lang, counted, print_json, print_lines, shown
from tawatur.model import Event
from tawatur.views import OUTCOMES, Outcome, Telling, Words

_OUTCOME = {
    "fulfilled": "fulfilled", "changed": "changed", "cancelled": "cancelled", "denied": "denied",
    "no_news": "no news since", "not_due": "not due yet, no news since",
}
_WHY = {
    "one_event": "the record joins these tellings", "kind": "same kind", "persons": "same persons",
    "states": "same states", "place": "same place", "date": "same days",
}
_CHANGED = {"date": "another day", "place": "another place", "postponed": "postponed"}


def announcements(
    record: RecordArgument = DEFAULT,
    actor: ActorsOption = None,
    country: CountriesOption = None,
    kind: KindOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    outcome: Annotated[
        Outcome | None, typer.Option(metavar="OUTCOME", help=f"What became of it: {', '.join(OUTCOMES)}.")
    ] = None,
    lang: LangOption = "en",
    as_json: JsonOption = False,
) -> None:
    r"""What was announced, and what became of it: fulfilled, changed, cancelled, denied, or no news since.

    Each with the words that announce it and those that the outcome rests on. Days without news are counted up to the
    last dated document of the record, never up to today. With --from or --to events without a date are left out.

    \b
    Examples:
      tawatur announcements record.tawatur
      tawatur announcements --country MAR --outcome no_news --lang ar
    """
    with api.open(record) as view:
        found = view.announcements(
            actor=actor, country=country, kind=kind, since=since, until=until, outcome=outcome
        )
        if as_json:
            print_json(msgspec.to_builtins(found))
            return
        titles = {event.id: event for event in view.events()}
        for each in found:
            print_lines([*_lines(each, titles, lang), ""])
        print_lines([counted(len(found), "announcement")])


def _lines(each: Announcement, events: dict[str, Event], lang: Lang) -> Iterator[str]:
    title = each.title_ar if lang == "ar" else each.title_en
    yield f"{each.told[0].written or UNDATED}  {each.kind}  {shown(title)}  {each.event}"
    yield from _tellings("announced", each.told)
    if each.due:
        first, last = each.due
        yield f"  due        {first}{f' to {last}' if last != first else ''}"
    yield f"  outcome    {_OUTCOME[each.outcome]}{_silence(each)}"
    if each.became is not None and each.became != each.event:
        yield f"             {_other(events[each.became], lang)}"
    if each.why:
        yield f"             ({', '.join(_WHY[why] for why in each.why)})"
    for change in each.changes:
        yield f"  changed    {_CHANGED[change.field]}: {_side(change.announced)}{_side(change.became, '→ ')}"
    yield from _tellings("rests on", each.rests_on)
    for other in each.perhaps:
        yield f"  perhaps    {_other(events[other], lang)}"


def _silence(each: Announcement) -> str:
    if each.outcome not in ("no_news", "not_due"):
        return ""
    if each.silent is None:
        return ": the days of the documents are not known well enough to count"
    return f": {counted(each.silent, 'day')} up to the last dated document ({each.counted_to})"


def _tellings(head: str, tellings: Sequence[Telling]) -> Iterator[str]:
    for number, told in enumerate(tellings):
        yield (
            f"  {'' if number else head:<10} «{shown(told.words)}»  {shown(told.outlet or told.doc)}, "
            f"{told.written or UNDATED}  {told.doc} {told.start}-{told.end}"
        )


def _side(words: Sequence[Words], mark: str = "") -> str:
    return "".join(f" {mark}«{shown(one.words)}» {one.doc}" for one in words)


def _other(event: Event, lang: Lang) -> str:
    return f"{event.date.edtf or UNDATED}  {shown(event.title_ar if lang == 'ar' else event.title_en)}  {event.id}"
