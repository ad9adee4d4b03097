"""The record as plain dictionaries and lists, by the published schema (docs/format.md)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from tawatur._version import __version__
from tawatur.model import (
    Account,
    Basis,
    Disagreement,
    Document,
    Entity,
    Event,
    Extracted,
    Link,
    Post,
    Record,
    SolvedDate,
)
from tawatur.rules.steps import said

Json = dict[str, Any]


def to_dict(record: Record) -> Json:
    """The whole record; the same record gives the same dictionary, in the same order of keys."""
    documents = {extracted.annotated.doc.id: extracted for extracted in record.documents}
    shaper = Shaper(record.entities, documents.__getitem__)
    return {
        "tawatur": __version__,
        "documents": [
            shaper.document(extracted.annotated.doc, date, group) | {"quotations": shaper.quotations(extracted)}
            for extracted, date, group in zip(record.documents, record.published, record.copy_groups, strict=True)
        ],
        "entities": [shaper.entity(entity) for entity in record.entities],
        "events": [shaper.event(event) for event in record.events],
    }


class Shaper:
    """Shapes the parts of one record. ``extracted`` gives a document's layers by its id, when they are needed."""

    def __init__(self, entities: Iterable[Entity], extracted: Callable[[str], Extracted]) -> None:
        self._extracted = extracted
        self._entity_of = {mention: entity.id for entity in entities for mention in entity.mentions}

    def document(self, doc: Document, published: SolvedDate, copy_group: str | None) -> Json:
        """One document; its text is not part of it."""
        title = doc.title if doc.title is not None or doc.title_span is None else doc.title_span.of(doc.text)
        return {
            "id": doc.id,
            "url": doc.url,
            "outlet": doc.outlet,
            "title": title,
            "published": self.date(published),
            "body": [list(span) for span in doc.body],
            "credit": doc.credit,
            "copy_group": copy_group,
        }

    def quotations(self, extracted: Extracted) -> list[Json]:
        """The direct quotations of a document, each with its speaker and the word that introduces it."""
        doc = extracted.annotated.doc
        return [
            {
                "start": said.start,
                "end": said.end,
                "speaker": None if said.speaker is None else list(said.speaker),
                "kind": said.kind,
                "entity": None if said.mention is None else self._entity_of.get((doc.id, said.mention)),
                "cue": None if said.cue is None else list(said.cue),
                "marked": said.marked,
            }
            for said in extracted.quotations
        ]

    def entity(self, entity: Entity) -> Json:
        """One entity; ``key`` and ``why`` tell what it is known as and why its names were joined."""
        return {
            "id": entity.id,
            "type": entity.type,
            "country": entity.country,
            "name_en": entity.name_en,
            "name_ar": entity.name_ar,
            "names_ar": list(entity.names_ar),
            "titles": list(entity.titles),
            "subtype": entity.subtype,
            "key": entity.key,
            "why": list(entity.why),
        }

    def event(self, event: Event) -> Json:
        """One event with every telling of it."""
        shaped: Json = {"id": event.id, "kind": event.kind}
        if event.plover is not None:
            name, mode, contexts = event.plover
            shaped["plover"] = {"event": name, "mode": mode, "contexts": list(contexts)}
        seen = event.corroboration
        return shaped | {
            "status": event.status,
            "title_en": event.title_en,
            "title_ar": event.title_ar,
            "names": list(event.names),
            "date": self.date(event.date),
            "place": None if event.place is None else {"entity": event.place},
            "participants": [{"entity": part.entity, "role": part.role} for part in event.participants],
            "topics": list(event.topics),
            "mentions": [self.mention(*mention) for mention in event.mentions],
            "corroboration": {
                "documents": seen.documents, "outlets": seen.outlets, "independent": seen.independent,
                "why": list(seen.why),
            },
            "disagreements": [self._disagreement(each) for each in event.disagreements],
        }

    def mention(self, document: str, number: int) -> Json:
        """One telling: event mention ``number`` of a document."""
        extracted = self._extracted(document)
        told = extracted.events[number]
        return {
            "doc": document,
            "start": told.start,
            "end": told.end,
            "trigger": told.trigger,
            "sentence": list(told.sentence),
            "status": told.status,
            "modifier": told.modifier,
            "chain": [self._link(link, document, extracted) for link in told.chain],
        }

    def date(self, date: SolvedDate) -> Json:
        """An EDTF date with its bounds and the steps that lead to it; ``clash`` where words contradict each other."""
        shaped: Json = {
            "edtf": date.edtf,
            "earliest": date.earliest,
            "latest": date.latest,
            "basis": [_basis(step) for step in date.basis],
        }
        return shaped | {"clash": [_basis(step) for step in date.clash]} if date.clash else shaped

    def _disagreement(self, disagreement: Disagreement) -> Json:
        return {"field": disagreement.field, "accounts": [self._account(each) for each in disagreement.accounts]}

    def _account(self, account: Account) -> Json:
        extracted = self._extracted(account.doc)
        return {
            "value": account.value,
            "doc": account.doc,
            "span": list(account.span),
            "means": account.means,
            "chain": [self._link(link, account.doc, extracted) for link in account.chain],
        }

    def _link(self, link: Link, document: str, extracted: Extracted) -> Json:
        entity = None if link.mention is None else self._entity_of.get((document, link.mention))
        return {
            "source": link.source,
            "entity": entity,
            "cue": link.cue.of(extracted.annotated.doc.text),
            "start": link.cue.start,
            "end": link.cue.end,
            "kind": link.kind,
            "stance": link.stance,
            "post": None if link.post is None else _post(link.post, extracted),
        }


def _post(post: Post, extracted: Extracted) -> Json:
    return {
        "platform": post.platform,
        "words": post.words.of(extracted.annotated.doc.text),
        "start": post.words.start,
        "end": post.words.end,
    }


def _basis(step: Basis) -> Json:
    return {"doc": step.doc, "span": list(step.span), "says": step.says, "says_ar": said(step, "ar")}
