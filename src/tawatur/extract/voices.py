"""Who is named as a speaker: the subject of a verb of saying, the noun phrase behind a preposition of attribution."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.arguments import collect, subject_of
from tawatur.extract.speech_verbs import SpeechVerb, speech_verb
from tawatur.extract.view import View
from tawatur.model import LinkKind, Mention, Span
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import function_words, stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import PROCLITICS, normal
from tawatur.rules.verbs import Form

_PARTY = frozenset({"PERSON", "ORG", "COUNTRY"})
_STOPS = frozenset(("،", ",", ".", "؟", "?", "!", "؛", ";"))
_NAME = 8
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
_AND = frozenset(("و", "ف", "ال"))
"""Of the proclitics those that govern nothing."""
_SECOND = 5
"""Letters of a verbal noun of the second form."""
_FOR = "اما"
_AS_FOR = 24
"""Tokens between "أما" and the verb of "أما X فقال"."""
_PLURAL = 7
"""Letters from which on a definite word in ين is taken for a plural rather than a name ("الحسين")."""
_STEPS = 6
"""Adverbials, and those whom the words are told, between a verb and its subject."""
_ADVERBS = 12
"""Tokens of adverbials that may stand between a verb and its subject."""
_PRONOUNS = ("هما", "ها", "هم", "ه")
"""Enclitics of the third person, as behind a preposition ("تحتها")."""
_WAS = 14
"""Tokens between "كان" and the verb of "كان X قد قال"."""
_GOVERNED = 5
"""Letters from which on a word behind a noun that begins with ب is taken to be governed by it."""
_TITLED = 4
"""Words from a preposition to a name, titles between them."""
_PLACE = 9
"""Words that may part an office from its bearer ("منسق المشاهد في الفيلم X")."""


class Voice(NamedTuple):
    """A speaker: the reference (None if it is no entity), its words, its kind, the token after it, and whether it is
    the subject of a verb of saying (else of its sentence)."""

    mention: int | None
    words: Span
    kind: LinkKind
    last: int
    speaks: bool = False


class Voices:
    """Finds who is named as a speaker in one document; what it finds for a token is kept."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._named: dict[tuple[int, int], Voice | None] = {}

    def named(self, at: int, stop: int) -> Voice | None:
        """The subject that the verb at token ``at`` names before token ``stop``, behind it or right before it."""
        if (at, stop) not in self._named:
            self._named[at, stop] = self._find(at, stop)
        return self._named[at, stop]

    def _find(self, at: int, stop: int) -> Voice | None:
        verb = speech_verb(self.view, at, opens=True, pronoun=True)
        if verb is None:
            return None
        if verb.form.lemma in attribution_rules().relay:
            return self._behind_about(at, stop)
        antecedent = self._antecedent(at)
        if antecedent is not None or self.view.is_function(at - 1, "relative"):
            behind = None if antecedent is not None else self.phrase(at + 1, stop)
            return antecedent if behind is None or behind.mention is None else behind
        fronted = self._fronted(at, verb.form) or self._apposed(at)
        if fronted is not None:
            return fronted
        behind = self.phrase(at + 1, stop)
        last = self._adjacent(at + 1, stop)
        if behind is not None and self._subject(behind, verb, at, stop):
            behind = self._name_after(behind, stop) or behind
            named = behind.mention is not None and self.view.mention(behind.mention).form == "name"
            return behind if named or last is None or behind.kind == "anonymous" else last
        if last is not None:
            return last
        view = self.view
        reading = view.verb(at)
        if reading is not None:
            clause = collect(self.view, at, at + 1, nominal=False)
            for slot in subject_of(self.view, at, reading, clause):
                party = self.view.mention(slot.mention)
                named = view.norm(slot.first - 1) == '"' and slot.first - 2 > at  # "ضيف «المرفأ»"
                subject = not slot.prep and slot.first < stop and not named and not self._adverb(slot.first)
                subject = subject and not self._plural_object(slot.first)
                if subject and party.type in _PARTY and not self.clitic(party):
                    return self.of_mention(slot.mention)
        return (
            self._was(at)
            or self._before_that(at)
            or self._as_for(at)
            or self._in_statement(at)
            or (None if verb.joined else self._before(at))
        )

    def _fronted(self, at: int, form: Form) -> Voice | None:
        """The party between أن and the verb: in "أن الجبهة وصفت X" the words behind are its object."""
        view = self.view
        index = view.inside.get(at - 1)
        if index is None or view.mention(index).type not in _PARTY or self.clitic(view.mention(index)):
            return None
        first, last = view.token_range(view.mention(index).start, view.mention(index).end)
        word = view.text[view.mention(index).start : view.mention(index).end].split()[0]
        agrees = view.mention(index).type != "ORG" or word.endswith("ة") == form.feminine
        opened = view.is_function(first - 1, "complementizer") and first - 1 not in view.quote_of
        return self.of_mention(index) if opened and last == at and agrees else None

    def _apposed(self, at: int) -> Voice | None:
        """The party behind أن and before "، زوجة الفقيد، قالت": what stands between the commas only says who it is."""
        view = self.view
        if view.norm(at - 1) not in ("،", ","):
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _AS_FOR) - 1, -1):
            if view.verb(k) is not None or view.is_function(k, "relative", "clause_break") or view.norm(k) == ":":
                return None
            if view.is_function(k, "complementizer"):
                index = view.mention_at.get(k + 1)
                party = index is not None and view.mention(index).type in _PARTY and k not in view.quote_of
                return self.of_mention(index) if index is not None and party else None
        return None

    def _antecedent(self, at: int) -> Voice | None:
        """The party or paper right before "الذي" and the verb: "البيان الذي أشار إلى"."""
        view = self.view
        if not view.is_function(at - 1, "relative"):
            return None
        close = at - 2 if view.norm(at - 2) == "،" else at - 1
        for k in range(close - 1, max(view.sentence(at).first, at - _PLACE) - 1, -1):
            if view.tokens[k].kind == "punct" or view.verb(k) is not None or view.is_function(k, "preposition"):
                return None
            index = view.inside.get(k)
            if index is not None:
                party = view.mention(index).type in _PARTY and view.mention_end.get(index) == close
                return self.of_mention(index) if party else None
            if stems(view.norm(k)) & quotation_rules().papers:
                return Voice(None, view.span(k, close), "institution", close)
            if stems(view.norm(k)) & attribution_rules().anonymous:
                return Voice(None, view.span(k, close), "anonymous", close)
        return None

    def _name_after(self, voice: Voice, stop: int) -> Voice | None:
        """The name between commas behind an office: "قال عضو المكتب، والناطق باسم النقابة، X،"."""
        view = self.view
        if voice.mention is None or view.mention(voice.mention).form == "name":
            return None
        for k in range(voice.last, min(stop, voice.last + _AS_FOR)):
            if view.verb(k) is not None or view.is_function(k, "complementizer", "relative", "clause_break"):
                return None
            index = view.mention_at.get(k)
            if index is None or view.norm(k - 1) not in ("،", ",") or view.mention(index).type != "PERSON":
                continue
            if view.mention(index).form == "name" and view.norm(view.mention_end[index]) in ("،", ",", ":", '"'):
                return self.of_mention(index)
        return None

    def _was(self, at: int) -> Voice | None:
        """The subject between "كان" and "قد" and the verb: "وكان X قد أوضح"."""
        view = self.view
        if not view.is_function(at - 1, "may"):
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _WAS) - 1, -1):
            if self.stops(k):
                return None
            if view.norm(k).removeprefix("و") in quotation_rules().was:
                return self.at(k + 1, at - 1)
        return None

    def _as_for(self, at: int) -> Voice | None:
        """The subject of "أما X فقال", between the two."""
        view = self.view
        if not view.norm(at).startswith("ف"):
            return None
        for k in range(at - 1, max(view.sentence(at).first, at - _AS_FOR) - 1, -1):
            if view.norm(k).removeprefix("و") == _FOR:
                return self.at(k + 1, at)
        return None

    def _in_statement(self, at: int) -> Voice | None:
        """Whose statement a verb follows that opens no clause of its own: "وفي تصريح لـX قال"."""
        view, rules = self.view, quotation_rules()
        first = view.sentence(at).first
        if view.norm(first).removeprefix("و") not in rules.leading or not stems(view.norm(first + 1)) & rules.objects:
            return None
        for k in range(first + 2, min(at, first + _WAS)):
            index = view.mention_at.get(k)
            if self.stops(k) or view.verb(k) is not None:
                return None
            if index is None or view.mention(index).type != "PERSON":
                continue
            return self.of_mention(index) if view.prepositioned(k, view.mention(index).start) == "ل" else None
        return None

    def _before_that(self, at: int) -> Voice | None:
        """The subject of "سبق لـX أن قال", behind ل."""
        view = self.view
        if not view.is_function(at - 1, "complementizer"):
            return None
        for k in range(at - 2, max(view.sentence(at).first, at - _WAS) - 1, -1):
            if self.stops(k):
                return None
            if view.norm(k) in quotation_rules().before:
                inner = [view.mention_at[j] for j in range(k + 1, at) if j in view.mention_at]
                parties = [index for index in inner if view.mention(index).type in _PARTY]
                return self.of_mention(parties[0]) if parties else None
        return None

    def _subject(self, voice: Voice, verb: SpeechVerb, at: int, stop: int) -> bool:
        """Whether what stands right behind a verb is its subject rather than its object."""
        first, _ = self.view.token_range(voice.words.start, voice.words.end)
        if voice.mention is None and voice.kind == "speaker" and self.owned(first):
            return False  # "أعلنت دعمها"
        if self._plural_object(first) or self._object_noun(first, voice, verb.form):
            return False  # "دعا المسؤولين"
        leads = self.view.norm(voice.last) in (":", '"') or self.view.is_function(voice.last, "complementizer")
        some = self.view.norm(first) in quotation_rules().some
        said = some or verb.form.lemma in quotation_rules().intransitive or (verb.plain and leads)
        if said or voice.mention is not None or self._agrees(voice, verb.form):
            return True
        word = voice.words.of(self.view.text).split()[0]
        colon = any(self.view.norm(k) == ":" for k in range(max(at, stop - 2), min(stop + 1, len(self.view.tokens))))
        opens = at == self.view.sentence(at).first and (colon or not verb.rule.startswith("quote."))
        fits = word.endswith(("ة", "ات")) == verb.form.feminine or (verb.form.feminine and not word.startswith("ال"))
        return opens and fits

    def _adjacent(self, first: int, stop: int) -> Voice | None:
        """The person named right before a colon or mark, however long the adverbials before: "قال في مؤتمر ... X:"."""
        view = self.view
        end = stop
        while end > first and view.tokens[end - 1].kind == "punct":
            end -= 1
        index = view.inside.get(end - 1) if end > first and end < stop + (stop < len(view.tokens)) else None
        if index is None or view.mention(index).type != "PERSON" or self.clitic(view.mention(index)):
            return None
        start, _ = view.token_range(view.mention(index).start, view.mention(index).end)
        broken = start in view.quote_of or any(
            view.is_function(k, "complementizer")
            or (view.verb(k) is not None and not view.is_function(k - 1, "relative"))
            or (self.stops(k) and k != start - 1)
            or (k in view.quote_of and not self.is_name(view.quote_of[k]))
            for k in range(first, start)
        )
        broken = broken or self._governed(start, first)
        introduced = any(view.norm(k) in (":", '"') for k in range(end, min(end + 2, len(view.tokens))))
        return None if broken or start <= first or not introduced else self.of_mention(index)

    def _governed(self, start: int, low: int) -> bool:
        """Whether a preposition stands before the titles of the name there: "مع الإعلامي الزميل X"."""
        view = self.view
        at = start - 1
        while at > max(low, start - _TITLED) and view.norm(at).startswith("ال") and at not in view.inside:
            at -= 1
        return at >= low and view.is_function(at, "preposition")

    def _object_noun(self, at: int, voice: Voice, form: Form) -> bool:
        """Whether the words are what somebody does or asks rather than who: "انتقد تعيين X", "طالب الحكومة"."""
        norm = self.view.norm(at)
        if stems(norm) & (quotation_rules().papers | quotation_rules().people):
            return False
        if at not in self.view.inside and (norm in quotation_rules().abstract or _verbal_noun(norm)):
            return True
        body = voice.mention is not None and self.view.mention(voice.mention).type == "ORG"
        word = voice.words.of(self.view.text).split()[0]
        return body and form.number == "singular" and not form.feminine and word.endswith("ة") and word.startswith("ال")

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

    def _agrees(self, voice: Voice, form: Form) -> bool:
        """Whether a noun that is no known reference may be the subject: definite, and of the verb's gender."""
        if voice.kind != "speaker":
            return True
        words = voice.words.of(self.view.text).split()
        feminine = words[0].endswith(("ة", "ات"))
        return any(word.startswith("ال") for word in words[:2]) and feminine == form.feminine

    def _behind_about(self, at: int, stop: int) -> Voice | None:
        about = quotation_rules().about
        for k in range(at + 1, min(stop, at + 14)):
            if self.view.norm(k) == about:
                return self.at(k + 1, stop)
        return None

    def phrase(self, first: int, stop: int) -> Voice | None:
        """The speaker that stands right behind a verb, adverbials passed over."""
        view = self.view
        at = first
        for _ in range(_STEPS):
            if not at < min(stop, first + _ADVERBS):
                return None
            if view.norm(at) in quotation_rules().manner:
                at += 2
                continue
            told = self._told_to(at)
            if told > at:
                at = told
                continue
            if self._adverb(at):
                at += 1  # "أضاف مسترسلا"
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
            return self.at(at, stop)
        return None

    def _adverb(self, at: int) -> bool:
        """Whether a participle or verbal noun stands there that says how somebody speaks ("تعقيبا على")."""
        norm = self.view.norm(at)
        if norm.startswith("ب") and norm.endswith("ه") and len(norm) >= _GOVERNED and at not in self.view.inside:
            return True  # "بكثافة"
        if not norm.endswith("ا"):
            return False
        participle = norm[0] == "م" and len(norm) >= _GOVERNED and at not in self.view.inside
        return participle or _verbal_noun(norm[:-1])

    def _told_to(self, at: int) -> int:
        """The token after whom the words are told to ("لـ«المرفأ»", "لصحيفة «المرفأ»"), ``at`` where nobody is."""
        view, norm = self.view, self.view.norm(at)
        medium = norm.startswith("ل") and norm[1:] in quotation_rules().media
        last = at + 1 if norm == "ل" or medium else at
        if last > at and view.norm(last) == '"' and last + 1 in view.quotes_at:
            return self.quote_tokens(view.quotes_at[last + 1])[1] + 1
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
        words = view.span(start, last)
        names = stems(view.norm(start))
        kind: LinkKind = "anonymous" if names & attribution_rules().anonymous else "speaker"
        if names & quotation_rules().papers:
            kind = "institution"
        return Voice(None, words, kind, last)

    def _no_noun(self, at: int) -> bool:
        """Whether a function word stands there, which opens no noun phrase."""
        view = self.view
        token = view.tokens[at]
        if at in view.mention_at or view.text[token.start : token.end] in quotation_rules().nouns:
            return False
        if stems(token.norm) & quotation_rules().papers:
            return False  # "بحسب نص البيان"
        found = function_words().exact(token.norm) - _NOUNS
        return bool(found) and not (token.norm.startswith("ال") and not found & _NEVER)  # "الموقع"

    def sender(self, paper: int) -> Voice | None:
        """The party right before a paper that is its verb's object: "أرسل X بيانا"."""
        index = self.view.inside.get(paper - 1)
        token = self.view.tokens[paper]
        if index is None or self.view.mention_end[index] != paper or not token.norm.endswith("ا"):
            return None
        mention = self.view.mention(index)
        return self.of_mention(index) if mention.type in _PARTY and not self.clitic(mention) else None

    def _bearer(self, last: int, stop: int) -> Voice | None:
        """The person behind an office and a place of it: "قال منسق المشاهد في الفيلم X"."""
        view = self.view
        if not view.is_function(last, "preposition"):
            return None
        for at in range(last + 1, min(stop, last + _PLACE)):
            other = view.is_function(at, "complementizer", "and_he")
            if view.tokens[at].kind == "punct" or view.verb(at) is not None or other:
                return None
            index = view.mention_at.get(at)
            if index is not None and view.mention(index).type == "PERSON" and not self.clitic(view.mention(index)):
                return self.of_mention(index) if at > last + 1 and not self._governed(at, last + 1) else None
        return None

    def _head(self, inner: list[int], start: int) -> int | None:
        """Of the references in a noun phrase the one that speaks: a person, else the one that opens it."""
        view = self.view
        for index in inner:
            mention = view.mention(index)
            first, _ = view.token_range(mention.start, mention.end)
            if view.prepositioned(first, mention.start) and first > start:
                continue
            follows = [one for one in inner if one > index and view.mention(one).form == "name"]
            if mention.type == "PERSON" and mention.form != "name" and follows and self._same(index, follows[0]):
                return follows[0]
            if mention.type == "PERSON" or (first == start and mention.type in _PARTY and not self.clitic(mention)):
                return index
        return None

    def _same(self, one: int, other: int) -> bool:
        """Whether a name right behind a description is the same person: "الخبير ورئيس الجمعية X"."""
        view = self.view
        start, _ = view.token_range(view.mention(other).start, view.mention(other).end)
        joined = view.norm(start).startswith("و") and view.mention(other).start > view.tokens[start].start
        return view.mention(other).type == "PERSON" and joined and start - view.mention_end.get(one, start) <= 1

    def clitic(self, mention: Mention) -> bool:
        """Whether a preposition governs the reference."""
        first, _ = self.view.token_range(mention.start, mention.end)
        before = self.view.norm(first - 1)
        marked = before == '"' and self.view.norm(first - 2) in PROCLITICS - _AND  # "لـ«المرفأ»"
        return marked or before == "(" or self.view.prepositioned(first, mention.start) != ""

    def _phrase_end(self, start: int, stop: int) -> int:
        """The token after the noun phrase that begins at ``start``."""
        view = self.view
        at = start
        while at < stop and at - start < _NAME + 12:
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
            ):
                break
            if at - start >= _NAME:
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
        return titled or self.is_name(index) or (len(words) <= _THEME and all(self.view.verb(k) is None for k in words))

    def stops(self, at: int) -> bool:
        """Whether a mark that parts clauses or sentences stands at token ``at`` (not the point of an abbreviation)."""
        view = self.view
        if view.norm(at) not in _STOPS:
            return False
        end = view.tokens[at].end
        return view.norm(at) != "." or end >= len(view.text) or view.text[end].isspace()

    def _before(self, at: int) -> Voice | None:
        """The noun phrase that opens the clause and ends right before the verb: "أم يوسف تقول"."""
        view = self.view
        first = at
        low = max(view.sentence(at).first, at - _NAME)
        while first > low:
            k = first - 1
            if view.tokens[k].kind == "punct" or view.is_function(k, "preposition", "complementizer", "verb_opener"):
                break
            if view.verb(k) is not None or k in view.quote_of or k in view.timex_of:
                break
            first = k
        opens = first == view.sentence(at).first or view.tokens[first - 1].kind == "punct"
        return self.at(first, at) if first < at and opens else None

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
    """Words that stand for nobody in particular ("وآخر يرى", "كأنه يقول")."""
    return quotation_rules().others | quotation_rules().as_if


def _verbal_noun(norm: str) -> bool:
    """Whether a folded word has the shape of a verbal noun of the second form ("تعيين", "ترشيح")."""
    return len(norm) == _SECOND and norm[0] == "ت" and norm[3] == "ي"
