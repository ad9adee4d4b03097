"""What the time words of two mentions say about each other while the days of writing are still open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from tawatur.merge.dates_words import direction_of
from tawatur.model import EventMention, Extracted, Timex
from tawatur.rules import calendar

Interval = tuple[date, date]
SLIP = 5
"""Days by which accounts of one happening may differ; they then disagree on its date."""

HOURS = {
    "MO": frozenset(range(4, 13)),
    "MI": frozenset(range(11, 15)),
    "AF": frozenset(range(12, 19)),
    "EV": frozenset(range(16, 24)),
    "NI": frozenset(range(18, 30)),
}
"""The hours that the parts of a day may mean; a night goes on into the next day."""
_YEAR = 2018
"""Any common year: parts of the year are compared within it."""
_SAMPLE_DAYS = tuple(date(_YEAR, month, day) for month in range(1, 13) for day in (3, 18))


class Times(Struct, frozen=True):
    """What the time words of a mention say by themselves."""

    on: tuple[Interval | None, ...] = ()
    """The days meant if the text was written on each of a dozen sample days."""
    season: Interval | None = None
    """The part of the year, in any year."""
    weekday: int | None = None
    """ISO weekday, where one day is meant."""


def gap(a: Interval, b: Interval) -> int:
    """Days between two intervals, 0 where they meet."""
    return max(0, (max(a[0], b[0]) - min(a[1], b[1])).days)


def _season(timex: Timex) -> Interval | None:
    fields = calendar.parts(timex.value)
    if fields.month is None:
        return None
    first = calendar.span_of(fields._replace(year=None), _YEAR)
    last = calendar.span_of(calendar.parts(timex.end_value)._replace(year=None), _YEAR) if timex.end_value else first
    return (first.first, last.last) if first and last and first.first <= last.last else None


def times_of(extracted: Extracted, event: EventMention, writing: Interval | None) -> Times:
    """The times of ``event``; ``writing``: the days between which the text was written, if that is known."""
    words = [extracted.annotated.timexes[at] for at in event.timexes]
    words = [timex for timex in words if timex.type in ("DATE", "TIME") and timex.anchor != "event"]
    if not words:
        return Times()
    seasons = [season for timex in words if (season := _season(timex)) is not None]
    weekdays = {
        day
        for timex in words
        if not timex.end_value and (day := calendar.said_weekday(timex.value, timex.relation)) is not None
    }
    return Times(
        on=tuple(_meant(words, event, day) for day in _sample(writing)),
        season=min(seasons, key=lambda span: span[1] - span[0]) if seasons else None,
        weekday=weekdays.pop() if len(weekdays) == 1 else None,
    )


def _sample(writing: Interval | None) -> Sequence[date]:
    if writing is None:
        return _SAMPLE_DAYS
    days = (writing[1] - writing[0]).days
    return tuple(writing[0] + timedelta(days * step // 7) for step in range(8)) if days else writing[:1]


def _meant(words: Sequence[Timex], event: EventMention, day: date) -> Interval | None:
    """The narrowest of the intervals that the words mean on ``day``."""
    side = direction_of(event.status)
    found = (
        calendar.denote(timex.value, timex.end_value, timex.mod, calendar.main_relation(timex.relation), day, side)
        for timex in words
    )
    spans = [span for span in found if span is not None]
    best = min(spans, key=lambda span: (span.last - span.first, span.first), default=None)
    return (best.first, best.last) if best else None


def apart_in_one_text(a: Times, b: Times) -> bool:
    """Whether two mentions of one text tell of days that lie apart whenever it was written."""
    pairs = list(zip(a.on, b.on, strict=True)) if len(a.on) == len(b.on) else []
    return bool(pairs) and all(x is not None and y is not None and gap(x, y) > SLIP for x, y in pairs)


def apart_in_the_year(a: Times, b: Times) -> bool:
    """Whether two mentions tell of parts of the year that lie apart in any year."""
    if a.season is None or b.season is None:
        return False
    year = timedelta(365)
    shifted = (b.season[0] + year, b.season[1] + year), (b.season[0] - year, b.season[1] - year)
    return min(gap(a.season, b.season), gap(a.season, shifted[0]), gap(a.season, shifted[1])) > SLIP
