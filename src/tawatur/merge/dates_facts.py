"""From documents and clusters to the network of days: which words constrain what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_net import EARLIEST, LATEST, Constraint, Network
from tawatur.merge.edtf import bounds
from tawatur.model import Basis, Document, EventMention, Extracted, Span, Status, Timex
from tawatur.rules import calendar
from tawatur.rules.calendar import Direction

HARD, PRIOR, NAMED, TOLD, STATUS, FRESH, SOFT, ORDER, LEAST = range(9)
"""Levels: given and absolute dates; that pages are collected soon; day and month without the year; words that count from the
day of writing; whether it is told as done or as coming; the latest day of writing that all this allows; approximations; order
of telling; what may belong to something else."""
LATE, SOON = 30, 3
"""Days after its writing by which a page was fetched: where little is known of the collection, and where it is known to be
quick."""
FRESH_LAG = 2
FRESH_SHARE, QUICK_SHARE = 0.6, 0.9
ENOUGH = 3
"""Documents whose own words date them that it takes to judge a collection."""
_SOME_DAY = date(2001, 3, 14).toordinal()
"""A day of writing to compare words by where none is known."""
_MOST_WEIGHED = 60
"""Facts of one event that are weighed against each other."""
DAY_RANK = 20
"""Widest meaning, in days, of words that say on which day a thing was (a weekend, "the last days")."""
_LONG = frozenset({"visit", "exercise", "conflict", "aid", "protest", "meeting"})
_SHORT_STAYS = frozenset({"visit", "meeting", "exercise", "protest"})
_DIRECTION: dict[Status, Direction] = {
    "occurred": "past", "ongoing": "past", "planned": "future", "hypothetical": "near", "denied": "past", "cancelled": "near",
}
_PARTS_OF_DAY = {"TEV": 17, "TNI": 19, "TAF": 14}
"""From which hour on a part of the day is over or under way."""


class Fact(NamedTuple):
    """A time expression that dates a mention."""

    doc: int
    mention: int
    timex: Timex
    meaning: rules.Meaning


class Problem(NamedTuple):
    """The network with what its unknowns stand for."""

    net: Network
    writing: list[int]
    event: list[int]
    told: dict[tuple[int, int], int]
    """Mentions that have an unknown of their own: days of an event that was told on several."""
    extent: list[bool]
    """Events whose first and last day are told."""
    fetched: list[datetime | None]
    recurring: list[tuple[int, rules.Meaning]]
    """Unknowns with a value that names no year."""
    dated: set[int]
    """Documents whose own words name their weekday or date."""
    fresh: str | None
    """Why pages are taken to be fetched soon after they were written; None where the collection speaks against it."""


def says(doc: Document, start: int, end: int, words: str) -> tuple[Basis, ...]:
    """A step that rests on ``text[start:end]``."""
    return (Basis(doc.id, Span(start, end), words),)


def moment(stamp: str | None) -> datetime | None:
    """The time of an ISO 8601 stamp; None where it is missing or malformed. A stamp without a time is the end of its day."""
    if stamp is None:
        return None
    text = stamp.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        span = bounds(text)
        return datetime(span[1].year, span[1].month, span[1].day, 23, 59) if span is not None else None
    return found.replace(tzinfo=None) if len(text) > 10 else found.replace(hour=23, minute=59)


def direction_of(status: Status) -> Direction:
    """Where what the words leave open lies for a mention of this status."""
    return _DIRECTION[status]


class Builder:
    """Builds the network of a set of documents."""

    def __init__(self, docs: Sequence[Extracted], event_of: Sequence[Sequence[int]], n_events: int) -> None:
        self.docs = docs
        self.event_of = event_of
        self.net = Network()
        self.writing = [self.net.unknown() for _ in docs]
        self.event = [self.net.unknown() for _ in range(n_events)]
        self.told: dict[tuple[int, int], int] = {}
        self.extent = [False] * n_events
        self.fetched: list[datetime | None] = []
        self.recurring: list[tuple[int, rules.Meaning]] = []
        self.facts: list[list[Fact]] = [[] for _ in range(n_events)]
        self.parts: dict[int, list[tuple[int, tuple[Basis, ...]]]] = {}
        """Events that have no words of time of their own, with the dated parts of them."""
        self.lags: list[int] = []
        """Days between writing and fetching (weeks taken off where only the weekday is known)."""
        self.dated: set[int] = set()
        """Documents whose own words name their weekday or date."""

    def build(self) -> Problem:
        """The whole network."""
        for number, extracted in enumerate(self.docs):
            self._document(number, extracted)
            for index in range(len(extracted.events)):
                self._collect(number, index)
        fresh = self._collection()
        self.net.settle(PRIOR)
        for cluster, facts in enumerate(self.facts):
            self._cluster(cluster, self._weighed(facts))
        for number, extracted in enumerate(self.docs):
            for index in range(len(extracted.events)):
                self._mention(number, index)
            self._narrative(number, extracted)
        for parent, parts in self.parts.items():
            # A visit that nothing else dates is dated by what was done in its course.
            whole, ends = self.event[parent], tuple(part for part, _ in parts)
            basis = tuple(step for _, steps in parts for step in steps)
            self._add((whole, *ends), rules.spanned(self.net, whole, ends), SOFT, basis, dates=True)
        return Problem(self.net, self.writing, self.event, self.told, self.extent, self.fetched, self.recurring, self.dated, fresh)

    # -- documents

    def _document(self, number: int, extracted: Extracted) -> None:
        doc, w = extracted.annotated.doc, self.writing[number]
        given = bounds(doc.published) if doc.published else None
        if given is not None:
            words = f"The document gives {doc.published} as its date."
            self._add((w,), rules.within(w, given[0].toordinal(), given[1].toordinal()), HARD, says(doc, 0, 0, words))
        fetched = moment(doc.retrieved)
        self.fetched.append(fetched)
        if fetched is not None:
            words = f"It was fetched on {fetched.date().isoformat()}, so it was written by then."
            self._add((w,), rules.within(w, EARLIEST, fetched.toordinal()), HARD, says(doc, 0, 0, words))
        weekdays: dict[int, Timex] = {}
        days: list[int] = []
        for timex in extracted.annotated.timexes:
            self._own_day(extracted, timex, w, weekdays, days)
        if weekdays or days:
            self.dated.add(number)
            if fetched is not None and given is None:
                weekday = next(iter(weekdays), None)
                self.lags.append(fetched.toordinal() - days[0] if days else (fetched.isoweekday() - (weekday or 1)) % 7)
        for weekday, timex in weekdays.items():
            words = f"Counted back from {_quoted(doc, timex)}, it was written on a {_NAMES[weekday]}."
            level = PRIOR if len(weekdays) == 1 else SOFT
            self._add((w,), rules.on_weekday(self.net, w, weekday), level, says(doc, timex.start, timex.end, words))

    def _own_day(self, extracted: Extracted, timex: Timex, w: int, weekdays: dict[int, Timex],
                 days: list[int]) -> None:
        """What "today, Monday" and "tomorrow, 30 July 2015" say of the day of writing itself."""
        main = calendar.main_relation(timex.relation) or ""
        if not main.startswith("day:") or _quoted_speech(extracted, timex):
            return
        doc, shift = extracted.annotated.doc, int(main[4:])
        weekday = calendar.said_weekday(timex.value, timex.relation)
        if weekday is not None and timex.end_value is None:
            weekdays.setdefault((weekday - 1 - shift) % 7 + 1, timex)
        fields = calendar.parts(timex.value)
        if fields.year is not None and fields.day is not None and timex.mod != "INVALID":
            day = date(fields.year, fields.month or 1, fields.day).toordinal() - shift
            days.append(day)
            words = f"{_quoted(doc, timex)} puts the day of writing at {date.fromordinal(day).isoformat()}."
            self._add((w,), rules.within(w, day, day), HARD, says(doc, timex.start, timex.end, words))

    def _collection(self) -> str | None:
        """Whether these pages were fetched soon after they were written, and why; adds the assumption for each of them."""
        quick = sum(0 <= lag <= FRESH_LAG for lag in self.lags)
        if len(self.lags) >= ENOUGH and quick < FRESH_SHARE * len(self.lags):
            return None
        why, late = "pages are usually fetched soon after they are written", LATE
        if len(self.lags) >= ENOUGH:
            late = SOON if quick >= QUICK_SHARE * len(self.lags) else LATE
            why = f"{quick} of the {len(self.lags)} documents here that name their day were fetched within {FRESH_LAG} days of it"
        for extracted, w, fetched in zip(self.docs, self.writing, self.fetched, strict=True):
            if fetched is not None:
                basis = says(extracted.annotated.doc, 0, 0, f"Assumed to be written in the {late} days before it was fetched: {why}.")
                self._add((w,), rules.within(w, fetched.toordinal() - late, LATEST), PRIOR, basis, soft=True)
        return why

    # -- events

    def _collect(self, number: int, index: int) -> None:
        """The time expressions of a mention that say when its event was."""
        extracted = self.docs[number]
        mention = extracted.events[index]
        for position in mention.timexes:
            timex = extracted.annotated.timexes[position]
            if timex.type in ("SET", "DURATION") or timex.anchor == "event" or timex.value.startswith("T"):
                continue
            flags = calendar.flags(timex.relation)
            main = calendar.main_relation(timex.relation)
            if flags and not _just_ago(timex, flags, mention.status):
                self._open_ended(number, index, timex, flags)
                continue
            if main == "soon" or timex.value == "FUTURE_REF" or "for" in flags:
                continue
            if main == "now" and (mention.status != "ongoing" or mention.kind not in _SHORT_STAYS):
                continue
            meaning = rules.Meaning(timex, direction_of(mention.status))
            if mention.status == "planned" and _gone(main):
                continue
            if mention.status == "occurred" and mention.kind == "statement" and _to_come(main):
                continue
            self.facts[self.event_of[number][index]].append(Fact(number, index, timex, meaning))

    def _open_ended(self, number: int, index: int, timex: Timex, flags: tuple[str, ...]) -> None:
        """since: what is going on began then. until, by: what is planned comes no later."""
        mention = self.docs[number].events[index]
        doc = self.docs[number].annotated.doc
        e, w = self.event[self.event_of[number][index]], self.writing[number]
        meaning = rules.Meaning(timex, "past" if "since" in flags else direction_of(mention.status))
        mark = self.net.unknown()
        basis = says(doc, timex.start, timex.end, f"{_quoted(doc, timex)} is a bound of it.")
        if "since" in flags and mention.status == "ongoing":
            self._add((w, mark), rules.means(self.net, w, mark, meaning), TOLD, basis)
            self._add((mark, e), rules.not_after(self.net, mark, e, cap=False), TOLD, basis, dates=True)
        elif "since" not in flags and mention.status in ("planned", "hypothetical"):
            self._add((w, mark), rules.means(self.net, w, mark, meaning), TOLD, basis)
            self._add((e, mark), rules.not_after(self.net, e, mark), TOLD, basis, dates=True)

    def _weighed(self, facts: Sequence[Fact]) -> list[Fact]:
        """Facts of one event, those first that most others agree with. Of the words of one mention that exclude each other
        only those nearest to its trigger stay; vague ones give way to definite ones that are nearer."""
        if len(facts) < 2 or len(facts) > _MOST_WEIGHED:
            return list(facts)
        spans = [self._window(fact) for fact in facts]
        kept = []
        for one, fact in enumerate(facts):
            rivals = [other for other, rival in enumerate(facts)
                      if other != one and (rival.doc, rival.mention) == (fact.doc, fact.mention)]
            nearer = [other for other in rivals if self._gap(facts[other]) < self._gap(fact)]
            if _vague(fact.timex) and any(not _vague(facts[other].timex) for other in nearer):
                continue
            if not any(self.exclude(fact, facts[other]) for other in nearer):
                kept.append(one)
        support = {one: sum(not _apart(spans[one], spans[other]) for other in kept) for one in kept}
        return [facts[one] for one in sorted(kept, key=lambda one: (-support[one], one))]

    def exclude(self, one: Fact, other: Fact) -> bool:
        """Whether two facts of one text can't both hold, whenever it was written."""
        if one.meaning.absolute != other.meaning.absolute:
            return _apart(self._window(one), self._window(other))
        w = self.net.unknowns[self.writing[one.doc]]
        day = w.hi if w.hi < LATEST else _SOME_DAY
        spans = one.meaning.at(day), other.meaning.at(day)
        return spans[0] is not None and spans[1] is not None and _apart(spans[0], spans[1])

    def _window(self, fact: Fact) -> tuple[int, int]:
        """What a fact allows as far as the day of writing is known before anything is solved."""
        w = self.net.unknowns[self.writing[fact.doc]]
        first = fact.meaning.at(w.lo) if fact.meaning.absolute or w.lo > EARLIEST else None
        last = fact.meaning.at(w.hi) if fact.meaning.absolute or w.hi < LATEST else None
        return first[0] if first else EARLIEST, last[1] if last else LATEST

    def _gap(self, fact: Fact) -> int:
        """Characters between a mention's trigger and the time expression."""
        mention = self.docs[fact.doc].events[fact.mention]
        return max(0, fact.timex.start - mention.end, mention.start - fact.timex.end)

    def _cluster(self, cluster: int, facts: Sequence[Fact]) -> None:
        """Facts of one event: all on the same unknown, unless it is told on several days."""
        e = self.event[cluster]
        self.extent[cluster] = any(_is_range(fact.timex) for fact in facts)
        kinds = {self.docs[fact.doc].events[fact.mention].kind for fact in facts}
        days = [fact for fact in facts if _names_day(fact) and not _is_range(fact.timex)]
        spread = bool(kinds & _LONG) and _on_several_days(days)
        pieces: dict[tuple[int, int], int] = {}
        for fact in facts:
            target = e
            if fact in days and (self.extent[cluster] or spread):
                key = (fact.doc, fact.mention)
                target = pieces[key] = pieces[key] if key in pieces else self.net.unknown()
            self._fact(fact, target)
        self.told |= pieces
        for key, piece in pieces.items():
            doc = self.docs[key[0]].annotated.doc
            mention = self.docs[key[0]].events[key[1]]
            basis = says(doc, mention.start, mention.end, "It tells one day of what lasted several.")
            if self.extent[cluster]:
                self._add((piece, e), rules.inside(self.net, piece, e), TOLD, basis)
                self._add((piece, e), rules.near(self.net, piece, e, 0, 0), TOLD, basis)
        if spread and not self.extent[cluster] and pieces:
            ends = tuple(pieces.values())
            first = min(pieces)
            mention, doc = self.docs[first[0]].events[first[1]], self.docs[first[0]].annotated.doc
            basis = says(doc, mention.start, mention.end, "It lasted from the first to the last day that is told of it.")
            self._add((e, *ends), rules.spanned(self.net, e, ends), TOLD, basis, dates=True)
            for piece in ends:
                self._add((piece, e), rules.near(self.net, piece, e, 14, 14), TOLD, basis)

    def _fact(self, fact: Fact, target: int) -> None:
        doc = self.docs[fact.doc].annotated.doc
        w = self.writing[fact.doc]
        vague = _vague(fact.timex)
        level = HARD if fact.meaning.absolute and not vague else SOFT if vague else TOLD
        if self._only_a_year(fact):
            level = LEAST
        elif level == TOLD and fact.meaning.fields.day is not None and fact.meaning.fields.month is not None:
            level = NAMED
        basis = says(doc, fact.timex.start, fact.timex.end, explain(doc, fact))
        self._add((w, target), rules.means(self.net, w, target, fact.meaning), level, basis, soft=vague, dates=True)
        if fact.meaning.recurs:
            self.recurring.append((target, fact.meaning))
        weekday = calendar.said_weekday(fact.timex.value, fact.timex.relation)
        if weekday is not None and not fact.meaning.fields.week and fact.timex.end_value is None:
            words = f"{_quoted(doc, fact.timex)} calls the day a {_NAMES[weekday]}."
            self._add((target,), rules.on_weekday(self.net, target, weekday), TOLD, says(doc, fact.timex.start, fact.timex.end, words))
        fields = fact.meaning.fields
        if fields.year is not None and fields.month is not None and fields.day is None and not vague \
                and self.docs[fact.doc].events[fact.mention].status == "occurred" and not fact.timex.relation:
            words = f"A month that is named with its year ({_quoted(doc, fact.timex)}) is over."
            self._add((target, w), lambda: ((w, min(self.net.unknowns[target].hi + 1, LATEST), LATEST),) if
                      self.net.unknowns[target].hi < LATEST else (), SOFT, says(doc, fact.timex.start, fact.timex.end, words))

    def _only_a_year(self, fact: Fact) -> bool:
        """A year beside finer words of the same mention may belong to something else ("since it began in 2005")."""
        if not fact.meaning.absolute or calendar.has_days(fact.meaning.fields):
            return False
        own = self.facts[self.event_of[fact.doc][fact.mention]]
        return any(other.doc == fact.doc and other.mention == fact.mention and other is not fact for other in own)

    # -- mentions

    def unknown_of(self, number: int, index: int) -> int:
        """The unknown that a mention speaks of."""
        own = self.told.get((number, index))
        return own if own is not None else self.event[self.event_of[number][index]]

    def _mention(self, number: int, index: int) -> None:
        extracted = self.docs[number]
        mention, doc = extracted.events[index], extracted.annotated.doc
        w, e = self.writing[number], self.unknown_of(number, index)
        cluster = self.event_of[number][index]
        open_end = self.extent[cluster] and (number, index) not in self.told
        if mention.status == "occurred":
            basis = says(doc, mention.start, mention.end, "It is told as done, so it is not after the day of writing.")
            self._add((e, w), rules.not_after(self.net, e, w, cap=not open_end), STATUS, basis)
            self._evening(number, mention, w)
        elif mention.status == "planned":
            basis = says(doc, mention.start, mention.end, "It is told as coming, so it is not before the day of writing.")
            self._add((w, e), rules.not_after(self.net, w, e), STATUS, basis)
        elif mention.status == "ongoing":
            basis = says(doc, mention.start, mention.end, "It is told as going on when the text was written.")
            self._add((e, w), rules.not_after(self.net, e, w, cap=False), STATUS, basis)
            if not mention.timexes and mention.kind in _SHORT_STAYS and not self.facts[cluster]:
                self._add((e, w), rules.near(self.net, e, w, 0, 0), SOFT, basis, dates=True)
        self._part_of(number, index, mention, e)
        for relation, other, position in mention.relations:
            self._related(number, mention, e, self.unknown_of(number, other), relation, position)
        self._after_event(number, index, mention, e)

    def _evening(self, number: int, mention: EventMention, w: int) -> None:
        """What is told as done "this evening" was not fetched before the evening."""
        fetched, annotated = self.fetched[number], self.docs[number].annotated
        if fetched is None:
            return
        for position in mention.timexes:
            timex = annotated.timexes[position]
            hour = next((hour for part, hour in _PARTS_OF_DAY.items() if timex.value.endswith(part)), None)
            if hour is not None and calendar.main_relation(timex.relation) == "day:0" and fetched.hour < hour:
                words = f"{_quoted(annotated.doc, timex)} was over when it was fetched at {fetched:%H:%M}: it was written the day before or earlier."
                self._add((w,), rules.within(w, EARLIEST, fetched.toordinal() - 1), TOLD, says(annotated.doc, timex.start, timex.end, words))

    def _part_of(self, number: int, index: int, mention: EventMention, e: int) -> None:
        if mention.inside is None:
            return
        doc = self.docs[number].annotated.doc
        parent = self.event_of[number][mention.inside]
        cluster = self.event_of[number][index]
        done = mention.status in ("occurred", "ongoing")
        if parent == cluster or (done and self.docs[number].events[mention.inside].status not in ("occurred", "ongoing")):
            return
        outer = self.event[parent]
        trigger = self.docs[number].events[mention.inside].trigger
        basis = says(doc, mention.start, mention.end, f"It was part of “{trigger}”.")
        if self.extent[parent]:
            self._add((e, outer), rules.inside(self.net, e, outer), TOLD, basis, dates=True)
            self._add((e, outer), rules.near(self.net, e, outer, 0, 0), TOLD, basis)
        elif not any(_names_day(fact) for fact in self.facts[cluster]):
            self._add((e, outer), rules.inside(self.net, e, outer), SOFT, basis, dates=True)
        elif not self.facts[parent]:
            self.parts.setdefault(parent, []).append((e, basis))

    def _related(self, number: int, mention: EventMention, e: int, other: int, relation: str, position: int | None) -> None:
        if e == other:
            return
        annotated = self.docs[number].annotated
        doc = annotated.doc
        if relation == "same_day":
            basis = says(doc, mention.start, mention.end, "It was on the same day as what is told beside it.")
            self._add((e, other), rules.near(self.net, e, other, 0, 0), SOFT, basis, dates=True)
            return
        if relation == "during":
            basis = says(doc, mention.start, mention.end, "It was in the course of what is told beside it.")
            self._add((e, other), rules.inside(self.net, e, other), SOFT, basis, dates=True)
            return
        later, earlier = (e, other) if relation == "after" else (other, e)
        timex = annotated.timexes[position] if position is not None else None
        length = calendar.period(timex.value) if timex is not None else None
        if timex is not None and length is not None and length.number is not None:
            self._distance(doc, timex, length, later, earlier)
        else:
            basis = says(doc, mention.start, mention.end, f"It came {relation} what is told beside it.")
            self._add((earlier, later), rules.not_after(self.net, earlier, later), SOFT, basis)

    def _distance(self, doc: Document, timex: Timex, length: calendar.Period, later: int, earlier: int) -> None:
        about = "about " if timex.mod == "APPROX" else ""
        words = f"{_quoted(doc, timex)}: {about}{length.number:g} {_UNITS.get(length.unit, 'hours')} lie between the two."
        self._add((later, earlier), rules.apart(self.net, later, earlier, length, timex.mod), SOFT,
                  says(doc, timex.start, timex.end, words), soft=timex.mod is not None or length.unit in "MY", dates=True)

    def _after_event(self, number: int, index: int, mention: EventMention, e: int) -> None:
        """"About two months after the visit": how far a mention lies from the one that the phrase goes on to name."""
        extracted = self.docs[number]
        if mention.relations:
            return
        for position in mention.timexes:
            timex = extracted.annotated.timexes[position]
            kind, _, key = (calendar.main_relation(timex.relation) or "").partition(":")
            length = calendar.period(key) if kind in ("after", "before") else None
            if timex.anchor != "event" or length is None or length.number is None:
                continue
            doc = extracted.annotated.doc
            if timex.end <= mention.start:
                # "... comes two months after the first visit": what the text reports is that far from this mention.
                pair = (self.writing[number], e) if kind == "after" else (e, self.writing[number])
                self._distance(doc, timex, length, *pair)
                continue
            target = next((other for other, found in enumerate(extracted.events)
                           if timex.end <= found.start < mention.sentence.end), None)
            if target is not None and self.unknown_of(number, target) != e:
                there = self.unknown_of(number, target)
                self._distance(doc, timex, length, *((e, there) if kind == "after" else (there, e)))

    def _narrative(self, number: int, extracted: Extracted) -> None:
        """Background that is told in a row is told in its order."""
        doc = extracted.annotated.doc
        row = sorted((mention.narrative, index) for index, mention in enumerate(extracted.events) if mention.background and mention.narrative)
        for (place, before), (next_place, after) in zip(row, row[1:], strict=False):
            earlier, later = self.unknown_of(number, before), self.unknown_of(number, after)
            if next_place == place + 1 and earlier != later:
                mention = extracted.events[after]
                basis = says(doc, mention.start, mention.end, "The events of this paragraph are told in their order.")
                self._add((earlier, later), _started(self.net, earlier, later), ORDER, basis)

    def _add(self, unknowns: tuple[int, ...], narrow: rules.Narrow, level: int, basis: tuple[Basis, ...], *,
             soft: bool = False, dates: bool = False) -> None:
        self.net.add(Constraint(unknowns, narrow, level, basis, soft=soft, dates=dates))


