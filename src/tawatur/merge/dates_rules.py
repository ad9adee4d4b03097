"""The kinds of constraint between days of writing and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import lru_cache

from tawatur.merge.dates_net import EARLIEST, LATEST, Narrowed, Network
from tawatur.model import Timex
from tawatur.rules import calendar
from tawatur.rules.calendar import Direction, Interval, Period

Narrow = Callable[[], Iterable[Narrowed]]
_PRINTED = 5
_HIJRI_FIRST = date(1930, 1, 1).toordinal()
_HIJRI_LAST = date(2070, 1, 1).toordinal()


@lru_cache(maxsize=262144)
def _denote(
    value: str, end: str | None, mod: str | None, relation: str | None, day: int, direction: Direction
) -> tuple[int, int] | None:
    span = calendar.denote(value, end, mod, relation, date.fromordinal(day), direction)
    return (span.first.toordinal(), span.last.toordinal()) if span is not None else None


def within(unknown: int, lo: int, hi: int) -> Narrow:
    """``unknown`` lies in ``lo`` to ``hi``."""
    return lambda: ((unknown, lo, hi),)


def on_weekday(net: Network, unknown: int, weekday: int) -> Narrow:
    """``unknown`` is an ISO ``weekday``."""

    def narrow() -> Iterable[Narrowed]:
        one = net.unknowns[unknown]
        lo = one.lo + (weekday - 1 - (one.lo - 1)) % 7 if one.lo > EARLIEST else EARLIEST
        hi = one.hi - ((one.hi - 1) - (weekday - 1)) % 7 if one.hi < LATEST else LATEST
        return ((unknown, lo, hi),)

    return narrow


def in_month(net: Network, unknown: int, month: int) -> Narrow:
    """``unknown`` lies in a calendar month of any year, or in the few days after it in which a text may be printed."""

    def inside(day: date) -> bool:
        return month in (day.month, calendar.clip(day, -_PRINTED).month)

    def narrow() -> Iterable[Narrowed]:
        one = net.unknowns[unknown]
        lo, hi = one.lo, one.hi
        if lo > EARLIEST and not inside(low := date.fromordinal(lo)):
            lo = date(low.year + (low.month > month), month, 1).toordinal()
        if hi < LATEST and not inside(high := date.fromordinal(hi)):
            year = high.year - (high.month < month)
            end = date(year + month // 12, month % 12 + 1, 1).toordinal() - 1
            hi = min(hi, end + _PRINTED)
        return ((unknown, lo, hi),)

    return narrow


class Meaning:
    """What a time expression means as the day of writing moves; monotone in it."""

    def __init__(self, timex: Timex, direction: Direction) -> None:
        self.timex = timex
        self.direction = direction
        self.relation = calendar.main_relation(timex.relation)
        self.fields = calendar.parts(timex.value)
        self.mod = timex.mod if timex.mod not in ("BEFORE", "AFTER") else None

    @property
    def absolute(self) -> bool:
        """Whether it means the same whenever it is written."""
        return calendar.has_year(self.fields) and not self.fields.week

    @property
    def recurs(self) -> bool:
        """Whether it names a day of the week or part of the year without saying which one."""
        fields = self.fields
        open_year = not calendar.has_year(fields)
        return open_year and (fields.weekday is not None or calendar.has_days(fields))

    @property
    def loose(self) -> bool:
        """Whether it says so little ("in recent months") that an event's date says nothing of the day of writing."""
        return (self.relation or "").partition(":")[0] in ("recent", "past", "coming")

    def at(self, day: int) -> tuple[int, int] | None:
        """First and last day meant on ``day``."""
        relation = None if self.absolute else self.relation
        return _denote(self.timex.value, self.timex.end_value, self.mod, relation, day, self.direction)

    def instance(self, day: int, direction: Direction) -> tuple[int, int] | None:
        """Of a recurring value: the instance that ends on or after ``day`` (future), or begins on or before it
        (past)."""
        span = _denote(self.timex.value, self.timex.end_value, self.mod, None, day, direction)
        # The end of a month may be over while the month is not.
        if span is not None and direction == "future" and span[1] < day:
            span = _denote(self.timex.value, self.timex.end_value, self.mod, None, day + 31, direction)
        elif span is not None and direction == "past" and span[0] > day:
            span = _denote(self.timex.value, self.timex.end_value, self.mod, None, day - 31, direction)
        return span


def means(net: Network, writing: int, event: int, meaning: Meaning) -> Narrow:
    """``event`` lies in what ``meaning`` gives for the day of ``writing``; worked forwards and backwards."""

    def narrow() -> Iterable[Narrowed]:
        if meaning.absolute:
            span = meaning.at(EARLIEST + 40000)
            if span is not None:
                yield (event, *_bounded(meaning, span[0], span[1]))
            return
        w, e = net.unknowns[writing], net.unknowns[event]
        first = meaning.at(w.lo) if w.lo > EARLIEST else None
        last = meaning.at(w.hi) if w.hi < LATEST else None
        yield (event, *_bounded(meaning, first[0] if first else EARLIEST, last[1] if last else LATEST))
        if meaning.recurs and meaning.timex.mod not in ("BEFORE", "AFTER"):
            here = meaning.instance(e.lo, "future") if e.lo > EARLIEST else None
            there = meaning.instance(e.hi, "past") if e.hi < LATEST else None
            if (here is not None and here[0] > e.lo) or (there is not None and there[1] < e.hi):
                yield event, here[0] if here else EARLIEST, there[1] if there else LATEST
        if not meaning.loose:
            yield from _backwards(net, writing, event, meaning)

    return narrow


