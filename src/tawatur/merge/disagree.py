"""Where accounts of one event differ, field by field, each in its outlet's own words and with who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from tawatur.merge import disagree_names as names
from tawatur.merge import disagree_places as places
from tawatur.merge.disagree_dates import (
    ARRIVAL,
    Day,
    Hour,
    State,
    day_words,
    days_of,
    hours_apart,
    lengths,
    part_of_day,
    states_apart,
    stay,
)
from tawatur.merge.disagree_figures import Counted, counted_apart, meaning, of_several
from tawatur.merge.disagree_people import offices_apart, ranks_apart, ranks_of
from tawatur.merge.disagree_words import denial, stems_of, trigger_stems
from tawatur.merge.inputs import Key, Resolved
from tawatur.merge.times import HOURS, Interval
from tawatur.model import (
    Account,
    Disagreement,
    Entity,
    EventMention,
    Extracted,
    Kind,
    Link,
    Mention,
    Quantity,
    Span,
)
from tawatur.rules.text import normal

T = TypeVar("T")

_NEAR = 600
"""Characters within which two sources that one text cites speak of one thing."""
_SLIP = 2
"""Days that named weekdays may lie apart and still be those of one event."""

Told = tuple[T, Account]
"""What is compared, and the account it stands in."""


def _voice(account: Account) -> str:
    """Whose word an account is within its text: the innermost source, "" for the text's own voice."""
    return normal(account.chain[-1].source) if account.chain else ""


def _of_two_parties(a: Quantity, b: Quantity) -> bool:
    """Whether two figures are those of two sources that the text names."""
    sources = [one.chain[-1] for one in (a, b) if one.chain]
    named = [normal(one.source) for one in sources if one.kind in ("speaker", "institution")]
    return len(named) == 2 and named[0] != named[1]


def _disputed(a: Account, b: Account) -> bool:
    """Whether one text lets a source deny what it tells itself or on another's word."""
    return _voice(a) != _voice(b)


def _by_its_source(told: Sequence[Told[T]]) -> list[Told[T]]:
    """The accounts but for those in a text's own voice that say no more than a source of the text says, too."""
    given = {(one.doc, one.means) for _, one in told if one.chain}
    return [each for each in told if each[1].chain or (each[1].doc, each[1].means.lstrip("<>=~")) not in given]


def differing(
    field: str,
    told: Sequence[Told[T]],
    apart: Callable[[T, T], bool],
    within: Callable[[Account, Account], bool] = lambda a, b: False,
) -> Disagreement | None:
    """A disagreement where accounts exclude each other; ``within`` says which two of one text may.

    A text that gives two values in one voice, or one of them in its own, tells of several things, and is not compared;
    where every third text does, nothing is. Of each document and voice the first account of each value is kept.
    """
    sourced = _by_its_source(told)
    mixed = {
        one.doc
        for at, (value, one) in enumerate(sourced)
        for far, other in sourced[at + 1 :]
        if one.doc == other.doc and not within(one, other) and apart(value, far)
    }
    if len(mixed) * 3 > len({account.doc for _, account in told}):
        return None
    told = [one for one in told if one[1].doc not in mixed]
    kept: dict[tuple[str, str, str], Account] = {}
    for value, account in told:
        if any(apart(value, other) and (account.doc != far.doc or within(account, far)) for other, far in told):
            kept.setdefault((account.doc, _voice(account), account.means), account)
    return Disagreement(field, tuple(kept[key] for key in sorted(kept))) if kept else None


