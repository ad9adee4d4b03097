"""What documents say of their own day of writing, and what is assumed of a collection of pages."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_ground import HARD, PRIOR, SOFT, Fresh, Ground
from tawatur.merge.dates_net import EARLIEST, LATEST
from tawatur.merge.dates_words import given, kind_of, named_day, spoken, timed
from tawatur.merge.edtf import bounds, edtf
from tawatur.model import Extracted, Timex
from tawatur.rules import calendar

_LATE, _SOON = 30, 3
"""Days after its writing by which a page was fetched: where little is known of the collection; where it is known to
be quick."""
_LAG = 2
_SHARE, _QUICK_SHARE = 0.6, 0.9
"""Shares of the pages fetched within ``_LAG`` days: below the first nothing is assumed, from the second on
``_SOON``."""
_ENOUGH = 3
"""Documents with a day of their own that it takes to judge a collection."""


class OwnDays(NamedTuple):
    """What a text says of the day it was written on."""

    weekdays: dict[int, Timex]
    """ISO weekday of writing → the first words that show it."""
    days: list[tuple[int, int, Timex]]
    """(day of writing, how many days the words count from it, the words)."""
    months: dict[int, Timex]
    """Month of writing ("15 يوليو الجاري") → the first words that show it."""


def own_days(extracted: Extracted) -> OwnDays:
    """What words that count from the day of writing ("اليوم الاثنين", "غدا 30 يوليو 2015") show of it; quotations left
    out."""
    own = OwnDays({}, [], {})
    in_speech = spoken(extracted)
    for timex in extracted.annotated.timexes:
        how, key = kind_of(timex)
        if how == "this" and len(key) == 2 and key.isdigit() and not in_speech(timex):
            own.months.setdefault(int(key), timex)
        if how != "day" or in_speech(timex):
            continue
        shift, named = int(key), named_day(timex)
        weekday = calendar.said_weekday(timex.value, timex.relation)
        if weekday is not None and timex.end_value is None and (named is None or named.isoweekday() == weekday):
            own.weekdays.setdefault((weekday - 1 - shift) % 7 + 1, timex)
        if named is not None:
            own.days.append((named.toordinal() - shift, shift, timex))
    return own


class Writing:
    """Adds what is known of days of writing to the network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lags: list[int] = []
        """Days between writing and fetching; weeks left out where only the weekday is known."""

    def add(self) -> Fresh | None:
        """All documents; why pages are taken to be fetched soon after they were written, or None if they aren't."""
        for number in range(len(self._ground.docs)):
            self._given(number)
            self._own_words(number)
        return self._collection()

    def _given(self, number: int) -> None:
        ground, w, doc = self._ground, self._ground.published[number], self._ground.doc(number)
        stated = bounds(doc.published) if doc.published else None
        if stated is not None:
            narrow = rules.within(w, stated[0].toordinal(), stated[1].toordinal())
            ground.add((w,), narrow, HARD, given(doc, "given", value=edtf(*stated)))
        fetched = ground.fetched[number]
        if fetched is not None:
            basis = given(doc, "fetched", day=fetched.date().isoformat())
            ground.add((w,), rules.within(w, EARLIEST, fetched.toordinal()), HARD, basis)

    def _own_words(self, number: int) -> None:
        """What "today, Monday" and "tomorrow, 30 July 2015" say of the day of writing itself."""
        ground, w, doc = self._ground, self._ground.writing[number], self._ground.doc(number)
        own = own_days(ground.docs[number])
        for day, shift, timex in own.days:
            basis = timed(doc, timex, "own_day", day=date.fromordinal(day).isoformat())
            two = ground.two_days(w, doc, timex)
            first, last = (one.toordinal() - shift for one in two) if two is not None else (day, day)
            ground.add((w,), rules.within(w, first, last), HARD, basis)
        for weekday, timex in own.weekdays.items():
            level = PRIOR if len(own.weekdays) == 1 else SOFT
            basis = timed(doc, timex, "own_weekday", weekday=weekday)
            ground.add((w,), rules.on_weekday(ground.net, w, weekday), level, basis, moves_on=True)
        for month, timex in own.months.items():
            level = SOFT if len(own.months) == 1 else PRIOR
            ground.add((w,), rules.in_month(ground.net, w, month), level, timed(doc, timex, "own_month"))
        if not own.weekdays and not own.days:
            return
        ground.dated.add(number)
        fetched = ground.fetched[number]
        if fetched is not None and doc.published is None:
            weekday = next(iter(own.weekdays), 1)
            lag = fetched.toordinal() - own.days[0][0] if own.days else (fetched.isoweekday() - weekday) % 7
            self._lags.append(lag)

    def _collection(self) -> Fresh | None:
        """Whether these pages were fetched soon after they were written; adds the assumption for each of them."""
        ground, lags = self._ground, self._lags
        quick = sum(0 <= lag <= _LAG for lag in lags)
        if len(lags) >= _ENOUGH and quick < _SHARE * len(lags):
            return None
        fresh, late = Fresh("usual", {}), _LATE
        if len(lags) >= _ENOUGH:
            late = _SOON if quick >= _QUICK_SHARE * len(lags) else _LATE
            fresh = Fresh("here", {"quick": str(quick), "all": str(len(lags)), "lag": str(_LAG)})
        for number, (w, fetched) in enumerate(zip(ground.published, ground.fetched, strict=True)):
            if fetched is not None:
                lower = rules.within(w, fetched.toordinal() - late, LATEST)
                certain = number in ground.dated and late < 7
                basis = given(ground.doc(number), f"assumed_{fresh.why}", days=late, **fresh.values)
                ground.add((w,), lower, PRIOR, basis, soft=not certain)
        return fresh
