"""Which event came after which, in the words of one sentence: "قال الوزير عقب اجتماعه", "قبل زيارته إلى ..."."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from tawatur.extract.view import View
from tawatur.model import EventMention

_BETWEEN = 1
"""Words that may stand between "بعد" and the event ("بعد انتهاء الاجتماع")."""
_CLAUSE = 30
"""Tokens back from "بعد" within which the verb that it completes stands."""

Relation = tuple[str, int, int | None]


def in_sequence(view: View, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """``events`` with relations "after" and "before" between an event and the one that its clause counts from."""
    heads = {view.token_range(event.start, event.end)[0]: index for index, event in enumerate(events)}
    found: dict[int, list[Relation]] = {}
    for token, index in sorted(heads.items()):
        marker = _marker(view, token)
        if marker is None:
            continue
        at, relation = marker
        main = _main(view, heads, at, token)
        if main is not None and main != index and not any(one[1] == index for one in events[main].relations):
            found.setdefault(main, []).append((relation, index, None))
    for token, index in sorted(heads.items()):
        prepared = _prepares(view, heads, token)
        if prepared is not None:
            found.setdefault(prepared, []).append(("before", index, None))
    for index, saying in _in_saying(view, events, heads):
        found.setdefault(index, []).append(("same_day", saying, None))
    return tuple(
        msgspec.structs.replace(event, relations=(*event.relations, *found[index])) if index in found else event
        for index, event in enumerate(events)
    )


def _prepares(view: View, heads: dict[int, int], token: int) -> int | None:
    """ "اجتماع تحضيري لمؤتمر ...": the event that only prepares the one at ``token``."""
    if not view.norm(token).startswith("ل") or not view.is_function(token - 1, "preparatory"):
        return None
    return next((heads[at] for at in (token - 2, token - 3) if at in heads), None)


def _in_saying(view: View, events: Sequence[EventMention], heads: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Statements in the present tense in somebody's words, with the saying of these: "قال X: نحن ندين"."""
    sayings = {event.start: index for index, event in enumerate(events) if event.kind == "statement"}
    for token, index in sorted(heads.items()):
        event, verb = events[index], view.verb(token)
        if event.kind != "statement" or len(event.chain) < 2 or verb is None or verb.form.tense != "imperfect":
            continue
        saying = sayings.get(event.chain[-2].cue.start)
        if saying is not None and saying != index and not event.timexes:
            yield index, saying


def _marker(view: View, token: int) -> tuple[int, str] | None:
    """The word that puts what follows before or after the event that begins at ``token``: (its place, relation)."""
    first = view.sentence(token).first
    for at in range(token - 1, max(first, token - 2 - _BETWEEN) - 1, -1):
        if view.tokens[at].kind == "punct" or at in view.timex_of:
            return None
        for relation in ("after", "before"):
            if view.opens(at, f"comes_{relation}"):
                return at, relation
        if view.verb(at) is not None:
            return None
    return None


def _main(view: View, heads: dict[int, int], marker: int, token: int) -> int | None:
    """The event whose clause the phrase at ``marker`` completes: that of the verb before it, or, where the phrase opens
    the sentence, of the verb that follows."""
    sentence = view.sentence(token)
    for at in range(marker - 1, max(sentence.first, marker - _CLAUSE) - 1, -1):
        if view.norm(at) in (".", "؛", ";"):
            break
        if view.verb(at) is not None:
            return heads.get(at)
    else:
        if marker - sentence.first > _CLAUSE:
            return None
    for at in range(token + 1, min(sentence.last, token + _CLAUSE)):
        if view.verb(at) is not None and not view.is_function(at - 1, "relative"):
            return heads.get(at)
    return None
