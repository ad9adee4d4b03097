"""What stands between quotation marks: somebody's words, or a name, a title, a list."""

from __future__ import annotations

from itertools import pairwise

from tawatur.extract.speakers import Speakers
from tawatur.extract.speech_verbs import speech_verb
from tawatur.extract.view import COMMAS
from tawatur.rules.classes import stems
from tawatur.rules.quotation import quotation_rules

LEAST = 4
"""Words from which on a piece of a clause between marks counts as quoted rather than named."""
TITLE = 7
"""Words that a title behind its noun may have ("سلسلة «...»")."""
_PIECE = 3
"""Words that the names in a list have on average, at most."""
_CLAUSE = ("negator", "complementizer", "if", "may", "should", "relative")
"""Function words that show a clause between marks."""


class Marks:
    """Reads what stands between marks in tokens ``first`` to ``last`` (exclusive)."""

    def __init__(self, speakers: Speakers) -> None:
        self.speakers = speakers
        self.view = speakers.view

    def size(self, first: int, last: int) -> int:
        """Words and numbers."""
        return sum(self.view.tokens[k].kind != "punct" for k in range(first, last))

    def verbal(self, first: int, last: int) -> bool:
        """Whether a verb, a stop or a function word shows a clause."""
        view = self.view
        return any(
            view.verb(k) is not None or self.speakers.stops(k) or view.is_function(k, *_CLAUSE) or self._finite(k)
            for k in range(first, last)
        )

    def _finite(self, at: int) -> bool:
        """Whether a word that no list of verbs has shows a clause: a plural in وا, "هناك", "كان"."""
        norm = self.view.norm(at)
        return norm in quotation_rules().clausal or (norm.endswith("وا") and len(norm) >= LEAST)

    def speech_like(self, index: int, first: int, last: int) -> bool:
        """Whether the words may be speech at all: not a name in the place of a speaker or listener ("قال «X»:")."""
        view = self.view
        size = self.size(first, last)
        if size < 2 or stems(view.norm(first - 2)) & quotation_rules().naming:
            return False
        if view.norm(first - 2) == ":" and view.norm(first - 3) in quotation_rules().naming:
            return False  # 'تحت عنوان: «...»'
        if self._listing(first, last):
            return False
        if size <= LEAST and view.tokens[last - 1].kind == "number":
            return False  # 'هاتف «أفق 5»'
        if size <= TITLE and stems(view.norm(first - 2)) & quotation_rules().works:
            return False  # 'فيلم «...»'
        theme = view.norm(first - 2) in quotation_rules().themes
        if theme and size <= TITLE and any(stems(view.norm(first - k)) & quotation_rules().works for k in (3, 4)):
            return False  # 'ورشة عمل عن «...»'
        if size <= TITLE and view.norm(first) in quotation_rules().titles and not self.verbal(first, last):
            return False  # 'المدير «المهندس X»'
        if first in view.mention_at and view.mention_end[view.mention_at[first]] >= last:
            return False
        closed = view.ann.quotes[index].close is not None
        if not closed and view.norm(first - 2) in quotation_rules().themes - {"في", "عن"}:
            return False  # 'ندوة حول "...': a title without its end
        follows = ":" in (view.norm(last + 1), view.norm(last + 2))
        if closed and follows and (size < LEAST or (size <= TITLE and not self.verbal(first, last))):
            return False
        return not (size < LEAST and view.norm(first - 2) == "ل")  # 'قال لـ«...»'

    def _listing(self, first: int, last: int) -> bool:
        """Whether names are listed between the marks: short pieces between commas, and no verb."""
        view = self.view
        commas = [k for k in range(first, last) if view.norm(k) in COMMAS]
        if not commas or any(view.verb(k) is not None or view.is_function(k, *_CLAUSE) for k in range(first, last)):
            return False
        edges = [first - 1, *commas, last]
        most = _PIECE if len(commas) > 1 else _PIECE - 1
        return sum(b - a - 1 for a, b in pairwise(edges)) <= most * (len(edges) - 1)

    def named(self, before: int, first: int, last: int, size: int) -> bool:
        """Whether a noun stands right before the mark whose name or title the words are ("سلسلة «...»")."""
        view = self.view
        noun = (
            before >= 0
            and before not in view.quote_of
            and before not in view.timex_of
            and view.tokens[before].kind == "word"
            and not view.is_function(before, "preposition", "complementizer", "clause_break", "circumstance")
            and len(view.norm(before)) > 1
            and view.norm(before) not in quotation_rules().clausal
            and view.verb(before) is None
            and speech_verb(view, before) is None
            and not self._like_verb(before)
        )
        noun = noun and not view.is_function(first, "preposition", "back_pronoun")
        noun = noun and not self._predicate(before, first, size) and not (size >= LEAST and self._accusative(first))
        return noun and size <= TITLE and not (self.verbal(first, last) and size >= LEAST - 1)

    def _accusative(self, at: int) -> bool:
        """Whether an indefinite accusative stands there, which opens no name: 'أصبح البلد «ملاذا للاستقرار»'."""
        view = self.view
        token = view.tokens[at]
        word = view.text[token.start : token.end].rstrip("\u064b")
        bare = not token.norm.startswith("ال") and at not in view.inside and view.verb(at) is None
        goes_on = view.norm(at + 1).startswith("ل") or view.is_function(at + 1, "preposition")
        return bare and goes_on and len(token.norm) >= LEAST and word.endswith("ا")

    def _predicate(self, before: int, first: int, size: int) -> bool:
        """Whether the words are what is said of a noun behind أن: 'أن الزيارة «خطوة كبيرة إلى الأمام»'."""
        view = self.view
        clause = view.is_function(before - 1, "complementizer") and view.norm(before).startswith("ال")
        if not clause or size < LEAST or view.norm(first).startswith("ال") or first in view.inside:
            return False
        close = next((k for k in range(first, view.sentence(first).last) if k not in view.quote_of), first) + 1
        return view.verb(close) is None  # 'أن الهاتف «أفق 5 برو» يصل'

    def _like_verb(self, at: int) -> bool:
        """Whether a word that no list knows stands and looks like a verb: "أنها تدرك", "كان يملك", "كان"."""
        norm = self.view.norm(at)
        if norm.removeprefix("و") in quotation_rules().was:
            return True
        opened = self.view.is_function(at - 1, "been", "complementizer", "negator", "may", "relative", "clause_break")
        return opened and norm[:1] in ("ي", "ت") and len(norm) >= LEAST and at not in self.view.inside

    def stopped(self, last: int) -> bool:
        """Whether nothing but punctuation follows the closing mark."""
        view = self.view
        ends = last + 1 >= len(view.tokens) or last + 1 >= view.sentence(last).last
        return ends or view.tokens[last + 1].kind == "punct"
