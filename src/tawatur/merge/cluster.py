"""Event mentions to events: pairs from blocks, judged, and joined only where whole groups agree on average."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import inf

from tawatur.merge.copies import Pair
from tawatur.merge.inputs import Item, Key, Reader, Resolved, World, item, world
from tawatur.merge.score import TOO_LITTLE, Judgement, judge, kinds_agree, weights
from tawatur.merge.shared import Words
from tawatur.merge.times import Interval
from tawatur.model import Extracted

NEIGHBOURS = 40
"""Within a block, sorted by time, a mention is compared with this many that follow: blocks stay linear."""
_NEVER = dt.date.max

_IN_TURN = Judgement(-inf, "one came after the other", {})

SAMPLE = 12
"""Of larger groups this many mentions are compared, in order of the documents."""


class _Groups:
    """Disjoint groups of mentions with what keeps each pair of mentions apart or together."""

    def __init__(
        self,
        items: Sequence[Item],
        known: World,
        copied: frozenset[tuple[int, int]],
        whole: Mapping[int, int],
        repeats: frozenset[int],
        in_turn: frozenset[tuple[int, int]],
    ) -> None:
        self.items = items
        self.world = known
        self.copied = copied
        self.whole = whole
        self.repeats = repeats
        self.in_turn = in_turn
        self.group = list(range(len(items)))
        self.members: dict[int, list[int]] = {at: [at] for at in range(len(items))}
        self.seen: dict[tuple[int, int], Judgement] = {}

    def judge(self, a: int, b: int) -> Judgement:
        """The judgement on two mentions, made once."""
        pair = (a, b) if a < b else (b, a)
        found = self.seen.get(pair)
        if pair in self.in_turn:
            return _IN_TURN
        if found is None:
            found = judge(
                self.items[pair[0]],
                self.items[pair[1]],
                self.world,
                pair in self.copied,
                self._same_whole(pair),
                self._wholes_apart(pair),
            )
            self.seen[pair] = found
        return found

    def _same_whole(self, pair: tuple[int, int]) -> bool | None:
        """Whether two mentions are parts of one visit; visits are joined before their parts are judged."""
        one, other = self.whole.get(pair[0]), self.whole.get(pair[1])
        if one is None or other is None or "visit" in (self.items[pair[0]].kind, self.items[pair[1]].kind):
            return None
        return self.group[one] == self.group[other]

    def _wholes_apart(self, pair: tuple[int, int]) -> bool:
        """Whether two mentions are parts of visits that can't be one: other travellers, other days."""
        one, other = self.whole.get(pair[0]), self.whole.get(pair[1])
        if one is None or other is None or one == other or self.group[one] == self.group[other]:
            return False
        return self.judge(one, other).veto not in (None, TOO_LITTLE)

    def union(self, a: int, b: int) -> None:
        """Join the groups of two mentions."""
        one, other = sorted((self.group[a], self.group[b]))
        if one != other:
            for member in self.members.pop(other):
                self.group[member] = one
                self.members[one].append(member)
            self.members[one].sort()

    def _telling(self, at: int) -> list[int]:
        """The mentions of a group that tell the event; bare repeats ("the visit") only where there are no others."""
        members = self.members[self.group[at]]
        return ([one for one in members if one not in self.repeats] or members)[:SAMPLE]

    def agreement(self, a: int, b: int) -> float | None:
        """How well the groups of ``a`` and ``b`` agree: between the mean and the best score of their pairs.

        None where any pair is vetoed; that two mentions have little in common is for the pair that joins to answer.
        """
        ones, others = self._telling(a), self._telling(b)
        total, best = 0.0, -inf
        for one in ones:
            for other in others:
                found = self.judge(one, other)
                if found.veto and found.veto != TOO_LITTLE:
                    return None
                total += found.score
                best = max(best, found.score)
        share = weights()["best"]
        return (1.0 - share) * total / (len(ones) * len(others)) + share * best


def items_of(
    docs: Sequence[Extracted], resolved: Resolved, when: Mapping[Key, Interval], written: Mapping[int, Interval]
) -> list[Item]:
    """All event mentions, ready for comparison, by document and start."""
    entities = {entity.id: entity for entity in resolved.entities}
    readers = map(Reader, docs)
    return [
        item(number, index, reader, resolved, entities, when.get((number, index)), written.get(number))
        for number, reader in enumerate(readers)
        for index in range(len(reader.extracted.events))
    ]