def _started(net: Network, earlier: int, later: int) -> rules.Narrow:
    def narrow() -> Iterator[tuple[int, int, int]]:
        yield later, net.unknowns[earlier].lo, LATEST
        yield earlier, EARLIEST, net.unknowns[later].hi

    return narrow


_NAMES = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}
_UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}


def _just_ago(timex: Timex, flags: tuple[str, ...], status: Status) -> bool:
    """منذ of what is done means "ago" where it counts days, weeks or months ("the first for 12 years" does not)."""
    kind, _, key = (calendar.main_relation(timex.relation) or "").partition(":")
    return flags == ("since",) and kind == "ago" and not key.endswith("Y") and status == "occurred"


def _quoted(doc: Document, timex: Timex) -> str:
    return f"“{doc.text[timex.start : timex.end]}”"


def _quoted_speech(extracted: Extracted, timex: Timex) -> bool:
    return any(quote.start <= timex.start and timex.end <= quote.end for quote in extracted.annotated.quotes)


def _vague(timex: Timex) -> bool:
    kind = (calendar.main_relation(timex.relation) or "").split(":")[0]
    return kind in ("recent", "past", "coming") or timex.mod in ("APPROX", "INVALID", "MORE_THAN", "LESS_THAN")


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _to_come(main: str | None) -> bool:
    """Whether a relation lies ahead of the day of writing."""
    how, _, key = (main or "").partition(":")
    return how in ("next", "ahead", "coming", "soon") or key.startswith("+")