def _bounded(meaning: Meaning, lo: int, hi: int) -> tuple[int, int]:
    """Open below for "before ...", above for "after ..."."""
    if meaning.timex.mod == "BEFORE":
        return EARLIEST, hi
    return (lo, LATEST) if meaning.timex.mod == "AFTER" else (lo, hi)


def _backwards(net: Network, writing: int, event: int, meaning: Meaning) -> Iterable[Narrowed]:
    w, e = net.unknowns[writing], net.unknowns[event]
    if meaning.timex.mod in ("BEFORE", "AFTER"):
        return
    least, most = max(w.lo, _HIJRI_FIRST), min(w.hi, _HIJRI_LAST)
    if least > most:
        return
    lo, hi = least, most
    if e.lo > EARLIEST:
        lo = _search(least, most, lambda day: (span := meaning.at(day)) is not None and span[1] >= e.lo)
    if e.hi < LATEST:
        hi = _search(least, most, lambda day: (span := meaning.at(day)) is not None and span[0] > e.hi) - 1
    if lo > hi:
        yield writing, LATEST, EARLIEST
    else:
        yield writing, w.lo if lo == least else lo, w.hi if hi == most else hi


def _search(lo: int, hi: int, reached: Callable[[int], bool]) -> int:
    """The first day of ``lo`` to ``hi`` at which the monotone ``reached`` holds; ``hi + 1`` if none."""
    end = hi + 1
    while lo < end:
        middle = (lo + end) // 2
        if reached(middle):
            end = middle
        else:
            lo = middle + 1
    return end


def not_after(net: Network, earlier: int, later: int, *, cap: bool = True) -> Narrow:
    """``earlier`` began no later than ``later``; ``cap``: nor does it go on beyond it."""

    def narrow() -> Iterable[Narrowed]:
        yield later, net.unknowns[earlier].lo, LATEST
        if cap:
            yield earlier, EARLIEST, net.unknowns[later].hi

    return narrow


def apart(net: Network, later: int, earlier: int, length: Period, mod: str | None) -> Narrow:
    """``later`` comes ``length`` after ``earlier``."""

    def narrow() -> Iterable[Narrowed]:
        for target, source, sign in ((later, earlier, 1), (earlier, later, -1)):
            known = net.unknowns[source]
            if known.lo == EARLIEST and known.hi == LATEST:
                continue
            span = calendar.distance(
                Interval(date.fromordinal(known.lo), date.fromordinal(known.hi)), length, sign, mod
            )
            lo = span.first.toordinal() if known.lo > EARLIEST else EARLIEST
            yield target, lo, span.last.toordinal() if known.hi < LATEST else LATEST

    return narrow


def same(net: Network, one: int, other: int) -> Narrow:
    """``one`` and ``other`` lie in the same days."""

    def narrow() -> Iterable[Narrowed]:
        yield one, net.unknowns[other].lo, net.unknowns[other].hi
        yield other, net.unknowns[one].lo, net.unknowns[one].hi

    return narrow


def shifted(net: Network, one: int, other: int, days: int) -> Narrow:
    """``other`` is ``days`` after ``one`` (before it, where negative)."""

    def narrow() -> Iterable[Narrowed]:
        for target, source, shift in ((other, one, days), (one, other, -days)):
            known = net.unknowns[source]
            lo = known.lo + shift if known.lo > EARLIEST else EARLIEST
            yield target, lo, known.hi + shift if known.hi < LATEST else LATEST

    return narrow


def within_days(net: Network, start: int, event: int, days: int) -> Narrow:
    """``event`` lies in the ``days`` from the beginning of ``start`` on; worked forwards and backwards."""

    def narrow() -> Iterable[Narrowed]:
        begin, part = net.unknowns[start], net.unknowns[event]
        yield event, begin.lo, begin.hi + days if begin.hi < LATEST else LATEST
        yield start, part.lo - days if part.lo > EARLIEST else EARLIEST, part.hi

    return narrow


def around(net: Network, inner: int, outer: int, reach: int) -> Narrow:
    """``outer`` begins and ends no further than ``reach`` days from ``inner``, which is a part of it."""

    def narrow() -> Iterable[Narrowed]:
        part = net.unknowns[inner]
        lo = max(EARLIEST, part.lo - reach) if part.lo > EARLIEST else EARLIEST
        yield outer, lo, min(LATEST, part.hi + reach) if part.hi < LATEST else LATEST

    return narrow


def over(net: Network, past: int, now: int) -> Narrow:
    """``past`` is over at ``now``."""

    def narrow() -> Iterable[Narrowed]:
        end = net.unknowns[past].hi
        if end < LATEST:
            yield now, end + 1, LATEST

    return narrow


def shortly_before(net: Network, event: int, writing: int, days: int) -> Narrow:
    """``event`` is in the ``days`` before the day of writing or on it; says nothing of the day of writing."""

    def narrow() -> Iterable[Narrowed]:
        w = net.unknowns[writing]
        yield event, max(EARLIEST, w.lo - days) if w.lo > EARLIEST else EARLIEST, w.hi

    return narrow


def inside(net: Network, inner: int, outer: int, early: int = 0) -> Narrow:
    """``inner`` lies in ``outer``, or begins up to ``early`` days before it."""
    return lambda: ((inner, net.unknowns[outer].lo - early, net.unknowns[outer].hi),)


def spanned(net: Network, whole: int, pieces: Sequence[int]) -> Narrow:
    """``whole`` lies between the first and the last of ``pieces``."""

    def narrow() -> Iterable[Narrowed]:
        ones = [net.unknowns[piece] for piece in pieces]
        return ((whole, min(one.lo for one in ones), max(one.hi for one in ones)),)

    return narrow
