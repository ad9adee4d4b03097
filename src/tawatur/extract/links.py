"""What the mentions of one text have to do with each other: repetition, being part of, order in time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawatur.extract.view import View
from tawatur.model import EventMention

_PARTS = frozenset({"meeting", "agreement", "other", "statement"})
_BACK_REACH = 12
"""Mentions: how far back a bare definite noun looks for what it repeats."""


def link_within(view: View, events: Sequence[EventMention], tokens: Sequence[int],
                backs: Sequence[bool]) -> tuple[EventMention, ...]:
    """Fill ``same_as``, ``inside``, ``relations``, ``background`` and ``narrative``; a bare definite noun that repeats
    nothing is dropped (indices are those after dropping)."""
    kept: list[EventMention] = []
    at: list[int] = []
    names: list[frozenset[str]] = []
    for event, token, back in zip(events, tokens, backs, strict=True):
        who = _names(view, event)
        same = _repeated(view, kept, names, event, who, token, back)
        if back and same is None:
            continue
        relations = _relations(view, kept, at, event, token)
        kept.append(msgspec.structs.replace(event, same_as=same, relations=relations))
        at.append(token)
        names.append(who)
    visits = [index for index, event in enumerate(kept) if event.kind == "visit"]
    out = [msgspec.structs.replace(event, inside=_inside(view, kept, names, visits, index, at[index]))
           for index, event in enumerate(kept)]
    return _narrate(view, out, at)


def _names(view: View, event: EventMention) -> frozenset[str]:
    """Keys or folded last words of those who take part: what two mentions are compared by within a text."""
    out = set()
    for argument in event.args:
        mention = view.mention(argument.mention)
        _, last = view.token_range(*mention.head)
        out.add(mention.key or view.norm(last - 1))
    return frozenset(out)


def _repeated(view: View, kept: Sequence[EventMention], names: Sequence[frozenset[str]], event: EventMention,
              who: frozenset[str], token: int, back: bool) -> int | None:
    for index in range(len(kept) - 1, max(-1, len(kept) - 1 - _BACK_REACH), -1):
        other = kept[index]
        if other.kind != event.kind:
            continue
        if back and (other.status == event.status or event.status == "occurred"):
            return index if other.same_as is None else other.same_as
        if event.kind == "statement" and who and who <= names[index] | who and _speaker(view, event) == _speaker(view, other):
            return index if other.same_as is None else other.same_as
    return None


def _speaker(view: View, event: EventMention) -> str:
    for argument in event.args:
        if argument.role == "actor":
            mention = view.mention(argument.mention)
            _, last = view.token_range(*mention.head)
            return mention.key or view.norm(last - 1)
    return ""


def _relations(view: View, kept: Sequence[EventMention], at: Sequence[int], event: EventMention,
               token: int) -> tuple[tuple[str, int, int | None], ...]:
    """Same sentence, no time of its own, joined by و: the same day. "بعد نحو شهرين من ...": after, by that much."""
    out: list[tuple[str, int, int | None]] = []
    if kept and not event.timexes and event.status == "occurred":
        previous = len(kept) - 1
        other = kept[previous]
        if other.sentence == event.sentence and other.status == "occurred" and view.norm(token).startswith("و"):
            out.append(("same_day", previous, None))
        elif _later_that_day(view, token):
            out.append(("same_day", previous, None))
    return tuple(out)


def _later_that_day(view: View, token: int) -> bool:
    sentence = view.sentence(token)
    window = [view.norm(at) for at in range(max(sentence.first, token - 5), min(sentence.last, token + 9))]
    return any(window[k : k + 3] == ["في", "وقت", "لاحق"] for k in range(len(window)))


def _inside(view: View, kept: Sequence[EventMention], names: Sequence[frozenset[str]], visits: Sequence[int], index: int,
            token: int) -> int | None:
    event = kept[index]
    if event.kind not in _PARTS:
        return None
    for visit in visits:
        if visit == index or kept[visit].status not in (event.status, "occurred", "ongoing", "planned"):
            continue
        travellers = {view.mention(a.mention).key or view.norm(view.token_range(*view.mention(a.mention).head)[1] - 1)
                      for a in kept[visit].args if a.role == "actor"}
        if travellers & names[index]:
            return visit
    return None


def _narrate(view: View, events: list[EventMention], at: Sequence[int]) -> tuple[EventMention, ...]:
    """Mark runs of background: dated events told one after the other in a paragraph behind the lead. ``narrative`` is
    1000 times the number of the paragraph plus the place in it."""
    if not events:
        return ()
    text = view.text
    lead_end = view.ann.sentences[0].end if view.ann.sentences else 0
    out = []
    count: dict[int, int] = {}
    for event in events:
        paragraph = text.count("\n", 0, event.start)
        months = any(view.timex(t).type == "DATE" and len(view.timex(t).value) == 7 or
                     (view.timex(t).relation or "").startswith("last:") for t in event.timexes)
        if event.start > lead_end and months and event.kind != "statement" and event.status == "occurred":
            count[paragraph] = count.get(paragraph, 0) + 1
            event = msgspec.structs.replace(event, background=True, narrative=1000 * paragraph + count[paragraph])
        out.append(event)
    return tuple(out)


