"""Agreements as objects: who, by whose hand, what instrument, in which fields, on what it rests, what followed."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from msgspec import Struct

from tawatur.model import Event, EventMention, Extracted, SolvedDate, Status
from tawatur.rules.classes import Classes
from tawatur.views.instruments import Found, find_instruments, full_name, instruments, ties
from tawatur.views.material import Material, Words

_SIGNING = "agreement.sign"
"""The rule of the verbs that tell who signed."""
_REACH = 26
"""Tokens behind the trigger in which the instrument is named."""
_AFTER = 3
"""Sentences behind a telling in which the same text says what the agreement covers."""


_LONG = 60
"""Tokens of one sentence that are read for fields."""
_NEAR = 6
"""Mentions before a word that may still reach over it."""


class Party(Struct, frozen=True):
    """Who is bound: a state or a body that takes part, or the state of a signer (``through`` them)."""

    entity: str | None
    country: str | None
    told: tuple[Words, ...]
    through: bool = False


class Signer(Struct, frozen=True):
    """A person who is told to have signed; ``told``: by these words."""

    entity: str
    told: tuple[Words, ...]


class Naming(Struct, frozen=True):
    """What kind of instrument it is called, and in which words."""

    instrument: str
    name_ar: str
    name_en: str
    told: tuple[Words, ...]


class Field(Struct, frozen=True):
    """A field that it covers (a topic), and the words that show it."""

    topic: str
    told: tuple[Words, ...]


class Tied(Struct, frozen=True):
    """An agreement that is rested on, or an event that followed: the words that tie them (``cue``), the words that name
    the other, and the event, where the record has one."""

    event: str | None
    how: Literal["rests_on", "follows"]
    cue: Words
    words: Words


class Agreement(Struct, frozen=True):
    """One agreement; every value with the words that it comes from, first telling first."""

    event: str
    title_ar: str
    title_en: str
    status: Status
    date: SolvedDate
    place: str | None
    place_told: tuple[Words, ...]
    names: tuple[Words, ...]
    parties: tuple[Party, ...]
    signers: tuple[Signer, ...]
    instruments: tuple[Naming, ...]
    fields: tuple[Field, ...]
    rests_on: tuple[Tied, ...]
    followed: tuple[Tied, ...]
    told: tuple[Words, ...]


def agreements(material: Material, events: Collection[str] | None = None) -> list[Agreement]:
    """Every agreement, by its first possible day, undated ones last; ``events``: ids to look at, None for all."""
    known = _Known(material)
    made = [
        known.agreement(event)
        for event in material.events.values()
        if event.kind == "agreement" and (events is None or event.id in events)
    ]
    return sorted(made, key=lambda one: (one.date.earliest or "~", one.date.latest or "~", one.event))


class _Bond(NamedTuple):
    """An event that the text ties to an instrument, which may be known as another event (``of``)."""

    event: str
    of: str | None
    tied: Tied
    trigger: Words


class _Known:
    """What is asked of a record again and again."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self._sentences: dict[str, dict[int, list[int]]] = {}
        self._bonds: dict[str, list[_Bond]] = defaultdict(list)
        self._bonds_of: dict[str, list[_Bond]] = defaultdict(list)
        for doc in material.documents:
            for bond in self._find_bonds(doc):
                self._bonds[bond.event].append(bond)
                if bond.of is not None:
                    self._bonds_of[bond.of].append(bond)

    def agreement(self, event: Event) -> Agreement:
        """One agreement with all that its tellings say."""
        mentions = sorted(event.mentions, key=lambda mention: (mention[0], self.material.told(mention).start))
        rests = [bond.tied for bond in self._bonds[event.id] if bond.tied.how == "rests_on"]
        followed = [Tied(bond.event, bond.tied.how, bond.tied.cue, bond.trigger) for bond in self._bonds_of[event.id]]
        return Agreement(
            event=event.id, title_ar=event.title_ar, title_en=event.title_en, status=event.status, date=event.date,
            place=event.place, place_told=tuple(self._place(event, mentions)),
            names=tuple(
                self.material.words(mention[0], name)
                for mention in mentions for name in self.material.told(mention).names
            ),
            parties=tuple(self._parties(event, mentions)), signers=tuple(self._signers(mentions)),
            instruments=tuple(self._instruments(event, mentions)), fields=tuple(self._fields(event, mentions)),
            rests_on=_once(rests), followed=_once(followed), told=tuple(map(self.material.trigger, mentions)),
        )

    def _event(self, doc: str, at: int) -> str | None:
        return self.material.event_of.get((doc, at))

    # --- ties between events ---------------------------------------------------------------------------------------

    def _events_in(self, doc: str, start: int) -> list[int]:
        """The event mentions of the sentence that begins at ``start``, in order."""
        if doc not in self._sentences:
            extracted = self.material.documents[doc]
            sentences, out = extracted.annotated.sentences, defaultdict(list)
            for at in sorted(range(len(extracted.events)), key=lambda at: (extracted.events[at].start, at)):
                here = bisect_right(sentences, extracted.events[at].start, key=lambda one: one.start) - 1
                if here >= 0:
                    out[sentences[here].start].append(at)
            self._sentences[doc] = dict(out)
        return self._sentences[doc].get(start, [])

    def _find_bonds(self, doc: str) -> Iterator[_Bond]:
        """In each sentence: the event that a tie speaks of (the last one told before it, else the first behind it),
        and the instrument that it is tied to."""
        extracted = self.material.documents[doc]
        layers = extracted.annotated
        for sentence in layers.sentences:
            told = self._events_in(doc, sentence.start)
            if not told or sentence.title:
                continue
            for tie in ties(layers.doc.text, layers.tokens, sentence.first, sentence.last):
                if tie.how == "covers":
                    continue
                span = full_name(layers.doc.text, layers.tokens, tie.instrument, sentence.last)
                inside = [at for at in told if tie.cue.start <= extracted.events[at].start < span.end]
                before = [at for at in told if extracted.events[at].start < tie.cue.start]
                behind = [at for at in told if extracted.events[at].start >= span.end]
                at = before[-1] if before else next(iter(behind), None)
                event = None if at is None else self._event(doc, at)
                if at is None or event is None:
                    continue
                signed = [self._event(doc, each) for each in inside if extracted.events[each].kind == "agreement"]
                other = next((each for each in signed if each is not None), None)
                if other != event:
                    tied = Tied(other, tie.how, self.material.words(doc, tie.cue), self.material.words(doc, span))
                    yield _Bond(event, other, tied, self.material.trigger((doc, at)))

    # --- who and where ---------------------------------------------------------------------------------------------

    def _place(self, event: Event, mentions: Sequence[tuple[str, int]]) -> Iterator[Words]:
        for doc, at in mentions:
            place = self.material.told((doc, at)).place
            if place is not None and event.place and self.material.entity_of.get((doc, place)) == event.place:
                yield self.material.words(doc, self.material.documents[doc].annotated.mentions[place].head)

    def _arguments(self, mentions: Sequence[tuple[str, int]], *, signing: bool) -> dict[str, list[Words]]:
        """The entities that tellings name as taking part (``signing``: only where they tell of signing), by first
        telling, each with its words."""
        out: dict[str, list[Words]] = defaultdict(list)
        statuses = {self.material.told(mention).status for mention in mentions}
        signed = statuses & {"occurred", "ongoing"} or statuses  # who was to sign says nothing once it was signed
        for doc, at in mentions:
            told = self.material.told((doc, at))
            if signing and (told.rule != _SIGNING or told.status not in signed):
                continue
            for argument in told.args:
                entity = self.material.entity_of.get((doc, argument.mention))
                if entity is not None:
                    mention = self.material.documents[doc].annotated.mentions[argument.mention]
                    words = self.material.words(doc, (mention.start, mention.end))
                    if words not in out[entity]:
                        out[entity].append(words)
        return out

    def _signers(self, mentions: Sequence[tuple[str, int]]) -> Iterator[Signer]:
        for entity, told in self._arguments(mentions, signing=True).items():
            if self.material.entities[entity].type == "PERSON":
                yield Signer(entity, tuple(told))

    def _parties(self, event: Event, mentions: Sequence[tuple[str, int]]) -> Iterator[Party]:
        """States and bodies that take part, then the states of persons, where no party stands for them yet."""
        taking = self._arguments(mentions, signing=False)
        entities = [self.material.entities[part.entity] for part in event.participants]
        bound = [one for one in entities if one.type in ("COUNTRY", "ORG")]
        for one in bound:
            yield Party(one.id, one.country, tuple(taking.get(one.id, ())))
        known = {one.country for one in bound}
        by_state: dict[str, list[Words]] = defaultdict(list)
        for one in entities:
            if one.type == "PERSON" and one.country and one.country not in known:
                by_state[one.country] += taking.get(one.id, [])
        for code, told in sorted(by_state.items()):
            state = f"country:{code}"
            yield Party(state if state in self.material.entities else None, code, tuple(told), through=True)

    # --- what instrument, in which fields --------------------------------------------------------------------------

    def _instruments(self, event: Event, mentions: Sequence[tuple[str, int]]) -> Iterator[Naming]:
        """What each telling calls it: the first instrument from the trigger on. A short form ("المذكرة") counts for the
        fuller one of the same text; those that most documents use come first."""
        by_doc: dict[str, list[Found]] = defaultdict(list)
        for doc, at in mentions:
            found = self._instrument(event, doc, at)
            if found is not None and found not in by_doc[doc]:
                by_doc[doc].append(found)
        told: dict[str, list[Words]] = defaultdict(list)
        for doc, all_found in by_doc.items():
            names = {found.instrument for found in all_found}
            for found in all_found:
                told[_fuller(found.instrument, names)].append(self.material.words(doc, found.span))
        for name in sorted(told, key=lambda name: (-len({one.doc for one in told[name]}), _rank(name), name)):
            yield Naming(name, instruments()[name].name_ar, instruments()[name].name_en, tuple(told[name]))

    def _instrument(self, event: Event, doc: str, at: int) -> Found | None:
        """The first instrument from the trigger on, before any other agreement, that is not what it rests on."""
        extracted = self.material.documents[doc]
        layers, told = extracted.annotated, extracted.events[at]
        first, stop = _range(extracted, told)
        for each in self._events_in(doc, told.sentence.start):
            other = extracted.events[each]
            if other.start >= told.end and other.kind == "agreement" and self._event(doc, each) != event.id:
                stop = min(stop, _token(extracted, other.start))
                break
        stop = min(stop, first + _REACH)
        found = find_instruments(layers.doc.text, layers.tokens, first, stop)
        tied = ties(layers.doc.text, layers.tokens, first, stop)
        rested = {tie.instrument.first for tie in tied if tie.how == "rests_on"}
        return next((one for one in found if one.first not in rested), None)

    def _fields(self, event: Event, mentions: Sequence[tuple[str, int]]) -> Iterator[Field]:
        """Topics named behind the triggers in their sentences, and in the next sentences that say what it covers."""
        told: dict[str, dict[str, Words]] = defaultdict(dict)
        read: set[tuple[str, int, int]] = set()
        for doc, at in mentions:
            extracted = self.material.documents[doc]
            for first, stop in (_range(extracted, extracted.events[at]), *self._covering(event, doc, at)):
                if (doc, first, stop) in read:
                    continue
                read.add((doc, first, stop))
                for topic, words in self._topics(doc, first, stop):
                    told[topic].setdefault(doc, words)
        for topic in sorted(told, key=lambda topic: (-len(told[topic]), topic)):
            yield Field(topic, tuple(told[topic].values()))

    def _topics(self, doc: str, first: int, stop: int) -> Iterator[tuple[str, Words]]:
        """Topics that words name; those inside the names of persons and bodies show no field."""
        layers = self.material.documents[doc].annotated
        tokens, mentions = layers.tokens, layers.mentions
        stop = min(stop, first + _LONG)
        for at in range(first, stop):
            token = tokens[at]
            if token.kind != "word":
                continue
            # Mentions stand in order of start, longer first: those around a word are among the few before it.
            here = bisect_right(mentions, token.start, key=lambda one: one.start)
            near = mentions[max(0, here - _NEAR) : here]
            if any(one.end > token.start and one.type in ("PERSON", "ORG") for one in near):
                continue
            for topic, last in _topic_words().at(tokens, at).items():
                yield topic, self.material.words(doc, (token.start, tokens[last - 1].end))

    def _covering(self, event: Event, doc: str, at: int) -> Iterator[tuple[int, int]]:
        """The next sentences that tell what the agreement covers, as ranges of tokens, up to one that tells of
        another."""
        extracted = self.material.documents[doc]
        layers = extracted.annotated
        here = bisect_right(layers.sentences, extracted.events[at].start, key=lambda one: one.start)
        for sentence in layers.sentences[here : here + _AFTER]:
            told = self._events_in(doc, sentence.start)
            if any(extracted.events[each].kind == "agreement" and self._event(doc, each) != event.id for each in told):
                return
            for tie in ties(layers.doc.text, layers.tokens, sentence.first, sentence.last):
                if tie.how == "covers":
                    yield tie.at, sentence.last
                    break


