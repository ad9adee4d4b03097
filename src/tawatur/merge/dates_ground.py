"""What the network of days is built on: its documents, its unknowns and the levels of evidence."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from tawatur.merge.dates_net import Clash, Constraint, Network
from tawatur.merge.dates_rules import Meaning, Narrow, within
from tawatur.merge.dates_words import Fact, named_day, names_day, slipped, timed
from tawatur.merge.edtf import bounds
from tawatur.model import Basis, Document, EventMention, Extracted, Timex
from tawatur.rules import calendar

HARD, PRIOR, NAMED, TOLD, STATUS, FRESH, SOFT, ORDER, LEAST = range(9)
"""Levels of evidence: given and absolute dates; the weekday of writing, and that pages are collected soon; day and
month without the year; words that count from the day of writing; whether it is told as done or as coming; the latest
day of writing that all this allows; approximations; order of telling; what may belong to something else."""


class Fresh(NamedTuple):
    """Why pages are taken to be fetched soon after they were written: as is ``usual``, or as most ``here`` were."""

    why: str
    values: dict[str, str]


class Problem(NamedTuple):
    """The network with what its unknowns stand for."""

    net: Network
    writing: list[int]
    published: list[int]
    """Days of publication: those of writing, but for copies of a text."""
    event: list[int]
    told: dict[tuple[int, int], int]
    """Mentions that have an unknown of their own: days of an event that was told on several."""
    extent: list[bool]
    """Events whose first and last day are told."""
    fetched: list[datetime | None]
    recurring: list[tuple[int, Meaning]]
    """Unknowns with a value that names no year."""
    dated: set[int]
    """Documents whose own words name their weekday or date."""
    worded: list[bool]
    """Events with words of time of their own."""
    fresh: Fresh | None
    """Why pages are taken to be fetched soon after they were written; None where the collection speaks against it."""


class Ground:
    """The documents and the network that grows on them."""

    def __init__(self, docs: Sequence[Extracted], event_of: Sequence[Sequence[int]], n_events: int) -> None:
        self.docs = docs
        self.event_of = event_of
        self.net = Network()
        self.writing = [self.net.unknown() for _ in docs]
        self.published = list(self.writing)
        """Days of publication: those of writing, but for copies of a text (see ``dates_copies``)."""
        self.event = [self.net.unknown() for _ in range(n_events)]
        self.told: dict[tuple[int, int], int] = {}
        self.extent = [False] * n_events
        self.fetched = [moment(extracted.annotated.doc.retrieved) for extracted in docs]
        self.recurring: list[tuple[int, Meaning]] = []
        self.facts: list[list[Fact]] = [[] for _ in range(n_events)]
        self.dated: set[int] = set()

    def add(
        self,
        unknowns: tuple[int, ...],
        narrow: Narrow,
        level: int,
        basis: tuple[Basis, ...],
        *,
        soft: bool = False,
        dates: bool = False,
        moves_on: bool = False,
        silent: bool = False,
    ) -> None:
        """Put a constraint into the network."""
        self.net.add(
            Constraint(unknowns, narrow, level, basis, soft=soft, dates=dates, moves_on=moves_on, silent=silent)
        )

    def two_days(self, unknown: int, doc: Document, timex: Timex) -> tuple[date, date] | None:
        """Where the words name a day in full and a weekday that it is not: the two days that may be meant, neither of
        which is chosen; the clash is noted. None where the words agree."""
        named, weekday = named_day(timex), calendar.said_weekday(timex.value, timex.relation)
        two = slipped(named, weekday) if named is not None and weekday is not None else None
        if named is None or weekday is None or two is None:
            return None
        calls = timed(doc, timex, "calls_weekday", weekday=weekday)
        is_one = timed(doc, timex, "is_weekday", day=named.isoformat(), weekday=named.isoweekday())
        narrow = within(unknown, named.toordinal(), named.toordinal())
        first, second = (Constraint((unknown,), narrow, SOFT, basis) for basis in (calls, is_one))
        self.net.clashes.append(Clash(first, unknown, (second,)))
        return two

    def mention(self, number: int, index: int) -> EventMention:
        """Mention ``index`` of document ``number``."""
        return self.docs[number].events[index]

    def doc(self, number: int) -> Document:
        """Document ``number``."""
        return self.docs[number].annotated.doc

    def unknown_of(self, number: int, index: int) -> int:
        """The unknown that a mention speaks of."""
        own = self.told.get((number, index))
        return own if own is not None else self.event[self.event_of[number][index]]

    def has_day(self, cluster: int) -> bool:
        """Whether words of its own say on which day or days the event was."""
        return any(names_day(fact) for fact in self.facts[cluster])


def moment(stamp: str | None) -> datetime | None:
    """The time of an ISO 8601 stamp; None where it is missing or malformed. A stamp without a time is the end of its
    day."""
    if stamp is None:
        return None
    text = stamp.strip()
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        span = bounds(text)
        return datetime(span[1].year, span[1].month, span[1].day, 23, 59) if span is not None else None
    return found.replace(tzinfo=None) if len(text) > 10 else found.replace(hour=23, minute=59)
