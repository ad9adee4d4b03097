"""News tells of the last days: what a report tells as new, without a word of time, was shortly before it was written.

A presumption, joined in last of all: it never contradicts a word, never dates a document, and marks what rests on it
as approximate. The day of writing itself is never taken for the day of the event.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tawatur.merge import dates_rules as rules
from tawatur.merge.dates_ground import LEAST, Problem
from tawatur.merge.dates_net import LATEST, Constraint
from tawatur.merge.dates_words import kind_of, told
from tawatur.model import EventMention, Extracted, Timex
from tawatur.rules import calendar

DAYS = 7
"""A weekly paper tells of a week."""
_LEAD = 2
"""Sentences of the lead; events among which one told as new makes a text a report of the day."""


def assume_recent(problem: Problem, docs: Sequence[Extracted], event_of: Sequence[Sequence[int]]) -> None:
    """Put the events that nothing else dates into the days before the writing of the reports that tell them as new."""
    net = problem.net
    for number, extracted in enumerate(docs):
        w = problem.writing[number]
        if net.unknowns[w].hi == LATEST:
            continue
        for index in new_in(extracted):
            cluster, mention = event_of[number][index], extracted.events[index]
            e = problem.event[cluster]
            if problem.worded[cluster] or (number, index) in problem.told or _dated(problem, e):
                continue  # words of its own, or those of what it was a part of, say more
            guess = Constraint(
                (e, w),
                rules.shortly_before(net, e, w, DAYS),
                LEAST,
                told(extracted.annotated.doc, mention, "news", days=DAYS),
                soft=True,
                dates=True,
                silent=True,
            )
            net.add(guess)
            net.join(guess)


def _dated(problem: Problem, e: int) -> bool:
    known = problem.net.unknowns[e]
    return known.bounded and known.width <= DAYS and any(one.dates for one in problem.net.reasons(e))


def new_in(extracted: Extracted) -> Iterator[int]:
    """The mentions of a report that it tells as new. What stands after an event of long ago goes on with the
    background, unless somebody says it."""
    if not _reports(extracted):
        return
    old = _background_from(extracted)
    for index, mention in enumerate(extracted.events):
        bare = mention.status == "occurred" and not mention.background and not _timed(extracted, mention)
        if mention.news and bare and (mention.start < old or mention.kind == "statement"):
            yield index


def _reports(extracted: Extracted) -> bool:
    """Whether the text reports the news of its day: it begins with some, or it counts days and weekdays from its own
    day."""
    if any(mention.news for mention in extracted.events[:_LEAD]):
        return True
    return any(kind_of(timex)[0] == "day" or "WXX-" in timex.value for timex in extracted.annotated.timexes)


def _timed(extracted: Extracted, mention: EventMention) -> bool:
    return any(extracted.annotated.timexes[at].type in ("DATE", "TIME") for at in mention.timexes)


def _background_from(extracted: Extracted) -> int:
    """Where the first event of long ago is told; what the lead only counts from ("منذ استئناف العلاقات") is not yet
    the background."""
    lead = [sentence.end for sentence in extracted.annotated.sentences if not sentence.title][:_LEAD]
    told = (
        mention.start
        for mention in extracted.events
        if (mention.news or mention.start >= lead[-1])
        and any(_long_ago(extracted.annotated.timexes[at]) for at in mention.timexes)
    )
    return min(told, default=len(extracted.annotated.doc.text))


def _long_ago(timex: Timex) -> bool:
    """Whether the words point further back than news does: a year, a month that is over, months and years ago."""
    how, key = kind_of(timex)
    if timex.type != "DATE" or timex.anchor == "event" or calendar.flags(timex.relation):
        return False
    fields = calendar.parts(timex.value)
    if how in ("month", "year", "decade", "century"):
        return key.startswith("-")
    if how == "ago":
        return key[-1:] in ("M", "Y")
    if how == "last":
        return fields.weekday is None
    day = fields.day is not None or fields.weekday is not None
    return not how and not day and (calendar.has_year(fields) or calendar.has_days(fields))
