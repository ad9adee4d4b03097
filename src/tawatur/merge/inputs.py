"""What merge needs of the step before it, and event mentions made ready for comparison."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import log
from typing import Protocol

from msgspec import Struct

from tawatur.merge.attacks import Attack, attack_of
from tawatur.merge.times import Interval, Times, times_of
from tawatur.model import Entity, EventMention, Extracted, Kind, Role, Span, Status
from tawatur.rules.events import PHASES
from tawatur.rules.load import read_tsv, read_yaml
from tawatur.rules.nations import nations
from tawatur.rules.text import normal

_TELLING = 10
"""Figures from which on the same one in two texts tells something; that two were hurt is told every day."""
_MAIN = 3
"""A text is about the states that it names at least a third as often as the one it names most."""
_NEAR = 4
"""Events back to which "the same day" may point."""

Key = tuple[int, int]
"""(index of the document, index into its events)."""


class UnsurePair(Protocol):
    """Two entities that may be one."""

    @property
    def a(self) -> str:
        """The first entity."""

    @property
    def b(self) -> str:
        """The second entity."""


class Resolved(Protocol):
    """What resolving yields; see ``resolve.Resolution``."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, by id."""

    @property
    def of(self) -> Mapping[tuple[str, int], str]:
        """The entity of (document id, index of mention)."""

    @property
    def groups(self) -> Mapping[tuple[str, int], tuple[str, ...]]:
        """The entities of mentions of several parties."""

    @property
    def unsure(self) -> Sequence[UnsurePair]:
        """Pairs that were kept apart for want of evidence."""


class Item(Struct, frozen=True):
    """One event mention with all that it is compared by."""

    key: Key
    doc: str
    start: int
    kind: Kind
    status: Status
    people: frozenset[str]
    """Persons and organisations that take part."""
    actors: frozenset[str]
    """Persons and organisations that act: who travels on a visit."""
    states: frozenset[str]
    """ISO codes of states that take part, of their own or through their people."""
    place: str | None
    when: Interval | None
    bounds: Interval
    """What is told as done was not after its text was written, what is told as coming not before."""
    words: frozenset[str]
    """Stems of the content words around the trigger."""
    trigger: frozenset[str]
    names: frozenset[str]
    speaker: str | None
    """The innermost named source."""
    numbers: frozenset[tuple[str, float]]
    times: Times
    """What its time words say while the day of writing is open."""
    site: str | None
    """The state where it took place: of its place, or of what the same persons did on the same day."""
    phase: str | None
    """Whether it tells the start or the finish of what lasts."""
    ground: frozenset[str]
    """Places that its sentence names, states aside: where people are killed is told beside it, not of it."""
    goals: frozenset[str]
    """ISO codes of the states that a visit goes to."""
    fields: frozenset[str]
    """Special fields that the event itself names (cyber, energy ...): two agreements of different fields are two."""
    attack: Attack = Attack()
    lands: frozenset[str] = frozenset()
    similar: bool = False
    """Told as another one of the kind ("غارة مشابهة")."""
    """Of a conflict: ISO codes of the states that its sentence names or shows, else of those that its text is about."""


class World(Struct, frozen=True):
    """What is known of the entities of the whole set."""

    entities: dict[str, Entity]
    maybe: frozenset[tuple[str, str]]
    unnamed: frozenset[str]
    """Entities known by an office or a description only."""


@lru_cache(maxsize=1)
def _cutting() -> tuple[int, tuple[str, ...], tuple[str, ...], frozenset[str]]:
    data = read_yaml("merge/words.yaml")
    return (
        int(data["least"]),
        tuple(map(normal, data["prefixes"])),
        tuple(map(normal, data["suffixes"])),
        frozenset(map(normal, data["stop"])),
    )


@lru_cache(maxsize=1)
def _articles() -> dict[str, int]:
    return {row["stem"]: int(row["articles"]) for row in read_tsv("merge/stems.tsv")}


@lru_cache(maxsize=65536)
def rarity(form: str) -> float:
    """How telling a stem is, 0 to 1: its inverse document frequency in a news corpus, the same for every set."""
    counts = _articles()
    return log(counts["*"] / counts.get(form, _UNSEEN)) / log(counts["*"])


