"""What a time expression means on a given day: values and relations of a Timex to an interval of days.

Shared by the steps that find time expressions and that date events. ``denote`` is monotone in the day of writing (a
later day never gives an earlier interval), which is what lets a solver work it backwards.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from hijridate import Gregorian, Hijri

from tawatur.rules.timevalues import (
    SEASONS,
    UNIT_DAYS,
    Parts,
    Period,
    flags,
    has_days,
    has_year,
    main_relation,
    parts,
    period,
    said_weekday,
    terms,
)

__all__ = [
    "EARLIEST",
    "LATEST",
    "Direction",
    "Interval",
    "Parts",
    "Period",
    "add",
    "add_months",
    "clip",
    "days_in_month",
    "denote",
    "distance",
    "flags",
    "has_days",
    "has_year",
    "hijri_in",
    "hijri_span",
    "main_relation",
    "month_span",
    "narrow",
    "parts",
    "period",
    "said_weekday",
    "slack",
    "span_of",
    "terms",
    "weekday_on_or_after",
    "weekday_on_or_before",
    "year_span",
]

Direction = Literal["past", "future", "near"]


class Interval(NamedTuple):
    """Days ``first`` to ``last``, both included."""

    first: date
    last: date


EARLIEST = date(1800, 1, 1)
LATEST = date(2100, 12, 31)
_DAY = timedelta(1)
VAGUE_DAYS = {"D": 14, "W": 42, "M": 365, "Y": 3650}
"""How far "the coming days, weeks, months, years" without a number reach."""
_FEAST_DAYS = 4
_FAR_BACK = 230
"""Days back from which on a day or month without a year is rather the coming one."""
_RECENT_DAYS = 45


def days_in_month(year: int | None, month: int) -> int:
    """Days of a month; of February 29 where the year is open."""
    return calendar.monthrange(year if year is not None else 2000, month)[1]


def add_months(day: date, months: int) -> date:
    """``day`` moved by months, to the last day where the month is shorter; kept inside what dates can hold."""
    index = min(max(day.year * 12 + day.month - 1 + months, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, days_in_month(year, month + 1)))


def add(day: date, length: Period, sign: int = 1) -> date:
    """``day`` moved by a period with a number."""
    count = length.number or 0
    if length.unit in "MY":
        months = count * (12 if length.unit == "Y" else 1)
        moved = add_months(day, sign * int(months))
        return clip(moved, sign * round((months - int(months)) * 30))
    return clip(day, sign * round(count * UNIT_DAYS.get(length.unit, 0)))


def clip(day: date, days: int) -> date:
    """``day`` moved by days, kept inside EARLIEST to LATEST."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, EARLIEST.toordinal()), LATEST.toordinal()))


def month_span(year: int, month: int) -> Interval:
    """First and last day of a month."""
    return Interval(date(year, month, 1), date(year, month, days_in_month(year, month)))


def year_span(year: int) -> Interval:
    """First and last day of a year."""
    return Interval(date(year, 1, 1), date(year, 12, 31))