class Accounts:
    """All that the mentions of one event say, made ready for comparison."""

    def __init__(
        self,
        kind: Kind,
        mentions: Sequence[Key],
        docs: Sequence[Extracted],
        resolved: Resolved,
        entities: Mapping[str, Entity],
        when: Mapping[Key, Interval],
        written: Mapping[int, Interval] | None = None,
    ) -> None:
        self.kind = kind
        self.mentions = mentions
        self.docs = docs
        self.resolved = resolved
        self.entities = entities
        self.when = when
        self.written = written or {}
        """Between which days each document was written, as far as known."""

    def differences(self) -> tuple[Disagreement, ...]:
        """Every field in which accounts exclude each other; less precise accounts contradict nothing."""
        found = [
            self._dates(),
            self._hours(),
            self._durations(),
            self._places(),
            self._status(),
            self._names(),
            *self._offices(),
            *self._figures(),
            *self._people(),
        ]
        return tuple(one for one in found if one is not None)

    def _event(self, key: Key) -> EventMention:
        return self.docs[key[0]].events[key[1]]

    def _account(self, key: Key, span: tuple[int, int], means: str, chain: tuple[Link, ...] | None = None) -> Account:
        doc = self.docs[key[0]].annotated.doc
        said = self._event(key).chain if chain is None else chain
        return Account(Span(*span).of(doc.text), doc.id, Span(*span), means, said)

    def _cited(self, a: Account, b: Account) -> bool:
        """Whether one text cites two sources on one thing; unnamed ones count as two where no word is of both."""
        if not (a.chain and b.chain) or abs(a.span.start - b.span.start) > _NEAR:
            return False
        if a.chain[-1].kind == b.chain[-1].kind == "anonymous":
            return not self._said_by(a) & self._said_by(b)
        return _voice(a) != _voice(b)

    def _said_by(self, account: Account) -> frozenset[str]:
        own = (self.docs[number].annotated.doc for number, _ in self.mentions)
        text = next(doc.text for doc in own if doc.id == account.doc)
        return frozenset(form for word in account.chain[-1].cue.of(text).split() for form in stems_of(normal(word)))

    # --- fields ----------------------------------------------------------------------------------------------------

    def _dates(self) -> Disagreement | None:
        told: list[Told[Day]] = []
        for key in self.mentions:
            event, when = self._event(key), self.when.get(key)
            words = day_words(self.docs[key[0]], event, when)
            if words is None or when is None or of_several(self.docs[key[0]], event):
                continue
            account = self._account(key, (words.start, words.end), when[0].isoformat())
            told.append((Day(when, event.rule == ARRIVAL, self._ground(key)), account))
        return differing("date", told, self._days_apart)

    def _hours(self) -> Disagreement | None:
        """The part of the day of an attack, where accounts agree on its day and place."""
        told: list[Told[Hour]] = []
        for key in self.mentions if self.kind == "conflict" else ():
            event, when = self._event(key), self.when.get(key)
            words = part_of_day(self.docs[key[0]], event)
            if words is None or when is None or when[0] != when[1] or of_several(self.docs[key[0]], event):
                continue
            part = words.value.rpartition("T")[2]
            account = self._account(key, (words.start, words.end), f"{when[0].isoformat()}T{part}")
            ground = frozenset().union(*(self._ground(other) for other in self.mentions if other[0] == key[0]))
            told.append((Hour(when, HOURS[part], ground), account))
        return differing("time of day", told, hours_apart)

    def _days_apart(self, a: Day, b: Day) -> bool:
        """Two days. A visit goes on: it can only not take place before the day of arrival. Attacks are many: two are
        one only where both texts name the place."""
        early, late = sorted((a, b), key=lambda one: one.when)
        if early.when == late.when or (late.when[0] - early.when[1]).days > _SLIP:
            return False
        if self.kind == "conflict" and not a.ground & b.ground:
            return False
        return self.kind != "visit" or late.arrival

    def _durations(self) -> Disagreement | None:
        told: list[Told[float]] = []
        own: list[Account] = []
        for number, keys in self._by_document().items():
            extracted = self.docs[number]
            times = {extracted.annotated.timexes[at]: key for key in keys for at in self._event(key).timexes}
            stated = {time: key for time, key in times.items() if time.type == "DURATION"}
            if self.kind == "visit" and self._one_visit(number, keys):
                stated |= {time: keys[0] for time in lengths(extracted) if time not in stated}
            for time, key in stated.items():
                days = days_of(time.value)
                if days is not None and time.mod is None:
                    told.append((days, self._account(key, (time.start, time.end), time.value)))
            spent = stay(extracted, [self._event(key) for key in keys]) if self.kind == "visit" else None
            if spent is not None:
                ends = [
                    self._account(keys[end.mention], (end.words.start, end.words.end), f"P{spent.days}D")
                    for end in (spent.first, spent.last)
                ]
                own.extend(ends)
                told.extend((float(spent.days), account) for account in ends)
        found = differing("duration", told, lambda a, b: a != b)
        if found is not None or not own:
            return found
        # The days of a stay are the text's own: they may contradict the length that it states itself.
        if len({days for days, _ in told}) < 2:
            return None
        return Disagreement("duration", tuple(sorted((one for _, one in told), key=lambda one: (one.doc, one.span))))

    def _by_document(self) -> dict[int, list[Key]]:
        out: dict[int, list[Key]] = defaultdict(list)
        for key in self.mentions:
            out[key[0]].append(key)
        return out

    def _one_visit(self, number: int, keys: Sequence[Key]) -> bool:
        """Whether the text tells of no other visit."""
        visits = [at for at, event in enumerate(self.docs[number].events) if event.kind == "visit"]
        return set(visits) <= {at for _, at in keys}

    def _places(self) -> Disagreement | None:
        told: list[Told[places.Where]] = []
        for key in self.mentions:
            event, extracted = self._event(key), self.docs[key[0]]
            where = self._where(key)
            if where is not None:
                told.append((where, self._account(key, where.span, where.entity)))
            part = places.part_of(extracted, event, self._grounds(key[0]))
            if part is not None:
                told.append((part, self._account(key, part.span, " ".join([*sorted(part.parts), part.entity]))))
        return differing("place", told, places.apart)

    def _grounds(self, number: int) -> dict[int, str]:
        layers = self.docs[number].annotated
        return {
            mention.head.start: entity
            for at, mention in enumerate(layers.mentions)
            if mention.type in ("PLACE", "COUNTRY") and (entity := self.resolved.of.get((layers.doc.id, at)))
        }

    def _status(self) -> Disagreement | None:
        """Whether it happened: told as done here, denied or called off there; or still announced by a text that was
        written after the day on which others tell it as done."""
        if self.kind == "statement":
            return None
        told: list[Told[State]] = []
        for key in self.mentions:
            event = self._event(key)
            status = "occurred" if event.status == "ongoing" else event.status
            if status == "hypothetical" or (status == "denied" and not denial(self.docs[key[0]], event)):
                continue
            called = trigger_stems(self.docs[key[0]], event) if self.kind == "conflict" else frozenset()
            state = State(status, self.when.get(key), self.written.get(key[0]), called)
            told.append((state, self._account(key, (event.start, event.end), status)))
        return differing("status", told, states_apart, _disputed)

    def _names(self) -> Disagreement | None:
        """What an agreement is called, where one text has a name that fits none of another's."""
        if self.kind != "agreement":
            return None
        by_doc: dict[str, list[Told[names.Designation]]] = defaultdict(list)
        for key in self.mentions:
            found = names.designation(self.docs[key[0]], self._event(key))
            if found is not None:
                account = self._account(key, found.span, " ".join([found.kind, *sorted(found.about)]))
                by_doc[account.doc].append((found, account))
        kept: dict[tuple[str, str], Account] = {}
        for doc, mine in by_doc.items():
            for other, theirs in by_doc.items():
                if doc != other and any(all(names.apart(one, far) for far, _ in theirs) for one, _ in mine):
                    for _, account in (*mine, *theirs):
                        kept.setdefault((account.doc, account.means), account)
        return Disagreement("name", tuple(kept[key] for key in sorted(kept))) if kept else None

    def _parties(self) -> dict[str, list[tuple[Key, Mention]]]:
        found: dict[str, list[tuple[Key, Mention]]] = defaultdict(list)
        for key in self.mentions:
            layers = self.docs[key[0]].annotated
            for argument in self._event(key).args:
                entity = self.resolved.of.get((layers.doc.id, argument.mention))
                if entity:
                    found[entity].append((key, layers.mentions[argument.mention]))
        return found

    def _offices(self) -> list[Disagreement | None]:
        out: list[Disagreement | None] = []
        for entity, mentions in sorted(self._parties().items()):
            if self.entities[entity].type != "PERSON":
                continue
            ranks: list[Told[str]] = []
            offices: dict[str, tuple[set[str], Key, Span]] = {}
            for key, mention in mentions:
                ranks.extend(
                    (rank, self._account(key, span, rank)) for rank, span in ranks_of(self.docs[key[0]], mention)
                )
                held = mention.offices or ((mention.office,) if mention.office else ())
                if held and mention.titles:
                    doc = self.docs[key[0]].annotated.doc.id
                    offices.setdefault(doc, (set(), key, mention.titles[0]))[0].update(held)
            name = self.entities[entity].name_ar
            out.append(differing(f"rank of {name}", ranks, ranks_apart))
            told = [
                (frozenset(held), self._account(key, span, " ".join(sorted(held))))
                for held, key, span in offices.values()
            ]
            out.append(differing(f"office of {name}", told, offices_apart))
        return out

    def _figures(self) -> list[Disagreement | None]:
        by_unit: dict[str, list[Told[Counted]]] = defaultdict(list)
        updates = {key[0] for key in self.mentions for figure in self._event(key).quantities if figure.trend == "newer"}
        for key in self.mentions:
            several, where, states = (
                of_several(self.docs[key[0]], self._event(key)),
                self._where(key),
                self._states(key),
            )
            for figure in self._event(key).quantities:
                account = self._account(key, (figure.start, figure.end), meaning(figure), figure.chain)
                if figure.trend != "former":
                    known = self._former(key[0], figure)
                    one = Counted(figure, several, where, states, known, key[0] in updates, self._whole(key, figure))
                    by_unit[figure.unit].append((one, account))
        return [
            differing(f"number: {unit}", told, counted_apart, self._cited) for unit, told in sorted(by_unit.items())
        ]

    def _whole(self, key: Key, part: Quantity) -> float | None:
        """The count of which ``part`` is one, as the telling gives it; None where it gives none or several."""
        fate, _, group = part.unit.partition(", ")
        wholes = {figure.value for figure in self._event(key).quantities if figure.unit == fate}
        return wholes.pop() if group and len(wholes) == 1 else None

    def _former(self, number: int, beside: Quantity) -> frozenset[float]:
        """The figures that a text gives as told earlier than ``beside``; what another party had said is no earlier
        count of the one that speaks now."""
        told = [figure for event in self.docs[number].events for figure in event.quantities]
        if not beside.chain:
            same = (one for one in told if one.chain and (one.unit, one.value) == (beside.unit, beside.value))
            beside = next(same, beside)
        return frozenset(
            figure.value
            for figure in told
            if figure.trend == "former" and figure.unit == beside.unit and not _of_two_parties(figure, beside)
        )

    def _ground(self, key: Key) -> frozenset[str]:
        """The places that the sentence of a telling names."""
        layers, sentence = self.docs[key[0]].annotated, self._event(key).sentence
        found = (
            self.resolved.of.get((layers.doc.id, at))
            for at, mention in enumerate(layers.mentions)
            if mention.type == "PLACE" and sentence.start <= mention.start < sentence.end
        )
        return frozenset(entity for entity in found if entity)

    def _where(self, key: Key) -> places.Where | None:
        event, layers = self._event(key), self.docs[key[0]].annotated
        if event.place is None:
            return None
        entity = self.entities.get(self.resolved.of.get((layers.doc.id, event.place), ""))
        return places.city(self.docs[key[0]], layers.mentions[event.place], entity) if entity is not None else None

    def _states(self, key: Key) -> frozenset[str]:
        layers = self.docs[key[0]].annotated
        found = (self.resolved.of.get((layers.doc.id, one.mention)) for one in self._event(key).args)
        return frozenset(country for entity in found if entity and (country := self.entities[entity].country))

    def _people(self) -> list[Disagreement | None]:
        """Of an agreement: who acted for a state, where documents name different persons for it."""
        if self.kind != "agreement":
            return []
        by_state: dict[str, list[Told[str]]] = defaultdict(list)
        for entity, mentions in sorted(self._parties().items()):
            one = self.entities[entity]
            if one.type == "PERSON" and one.country:
                by_state[one.country].extend(
                    (entity, self._account(key, mention.head, entity))
                    for key, mention in mentions
                    if mention.form == "name"
                )
        out: list[Disagreement | None] = []
        for state, told in sorted(by_state.items()):
            named: dict[str, set[str]] = defaultdict(set)
            for entity, account in told:
                named[account.doc].add(entity)
            if any(one.isdisjoint(other) for one in named.values() for other in named.values()):
                kept = {(account.doc, entity): account for entity, account in reversed(told)}
                out.append(Disagreement(f"who acted for {state}", tuple(kept[key] for key in sorted(kept))))
        return out