def _blocks(items: Sequence[Item]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(items):
        marks = {f"{one.kind} n {name}" for name in one.names}
        marks.update(f"p {entity}" for entity in one.people)
        states = sorted(one.states)
        marks.update(f"s {a} {b}" for number, a in enumerate(states) for b in states[number + 1 :])
        marks.update(f"{one.kind} s {state}" for state in states)
        marks.update(f"{one.kind} w {word}" for word in one.trigger)
        marks.update(f"{one.kind} at {place}" for place in (one.place, *one.ground) if place)
        for mark in marks:
            found[mark].append(at)
    return found


def _candidates(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    """Pairs worth a judgement: in one text, or in one block and near in time."""
    pairs: set[tuple[int, int]] = set()
    for block in _blocks(items).values():
        order = sorted(block, key=lambda at: (items[at].when or (_NEVER, _NEVER), items[at].doc, items[at].start))
        for number, a in enumerate(order):
            for b in order[number + 1 : number + 1 + NEIGHBOURS]:
                if kinds_agree(items[a].kind, items[b].kind):
                    pairs.add((min(a, b), max(a, b)))
    by_doc: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(items):
        by_doc[one.doc].append(at)
    for inside in by_doc.values():
        for number, a in enumerate(inside):
            pairs.update(
                (a, b)
                for b in inside[number + 1 : number + 1 + NEIGHBOURS]
                if kinds_agree(items[a].kind, items[b].kind)
            )
    yield from sorted(pairs)


def _word_at(words: Words, start: int) -> int:
    return max(0, bisect_right(words.starts, start) - 1)


def aligned(
    items: Sequence[Item], texts: Sequence[Words], pairs: Sequence[Pair]
) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """Mentions at the same place of a text that two documents share.

    Returns (in copies of one text, in a passage that two other texts share).
    """
    by_doc: dict[int, list[int]] = defaultdict(list)
    for at, one in enumerate(items):
        by_doc[one.key[0]].append(at)
    copies: set[tuple[int, int]] = set()
    passages: set[tuple[int, int]] = set()
    for pair in pairs:
        a_words, b_words = texts[pair.a], texts[pair.b]
        places = [(_word_at(b_words, items[b].start), b) for b in by_doc[pair.b]]
        for a in by_doc[pair.a]:
            place = _word_at(a_words, items[a].start)
            for run in pair.runs:
                slack = 3 if pair.copy else 0
                if not run.a - slack <= place < run.a + run.length + slack:
                    continue
                own = sum(a_words.own[run.a : run.a + run.length])
                for other, b in places:
                    shift = abs((place - run.a) - (other - run.b))
                    if shift <= (4 if pair.copy else 1) and kinds_agree(items[a].kind, items[b].kind):
                        if pair.copy and (shift <= 1 or items[a].kind == items[b].kind):
                            copies.add((min(a, b), max(a, b)))
                        elif own >= 4:
                            passages.add((min(a, b), max(a, b)))
    return copies, passages


def join_mentions(
    docs: Sequence[Extracted],
    resolved: Resolved,
    texts: Sequence[Words],
    pairs: Sequence[Pair],
    when: Mapping[Key, Interval],
    written: Mapping[int, Interval],
) -> list[int]:
    """The event (0, 1, 2 ...) of every mention, in order of documents (sorted by id) and of their events.

    ``when``: the days that mentions tell of; ``written``: between which days documents were written; as far as known.
    """
    items = items_of(docs, resolved, when, written)
    known = world(docs, resolved)
    in_copies, in_passages = aligned(items, texts, pairs)
    groups = _Groups(items, known, frozenset(in_copies | in_passages), _wholes(docs), _repeats(docs), _in_turn(docs))
    heads: dict[int, int] = {}
    for at, number in enumerate(repeated(docs)):
        groups.union(heads.setdefault(number, at), at)
    candidates = list(_candidates(items))
    for visits in (True, False):

        def turn(pair: tuple[int, int], visits: bool = visits) -> bool:
            return (items[pair[0]].kind == items[pair[1]].kind == "visit") is visits

        _join(groups, filter(turn, sorted(in_copies)), certain=True)
        _join(groups, filter(turn, candidates), certain=False)
    order: dict[int, int] = {}
    return [order.setdefault(groups.group[at], len(order)) for at in range(len(items))]


def _join(groups: _Groups, pairs: Iterable[tuple[int, int]], *, certain: bool) -> None:
    """Join groups, the best pair first; ``certain`` pairs need no agreement of their whole groups."""
    limit = 0.0 if certain else weights()["join"]
    judged = [(groups.judge(a, b), a, b) for a, b in pairs]
    ranked = sorted(
        (-found.score, a, b) for found, a, b in judged if found.score > limit and (certain or not found.veto)
    )
    for _, a, b in ranked:
        if groups.group[a] != groups.group[b]:
            mean = groups.agreement(a, b)
            if certain or (mean is not None and mean > limit):
                groups.union(a, b)


def _wholes(docs: Sequence[Extracted]) -> dict[int, int]:
    """The mention of the visit that a mention is a part of."""
    out: dict[int, int] = {}
    first = 0
    for extracted in docs:
        out.update(
            (first + at, first + event.inside)
            for at, event in enumerate(extracted.events)
            if event.inside is not None and extracted.events[event.inside].kind == "visit"
        )
        first += len(extracted.events)
    return out


def _repeats(docs: Sequence[Extracted]) -> frozenset[int]:
    """The mentions that repeat another of their text."""
    same = [event.same_as is not None for extracted in docs for event in extracted.events]
    return frozenset(at for at, repeats in enumerate(same) if repeats)


def _in_turn(docs: Sequence[Extracted]) -> frozenset[tuple[int, int]]:
    """Pairs of mentions of which the text says that one came before the other: they are two events."""
    found: set[tuple[int, int]] = set()
    first = 0
    for extracted in docs:
        for at, event in enumerate(extracted.events):
            others = [other for relation, other, _ in event.relations if relation in ("after", "before")]
            found.update((first + min(at, other), first + max(at, other)) for other in others)
        first += len(extracted.events)
    return frozenset(found)


def repeated(docs: Sequence[Extracted]) -> list[int]:
    """The group (0, 1, 2 ...) of every mention by what each text itself says is one: "the visit", "he signed it"."""
    out: list[int] = []
    count = 0
    for extracted in docs:
        first = len(out)
        for event in extracted.events:
            if event.same_as is None:
                out.append(count)
                count += 1
            else:
                out.append(out[first + event.same_as])
    return out
