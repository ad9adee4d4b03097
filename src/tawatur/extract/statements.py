"""When saying something is itself the news."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.extract.arguments import cited, collect
from tawatur.extract.attribution import Attribution, Cue
from tawatur.extract.roles import Cast
from tawatur.extract.triggers import Trigger
from tawatur.extract.view import View
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import stems

_NOT_SPEAKERS = frozenset({"agency", "outlet", "source"})
_BODIES = frozenset({"international", "armed_group"})
_OBJECT_REACH = 2
"""Words between a verb of judging (or its subject) and its object ("انتقد X بشدة Y")."""
_COURTEOUS = frozenset({"say.confirm", "say.express", "say.express_about"})
_CONTENT = 16
"""Tokens of what is said in which an event told makes the verb mere attribution."""


def statement_cues(view: View, attribution: Attribution, triggers: Sequence[Trigger]) -> list[Cue]:
    """The cues that are statements: a verb that judges, demands, threatens or denies, by a named party; or a plain verb
    of saying by an official whose words tell no event of their own."""
    out: list[Cue] = []
    every = sorted(trigger.token for trigger in triggers if not trigger.back)
    tokens = sorted(
        trigger.token
        for trigger in triggers
        if trigger.reading is not None and not trigger.back and not view.is_function(trigger.token - 1, "relative")
    )
    for cue in attribution.cues:
        if cue.speech is None or view.sentence(cue.token).title or not _speaks(view, cue):
            continue
        tells = any(cue.scope[0] <= token < min(cue.scope[1], cue.scope[0] + _CONTENT) for token in tokens)
        if _cites(view, cue) or _courteous(view, cue):
            continue
        names = any(cue.scope[0] <= token < cue.scope[1] for token in every)
        if cue.speech.statement or (not tells and _plain(view, cue, names)):
            out.append(cue)
    return out


def _cites(view: View, cue: Cue) -> bool:
    """A paper speaks, not a person ("وأكد البيان أن"), or "the two sides" in the account of their meeting."""
    rules = attribution_rules()
    if any(stems(view.norm(at)) & rules.document_source for at in range(cue.token + 1, cue.token + 3)):
        return True
    mention = view.mention(cue.source.mention) if cue.source.mention is not None else None
    return mention is not None and mention.form == "description" and mention.number == "dual"


def _courteous(view: View, cue: Cue) -> bool:
    """ "أكد ... حرص البلدين", "أعرب عن تقديره": the courtesies of every meeting."""
    if cue.speech is None or cue.complete or cue.speech.id not in _COURTEOUS:
        return False
    end = max((view.mention_end[index] for index in cue.subjects if index in view.mention_end), default=cue.token + 1)
    window = range(end, min(end + 3, view.sentence(cue.token).last))
    return any(view.is_function(at, "courtesy") for at in window)


def _plain(view: View, cue: Cue, names: bool) -> bool:
    """Plain verbs of saying make a statement of a person with a name or an office; bodies and states announce rather
    than state, unless what they announce is no event of the log (``names``: it is)."""
    mention = view.mention(cue.source.mention) if cue.source.mention is not None else None
    if mention is None or cue.speech is None or cue.speech.medium or not cue.explicit:
        return False
    if mention.type == "PERSON":
        return mention.form != "description"
    return not names and view.norm(cue.token).removeprefix("و").startswith("اعلن")


def _speaks(view: View, cue: Cue) -> bool:
    index = cue.source.mention
    if index is None:
        return False
    mention = view.mention(index)
    if mention.subtype == "source":
        return cue.stance == "deny" and mention.country is not None
    if mention.subtype in _NOT_SPEAKERS or mention.form == "pronoun":
        return False
    if mention.type == "ORG":
        return mention.country is not None or mention.key is not None or mention.subtype in _BODIES
    return mention.type in ("PERSON", "COUNTRY")


def statement_cast(view: View, cue: Cue) -> Cast:
    """The speaker, and whom the verb itself takes as its object ("انتقد X")."""
    cast = Cast(view)
    subjects = cue.subjects or ((cue.source.mention,) if cue.source.mention is not None else ())
    for index in subjects:
        cast.add(index, "actor", "speaker")
    clause = collect(view, cue.token, cue.token + 1, nominal=False)
    after = max((view.mention_end[index] for index in subjects if index in view.mention_end), default=cue.token + 1)
    for slot in clause.slots:
        if slot.mention in subjects or slot.first >= (cue.scope[0] if cue.scope[0] > cue.token else clause.stop):
            continue
        if cited(view, slot):
            continue
        start = max(after, cue.token + 1)
        bodies = view.mention(slot.mention).type == "ORG" and any(view.mention(one).type == "ORG" for one in subjects)
        apposed = bodies and any(view.tokens[at].kind == "punct" for at in range(start, slot.first))
        direct = slot.first - start <= _OBJECT_REACH and not apposed  # "وزارة الدفاع (البنتاغون)"
        if slot.prep in ("", "ل", "ب") and view.mention(slot.mention).type != "PLACE" and direct:
            cast.add(slot.mention, "recipient", slot.prep or "object")
        elif slot.prep in ("في", "من") and view.mention(slot.mention).type == "PLACE":
            cast.locate(slot.mention)
    return cast
