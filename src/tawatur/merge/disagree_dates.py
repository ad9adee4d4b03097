"""Days that accounts state, and how long a stay lasted by the days of its beginning and its end."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.merge.disagree_words import first_token, stems_of, words
from tawatur.merge.times import HOURS, Interval
from tawatur.model import EventMention, Extracted, Timex
from tawatur.rules import calendar
from tawatur.rules.classes import function_words
from tawatur.rules.events import PHASES

_LOOSE = frozenset({"APPROX", "MORE_THAN", "LESS_THAN", "START", "MID", "END", "BEFORE", "AFTER", "INVALID"})
_DAYS = {"D": 1, "W": 7}
_BEFORE_DURATION = 6
"""Words before a length of time within which the noun of the visit stands ("في زيارة تمتد على مدار يومين")."""
_AHEAD = 4
"""Words that may lie between a day and an event behind it."""
ARRIVAL = "visit.arrive"


class End(NamedTuple):
    """The beginning or end of a stay: which of the mentions given tells it, and the words of its day."""

    mention: int
    words: Timex


class Stay(NamedTuple):
    """A stay by the days of its beginning and end, and how many days these are."""

    days: int
    first: End
    last: End


class Day(NamedTuple):
    """The day of an event by one account: the day, whether it is that of an arrival, and the places that it names."""

    when: Interval
    arrival: bool
    ground: frozenset[str]


class Hour(NamedTuple):
    """The part of the day of an attack by one account: its day, the hours that may be meant, the places it names."""

    when: Interval
    hours: frozenset[int]
    ground: frozenset[str]


def part_of_day(extracted: Extracted, event: EventMention) -> Timex | None:
    """The words that say in which part of its day an event was; None where there are none or several."""
    times = [extracted.annotated.timexes[at] for at in event.timexes]
    named = [time for time in times if time.value.rpartition("T")[2] in HOURS and time.mod not in _LOOSE]
    if len(named) != 1 or _passed(extracted, event, named[0]) or _goes_on(extracted, event, named[0]):
        return None
    return named[0]


def _goes_on(extracted: Extracted, event: EventMention, time: Timex) -> bool:
    """Whether the time says until when it went on ("لا تزال متواصلة مساء الجمعة")."""
    first, last = first_token(extracted, event.start), first_token(extracted, time.start)
    tokens = extracted.annotated.tokens[first:last] if first < last else ()
    return any("ongoing" in function_words().exact(form) for token in tokens for form in stems_of(token.norm))


def hours_apart(a: Hour, b: Hour) -> bool:
    """Whether two parts of one day at one place have no hour in common."""
    return a.when == b.when and bool(a.ground & b.ground) and a.hours.isdisjoint(b.hours)


class State(NamedTuple):
    """Whether an event happened by one account: its status, its days, the days between which the text was written, and
    the words that name it where there are many of its kind."""

    status: str
    when: Interval | None
    written: Interval | None
    called: frozenset[str] = frozenset()


def states_apart(a: State, b: State) -> bool:
    """Whether two accounts differ on whether an event happened."""
    if a.called and b.called and not a.called & b.called:
        return False
    if "planned" not in (a.status, b.status):
        return a.status != b.status and "occurred" in (a.status, b.status)
    plan, other = (a, b) if a.status == "planned" else (b, a)
    done = other.when or other.written
    if other.status != "occurred" or plan.written is None or done is None or plan.when is not None:
        return False
    return plan.written[0] > done[1]


def day_words(extracted: Extracted, event: EventMention, when: Interval | None) -> Timex | None:
    """The words that state the one day of an event by its name or its date; None where they only point ("أمس"), give a
    longer time, or belong to something else."""
    if when is None or when[0] != when[1] or event.rule in PHASES or event.kind == "statement":
        return None
    times = [extracted.annotated.timexes[at] for at in event.timexes]
    times = [time for time in times if time.type in ("DATE", "TIME")]
    if not times or any(time.mod in _LOOSE or time.anchor == "event" for time in times):
        return None
    stated = [time for time in times if _states_a_day(time) and not _passed(extracted, event, time)]
    return stated[0] if len(stated) == len(times) == 1 else None


def _states_a_day(time: Timex) -> bool:
    fields = calendar.parts(time.value)
    return time.end_value is None and (
        calendar.said_weekday(time.value, time.relation) is not None
        or (fields.month is not None and fields.day is not None)
    )


def _passed(extracted: Extracted, event: EventMention, time: Timex) -> bool:
    """Whether the day stands too far before the event, or a circumstance between them ("وصل الثلاثاء غداة الهجوم")."""
    first, last = first_token(extracted, time.end), first_token(extracted, event.start)
    tokens = extracted.annotated.tokens[first:last] if first < last else ()
    return len(tokens) > _AHEAD or any(
        "circumstance" in function_words().exact(form) for token in tokens for form in stems_of(token.norm)
    )


def days_of(value: str) -> float | None:
    """The days of a TIMEX3 duration of days or weeks."""
    number, unit = value[1:-1], value[-1:]
    return float(number) * _DAYS[unit] if unit in _DAYS and number.replace(".", "", 1).isdigit() else None


def lengths(extracted: Extracted) -> list[Timex]:
    """Lengths of time that a visit is said to take, wherever the text says so."""
    tokens = extracted.annotated.tokens
    out = []
    for time in extracted.annotated.timexes:
        if time.type != "DURATION" or time.mod in _LOOSE or days_of(time.value) is None:
            continue
        at = first_token(extracted, time.start)
        near = {form for token in tokens[max(0, at - _BEFORE_DURATION) : at] for form in stems_of(token.norm)}
        if near & {"زياره", "جوله"}:
            out.append(time)
    return out


def _leaving(extracted: Extracted, event: EventMention) -> bool:
    tokens = extracted.annotated.tokens
    first = first_token(extracted, event.start)
    last = first_token(extracted, max(event.start, event.end - 1)) + 1
    return any(form in words().leave for token in tokens[max(0, first - 1) : last] for form in stems_of(token.norm))


def stay(extracted: Extracted, events: Sequence[EventMention]) -> Stay | None:
    """The stay of one text's visit that names the weekdays of arrival and of its end, at most six days apart."""
    first = last = None
    for at, event in enumerate(events):
        named = [
            (day, End(at, time))
            for index in event.timexes
            if (time := extracted.annotated.timexes[index]).type in ("DATE", "TIME")
            and (day := calendar.said_weekday(time.value, time.relation)) is not None
        ]
        if named and event.rule == ARRIVAL and first is None:
            first = named[0]
        elif named and last is None and _leaving(extracted, event):
            last = named[0]
    if first is None or last is None:
        return None
    return Stay((last[0] - first[0]) % 7 + 1, first[1], last[1])
