"""Copies of one text: the day on which the text was written, and the day on which each copy was published.

A reprint keeps the "yesterday" of the first printing, or its editors put the words right. Either way the words at one
place of two copies mean one day, and that says how far apart the two texts were written.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from tawatur.merge import dates_rules as rules
from tawatur.merge.copies import Pair
from tawatur.merge.dates_ground import PRIOR, Ground
from tawatur.merge.dates_net import LATEST
from tawatur.merge.dates_words import given, kind_of, spoken, timed
from tawatur.merge.dates_writing import own_days
from tawatur.merge.edtf import bounds
from tawatur.merge.shared import Words
from tawatur.model import Extracted

_REPRINTED = 31
"""Days after which a text is reprinted, at most."""
_WEEK = 6
"""Days by which a text that names another weekday than that of its given date is older, at most."""


class Aligned(NamedTuple):
    """Two copies and by how many days the second text was written after the first (before it, where negative);
    ``words``: the time expressions (indices) at one place of both that show it, None where the texts are alike."""

    a: int
    b: int
    days: int
    words: tuple[int, int] | None = None


def aligned_days(docs: Sequence[Extracted], texts: Sequence[Words], pairs: Sequence[Pair]) -> tuple[Aligned, ...]:
    """The pairs of copies that show how far apart they were written: by the first place where both name a day counted
    from their own ("اليوم", "أمس"), or because they are alike word for word."""
    found = (_first(docs, texts, pair) for pair in pairs if pair.copy)
    return tuple(one for one in found if one is not None)


def _first(docs: Sequence[Extracted], texts: Sequence[Words], pair: Pair) -> Aligned | None:
    times = docs[pair.a].annotated.timexes, docs[pair.b].annotated.timexes
    places = {around: at for at, around in _places(docs[pair.b], texts[pair.b])}
    ends = len(texts[pair.a].norms), len(texts[pair.b].norms)
    for at, around in _places(docs[pair.a], texts[pair.a]):
        before, after = (_across(pair, word, ends) for word in around)
        there = places.get((before, after))
        if there is None:
            continue
        one, other = kind_of(times[0][at]), kind_of(times[1][there])
        return Aligned(pair.a, pair.b, int(one[1]) - int(other[1]), (at, there))
    return Aligned(pair.a, pair.b, 0) if pair.runs[0].length == ends[0] == ends[1] else None


def _places(extracted: Extracted, words: Words) -> Iterator[tuple[int, tuple[int, int]]]:
    """Time expressions that count in days from the day of writing, with the words right before and behind them."""
    in_speech = spoken(extracted)
    for at, timex in enumerate(extracted.annotated.timexes):
        if kind_of(timex)[0] == "day" and not in_speech(timex):
            yield at, (bisect_left(words.starts, timex.start) - 1, bisect_right(words.starts, timex.end - 1))


def _across(pair: Pair, word: int, ends: tuple[int, int]) -> int:
    """The word of the second text that stands where ``word`` stands in the first; -9 where there is none. Before the
    first word and behind the last (``ends``) both texts are alike."""
    if word < 0 or word >= ends[0]:
        return -1 if word < 0 else ends[1]
    for run in pair.runs:
        if run.a <= word < run.a + run.length:
            return run.b + word - run.a
    return -9


def tie(ground: Ground, places: Sequence[Aligned]) -> None:
    """Part the day of writing from that of publication for the texts of ``places``, and tie the days of writing.

    Each copy is taken to be published on the day it was written, the first one first; a later one whose words are
    those of the first printing is not, and nothing is reported of it: no words contradict each other. What rests on a
    later one is approximate. Where the day of a fellow with the same words is open, that may be the first printing: the
    text is then some weeks old at most.
    """
    repeated: set[int] = set()
    unsure: set[int] = set()
    for one in places:
        _shift(ground, one)
        if one.days == 0:
            first, later = sorted((one.a, one.b), key=lambda number: _day(ground, number))
            repeated.add(later)
            if _day(ground, later)[0] == LATEST:
                unsure.add(first)
    tied = {number for one in places for number in (one.a, one.b)}
    for number in sorted(tied, key=lambda number: _day(ground, number)):
        w, p, doc = ground.writing[number], ground.published[number], ground.doc(number)
        if number in unsure:
            narrow, basis = rules.shortly_before(ground.net, w, p, _REPRINTED), given(doc, "published_later")
        else:
            narrow, basis = rules.same(ground.net, w, p), given(doc, "published_then")
        ground.add((w, p), narrow, PRIOR, basis, soft=number in repeated | unsure, silent=True)


def part(ground: Ground, places: Sequence[Aligned]) -> None:
    """Give copies, and texts whose own words say that they are older than the date that is given for them, a day of
    publication apart from that of writing and not before it."""
    older = {number: reach for number in range(len(ground.docs)) if (reach := _older(ground, number)) is not None}
    for one in places:
        for number, fellow in ((one.a, one.b), (one.b, one.a)):
            if one.days == 0 and older.get(number) and _day(ground, fellow)[0] == LATEST:
                older[number] = _REPRINTED  # the other may be the first printing
    for number in sorted({number for one in places for number in (one.a, one.b)} | older.keys()):
        w, p = ground.writing[number], ground.net.unknown()
        ground.published[number] = p
        basis = given(ground.doc(number), "published_later")
        ground.add((w, p), rules.not_after(ground.net, w, p), PRIOR, basis)
        if older.get(number):
            ground.add((w, p), rules.shortly_before(ground.net, w, p, older[number]), PRIOR, basis)


def _older(ground: Ground, number: int) -> int | None:
    """Days by which a text is at most older than its given date; 0 where that is open; None where it is not older."""
    doc = ground.doc(number)
    stated, own = bounds(doc.published) if doc.published else None, own_days(ground.docs[number])
    if stated is None:
        return None
    if own.days:
        return 0 if all(day < stated[0].toordinal() for day, _, _ in own.days) else None
    another = len(own.weekdays) == 1 and stated[0] == stated[1] and stated[0].isoweekday() not in own.weekdays
    return _WEEK if another else None


def _day(ground: Ground, number: int) -> tuple[int, int]:
    doc, fetched = ground.doc(number), ground.fetched[number]
    stated = bounds(doc.published) if doc.published else None
    day = stated[1] if stated is not None else fetched.date() if fetched is not None else None
    return (day.toordinal() if day is not None else LATEST, number)


def _shift(ground: Ground, one: Aligned) -> None:
    """The two expressions mean one day: the texts were written as far apart as their words count."""
    docs = ground.docs[one.a].annotated, ground.docs[one.b].annotated
    if one.words is None:
        basis = given(docs[0].doc, "copies_whole") + given(docs[1].doc, "copies_whole")
    else:
        times = tuple(layers.timexes[at] for layers, at in zip(docs, one.words, strict=True))
        words = [layers.doc.text[time.start : time.end] for layers, time in zip(docs, times, strict=True)]
        basis = timed(docs[0].doc, times[0], "copies", other=words[1])
        basis += timed(docs[1].doc, times[1], "copies", other=words[0])
    pair = ground.writing[one.a], ground.writing[one.b]
    ground.add(pair, rules.shifted(ground.net, *pair, one.days), PRIOR, basis, dates=True)
