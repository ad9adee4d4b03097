"""Where accounts place an event: two cities, or two directions of one place. A place within another fits it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tawatur.merge.disagree_words import first_token, sentence_end, stems_of, words
from tawatur.model import Entity, EventMention, Extracted, Mention, Span, Token
from tawatur.rules.classes import function_words

_AHEAD = 16
"""Words from the trigger on within which a direction belongs to the event."""


class Where(NamedTuple):
    """A place that an event is told of: a city, or the part of a place that directions name."""

    entity: str
    country: str | None
    parts: frozenset[str]
    wide: bool
    """Whether the words make it the land around a city ("محافظة حلب")."""
    span: Span


def city(extracted: Extracted, mention: Mention, entity: Entity) -> Where | None:
    """A place that the gazetteer knows as a city, where a preposition or a word for a place stands before it: a capital
    that acts is its government ("الغارات التي نفذتها أنقرة")."""
    if entity.key is None or entity.subtype != "city":
        return None
    at = first_token(extracted, mention.head.start)
    tokens = extracted.annotated.tokens
    if not _stands_for_a_place(tokens, at, mention):
        return None
    near = {form for k in (at - 1, at) if k >= 0 for form in stems_of(tokens[k].norm)}
    return Where(entity.id, entity.country, frozenset(), bool(near & words().regions), mention.head)


def _stands_for_a_place(tokens: Sequence[Token], at: int, mention: Mention) -> bool:
    first = tokens[at]
    if mention.head.start > first.start and first.norm[:1] in "بلوف" and first.norm.lstrip("وف")[:1] in "بل":
        return True
    before = tokens[at - 1].norm if at else ""
    forms = stems_of(before)
    listed = words().regions | words().places
    return any(form in listed for form in forms) or "preposition" in function_words().exact(before)


def part_of(extracted: Extracted, event: EventMention, resolved: dict[int, str]) -> Where | None:
    """The part of a place that stands behind the trigger ("شمال المدينة", "بوسط البلاد"); ``resolved``: the entity of
    each place of the text, by its start."""
    tokens, known = extracted.annotated.tokens, words()
    first = first_token(extracted, event.start)
    stop = min(sentence_end(extracted, event), first_token(extracted, max(event.start, event.end - 1)) + _AHEAD)
    for at in range(first, stop):
        parts: set[str] = set()
        k = at
        while k < stop and (
            found := [known.directions[form] for form in stems_of(tokens[k].norm) if form in known.directions]
        ):
            parts.add(found[0])
            k += 1
        if parts and k < stop and tokens[k].start in resolved:
            return Where(
                resolved[tokens[k].start], None, frozenset(parts), False, Span(tokens[at].start, tokens[k].end)
            )
        if parts:
            return None
    return None


def apart(a: Where, b: Where) -> bool:
    """Whether two places exclude each other."""
    if a.parts or b.parts:
        if not (a.parts and b.parts) or a.entity != b.entity or a.parts & b.parts:
            return False
        return any(frozenset((one, other)) in words().apart for one in a.parts for other in b.parts)
    return a.entity != b.entity and not ((a.wide or b.wide) and a.country == b.country)
