"""The record as the plain JSON that the report's script reads.

Documents, entities and events refer to one another by index into their lists (-1: none). Offsets stay code points,
as everywhere in tawatur; the script converts them to the browser's UTF-16 units.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from tawatur.model import Basis, Entity, Event, EventMention, Extracted, Post, Record, SolvedDate, Span
from tawatur.rules.load import read_tsv
from tawatur.rules.posts import platform_name
from tawatur.rules.steps import LANGS, said
from tawatur.web.findings import findings


class _Index(NamedTuple):
    """Where the things that others refer to stand in the payload's lists."""

    documents: Mapping[str, int]
    entities: Mapping[str, int]
    references: Mapping[tuple[str, int], int]
    """(document id, index of a mention) to entity."""
    tellings: Mapping[tuple[str, int], int]
    """(document id, index of an event mention) to event."""


def _index(record: Record) -> _Index:
    return _Index(
        documents={one.annotated.doc.id: at for at, one in enumerate(record.documents)},
        entities={entity.id: at for at, entity in enumerate(record.entities)},
        references={where: at for at, entity in enumerate(record.entities) for where in entity.mentions},
        tellings={where: at for at, event in enumerate(record.events) for where in event.mentions},
    )


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _steps(steps: Sequence[Basis], index: _Index) -> list[list[Any]]:
    return [
        [index.documents.get(step.doc, -1), step.span.start, step.span.end, {lang: said(step, lang) for lang in LANGS}]
        for step in steps
    ]


def _date(date: SolvedDate, index: _Index) -> dict[str, Any]:
    return {
        "edtf": date.edtf,
        "earliest": date.earliest,
        "latest": date.latest,
        "basis": _steps(date.basis, index),
        "clash": _steps(date.clash, index),
    }


def _post(post: Post) -> list[Any]:
    """Start and end of the words, and the platform's name by language (None where it is unknown)."""
    named = None if post.platform is None else {lang: platform_name(post.platform, lang) for lang in LANGS}
    return [post.words.start, post.words.end, named]


def _telling(one: EventMention, at: int, index: _Index) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "sentence": _span(one.sentence),
        "status": one.status,
        "modifier": one.modifier,
        "event": index.tellings.get((one.doc, at), -1),
        "inside": -1 if one.inside is None else index.tellings.get((one.doc, one.inside), -1),
        "chain": [
            {
                "source": link.source,
                "entity": -1 if link.mention is None else index.references.get((one.doc, link.mention), -1),
                "cue": _span(link.cue),
                "kind": link.kind,
                "stance": link.stance,
                "post": None if link.post is None else _post(link.post),
            }
            for link in one.chain
        ],
    }


def _document(extracted: Extracted, published: SolvedDate, copies: str | None, index: _Index) -> dict[str, Any]:
    layers = extracted.annotated
    doc = layers.doc
    return {
        "id": doc.id,
        "url": doc.url,
        "outlet": doc.outlet,
        "title": doc.title,
        "text": doc.text,
        "body": [_span(span) for span in doc.body],
        "title_span": _span(doc.title_span),
        "dateline": _span(doc.dateline),
        "credit": doc.credit,
        "credit_span": _span(doc.credit_span),
        "published": _date(published, index),
        "copies": copies,
        "mentions": [
            [one.start, one.end, index.references.get((doc.id, at), -1), one.form]
            for at, one in enumerate(layers.mentions)
        ],
        "times": [[one.start, one.end, one.type, one.value, one.end_value] for one in layers.timexes],
        "quotes": [[one.start, one.end] for one in layers.quotes],
        "tellings": [_telling(one, at, index) for at, one in enumerate(extracted.events)],
    }


def _entity(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "type": entity.type,
        "subtype": entity.subtype,
        "country": entity.country,
        "en": entity.name_en,
        "ar": entity.name_ar,
        "names": list(entity.names_ar),
        "titles": list(entity.titles),
        "why": list(entity.why),
    }


def _event(event: Event, index: _Index) -> dict[str, Any]:
    witnesses = event.corroboration
    return {
        "id": event.id,
        "kind": event.kind,
        "status": event.status,
        "en": event.title_en,
        "ar": event.title_ar,
        "date": _date(event.date, index),
        "place": -1 if event.place is None else index.entities.get(event.place, -1),
        "participants": [
            [index.entities[one.entity], one.role] for one in event.participants if one.entity in index.entities
        ],
        "topics": list(event.topics),
        "names": list(event.names),
        "plover": None if event.plover is None else [event.plover[0], event.plover[1], list(event.plover[2])],
        "tellings": [[index.documents[doc], at] for doc, at in event.mentions if doc in index.documents],
        "witnesses": [witnesses.documents, witnesses.outlets, witnesses.independent],
        "why": list(witnesses.why),
        "disagreements": [
            {
                "field": one.field,
                "accounts": [
                    [
                        account.value,
                        index.documents.get(account.doc, -1),
                        account.span.start,
                        account.span.end,
                        account.means,
                        [link.source for link in account.chain],
                    ]
                    for account in one.accounts
                ],
            }
            for one in event.disagreements
        ],
    }


@lru_cache(maxsize=1)
def _known_countries() -> dict[str, dict[str, str]]:
    """Every country's shortest Arabic form and its English name, by ISO 3166-1 alpha-3 code."""
    return {
        row["iso3"]: {"ar": min(row["forms"].split("|"), key=lambda form: (len(form), form)), "en": row["name_en"]}
        for row in read_tsv("gaz/countries.tsv")
    }


def _countries(record: Record) -> dict[str, dict[str, str]]:
    """Names of the countries of the record's entities: as the record calls them, else as they are commonly called."""
    called = {
        entity.country: {"ar": entity.name_ar, "en": entity.name_en or entity.country}
        for entity in record.entities
        if entity.type == "COUNTRY" and entity.country is not None
    }
    codes = sorted({entity.country for entity in record.entities if entity.country is not None})
    return {code: names for code in codes if (names := called.get(code) or _known_countries().get(code))}


def payload(record: Record, failures: Sequence[tuple[str, str, str]]) -> dict[str, Any]:
    """Everything that the report shows, without its strings; ``failures`` are (document, step, reason)."""
    index = _index(record)
    documents = zip(record.documents, record.published, record.copy_groups, strict=True)
    return {
        "documents": [_document(one, published, copies, index) for one, published, copies in documents],
        "entities": [_entity(entity) for entity in record.entities],
        "events": [_event(event, index) for event in record.events],
        "countries": _countries(record),
        **findings(record),
        "aside": [list(failure) for failure in failures],
    }