def narrow(span: Interval, mod: str | None) -> Interval:
    """The beginning, middle or end of a span, generously: about four tenths of it."""
    length = (span.last - span.first).days
    part = (length * 2) // 5
    if mod == "START":
        return Interval(span.first, span.first + part * _DAY)
    if mod == "END":
        return Interval(span.last - part * _DAY, span.last)
    if mod == "MID":
        return Interval(span.first + (length * 3 // 10) * _DAY, span.last - (length * 3 // 10) * _DAY)
    return span


def hijri_span(year: int, month: int | None = None, day: int | None = None) -> Interval | None:
    """Gregorian days of a Hijri year, month or day (Umm al-Qura calendar, AH 1343-1500); None outside it."""
    try:
        if month is None:
            last = Hijri(year, 12, 1)
            return Interval(_gregorian(Hijri(year, 1, 1)), _gregorian(Hijri(year, 12, last.month_length())))
        if day is None:
            return Interval(
                _gregorian(Hijri(year, month, 1)), _gregorian(Hijri(year, month, Hijri(year, month, 1).month_length()))
            )
        only = _gregorian(Hijri(year, month, day))
    except (ValueError, OverflowError):
        return None
    return Interval(only, only)


def hijri_in(year: int, month: int, day: int | None = None) -> Interval | None:
    """Gregorian days of the Hijri month, or day, that begins in the Gregorian ``year``, the first where two do."""
    here = _hijri_year(date(year, 1, 1)) if 1 <= year <= 9999 else None
    if here is None:
        return None
    spans = (hijri_span(each, month, day) for each in (here, here + 1))
    return next((span for span in spans if span is not None and span.first.year == year), None)


def _gregorian(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)


def _hijri_year(day: date) -> int | None:
    try:
        return int(Gregorian(day.year, day.month, day.day).to_hijri().year)
    except (ValueError, OverflowError):
        return None


def span_of(fields: Parts, year: int) -> Interval | None:
    """The days that ``fields`` cover when the open year is ``year``; None where there is no such day."""
    if fields.hijri:
        return hijri_span(fields.year or year, fields.month, fields.day)
    if fields.decade is not None:
        return Interval(date(fields.decade, 1, 1), date(fields.decade + 9, 12, 31))
    if fields.century is not None:
        if fields.century < EARLIEST.year:
            return None
        return Interval(date(fields.century, 1, 1), date(fields.century + 99, 12, 31))
    year = fields.year if fields.year is not None else year
    if not 1 <= year <= 9998:
        return None
    if fields.season is not None:
        first, last = SEASONS[fields.season]
        return Interval(date(year, first, 1), month_span(year + (last < first), last).last)
    if fields.quarter is not None:
        return Interval(date(year, fields.quarter * 3 - 2, 1), month_span(year, fields.quarter * 3).last)
    if fields.half is not None and fields.month is not None:
        return _half(month_span(year, fields.month), fields.half)
    if fields.half is not None:
        return Interval(date(year, fields.half * 6 - 5, 1), month_span(year, fields.half * 6).last)
    if fields.nth is not None:
        whole = month_span(year, fields.month) if fields.month is not None else year_span(year)
        return _nth(whole, fields.nth, fields.weekday)
    if fields.month is None:
        return year_span(year) if fields.day is None and fields.weekday is None else None
    if fields.day is None:
        return month_span(year, fields.month)
    if fields.day > days_in_month(year, fields.month):
        return None
    only = date(year, fields.month, fields.day)
    return Interval(only, only)


def _half(month: Interval, half: int) -> Interval:
    """Days 1 to 15 of a month, or 16 to its last."""
    return Interval(month.first, month.first.replace(day=15)) if half == 1 else (
        Interval(month.first.replace(day=16), month.last)
    )


def _nth(whole: Interval, nth: int, weekday: int | None) -> Interval | None:
    """The nth such weekday of a month or year; the nth week, which may begin on any weekday: what any count allows."""
    if weekday is not None:
        if nth < 0:
            last = weekday_on_or_before(whole.last, weekday)
            return Interval(last, last)
        day = weekday_on_or_after(whole.first, weekday).toordinal() + 7 * (nth - 1)
        return Interval(date.fromordinal(day), date.fromordinal(day)) if day <= whole.last.toordinal() else None
    first = whole.first.toordinal() + 7 * (nth - 1) - (6 if nth > 1 else 0)
    if nth < 1 or first > whole.last.toordinal():
        return None
    return Interval(date.fromordinal(first), date.fromordinal(min(first + 18, whole.last.toordinal())))


def weekday_on_or_before(day: date, weekday: int) -> date:
    """The last ISO ``weekday`` (1-7) that is not after ``day``."""
    return clip(day, -((day.isoweekday() - weekday) % 7))


def weekday_on_or_after(day: date, weekday: int) -> date:
    """The first ISO ``weekday`` (1-7) that is not before ``day``."""
    return clip(day, (weekday - day.isoweekday()) % 7)


def _whole(value: str, end_value: str | None, year: int) -> Interval | None:
    """The span of a value and its end when the open year (that of the end, if there is one) is ``year``."""
    fields = parts(value)
    if end_value is None:
        return span_of(fields, year)
    last = span_of(parts(end_value), year)
    if last is None:
        return None
    first = span_of(fields, year)
    if not has_year(fields) and (first is None or first.first > last.last):
        first = span_of(fields, year - 1)
    return Interval(first.first, last.last) if first is not None and first.first <= last.last else None


def _open_year(value: str, end_value: str | None, day: date, keep: Direction, strict: bool) -> Interval | None:
    """A value without a year placed against ``day``. ``strict``: not in the current month (or season) itself."""
    here = _hijri_year(day) if parts(value).hijri else day.year
    if here is None:
        return None
    spans = [span for year in range(here - 5, here + 6) if (span := _whole(value, end_value, year)) is not None]
    if strict:
        fields = parts(value)
        floor = month_span(day.year, day.month)
        if fields.season is not None or fields.hijri:
            floor = Interval(day, day)
        past = [span for span in spans if span.last < floor.first]
        # Of "24 November to 3 December next" the end is meant, which its month goes with.
        coming = [span for span in spans if (span.first if end_value is None else span.last) > floor.last]
    else:
        past = [span for span in spans if span.first <= day]
        coming = [span for span in spans if span.last >= day]
    if keep == "past":
        # Without "last", a month of autumn named in summer is the coming one: few go back further without saying so.
        if not strict and past and coming and (day - past[-1].last).days > _FAR_BACK:
            return coming[0]
        return past[-1] if past else None
    if keep == "future":
        return coming[0] if coming else None
    middle = day.toordinal() * 2
    return min(spans, key=lambda span: abs(span.first.toordinal() + span.last.toordinal() - middle), default=None)


def _unit_span(unit: str, shift: int, day: date) -> Interval | None:
    if unit == "week":
        # Weeks begin on Saturday, Sunday or Monday across the region: what any of them allows.
        return Interval(clip(day, 7 * shift - 6), clip(day, 7 * shift + 6))
    if unit == "month":
        moved = add_months(day, shift)
        return month_span(moved.year, moved.month)
    if unit == "quarter":
        moved = add_months(date(day.year, (day.month - 1) // 3 * 3 + 1, 1), 3 * shift)
        return Interval(moved, month_span(moved.year, moved.month + 2).last)
    year = day.year + shift
    if unit == "year":
        return year_span(year) if 1 <= year <= 9998 else None
    size = {"decade": 10, "century": 100}.get(unit)
    if size is None:
        return None
    start = (day.year // size + shift) * size
    return Interval(date(max(start, 1), 1, 1), date(start + size - 1, 12, 31)) if start >= 0 else None


def _week(span: Interval, shift: int, day: date, direction: Direction) -> Interval:
    """The days of a week that fit: before today for "last week", after it for the next, on the side of the
    direction."""
    if shift < -1 or shift > 1:
        return span
    if shift < 0:
        return Interval(span.first, min(span.last, clip(day, -1)))
    if shift > 0:
        return Interval(max(span.first, clip(day, 1)), span.last)
    return {"past": Interval(span.first, day), "future": Interval(day, span.last)}.get(direction, span)


def _weekdays(weekday: int, end: int, span: Interval, shift: int, day: date) -> Interval:
    """Weekdays from one to another in a week: what any beginning of the week allows, the later ones after the first."""
    week = _week(span, shift, day, "near") if shift else span
    begin, last = weekday_on_or_after(week.first, weekday), weekday_on_or_before(week.last, end)
    return Interval(begin, last if begin <= last else weekday_on_or_after(begin, end))


def _within_unit(
    value: str, end_value: str | None, unit: str, span: Interval, shift: int, day: date
) -> Interval | None:
    fields = parts(value)
    if unit == "week" and fields.weekday is not None and end_value is not None:
        return _weekdays(fields.weekday, parts(end_value).weekday or fields.weekday, span, shift, day)
    if unit == "week" and fields.weekday is not None:
        first = weekday_on_or_after(clip(span.first, 0), fields.weekday)
        if shift < 0:
            return Interval(first, max(first, weekday_on_or_before(clip(day, -1), fields.weekday)))
        return Interval(first, weekday_on_or_before(span.last, fields.weekday))
    if unit == "month" and fields.day is not None:
        if fields.day > days_in_month(span.first.year, span.first.month):
            return None
        only = span.first.replace(day=fields.day)
        end = parts(end_value).day if end_value is not None else fields.day
        if end is None or not fields.day <= end <= days_in_month(only.year, only.month):
            return None
        return Interval(only, only.replace(day=end))
    if unit == "month" and fields.half is not None:
        return _half(span, fields.half)
    if unit == "month" and fields.nth is not None:
        return _nth(span, fields.nth, fields.weekday)
    if unit == "year" and (has_days(fields) or fields.nth is not None):
        return _whole(value, end_value, span.first.year)
    return span


def _side(relation: str) -> Direction:
    return "past" if relation == "last" else "future" if relation == "next" else "near"


def _selected(
    how: str, key: str, value: str, end_value: str | None, day: date, direction: Direction
) -> Interval | None:
    """last:, next: and this: with a weekday, month, season or feast; last2: and next2: with a weekday."""
    if key.startswith("WXX-"):
        weekday = int(key[4:])
        if how == "last2":
            only = clip(weekday_on_or_before(clip(day, -1), weekday), -7)
            return Interval(only, only)
        if how == "next2":
            only = clip(weekday_on_or_after(clip(day, 1), weekday), 7)
            return Interval(only, only)
        if how == "this" and direction == "past" and end_value is None:
            only = weekday_on_or_before(day, weekday)
            return Interval(only, only)
        if how == "last":
            first = weekday_on_or_before(clip(day, -1), weekday)
        else:
            first = weekday_on_or_after(clip(day, 1 if how == "next" else 0), weekday)
        if end_value is None:
            return Interval(first, first)
        end = parts(end_value).weekday or weekday
        if how == "last":
            last = weekday_on_or_before(clip(day, -1), end)
            return Interval(weekday_on_or_before(last, weekday), last)
        return Interval(first, weekday_on_or_after(first, end))
    return _open_year(value, end_value, day, _side(how), how != "this")


def slack(length: Period, approx: bool) -> int:
    """Days by which a counted distance may be off: what the unit rounds away, more where the text says "about"."""
    count = length.number or 0
    if length.unit in "HNS":
        return 1
    if length.unit == "D":
        return (max(1, round(count * 0.25)) if approx else int(count > 3)) if count else 0
    if length.unit == "W":
        return round(3 + count) if approx else 3
    if length.unit == "M":
        return max(31, round(count * 8)) if approx else 16 + round(count)
    return max(365, round(count * 73)) if approx else 183 + round(count * 15)


def distance(anchor: Interval, length: Period, sign: int, mod: str | None = None) -> Interval:
    """The days that lie ``length`` before (-1) or after (+1) the anchor, as exactly as such words are meant."""
    if length.number is None:
        reach = VAGUE_DAYS.get(length.unit, 1)
        if sign < 0:
            return Interval(clip(anchor.first, -reach), anchor.last)
        return Interval(anchor.first, clip(anchor.last, reach))
    wide = slack(length, mod == "APPROX")
    first, last = clip(add(anchor.first, length, sign), -wide), clip(add(anchor.last, length, sign), wide)
    if mod == "MORE_THAN":
        far = round(length.days() * 0.5) + 1
        first, last = (clip(first, -far), last) if sign < 0 else (first, clip(last, far))
    elif mod == "LESS_THAN":
        first, last = (first, anchor.last) if sign < 0 else (anchor.first, last)
    return Interval(first, last)


@lru_cache(maxsize=131072)
def denote(
    value: str, end_value: str | None, mod: str | None, relation: str | None, day: date, direction: Direction = "past"
) -> Interval | None:
    """The days that the expression means when ``day`` is the day of writing.

    ``direction`` places what the words leave open (a weekday, a month without a year): before the day of writing for
    what happened (unless that is more than seven months back), after it for what is planned; near: the next such
    weekday, the nearest such month. None where the expression names no days.
    """
    main = main_relation(relation)
    how, _, key = (main or "").partition(":")
    span: Interval | None
    if how == "day":
        only = clip(day, int(key))
        span = Interval(only, only)
    elif how in ("week", "month", "quarter", "year", "decade", "century"):
        base = _unit_span(how, int(key), day)
        span = _within_unit(value, end_value, how, base, int(key), day) if base is not None else None
        if span is not None and how == "week" and parts(value).weekday is None:
            span = _week(span, int(key), day, direction)
    elif how in ("last", "next", "this", "last2", "next2"):
        span = _selected(how, key, value, end_value, day, direction)
    elif how in ("rest", "elapsed"):
        span = _part_of_unit(how, key, day)
    elif how in ("ago", "ahead"):
        length = period(key)
        span = distance(Interval(day, day), length, -1 if how == "ago" else 1, mod) if length is not None else None
    elif how in ("past", "coming"):
        span = _stretch(how, period(key), day)
    elif how == "recent":
        span = Interval(clip(day, -_RECENT_DAYS), day)
    elif how == "now":
        span = Interval(day, day)
    elif how:
        return None
    else:
        span = _standing(value, end_value, day, direction)
    if span is not None and mod == "APPROX" and not how.startswith("a") and parts(value).day is not None:
        # A feast goes on for days, and its moon may be seen a day early or late.
        span = Interval(clip(span.first, -1), clip(span.last, _FEAST_DAYS))
    return narrow(span, mod) if span is not None and mod in ("START", "MID", "END") else span


def _part_of_unit(how: str, unit: str, day: date) -> Interval | None:
    """What is left of the current week, month or year, or what is over of it; the day of writing included."""
    whole = _unit_span(unit, 0, day)
    if whole is None:
        return None
    return Interval(day, whole.last) if how == "rest" else Interval(whole.first, day)


def _stretch(how: str, length: Period | None, day: date) -> Interval | None:
    if length is None:
        return None
    days = VAGUE_DAYS.get(length.unit, 1) if length.number is None else max(1, length.days())
    return Interval(clip(day, -days), day) if how == "past" else Interval(clip(day, 1), clip(day, days))


def _day_of_month(number: int, day: date, direction: Direction) -> Interval | None:
    """The last day of that number up to ``day``, or the next; months that are too short are passed over."""
    if not 1 <= number <= 31:
        return None
    for step in range(4):
        moved = add_months(day, -step if direction == "past" else step)
        if number <= days_in_month(moved.year, moved.month):
            found = moved.replace(day=number)
            if found <= day if direction == "past" else found >= day:
                return Interval(found, found)
    return None


def _standing(value: str, end_value: str | None, day: date, direction: Direction) -> Interval | None:
    """Expressions without a relation: dates of any precision, and bare weekdays."""
    fields = parts(value)
    if fields.weekday is not None and fields.nth is None:
        end = parts(end_value).weekday if end_value is not None else None
        if direction != "past":
            first = weekday_on_or_after(day, fields.weekday)
            return Interval(first, weekday_on_or_after(first, end) if end is not None else first)
        last = weekday_on_or_before(day, end if end is not None else fields.weekday)
        return Interval(weekday_on_or_before(last, fields.weekday), last)
    if has_year(fields):
        named = parts(end_value).year if end_value is not None else None
        return _whole(value, end_value, named or fields.year or 0)
    if fields.day is not None and fields.month is None and not fields.hijri:
        end = parts(end_value).day if end_value is not None else None
        there = _day_of_month(end or fields.day, day, direction)
        here = _day_of_month(fields.day, there.last, "past") if there is not None else None
        return Interval(here.first, there.last) if here is not None and there is not None else None
    if not has_days(fields) and fields.nth is None:
        return None
    return _open_year(value, end_value, day, direction, False)
