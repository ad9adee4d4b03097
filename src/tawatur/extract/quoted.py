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
_TELLS = ("ي", "سي", "ست", "سن")
"""How verbs of the present and the future begin."""
_WORK = 12
"""Words that the title of a work behind a preposition may have."""
_NAME = "اسم"
"""Of the nouns that announce a name the one that an unnamed source withholds ("طلب عدم ذكر اسمه: «...»")."""
_LONG = 5
"""Letters that a word with ل before it has at least, where it says what for ("لمواجهة", "لجنة" does not)."""
_THAT = "ان"
_LETTER = 3
"""Letters of a word that spells a letter, at most."""
_SUBJECT = 3
"""Words of a subject behind أن that what is said of it follows."""
_PIECE = 3
"""Words that the names in a list have on average, at most."""
_OWNED = ("ه", "ها", "هم")
"""Pronouns of whose name is not told ("طلب عدم ذكر اسمه")."""
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
        whole = last < len(self.view.tokens) and self.view.norm(last - 1) == "." and self.view.norm(last) == '"'
        return whole or any(self.speakers.stops(k) or self._clause(k) for k in range(first, last))

    def _spelled(self, at: int) -> bool:
        """Whether a word stands there that only spells a letter of a foreign name: "إن" in «إن بي سي»."""
        if self.view.norm(at) != _THAT:
            return False
        beside = [self.view.norm(k) for k in (at - 1, at + 1) if k < len(self.view.tokens)]
        return all(len(norm) <= _LETTER and norm.isalpha() for norm in beside)

    def _clause(self, at: int) -> bool:
        """Whether a verb or a function word of clauses stands there."""
        if self._spelled(at):
            return False
        return self.view.verb(at) is not None or self.view.is_function(at, *_CLAUSE) or self._finite(at)

    def _finite(self, at: int) -> bool:
        """Whether a word that no list of verbs has shows a clause: a plural verb, "هناك", "كان", "لأنهم"."""
        norm = self.view.norm(at)
        plural = norm.endswith("وا") or (norm.endswith("ون") and norm[:1] in ("ي", "ت"))
        return norm in quotation_rules().clausal or norm.startswith("لان") or (plural and len(norm) >= LEAST)

    def speech_like(self, index: int, first: int, last: int) -> bool:
        """Whether the words may be speech at all: not a name in the place of a speaker or listener ("قال «X»:")."""
        view = self.view
        size = self.size(first, last)
        verbal = self.verbal(first, last)
        clause = size >= LEAST and verbal
        before = view.text[view.tokens[first - 2].start : view.tokens[first - 2].end] if first > 1 else ""
        withheld = size >= LEAST and before.endswith(_OWNED)  # 'وطلب عدم ذكر اسمه "..."'
        if size < 2 or (stems(view.norm(first - 2)) & quotation_rules().naming and not withheld):
            return False
        if view.norm(first - 2) == ":" and stems(view.norm(first - 3)) & quotation_rules().naming - {_NAME}:
            return False  # 'تحت عنوان: «...»'
        introduced = view.is_function(first - 2, "complementizer") or view.norm(first - 2) == ":"
        if self._listing(first, last) and not introduced:
            return False
        if size <= LEAST and view.tokens[last - 1].kind == "number":
            return False  # 'هاتف «أفق 5»'
        listener = clause and view.norm(first - 2).startswith("ل")  # 'صرح X للقناة «...»'
        told = view.verb(first) is not None and view.norm(first)[:1] in ("و", "س")  # 'وتطبيقه "وستقدم الدعم"'
        if size <= TITLE and stems(view.norm(first - 2)) & quotation_rules().works and not (listener or told):
            return False  # 'فيلم «...»'
        titled = bool(stems(view.norm(first - 2)) & quotation_rules().works) and first - 2 not in view.inside
        if titled and not verbal and size <= _WORK and view.is_function(first - 3, "preposition"):
            return False  # 'ضمن برنامج «...»'
        theme = view.norm(first - 2) in quotation_rules().themes
        if theme and size <= TITLE and any(stems(view.norm(first - k)) & quotation_rules().works for k in (3, 4)):
            return False  # 'ورشة عمل عن «...»'
        if size <= TITLE and view.norm(first) in quotation_rules().titles and not verbal:
            return False  # 'المدير «المهندس X»'
        work = view.norm(first).startswith("ال") and stems(view.norm(first)) & quotation_rules().works
        if work and size <= TITLE and not clause and view.is_function(first - 2, "preposition"):
            return False  # 'خلال «المؤتمر الدولي لـ...»'
        if first in view.mention_at and view.mention_end[view.mention_at[first]] >= last:
            return False
        closed = view.ann.quotes[index].close is not None
        if not closed and view.norm(first - 2) in quotation_rules().themes - {"في", "عن"}:
            return False  # 'ندوة حول "...': a title without its end
        follows = ":" in (view.norm(last + 1), view.norm(last + 2))
        if closed and follows and (size < LEAST or (size <= TITLE and not verbal)):
            return False
        body = size <= LEAST + 1 and self.speakers.stands(first) and not verbal
        body = body and not any(view.norm(k).startswith(_TELLS) for k in range(first, last))
        if body and view.norm(first - 2) != ":" and not self._said_of(first - 2):
            return False  # 'فإن «لجنة الأمن الوطني»'
        return not (size < LEAST and view.norm(first - 2) == "ل")  # 'قال لـ«...»'

    def _said_of(self, at: int) -> bool:
        """Whether what follows is said of somebody: "بأنه «...»", "وصفه بـ«...»"."""
        return self.view.norm(at) == "ب" or self.view.norm(at).startswith(("بان", "انه", "انها"))

    def _listing(self, first: int, last: int) -> bool:
        """Whether names are listed between the marks: short pieces between commas, and no verb."""
        view = self.view
        commas = [k for k in range(first, last) if view.norm(k) in COMMAS]
        if not commas or any(self._clause(k) for k in range(first, last)):
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
            and view.norm(before) not in quotation_rules().addressed
            and not (size >= LEAST and self._place(before))
            and view.norm(before) not in quotation_rules().clausal
            and view.verb(before) is None
            and speech_verb(view, before) is None
            and not self._like_verb(before)
        )
        word = view.function_at(first) & {"preposition", "back_pronoun"} if first not in view.inside else frozenset()
        noun = noun and not word
        opening = view.norm(first)
        purpose = opening.startswith("لل") or (opening.startswith("ل") and len(opening) > _LONG)
        noun = noun and not (purpose and first not in view.inside and size >= LEAST)  # 'القوات "لمواجهة الإرهاب"'
        noun = noun and not self._predicate(before, first, size) and not (size >= LEAST and self._accusative(first))
        return noun and size <= TITLE and not (self.verbal(first, last) and size >= LEAST - 1)

    def _place(self, at: int) -> bool:
        """Whether a place or state is named there, of which nothing bears a title: 'قال في لندن "..."'."""
        index = self.view.inside.get(at)
        return index is not None and self.view.mention(index).type in ("PLACE", "COUNTRY")

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
        start = before
        while start > before - _SUBJECT and view.norm(start - 1).startswith("ال"):
            start -= 1
        noun = view.norm(before).startswith("ال") or self.speakers.owned(before)
        clause = noun and view.is_function(start - 1, "complementizer")
        if not clause or size < LEAST or view.norm(first).startswith("ال") or first in view.inside:
            return False
        close = next((k for k in range(first, view.sentence(first).last) if k not in view.quote_of), first) + 1
        return view.verb(close) is None  # 'أن الهاتف «أفق 5 برو» يصل'

    def _like_verb(self, at: int) -> bool:
        """Whether a word that no list knows stands and looks like a verb: "أنها تدرك", "كان يملك", "كان"."""
        norm = self.view.norm(at)
        if norm.removeprefix("و") in quotation_rules().was or self._told_of(at):
            return True
        opened = self.view.is_function(at - 1, "been", "complementizer", "negator", "may", "relative", "clause_break")
        return opened and norm[:1] in ("ي", "ت") and len(norm) >= LEAST and at not in self.view.inside

    def _told_of(self, at: int) -> bool:
        """Whether a word of the shape of an imperfect tells of a subject behind أن: 'أن الخطر يصبح', 'أن X تشكل'."""
        view = self.view
        shape = view.norm(at)[:1] in ("ي", "ت") and len(view.norm(at)) >= LEAST and at not in view.inside
        if not shape or not (at - 1 in view.inside or view.norm(at - 1).startswith("ال")):
            return False
        low = max(view.sentence(at).first, at - TITLE)
        return any(view.is_function(k, "complementizer") for k in range(low, at))

    def stopped(self, last: int) -> bool:
        """Whether nothing but punctuation follows the closing mark."""
        view = self.view
        ends = last + 1 >= len(view.tokens) or last + 1 >= view.sentence(last).last
        return ends or view.tokens[last + 1].kind == "punct"
