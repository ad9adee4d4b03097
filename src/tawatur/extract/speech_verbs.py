"""Verbs that introduce speech."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.view import View
from tawatur.rules.classes import function_words
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.verbs import Form

_THAT = "ان"
_WHAT = "ما"
_FOLLOWS = 18
"""Words within which what a verb needs must follow ("عبر ... عن")."""


class SpeechVerb(NamedTuple):
    """A token read as a verb that introduces speech."""

    rule: str
    plain: bool
    form: Form
    joined: bool
    """Whether و or ف stands before it."""


def speech_verb(view: View, at: int, *, opens: bool = False, pronoun: bool = False) -> SpeechVerb | None:
    """The reading of token ``at`` as a verb that introduces speech, or None; ``opens``: it opens a clause for sure,
    ``pronoun``: it may carry one ("هذا ما قاله")."""
    if not 0 <= at < len(view.tokens) or view.tokens[at].kind != "word" or at in view.inside:
        return None
    norm, table = view.norm(at), quotation_rules().verbs
    found, joined = table.get(norm), False
    if found is None and len(norm) > 3 and norm[0] in "وف":
        found, joined = table.get(norm[1:]), True
    resumed = found is None and (pronoun or view.is_function(at - 1, "verb_opener"))
    if resumed:
        bare = norm.removesuffix("ها").removesuffix("ه")
        found = None if "preposition" in function_words().exact(bare) else table.get(bare)
    if found is None or (view.is_function(at - 1, "preposition") and not view.is_function(at - 1, "verb_opener")):
        return None
    back = resumed or view.is_function(at + 1, "back_pronoun")
    back |= bool(list(quotation_rules().according.at(view.tokens, at - 2))) if at > 1 else False  # "وفق ما ذكرت X"
    what = back and view.norm(at - 1).removeprefix("و") == _WHAT  # "ما قاله X", "ما صرحت به X"
    if found[2].tense == "imperfect" and view.norm(at - 1).removeprefix("و") == _THAT:
        return None  # "أن يقول": nobody said it
    if view.norm(at - 1) in quotation_rules().as_if:
        return None  # "كأنه يقول": nobody did
    soon = view.norm(at - 2).lstrip("وف") in quotation_rules().soon  # "سرعان ما ندد"
    if view.is_function(at - 1, "negator", "not_past", "not_future") and not (what or soon):
        return None  # "لم يذكر": nothing was said
    if norm[joined:] in quotation_rules().ambiguous and not (opens or _opens(view, at)):
        return None
    holds = found[2].lemma in quotation_rules().holding and found[2].tense == "imperfect"
    if holds and not any(view.is_function(at + k, "complementizer") for k in range(1, _FOLLOWS)):
        return None  # "تعتبر المدينة": nobody says so
    follows = quotation_rules().next.get(found[2].lemma)
    if follows is not None and not _followed(view, at, follows):
        return None
    return SpeechVerb(*found, joined)


def _followed(view: View, at: int, words: frozenset[str]) -> bool:
    """Whether one of ``words`` follows what is no noun with its owner: "عبر X عن", not "عبر موقعها عن"."""
    span = view.tokens[at + 1] if at + 1 < len(view.tokens) else None
    word = view.text[span.start : span.end] if span is not None else ""
    owned = word.endswith(("ه", "ها", "هم")) and not word.startswith("ال") and at + 1 not in view.inside
    return not owned and any(view.norm(at + k) in words for k in range(1, _FOLLOWS))


def _opens(view: View, at: int) -> bool:
    """Whether a clause opens at token ``at``."""
    opens = at == view.sentence(at).first or view.tokens[at - 1].kind == "punct"
    opens |= any("speaker_change" in view.function_at(at - k) for k in (1, 2) if at >= k)  # "من جهته ذكر X"
    return opens or (view.is_function(at - 1, "verb_opener") and not view.is_function(at, "preposition"))
