"""Time expressions of a text, by themselves."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from tawatur.model import Timex
from tawatur.rules import calendar
from tawatur.rules.text import tokenize


class TimeExpression(Struct, frozen=True):
    """Words that name a time: ``text[start:end] == words``.

    ``timex`` holds what the words alone say (TIMEX3). ``earliest`` and ``latest`` are the days that they mean for
    something that happened before the day of writing, as YYYY-MM-DD; None where that stays open. ``normal`` is the
    TIMEX3 value on that day in the plainest sense ("2024-04", "2024-W17"): of "two months ago" one day, not all that it
    may be.
    """

    start: int
    end: int
    words: str
    timex: Timex
    earliest: str | None
    latest: str | None
    normal: str | None = None
    clash: str | None = None
    """What the words say against themselves ("30 February", a weekday that the date is not), as a sentence. The days
    are then those that either of the words may mean."""


def timex(
    text: str, anchor: str | dt.date | None = None, direction: Literal["past", "future", "near"] = "past"
) -> list[TimeExpression]:
    """The time expressions of ``text``. ``anchor``: the day of writing (YYYY-MM-DD); without it only words that carry
    their year are placed. ``direction``: where what the words leave open lies, as a weekday or a month without its
    year: before the day of writing (what is told as done), after it (planned), or nearest. ValueError where the anchor
    is no day."""
    from tawatur.annotate.timex import find_timexes  # not above: reading a record needs none of the steps

    day = dt.date.fromisoformat(anchor) if isinstance(anchor, str) else anchor
    return [_placed(text, found, day, direction) for found in find_timexes(text, tokenize(text))]


def _placed(text: str, found: Timex, day: dt.date | None, direction: calendar.Direction) -> TimeExpression:
    meant = _meant(replace(found, start=0, end=0), day, direction)
    return TimeExpression(found.start, found.end, text[found.start:found.end], found, *meant)


@lru_cache(maxsize=65536)  # the same words come again and again in texts of one day
def _meant(
    found: Timex, day: dt.date | None, direction: calendar.Direction
) -> tuple[str | None, str | None, str | None, str | None]:
    """First and last day, normal value and clash of an expression, wherever it stands."""
    from tawatur.annotate.timex import resolve
    from tawatur.annotate.timex_normal import clash, normal_value, widened

    if day is not None:
        span = resolve(found, day, direction)
    elif found.relation is None and found.value[:4].isdigit():
        span = resolve(found, dt.date(int(found.value[:4]), 12, 31))
    else:
        span = None
    against = clash(found, day, direction)
    if against is not None and span is not None:
        span = widened(span, found, day)
    return (
        span.first.isoformat() if span else None, span.last.isoformat() if span else None,
        normal_value(found, day, direction) if day is not None and against is None else None, against,
    )
