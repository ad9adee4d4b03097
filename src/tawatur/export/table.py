"""The record as rows for spreadsheets: one an event, one a document, one an entity."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from tawatur.model import Entity, Event, EventMention, Extracted, Link, Record

Cell = str | int
Row = tuple[Cell, ...]

COLUMNS = (
    "id", "kind", "status", "date", "earliest", "latest", "title_ar", "title_en", "participants_ar", "participants_en",
    "place_ar", "place_en", "documents", "outlets", "independent", "chain", "trigger", "sentence",
)
DOCUMENT_COLUMNS = ("id", "outlet", "title", "published", "earliest", "latest", "credit", "copy_group", "url", "events")
ENTITY_COLUMNS = ("id", "type", "country", "name_ar", "name_en", "names_ar", "titles", "mentions")

_BETWEEN = "; "
_INWARDS = " → "


def event_rows(record: Record) -> Iterator[Row]:
    """A row an event, by COLUMNS.

    ``chain`` holds each telling's chain once, from the outlet inwards; ``trigger`` and ``sentence`` are those of the
    first telling.
    """
    documents = {extracted.annotated.doc.id: extracted for extracted in record.documents}
    entities = {entity.id: entity for entity in record.entities}
    for event in record.events:
        yield _event_row(event, documents, entities)


def told_events(events: Iterable[Event]) -> Counter[str]:
    """How many events each document tells."""
    return Counter(document for event in events for document in {document for document, _ in event.mentions})


def document_rows(record: Record) -> Iterator[Row]:
    """A row a document, by DOCUMENT_COLUMNS; ``events`` counts the events that it tells of."""
    tells = told_events(record.events)
    for extracted, date, group in zip(record.documents, record.published, record.copy_groups, strict=True):
        doc = extracted.annotated.doc
        yield _row(
            doc.id, doc.outlet, doc.title, date.edtf, date.earliest, date.latest, doc.credit, group, doc.url,
            tells[doc.id],
        )


def entity_rows(record: Record) -> Iterator[Row]:
    """A row an entity, by ENTITY_COLUMNS."""
    for entity in record.entities:
        yield _row(
            entity.id, entity.type, entity.country, entity.name_ar, entity.name_en, _BETWEEN.join(entity.names_ar),
            _BETWEEN.join(entity.titles), len(entity.mentions),
        )


def chain_text(told: EventMention, extracted: Extracted) -> str:
    """A telling's chain in one line, from the outlet inwards; behind a source the words of the post it spoke in."""
    doc = extracted.annotated.doc
    return _INWARDS.join([doc.outlet or doc.id, *(_source(link, doc.text) for link in told.chain)])


def _source(link: Link, text: str) -> str:
    if link.post is None or link.kind == "post":
        return link.source
    return f"{link.source} ({link.post.words.of(text)})"


def _event_row(event: Event, documents: Mapping[str, Extracted], entities: Mapping[str, Entity]) -> Row:
    tellings = [(documents[doc].events[number], documents[doc]) for doc, number in event.mentions]
    first, where = tellings[0]
    parts = [entities[part.entity] for part in event.participants]
    place = None if event.place is None else entities[event.place]
    seen = event.corroboration
    return _row(
        event.id, event.kind, event.status, event.date.edtf, event.date.earliest, event.date.latest, event.title_ar,
        event.title_en, _BETWEEN.join(part.name_ar for part in parts),
        _BETWEEN.join(part.name_en or part.name_ar for part in parts), place.name_ar if place else "",
        place.name_en or place.name_ar if place else "", seen.documents, seen.outlets, seen.independent,
        _BETWEEN.join(dict.fromkeys(chain_text(*telling) for telling in tellings)), first.trigger,
        first.sentence.of(where.annotated.doc.text),
    )


def _row(*cells: Cell | None) -> Row:
    return tuple("" if cell is None else " ".join(cell.split()) if isinstance(cell, str) else cell for cell in cells)