def _gone(main: str | None) -> bool:
    """Whether a relation lies behind the day of writing."""
    how, _, key = (main or "").partition(":")
    return how in ("last", "ago", "past", "recent") or key.startswith("-")


def _is_range(timex: Timex) -> bool:
    fields = calendar.parts(timex.value)
    return timex.end_value is not None and fields.day is not None and fields.week is False


def _names_day(fact: Fact) -> bool:
    """Whether the words mean a day or a few."""
    main = (calendar.main_relation(fact.timex.relation) or "").split(":")[0]
    fields = fact.meaning.fields
    return main in ("day", "now") or fields.day is not None or fields.weekday is not None


def _on_several_days(facts: Sequence[Fact]) -> bool:
    """Whether one text puts its mentions on days that differ: other distances from its own day, or other weekdays."""
    shifts: dict[int, set[str]] = {}
    weekdays: dict[int, set[int]] = {}
    for fact in facts:
        main = calendar.main_relation(fact.timex.relation) or ""
        weekday = calendar.said_weekday(fact.timex.value, fact.timex.relation)
        if main.startswith("day:"):
            shifts.setdefault(fact.doc, set()).add(main)
        if weekday is not None:
            weekdays.setdefault(fact.doc, set()).add(weekday)
    return any(len(found) > 1 for found in (*shifts.values(), *weekdays.values()))


