"""Events out of groups of mentions: kind, status, who, where, what of, each from all that the mentions say."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from msgspec import Struct

from tawatur.merge.copies import Pair
from tawatur.merge.corroborate import corroborate
from tawatur.merge.disagree import Accounts
from tawatur.merge.inputs import Key, Resolved, takes_part
from tawatur.merge.shared import Words
from tawatur.merge.times import Interval
from tawatur.merge.titles import plover, titles
from tawatur.model import (
    Entity,
    EntityType,
    Event,
    EventMention,
    Extracted,
    Kind,
    Participant,
    Role,
    SolvedDate,
    Status,
)
from tawatur.rules.outlets import Outlets

_STRENGTH: tuple[Status, ...] = ("occurred", "ongoing", "cancelled", "planned", "hypothetical")
_TYPES: tuple[EntityType, ...] = ("PERSON", "ORG", "COUNTRY", "PLACE")
_ROLES: tuple[Role, ...] = ("actor", "recipient", "participant")


class Known(Struct, frozen=True):
    """All that events are made from."""

    docs: Sequence[Extracted]
    resolved: Resolved
    entities: Mapping[str, Entity]
    maybe: frozenset[tuple[str, str]]
    texts: Sequence[Words]
    pairs: Mapping[tuple[int, int], Pair]
    copy_groups: Sequence[str | None]
    when: Mapping[Key, Interval]
    written: Mapping[int, Interval]
    described: frozenset[str]
    """Persons who are nowhere more than described ("مسؤول عسكري")."""
    outlets: Outlets


def status_of(statuses: Sequence[Status]) -> Status:
    """The best-evidenced final state: what occurred beats what was planned, a cancellation beats a plan; denied stands
    unless more mentions tell it as done."""
    counts = Counter(statuses)
    done = counts["occurred"] + counts["ongoing"]
    if counts["denied"] and counts["denied"] >= done:
        return "denied"
    return next(status for status in _STRENGTH if counts[status])


def kind_of(mentions: Sequence[EventMention]) -> Kind:
    """The kind that most mentions have, the first met among equals."""
    counts = Counter(mention.kind for mention in mentions)
    return max(counts, key=lambda kind: counts[kind])


def event_id(kind: Kind, mentions: Sequence[tuple[str, int, int]]) -> str:
    """``<kind>-<sha1 of the mentions>``: the same mentions give the same id. ``mentions``: (document, start, end)."""
    mark = "\n".join(f"{doc} {start} {end}" for doc, start, end in sorted(mentions))
    return f"{kind}-{hashlib.sha1(mark.encode()).hexdigest()[:10]}"


def _participants(keys: Sequence[Key], known: Known, kind: Kind) -> tuple[Participant, ...]:
    """All whom a mention names as an argument, each once; places and unnamed doubles of named persons left out."""
    roles: dict[str, Counter[Role]] = {}
    for number, index in keys:
        for entity, role in takes_part(known.docs[number], known.docs[number].events[index], known.resolved):
            roles.setdefault(entity, Counter())[role] += 1
    kept = [entity for entity in roles if known.entities[entity].type != "PLACE"]
    named = [entity for entity in kept if not _unnamed(known.entities[entity])]
    kept = [entity for entity in kept if entity in named or not any((entity, other) in known.maybe for other in named)]
    kept = [entity for entity in kept if not _only_described(entity, kept, known)]
    out = [Participant(entity, _main_role(roles[entity])) for entity in kept]
    if kind == "conflict":
        out = [one for one in out if not _through(one, out, known)]
    if kind == "visit":
        out.extend(_host(keys, known, out))
    return tuple(
        sorted(out, key=lambda one: (_ROLES.index(one.role), _TYPES.index(known.entities[one.entity].type), one.entity))
    )


def _through(one: Participant, out: Sequence[Participant], known: Known) -> bool:
    """Troops, not a whole army, of a state that is named in the same role: it acts through them."""
    entity = known.entities[one.entity]
    state = Participant(f"country:{entity.country}", one.role)
    return entity.type == "ORG" and entity.subtype == "unit" and entity.country is not None and state in out


def _only_described(entity: str, kept: Sequence[str], known: Known) -> bool:
    """ "مسؤول عسكري إسرائيلي" beside a named Israeli: a description of somebody who is there already."""
    home = known.entities[entity].country
    if entity not in known.described or home is None:
        return False
    return any(
        other != entity
        and other not in known.described
        and known.entities[other].type == "PERSON"
        and known.entities[other].country == home
        for other in kept
    )


def _main_role(counts: Counter[Role]) -> Role:
    return min(_ROLES, key=lambda role: (-counts[role], _ROLES.index(role)))


def _unnamed(entity: Entity) -> bool:
    return entity.type == "PERSON" and entity.key is None and entity.id.count(":") > 1


def _host(keys: Sequence[Key], known: Known, found: Sequence[Participant]) -> list[Participant]:
    """The state that a visit goes to, where only its city is named."""
    place = _place(keys, known)
    country = known.entities[place].country if place else None
    state = f"country:{country}"
    if country is None or state not in known.entities:
        return []
    if any(known.entities[one.entity].country == country for one in found):
        return []
    return [Participant(state, "recipient")]


def _place(keys: Sequence[Key], known: Known) -> str | None:
    """Where: the place that most mentions give, a city before a state, the first by id among equals."""
    counts: Counter[str] = Counter()
    for number, index in keys:
        place = known.docs[number].events[index].place
        entity = known.resolved.of.get((known.docs[number].annotated.doc.id, place)) if place is not None else None
        if entity:
            counts[entity] += 1
    return min(
        counts, default=None, key=lambda entity: (known.entities[entity].type == "COUNTRY", -counts[entity], entity)
    )


def make_event(keys: Sequence[Key], known: Known, date: SolvedDate) -> Event:
    """The event that the mentions ``keys`` tell."""
    mentions = [known.docs[number].events[index] for number, index in keys]
    kind = kind_of(mentions)
    status = status_of([mention.status for mention in mentions])
    participants = _participants(keys, known, kind)
    place = _place(keys, known)
    topics = tuple(sorted({topic for mention in mentions for topic in mention.topics}))
    names = tuple(
        dict.fromkeys(
            name.of(known.docs[key[0]].annotated.doc.text)
            for key, mention in zip(keys, mentions, strict=True)
            for name in mention.names
        )
    )
    english, arabic = titles(
        kind,
        status,
        [known.entities[one.entity] for one in participants],
        known.entities[place] if place else None,
        names,
    )
    return Event(
        id=event_id(kind, [(mention.doc, mention.start, mention.end) for mention in mentions]),
        kind=kind,
        status=status,
        title_en=english,
        title_ar=arabic,
        date=date,
        place=place,
        participants=participants,
        topics=topics,
        names=names,
        mentions=tuple((known.docs[number].annotated.doc.id, index) for number, index in keys),
        corroboration=corroborate(
            kind, keys, known.docs, known.resolved, known.texts, known.pairs, known.copy_groups, known.outlets
        ),
        disagreements=Accounts(
            kind, keys, known.docs, known.resolved, known.entities, known.when, known.written
        ).differences(),
        plover=plover(kind, status, [mention.rule for mention in mentions], topics),
    )