@lru_cache(maxsize=1)
def _generic() -> frozenset[str]:
    """Stems that only name the kind of an event."""
    classes = read_yaml("merge/words.yaml")["generic"]
    forms = (form for row in read_tsv("events/classes.tsv") if row["class"] in classes for form in row["forms"].split())
    return frozenset(found for form in forms if "_" not in form and (found := stem(normal(form))))


@lru_cache(maxsize=65536)
def stem(word: str) -> str | None:
    """The stem of a folded word; None for words without content and for single letters."""
    least, prefixes, suffixes, stop = _cutting()
    if word in stop or len(word) < 2:
        return None
    if len(word) > least and word[0] in "وفبلك" and word[1:] in stop:
        return None
    if len(word) > least + 1 and word[0] == "و":
        word = word[1:]
    if len(word) > least + 2 and word[0] in "بكل" and word[1:3] == "ال":
        word = word[1:]
    for prefix in prefixes:
        if word.startswith(prefix) and len(word) - len(prefix) >= least:
            word = word[len(prefix) :]
            break
    if word in stop:
        return None
    for suffix in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= least:
            return word[: -len(suffix)]
    return word


_UNSEEN = 3
"""Articles that a stem is taken to stand in where the table does not have it."""
_HEAD = (0, 7)
_AROUND = (4, 18)
"""Words before the start of a trigger and from it on: those that name the event, and those around it."""


class Reader:
    """The tokens of one document with their places, for reading what stands around triggers."""

    def __init__(self, extracted: Extracted) -> None:
        self.extracted = extracted
        self.tokens = extracted.annotated.tokens
        self.starts = [token.start for token in self.tokens]
        self._repeats: dict[int, list[int]] = {}
        for at, event in enumerate(extracted.events):
            if event.same_as is not None:
                self._repeats.setdefault(event.same_as, []).append(at)
        self._shown: tuple[tuple[int, str], ...] | None = None
        layers = extracted.annotated
        self._spans = [
            *((mention.start, mention.end) for mention in layers.mentions),
            *((timex.start, timex.end) for timex in layers.timexes),
        ]

    def tellings(self, index: int) -> list[EventMention]:
        """A mention and those that repeat it."""
        return [self.extracted.events[at] for at in (index, *self._repeats.get(index, ()))]

    def named(self, start: int, end: int) -> list[tuple[int, int]]:
        """The references and time expressions that reach into ``start`` to ``end``."""
        return [span for span in self._spans if span[0] < end and span[1] > start]

    def window(self, event: EventMention, before: int, after: int) -> tuple[int, int]:
        """The characters from ``before`` words before the start of a trigger to ``after`` words behind it, within its
        sentence."""
        first, last = bisect_left(self.starts, event.sentence.start), bisect_left(self.starts, event.sentence.end)
        at = max(first, bisect_right(self.starts, event.start) - 1)
        low, high = max(first, at - before), min(last, at + after)
        if low >= high:
            return event.start, event.end
        return min(event.start, self.tokens[low].start), max(event.end, self.tokens[high - 1].end)

    def shown(self, resolved: Resolved, entities: Mapping[str, Entity]) -> tuple[tuple[int, str], ...]:
        """(start, ISO code) of every reference that shows a state; media left out."""
        if self._shown is None:
            layers = self.extracted.annotated
            found = (
                (mention.start, entities[entity].country)
                for at, mention in enumerate(layers.mentions)
                if mention.subtype not in ("agency", "outlet")
                and (entity := resolved.of.get((layers.doc.id, at))) is not None
            )
            self._shown = tuple((start, country) for start, country in found if country)
        return self._shown

    def nation(self, event: EventMention) -> str | None:
        """ISO code of the nation whose adjective stands right behind the noun of an attack ("غارة تركية")."""
        at = bisect_right(self.starts, event.start - 1)
        words = (token.norm.removeprefix("ال") for token in self.tokens[at + 1 : at + 3])
        return next((found for word in words if (found := nations().get(word))), None)

    def similar(self, event: EventMention) -> bool:
        """Whether the noun of an event is told as another one like that before ("غارة مشابهة")."""
        at = bisect_right(self.starts, event.start - 1)
        return any(token.norm in _similar() for token in self.tokens[at + 1 : at + 3])

    def stems(self, start: int, end: int, skip: Sequence[tuple[int, int]] = ()) -> frozenset[str]:
        """Stems of the content words from ``start`` to ``end``, those in ``skip`` left out."""
        found = set()
        for at in range(max(0, bisect_right(self.starts, start) - 1), bisect_left(self.starts, end)):
            token = self.tokens[at]
            if token.kind == "word" and token.end > start and not any(a <= token.start < b for a, b in skip):
                form = stem(token.norm)
                if form and form not in _generic():
                    found.add(form)
        return frozenset(found)


