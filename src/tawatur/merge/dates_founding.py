"""The first visit of a body to a state is what founded the ties that another text dates.

"أجرى وفد من الجيش أول زيارة إلى رواندا" names no month; that the same army took up ties with Rwanda "في مارس" does. A
presumption: it holds for one body and one state only, yields to every word, and marks what rests on it as approximate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_ground import LEAST, Problem
from tawatur.merge.dates_net import Constraint
from tawatur.merge.dates_words import told
from tawatur.merge.disagree_words import first_token
from tawatur.merge.inputs import Key, Resolved, takes_part
from tawatur.model import Entity, EventMention, Extracted, Role
from tawatur.rules.classes import event_classes, function_words

_FOUNDS = "other.relations_founded"
_TRAVEL = frozenset({"visit", "delegation"})
_WIDE = 31
"""Days: what is known more closely needs no presumption."""

Tie = tuple[str, str]
"""A body and a state that is not its own."""


class Founding(NamedTuple):
    """A first visit, and the mention that dates the founding of the ties."""

    visit: Key
    ties: Key


def foundings(docs: Sequence[Extracted], resolved: Resolved) -> tuple[Founding, ...]:
    """First visits of bodies whose ties with the same state are told as founded at a stated time."""
    entities = {entity.id: entity for entity in resolved.entities}
    visits: dict[Tie, list[Key]] = {}
    ties: dict[Tie, list[Key]] = {}
    for number, extracted in enumerate(docs):
        for index, event in enumerate(extracted.events):
            founds = event.rule == _FOUNDS and event.timexes
            first = event.kind == "visit" and event.same_as is None and _told_as_first(extracted, event)
            if event.status == "occurred" and (founds or first):
                for tie in _ties(takes_part(extracted, event, resolved), entities):
                    (ties if founds else visits).setdefault(tie, []).append((number, index))
    return tuple(Founding(visit, ties[tie][0]) for tie in sorted(visits) if tie in ties for visit in visits[tie])


def _ties(roles: Sequence[tuple[str, Role]], entities: Mapping[str, Entity]) -> Iterator[Tie]:
    """The bodies that act for themselves in an event, each with the one other state that takes part."""
    for body, role in roles:
        home = entities[body].country
        others = sorted({str(country) for one, _ in roles if (country := entities[one].country) not in (None, home)})
        acts = entities[body].type == "ORG" and role in ("actor", "participant")
        if acts and home is not None and len(others) == 1:
            yield body, others[0]


def _told_as_first(extracted: Extracted, event: EventMention) -> bool:
    """Whether the sentence calls the visit the first ("أول زيارة", "أول وفد")."""
    tokens = extracted.annotated.tokens
    first, last = first_token(extracted, event.sentence.start), first_token(extracted, event.sentence.end - 1)
    return any(
        "first" in function_words().exact(tokens[at].norm)
        and not _TRAVEL.isdisjoint(event_classes().of(tokens[at + 1].norm))
        for at in range(first, last)
    )


def assume_founded(
    problem: Problem, docs: Sequence[Extracted], event_of: Sequence[Sequence[int]], found: Sequence[Founding]
) -> None:
    """Put first visits whose month nothing shows into the days in which the ties were founded."""
    net = problem.net
    for ties in dict.fromkeys(one.ties for one in found):
        founded = problem.event[event_of[ties[0]][ties[1]]]
        dated = net.unknowns[founded]
        visits = [one.visit for one in found if one.ties == ties]
        known = [net.unknowns[problem.event[event_of[number][index]]] for number, index in visits]
        if not dated.bounded or dated.width > _WIDE or any(one.lo > dated.hi or one.hi < dated.lo for one in known):
            continue  # a first visit at another time: it was not what founded the ties
        words = docs[ties[0]].events[ties[1]].trigger
        for number, index in visits:
            visit = problem.event[event_of[number][index]]
            if visit == founded or net.unknowns[visit].width <= _WIDE:
                continue
            basis = told(docs[number].annotated.doc, docs[number].events[index], "founded", words=words)
            inside = rules.inside(net, visit, founded)
            guess = Constraint((visit, founded), inside, LEAST, basis, soft=True, dates=True, silent=True)
            net.add(guess)
            net.join(guess)
