"""Those present at an event told before: "وكان في استقباله ...", "وحضر اللقاء ...", "ويضم الوفد ..."."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tawatur.extract.view import View
from tawatur.model import Argument, EventMention, Sentence
from tawatur.rules.attendance import AttendanceRule, attendance_rules, event_letters
from tawatur.rules.text import normal

_REACH = 10
"""Sentences: how far behind its event a list may stand."""
_STOPS = frozenset(".;؛!?؟")


def with_attendance(view: View, events: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events with those who were present among their arguments, as participants."""
    out = list(events)
    for at, sentence in enumerate(view.ann.sentences):
        if sentence.title:
            continue
        for rule, first, last in _cues(view, sentence):
            target = _event(view, out, rule, first, last, at)
            if target is None:
                continue
            there = {argument.mention for argument in out[target].args}
            new = tuple(
                Argument(index, "participant", rule.id)
                for index in _listed(view, rule, last, sentence.last)
                if index not in there
            )
            out[target] = msgspec.structs.replace(out[target], args=(*out[target].args, *new))
    return tuple(out)


def _cues(view: View, sentence: Sentence) -> list[tuple[AttendanceRule, int, int]]:
    """The rules whose words stand in a sentence, with the first token of the cue and the one after it."""
    rules = attendance_rules()
    out: list[tuple[AttendanceRule, int, int]] = []
    at = sentence.first
    while at < sentence.last:
        found = rules.cues.at(view.tokens, at, stop=sentence.last) if at not in view.timex_of else []
        match = next((one for one in found if view.norm(at)[: one.skip] in ("", "و", "ف")), None)
        if match is None or (match.value.about and not _names_event(view, match.first, match.last, match.value.about)):
            at += 1
            continue
        out.append((match.value, at, match.last))
        at = match.last
    return out


def _names_event(view: View, first: int, last: int, about: int) -> bool:
    """Whether a cue says what was attended: by a pronoun of its own or a noun of an event close behind it."""
    return view.norm(last - 1).endswith(("ه", "ها")) or bool(_stems(view, last, last + about))


def _stems(view: View, first: int, last: int) -> tuple[str, ...]:
    """The stems of the event that the first noun of an event in these tokens speaks of."""
    events = event_letters()
    return next((events[view.norm(at)] for at in range(first, last) if view.norm(at) in events), ())


def _event(
    view: View, events: Sequence[EventMention], rule: AttendanceRule, first: int, last: int, sentence: int
) -> int | None:
    """The latest event of a fitting kind told before the cue, within reach: where the cue or what stands before it
    ("الاستقبال الذي حضره") names the event, the latest told in such words."""
    here = view.tokens[first].start
    since = view.ann.sentences[max(0, sentence - _REACH)].start
    stems = _stems(view, last, last + rule.about) or _stems(view, max(0, first - 2), first) if rule.about else ()
    fits = [
        index
        for index, event in enumerate(events)
        if since <= event.start < here and event.kind in rule.of and event.status != "denied"
    ]
    named = [index for index in fits if any(stem in normal(events[index].trigger) for stem in stems)]
    chosen = (named or fits)[-1:]
    if not chosen:
        return None
    same = events[chosen[0]].same_as
    return chosen[0] if same is None else same


def _listed(view: View, rule: AttendanceRule, first: int, last: int) -> list[int]:
    """References to single persons from token ``first`` on, up to the next clause."""
    around = view.inside.get(first - 1)
    named = around is not None and view.mention(around).type == "PERSON" and view.mention(around).form == "name"
    out: list[int] = [around] if around is not None and named else []  # "كبار المسؤولين في الوفد اللواء X"
    at = view.mention_end[around] if around is not None and named else first
    while at < last:
        index = view.mention_at.get(at)
        if index is not None:
            mention = view.mention(index)
            guest = rule.guest and at == first
            single = mention.type == "PERSON" and mention.number == "singular"
            if single and not guest and not view.prepositioned(at, mention.start) and mention.form == "name":
                out.append(index)
            at = view.mention_end[index]
            continue
        if view.norm(at) in _STOPS or view.is_function(at, "complementizer") or "clause_break" in view.function_at(at):
            break
        if view.verb(at) is not None and at not in view.timex_of:
            break
        at += 1
    return out
