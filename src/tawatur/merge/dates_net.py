"""A network of days: unknowns that lie in an interval, constraints between them, and why each bound holds.

Bounds propagation over a worklist: a constraint is looked at again only when one of its unknowns has changed.
Constraints join in one by one, hard evidence first; one that contradicts what holds already is set aside and
reported.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from typing import NamedTuple

from tawatur.model import Basis
from tawatur.rules import calendar

EARLIEST = calendar.EARLIEST.toordinal()
"""A lower bound here means that nothing is known below."""
LATEST = calendar.LATEST.toordinal()
_MOST_STEPS = 60
"""How often one unknown may move on account of one new constraint before it is held to go round in a circle."""

FIRST, LAST = 0, 1


class Unknown:
    """A day, or a stretch of days, somewhere in ``lo`` to ``hi`` (ordinals)."""

    __slots__ = ("hi", "lo", "why")

    def __init__(self) -> None:
        self.lo = EARLIEST
        self.hi = LATEST
        self.why: tuple[Why | None, Why | None] = (None, None)

    @property
    def bounded(self) -> bool:
        """Whether something is known on both sides."""
        return self.lo > EARLIEST and self.hi < LATEST

    @property
    def width(self) -> int:
        """Days between the bounds."""
        return self.hi - self.lo


Narrowed = tuple[int, int, int]
"""(unknown, lo, hi): what a constraint allows."""


class Why(NamedTuple):
    """What set a bound; ``before`` is what had set it before, where the constraint only moved it on (to a weekday)."""

    constraint: Constraint
    before: Why | None


class Constraint:
    """Relates ``unknowns``; ``narrow`` gives the bounds that it allows them.

    ``level``: when it joins in, hard evidence first. ``soft``: a date that rests on it is approximate. ``dates``: it
    rests on words of time, not only on what came before what. ``moves_on``: it starts from the bound that it changes.
    ``silent``: a presumption that no words stand for; where it contradicts what holds, nothing is reported.
    """

    __slots__ = (
        "active",
        "basis",
        "dates",
        "level",
        "moves_on",
        "narrow",
        "number",
        "silent",
        "soft",
        "tried",
        "unknowns",
    )

    def __init__(
        self,
        unknowns: tuple[int, ...],
        narrow: Callable[[], Iterable[Narrowed]],
        level: int,
        basis: tuple[Basis, ...],
        *,
        soft: bool = False,
        dates: bool = False,
        moves_on: bool = False,
        silent: bool = False,
    ) -> None:
        self.unknowns = unknowns
        self.narrow = narrow
        self.level = level
        self.basis = basis
        self.soft = soft
        self.dates = dates
        self.moves_on = moves_on
        self.silent = silent
        self.active = False
        self.tried = False
        self.number = -1


class Clash(NamedTuple):
    """A constraint that was set aside because it left no day for ``unknown``; ``against``: what it contradicts."""

    constraint: Constraint
    unknown: int
    against: tuple[Constraint, ...]

    def wanted(self) -> tuple[int, int] | None:
        """The days that the constraint would give the unknown, as things stand now."""
        for unknown, lo, hi in self.constraint.narrow():
            if unknown == self.unknown and lo <= hi and lo > EARLIEST and hi < LATEST:
                return lo, hi
        return None


class Network:
    """Unknowns and constraints; ``clashes`` are the constraints that were set aside."""

    def __init__(self) -> None:
        self.unknowns: list[Unknown] = []
        self.constraints: list[Constraint] = []
        self.of: list[list[int]] = []
        self.clashes: list[Clash] = []
        self.looked = 0
        """How often constraints were looked at: the work done."""
        self._trail: list[tuple[int, int, int, tuple[Why | None, Why | None]]] = []
        self._steps: dict[int, int] = {}

    def unknown(self) -> int:
        """A new unknown."""
        self.unknowns.append(Unknown())
        self.of.append([])
        return len(self.unknowns) - 1

    def add(self, constraint: Constraint) -> None:
        """Put a constraint in; it works once it has joined in (``settle``, ``join``)."""
        constraint.number = len(self.constraints)
        self.constraints.append(constraint)
        for unknown in dict.fromkeys(constraint.unknowns):
            self.of[unknown].append(constraint.number)

    def settle(self, level: int) -> None:
        """Let all constraints up to ``level`` join in, hard evidence first, then in the order in which they were
        added."""
        for constraint in sorted(self.constraints, key=lambda one: (one.level, one.number)):
            if constraint.level <= level and not constraint.tried:
                self.join(constraint)

    def join(self, constraint: Constraint) -> bool:
        """Let one constraint join in. If it contradicts what holds already, all is left as it was and a clash is
        noted."""
        constraint.active = constraint.tried = True
        self._trail = []
        self._steps.clear()
        failed = self._run([constraint.number])
        if failed is None:
            return True
        against = tuple(dict.fromkeys(one for one in self._culprits(*failed) if one is not constraint))
        self._undo()
        constraint.active = False
        if not constraint.silent:
            self.clashes.append(Clash(constraint, self._target(constraint, failed[0]), against))
        return False

    def attempt(self, unknown: int, lo: int, hi: int) -> bool:
        """Whether ``unknown`` may lie in ``lo`` to ``hi``: propagated on trial, then undone."""
        trial = Constraint((unknown,), lambda: ((unknown, lo, hi),), 0, ())
        trial.number = len(self.constraints)
        trial.active = True
        self.constraints.append(trial)
        self._trail = []
        self._steps.clear()
        good = self._run([trial.number]) is None
        self._undo()
        self.constraints.pop()
        return good

    def _run(self, queue: Iterable[int]) -> tuple[int, Constraint] | None:
        """Propagate ``queue`` and what follows; the unknown that was left without a day, and by what, if that
        happens."""
        waiting = deque(queue)
        queued = set(waiting)
        while waiting:
            number = waiting.popleft()
            queued.discard(number)
            constraint = self.constraints[number]
            self.looked += 1
            for unknown, lo, hi in constraint.narrow():
                moved = self._move(constraint, unknown, lo, hi)
                if moved is None:
                    return unknown, constraint
                if moved:
                    for other in self.of[unknown]:
                        if other not in queued and self.constraints[other].active:
                            queued.add(other)
                            waiting.append(other)
        return None

    def _move(self, constraint: Constraint, unknown: int, lo: int, hi: int) -> bool | None:
        """Narrow one unknown: whether it changed; None if nothing would be left, or it goes round without end."""
        target = self.unknowns[unknown]
        new_lo, new_hi = max(target.lo, lo), min(target.hi, hi)
        if new_lo == target.lo and new_hi == target.hi:
            return False
        steps = self._steps[unknown] = self._steps.get(unknown, 0) + 1
        if new_lo > new_hi or steps > _MOST_STEPS:
            return None
        self._trail.append((unknown, target.lo, target.hi, target.why))
        first, last = target.why
        target.why = (
            Why(constraint, first if constraint.moves_on else None) if new_lo != target.lo else first,
            Why(constraint, last if constraint.moves_on else None) if new_hi != target.hi else last,
        )
        target.lo, target.hi = new_lo, new_hi
        return True

    def _undo(self) -> None:
        for one, lo, hi, why in reversed(self._trail):
            target = self.unknowns[one]
            target.lo, target.hi, target.why = lo, hi, why
        self._trail = []

    def _culprits(self, unknown: int, last: Constraint) -> tuple[Constraint, ...]:
        """What the failed unknown's bounds rested on."""
        return (last, *(why.constraint for why in self.unknowns[unknown].why if why is not None))

    def _target(self, constraint: Constraint, failed: int) -> int:
        """The unknown that a refused constraint is about: the first that it would narrow, else the one that failed."""
        for unknown, lo, hi in constraint.narrow():
            if lo > self.unknowns[unknown].lo or hi < self.unknowns[unknown].hi:
                return unknown
        return failed

    def reasons(self, unknown: int, most: int = 14) -> list[Constraint]:
        """The constraints that the bounds of ``unknown`` rest on, the furthest first."""
        seen: dict[int, Constraint] = {}
        waiting = deque([(unknown, FIRST), (unknown, LAST)])
        visited = set(waiting)
        while waiting and len(seen) < most:
            here, side = waiting.popleft()
            why = self.unknowns[here].why[side]
            while why is not None and len(seen) < most:
                seen.setdefault(why.constraint.number, why.constraint)
                for other in why.constraint.unknowns:
                    if (other, side) not in visited:
                        visited.add((other, side))
                        waiting.append((other, side))
                why = why.before
        return list(reversed(seen.values()))
