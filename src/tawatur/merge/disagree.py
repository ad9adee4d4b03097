"""Where accounts of one event differ, field by field, each in its outlet's own words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from tawatur.merge.inputs import Key, Resolved
from tawatur.merge.times import Interval
from tawatur.model import Account, Disagreement, Entity, Extracted, Kind, Mention, Quantity, Span
from tawatur.rules.events import PHASES
from tawatur.rules.load import read_tsv
from tawatur.rules.text import normal

NEAR = 0.1
"""Figures this close, one of them given as a round or approximate one, do not differ."""
_LOOSE = frozenset({"APPROX", "MORE_THAN", "LESS_THAN", "START", "MID", "END", "BEFORE", "AFTER"})

Told = tuple[str, Account]
"""What is compared, and the account it stands in."""


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
    ) -> None:
        self.kind = kind
        self.mentions = mentions
        self.docs = docs
        self.resolved = resolved
        self.entities = entities
        self.when = when

    def differences(self) -> tuple[Disagreement, ...]:
        """Every field in which two documents contradict each other; less precise accounts contradict nothing."""
        found = [
            self._dates(),
            self._durations(),
            self._places(),
            self._status(),
            *self._offices(),
            *self._figures(),
            *self._people(),
        ]
        return tuple(one for one in found if one is not None)

    def _account(self, key: Key, span: tuple[int, int]) -> Account:
        doc = self.docs[key[0]].annotated.doc
        return Account(Span(*span).of(doc.text), doc.id, Span(*span))

    def _differing(self, field: str, told: Sequence[Told]) -> Disagreement | None:
        """A disagreement where documents tell different values; of each document, the first account of each value."""
        if len({value for value, _ in told}) < 2 or len({account.doc for _, account in told}) < 2:
            return None
        kept: dict[tuple[str, str], Account] = {}
        for value, account in told:
            kept.setdefault((account.doc, value), account)
        return Disagreement(field, tuple(kept[key] for key in sorted(kept)))

    # --- fields ----------------------------------------------------------------------------------------------------

    def _dates(self) -> Disagreement | None:
        dated: list[tuple[Interval, Account]] = []
        for key in self.mentions:
            interval, layers = self.when.get(key), self.docs[key[0]].annotated
            event = self.docs[key[0]].events[key[1]]
            times = [layers.timexes[at] for at in event.timexes if layers.timexes[at].type in ("DATE", "TIME")]
            if interval and times and event.rule not in PHASES and not any(time.mod in _LOOSE for time in times):
                dated.append((interval, self._account(key, (times[0].start, times[0].end))))
        told = []
        for interval, account in dated:
            if any(other[0] > interval[1] or interval[0] > other[1] for other, _ in dated):
                told.append((f"{interval[0]}/{interval[1]}", account))
        return self._differing("date", told)

    def _durations(self) -> Disagreement | None:
        told = []
        for key in self.mentions:
            layers = self.docs[key[0]].annotated
            for at in self.docs[key[0]].events[key[1]].timexes:
                time = layers.timexes[at]
                if time.type == "DURATION" and time.mod not in _LOOSE:
                    told.append((time.value, self._account(key, (time.start, time.end))))
        return self._differing("duration", told)

    def _places(self) -> Disagreement | None:
        told = []
        for key in self.mentions:
            event, layers = self.docs[key[0]].events[key[1]], self.docs[key[0]].annotated
            if event.place is None:
                continue
            entity = self.entities.get(self.resolved.of.get((layers.doc.id, event.place), ""))
            if entity is not None and entity.type == "PLACE" and entity.subtype in (None, "city"):
                told.append((entity.id, self._account(key, layers.mentions[event.place].head)))
        return self._differing("place", told)

    def _status(self) -> Disagreement | None:
        told = []
        for key in self.mentions:
            event = self.docs[key[0]].events[key[1]]
            if event.status in ("occurred", "ongoing", "denied", "cancelled"):
                value = "occurred" if event.status == "ongoing" else event.status
                told.append((value, self._account(key, (event.start, event.end))))
        return self._differing("status", told)

    def _parties(self) -> dict[str, list[tuple[Key, Mention]]]:
        found: dict[str, list[tuple[Key, Mention]]] = defaultdict(list)
        for key in self.mentions:
            layers = self.docs[key[0]].annotated
            for argument in self.docs[key[0]].events[key[1]].args:
                entity = self.resolved.of.get((layers.doc.id, argument.mention))
                if entity:
                    found[entity].append((key, layers.mentions[argument.mention]))
        return found

    def _offices(self) -> list[Disagreement | None]:
        out: list[Disagreement | None] = []
        for entity, mentions in sorted(self._parties().items()):
            if self.entities[entity].type != "PERSON":
                continue
            ranks: list[Told] = []
            for key, mention in mentions:
                text = self.docs[key[0]].annotated.doc.text
                for title in mention.titles:
                    rank = _ranks().get(normal(title.of(text)))
                    if rank:
                        ranks.append((rank, self._account(key, title)))
            out.append(self._differing(f"rank of {self.entities[entity].name_ar}", ranks))
        return out

    def _figures(self) -> list[Disagreement | None]:
        by_unit: dict[str, list[tuple[Quantity, Account]]] = defaultdict(list)
        for key in self.mentions:
            for figure in self.docs[key[0]].events[key[1]].quantities:
                account = self._account(key, (figure.start, figure.end))
                by_unit[figure.unit].append((figure, account))
        out: list[Disagreement | None] = []
        for unit, figures in sorted(by_unit.items()):
            told = [
                (f"{figure.value:.6g}", account)
                for figure, account in figures
                if any(_figures_differ(figure, other) for other, _ in figures)
            ]
            out.append(self._differing(f"number: {unit}", told))
        return out

    def _people(self) -> list[Disagreement | None]:
        """Of an agreement: who acted for a state, where documents name different persons for it."""
        if self.kind != "agreement":
            return []
        by_state: dict[str, list[Told]] = defaultdict(list)
        for entity, mentions in sorted(self._parties().items()):
            one = self.entities[entity]
            if one.type == "PERSON" and one.country:
                by_state[one.country].extend((entity, self._account(key, mention.head)) for key, mention in mentions)
        out: list[Disagreement | None] = []
        for state, told in sorted(by_state.items()):
            named: dict[str, set[str]] = defaultdict(set)
            for entity, account in told:
                named[account.doc].add(entity)
            if any(one.isdisjoint(other) for one in named.values() for other in named.values()):
                out.append(self._differing(f"who acted for {state}", told))
        return out


@lru_cache(maxsize=1)
def _ranks() -> dict[str, str]:
    return {
        normal(form): row["id"]
        for row in read_tsv("roles/ranks.tsv")
        if row["id"].startswith("rank.")
        for form in row["forms"].split("|")
    }


def _figures_differ(a: Quantity, b: Quantity) -> bool:
    """Whether two figures contradict each other: not where one rounds the other, is said to be approximate, or lies
    within the bound that the other gives."""
    if a.value == b.value or _allows(a, b.value) or _allows(b, a.value):
        return False
    gap = abs(a.value - b.value) / max(abs(a.value), abs(b.value))
    round_one = any(value >= 100 and value % 100 == 0 for value in (a.value, b.value))
    return gap > (NEAR if a.approx or b.approx else NEAR / 5 if round_one else 0.0)


def _allows(bound: Quantity, value: float) -> bool:
    return (bound.bound == "least" and value > bound.value) or (bound.bound == "most" and value < bound.value)
