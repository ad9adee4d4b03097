"""What goes across documents, as the plain JSON that the report's script reads: framing, announcements, agreements.

Words stand as [document, start, end], by index of the document; entities and events by index, too (-1: none).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct

from tawatur.model import Record
from tawatur.views import (
    Agreement,
    Announcement,
    Comparison,
    Designation,
    Framing,
    Material,
    Tied,
    Words,
    agreements,
    announcements,
    framings,
)


class Places(Struct, frozen=True):
    """Where documents, entities and events stand in the payload's lists."""

    documents: Mapping[str, int]
    entities: Mapping[str, int]
    events: Mapping[str, int]

    def words(self, told: Sequence[Words]) -> list[list[int]]:
        """Words as [document, start, end]."""
        return [[self.documents[one.doc], one.start, one.end] for one in told]

    def event(self, event: str | None) -> int:
        """The index of an event, -1 for none."""
        return -1 if event is None else self.events[event]


def findings(record: Record) -> dict[str, Any]:
    """Framing, announcements and agreements of a record."""
    places = Places(
        documents={one.annotated.doc.id: at for at, one in enumerate(record.documents)},
        entities={entity.id: at for at, entity in enumerate(record.entities)},
        events={event.id: at for at, event in enumerate(record.events)},
    )
    material = Material.of(record)
    return {
        "framing": [_framing(one, places) for one in framings(material)],
        "announcements": [_announcement(one, places) for one in announcements(material)],
        "agreements": [_agreement(one, places) for one in agreements(material)],
    }


def _framing(one: Framing, places: Places) -> dict[str, Any]:
    return {
        "entity": places.entities[one.id] if one.subject == "entity" else -1,
        "event": places.events[one.id] if one.subject == "event" else -1,
        "documents": one.documents,
        "outlets": one.outlets,
        "designations": [_designation(each, places) for each in one.designations],
    }


def _designation(one: Designation, places: Places) -> dict[str, Any]:
    return {
        "words": one.words,
        "form": one.form,
        "spellings": list(one.spellings[1:]),
        "own": one.own,
        "quoted": one.quoted,
        "uses": [
            {
                "outlet": use.outlet, "doc": places.documents[use.docs[0]], "own": use.own, "quoted": use.quoted,
                "documents": use.documents, "of": use.of, "compared": _compared(use.compared),
            }
            for use in one.outlets
        ],
        "occurrences": [
            [places.documents[found.doc], found.start, found.end, int(found.voice == "quoted")]
            for found in one.occurrences
        ],
    }


def _compared(one: Comparison | None) -> list[Any] | None:
    """[verdict, corrected p to two digits]."""
    return None if one is None else [one.verdict, float(f"{one.corrected:.2g}")]


def _announcement(one: Announcement, places: Places) -> dict[str, Any]:
    return {
        "event": places.events[one.event],
        "told": places.words(one.told),
        "due": list(one.due) if one.due else None,
        "outcome": one.outcome,
        "became": places.event(one.became if one.became != one.event else None),
        "why": list(one.why),
        "rests_on": places.words(one.rests_on),
        "changes": [
            {"field": each.field, "announced": places.words(each.announced), "became": places.words(each.became)}
            for each in one.changes
        ],
        "perhaps": [places.events[each] for each in one.perhaps],
        "silent": one.silent,
        "counted_to": one.counted_to,
    }


def _agreement(one: Agreement, places: Places) -> dict[str, Any]:
    return {
        "event": places.events[one.event],
        "instruments": [
            {"ar": each.name_ar, "en": each.name_en, "told": places.words(each.told)} for each in one.instruments
        ],
        "names": places.words(one.names),
        "parties": [
            {
                "entity": -1 if each.entity is None else places.entities[each.entity], "country": each.country,
                "through": each.through, "told": places.words(each.told),
            }
            for each in one.parties
        ],
        "signers": [
            {"entity": places.entities[each.entity], "told": places.words(each.told)} for each in one.signers
        ],
        "place": places.words(one.place_told),
        "fields": [{"topic": each.topic, "told": places.words(each.told)} for each in one.fields],
        "rests_on": [_tied(each, places) for each in one.rests_on],
        "followed": [_tied(each, places) for each in one.followed],
    }


def _tied(one: Tied, places: Places) -> dict[str, Any]:
    return {
        "event": places.event(one.event), "how": one.how,
        "cue": places.words([one.cue])[0], "words": places.words([one.words])[0],
    }
