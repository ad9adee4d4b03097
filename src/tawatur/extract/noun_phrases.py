"""The noun phrase that names a speaker: where it ends, who heads it, and what is none."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.speech_verbs import speech_verb
from tawatur.extract.view import View
from tawatur.model import LinkKind, Mention, Span
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import function_words, stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import PROCLITICS, normal

PARTY = frozenset({"PERSON", "ORG", "COUNTRY"})
_STOPS = frozenset(("،", ",", ".", "؟", "?", "!", "؛", ";"))
NAME = 8
"""Words that a speaker who is no known reference may have."""
_NOUNS = frozenset({"quantifier", "honorific", "statement_noun"})
"""Classes of function words that are nouns."""
_NEVER = frozenset({"relative", "clause_break", "preposition", "complementizer"})
"""Classes of function words that are no nouns even with the article."""
_ACCUSATIVE = ("\u064b", "\u064b\u0627")
"""How a word in the indefinite accusative ends where it is marked."""
_OBJECT = "\u064e"
"""How a word in the definite accusative ends where it is marked."""
_THEME = 6
"""Words that the theme of a meeting between marks may have."""
_TITLE = 10
"""Words that the title of a work may have."""
_AND = frozenset(("و", "ف", "ال"))
"""Of the proclitics those that govern nothing."""
_PERSONS = ("ي", "ت", "ن", "ا", "س")
"""Letters that an imperfect or its future begins with."""
_SECOND = 5
"""Letters of a verbal noun of the second form."""
_PLURAL = 7
"""Letters from which on a definite word in ين is taken for a plural rather than a name ("الحسين")."""
_STEPS = 6
"""Adverbials, and those whom the words are told, between a verb and its subject."""
_ADVERBS = 12
"""Tokens of adverbials that may stand between a verb and its subject."""
_PRONOUNS = ("هما", "ها", "هم", "ه")
"""Enclitics of the third person, as behind a preposition ("تحتها")."""
_GOVERNED = 5
"""Letters from which on a word behind a noun that begins with ب is taken to be governed by it."""
_TITLED = 4
"""Words from a preposition to a name, titles between them."""
_BRACKET = 8
"""Tokens of a paper's name in brackets, at most."""
PLACE = 9
"""Words that may part an office from its bearer ("منسق المشاهد في الفيلم X")."""


class Voice(NamedTuple):
    """A speaker: the reference (None if it is no entity), its words, its kind, the token after it, and whether it is
    the subject of a verb of saying (else of its sentence)."""

    mention: int | None
    words: Span
    kind: LinkKind
    last: int
    speaks: bool = False


