"""Whether an event is an affair of states: the log is of those, not of clubs, shops and private people."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.extract.view import View
from tawatur.model import EventMention, Mention

_ASKED = frozenset({"visit", "meeting", "statement", "aid", "agreement", "appointment", "other"})
_ARRIVES = "visit.arrive"
_PRIVATE = frozenset({"outlet", "agency", "company", "university", "club"})
_SMALL_OFFICES = frozenset({"chair", "director", "member", "other", "coach", "professor"})


def affairs_of_state(view: View, events: Sequence[EventMention]) -> list[bool]:
    """For each event whether somebody who takes part stands for a state, an armed or an international body."""
    known = {word for m in view.ann.mentions if m.type == "PERSON" and _public(m) for word in _name(view, m)}
    return [
        event.kind not in _ASKED
        or not event.args
        or any(
            _public(view.mention(argument.mention)) or not _name(view, view.mention(argument.mention)).isdisjoint(known)
            for argument in event.args
            if event.rule != _ARRIVES or argument.role == "actor"  # "سافر المتهم إلى سوريا": the state does not travel
        )
        for event in events
    ]


def _name(view: View, mention: Mention) -> frozenset[str]:
    """The words of a name: any of them may be what a person is called by when met again."""
    if mention.form != "name":
        return frozenset()
    first, last = view.token_range(*mention.head)
    return frozenset(view.norm(at) for at in range(first, last) if len(view.norm(at)) > 3)


def _public(mention: Mention) -> bool:
    if mention.type == "COUNTRY":
        return True
    if mention.type == "ORG":
        return mention.subtype not in _PRIVATE and (mention.country is not None or mention.key is not None)
    if mention.office is not None and mention.office not in _SMALL_OFFICES:
        return True
    return mention.key is not None or mention.country is not None
