"""A record made ready for questions that go across its documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from tawatur.model import Document, Entity, Event, EventMention, Extracted, Record, SolvedDate, Span

Days = tuple[date, date]
"""First and last day that a date may be."""


class Words(Struct, frozen=True):
    """Words that a finding rests on: ``text[start:end] == words`` in the text of ``doc``."""

    doc: str
    outlet: str | None
    start: int
    end: int
    words: str


class Material(Struct, frozen=True):
    """A record with its indexes; ``of`` makes one."""

    documents: Mapping[str, Extracted]
    """By id, in the order of ids."""
    published: Mapping[str, SolvedDate]
    copy_groups: Mapping[str, str | None]
    entities: Mapping[str, Entity]
    events: Mapping[str, Event]
    event_of: Mapping[tuple[str, int], str]
    """(document, index of an event mention) to event."""
    entity_of: Mapping[tuple[str, int], str]
    """(document, index of a mention) to entity."""

    @staticmethod
    def of(record: Record) -> Material:
        """The indexes of a record."""
        ids = [extracted.annotated.doc.id for extracted in record.documents]
        return Material(
            documents=dict(zip(ids, record.documents, strict=True)),
            published=dict(zip(ids, record.published, strict=True)),
            copy_groups=dict(zip(ids, record.copy_groups, strict=True)),
            entities={entity.id: entity for entity in record.entities},
            events={event.id: event for event in record.events},
            event_of={mention: event.id for event in record.events for mention in event.mentions},
            entity_of={mention: entity.id for entity in record.entities for mention in entity.mentions},
        )

    def doc(self, document: str) -> Document:
        """A document by its id."""
        return self.documents[document].annotated.doc

    def told(self, mention: tuple[str, int]) -> EventMention:
        """An event mention: (document, index)."""
        return self.documents[mention[0]].events[mention[1]]

    def words(self, document: str, span: Span | tuple[int, int]) -> Words:
        """The words of a span of a document."""
        doc = self.doc(document)
        start, end = span
        return Words(document, doc.outlet, start, end, doc.text[start:end])

    def trigger(self, mention: tuple[str, int]) -> Words:
        """The trigger of an event mention."""
        told = self.told(mention)
        return self.words(mention[0], (told.start, told.end))

    def written(self, document: str) -> Days | None:
        """The days between which a document was written; None where either is open."""
        return days_of(self.published[document])


def days_of(solved: SolvedDate) -> Days | None:
    """First and last day of a date, None where either is open."""
    if not solved.earliest or not solved.latest:
        return None
    return date.fromisoformat(solved.earliest), date.fromisoformat(solved.latest)


def gap(a: Days, b: Days) -> int:
    """Days between two intervals, 0 where they meet."""
    return max(0, (max(a[0], b[0]) - min(a[1], b[1])).days)
