"""Judgements of people, told to the referents before the rules join them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

from tawatur.model import Anchor, Judgement
from tawatur.resolve.forms import written
from tawatur.resolve.referent import Party, Referent
from tawatur.resolve.within import Linked

Place = tuple[str, int]
"""Document and index of a mention."""


class _Found(NamedTuple):
    """A judgement whose mentions are there."""

    judgement: Judgement
    a: Place
    b: Place


N = TypeVar("N", bound=Hashable)
"""What counts as one before any judgement: a mention, or the referent that it belongs to."""

Joins = Mapping[N, Sequence[tuple[N, int]]]
"""For each what judgements say to be the same, with their numbers."""


def apply(linked: Sequence[Linked], judgements: Iterable[Judgement]) -> dict[int, str]:
    """Give the referents of ``linked`` their parties and part those that hold what is different.

    The judgements that have no effect come back by number, with the reason: a mention is not there, or an earlier
    judgement (of a smaller number) is contradicted.
    """
    docs = {one.doc.doc.id: one for one in linked}
    found, idle = _find(docs, sorted(judgements, key=lambda each: each.id))
    sound = _sound(found, _mention, idle)
    for each in sound:
        _part(docs, each, sound)
    sound = _sound(sound, lambda place: id(docs[place[0]].of[place[1]]), idle)
    for each in sound:
        _tell(each.judgement, docs[each.a[0]].of[each.a[1]], docs[each.b[0]].of[each.b[1]])
    return idle


def _mention(place: Place) -> Place:
    return place


def _tell(judgement: Judgement, a: Referent, b: Referent) -> None:
    a.party, b.party = a.party or Party(), b.party or Party()
    mark = f"judgement {judgement.id}: {judgement.verdict}"
    if judgement.verdict == "same":
        a.party.join(b.party)
        a.why.append(mark)
        b.why.append(mark)
    else:
        a.party.part(b.party)
        b.aside = True
        a.why.append(f"{mark} from {judgement.b.name}")
        b.why.append(f"{mark} from {judgement.a.name}")


def _find(docs: dict[str, Linked], judgements: Iterable[Judgement]) -> tuple[list[_Found], dict[int, str]]:
    found: list[_Found] = []
    idle: dict[int, str] = {}
    places: dict[str, dict[tuple[int, int], int]] = {}
    for each in judgements:
        a, b = (_place(docs, anchor, places) for anchor in (each.a, each.b))
        types = {docs[doc].doc.mentions[index].type for doc, index in (a, b) if index >= 0}
        if a[1] < 0 or b[1] < 0:
            idle[each.id] = _missing(docs, each.a if a[1] < 0 else each.b)
        elif each.verdict == "same" and len(types) > 1:
            idle[each.id] = f"{' and '.join(sorted(types))} are never one"
        else:
            found.append(_Found(each, a, b))
    return found, idle


def _place(docs: dict[str, Linked], anchor: Anchor, places: dict[str, dict[tuple[int, int], int]]) -> Place:
    """Where the mention of ``anchor`` stands; the index is -1 where it is not there or means nobody."""
    one = docs.get(anchor.doc)
    if one is None or one.doc.doc.text[anchor.start : anchor.end] != anchor.name:
        return anchor.doc, -1
    if anchor.doc not in places:
        heads = {index: one.doc.mentions[index].head for index in sorted(one.of, reverse=True)}
        places[anchor.doc] = {(head.start, head.end): index for index, head in heads.items()}
    return anchor.doc, places[anchor.doc].get((anchor.start, anchor.end), -1)


def _missing(docs: dict[str, Linked], anchor: Anchor) -> str:
    if anchor.doc not in docs:
        return f"there is no document {anchor.doc}"
    return f"{anchor.doc} has no {anchor.name} at {anchor.start}"


# --- contradictions --------------------------------------------------------------------------------------------------


def _sound(found: Sequence[_Found], node: Callable[[Place], N], idle: dict[int, str]) -> list[_Found]:
    """Those that contradict no earlier one; the others go into ``idle``."""
    kept: list[_Found] = []
    for each in found:
        against = _against(each, kept, node)
        if against:
            numbers = ", ".join(map(str, sorted(against)))
            idle[each.judgement.id] = f"contradicts judgement{'s' if len(against) > 1 else ''} {numbers}"
        else:
            kept.append(each)
    return kept


def _against(new: _Found, kept: Sequence[_Found], node: Callable[[Place], N]) -> set[int]:
    """The numbers of those among ``kept`` that together say the opposite of ``new``."""
    joins = _joins(kept, node)
    from_a, from_b = _reached(joins, node(new.a)), _reached(joins, node(new.b))
    if new.judgement.verdict == "different":
        return from_a.get(node(new.b), set())
    for each in kept:
        for x, y in ((node(each.a), node(each.b)), (node(each.b), node(each.a))):
            if each.judgement.verdict == "different" and x in from_a and y in from_b:
                return {each.judgement.id} | from_a[x] | from_b[y]
    return set()


def _joins(found: Sequence[_Found], node: Callable[[Place], N]) -> Joins[N]:
    joins: dict[N, list[tuple[N, int]]] = defaultdict(list)
    for each in found:
        if each.judgement.verdict == "same":
            joins[node(each.a)].append((node(each.b), each.judgement.id))
            joins[node(each.b)].append((node(each.a), each.judgement.id))
    return joins


def _reached(joins: Joins[N], start: N) -> dict[N, set[int]]:
    """All that is one with ``start``, and the numbers of the judgements that make it so."""
    ways: dict[N, set[int]] = {start: set()}
    waiting = [start]
    for one in waiting:
        for other, number in joins.get(one, ()):
            if other not in ways:
                ways[other] = ways[one] | {number}
                waiting.append(other)
    return ways


# --- one referent that is two ----------------------------------------------------------------------------------------


def _part(docs: dict[str, Linked], each: _Found, sound: Sequence[_Found]) -> None:
    """Where two mentions of one referent are different, the second leaves it, with those written alike."""
    (doc, stays), (other, leaves) = each.a, each.b
    one = docs[doc]
    if each.judgement.verdict != "different" or doc != other or one.of[stays] is not one.of[leaves]:
        return
    joins = _joins(sound, _mention)
    held, taken = _reached(joins, each.a), _reached(joins, each.b)
    form = _written(one, leaves)
    alike = form != _written(one, stays)
    leaving = [
        index
        for index in one.of[stays].mentions
        if (doc, index) in taken or (alike and (doc, index) not in held and _written(one, index) == form)
    ]
    _split(one, one.of[stays], leaving)


def _split(one: Linked, whole: Referent, leaving: Sequence[int]) -> None:
    rest = _referent(one, whole, [index for index in whole.mentions if index not in leaving])
    gone = _referent(one, whole, leaving)
    # What the text around showed of the whole, not its words, still holds for the rest.
    rest.countries, rest.keys = rest.countries or whole.countries, rest.keys or whole.keys
    rest.why = whole.why
    one.of.update({index: part for part in (rest, gone) for index in part.mentions})
    one.referents = [*(other for other in one.referents if other is not whole), rest, gone]
    one.referents.sort(key=lambda referent: referent.mentions[0])
    one.groups = {
        index: tuple(rest if member is whole else member for member in members) for index, members in one.groups.items()
    }


def _referent(one: Linked, whole: Referent, mentions: Sequence[int]) -> Referent:
    part = Referent(whole.doc, whole.type)
    names_first = sorted(mentions, key=lambda index: (one.doc.mentions[index].form != "name", index))
    for index in names_first:
        part.take(index, one.doc.mentions[index], one.doc.doc.text, one.known)
    part.mentions.sort()
    return part


def _written(one: Linked, index: int) -> str:
    return written(one.doc.doc.text, one.doc.mentions[index].head, one.known)
