"""A record as something to ask."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from msgspec import Struct

from tawatur.api._source import Source
from tawatur.api.match import NotFound, by_date, country_code, first_day, last_day, named, overlaps, within
from tawatur.engine import Summary
from tawatur.export import Shaper, export, told_events
from tawatur.merge.copies import added
from tawatur.model import (
    Document,
    Entity,
    Event,
    ExportError,
    Extracted,
    Judgement,
    Kind,
    Record,
    SolvedDate,
    Span,
    Status,
)
from tawatur.rules.text import normal
from tawatur.store import Failure
from tawatur.views import (
    OUTCOMES,
    Agreement,
    Announcement,
    Framing,
    Material,
    Outcome,
    agreements,
    announcements,
    framings,
)

if TYPE_CHECKING:
    from tawatur.resolve import Resolution

Names = str | Sequence[str]


class DocumentInfo(Struct, frozen=True):
    """A document of the record, when it came out, the group of copies it belongs to, and how many events it tells."""

    document: Document
    published: SolvedDate
    copy_group: str | None
    events: int


class UnsurePair(Struct, frozen=True):
    """Two entities that may be one but were kept apart, with what speaks for it and what is missing."""

    a: Entity
    b: Entity
    why: str


class GivenJudgement(Struct, frozen=True):
    """A judgement beside the record; ``idle`` says why it has no effect, None where it has."""

    judgement: Judgement
    idle: str | None


class RecordView:
    """A record opened for reading: its events, entities and documents, and the words that they rest on.

    ``path`` is its file, None for one in memory; ``summary`` what the build did, None where the record was opened;
    ``complete`` is False where the last build was cut short: the view then stands for the documents stored so far.
    A context manager; ``close`` lets the file go.
    """

    def __init__(
        self, source: Source, *, path: Path | None = None, summary: Summary | None = None, complete: bool = True,
        judgements: Sequence[Judgement] = (),
    ) -> None:
        self._source = source
        self._layers = lru_cache(maxsize=64)(source.extracted)
        self.path = path
        self.summary = summary
        self.complete = complete
        self._judgements = tuple(judgements)

    def __enter__(self) -> RecordView:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<RecordView {self.path or 'in memory'}: {len(self._events)} events>"

    def close(self) -> None:
        """Let the file go; calling it again does nothing."""
        self._source.close()

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, in the order of the record."""
        return self._source.entities()

    @cached_property
    def failures(self) -> tuple[Failure, ...]:
        """The documents kept aside: which, at what step, and why."""
        return self._source.failures()

    @property
    def documents(self) -> tuple[DocumentInfo, ...]:
        """The usable documents, by id."""
        return self.documents_of(self._source.ids())

    def documents_of(self, ids: Iterable[str]) -> tuple[DocumentInfo, ...]:
        """The usable documents with these ids, in their order."""
        published = self._source.publications()
        tells = told_events(self._events)
        return tuple(
            DocumentInfo(
                self.extracted(doc).annotated.doc, published[doc].date, published[doc].copy_group, tells[doc],
            )
            for doc in ids
        )

    def added_sentences(self, first: str, other: str) -> tuple[Span, ...]:
        """The sentences of the document ``other`` that the document ``first`` lacks; of copies what one adds."""
        return added(self.extracted(first), self.extracted(other))

    def events(
        self, *, actor: Names | None = None, country: Names | None = None, kind: Kind | None = None,
        status: Status | None = None, since: str | dt.date | None = None, until: str | dt.date | None = None,
        text: str | None = None,
    ) -> list[Event]:
        """The events that meet all conditions, by date; undated ones last.

        ``actor``: a name, or several that must all take part. ``country``: an ISO 3166-1 alpha-3 code or a name, or
        several: each must have a participant or be the place. ``since``, ``until``: YYYY, YYYY-MM, YYYY-MM-DD; events
        that may have happened between them. ``text``: words that must all occur in titles, names or telling sentences.
        NotFound for an actor or country that the record doesn't know, ValueError for a word that is no kind, status or
        date.
        """
        _one_of("kind", kind, get_args(Kind))
        _one_of("status", status, get_args(Status))
        actors = [{entity.id for entity in self.entities_named(name)} for name in _several(actor)]
        countries = [country_code(self.entities, name) for name in _several(country)]
        first = None if since is None else first_day(since)
        last = None if until is None else last_day(until)
        words = normal(text).split() if text else []
        searches = self._source.searches() if words else {}
        return by_date(
            event for event in self._events
            if (kind is None or event.kind == kind)
            and (status is None or event.status == status)
            and overlaps(event, first, last)
            and all(any(part.entity in ids for part in event.participants) for ids in actors)
            and all(code in self._countries(event) for code in countries)
            and all(word in searches[event.id] for word in words)
        )

    def event(self, event: str) -> Event:
        """The event with this id, or the only one whose id begins so; NotFound otherwise."""
        fits = [each for each in self._events if each.id == event] or [
            each for each in self._events if event and each.id.startswith(event)
        ]
        if len(fits) != 1:
            raise NotFound(f"{event}: {'no event has' if not fits else 'several events have'} this id")
        return fits[0]

    def entity(self, name: str) -> Entity:
        """The entity that ``name`` (an id, a country code, a name or a part of one) stands for; the most mentioned
        where it stands for several; NotFound where it stands for none."""
        return max(self.entities_named(name), key=lambda entity: (len(entity.mentions), entity.id))

    def entities_named(self, name: str) -> tuple[Entity, ...]:
        """All entities that ``name`` may stand for; NotFound where there are none."""
        found = named(self.entities, name)
        if not found:
            raise NotFound(f"{name}: no entity of this record is called so")
        return found

    def entity_by_id(self, entity: str) -> Entity:
        """The entity with this id; KeyError if there is none."""
        return self._by_id[entity]

    def unsure(self) -> tuple[UnsurePair, ...]:
        """The pairs of entities that may be one, by id, but for those that judgements keep apart; resolves again."""
        found = self._resolution
        by_id = {entity.id: entity for entity in found.entities}
        return tuple(UnsurePair(by_id[pair.a], by_id[pair.b], pair.why) for pair in found.unsure)

    def judgements(self) -> tuple[GivenJudgement, ...]:
        """The judgements beside the record, by number."""
        idle = self._resolution.idle if self._judgements else {}
        return tuple(GivenJudgement(each, idle.get(each.id)) for each in self._judgements)

    def framings(
        self, *, actor: Names | None = None, country: Names | None = None, since: str | dt.date | None = None,
        until: str | dt.date | None = None,
    ) -> list[Framing]:
        """How outlets call one and the same entity or event, those with most uses first, entities before events.

        ``actor``: these entities, and the events that all of them take part in, however few the wordings; without it
        what at least two documents call in at least two ways. ``country``: entities of these states, and events as in
        ``events``. ``since``, ``until``: only documents that may have been written between them. NotFound and
        ValueError as in ``events``.
        """
        entities: set[str] | None = None
        if actor is not None or country is not None:
            named = {entity.id for name in _several(actor) for entity in self.entities_named(name)}
            codes = {country_code(self.entities, name) for name in _several(country)}
            entities = named or {entity.id for entity in self.entities}
            if codes:
                entities = {entity for entity in entities if self._by_id[entity].country in codes}
        first = None if since is None else first_day(since)
        last = None if until is None else last_day(until)
        written = {
            doc for doc, each in self._source.publications().items() if within(each.date, first, last)
        } if first or last else None
        events = None if entities is None else {event.id for event in self.events(actor=actor, country=country)}
        return framings(
            self._material, entities=entities, events=events, documents=written, least=2 if actor is None else 1,
        )

    def announcements(
        self, *, actor: Names | None = None, country: Names | None = None, kind: Kind | None = None,
        since: str | dt.date | None = None, until: str | dt.date | None = None, outcome: Outcome | None = None,
    ) -> list[Announcement]:
        """What was announced and what became of it, by the day of the first announcement.

        ``actor``, ``country``, ``kind``, ``since``, ``until`` choose events as in ``events``; ``outcome``: "fulfilled",
        "changed", "cancelled", "denied", "no_news" or "not_due".
        """
        _one_of("outcome", outcome, OUTCOMES)
        chosen = {event.id for event in self.events(actor=actor, country=country, kind=kind, since=since, until=until)}
        found = announcements(self._material, chosen)
        return [each for each in found if outcome is None or each.outcome == outcome]

    def agreements(
        self, *, actor: Names | None = None, country: Names | None = None, since: str | dt.date | None = None,
        until: str | dt.date | None = None,
    ) -> list[Agreement]:
        """What was agreed: parties, signers, instrument, fields, what it rests on and what followed, by date.

        ``actor``, ``country``, ``since``, ``until`` choose events as in ``events``.
        """
        events = self.events(actor=actor, country=country, kind="agreement", since=since, until=until)
        return agreements(self._material, {event.id for event in events})

    def extracted(self, document: str) -> Extracted:
        """A document with all its layers and event mentions; NotFound where it is unknown or was kept aside."""
        try:
            return self._layers(document)
        except KeyError:
            raise NotFound(f"{document}: no usable document of this record has this id") from None

    def record(self) -> Record:
        """The whole record, in memory."""
        return self._source.record()

    def to_dict(self, part: Event | Entity | DocumentInfo) -> dict[str, Any]:
        """A part of the record as the export writes it."""
        if isinstance(part, Event):
            return self._shaper.event(part)
        if isinstance(part, Entity):
            return self._shaper.entity(part)
        shaped = self._shaper.document(part.document, part.published, part.copy_group)
        said = self._shaper.quotations(self.extracted(part.document.id))
        return shaped | {"quotations": said, "events": part.events}

    def export(self, path: str | Path, form: str | None = None) -> None:
        """Write the record as "json", "csv" or "xlsx"; by default what the file's ending names."""
        path = Path(path)
        if self.path is not None and path.exists() and path.samefile(self.path):
            raise ExportError(f"{path}: the record itself; an export would overwrite it")
        export(self.record(), path, form)

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        return self._source.events()

    @cached_property
    def _resolution(self) -> Resolution:
        from tawatur.resolve import resolve  # not above: most questions need none of the steps

        return resolve([self.extracted(document) for document in self._source.ids()], self._judgements)

    @cached_property
    def _material(self) -> Material:
        return Material.of(self.record())

    @cached_property
    def _by_id(self) -> dict[str, Entity]:
        return {entity.id: entity for entity in self.entities}

    @cached_property
    def _shaper(self) -> Shaper:
        return Shaper(self.entities, self._layers)

    def _countries(self, event: Event) -> set[str | None]:
        ids = [part.entity for part in event.participants] + ([event.place] if event.place else [])
        return {self._by_id[entity].country for entity in ids}


def _several(names: Names | None) -> Sequence[str]:
    return () if names is None else (names,) if isinstance(names, str) else names


def _one_of(what: str, value: str | None, known: tuple[str, ...]) -> None:
    if value is not None and value not in known:
        raise ValueError(f"{value!r} is no {what}; there are {', '.join(known)}")
