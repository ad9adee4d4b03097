"""Speech behind a colon where the quotation marks are missing: where it begins and where it ends."""

from __future__ import annotations

from tawatur.extract.speakers import Speakers
from tawatur.extract.speech_verbs import speech_verb
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules

_AS_FOR = "اما"
_COMES = frozenset(("ياتي", "تاتي"))
_THAT_ONE = "ذلك"
_DASHES = frozenset(("-", "–", "—", "ـ"))
_LONG = 10
"""Tokens between dashes, at most."""


class Unmarked:
    """Finds the limits of speech without marks in one document."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers
        self.view = speakers.view
        self.rules = quotation_rules()

    def colon(self, k: int) -> int | None:
        """The colon behind the verb or participle at token ``k`` that speech without marks follows."""
        view = self.view
        sentence = view.sentence(k)
        for at in range(k + 1, min(sentence.last, k + 40)):
            norm = view.norm(at)
            if (
                norm == ":"
                and view.tokens[at - 1].kind == view.tokens[min(at + 1, len(view.tokens) - 1)].kind == "number"
            ):
                continue  # "الساعة 11:59"
            if norm == ":":
                following = at + 1
                if following >= len(view.tokens) or following in view.quotes_at or view.norm(following) == '"':
                    return None
                if view.is_function(following, "complementizer") or view.norm(at - 1) in self.rules.following:
                    return None
                if stems(view.norm(at - 1)) & self.rules.naming:
                    return None  # "بعنوان: (...)"
                return at
            if view.is_function(at, "complementizer") and view.norm(at + 1) == ":":
                continue  # "قال إن: ..."
            if view.is_function(at, "complementizer") or norm in (".", "؛", "؟"):
                return None
            if at in view.quotes_at and not self.speakers.is_name(view.quotes_at[at]):
                return None
            if at > k and speech_verb(view, at) is not None and not self._aside(k, at):
                return None
        return None

    def _aside(self, k: int, at: int) -> bool:
        """Whether a dash opened between two tokens and is closed before a colon: "صرح مسؤول -رفض ذكر اسمه-:"."""
        view = self.view
        before = sum(view.norm(j) in _DASHES for j in range(k, at))
        end = min(view.sentence(at).last, at + _LONG)
        return before == 1 and any(view.norm(j) in _DASHES for j in range(at, end))

    def bracket(self, at: int) -> tuple[int, int] | None:
        """The tokens between brackets that open at token ``at``: some outlets quote in brackets."""
        view = self.view
        if view.norm(at) != "(":
            return None
        for k in range(at + 1, min(len(view.tokens), at + 120)):
            if view.norm(k) == ")":
                return at + 1, k
        return None

    def end(self, first: int) -> int:
        """Where speech without marks ends: with its paragraph, at a mark that nothing opened, before the next cue."""
        view = self.view
        last = view.sentence(first).last
        at = first + 1
        while at < len(view.tokens):
            if view.parted(at):
                return at
            if view.norm(at) == '"' and at + 1 not in view.quotes_at and at - 1 not in view.quote_of:
                return at
            if at >= last:
                last = view.sentence(at).last
                if self._outlet(at):
                    return at
            if self._turns(at):
                return at
            at += 1
        return len(view.tokens)

    def _outlet(self, at: int) -> bool:
        """Whether the outlet speaks again in the sentence that begins at token ``at``: a verb of saying, a theme or
        somebody else ("أما X فيقول") opens it."""
        view = self.view
        other = view.norm(at).removeprefix("و") == _AS_FOR or self._comes(at)
        whiles = [match.last for match in self.rules.while_.at(view.tokens, at) if match.skip <= 1]
        told = max(whiles, default=at)
        according = any(match.skip <= 1 for match in self.rules.according.at(view.tokens, at))
        said = speech_verb(view, told) is not None
        return other or according or said or self._deed(told) or view.is_function(at, "topic_fronted")

    def _deed(self, at: int) -> bool:
        """Whether a perfect stands there with whoever did it: "وجعل X"."""
        reading = self.view.verb(at)
        return reading is not None and reading.form.tense == "perfect" and self._someone(at + 1)

    def _comes(self, at: int) -> bool:
        """Whether the outlet tells when something was said: "وتأتي تصريحات X في وقت", "جاء ذلك"."""
        view = self.view
        bare = view.norm(at).lstrip("وف")
        return (bare in self.rules.came or bare in _COMES) and (
            bool(stems(view.norm(at + 1)) & self.rules.objects) or view.norm(at + 1) == _THAT_ONE
        )

    def _turns(self, at: int) -> bool:
        """Whether the outlet speaks again at token ``at``."""
        view, norm = self.view, self.view.norm(at)
        broken = view.tokens[at - 1].kind == "punct"
        bare = norm[1:] if norm[:1] in ("و", "ف") else norm
        if norm in self.rules.participles or bare in self.rules.participles:
            return broken or norm != bare
        verb = speech_verb(view, at)
        if verb is not None and verb.joined and verb.form.tense == "perfect":
            if broken and (verb.plain or self._someone(at + 1, "PERSON")):
                return True
            if verb.plain and view.norm(at + 1) == ":":
                return True
        if norm.startswith("و") and view.norm(at - 1) == "." and self._deed(at):
            return True
        if not broken:
            return False
        if view.is_function(at, "topic_fronted") and norm[0] == "و":
            return True  # "وعن خططه قال"
        whiles = [match.last for match in self.rules.while_.at(view.tokens, at) if match.skip <= 1]
        if whiles and self._another(max(whiles)):
            return True
        if view.norm(at).startswith("ل") and self._answers(at):
            return True
        return any(match.skip <= 1 for match in self.rules.turns.at(view.tokens, at))

    def _answers(self, at: int) -> bool:
        """Whether somebody speaks in turn: "ليرد عليه X قائلا"."""
        found = self.rules.verbs.get(self.view.norm(at)[1:])
        return found is not None and found[2].tense == "imperfect"

    def _another(self, at: int) -> bool:
        """Whether a verb of the third person or whoever acts follows: the outlet tells what else was done."""
        view = self.view
        if speech_verb(view, at) is not None:
            return True
        reading = view.verb(at)
        if reading is not None:
            done = view.is_function(at, "light_relative")  # "فيما تم تحويلي"
            return reading.form.person == 3 and reading.form.tense == "perfect" and not done
        return self._someone(at)

    def _someone(self, at: int, *types: str) -> bool:
        index = self.view.mention_at.get(at)
        return index is not None and self.view.mention(index).type in (types or ("PERSON", "ORG"))
