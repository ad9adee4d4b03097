"""Facts: the time expressions of mentions, what kind of words they are, and what they say as a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tawatur.merge.dates_rules import Meaning
from tawatur.model import Basis, Document, EventMention, Extracted, Span, Status, Timex
from tawatur.rules import calendar
from tawatur.rules.calendar import Direction
from tawatur.rules.steps import say

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


def step(doc: Document, start: int, end: int, name: str, **values: str | int) -> tuple[Basis, ...]:
    """The step ``name`` of ``resources/time/steps.yaml``, which rests on ``text[start:end]``."""
    filled = tuple((key, str(value)) for key, value in values.items())
    return (Basis(doc.id, Span(start, end), say(name, dict(filled), "en"), name, filled),)


def timed(doc: Document, timex: Timex, name: str, **values: str | int) -> tuple[Basis, ...]:
    """A step that rests on the words of a time expression and quotes them."""
    return step(doc, timex.start, timex.end, name, words=doc.text[timex.start : timex.end], **values)


def told(doc: Document, mention: EventMention, name: str, **values: str | int) -> tuple[Basis, ...]:
    """A step that rests on the words that tell an event."""
    return step(doc, mention.start, mention.end, name, **values)


def given(doc: Document, name: str, **values: str | int) -> tuple[Basis, ...]:
    """A step that rests on no words of the text, but on what is given or presumed of the document."""
    return step(doc, 0, 0, name, **values)


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


def explain(doc: Document, fact: Fact) -> tuple[Basis, ...]:
    """What a time expression says, as a step."""
    timex, meaning = fact.timex, fact.meaning
    if meaning.absolute:
        end = f"/{timex.end_value}" if timex.end_value else ""
        return timed(doc, timex, "absolute", value=f"{timex.value}{end}")
    how, key = kind_of(timex)
    if how == "day":
        shift = int(key)
        if shift == 0:
            return timed(doc, timex, "day_same")
        return timed(doc, timex, "day_before" if shift < 0 else "day_after", days=abs(shift))
    if how in ("week", "month", "year", "decade", "century"):
        side = {0: "same", -1: "before"}.get(int(key), "after")
        return timed(doc, timex, f"unit_{side}", unit=how)
    if how in ("last", "next", "this", "recent", "now"):
        return timed(doc, timex, how)
    if how in ("ago", "ahead", "past", "coming"):
        return timed(doc, timex, "counted_back" if how in ("ago", "past") else "counted_on")
    if meaning.direction == "past" and calendar.has_days(meaning.fields):
        return timed(doc, timex, "no_year")
    return timed(doc, timex, f"taken_{meaning.direction}")
