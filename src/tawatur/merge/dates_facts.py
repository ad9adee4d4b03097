"""When events were, in the words of their mentions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_ground import HARD, LEAST, NAMED, SOFT, TOLD, Ground
from tawatur.merge.dates_net import EARLIEST, LATEST
from tawatur.merge.dates_words import (
    Fact,
    direction_of,
    explain,
    is_ago,
    is_gone,
    is_range,
    is_to_come,
    is_vague,
    kind_of,
    names_day,
    timed,
    told,
)
from tawatur.model import EventMention, Timex
from tawatur.rules import calendar

LASTING = frozenset({"visit", "exercise", "conflict", "aid", "protest", "meeting"})
"""Kinds that may last days: told on several days, they go on from the first to the last."""
STAYS = frozenset({"visit", "meeting", "exercise", "protest"})
"""Kinds that, going on, go on for days and not for years."""
REACH = 14
"""Days that lie between the days told of one such event at most."""
ARRIVALS = frozenset({"visit.arrive", "visit.arrival"})
"""Rules of what begins a visit."""
LONGEST = 31
"""Days that a stay with a first and a last day may take, for what is known to be a part of it."""
_SOME_DAY = date(2001, 3, 14).toordinal()
"""A day of writing to compare words by where none is known."""
_MOST_WEIGHED = 60
"""Facts of one event that are weighed against each other."""


class Facts:
    """Adds the time expressions of the mentions to the network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground

    def collect(self) -> None:
        """Sort the time expressions of all mentions by event."""
        for number, extracted in enumerate(self._ground.docs):
            for index, mention in enumerate(extracted.events):
                for position in mention.timexes:
                    timex = extracted.annotated.timexes[position]
                    if timex.type not in ("SET", "DURATION") and timex.anchor != "event" and timex.value[0] != "T":
                        self._take(number, index, mention, timex)

    def _take(self, number: int, index: int, mention: EventMention, timex: Timex) -> None:
        flags = calendar.flags(timex.relation)
        if flags and not is_ago(timex, mention.status):
            if "for" not in flags:
                self._open_ended(number, index, mention, timex)
            return
        how = kind_of(timex)[0]
        stays = mention.status == "ongoing" and mention.kind in STAYS
        misplaced = (mention.status == "planned" and is_gone(timex)) or (
            mention.status == "occurred" and mention.kind == "statement" and is_to_come(timex)
        )
        if how == "soon" or timex.value == "FUTURE_REF" or (how == "now" and not stays) or misplaced:
            return
        fact = Fact(number, index, timex, rules.Meaning(timex, direction_of(mention.status)))
        self._ground.facts[self._ground.event_of[number][index]].append(fact)

    def _open_ended(self, number: int, index: int, mention: EventMention, timex: Timex) -> None:
        """since: what is going on began then. until, by: what is planned comes no later."""
        ground, doc = self._ground, self._ground.doc(number)
        since = "since" in calendar.flags(timex.relation)
        if mention.status not in (("ongoing",) if since else ("planned", "hypothetical")):
            return
        e, w, mark = ground.event[ground.event_of[number][index]], ground.writing[number], ground.net.unknown()
        meaning = rules.Meaning(timex, "past" if since else direction_of(mention.status))
        basis = timed(doc, timex, "began_by" if since else "comes_by")
        ground.add((w, mark), rules.means(ground.net, w, mark, meaning), TOLD, basis)
        if since:
            ground.add((mark, e), rules.not_after(ground.net, mark, e, cap=False), TOLD, basis, dates=True)
        else:
            ground.add((e, mark), rules.not_after(ground.net, e, mark), TOLD, basis, dates=True)

    def add(self) -> None:
        """All events. What is known of days of writing must have settled: contradictory words are weighed by it."""
        for cluster, facts in enumerate(self._ground.facts):
            self._cluster(cluster, self._weighed(facts))

    def _weighed(self, facts: Sequence[Fact]) -> list[Fact]:
        """Facts of one event, those first that most others agree with.

        Of words of one mention that exclude each other only those nearest to its trigger stay; vague ones give way to
        definite ones that are nearer.
        """
        if not 2 <= len(facts) <= _MOST_WEIGHED:
            return list(facts)
        kept = []
        for fact in facts:
            nearer = [
                rival
                for rival in facts
                if (rival.doc, rival.mention) == (fact.doc, fact.mention) and self._gap(rival) < self._gap(fact)
            ]
            yields = is_vague(fact.timex) and any(not is_vague(rival.timex) for rival in nearer)
            if not yields and not any(self._exclude(fact, rival) for rival in nearer):
                kept.append(fact)
        spans = [self._window(fact) for fact in kept]
        support = [sum(not _apart(span, other) for other in spans) for span in spans]
        return [kept[at] for at in sorted(range(len(kept)), key=lambda at: (-support[at], at))]

    def _exclude(self, one: Fact, other: Fact) -> bool:
        """Whether two facts of one text can't both hold, whenever it was written."""
        if one.meaning.absolute != other.meaning.absolute:
            return _apart(self._window(one), self._window(other))
        w = self._ground.net.unknowns[self._ground.writing[one.doc]]
        day = w.hi if w.hi < LATEST else _SOME_DAY
        first, second = one.meaning.at(day), other.meaning.at(day)
        return first is not None and second is not None and _apart(first, second)

    def _window(self, fact: Fact) -> tuple[int, int]:
        """What a fact allows as far as the day of writing is known before anything is solved."""
        w = self._ground.net.unknowns[self._ground.writing[fact.doc]]
        first = fact.meaning.at(w.lo) if fact.meaning.absolute or w.lo > EARLIEST else None
        last = fact.meaning.at(w.hi) if fact.meaning.absolute or w.hi < LATEST else None
        return first[0] if first else EARLIEST, last[1] if last else LATEST

    def _gap(self, fact: Fact) -> int:
        """Characters between a mention's trigger and the time expression."""
        mention = self._ground.mention(fact.doc, fact.mention)
        return max(0, fact.timex.start - mention.end, mention.start - fact.timex.end)

    def _cluster(self, cluster: int, facts: Sequence[Fact]) -> None:
        """Facts of one event: all on the same unknown, unless it is told on several days."""
        ground, e = self._ground, self._ground.event[cluster]
        extent = ground.extent[cluster] = any(is_range(fact.timex) for fact in facts)
        days = [fact for fact in facts if names_day(fact) and not is_range(fact.timex)]
        lasting = any(ground.mention(fact.doc, fact.mention).kind in LASTING for fact in facts)
        spread = not extent and lasting and len(days) <= _MOST_WEIGHED and _on_several_days(days)
        pieces: dict[tuple[int, int], int] = {}
        for fact in facts:
            key = (fact.doc, fact.mention)
            if (extent or spread) and names_day(fact) and not is_range(fact.timex):
                if key not in pieces:
                    pieces[key] = ground.net.unknown()
                self._fact(fact, pieces[key])
            else:
                self._fact(fact, e)
        ground.told |= pieces
        for (number, index), piece in pieces.items():
            mention = ground.mention(number, index)
            basis = told(ground.doc(number), mention, "one_of_several")
            if extent:
                # The guest may arrive on the evening before the days that are given for the visit.
                early = int(mention.rule in ARRIVALS)
                ground.add((piece, e), rules.inside(ground.net, piece, e, early), TOLD, basis)
                ground.add((piece, e), rules.around(ground.net, piece, e, LONGEST), TOLD, basis)
            else:
                ground.add((piece, e), rules.around(ground.net, piece, e, REACH), TOLD, basis)
                ground.add((piece, e), rules.around(ground.net, e, piece, REACH), TOLD, basis)
        if spread and pieces:
            self._spread(e, pieces)

    def _spread(self, e: int, pieces: dict[tuple[int, int], int]) -> None:
        ground = self._ground
        number, index = min(pieces)
        mention = ground.mention(number, index)
        ends = tuple(pieces.values())
        ground.add(
            (e, *ends),
            rules.spanned(ground.net, e, ends),
            TOLD,
            told(ground.doc(number), mention, "first_to_last"),
            dates=True,
        )

    def _fact(self, fact: Fact, target: int) -> None:
        ground, doc, w = self._ground, self._ground.doc(fact.doc), self._ground.writing[fact.doc]
        timex, meaning, vague = fact.timex, fact.meaning, is_vague(fact.timex)
        basis = explain(doc, fact)
        two = ground.two_days(target, doc, timex) if meaning.absolute else None
        if two is not None:
            narrow = rules.within(target, two[0].toordinal(), two[1].toordinal())
            ground.add((target,), narrow, self._level(fact), basis, dates=True)
            return
        concerned = (target,) if meaning.absolute else (w, target)
        ground.add(
            concerned,
            rules.means(ground.net, w, target, meaning),
            self._level(fact),
            basis,
            soft=vague,
            dates=True,
            moves_on=meaning.recurs,
        )
        if meaning.recurs:
            ground.recurring.append((target, meaning))
        weekday = calendar.said_weekday(timex.value, timex.relation)
        if weekday is not None and not meaning.fields.week and timex.end_value is None:
            ground.add(
                (target,),
                rules.on_weekday(ground.net, target, weekday),
                TOLD,
                timed(doc, timex, "calls_weekday", weekday=weekday),
                moves_on=True,
            )
        month = meaning.fields.month is not None and meaning.fields.day is None and meaning.absolute
        if month and not vague and not timex.relation and ground.mention(fact.doc, fact.mention).status == "occurred":
            ground.add((target, w), rules.over(ground.net, target, w), SOFT, timed(doc, timex, "month_over"))

    def _level(self, fact: Fact) -> int:
        fields, absolute = fact.meaning.fields, fact.meaning.absolute
        own = self._ground.facts[self._ground.event_of[fact.doc][fact.mention]]
        if (
            absolute
            and not calendar.has_days(fields)
            and any((other.doc, other.mention) == (fact.doc, fact.mention) and other is not fact for other in own)
        ):
            # A year beside finer words of the same mention may belong to something else ("since it began in 2005").
            return LEAST
        if is_vague(fact.timex):
            return SOFT
        if absolute:
            return HARD
        return NAMED if fields.day is not None and fields.month is not None else TOLD


def _apart(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[1] < other[0] or other[1] < one[0]


def _on_several_days(facts: Sequence[Fact]) -> bool:
    """Whether one text puts its mentions on days that differ: other distances from its own day, or other weekdays."""
    shifts: dict[int, set[str]] = {}
    weekdays: dict[int, set[int]] = {}
    for fact in facts:
        how, key = kind_of(fact.timex)
        weekday = calendar.said_weekday(fact.timex.value, fact.timex.relation)
        if how == "day":
            shifts.setdefault(fact.doc, set()).add(key)
        if weekday is not None:
            weekdays.setdefault(fact.doc, set()).add(weekday)
    return any(len(found) > 1 for found in shifts.values()) or any(len(found) > 1 for found in weekdays.values())