def explain(doc: Document, fact: Fact) -> str:
    """What a time expression says, as a sentence."""
    words, timex, meaning = _quoted(doc, fact.timex), fact.timex, fact.meaning
    if meaning.absolute:
        return f"The text says {words}: {timex.value}{'/' + timex.end_value if timex.end_value else ''}."
    how, _, key = (meaning.relation or "").partition(":")
    if how == "day":
        shift = int(key)
        where = "the day of writing" if shift == 0 else f"{abs(shift)} {'day' if abs(shift) == 1 else 'days'} {'before' if shift < 0 else 'after'} it"
        return f"{words} is {where}."
    if how in ("week", "month", "year", "decade", "century"):
        place = {0: "the same", -1: "the one before"}.get(int(key), "the one after")
        return f"{words} is counted from the day of writing: {place} {how}."
    if how in ("last", "next", "this"):
        return f"{words} is the {'current' if how == 'this' else how} such one at the day of writing."
    if how in ("ago", "ahead", "past", "coming"):
        return f"{words} is counted {'back' if how in ('ago', 'past') else 'on'} from the day of writing."
    if how in ("recent", "now"):
        return f"{words} is {'shortly before' if how == 'recent' else ''} the day of writing.".replace("  ", " ")
    side = {"past": "the last one not after", "future": "the first one not before"}.get(meaning.direction, "the one nearest to")
    return f"{words} is taken as {side} the day of writing."
