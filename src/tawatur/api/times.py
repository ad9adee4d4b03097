"""Time expressions of a text, by themselves."""

from __future__ import annotations

import datetime as dt

from msgspec import Struct

from tawatur.model import Timex
from tawatur.rules.text import tokenize


class TimeExpression(Struct, frozen=True):
    """Words that name a time: ``text[start:end] == words``.

    ``timex`` holds what the words alone say (TIMEX3). ``earliest`` and ``latest`` are the days that they mean for
    something that happened before the day of writing, as YYYY-MM-DD; None where that stays open.
    """

    start: int
    end: int
    words: str
    timex: Timex
    earliest: str | None
    latest: str | None


def timex(text: str, anchor: str | dt.date | None = None) -> list[TimeExpression]:
    """The time expressions of ``text``. ``anchor``: the day of writing (YYYY-MM-DD); without it only words that carry
    their year are placed. ValueError where the anchor is no day."""
    from tawatur.annotate.timex import find_timexes  # not above: reading a record needs none of the steps

    day = dt.date.fromisoformat(anchor) if isinstance(anchor, str) else anchor
    return [_placed(text, found, day) for found in find_timexes(text, tokenize(text))]


def _placed(text: str, found: Timex, day: dt.date | None) -> TimeExpression:
    from tawatur.annotate.timex import resolve

    if day is not None:
        span = resolve(found, day)
    elif found.relation is None and found.value[:4].isdigit():
        span = resolve(found, dt.date(int(found.value[:4]), 12, 31))
    else:
        span = None
    return TimeExpression(
        found.start, found.end, text[found.start:found.end], found, span.first.isoformat() if span else None,
        span.last.isoformat() if span else None,
    )
