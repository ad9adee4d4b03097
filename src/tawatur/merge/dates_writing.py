"""What documents say of their own day of writing, and what is assumed of a collection of pages."""

from __future__ import annotations

from datetime import date

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_ground import HARD, PRIOR, SOFT, Ground
from tawatur.merge.dates_net import EARLIEST, LATEST
from tawatur.merge.dates_words import WEEKDAYS, in_speech, kind_of, quoted, says
from tawatur.merge.edtf import bounds
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


class Writing:
    """Adds what is known of days of writing to the network."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._lags: list[int] = []
        """Days between writing and fetching; weeks left out where only the weekday is known."""

    def add(self) -> str | None:
        """All documents; why pages are taken to be fetched soon after they were written, or None if they aren't."""
        for number, extracted in enumerate(self._ground.docs):
            self._given(number)
            self._own_words(number, extracted)
        return self._collection()

    def _given(self, number: int) -> None:
        ground, w, doc = self._ground, self._ground.published[number], self._ground.doc(number)
        given = bounds(doc.published) if doc.published else None
        if given is not None:
            words = f"The document gives {doc.published} as its date."
            ground.add((w,), rules.within(w, given[0].toordinal(), given[1].toordinal()), HARD, says(doc, 0, 0, words))
        fetched = ground.fetched[number]
        if fetched is not None:
            words = f"It was fetched on {fetched.date().isoformat()}, so it was written by then."
            ground.add((w,), rules.within(w, EARLIEST, fetched.toordinal()), HARD, says(doc, 0, 0, words))

    def _own_words(self, number: int, extracted: Extracted) -> None:
        """What "today, Monday" and "tomorrow, 30 July 2015" say of the day of writing itself."""
        ground, w, doc = self._ground, self._ground.writing[number], extracted.annotated.doc
        weekdays: dict[int, Timex] = {}
        days: list[int] = []
        for timex in extracted.annotated.timexes:
            how, key = kind_of(timex)
            if how == "day" and not in_speech(extracted, timex):
                self._one(number, timex, int(key), weekdays, days)
        for weekday, timex in weekdays.items():
            words = f"Counted from {quoted(doc, timex)}, it was written on a {WEEKDAYS[weekday]}."
            level = PRIOR if len(weekdays) == 1 else SOFT
            ground.add(
                (w,),
                rules.on_weekday(ground.net, w, weekday),
                level,
                says(doc, timex.start, timex.end, words),
                moves_on=True,
            )
        if not weekdays and not days:
            return
        ground.dated.add(number)
        fetched = ground.fetched[number]
        if fetched is not None and doc.published is None:
            weekday = next(iter(weekdays), 1)
            self._lags.append(fetched.toordinal() - days[0] if days else (fetched.isoweekday() - weekday) % 7)

    def _one(self, number: int, timex: Timex, shift: int, weekdays: dict[int, Timex], days: list[int]) -> None:
        ground, w, doc = self._ground, self._ground.writing[number], self._ground.doc(number)
        weekday = calendar.said_weekday(timex.value, timex.relation)
        if weekday is not None and timex.end_value is None:
            weekdays.setdefault((weekday - 1 - shift) % 7 + 1, timex)
        fields = calendar.parts(timex.value)
        if fields.year is not None and fields.month is not None and fields.day is not None and timex.mod != "INVALID":
            day = date(fields.year, fields.month, fields.day).toordinal() - shift
            days.append(day)
            words = f"{quoted(doc, timex)} puts the day of writing at {date.fromordinal(day).isoformat()}."
            ground.add((w,), rules.within(w, day, day), HARD, says(doc, timex.start, timex.end, words))

    def _collection(self) -> str | None:
        """Whether these pages were fetched soon after they were written; adds the assumption for each of them."""
        ground, lags = self._ground, self._lags
        quick = sum(0 <= lag <= _LAG for lag in lags)
        if len(lags) >= _ENOUGH and quick < _SHARE * len(lags):
            return None
        why, late = "pages are usually fetched soon after they are written", _LATE
        if len(lags) >= _ENOUGH:
            late = _SOON if quick >= _QUICK_SHARE * len(lags) else _LATE
            why = f"{quick} of the {len(lags)} documents here that name their day were fetched within {_LAG} days of it"
        for number, (w, fetched) in enumerate(zip(ground.published, ground.fetched, strict=True)):
            if fetched is not None:
                words = f"Assumed to be written in the {late} days before it was fetched: {why}."
                lower = rules.within(w, fetched.toordinal() - late, LATEST)
                certain = number in ground.dated and late < 7
                ground.add((w,), lower, PRIOR, says(ground.doc(number), 0, 0, words), soft=not certain)
        return why
