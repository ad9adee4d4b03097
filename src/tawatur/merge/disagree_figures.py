"""Figures that contradict each other, and those that only round, bound or replace one another."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.merge.disagree_places import Where
from tawatur.merge.disagree_places import apart as places_apart
from tawatur.merge.disagree_words import first_token, stems_of, words
from tawatur.model import EventMention, Extracted, Quantity

FATES = frozenset({"dead", "wounded", "missing", "rescued", "arrested", "abducted"})
NEAR = 0.1
"""Figures this close, one of them given as a round or approximate one, do not differ."""


class Counted(NamedTuple):
    """A figure with what must agree before it is compared: whether it is of several events at once, the city, the
    states that take part; the figures that its text gives as told earlier; whether the text brings a new count; and the
    whole of which it is a part ("five soldiers among the dead")."""

    figure: Quantity
    several: bool
    where: Where | None
    states: frozenset[str]
    former: frozenset[float]
    newer: bool = False
    whole: float | None = None


def counted_apart(a: Counted, b: Counted) -> bool:
    """Whether two figures contradict each other as figures of one event."""
    people = a.figure.unit.split(",")[0] in FATES
    if (people and a.several != b.several) or a.figure.value in b.former or b.figure.value in a.former:
        return False
    if a.where is not None and b.where is not None and places_apart(a.where, b.where):
        return False
    if a.states and b.states and a.states.isdisjoint(b.states):
        return False
    same_whole = a.whole is not None and a.whole == b.whole  # then the parts differ, not the counts
    if people and max((a, b), key=lambda one: one.figure.value).newer and not same_whole:
        return False
    return differ(a.figure, b.figure)


def meaning(figure: Quantity) -> str:
    """A figure as it was compared: ">=500", "~100", "31"."""
    sign = {"least": ">=", "most": "<=", None: "~" if figure.approx else ""}[figure.bound]
    return f"{sign}{figure.value:.12g}"


def differ(a: Quantity, b: Quantity) -> bool:
    """Whether two figures contradict each other.

    Not where one rounds the other or is said to be approximate; where one is a bound and the other the next figures
    beyond it; where the text itself gives one as told earlier, or as a new one that has risen above the other.
    """
    if a.value == b.value or "former" in (a.trend, b.trend):
        return False
    low, high = sorted((a, b), key=lambda one: one.value)
    if high.trend == "newer" or _holds(low, high) or _holds(high, low):
        return False
    gap = (high.value - low.value) / high.value
    if a.approx or b.approx:
        return gap > NEAR
    round_one = any(value >= 100 and value % 100 == 0 for value in (a.value, b.value))
    return gap > (NEAR / 5 if round_one else 0.0)


def _holds(bound: Quantity, other: Quantity) -> bool:
    """Whether a bound is meant for the other figure: "more than 500" for 520, and up to the next round one for 590; not
    for 5,000. Of a round number the next one is a step of its last digit that is not 0."""
    step = _step(bound.value)
    if bound.bound == "least":
        return bound.value <= other.value <= bound.value + step
    if bound.bound == "most":
        return bound.value - step <= other.value <= bound.value
    return False


def _step(value: float) -> float:
    step = 1.0
    while value >= step * 10 and value % (step * 10) == 0:
        step *= 10
    return step


def of_several(extracted: Extracted, event: EventMention) -> bool:
    """Whether a telling is of several events at once: a plural noun, a series."""
    at = first_token(extracted, event.start)
    tokens = extracted.annotated.tokens
    last = first_token(extracted, max(event.start, event.end - 1)) + 1
    if any(token.norm.endswith("ات") and len(token.norm) > 4 for token in tokens[at:last]):
        return True
    return any(form in words().several for token in tokens[max(0, at - 2) : last] for form in stems_of(token.norm))
