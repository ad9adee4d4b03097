"""What mentions say of each other's time and of the day of writing: done or coming, part of, after, in which order."""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_facts import ARRIVALS, LONGEST, STAYS
from tawatur.merge.dates_ground import ORDER, SOFT, STATUS, TOLD, Ground
from tawatur.merge.dates_net import EARLIEST
from tawatur.merge.dates_words import kind_of, timed, told
from tawatur.model import Basis, Document, EventMention, Extracted, Timex
from tawatur.rules import calendar
from tawatur.rules.calendar import Period

_BEGUN = ("occurred", "ongoing")
_MOST_PARTS = 40
"""Dated parts of one event that are looked at."""
_HOURS = {"TEV": 17, "TNI": 19, "TAF": 14}
"""From which hour on a part of the day is under way."""


class Links:
    """Adds status, parts and relations of the mentions to the network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._parts: dict[int, list[tuple[int, tuple[Basis, ...]]]] = {}
        """Events without words of time of their own, with the dated parts of them."""

    def add(self) -> None:
        """All mentions of all documents."""
        ground = self._ground
        for number, extracted in enumerate(ground.docs):
            for index, mention in enumerate(extracted.events):
                e = ground.unknown_of(number, index)
                self._status(number, index, mention, e)
                self._part_of(number, index, mention, e)
                for relation, other, position in mention.relations:
                    told = extracted.events[other].kind == "statement" and mention.kind != "statement"
                    if relation == "same_day" and told:
                        # What a statement goes on to mention is not of its day.
                        continue
                    self._related(number, mention, e, ground.unknown_of(number, other), relation, position)
            self._said(number, extracted)
            self._counted(number, extracted)
            self._same_day(number, extracted)
            self._narrative(number, extracted)
        for parent, parts in self._parts.items():
            # A visit that nothing else dates is dated by what was done in its course.
            whole, ends = ground.event[parent], tuple(dict.fromkeys(part for part, _ in parts[:_MOST_PARTS]))
            basis = tuple(step for _, steps in parts[:_MOST_PARTS] for step in steps)
            ground.add((whole, *ends), rules.spanned(ground.net, whole, ends), SOFT, basis, dates=True)

    def _status(self, number: int, index: int, mention: EventMention, e: int) -> None:
        ground, w, doc = self._ground, self._ground.writing[number], self._ground.doc(number)
        cluster = ground.event_of[number][index]
        if mention.status == "occurred":
            cap = not ground.extent[cluster] or (number, index) in ground.told
            basis = told(doc, mention, "done")
            ground.add((e, w), rules.not_after(ground.net, e, w, cap=cap), STATUS, basis)
            self._evening(number, mention, w)
        elif mention.status == "planned":
            basis = told(doc, mention, "coming")
            ground.add((w, e), rules.not_after(ground.net, w, e), STATUS, basis)
        elif mention.status == "ongoing":
            basis = told(doc, mention, "going_on")
            ground.add((e, w), rules.not_after(ground.net, e, w, cap=False), STATUS, basis)
            if mention.kind in STAYS and not mention.timexes and not ground.facts[cluster]:
                ground.add((e, w), rules.same(ground.net, e, w), SOFT, basis, dates=True)

    def _evening(self, number: int, mention: EventMention, w: int) -> None:
        """What is told as done "this evening" was not fetched before the evening."""
        ground, fetched = self._ground, self._ground.fetched[number]
        if fetched is None:
            return
        for position in mention.timexes:
            timex, doc = ground.docs[number].annotated.timexes[position], ground.doc(number)
            hour = next((hour for part, hour in _HOURS.items() if timex.value.endswith(part)), None)
            if hour is not None and kind_of(timex) == ("day", "0") and fetched.hour < hour:
                earlier = rules.within(w, EARLIEST, fetched.toordinal() - 1)
                ground.add((w,), earlier, TOLD, timed(doc, timex, "evening_over", time=f"{fetched:%H:%M}"))

    def _part_of(self, number: int, index: int, mention: EventMention, e: int) -> None:
        """A meeting in a visit lies in the visit's days. What has a day of its own dates a visit that has none."""
        ground = self._ground
        if mention.inside is None:
            return
        parent, cluster = ground.event_of[number][mention.inside], ground.event_of[number][index]
        whole = ground.mention(number, mention.inside)
        if parent == cluster or (mention.status in _BEGUN and whole.status not in _BEGUN):
            return
        outer = ground.event[parent]
        basis = told(ground.doc(number), mention, "part_of", words=whole.trigger)
        if whole.rule in ARRIVALS and not ground.extent[parent]:
            # The day of arrival is the first day of the visit: its parts are not before it.
            ground.add((outer, e), rules.not_after(ground.net, outer, e), SOFT, basis)
            self._stay(number, parent, outer, e)
            return
        if ground.extent[parent]:
            ground.add((e, outer), rules.inside(ground.net, e, outer), TOLD, basis, dates=True)
            ground.add((e, outer), rules.around(ground.net, e, outer, LONGEST), TOLD, basis)
        elif not ground.has_day(cluster):
            ground.add((e, outer), rules.inside(ground.net, e, outer), SOFT, basis, dates=True)
        else:
            if not ground.facts[parent]:
                self._parts.setdefault(parent, []).append((e, basis))
            ground.add((e, outer), rules.inside(ground.net, e, outer), ORDER, basis, soft=True, dates=True)
        if mention.status in _BEGUN and not ground.has_day(cluster):
            self._beside(number, index, parent, e)

    def _stay(self, number: int, parent: int, outer: int, e: int) -> None:
        """ "وصل الاربعاء في زيارة لمدة يوم": its parts are over when the time is."""
        ground, extracted = self._ground, self._ground.docs[number]
        for index, mention in enumerate(extracted.events):
            if ground.event_of[number][index] != parent:
                continue
            for position in mention.timexes:
                timex = extracted.annotated.timexes[position]
                length = calendar.period(timex.value) if timex.type == "DURATION" and not timex.relation else None
                if length is None or length.number is None or length.unit not in "DW" or timex.mod is not None:
                    continue
                # Who arrives late begins to count on the day after.
                days = length.days() - 1 + (length.days() > 1)
                basis = timed(extracted.annotated.doc, timex, "stay")
                ground.add((outer, e), rules.within_days(ground.net, outer, e, days), TOLD, basis, dates=True)
                return

    def _beside(self, number: int, index: int, parent: int, e: int) -> None:
        """What a text tells of a visit without a day is of the day that it named last for another part of the visit."""
        ground, events = self._ground, self._ground.docs[number].events
        for at in range(index - 1, -1, -1):
            cluster, whole = ground.event_of[number][at], events[at].inside
            inside = whole is not None and ground.event_of[number][whole] == parent
            if inside and cluster != parent and events[at].status in _BEGUN and ground.has_day(cluster):
                other = ground.unknown_of(number, at)
                if other != e:
                    ground.add(
                        (e, other),
                        rules.inside(ground.net, e, other),
                        ORDER,
                        told(ground.doc(number), events[index], "told_after", words=events[at].trigger),
                        soft=True,
                        dates=True,
                    )
                return

    def _related(
        self, number: int, mention: EventMention, e: int, other: int, relation: str, position: int | None
    ) -> None:
        ground, doc = self._ground, self._ground.doc(number)
        if e == other:
            return
        if relation == "same_day":
            basis = told(doc, mention, "same_day")
            ground.add((e, other), rules.same(ground.net, e, other), SOFT, basis, dates=True)
            return
        if relation == "during":
            basis = told(doc, mention, "during")
            ground.add((e, other), rules.inside(ground.net, e, other), SOFT, basis, dates=True)
            return
        later, earlier = (e, other) if relation == "after" else (other, e)
        timex = ground.docs[number].annotated.timexes[position] if position is not None else None
        length = calendar.period(timex.value) if timex is not None else None
        if timex is not None and length is not None and length.number is not None:
            self._distance(doc, timex, length, later, earlier)
        else:
            basis = told(doc, mention, "after" if relation == "after" else "before")
            ground.add((earlier, later), rules.not_after(ground.net, earlier, later), SOFT, basis)

    def _distance(self, doc: Document, timex: Timex, length: Period, later: int, earlier: int) -> None:
        name = "distance_about" if timex.mod == "APPROX" else "distance"
        self._ground.add(
            (later, earlier),
            rules.apart(self._ground.net, later, earlier, length, timex.mod),
            SOFT,
            timed(doc, timex, name, length=f"P{'T' * (length.unit in 'HN')}{length.number:g}{length.unit}"),
            soft=timex.mod is not None or length.unit in "MY",
            dates=True,
        )

    def _said(self, number: int, extracted: Extracted) -> None:
        """What a statement tells as done is not after it; what it tells as coming is not before it."""
        ground, doc = self._ground, extracted.annotated.doc
        said: dict[int, int] = {}
        last: dict[str, int] = {}
        """Speaker → the last statement of his that the text tells before, without a time of its own."""
        for index, mention in enumerate(extracted.events):
            if mention.kind == "statement":
                said[mention.start] = index
        for index, mention in enumerate(extracted.events):
            saying = None
            if mention.chain:
                link = mention.chain[-1]
                saying = said.get(link.cue.start, last.get(link.source))
                if mention.kind == "statement" and not mention.timexes:
                    last[link.source] = index
            if saying is None or saying == index or mention.status not in ("occurred", "planned"):
                continue
            done = mention.status == "occurred"
            content, statement = ground.unknown_of(number, index), ground.unknown_of(number, saying)
            if content == statement:
                continue
            pair = (content, statement) if done else (statement, content)
            words = extracted.events[saying].trigger
            basis = told(doc, mention, "said_done" if done else "said_coming", words=words)
            ground.add(pair, rules.not_after(ground.net, *pair), ORDER, basis)

    def _counted(self, number: int, extracted: Extracted) -> None:
        """Distances in the text: "B came about two months after A", where A is what the phrase goes on to name."""
        used = {position for mention in extracted.events for _, _, position in mention.relations}
        starts = [mention.start for mention in extracted.events]
        holders: dict[int, int] = {}
        for index, mention in enumerate(extracted.events):
            for position in mention.timexes:
                if mention.start < extracted.annotated.timexes[position].start:
                    holders.setdefault(position, index)
        for position, timex in enumerate(extracted.annotated.timexes):
            kind, key = kind_of(timex)
            length = calendar.period(key) if timex.anchor == "event" and kind in ("after", "before") else None
            if length is None or length.number is None or position in used:
                continue
            target = bisect_left(starts, timex.end)
            if target == len(starts) or extracted.events[target].sentence.start > timex.start:
                continue
            there = self._ground.unknown_of(number, target)
            # What has the distance, else what the text itself reports.
            holder = holders.get(position)
            here = self._ground.writing[number] if holder is None else self._ground.unknown_of(number, holder)
            if here != there:
                pair = (here, there) if kind == "after" else (there, here)
                self._distance(extracted.annotated.doc, timex, length, *pair)

    def _same_day(self, number: int, extracted: Extracted) -> None:
        """ "On the same day": that of the last event before it that has a day."""
        ground, events = self._ground, extracted.events
        for index, mention in enumerate(events):
            timex = next(
                (found for at in mention.timexes if kind_of(found := extracted.annotated.timexes[at])[0] == "same"),
                None,
            )
            if timex is None or timex.anchor != "event" or kind_of(timex)[1] != "day":
                continue
            e = ground.unknown_of(number, index)
            for at in range(index - 1, -1, -1):
                other = ground.unknown_of(number, at)
                if other != e and events[at].end <= timex.start and ground.has_day(ground.event_of[number][at]):
                    basis = timed(extracted.annotated.doc, timex, "day_of", other=events[at].trigger)
                    ground.add((e, other), rules.same(ground.net, e, other), SOFT, basis, dates=True)
                    break

    def _narrative(self, number: int, extracted: Extracted) -> None:
        """Background that is told in a row is told in its order."""
        ground, doc = self._ground, extracted.annotated.doc
        row = sorted(
            (mention.narrative, index)
            for index, mention in enumerate(extracted.events)
            if mention.background and mention.narrative
        )
        for (place, before), (next_place, after) in pairwise(row):
            earlier, later = ground.unknown_of(number, before), ground.unknown_of(number, after)
            if next_place == place + 1 and earlier != later:
                mention = extracted.events[after]
                basis = told(doc, mention, "in_order")
                ground.add((earlier, later), rules.not_after(ground.net, earlier, later), ORDER, basis)


def link(ground: Ground) -> None:
    """Add what mentions say of each other to the network."""
    Links(ground).add()
