"""Normal values: what a time expression means on a given day in the plainest sense, as one TIMEX3 value.

``calendar.denote`` gives all days that the words may mean, which dating needs: "two months ago" is hardly ever the day.
Here is the one reading that annotation asks for: two months before the day, a week from Monday to Sunday.
"""

from __future__ import annotations

from datetime import date

from tawatur.model import Timex
from tawatur.rules import calendar

_DAYS = frozenset("DWMY")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def plain_span(timex: Timex, anchor: date, direction: calendar.Direction = "past") -> calendar.Interval | None:
    """First and last day in the plainest sense in a text of the day ``anchor``; None where no days are named."""
    if timex.type in ("DURATION", "SET") or timex.anchor == "event":
        return None
    how, _, key = (calendar.main_relation(timex.relation) or "").partition(":")
    fields = calendar.parts(timex.value)
    length = calendar.period(key) if how in ("ago", "ahead", "past", "coming") else None
    if how in ("ago", "ahead", "past", "coming") and (length is None or length.number is None):
        return None
    if length is not None and how in ("ago", "ahead"):
        day = anchor
        for term in calendar.terms(key):
            if term.unit not in _DAYS:
                return None
            day = calendar.add(day, term, -1 if how == "ago" else 1)
        return calendar.Interval(day, day)
    if length is not None and length.unit in _DAYS:
        far = calendar.add(anchor, length, -1 if how == "past" else 1)
        near = calendar.clip(anchor, -1 if how == "past" else 1)
        return calendar.Interval(far, near) if how == "past" else calendar.Interval(near, far)
    if how == "week":
        monday = calendar.clip(anchor, 1 - anchor.isoweekday() + 7 * int(key))
        end = calendar.parts(timex.end_value).weekday if timex.end_value is not None else fields.weekday
        first, last = (6, 7) if timex.value.endswith("WE") else (fields.weekday or 1, end or 7)
        return calendar.Interval(calendar.clip(monday, first - 1), calendar.clip(monday, last - 1))
    if fields.nth is not None and fields.weekday is None:
        return _nth_week(timex, fields, anchor, direction)
    mod = None if timex.mod in ("START", "MID", "END", "APPROX") else timex.mod
    return calendar.denote(timex.value, timex.end_value, mod, timex.relation, anchor, direction)


def _nth_week(
    timex: Timex, fields: calendar.Parts, anchor: date, direction: calendar.Direction
) -> calendar.Interval | None:
    """The ISO week of a year; of a month the week of its nth Monday."""
    whole = timex.value.rpartition("-W")[0].removesuffix("-XX")
    within = calendar.denote(whole, None, None, timex.relation, anchor, direction)
    if within is None or fields.nth is None:
        return None
    first = within.first
    monday = calendar.weekday_on_or_after(first, 1)
    if (within.last - first).days > 31:
        monday = calendar.weekday_on_or_before(first.replace(day=4), 1)
    monday = calendar.clip(monday, 7 * (fields.nth - 1))
    return calendar.Interval(monday, calendar.clip(monday, 6))


def normal_value(timex: Timex, anchor: date, direction: calendar.Direction = "past") -> str | None:
    """The TIMEX3 value on the day ``anchor``: ``2016-11-06``, ``2016-W45``, ``2016-10``, ``P3D``, ``PAST_REF``; two
    days joined by "/" where that is no single unit; None where it stays open."""
    if timex.type in ("DURATION", "SET"):
        return timex.value
    if timex.value.endswith("_REF"):
        return timex.value
    if timex.value.startswith("T"):
        return f"{anchor.isoformat()}{timex.value}"
    span = plain_span(timex, anchor, direction)
    if span is None:
        return None
    how, _, _key = (calendar.main_relation(timex.relation) or "").partition(":")
    if how == "week" and timex.value.startswith("XXXX-WXX") and calendar.parts(timex.value).weekday is None:
        year, week, _ = span.first.isocalendar()
        return f"{year}-W{week:02d}{'-WE' if timex.value.endswith('WE') else ''}"
    return _shape(span, timex)


def _shape(span: calendar.Interval, timex: Timex) -> str:
    first, last = span
    if first == last:
        _, mark, clock = timex.value.partition("T")
        return first.isoformat() + mark + clock
    fields = calendar.parts(timex.value)
    if timex.end_value is None and (fields.season or fields.quarter or fields.half or fields.decade or fields.nth):
        value = timex.value.replace("XXXX", f"{(last if fields.nth else first).year:04d}", 1)
        return value.replace("-XX-W", f"-{last.month:02d}-W", 1)
    if span == calendar.year_span(first.year):
        return f"{first.year:04d}"
    if span == calendar.month_span(first.year, first.month):
        return f"{first.year:04d}-{first.month:02d}"
    return f"{first.isoformat()}/{last.isoformat()}"


def clash(timex: Timex, anchor: date | None, direction: calendar.Direction = "past") -> str | None:
    """What the words say against themselves or against the day of writing, as a sentence; None where they agree."""
    if timex.mod == "INVALID":
        return "The words name no possible date."
    if timex.end_value is not None or timex.anchor == "event" or timex.type in ("DURATION", "SET"):
        return None
    fields, relation = calendar.parts(timex.value), calendar.main_relation(timex.relation)
    if anchor is None and not (fields.year and relation is None):
        return None
    day = anchor or date(fields.year or 1, 12, 31)
    span = calendar.denote(timex.value, None, None, timex.relation, day, direction)
    if span is None or span.first != span.last:
        return None
    weekday = calendar.said_weekday(timex.value, timex.relation)
    if weekday is not None and span.first.isoweekday() != weekday:
        return f"The words call it a {_WEEKDAYS[weekday - 1]}, but {span.first} is a {_WEEKDAYS[span.first.weekday()]}."
    if relation is not None and relation.startswith("day:") and fields.day is not None:
        named = calendar.denote(timex.value, None, None, None, day, "near")
        if named is not None and named != span:
            return f"Counted from the day of writing it is {span.first}, but the words name {named.first}."
    return None


def widened(span: calendar.Interval, timex: Timex, anchor: date | None) -> calendar.Interval:
    """The days between all that words which clash may mean: the day they are counted to, the date they name, the
    nearest day of the weekday they give it."""
    if span.first != span.last or timex.end_value is not None:
        return span
    days = [span.first]
    if anchor is not None and calendar.parts(timex.value).day is not None:
        named = calendar.denote(timex.value, None, None, None, anchor, "near")
        days += [named.first] if named is not None else []
    weekday = calendar.said_weekday(timex.value, timex.relation)
    if weekday is not None:
        before = calendar.weekday_on_or_before(span.first, weekday)
        after = calendar.weekday_on_or_after(span.first, weekday)
        days.append(before if span.first - before <= after - span.first else after)
    return calendar.Interval(min(days), max(days))
