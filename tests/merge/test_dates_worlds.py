"""Random worlds whose truth the solver must not miss: copies, plans, orders, lengths, months without year, pages."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent.parent))
from dated import MONTHS, WEEKDAYS, Told, document, words_for  # type: ignore[import-not-found]
from tawatur.merge.copies import Pair
from tawatur.merge.dates import DatesSolved, solve
from tawatur.merge.dates_copies import aligned_days
from tawatur.merge.shared import Run, words_of
from tawatur.model import SolvedDate


class Text(NamedTuple):
    """A document of a world: when it was written and published, and what it tells."""

    written: date
    published: date
    told: list[Told]
    copies: int | None
    """The text that it reprints word for word."""


class World(NamedTuple):
    events: list[tuple[date, date]]
    """First and last day of each."""
    texts: list[Text]
    given: list[str]
    """What is given of each text: nothing, its day of publication, or when its page was fetched."""


def coming_words(day: date, event: date, choice: int) -> str:
    """True words for an ``event`` to come in a text written on ``day``."""
    ahead, named = (event - day).days, WEEKDAYS[event.isoweekday()]
    ways = [f"في {event.day} {MONTHS[event.month - 1]} {event.year}"]
    if ahead < 3:
        ways += [("اليوم", "غدا", "بعد غد")[ahead], f"{('اليوم', 'غدا', 'بعد غد')[ahead]} {named}"]
    if ahead <= 6:
        ways.append(named)
    if 1 <= ahead <= 7:
        ways.append(f"{named} المقبل")
    if ahead <= 150:
        ways.append(f"في {event.day} {MONTHS[event.month - 1]}")
    return ways[choice % len(ways)]


def past_words(day: date, event: date, choice: int) -> str:
    """True words for a past ``event``, months without a year among them."""
    name, back = MONTHS[event.month - 1], (day - event).days
    ways = []
    if back <= 150 and (event.year, event.month) != (day.year, day.month):
        ways += [f"في {name}", f"في {name} الماضي"]
    if event.year == day.year - 1:
        ways.append(f"في {name} من العام الماضي")
    return ways[choice % len(ways)] if ways and choice % 2 else words_for(day, event, choice)


@st.composite
def texts(draw: st.DrawFn, events: list[tuple[date, date]]) -> Text:
    """A text that tells some of the events truly."""
    written = max(last for _, last in events) + timedelta(draw(st.integers(-40, 5)))
    told: list[Told] = []
    for event in draw(st.lists(st.integers(0, len(events) - 1), min_size=1, max_size=5)):
        first, last = events[event]
        choice = draw(st.integers(0, 60))
        if first != last:
            told.append(_visit(event, written, first, last, choice))
        elif first > written:
            told.append(Told(event, f"يوقع الطرفان {coming_words(written, first, choice)}", "planned"))
        elif (written - first).days <= 7 and choice % 4 == 0:
            told.append(Told(event, "وقع الطرفان الاتفاق", news=True))
        else:
            told.append(Told(event, f"وقع الطرفان {past_words(written, first, choice)}"))
    _put_in_order(draw, events, told)
    return Text(written, written, told, None)


def _visit(event: int, written: date, first: date, last: date, choice: int) -> Told:
    if first > written:
        return Told(event, f"يزور الوزير البلاد {coming_words(written, first, choice)}", "planned", "visit")
    if last > written:
        return Told(event, f"يزور الوزير البلاد من {_day(first)} إلى {_day(last)}", "ongoing", "visit")
    return Told(event, f"زار الوزير البلاد من {_day(first)} إلى {_day(last)}", kind="visit")


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _put_in_order(draw: st.DrawFn, events: list[tuple[date, date]], told: list[Told]) -> None:
    """Say of some events that they came after others, and of meetings that they were part of a visit."""
    for later, one in enumerate(told):
        for earlier, other in enumerate(told[:later]):
            if one.event == other.event or not draw(st.booleans()):
                continue
            if one.kind != "visit" and other.kind == "visit" and one.status == other.status == "occurred":
                if events[other.event][0] <= events[one.event][0] <= events[other.event][1]:
                    one.more["inside"] = earlier
            elif events[other.event][1] <= events[one.event][0]:
                one.more["relations"] = (("after", earlier, None),)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    start = draw(st.dates(date(2005, 1, 1), date(2025, 1, 1)))
    events = []
    for _ in range(draw(st.integers(1, 4))):
        first = start + timedelta(draw(st.integers(0, 300)))
        events.append((first, first + timedelta(draw(st.sampled_from([0, 0, 0, 1, 3])))))
    found = [draw(texts(events)) for _ in range(draw(st.integers(1, 3)))]
    for number in draw(st.lists(st.integers(0, len(found) - 1), max_size=2, unique=True)):
        one = found[number]
        found.append(one._replace(published=one.published + timedelta(draw(st.integers(0, 9))), copies=number))
    kinds = ["nothing", "day", draw(st.sampled_from(["nothing", "page"]))]
    return World(events, found, [draw(st.sampled_from(kinds)) for _ in found])


def solved(world: World) -> DatesSolved:
    docs, members = [], []
    for number, (text, how) in enumerate(zip(world.texts, world.given, strict=True)):
        given_: dict[str, Any] = {}
        if how == "day":
            given_ = {"published": text.published.isoformat()}
        elif how == "page":
            given_ = {"retrieved": f"{text.published} 23:00:00"}
        extracted, events = document(f"{number:03}", text.told, **given_, whole=True)
        docs.append(extracted)
        members.append(events)
    words = [words_of(extracted) for extracted in docs]
    pairs = [
        Pair(text.copies, number, (Run(0, 0, len(words[number].norms)),), True, 1.0)
        for number, text in enumerate(world.texts)
        if text.copies is not None
    ]
    return solve(docs, members, len(world.events), aligned_days(docs, words, pairs))


def holds(one: SolvedDate, first: date, last: date) -> bool:
    """Whether a solution meets the truth; one that is marked as approximate may be a month off."""
    if one.earliest is None or one.latest is None:
        return True
    slack = timedelta(31 if "~" in (one.edtf or "") else 0)
    return date.fromisoformat(one.earliest) - slack <= last and first <= date.fromisoformat(one.latest) + slack


@given(worlds())
@settings(max_examples=300, deadline=None)
def test_the_truth_is_never_missed(world: World) -> None:
    found = solved(world)
    for text, one in zip(world.texts, found.published, strict=True):
        assert holds(one, text.published, text.published)
    for (begin, end), one in zip(world.events, found.events, strict=True):
        assert holds(one, begin, end)
