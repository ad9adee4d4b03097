"""merge: one event however often it is told; copies, dates, independence, disagreements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice

from msgspec import Struct

from tawatur.merge.cluster import join_mentions, repeated
from tawatur.merge.copies import compare, groups
from tawatur.merge.dates import solve
from tawatur.merge.dates_copies import aligned_days
from tawatur.merge.dates_founding import foundings
from tawatur.merge.events import Known, make_event
from tawatur.merge.inputs import Key, Resolved, described, maybe_pairs
from tawatur.merge.shared import words_of
from tawatur.merge.times import Interval
from tawatur.model import Event, Extracted, SolvedDate
from tawatur.rules.outlets import Outlets, known_outlets

__all__ = ["Merged", "Resolved", "merge"]

WIDEST = 370
"""Days: a wider range says too little to tell events apart."""


class Merged(Struct, frozen=True):
    """Events by first mention; ``published`` and ``copy_groups`` are parallel to the documents sorted by id."""

    events: tuple[Event, ...]
    published: tuple[SolvedDate, ...]
    copy_groups: tuple[str | None, ...]


def merge(docs: Sequence[Extracted], resolution: Resolved, outlets: Outlets | None = None) -> Merged:
    """All events of ``docs``; the order of ``docs`` makes no difference.

    ``outlets``: who owns whom, and who prints whose news; by default the table that comes with the program. Dates are
    solved twice: for what each text says by itself, which helps to tell events apart, and for the events.
    """
    ordered = sorted(docs, key=lambda extracted: extracted.annotated.doc.id)
    texts = [words_of(extracted) for extracted in ordered]
    pairs = compare(texts)
    copy_groups = groups([text.doc for text in texts], pairs)
    keys = [(number, index) for number, extracted in enumerate(ordered) for index in range(len(extracted.events))]
    alone = repeated(ordered)
    copied = aligned_days(ordered, texts, pairs)
    founded = foundings(ordered, resolution)
    first = solve(ordered, _by_document(ordered, alone), max(alone, default=-1) + 1, copied, founded)
    when = _told(ordered, first.when)
    event_of = join_mentions(ordered, resolution, texts, pairs, when, first.written)
    solved = solve(ordered, _by_document(ordered, event_of), max(event_of, default=-1) + 1, copied, founded)
    members: dict[int, list[Key]] = {}
    for key, event in zip(keys, event_of, strict=True):
        members.setdefault(event, []).append(key)
    known = Known(
        docs=ordered,
        resolved=resolution,
        entities={entity.id: entity for entity in resolution.entities},
        maybe=maybe_pairs(resolution),
        texts=texts,
        pairs={(pair.a, pair.b): pair for pair in pairs},
        copy_groups=copy_groups,
        when=when,
        written=solved.written,
        described=described(ordered, resolution),
        outlets=known_outlets() if outlets is None else outlets,
    )
    events = tuple(make_event(members[event], known, solved.events[event]) for event in sorted(members))
    return Merged(events, solved.published, copy_groups)


def _by_document(docs: Sequence[Extracted], event_of: Sequence[int]) -> list[list[int]]:
    """``event_of``, one number for each mention, cut by document."""
    rest = iter(event_of)
    return [list(islice(rest, len(extracted.events))) for extracted in docs]


def _told(docs: Sequence[Extracted], when: Mapping[Key, Interval]) -> dict[Key, Interval]:
    """The days of mentions with a time expression of their own, where these are close enough to tell events apart."""
    return {
        (number, index): (low, high)
        for (number, index), (low, high) in sorted(when.items())
        if (docs[number].events[index].timexes or docs[number].events[index].relations) and (high - low).days <= WIDEST
    }
