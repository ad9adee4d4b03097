"""merge: one event however often it is told; copies, dates, independence, disagreements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from msgspec import Struct

from tawatur.merge.cluster import cluster, repeated
from tawatur.merge.copies import compare, groups
from tawatur.merge.dates import solve
from tawatur.merge.events import Known, make_event
from tawatur.merge.inputs import Interval, Key, Resolved
from tawatur.merge.shared import words_of
from tawatur.model import Event, Extracted, SolvedDate

__all__ = ["Merged", "Resolved", "merge"]

WIDEST = 370
"""Days: a wider range says too little to tell events apart."""


class Merged(Struct, frozen=True):
    """Events by first mention; ``published`` and ``copy_groups`` are parallel to the documents sorted by id."""

    events: tuple[Event, ...]
    published: tuple[SolvedDate, ...]
    copy_groups: tuple[str | None, ...]


def merge(docs: Sequence[Extracted], resolution: Resolved) -> Merged:
    """All events of ``docs``; the order of ``docs`` makes no difference.

    Dates are solved twice: for what each text says by itself, which helps to tell events apart, and for the events.
    """
    ordered = sorted(docs, key=lambda extracted: extracted.annotated.doc.id)
    texts = [words_of(extracted) for extracted in ordered]
    pairs = compare(texts)
    copy_groups = groups([text.doc for text in texts], pairs)
    keys = [(number, index) for number, extracted in enumerate(ordered) for index in range(len(extracted.events))]
    alone = repeated(ordered)
    when = _intervals(ordered, keys, alone, _solve(ordered, keys, alone)[0])
    event_of = cluster(ordered, resolution, texts, pairs, when)
    dates, published = _solve(ordered, keys, event_of)
    members: dict[int, list[Key]] = {}
    for key, event in zip(keys, event_of, strict=True):
        members.setdefault(event, []).append(key)
    known = Known(
        docs=ordered, resolved=resolution, entities={entity.id: entity for entity in resolution.entities},
        maybe=frozenset((pair.a, pair.b) for pair in resolution.unsure) | frozenset((pair.b, pair.a) for pair in resolution.unsure),
        texts=texts, pairs={(pair.a, pair.b): pair for pair in pairs}, copy_groups=copy_groups, when=when,
    )
    events = tuple(make_event(members[event], known, dates[event]) for event in sorted(members))
    return Merged(events, published, copy_groups)


def _solve(docs: Sequence[Extracted], keys: Sequence[Key], event_of: Sequence[int]) -> tuple[Sequence[SolvedDate], tuple[SolvedDate, ...]]:
    number = {(docs[at].annotated.doc.id, index): event for (at, index), event in zip(keys, event_of, strict=True)}
    solved = solve(docs, number, len(set(event_of)))
    return solved.events, tuple(solved.published)


def _intervals(docs: Sequence[Extracted], keys: Sequence[Key], event_of: Sequence[int],
               dates: Sequence[SolvedDate]) -> dict[Key, Interval]:
    """The days in which a mention with a time expression of its own places its event, where these are bounded."""
    out: dict[Key, Interval] = {}
    for key, event in zip(keys, event_of, strict=True):
        mention, date = docs[key[0]].events[key[1]], dates[event]
        if (mention.timexes or mention.relations) and date.earliest and date.latest:
            low, high = dt.date.fromisoformat(date.earliest), dt.date.fromisoformat(date.latest)
            if (high - low).days <= WIDEST:
                out[key] = (low, high)
    return out
