"""Killings that only tell what came of an attack told beside them: "قتل عشرة في هجوم", "هجوم أسفر عن مقتل عشرة"."""

from __future__ import annotations

from collections.abc import Sequence

from tawatur.extract.figures import classes_at
from tawatur.extract.triggers import Trigger
from tawatur.extract.view import COMMAS, View

_OUTCOMES = frozenset({"conflict.kill", "conflict.killing"})
_STOPS = (".", ";", "؛", ":")
_CAUSE = 3
"""Tokens before the attack within which a word ties it to the killing before it ("في سلسلة من الهجمات")."""
_RESULT = 5
"""Tokens before the killing within which a word says that it came of the attack."""


def outcomes(view: View, triggers: Sequence[Trigger | None]) -> dict[int, int]:
    """Position of each killing that is no event of its own → position of the attack that it came of.

    Both stand in one sentence, nothing ends the clause between them, and a word ties them: a preposition of cause
    before the attack, or a verb of result between attack and killing. An attack that only points back ("في الهجوم")
    counts where one was told before.
    """
    out: dict[int, int] = {}
    for at, one in enumerate(triggers):
        if one is None or one.rule.id not in _OUTCOMES:
            continue
        cause = _behind(view, triggers, at)
        if cause is None:
            cause = _before(view, triggers, at)
        if cause is not None:
            out[at] = cause
    return out


def _is_attack(trigger: Trigger | None) -> bool:
    return trigger is not None and trigger.rule.kind == "conflict" and trigger.rule.id not in _OUTCOMES


def _behind(view: View, triggers: Sequence[Trigger | None], at: int) -> int | None:
    killing = triggers[at]
    assert killing is not None
    for place in range(at + 1, len(triggers)):
        one = triggers[place]
        if one is None:
            continue
        if view.sentence_of[one.token] != view.sentence_of[killing.token] or not _is_attack(one):
            return None
        if one.back and not any(_is_attack(earlier) for earlier in triggers[:at]):
            return None
        between = range(killing.token + 1, one.token)
        window = range(max(killing.token + 1, one.token - _CAUSE), one.token)
        if any(view.norm(k) in _STOPS or _goes_on(view, k) for k in between):
            return None
        if any(view.is_function(k, "suffers") for k in window):
            return place  # "مقتل تسعة بعد تعرضهم لإطلاق نار"
        if any("time_apart" in classes_at(view, k) for k in between):
            return None
        tied = any("by" in classes_at(view, k) for k in window) or view.norm(one.token).startswith("ب")
        return place if tied else None
    return None


def _goes_on(view: View, at: int) -> bool:
    """Whether another clause begins: "خطفت عشرة مقاتلين، وانتقلوا للمشاركة في عملية"."""
    return view.norm(at) in COMMAS and view.norm(at + 1).startswith("و") and at + 1 not in view.inside


def _before(view: View, triggers: Sequence[Trigger | None], at: int) -> int | None:
    killing = triggers[at]
    assert killing is not None
    for place in range(at - 1, -1, -1):
        one = triggers[place]
        if one is None:
            continue
        if view.sentence_of[one.token] != view.sentence_of[killing.token] or not _is_attack(one):
            return None
        if any(view.norm(k) in _STOPS for k in range(one.token + 1, killing.token)):
            return None
        # "هجوم ... أسفر عن مقتل", "أسفر هجوم ... عن مقتل"
        window = (one.token - 1, *range(max(one.token + 1, killing.token - _RESULT), killing.token))
        return place if any("result" in classes_at(view, k) for k in window) else None
    return None
