"""Commands that read a record: timeline, event, entity, documents."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Any, get_args

import typer

from tawatur import api
from tawatur.api import RecordView
from tawatur.cli.detail import entity_lines, event_lines
from tawatur.cli.show import Lang, date_text, print_json, print_lines, print_rows, print_timeline, shown
from tawatur.model import Event, Kind, Status

_KINDS = f"Kind of event: {', '.join(get_args(Kind))}."
_STATUSES = f"Whether it happened: {', '.join(get_args(Status))}."

DEFAULT = Path("record.tawatur")

RecordArgument = Annotated[
    Path, typer.Argument(metavar="RECORD", show_default=False, help="The record; ./record.tawatur if not named.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Write JSON, in the form of the export.")]
ReasonsOption = Annotated[Lang, typer.Option("--lang", help="Language of the reasons.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of titles and names.")]
ActorsOption = Annotated[
    list[str] | None, typer.Option("--actor", metavar="NAME", help="Who takes part: a name or an id. Several: all.")
]
CountriesOption = Annotated[
    list[str] | None,
    typer.Option("--country", metavar="CODE", help="Of a participant or the place: MAR, المغرب. Several: all."),
]
KindOption = Annotated[Kind | None, typer.Option("--kind", metavar="KIND", help=_KINDS)]
SinceOption = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First day: YYYY, YYYY-MM or YYYY-MM-DD.")
]
UntilOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, likewise.")]


def timeline(
    record: RecordArgument = DEFAULT,
    actor: ActorsOption = None,
    country: CountriesOption = None,
    kind: KindOption = None,
    status: Annotated[Status | None, typer.Option(metavar="STATUS", help=_STATUSES)] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help="Words in the titles or in the sentences that tell it.")
    ] = None,
    lang: LangOption = "en",
    limit: Annotated[int | None, typer.Option(min=1, metavar="N", help="Show no more events than this.")] = None,
    as_json: JsonOption = False,
) -> None:
    r"""Events by date, one a line; undated ones last.

    Columns: date (EDTF), kind, status, title, documents, outlets, independent chains, id; parted by tabs where the
    output goes to a file or a program. With --from or --to undated events are left out.

    \b
    Examples:
      tawatur timeline --country MAR --from 2021-11 --to 2022-07
      tawatur timeline record.tawatur --actor غانتس --lang ar
    """
    with api.open(record) as view:
        events = view.events(
            actor=actor, country=country, kind=kind, status=status, since=since, until=until, text=text,
        )[:limit]
        if as_json:
            print_json(_slice(view, events))
        else:
            print_timeline(view, events, lang)


def event(
    first: Annotated[str, typer.Argument(metavar="[RECORD] ID", help="The event's id, or how it begins.")],
    second: Annotated[str | None, typer.Argument(hidden=True)] = None,
    lang: ReasonsOption = "en",
    as_json: JsonOption = False,
) -> None:
    r"""One event: how its date was found, who tells it in which words, and from whom they have it.

    \b
    Examples:
      tawatur event record.tawatur e-1f0c
      tawatur event record.tawatur e-1f0c --lang ar
    """
    record, ident = record_and(first, second)
    with api.open(record) as view:
        found = view.event(ident)
        if as_json:
            print_json(_slice(view, [found]))
        else:
            print_lines(event_lines(view, found, lang))


def entity(
    first: Annotated[str, typer.Argument(metavar="[RECORD] NAME", help="A name in Arabic or English, or an id.")],
    second: Annotated[str | None, typer.Argument(hidden=True)] = None,
    lang: LangOption = "en",
    as_json: JsonOption = False,
) -> None:
    r"""One person, body, country or place: every form of its name, why these were joined, and its events.

    \b
    Examples:
      tawatur entity "بيني غانتس"
    """
    record, name = record_and(first, second)
    with api.open(record) as view:
        found = view.entity(name)
        if as_json:
            shaped = view.to_dict(found)
            print_json({**shaped, "events": [event.id for event in view.events(actor=found.id)]})
        else:
            print_lines(entity_lines(view, found, len(view.entities_named(name)) - 1, lang))


def documents(record: RecordArgument = DEFAULT, as_json: JsonOption = False) -> None:
    """The documents: outlet, day of publication, events told, group of copies; then those kept aside, and why."""
    with api.open(record) as view:
        if as_json:
            kept_aside = [failure._asdict() for failure in view.failures]
            print_json({"documents": [view.to_dict(doc) for doc in view.documents], "kept_aside": kept_aside})
            return
        print_rows(
            [("id", "left"), ("outlet", "left"), ("date", "left"), ("events", "right"), ("copies", "left"),
             ("title", "left")],
            (
                (
                    doc.document.id, doc.document.outlet or "", date_text(doc.published), str(doc.events),
                    doc.copy_group or "", doc.document.title or "",
                )
                for doc in view.documents
            ),
        )
        print_lines(
            f"kept aside\t{shown(failure.document)}\t{failure.step}\t{shown(failure.reason)}"
            for failure in view.failures
        )


def record_and(first: str, second: str | None) -> tuple[Path, str]:
    """The record may be left out before an id or a name."""
    return (DEFAULT, first) if second is None else (Path(first), second)


def _slice(view: RecordView, events: Iterable[Event]) -> dict[str, Any]:
    """Events, with the entities and documents that they name, in the form of the export."""
    events = list(events)
    shaped = [view.to_dict(event) for event in events]
    entities = {part.entity for event in events for part in event.participants}
    entities |= {event.place for event in events if event.place is not None}
    entities |= {
        link["entity"] for event in shaped for mention in event["mentions"] for link in mention["chain"]
        if link["entity"] is not None
    }
    documents = {document for event in events for document, _ in event.mentions}
    return {
        "events": shaped,
        "entities": [view.to_dict(entity) for entity in view.entities if entity.id in entities],
        "documents": [view.to_dict(doc) for doc in view.documents_of(sorted(documents))],
    }
