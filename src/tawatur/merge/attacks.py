"""What tells two attacks apart: how they were made, whether a telling is of one or of several, and how many died."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from tawatur.merge.times import HOURS
from tawatur.model import EventMention, Quantity, Token
from tawatur.rules.classes import Classes
from tawatur.rules.text import normal

_NOUN, _VERB = 3, 4
"""Tokens from the first of a trigger on within which its words say how the attack was made."""
_BEFORE = 2
_TARGET = 14
"""Tokens behind the first of a trigger within which it says what was hit."""
_AT = "at:"
_WEEKDAY = "XXXX-WXX-"
_APART = (
    frozenset({"air", "bomb"}),
    frozenset({"air", "ground"}),
    frozenset({"air", "taking"}),
    frozenset({"campaign", "bomb"}),
    frozenset({"campaign", "taking"}),
    frozenset({"mine", "suicide"}),
)
_STOPS = frozenset(".;:؛،,")
_TOLL = 3
"""Dead or wounded from which on a count says which attack is meant."""


class Attack(NamedTuple):
    """How an attack was made (``air``, ``bomb``, ``ground``, ``taking``, ``campaign``), whether it is told as one or as
    several (None: open), and what it did to people, in counts that their text doesn't give as earlier or new ones."""

    manners: frozenset[str] = frozenset()
    number: str | None = None
    counts: tuple[Quantity, ...] = ()
    targets: frozenset[str] = frozenset()
    """What it hit: a hotel, a post ..."""
    hours: tuple[frozenset[int], ...] = ()
    """For each part of a named weekday that dates it the hours it may mean, counted from the start of Monday."""


@lru_cache(maxsize=1)
def _words() -> Classes:
    return Classes("merge/attacks.tsv")


def attack_of(tokens: Sequence[Token], starts: Sequence[int], event: EventMention, times: Sequence[str] = ()) -> Attack:
    """What a mention says of its attack; empty for other kinds of events. ``starts``: of the tokens, in order;
    ``times``: the values of its time expressions."""
    if event.kind != "conflict":
        return Attack()
    first = max(0, bisect_right(starts, event.start) - 1)
    inside = max(first + 1, bisect_right(starts, event.end - 1))
    found: set[str] = set(_words().of(tokens[first].norm))
    noun = bool(found)
    for at in range(first + 1, min(len(tokens), max(inside, first + (_NOUN if noun else _VERB)))):
        if tokens[at].norm in _STOPS:
            break
        found |= _words().of(tokens[at].norm) - {"one", "several"}
    for at in range(max(0, first - _BEFORE), first):
        found |= _words().of(tokens[at].norm) & {"several"}
    number = "several" if "several" in found else "one" if "one" in found else None
    counts = tuple(one for one in event.quantities if one.trend is None and _fate(one) in ("dead", "wounded"))
    manners = frozenset(name for name in found if name not in ("one", "several") and not name.startswith(_AT))
    hours = tuple(span for time in times if (span := _hours(time)))
    return Attack(manners, number, counts, _targets(tokens, first), hours)


def _hours(time: str) -> frozenset[int]:
    day, _, part = time.partition("T")
    if not day.startswith(_WEEKDAY) or part not in HOURS:
        return frozenset()
    start = (int(day.removeprefix(_WEEKDAY)) - 1) * 24
    return frozenset((start + hour) % (7 * 24) for hour in HOURS[part])


def _targets(tokens: Sequence[Token], first: int) -> frozenset[str]:
    found: set[str] = set()
    for at in range(first + 1, min(len(tokens), first + _TARGET)):
        if tokens[at].norm in _STOPS:
            break
        found.update(name for name in _words().at(tokens, at) if name.startswith(_AT))
    return frozenset(found)


def _fate(figure: Quantity) -> str:
    return figure.unit.split(",")[0]


def other_attack(a: Attack, b: Attack, *, one_text: bool) -> str | None:
    """Why two tellings can't be of one attack, or None: from the air and by a bomb; one attack and a series; other
    targets; in one text other hours or, by one voice, other counts of the dead."""
    if any(pair <= a.manners | b.manners and not pair <= a.manners and not pair <= b.manners for pair in _APART):
        return "made in other ways"
    if None not in (a.number, b.number) and a.number != b.number and "air" not in a.manners | b.manners:
        return "one and several"
    if a.targets and b.targets and not a.targets & b.targets:
        return "other targets"
    if one_text and a.hours and b.hours and all(one.isdisjoint(other) for one in a.hours for other in b.hours):
        return "other hours"
    if one_text and a.counts and b.counts and _counted_apart(a.counts, b.counts):
        return "other counts"
    return None


def same_toll(a: Attack, b: Attack) -> bool:
    """Whether two tellings count as many dead or wounded of one sort."""
    told = {(one.unit, one.value) for one in b.counts}
    return any((one.unit, one.value) in told and one.value >= _TOLL for one in a.counts)


def _counted_apart(a: tuple[Quantity, ...], b: tuple[Quantity, ...]) -> bool:
    pairs = [(one, other) for one in a for other in b if one.unit == other.unit]
    if any(one.value == other.value for one, other in pairs):
        return False
    return any(
        _voice(one) == _voice(other) and not (one.approx or other.approx or one.bound == other.bound == "least")
        for one, other in pairs
    )


def _voice(figure: Quantity) -> str:
    return normal(figure.chain[-1].source) if figure.chain else ""
