"""An exact test of difference between one outlet and the rest, which small numbers can't deceive.

Fisher's exact test of a table of two by two (Fisher 1934), two-sided by the usual rule: all tables with the same
margins that are no likelier than the one found. Many tables are tested at once, and most of them are so small that no
outcome could ever be significant; Tarone's correction (Tarone 1990, Biometrics 46) leaves those out before it divides
the error that is allowed among the rest.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from msgspec import Struct

ALPHA = 0.05
"""The chance, over all tests of one question together, that one of them finds a difference where there is none."""
_SLACK = 1 + 1e-9
"""Tables as likely as the one found count with it, whatever the rounding."""

Verdict = Literal["more", "less", "not_shown", "too_few"]


class Table(NamedTuple):
    """``used`` of an outlet's ``documents`` have the wording, ``others_used`` of the ``others`` have it."""

    used: int
    documents: int
    others_used: int
    others: int


class Comparison(Struct, frozen=True):
    """How one outlet compares with all others, counted in documents.

    ``p``: the chance of a table as lopsided as this if outlets made no difference; ``corrected``: the same over all
    tests of the question. ``too_few``: no outcome of so few documents could have shown a difference.
    """

    used: int
    documents: int
    others_used: int
    others: int
    p: float
    corrected: float
    verdict: Verdict


def _weights(table: Table) -> tuple[int, list[float]]:
    """(least possible ``used``, weight of each possible ``used`` relative to the likeliest)."""
    n, m, k = table.documents, table.others, table.used + table.others_used
    low, high = max(0, k - m), min(n, k)
    mode = min(max((n + 1) * (k + 1) // (n + m + 2), low), high)
    up, down = [1.0], []
    for at in range(mode, high):
        up.append(up[-1] * ((n - at) * (k - at)) / ((at + 1) * (m - k + at + 1)))
    weight = 1.0
    for at in range(mode, low, -1):
        weight *= (at * (m - k + at)) / ((n - at + 1) * (k - at + 1))
        down.append(weight)
    return low, [*reversed(down), *up]


def fisher(table: Table) -> float:
    """The two-sided p of a table; 1.0 where a margin is empty."""
    low, weights = _weights(table)
    found = weights[table.used - low]
    return min(1.0, sum(weight for weight in weights if weight <= found * _SLACK) / sum(weights))


def least(table: Table) -> float:
    """The smallest p that any table with these margins can have."""
    _, weights = _weights(table)
    edge = min(weights[0], weights[-1])
    return min(1.0, sum(weight for weight in weights if weight <= edge * _SLACK) / sum(weights))


def tarone(smallest: Sequence[float], alpha: float = ALPHA) -> int:
    """The number of tests to correct for: the least k of which no more than k could reach ``alpha / k`` at all."""
    ordered = sorted(smallest)
    k, reach = 1, len(ordered)
    while True:
        while reach and ordered[reach - 1] > alpha / k:
            reach -= 1
        if reach <= k:
            return k
        k += 1


def compare(tables: Sequence[Table]) -> list[Comparison]:
    """All tables of one question, corrected for one another."""
    smallest = [least(table) for table in tables]
    k = tarone(smallest)
    return [_compared(table, edge, k) for table, edge in zip(tables, smallest, strict=True)]


def _compared(table: Table, edge: float, k: int) -> Comparison:
    p = fisher(table)
    corrected = min(1.0, p * k)
    verdict: Verdict
    if edge > ALPHA / k:
        verdict = "too_few"
    elif corrected > ALPHA:
        verdict = "not_shown"
    else:
        verdict = "more" if table.used * table.others > table.others_used * table.documents else "less"
    return Comparison(*table, p=p, corrected=corrected, verdict=verdict)
