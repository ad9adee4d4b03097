"""The command about agreements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tawatur import api
from tawatur.api import Agreement, RecordView
from tawatur.cli.read import (
    DEFAULT,
    ActorsOption,
    CountriesOption,
    JsonOption,
    LangOption,
    RecordArgument,
    SinceOption,
    UntilOption,
)
from tawatur.cli.show import Lang, both_names, counted, date_text, print_json, print_lines, shown
from tawatur.views import Tied, Words

_MOST = 3
"""Places shown of one value; ``--json`` has all."""


def agreements(
    record: RecordArgument = DEFAULT,
    actor: ActorsOption = None,
    country: CountriesOption = None,
    since: SinceOption = None,
    until: UntilOption = None,
    lang: LangOption = "en",
    as_json: JsonOption = False,
) -> None:
    r"""What was agreed: parties, signers, place, date, instrument, fields, what it rests on, what followed.

    Each value with the words that it comes from. With --from or --to agreements without a date are left out.

    \b
    Examples:
      tawatur agreements record.tawatur
      tawatur agreements --country MAR --country ISR --from 2021 --lang ar
    """
    with api.open(record) as view:
        found = view.agreements(actor=actor, country=country, since=since, until=until)
        if as_json:
            print_json(msgspec.to_builtins(found))
            return
        for each in found:
            print_lines([*_lines(view, each, lang), ""])
        print_lines([counted(len(found), "agreement")])


def _lines(view: RecordView, each: Agreement, lang: Lang) -> Iterator[str]:
    title = each.title_ar if lang == "ar" else each.title_en
    yield f"{date_text(each.date)}  {each.status}  {shown(title)}  {each.event}"
    for one in each.instruments:
        yield _value("instrument", one.name_ar if lang == "ar" else one.name_en, one.told)
    for name in each.names:
        yield _value("called", name.words, [name])
    for party in each.parties:
        who = both_names(view.entity_by_id(party.entity)) if party.entity else party.country or ""
        yield _value("party", f"{who}, through its signers" if party.through else who, party.told)
    for signer in each.signers:
        yield _value("signed by", both_names(view.entity_by_id(signer.entity)), signer.told)
    if each.place:
        yield _value("place", both_names(view.entity_by_id(each.place)), each.place_told)
    for field in each.fields:
        yield _value("field", field.topic.replace("_", " "), field.told)
    for tied in each.rests_on:
        yield _tied("rests on", view, tied, lang)
    for tied in each.followed:
        yield _tied("followed by", view, tied, lang)


def _value(head: str, value: str, told: Sequence[Words]) -> str:
    words = ", ".join(f"«{shown(one.words)}» {one.doc}" for one in told[:_MOST])
    more = f", and {len(told) - _MOST} more" if len(told) > _MOST else ""
    return f"  {head:<11} {shown(value)}" + (f"  ({words}{more})" if words else "")


def _tied(head: str, view: RecordView, tied: Tied, lang: Lang) -> str:
    value = f"«{shown(tied.words.words)}»"
    if tied.event is not None:
        event = view.event(tied.event)
        value = f"{date_text(event.date)}  {shown(event.title_ar if lang == 'ar' else event.title_en)}  {event.id}"
    return f"  {head:<11} {value}  («{shown(tied.cue.words)}» … «{shown(tied.words.words)}» {tied.words.doc})"