@lru_cache(maxsize=1)
def _special_fields() -> frozenset[str]:
    return frozenset(read_yaml("merge/words.yaml")["special_fields"])


@lru_cache(maxsize=1)
def _similar() -> frozenset[str]:
    return frozenset(normal(word) for word in read_yaml("merge/words.yaml")["similar"])


def takes_part(extracted: Extracted, event: EventMention, resolved: Resolved) -> list[tuple[str, Role]]:
    """(entity, role) of every argument that is resolved; words for several parties stand for each of them."""
    doc = extracted.annotated.doc.id
    out: list[tuple[str, Role]] = []
    for argument in event.args:
        where = (doc, argument.mention)
        members = resolved.groups.get(where) or ((resolved.of[where],) if where in resolved.of else ())
        out.extend((member, argument.role) for member in members if (member, argument.role) not in out)
    return out


def innermost(extracted: Extracted, event: EventMention, resolved: Resolved) -> str | None:
    """The innermost source of a mention's chain that is known as an entity."""
    doc = extracted.annotated.doc.id
    known = (resolved.of.get((doc, link.mention)) for link in reversed(event.chain) if link.mention is not None)
    return next((entity for entity in known if entity is not None), None)


def _site(extracted: Extracted, index: int, resolved: Resolved, entities: Mapping[str, Entity]) -> str | None:
    """The state of an event's place; without one, that of the event before it whose day and persons it shares."""
    events, doc = extracted.events, extracted.annotated.doc.id
    event = events[index]
    if event.place is not None:
        found = resolved.of.get((doc, event.place))
        return entities[found].country if found is not None else None
    timexes = [extracted.annotated.timexes[at] for at in event.timexes]
    if not any((timex.relation or "") == "same:day" for timex in timexes):
        return None
    who = {entity for entity, _ in takes_part(extracted, event, resolved)}
    for before in range(index - 1, max(-1, index - 1 - _NEAR), -1):
        if who & {entity for entity, _ in takes_part(extracted, events[before], resolved)} and events[before].timexes:
            return _site(extracted, before, resolved, entities)
    return None


def _ground(
    extracted: Extracted, event: EventMention, resolved: Resolved, entities: Mapping[str, Entity]
) -> frozenset[str]:
    doc = extracted.annotated.doc.id
    found = (
        resolved.of.get((doc, at))
        for at, mention in enumerate(extracted.annotated.mentions)
        if mention.type == "PLACE" and event.sentence.start <= mention.start < event.sentence.end
    )
    return frozenset(entity for entity in found if entity and entities[entity].subtype in (None, "city", "site"))


def _lands(reader: Reader, event: EventMention, resolved: Resolved, entities: Mapping[str, Entity]) -> frozenset[str]:
    shown = reader.shown(resolved, entities)
    here = frozenset(land for at, land in shown if event.sentence.start <= at < event.sentence.end)
    if here:
        return here
    counts = Counter(land for _, land in shown)
    return frozenset(land for land, count in counts.items() if count * _MAIN >= max(counts.values()))