def _once(tied: Sequence[Tied]) -> tuple[Tied, ...]:
    """The first tie to each other event, and every tie to what is no event."""
    seen: dict[tuple[str, ...], Tied] = {}
    for one in tied:
        where = (one.event,) if one.event is not None else (one.words.doc, str(one.words.start))
        seen.setdefault(where, one)
    return tuple(seen.values())


def _token(extracted: Extracted, offset: int) -> int:
    """The token that holds the character at ``offset``, or the next one."""
    return bisect_right(extracted.annotated.tokens, offset, key=lambda token: token.end)


def _range(extracted: Extracted, told: EventMention) -> tuple[int, int]:
    """The tokens from a trigger to the end of its sentence."""
    stop = _token(extracted, told.sentence.end - 1) + 1
    return _token(extracted, told.start), min(stop, len(extracted.annotated.tokens))


def _rank(instrument: str) -> int:
    return instruments()[instrument].rank


def _fuller(instrument: str, names: Collection[str]) -> str:
    """The fullest of ``names`` that an instrument may be short for, else itself."""
    short_for = instruments()[instrument].short_for
    longer = [name for name in names if name != instrument and (name in short_for or "*" in short_for)]
    return min(longer, key=lambda name: (_rank(name), name), default=instrument)


@lru_cache(maxsize=1)
def _topic_words() -> Classes:
    return Classes("events/topics.tsv")