class NounPhrases:
    """Reads the noun phrases of one document that may name a speaker."""

    def __init__(self, view: View) -> None:
        self.view = view

    def _governed(self, start: int, low: int) -> bool:
        """Whether a preposition stands before the titles of the name there: "مع الإعلامي الزميل X"."""
        view = self.view
        at = start - 1
        title = view.inside.get(at)
        if title is not None and view.mention(title).type == "PERSON" and view.mention(title).form != "name":
            at = view.token_range(view.mention(title).start, view.mention(title).end)[0] - 1
        while at > max(low, start - _TITLED) and view.norm(at).startswith("ال") and at not in view.inside:
            at -= 1
        return at >= low and view.is_function(at, "preposition")

    def _plural_object(self, at: int) -> bool:
        """Whether a definite noun stands there in a case that no subject has."""
        norm, index = self.view.norm(at), self.view.inside.get(at)
        if norm.startswith("ال") and self.view.text[: self.view.tokens[at].end].endswith(_OBJECT):
            return True  # "حث الشبابَ"
        named = index is not None and self.view.mention(index).form == "name"
        return norm.startswith("ال") and norm.endswith("ين") and len(norm) >= _PLURAL and not named

    def owned(self, at: int) -> bool:
        """Whether a noun stands there that carries a pronoun and stands for nobody."""
        token = self.view.tokens[at]
        word = self.view.text[token.start : token.end]
        if not word.endswith(_PRONOUNS) or word.startswith("ال") or at in self.view.inside:
            return False
        return not stems(normal(word)) & (quotation_rules().kin | quotation_rules().people)

    def phrase(self, first: int, stop: int) -> Voice | None:
        """The speaker that stands right behind a verb, adverbials passed over."""
        view = self.view
        at = first
        for _ in range(_STEPS):
            if not at < min(stop, first + _ADVERBS):
                return None
            if view.norm(at) in quotation_rules().participles and view.norm(at).endswith("ه"):
                return None  # "وتابعت منتقدة خصمها"
            if view.norm(at) in quotation_rules().manner:
                at += 2
                continue
            told = self._told_to(at)
            if told > at:
                at = told
                continue
            if self._adverb(at) or self._pointing(at):
                at += 1  # "أضاف مسترسلا", "كشف ذلك"
                continue
            if at in view.timex_of or view.norm(at) in quotation_rules().addressed | quotation_rules().adverbs:
                at += 1
                continue
            if view.tokens[at].kind == "punct" and not (view.norm(at) == '"' and at + 1 in view.quotes_at):
                return None
            if view.text[view.tokens[at].start : view.tokens[at].end].endswith(_ACCUSATIVE):
                at += 1  # how he speaks, no subject
                continue
            adverbial = view.norm(at) in quotation_rules().apart
            if adverbial or any(match.skip <= 1 for match in quotation_rules().according.at(view.tokens, at)):
                return None  # "قالت وفقا لنص كلمتها"
            if self._breaks(at, "complementizer", "circumstance", "back_pronoun", "clause_break") or self._object(at):
                return None
            index = view.mention_at.get(at)
            if index is not None and self.clitic(view.mention(index)):
                return self._misread(at)
            return self._other(at) if view.norm(at) in quotation_rules().others else self.at(at, stop)
        return None

    def _other(self, at: int) -> Voice:
        """Somebody else, who has a name or none: "وغرد آخر اسمه X"."""
        view = self.view
        index = view.mention_at.get(at + 2)
        named = index is not None and view.mention(index).type == "PERSON" and view.norm(at + 1).startswith("اسم")
        if index is not None and named:
            return self.of_mention(index)
        return Voice(None, view.span(at, at + 1), "anonymous", at + 1)

    def _adverb(self, at: int) -> bool:
        """Whether a participle or verbal noun stands there that says how somebody speaks ("تعقيبا على")."""
        norm = self.view.norm(at)
        adverb = norm.startswith("ب") and norm.endswith("ه") and not norm.startswith("بال")
        if adverb and len(norm) >= _GOVERNED and at not in self.view.inside:
            return True  # "بكثافة"
        if not norm.endswith("ا"):
            return False
        participle = norm[0] == "م" and len(norm) >= _GOVERNED and at not in self.view.inside
        return participle or verbal_noun(norm[:-1])

    def _pointing(self, at: int) -> bool:
        """Whether a demonstrative stands there without a noun: the object of "كشف ذلك X"."""
        return self.view.norm(at) in quotation_rules().pointing and not self.view.norm(at + 1).startswith("ال")

    def _told_to(self, at: int) -> int:
        """The token after whom the words are told to ("لـ«المرفأ»", "لصحيفة «المرفأ»"), ``at`` where nobody is."""
        view, norm = self.view, self.view.norm(at)
        if norm == "ل" and view.norm(at + 1) == "(":
            closed = (k + 1 for k in range(at + 2, min(at + _BRACKET, len(view.tokens))) if view.norm(k) == ")")
            return next(closed, at)  # "لـ(المرفأ)"
        medium = norm.startswith("ل") and norm[1:] in attribution_rules().media
        last = at + 1 if norm == "ل" or medium else at
        if last > at and view.norm(last) == '"' and last + 1 in view.quotes_at:
            end = self.quote_tokens(view.quotes_at[last + 1])[1] + 1
            beside = view.norm(end).startswith("ال") and end not in view.inside and not self.stands(end)
            whole = view.mention_end.get(view.mention_at.get(at, -1), end)
            return max(end + beside, whole)  # "لوكالة «المرفأ» الرسمية"
        index = view.mention_at.get(last if medium else at)
        if index is not None and (medium or view.prepositioned(at, view.mention(index).start) == "ل"):
            return view.mention_end[index]
        return at

    def _misread(self, at: int) -> Voice | None:
        """A name that was taken for one with ب or ك before it, where only a subject can stand ("قال بلاتر")."""
        view = self.view
        mention = view.mention(view.mention_at[at])
        definite = view.text.startswith("ال", mention.start)
        person = mention.type == "PERSON" and mention.form == "name" and view.norm(at)[:1] in ("ب", "ك")
        if definite or not (person or (mention.type == "PLACE" and view.norm(at).startswith("ب"))):
            return None
        last = view.mention_end[view.mention_at[at]]
        return Voice(None, view.span(at, last), "speaker", last)

    def _breaks(self, at: int, *classes: str) -> bool:
        """Whether a preposition or a word of ``classes`` stands at token ``at``."""
        view = self.view
        token = view.tokens[at]
        if view.text[token.start : token.end] in quotation_rules().nouns:
            return False
        bare = next((token.norm.removesuffix(end) for end in _PRONOUNS if token.norm.endswith(end)), token.norm)
        return view.is_function(at, "preposition", *classes) or "preposition" in function_words().exact(bare)

    def _object(self, at: int) -> bool:
        """Whether the word is what the verb ends or opens, with its owner as a pronoun: "أنهى كلامه"."""
        norm = self.view.norm(at)
        return norm.endswith(("ه", "ها", "هم")) and bool((stems(norm) - {norm}) & quotation_rules().objects)

    def at(self, first: int, stop: int, *, governed: bool = False) -> Voice | None:
        """The speaker whose words begin at token ``first``: a reference, or the noun phrase up to the next break;
        ``governed``: ل may stand before it ("وفقا للبيان")."""
        view = self.view
        start = first
        if view.norm(first) == '"' and first + 1 < stop:
            start = first + 1
        if not start < stop or view.tokens[start].kind != "word":
            return None
        if self._breaks(start, "complementizer", "relative", "clause_break"):
            return None
        if self._no_noun(start) or stems(view.norm(start)) & _unnamed():
            return None
        last = self._phrase_end(start, stop)
        if last <= start:
            return None
        inner = [view.mention_at[k] for k in range(start, last) if k in view.mention_at]
        index = None if stems(view.norm(start)) & quotation_rules().kin else self._head(inner, start)
        if index is not None:
            voice = self.of_mention(index)
            voice = voice._replace(last=max(voice.last, last))
            bearer = self._bearer(last, stop) if self.view.mention(index).form != "name" else None
            return bearer or voice
        if not governed and (self._prepositional(start) or view.norm(start).startswith("ل")):
            return None
        bearer = self._bearer(last, stop) if not inner else None
        if bearer is not None:
            return bearer
        if not governed and self._no_speaker(start, last):
            return None
        words = view.span(start, last)
        names = stems(view.norm(start))
        kind: LinkKind = "anonymous" if names & attribution_rules().anonymous else "speaker"
        if names & quotation_rules().papers:
            kind = "institution"
        return Voice(None, words, kind, last)

    def stands(self, at: int) -> bool:
        """Whether a noun that may speak stands there: of people, a body, a paper, or of several of them."""
        known = quotation_rules().speaking
        norm = self.view.norm(at)
        bare = norm[1:] if norm[:1] in ("و", "ف") and len(norm) > len("وال") else norm
        if {norm, bare, bare.removeprefix("ال")} & known:
            return True
        return any(bare.removeprefix("ال").startswith(stem[:-1]) for stem in stems(bare) & known)

    def _no_speaker(self, at: int, last: int) -> bool:
        """Whether the word that opens a noun phrase can't be a speaker: a verb, an adverb, governed by ب or ل."""
        view = self.view
        token = view.tokens[at]
        if at in view.inside or self.stands(at):
            return False
        adverb = view.text[token.start : token.end].endswith(_ACCUSATIVE) or self._adverb(at)
        leads = view.norm(last) in (":", '"') or view.is_function(last, "complementizer")
        governed = token.norm[:1] in ("ب", "ل", "ك") and not (last == at + 1 and leads)
        reading = view.verb(at)
        bare = token.norm.lstrip("وف")
        verb = reading is not None and (reading.form.tense == "perfect" or bare[:1] in _PERSONS)  # "فلتشر" is none
        told = bare in quotation_rules().verbs and bare not in quotation_rules().ambiguous  # "ومضى يقول"
        return adverb or governed or verb or told or token.norm in quotation_rules().participles

    def _no_noun(self, at: int) -> bool:
        """Whether a function word stands there, which opens no noun phrase."""
        view = self.view
        token = view.tokens[at]
        if at in view.mention_at or view.text[token.start : token.end] in quotation_rules().nouns:
            return False
        if stems(token.norm) & quotation_rules().papers or token.norm in quotation_rules().some:
            return False  # "بحسب نص البيان", "عدة جماعات"
        found = function_words().exact(token.norm) - _NOUNS
        return bool(found) and not (token.norm.startswith("ال") and not found & _NEVER)  # "الموقع"

    def sender(self, paper: int) -> Voice | None:
        """The party right before a paper that is its verb's object: "أرسل X بيانا"."""
        index = self.view.inside.get(paper - 1)
        token = self.view.tokens[paper]
        if index is None or self.view.mention_end[index] != paper or not token.norm.endswith("ا"):
            return None
        mention = self.view.mention(index)
        return self.of_mention(index) if mention.type in PARTY and not self.clitic(mention) else None

    def _bearer(self, last: int, stop: int) -> Voice | None:
        """The person behind an office and a place of it: "قال منسق المشاهد في الفيلم X"."""
        view = self.view
        if not view.is_function(last, "preposition"):
            return None
        for at in range(last + 1, min(stop, last + PLACE)):
            other = view.is_function(at, "complementizer", "and_he")
            if view.tokens[at].kind == "punct" or view.verb(at) is not None or other:
                return None
            index = view.mention_at.get(at)
            if index is not None and view.mention(index).type == "PERSON" and not self.clitic(view.mention(index)):
                apart = at > last + 1 and not self._governed(at, last + 1) and not self._owner(at)
                return self.of_mention(index) if apart else None
        return None

    def _owner(self, at: int) -> bool:
        """Whether words of somebody's stand right before him: "علق مراقبون على تصريحات X"."""
        view, rules = self.view, quotation_rules()
        said = stems(view.norm(at - 1)) & (rules.papers | rules.objects | rules.wordings)
        return bool(said) and at - 1 not in view.inside and not view.norm(at - 1).startswith("ال")

    def _head(self, inner: list[int], start: int) -> int | None:
        """Of the references in a noun phrase the one that speaks: a person, else the one that opens it."""
        view = self.view
        for index in inner:
            mention = view.mention(index)
            first, _ = view.token_range(mention.start, mention.end)
            if view.prepositioned(first, mention.start) and first > start:
                continue
            follows = [one for one in inner if one > index and view.mention(one).form == "name"]
            bears = follows and (self._same(index, follows[0]) or self._closes(index, follows[0]))
            if mention.type == "PERSON" and mention.form != "name" and bears:
                return follows[0]
            if mention.type == "PERSON" or (first == start and mention.type in PARTY and not self.clitic(mention)):
                return index
        return None

    def _same(self, one: int, other: int) -> bool:
        """Whether a name right behind a description is the same person: "الخبير ورئيس الجمعية X"."""
        view = self.view
        start, _ = view.token_range(view.mention(other).start, view.mention(other).end)
        joined = view.norm(start).startswith("و") and view.mention(other).start > view.tokens[start].start
        return view.mention(other).type == "PERSON" and joined and start - view.mention_end.get(one, start) <= 1

    def _closes(self, one: int, other: int) -> bool:
        """Whether a name closes the phrase that an office opens: "المفوض الأوروبي لشؤون التوسيع X"."""
        view = self.view
        start, _ = view.token_range(view.mention(other).start, view.mention(other).end)
        between = range(view.mention_end.get(one, start), start)
        apart = any(self.stands(k) or self.owned(k) or view.tokens[k].kind != "word" for k in between)
        return (
            view.mention(other).type == "PERSON"
            and len(between) > 0
            and not apart
            and not view.norm(start).startswith("و")
        )

    def clitic(self, mention: Mention) -> bool:
        """Whether a preposition governs the reference."""
        first, _ = self.view.token_range(mention.start, mention.end)
        before = self.view.norm(first - 1)
        bare = self.view.tokens[first].start == mention.start
        opens = "و" in (before[:1], self.view.norm(first - 2)) or first - 1 == self.view.sentence(first).first
        if bare and opens and speech_verb(self.view, first - 1) is not None:
            return False  # "وبين X أن": a verb, though a preposition is spelt like it
        marked = before == '"' and self.view.norm(first - 2) in PROCLITICS - _AND  # "لـ«المرفأ»"
        return marked or before == "(" or self.view.prepositioned(first, mention.start) != ""

    def _phrase_end(self, start: int, stop: int) -> int:
        """The token after the noun phrase that begins at ``start``."""
        view = self.view
        at = start
        while at < stop and at - start < NAME + 12:
            if at in view.mention_at:
                at = view.mention_end[view.mention_at[at]]
                continue
            if at in view.timex_of:
                break
            token, norm = view.tokens[at], view.norm(at)
            if token.kind == "punct":
                if norm == '"' and at > start and at + 1 in view.quotes_at and self.is_name(view.quotes_at[at + 1]):
                    at = self.quote_tokens(view.quotes_at[at + 1])[1]
                    continue
                if norm == "." and len(view.norm(at - 1)) == 1:
                    at += 1
                    continue
                break
            if at > start and (
                self._breaks(at, "complementizer", "relative", "clause_break", "circumstance")
                or view.verb(at) is not None
                or self._prepositional(at)
                or (view.norm(at)[0] == "ب" and len(view.norm(at)) >= _GOVERNED)
                or view.norm(at) in quotation_rules().adverbs
                or view.norm(at) in quotation_rules().participles
            ):
                break
            if at - start >= NAME:
                break
            at += 1
        return min(at, stop)

    def _prepositional(self, at: int) -> bool:
        norm = self.view.norm(at)
        return norm in PROCLITICS or norm.startswith(("لل", "بال")) or norm in quotation_rules().addressed

    def quote_tokens(self, index: int) -> tuple[int, int]:
        """Tokens inside the marks of a quotation, as a half-open range."""
        quote = self.view.ann.quotes[index]
        return self.view.token_range(quote.start, quote.end)

    def is_name(self, index: int) -> bool:
        """Whether what stands between marks is a name or a term: a few words without a verb or a stop."""
        view = self.view
        first, last = self.quote_tokens(index)
        size = sum(view.tokens[k].kind != "punct" for k in range(first, last))
        return size <= 3 and not any(view.verb(k) is not None or self.stops(k) for k in range(first, last))

    def is_theme(self, index: int) -> bool:
        """Whether what stands between marks may be a name or what something is about: too short for a clause."""
        first, last = self.quote_tokens(index)
        words = [k for k in range(first, last) if self.view.tokens[k].kind != "punct"]
        titled = bool({self.view.norm(first - 2), self.view.norm(first - 3)} & quotation_rules().naming)
        titled |= len(words) <= _TITLE and bool(stems(self.view.norm(first - 2)) & quotation_rules().works)
        return titled or self.is_name(index) or (len(words) <= _THEME and all(self.view.verb(k) is None for k in words))

    def stops(self, at: int) -> bool:
        """Whether a mark that parts clauses or sentences stands at token ``at`` (not the point of an abbreviation)."""
        view = self.view
        if view.norm(at) not in _STOPS:
            return False
        end = view.tokens[at].end
        return view.norm(at) != "." or end >= len(view.text) or view.text[end].isspace()

    def of_mention(self, index: int) -> Voice:
        """The voice of a reference."""
        view = self.view
        mention = view.mention(index)
        first, last = view.token_range(mention.start, mention.end)
        unnamed = mention.subtype == "source" or (
            mention.form == "description" and stems(view.norm(first)) & attribution_rules().anonymous
        )
        kind: LinkKind = "speaker" if mention.type == "PERSON" else "institution"
        if unnamed:
            kind = "anonymous"
        elif mention.subtype in ("agency", "outlet"):
            kind = "medium"
        return Voice(index, Span(mention.start, mention.end), kind, last)


def _unnamed() -> frozenset[str]:
    """Words that stand for nobody in particular ("وآخر يرى", "كأنه يقول", "قال لي")."""
    rules = quotation_rules()
    return rules.others | rules.as_if | rules.addressed | rules.answers


def verbal_noun(norm: str) -> bool:
    """Whether a folded word has the shape of a verbal noun of the second form ("تعيين", "ترشيح")."""
    return len(norm) == _SECOND and norm[0] == "ت" and norm[3] == "ي"