def item(
    number: int,
    index: int,
    reader: Reader,
    resolved: Resolved,
    entities: Mapping[str, Entity],
    when: Interval | None,
    writing: Interval | None,
) -> Item:
    """Event mention ``index`` of document ``number``, ready for comparison."""
    extracted = reader.extracted
    event = extracted.events[index]
    layers = extracted.annotated
    doc = layers.doc.id
    roles = takes_part(extracted, event, resolved)
    parties = {entity for entity, _ in roles}
    places = {entity for entity in parties if entities[entity].type == "PLACE"}
    start, end = reader.window(event, *_AROUND)
    names = reader.named(start, end)
    states = {entities[entity].country for entity in parties} - {None}
    if event.kind == "conflict" and not any(role == "actor" for _, role in roles):
        states |= {reader.nation(event)} - {None}  # "غارة أميركية": who did it, beside whom it befell
    return Item(
        key=(number, index),
        doc=doc,
        start=event.start,
        kind=event.kind,
        status=event.status,
        people=frozenset(entity for entity in parties if entities[entity].type in ("PERSON", "ORG")),
        actors=frozenset(
            entity for entity, role in roles if role == "actor" and entities[entity].type in ("PERSON", "ORG")
        ),
        states=frozenset(state for state in states if state),
        place=resolved.of.get((doc, event.place)) if event.place is not None else min(places, default=None),
        when=when,
        bounds=_bounds(event.status, writing),
        words=reader.stems(start, end, names),
        trigger=reader.stems(*reader.window(event, *_HEAD), names),
        names=frozenset(normal(Span(*name).of(layers.doc.text)) for name in event.names),
        speaker=innermost(extracted, event, resolved),
        numbers=frozenset((one.unit, one.value) for one in event.quantities if one.value >= _TELLING),
        times=times_of(extracted, event, writing),
        site=_site(extracted, index, resolved, entities),
        phase=event.rule.rpartition(".")[2] if event.rule in PHASES else None,
        ground=_ground(extracted, event, resolved, entities) if event.kind == "conflict" else frozenset(),
        goals=frozenset().union(*(_goals(extracted, one, resolved, entities) for one in reader.tellings(index))),
        fields=frozenset(event.topics) & _special_fields() if event.kind == "agreement" else frozenset(),
        attack=attack_of(reader.tokens, reader.starts, event, [layers.timexes[at].value for at in event.timexes]),
        lands=_lands(reader, event, resolved, entities) if event.kind == "conflict" else frozenset(),
        similar=reader.similar(event),
    )


def _goals(
    extracted: Extracted, event: EventMention, resolved: Resolved, entities: Mapping[str, Entity]
) -> frozenset[str]:
    """The states that a visit goes to: those that receive it, and that of its place."""
    if event.kind != "visit":
        return frozenset()
    place = resolved.of.get((extracted.annotated.doc.id, event.place)) if event.place is not None else None
    roles = takes_part(extracted, event, resolved)
    where = [entity for entity, role in roles if role == "recipient" and entities[entity].type == "COUNTRY"]
    countries = (entities[entity].country for entity in (*where, *([place] if place is not None else [])))
    return frozenset(country for country in countries if country is not None)


def _bounds(status: Status, writing: Interval | None) -> Interval:
    done, coming = status in ("occurred", "ongoing"), status == "planned"
    return (
        writing[0] if writing is not None and coming else date.min,
        writing[1] if writing is not None and done else date.max,
    )


def maybe_pairs(resolved: Resolved) -> frozenset[tuple[str, str]]:
    """Entities that may be one, in both orders."""
    pairs = [(pair.a, pair.b) for pair in resolved.unsure]
    return frozenset(pairs) | frozenset((b, a) for a, b in pairs)


def world(docs: Sequence[Extracted], resolved: Resolved) -> World:
    """What clustering needs to know of the entities."""
    layers = {extracted.annotated.doc.id: extracted.annotated for extracted in docs}
    return World(
        entities={entity.id: entity for entity in resolved.entities},
        maybe=maybe_pairs(resolved),
        unnamed=frozenset(
            entity.id
            for entity in resolved.entities
            if all(layers[doc].mentions[at].form != "name" for doc, at in entity.mentions)
        ),
    )


def described(docs: Sequence[Extracted], resolved: Resolved) -> frozenset[str]:
    """Persons of whom no text gives a name or a definite office."""
    layers = {extracted.annotated.doc.id: extracted.annotated for extracted in docs}
    people = (entity for entity in resolved.entities if entity.type == "PERSON")
    return frozenset(
        entity.id
        for entity in people
        if all(layers[doc].mentions[at].form == "description" for doc, at in entity.mentions)
    )
