"""Announcements, and what became of them: held, changed, called off, or no news since.

A wrong link costs more than a missing one: what can't be told for sure stays without news.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from tawatur.model import Event, EventMention, Kind, Status
from tawatur.rules import calendar
from tawatur.rules.events import PHASES
from tawatur.rules.text import normal
from tawatur.rules.verbs import read_verb
from tawatur.views.announced import Announcement, Change, Outcome, Reason, Telling
from tawatur.views.material import Days, Material, Words, days_of, gap

_DONE: tuple[Status, ...] = ("occurred", "ongoing")
_UNPLANNED: tuple[Kind, ...] = ("statement", "conflict", "sanction")
"""Kinds of which many alike follow one another, so that none can be told to be the one announced."""
_MOVED = 3
"""Days that must lie between what was announced and what happened before the day counts as changed: an arrival on the
eve, a visit that is dated from its first meeting and a telling of its second day are no change."""
_CLOSE = timedelta(1)
"""By how much the day announced and the day of an event told elsewhere may miss each other."""
_SHIFT = timedelta(7)
"""By how much a visit may be moved and still be known as the one announced: nobody visits one state twice in a week."""
_WIDEST = 31
"""Days: a wider range says too little to link two events by."""
_SOON = 60
"""Days after an announcement without a day within which another event may be the one announced."""
_LOOSE = frozenset({"APPROX", "MORE_THAN", "LESS_THAN", "START", "MID", "END", "BEFORE", "AFTER", "INVALID"})


def announcements(material: Material, events: Collection[str] | None = None) -> list[Announcement]:
    """Every announcement, by the day of its first telling; ``events``: ids of the events to look at, None for all.

    A document announces an event where it tells it as planned and nowhere as done. Events of which nobody is known to
    take part are left out, since nothing could be followed up; so are words, acts of war and sanctions.
    """
    known = _Known(material)
    made = [
        known.announcement(event)
        for event in material.events.values()
        if event.kind not in _UNPLANNED
        and (events is None or event.id in events) and event.participants and known.announcing(event)
    ]
    return sorted(made, key=lambda one: (min(each.written or "~" for each in one.told), one.event))


_Link = tuple[Event, tuple[Reason, ...], list[tuple[str, int]]]
"""Another event, what links it, and its tellings that the outcome rests on."""


class _Known:
    """What is asked of a record again and again."""

    def __init__(self, material: Material) -> None:
        self.material = material
        written = [days for doc in material.documents if (days := material.written(doc)) is not None]
        self.surely = max((first for first, _ in written), default=None)
        """The last day that a document was surely written on or after."""
        self.perhaps = max((last for _, last in written), default=None)
        self._by_party: dict[tuple[str, str], list[Event]] = defaultdict(list)
        for event in material.events.values():
            for party in sorted({part.entity for part in event.participants} | self._states(event)):
                self._by_party[event.kind, party].append(event)

    # --- one announcement ------------------------------------------------------------------------------------------

    def announcing(self, event: Event) -> list[tuple[str, int]]:
        """The planned tellings of documents that tell the event as planned only."""
        planned: list[tuple[str, int]] = []
        done: set[str] = set()
        for mention in event.mentions:
            if self._ahead(mention):
                planned.append(mention)
            elif self.material.told(mention).status in _DONE:
                done.add(mention[0])
        return [mention for mention in planned if mention[0] not in done]

    def _ahead(self, mention: tuple[str, int]) -> bool:
        """Whether a telling announces: it says so, or it tells in the present what its own words date later than the
        day of writing ("he visits the capital on the tenth")."""
        told, written = self.material.told(mention), self.material.written(mention[0])
        if told.status != "ongoing" or written is None:
            return told.status == "planned"
        days = self._days(mention)
        return days is not None and days[0][0] > written[1]

    def announcement(self, event: Event) -> Announcement:
        """An announced event with its outcome."""
        told = self.announcing(event)
        due = self._due(event, told)
        other: Event = event
        why: tuple[Reason, ...] = ("one_event",)
        found = self._after(event, told, _DONE, due) or self._after(event, told, ("cancelled", "denied"), due)
        if not found:
            linked = self._linked(event, told, due) or self._delayed(event, told)
            if linked is not None:
                other, why, found = linked
        changes = self._changes(event, told, other, found, due)
        outcome = self._outcome(found, changes, due)
        news = self._last_news([*event.mentions, *found])
        quiet = outcome in ("no_news", "not_due")
        return Announcement(
            event=event.id, kind=event.kind, title_ar=event.title_ar, title_en=event.title_en,
            told=tuple(map(self._telling, told)), due=None if due is None else (due[0].isoformat(), due[1].isoformat()),
            outcome=outcome, became=other.id if found else None, why=why if found else (),
            rests_on=tuple(map(self._telling, found)), changes=changes,
            perhaps=tuple(self._perhaps(event, told, due)) if quiet else (),
            silent=max(0, (self.surely - news[1]).days) if quiet and news and self.surely else None,
            last_news=news[1].isoformat() if news else None,
            counted_to=self.surely.isoformat() if self.surely else None,
        )

    def _outcome(self, found: Sequence[tuple[str, int]], changes: Sequence[Change], due: Days | None) -> Outcome:
        statuses = {self.material.told(mention).status for mention in found}
        if statuses & set(_DONE):
            return "changed" if changes else "fulfilled"
        if "cancelled" in statuses:
            return "cancelled"
        if "denied" in statuses:
            return "denied"
        if changes:
            return "changed"
        return "not_due" if due and self.perhaps and due[0] > self.perhaps else "no_news"

    def _after(
        self, event: Event, told: Sequence[tuple[str, int]], statuses: Sequence[Status], due: Days | None
    ) -> list[tuple[str, int]]:
        """The tellings with one of ``statuses`` in documents that neither announce the event (unless to call it off),
        nor carry a text that does, nor came out before it was announced; and that speak of the same parties."""
        announcing = {doc for doc, _ in told}
        groups = {self.material.copy_groups[doc] for doc in announcing} - {None}
        first = min((days[0] for doc in announcing if (days := self.material.written(doc)) is not None), default=None)
        out = []
        for mention in event.mentions:
            doc, status = mention[0], self.material.told(mention).status
            if status not in statuses or (status in _DONE and not self._witnesses(mention, first, due)):
                continue
            days = self.material.written(doc)
            if first is not None and days is not None and days[1] < first:
                continue
            fresh = doc not in announcing and self.material.copy_groups[doc] not in groups
            if (fresh or (doc in announcing and status not in _DONE)) and self._of_same(told, mention):
                out.append(mention)
        return out if self._names_some(told, out) else []

    def _witnesses(self, mention: tuple[str, int], first: date | None, due: Days | None) -> bool:
        """Whether a telling shows that the event took place, and not another one before. A verb in the perfect does,
        or one of what goes on; a noun ("the visit") only with words that date it, or in a document written after the
        day announced. What is dated before the first announcement (``first``), or written before the day announced, is
        another event."""
        told, written, days = self.material.told(mention), self.material.written(mention[0]), self._days(mention)
        if self._ahead(mention) or (days and first and days[0][1] < first):
            return False
        if due and written and written[1] < due[0] - _CLOSE:
            return False
        readings = read_verb(normal(told.trigger).split(" ")[0])
        if readings:
            return told.status == "ongoing" or any(one.form.tense == "perfect" for one in readings)
        return days is not None or bool(due and written and written[0] > due[1])

    def _of_same(self, told: Sequence[tuple[str, int]], mention: tuple[str, int]) -> bool:
        """Whether a telling speaks of those announced: it names some of their persons and bodies, or none; and the
        states it goes to are some of those announced. A visit announced to nowhere in particular is none of them."""
        announced = [self._named(each) for each in told]
        who, where = (set[str]().union(*(each[at] for each in announced)) for at in (0, 1))
        others, elsewhere = self._named(mention)
        if who and others and who.isdisjoint(others):
            return False
        somewhere = bool(where) or self.material.told(mention).kind == "visit"
        return not (somewhere and elsewhere and where.isdisjoint(elsewhere))

    def _names_some(self, told: Sequence[tuple[str, int]], found: Sequence[tuple[str, int]]) -> bool:
        """Whether one of the tellings names somebody of those announced, if anybody was named: "the visit" alone may be
        any."""
        who = set[str]().union(*(self._named(each)[0] for each in told))
        return not who or any(who & self._named(each)[0] for each in found)

    def _named(self, mention: tuple[str, int]) -> tuple[set[str], set[str]]:
        """Of one telling: who acts, and persons and bodies that take part; states that take part or are the place,
        without those that the persons and bodies come from."""
        doc, told = mention[0], self.material.told(mention)
        parts = [(self.material.entity_of.get((doc, part.mention)), part.role == "actor") for part in told.args]
        if told.place is not None:
            parts.append((self.material.entity_of.get((doc, told.place)), False))
        entities = [(self.material.entities[each], acts) for each, acts in parts if each is not None]
        who = [entity for entity, acts in entities if acts or entity.type in ("PERSON", "ORG")]
        home = {entity.country for entity in who}
        states = {entity.country for entity, _ in entities if entity.type in ("COUNTRY", "PLACE") and entity.country}
        return {entity.id for entity in who}, {state for state in states if state not in home}

    def _last_news(self, mentions: Iterable[tuple[str, int]]) -> Days | None:
        """The days of the last dated document; None where they are too wide to count from."""
        written = [days for doc, _ in mentions if (days := self.material.written(doc)) is not None]
        last = max(written, key=lambda days: (days[1], days[0]), default=None)
        return last if last and (last[1] - last[0]).days <= _WIDEST else None

    def _telling(self, mention: tuple[str, int]) -> Telling:
        told, words = self.material.told(mention), self.material.trigger(mention)
        return Telling(
            words.doc, words.outlet, words.start, words.end, words.words, told.status, told.modifier,
            self.material.published[mention[0]].edtf,
        )

    # --- days ------------------------------------------------------------------------------------------------------

    def _days(self, mention: tuple[str, int]) -> tuple[Days, Words] | None:
        """The days that a telling's own time words mean, whenever within its bounds the document was written, with
        these words; None where they are rough, or tell when a part begins or ends."""
        told = self.material.told(mention)
        written = self.material.written(mention[0])
        if written is None or told.rule in PHASES:
            return None
        timexes = self.material.documents[mention[0]].annotated.timexes
        best: tuple[Days, Words] | None = None
        for timex in (timexes[at] for at in told.timexes):
            if timex.type not in ("DATE", "TIME") or timex.anchor == "event" or timex.mod in _LOOSE:
                continue
            spans = [
                calendar.denote(timex.value, timex.end_value, timex.mod, timex.relation, day, _side(told))
                for day in written
            ]
            if any(span is None for span in spans):
                continue
            days = min(span.first for span in spans if span), max(span.last for span in spans if span)
            gone, to_come = days[1] < written[0], days[0] > written[1]
            if (gone and told.status == "planned") or (to_come and told.status == "occurred"):
                continue  # "for the first time since ...": the words date something else
            if best is None or days[1] - days[0] < best[0][1] - best[0][0]:
                best = days, self.material.words(mention[0], (timex.start, timex.end))
        return best

    def _due(self, event: Event, told: Sequence[tuple[str, int]]) -> Days | None:
        """The days that it was announced for: of the event where it is nothing but announced, else of the words."""
        solved = days_of(event.date) if event.status == "planned" else None
        if solved is not None and (solved[1] - solved[0]).days <= _WIDEST:
            return solved
        own = [days for mention in told if (days := self._days(mention)) is not None]
        return min((days for days, _ in own), key=lambda days: (days[1] - days[0], days), default=None)

    def _changes(
        self, event: Event, told: Sequence[tuple[str, int]], other: Event, found: Sequence[tuple[str, int]],
        due: Days | None,
    ) -> tuple[Change, ...]:
        out = []
        done = [mention for mention in found if self.material.told(mention).status in _DONE]
        delays = [mention for mention in {*event.mentions, *found} if self._postpones(mention)]
        if delays:
            out.append(Change("postponed", (), tuple(map(self.material.trigger, sorted(delays)))))
        before = [each for mention in told if (each := self._days(mention)) is not None]
        after = [
            each
            for mention in done
            if (each := self._days(mention)) is not None and (each[0][1] - each[0][0]).days <= _WIDEST
        ]
        happened = days_of(other.date)
        if due and before and after and happened and gap(due, happened) >= _MOVED:
            apart = [each for each in after if all(gap(each[0], days) >= _MOVED for days, _ in before)]
            if apart and len(apart) == len(after):
                out.append(Change("date", tuple(each for _, each in before), tuple(each for _, each in apart)))
        there, here = self._places(told), self._places(done)
        if there and here and not set(there) & set(here):
            out.append(Change("place", tuple(there.values()), tuple(here.values())))
        return tuple(out)

    def _places(self, mentions: Sequence[tuple[str, int]]) -> dict[str, Words]:
        """The cities that tellings name as the place, each with its first words."""
        out: dict[str, Words] = {}
        for doc, at in mentions:
            place = self.material.documents[doc].events[at].place
            entity = self.material.entity_of.get((doc, place)) if place is not None else None
            if entity is None or place is None:
                continue
            if self.material.entities[entity].type == "PLACE" and self.material.entities[entity].subtype == "city":
                head = self.material.documents[doc].annotated.mentions[place].head
                out.setdefault(entity, self.material.words(doc, head))
        return out

    # --- an event told apart ---------------------------------------------------------------------------------------

    def _linked(self, event: Event, told: Sequence[tuple[str, int]], due: Days | None) -> _Link | None:
        """The one other event that can only be the one announced: of the same kind and parties, on the day announced,
        at no other place, told in other documents and not before; None where none is, or several are. A visit may have
        been moved by a few days."""
        if due is None or (due[1] - due[0]).days > _WIDEST:
            return None
        fits: list[_Link] = []
        for other, why in self._alike(event):
            happened = days_of(other.date)
            if happened is None or (happened[1] - happened[0]).days > _WIDEST:
                continue
            missed = gap(due, happened)
            found = self._told_later(other, told) if missed <= _SHIFT.days else []
            if found and missed <= _CLOSE.days:
                fits.append((other, (*why, "date"), found))
            elif found and event.kind == "visit" and "persons" in why:
                fits.append((other, why, found))
        return fits[0] if len(fits) == 1 else None

    def _delayed(self, event: Event, told: Sequence[tuple[str, int]]) -> _Link | None:
        """The one event of the same kind and parties that a later document tells as put off."""
        fits: list[_Link] = []
        for other, why in self._alike(event):
            found = [each for each in self._after(other, told, ("planned",), None) if self._postpones(each)]
            if found:
                fits.append((other, why, found))
        return fits[0] if len(fits) == 1 else None

    def _alike(self, event: Event) -> Iterator[tuple[Event, tuple[Reason, ...]]]:
        """Other events of the kind with the same parties, and what links them: looked for among those of its rarest
        person, or else state."""
        persons = self._parties(event)["PERSON"]
        few = [self._by_party[event.kind, party] for party in sorted(persons or self._states(event))]
        for other in min(few, key=len, default=[]):
            why = self._same_parties(event, other) if other.id != event.id else None
            if why:
                yield other, why

    def _postpones(self, mention: tuple[str, int]) -> bool:
        return self.material.told(mention).modifier == "postponed"

    def _told_later(
        self, other: Event, told: Sequence[tuple[str, int]], due: Days | None = None
    ) -> list[tuple[str, int]]:
        return self._after(other, told, _DONE, due) or self._after(other, told, ("cancelled",), due)

    def _same_parties(self, event: Event, other: Event) -> tuple[Reason, ...] | None:
        """What links two events of a kind but their days: all persons, bodies and states of the one take part in the
        other, and the places are no two; None where that is not so, or says too little."""
        a, b = self._parties(event), self._parties(other)
        states = self._states(event) <= self._states(other)
        if not states or not a["PERSON"] <= b["PERSON"] or not a["ORG"] <= b["ORG"]:
            return None
        if not a["PERSON"] and len(self._states(event)) < 2:
            return None
        places = [self.material.entities[each.place] for each in (event, other) if each.place is not None]
        if len(places) == 2 and places[0].id != places[1].id:
            whole = any(place.type == "COUNTRY" for place in places)
            if not whole or places[0].country != places[1].country:
                return None
        at: tuple[Reason, ...] = ("place",) if len(places) == 2 else ()
        return ("kind", "persons" if a["PERSON"] else "states", *at)

    def _perhaps(self, event: Event, told: Sequence[tuple[str, int]], due: Days | None) -> list[str]:
        """Events of the kind that others tell as done later, that share a person or body, and that lie near the day
        announced, or soon after the announcement where it names none."""
        a = self._parties(event)
        who = a["PERSON"] | a["ORG"]
        first = min((days[0] for doc, _ in told if (days := self.material.written(doc)) is not None), default=None)
        near = due or ((first, first + timedelta(_SOON)) if first else None)
        sharing = {other.id: other for party in who for other in self._by_party[event.kind, party]}
        out = []
        for other in sorted(sharing.values(), key=lambda one: (one.date.earliest or "~", one.id)):
            happened = days_of(other.date)
            apart = near and happened and gap(near, happened) > _CLOSE.days
            if other.id != event.id and not apart and self._told_later(other, told):
                out.append(other.id)
        return out

    def _parties(self, event: Event) -> Mapping[str, set[str]]:
        out: dict[str, set[str]] = {"PERSON": set(), "ORG": set(), "COUNTRY": set(), "PLACE": set()}
        for part in event.participants:
            out[self.material.entities[part.entity].type].add(part.entity)
        return out

    def _states(self, event: Event) -> set[str]:
        codes = {self.material.entities[part.entity].country for part in event.participants}
        return {code for code in codes if code}


def _side(told: EventMention) -> calendar.Direction:
    return "future" if told.status == "planned" else "past" if told.status == "occurred" else "near"
