"""Which events a text tells as new: in a main clause of its own, not looking back and not only naming what is known."""

from __future__ import annotations

from tawatur.extract.view import View
from tawatur.rules.verbs import Reading

_LEAD = 2
"""Sentences of the article within which what somebody is said to have told is the news."""
_BACK = 8
"""Tokens before a verb within which "كان" puts it into the past of what is told."""


def carrier(view: View, token: int, governor: Reading | None) -> Reading | None:
    """The finite verb that tells the event at ``token``: its own, the light verb over its noun (``governor``), or "تم"
    right before it."""
    found = view.verb(token) or governor
    if found is None and view.is_function(token - 1, "came_about"):
        found = view.verb(token - 1)
    return found


def told_as_new(view: View, token: int, verb: Reading | None, *, content: bool, statement: bool) -> bool:
    """Whether the event at ``token`` is told by a finite verb as what has just happened.

    ``verb``: see ``carrier``; ``content``: it lies in what a person is said to have said, who may speak of anything;
    communiqués and agencies tell news. Verbs of saying are news in the present tense too, with the words themselves
    ("يقول المتحدث"). Relative and subordinate clauses, "كان قد" and "آنذاك" look back.
    """
    if verb is None or verb.future or verb.purpose or view.chronicled(token):
        return False
    if verb.form.tense != "perfect" and not (statement and _says_now(view, token)):
        return False
    if content and not _in_lead(view, token):
        return False
    if view.verb(token) is None and _in_circumstance(view, token):
        return False
    return not _subordinate(view, token) and not _looks_back(view, token)


def _says_now(view: View, token: int) -> bool:
    """Whether a verb of saying in the present tense stands in the lead or with a quotation; others generalise."""
    sentence = view.sentence(token)
    quotes = any(at in view.quote_of for at in range(sentence.first, sentence.last))
    return (quotes or _in_lead(view, token)) and not view.is_function(token - 1, "may", "negator")


def _in_lead(view: View, token: int) -> bool:
    own = [number for number, sentence in enumerate(view.ann.sentences) if not sentence.title][:_LEAD]
    return view.sentence_of[token] in own


def _in_circumstance(view: View, token: int) -> bool:
    """ "في أعقاب تفجير", "في إطار اتفاقات ...": the noun only says when or why something else was."""
    return "circumstance" in view.function_at(token - 1) | view.function_at(max(0, token - 2))


def _subordinate(view: View, token: int) -> bool:
    return view.is_function(token - 1, "relative", "when") or view.after_that(token)


def _looks_back(view: View, token: int) -> bool:
    sentence = view.sentence(token)
    if any(view.is_function(at, "back_then") for at in range(sentence.first, sentence.last)):
        return True
    for at in range(token - 1, max(sentence.first, token - _BACK) - 1, -1):
        if view.is_function(at, "had"):
            return True
        if view.verb(at) is not None or view.norm(at) in (".", ";", "؛", ":"):
            return False
    return False
