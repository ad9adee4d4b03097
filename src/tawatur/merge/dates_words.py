"""Facts: the time expressions of mentions, what kind of words they are, and what they say as a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tawatur.merge.dates_rules import Meaning
from tawatur.model import Basis, Document, Extracted, Span, Status, Timex
from tawatur.rules import calendar
from tawatur.rules.calendar import Direction

WEEKDAYS = {1: "Monday", 2: "Tuesday", 3: "Wednesday", 4: "Thursday", 5: "Friday", 6: "Saturday", 7: "Sunday"}
UNITS = {"D": "days", "W": "weeks", "M": "months", "Y": "years"}
_DIRECTION: dict[Status, Direction] = {
    "occurred": "past",
    "ongoing": "past",
    "denied": "past",
    "planned": "future",
    "hypothetical": "near",
    "cancelled": "near",
}
_INEXACT = frozenset({"APPROX", "INVALID", "MORE_THAN", "LESS_THAN"})


class Fact(NamedTuple):
    """A time expression that dates a mention (``mention`` of document ``doc``)."""

    doc: int
    mention: int
    timex: Timex
    meaning: Meaning


def direction_of(status: Status) -> Direction:
    """Where what the words leave open lies for a mention of this status."""
    return _DIRECTION[status]


def says(doc: Document, start: int, end: int, words: str) -> tuple[Basis, ...]:
    """A step that rests on ``text[start:end]``."""
    return (Basis(doc.id, Span(start, end), words),)


def quoted(doc: Document, timex: Timex) -> str:
    """The words of a time expression in quotation marks."""
    return f"“{doc.text[timex.start : timex.end]}”"


def spoken(extracted: Extracted) -> Callable[[Timex], bool]:
    """Whether the words of a time expression stand in a quotation: somebody else's "today"."""
    starts, reach, furthest = [], [], 0
    for quote in sorted(extracted.annotated.quotes, key=lambda quote: quote.start):
        furthest = max(furthest, quote.end)
        starts.append(quote.start)
        reach.append(furthest)

    def found(timex: Timex) -> bool:
        at = bisect_right(starts, timex.start) - 1
        return at >= 0 and timex.end <= reach[at]

    return found


def named_day(timex: Timex) -> date | None:
    """The day that the words name in full, with its year."""
    fields = calendar.parts(timex.value)
    if fields.year is None or fields.month is None or fields.day is None or fields.hijri or timex.mod == "INVALID":
        return None
    return date(fields.year, fields.month, fields.day) if timex.end_value is None else None


def slipped(day: date, weekday: int) -> tuple[date, date] | None:
    """Where a day is not of the ISO ``weekday`` that is said of it: the two days that may be meant, the one named and
    the next such weekday to it. None where both agree."""
    off = (weekday - day.isoweekday() + 3) % 7 - 3
    other = calendar.clip(day, off)
    return (min(day, other), max(day, other)) if off else None


def kind_of(timex: Timex) -> tuple[str, str]:
    """The head and the key of the deictic relation: ("day", "-1"); empty where there is none."""
    how, _, key = (calendar.main_relation(timex.relation) or "").partition(":")
    return how, key


def is_vague(timex: Timex) -> bool:
    """Whether the words give a date only roughly."""
    return kind_of(timex)[0] in ("recent", "past", "coming") or timex.mod in _INEXACT


def is_gone(timex: Timex) -> bool:
    """Whether the words point behind the day of writing."""
    how, key = kind_of(timex)
    return how in ("last", "ago", "past", "recent") or key.startswith("-")


def is_to_come(timex: Timex) -> bool:
    """Whether the words point ahead of the day of writing."""
    how, key = kind_of(timex)
    return how in ("next", "ahead", "coming", "soon") or key.startswith("+")


def is_range(timex: Timex) -> bool:
    """Whether the words name a first and a last day by their dates."""
    fields = calendar.parts(timex.value)
    return timex.end_value is not None and fields.day is not None and not fields.week


def is_ago(timex: Timex, status: Status) -> bool:
    """منذ of what is done means "ago" where it counts days, weeks or months ("the first for 12 years" does not)."""
    how, key = kind_of(timex)
    only = calendar.flags(timex.relation) == ("since",)
    return only and how == "ago" and not key.endswith("Y") and status == "occurred"


def names_day(fact: Fact) -> bool:
    """Whether the words mean a day or a few."""
    fields = fact.meaning.fields
    return kind_of(fact.timex)[0] in ("day", "now") or fields.day is not None or fields.weekday is not None


def explain(doc: Document, fact: Fact) -> str:
    """What a time expression says, as a sentence."""
    words, timex, meaning = quoted(doc, fact.timex), fact.timex, fact.meaning
    if meaning.absolute:
        return f"The text says {words}: {timex.value}{'/' + timex.end_value if timex.end_value else ''}."
    how, key = kind_of(timex)
    if how == "day":
        shift = int(key)
        if shift == 0:
            return f"{words} is the day of writing."
        return (
            f"{words} is {abs(shift)} day{'s' * (abs(shift) > 1)} {'before' if shift < 0 else 'after'} it was written."
        )
    if how in ("week", "month", "year", "decade", "century"):
        place = {0: "the same", -1: "the one before"}.get(int(key), "the one after")
        return f"{words} is counted from the day of writing: {place} {how}."
    if how in ("last", "next", "this"):
        return f"{words} is the {'current' if how == 'this' else how} such one at the day of writing."
    if how in ("ago", "ahead", "past", "coming"):
        return f"{words} is counted {'back' if how in ('ago', 'past') else 'on'} from the day of writing."
    if how in ("recent", "now"):
        return f"{words} is {'shortly before' if how == 'recent' else 'at'} the day of writing."
    if meaning.direction == "past" and calendar.has_days(meaning.fields):
        return f"{words} names no year: the last one, unless that is many months back."
    side = {"past": "the last one not after", "future": "the first one not before"}.get(
        meaning.direction, "the nearest to"
    )
    return f"{words} is taken as {side} the day of writing."
