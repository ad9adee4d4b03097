"""Documents that tell events with their times, for the solver of dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from tawatur.annotate.timex import find_timexes
from tawatur.model import Annotated, Document, EventMention, Extracted, Sentence, Span
from tawatur.rules.text import tokenize

WEEKDAYS = {1: "الاثنين", 2: "الثلاثاء", 3: "الأربعاء", 4: "الخميس", 5: "الجمعة", 6: "السبت", 7: "الأحد"}
MONTHS = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]


class Told:
    """One sentence about one event: its words (the trigger first), the event's number and how it is told."""

    def __init__(self, event: int, words: str, status: str = "occurred", kind: str = "agreement", **more: Any) -> None:
        self.event, self.words, self.more = event, words, more
        self.status: Any = status
        self.kind: Any = kind


def document(name: str, told: Sequence[Told], whole: bool = False, **given_: Any) -> tuple[Extracted, list[int]]:
    """A document of one sentence for each mention, with the time expressions that the sentences hold; ``whole``: all of
    it is the article's own text."""
    text = " . ".join(one.words for one in told)
    if whole:
        given_["body"] = (Span(0, len(text)),)
    tokens = tokenize(text)
    timexes = find_timexes(text, tokens)
    events, sentences, at = [], [], 0
    for one in told:
        end = at + len(one.words)
        inside = [token for token in range(len(tokens)) if at <= tokens[token].start < end]
        sentences.append(Sentence(at, end, inside[0], inside[-1] + 1))
        trigger = one.words.split()[0]
        own = tuple(number for number, timex in enumerate(timexes) if at <= timex.start < end)
        events.append(
            EventMention(
                doc=name,
                start=at,
                end=at + len(trigger),
                trigger=trigger,
                sentence=Span(at, end),
                kind=one.kind,
                status=one.status,
                timexes=own,
                **{"rule": "test"} | one.more,
            )
        )
        at = end + 3
    layers = Annotated(
        doc=Document(id=name, text=text, **given_),
        tokens=tokens,
        sentences=tuple(sentences),
        mentions=(),
        timexes=timexes,
        quotes=(),
    )
    return Extracted(annotated=layers, events=tuple(events)), [one.event for one in told]


def words_for(day: date, event: date, choice: int) -> str:
    """True words for ``event`` in a text written on ``day``."""
    ways = [f"في {event.day} {MONTHS[event.month - 1]} {event.year}", f"في عام {event.year}"]
    if (event.year, event.month) != (day.year, day.month):
        ways.append(f"في {MONTHS[event.month - 1]} {event.year}")
    back = (day - event).days
    named = WEEKDAYS[event.isoweekday()]
    if back in (0, 1, 2):
        ways += [f"{('اليوم', 'أمس', 'أول من أمس')[back]} {named}", ("اليوم", "أمس", "أول من أمس")[back]]
    if 0 <= back <= 6:
        ways.append(named)
    if 1 <= back <= 7:
        ways.append(f"{named} الماضي")
    if 0 < back < 10:
        ways.append(f"قبل {back} أيام" if back > 2 else "قبل يوم" if back == 1 else "قبل يومين")
    if 0 <= back <= 180:
        ways.append(f"في {event.day} {MONTHS[event.month - 1]}")
    if event.year == day.year - 1:
        ways.append("العام الماضي")
    if event.year == day.year:
        ways.append("هذا العام")
    return ways[choice % len(ways)]
