"""Who speaks: the party that a verb of saying names, and the one it carries on from before."""

from __future__ import annotations

from typing import NamedTuple

from tawatur.extract.arguments import collect, subject_of
from tawatur.extract.view import View
from tawatur.model import LinkKind, Mention, Span
from tawatur.rules.attribution import attribution_rules
from tawatur.rules.classes import function_words, stems
from tawatur.rules.quotation import quotation_rules
from tawatur.rules.text import PROCLITICS
from tawatur.rules.verbs import Form

_PARTY = frozenset({"PERSON", "ORG", "COUNTRY"})
_STOPS = frozenset(("،", ",", ".", "؟", "?", "!", "؛", ";"))
_NAME = 8
"""Words that a speaker who is no known reference may have."""
_NOUNS = frozenset({"quantifier", "honorific", "statement_noun"})
"""Classes of function words that are nouns."""
_GOVERNED = 5
"""Letters from which on a word behind a noun that begins with ب is taken to be governed by it."""
_FOLLOWS = 10
"""Words within which what a verb needs must follow ("عبر ... عن")."""
_PLACE = 7
"""Words that may part an office from its bearer ("منسق المشاهد في الفيلم X")."""
_BACK = 8
"""Sentences that a speaker is carried over."""


class Voice(NamedTuple):
    """A speaker: the reference (None if it is no entity), its words, its kind, the token after it, and whether it is
    the subject of a verb of saying (else of its sentence)."""

    mention: int | None
    words: Span
    kind: LinkKind
    last: int
    speaks: bool = False


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
    if found is None and pronoun:
        found = table.get(norm.removesuffix("ها").removesuffix("ه"))
    if found is None or (view.is_function(at - 1, "preposition") and not view.is_function(at - 1, "verb_opener")):
        return None
    if view.is_function(at - 1, "negator", "not_past", "not_future"):
        return None  # "لم يذكر": nothing was said
    if norm[joined:] in quotation_rules().ambiguous and not (opens or _opens(view, at)):
        return None
    follows = quotation_rules().next.get(found[2].lemma)
    if follows is not None and not any(view.norm(at + k) in follows for k in range(1, _FOLLOWS)):
        return None
    return SpeechVerb(*found, joined)


def _opens(view: View, at: int) -> bool:
    """Whether a clause opens at token ``at``."""
    opens = at == view.sentence(at).first or view.tokens[at - 1].kind == "punct"
    return opens or (view.is_function(at - 1, "verb_opener") and not view.is_function(at, "preposition"))


class Speakers:
    """Finds speakers in one document; what it finds for a token is kept."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._named: dict[int, Voice | None] = {}
        self._of_sentence: dict[int, Voice | None] = {}
        self.covered: set[int] = set()
        """Tokens of speech without marks: nobody else speaks there."""

    def named(self, at: int, stop: int) -> Voice | None:
        """The subject that the verb at token ``at`` names before token ``stop``, behind it or right before it."""
        if at not in self._named:
            self._named[at] = self._find(at, stop)
        return self._named[at]

    def _find(self, at: int, stop: int) -> Voice | None:
        verb = speech_verb(self.view, at, opens=True, pronoun=True)
        if verb is None:
            return None
        if verb.form.lemma in self.view_relay():
            return self._behind_about(at, stop)
        behind = self._phrase(at + 1, stop)
        if behind is not None and self._subject(behind, verb, at):
            return behind
        last = self._adjacent(at + 1, stop)
        if last is not None:
            return last
        reading = self.view.verb(at)
        if reading is not None:
            clause = collect(self.view, at, at + 1, nominal=False)
            for slot in subject_of(self.view, at, reading, clause):
                if not slot.prep and slot.first < stop and self.view.mention(slot.mention).type in _PARTY:
                    return self.of_mention(slot.mention)
        return None if verb.joined else self._before(at)

    def _subject(self, voice: Voice, verb: SpeechVerb, at: int) -> bool:
        """Whether what stands right behind a verb is its subject rather than its object."""
        if verb.plain or voice.mention is not None or self._agrees(voice, verb.form):
            return True
        feminine = voice.words.of(self.view.text).split()[0].endswith(("ة", "ات"))
        opens = at == self.view.sentence(at).first and not verb.rule.startswith("quote.")
        return opens and feminine == verb.form.feminine

    def _adjacent(self, first: int, stop: int) -> Voice | None:
        """The person named right before a colon or mark, however long the adverbials before: "قال في مؤتمر ... X:"."""
        view = self.view
        end = stop
        while end > first and view.tokens[end - 1].kind == "punct":
            end -= 1
        index = view.inside.get(end - 1) if end > first and end < stop + (stop < len(view.tokens)) else None
        if index is None or view.mention(index).type != "PERSON" or self._clitic(view.mention(index)):
            return None
        start, _ = view.token_range(view.mention(index).start, view.mention(index).end)
        broken = any(
            view.is_function(k, "complementizer") or self.stops(k) or k in view.quote_of for k in range(first, start)
        )
        introduced = any(view.norm(k) in (":", '"') for k in range(end, min(end + 2, len(view.tokens))))
        return None if broken or start <= first or not introduced else self.of_mention(index)

    def _agrees(self, voice: Voice, form: Form) -> bool:
        """Whether a noun that is no known reference may be the subject: definite, and of the verb's gender."""
        if voice.kind != "speaker":
            return True
        words = voice.words.of(self.view.text).split()
        feminine = words[0].endswith(("ة", "ات"))
        return any(word.startswith("ال") for word in words[:2]) and feminine == form.feminine

    def view_relay(self) -> frozenset[str]:
        """Lemmas of relaying."""
        return attribution_rules().relay

    def _behind_about(self, at: int, stop: int) -> Voice | None:
        about = quotation_rules().about
        for k in range(at + 1, min(stop, at + 14)):
            if self.view.norm(k) == about:
                return self.at(k + 1, stop)
        return None

    def _phrase(self, first: int, stop: int) -> Voice | None:
        """The speaker that stands right behind a verb, adverbials passed over."""
        view = self.view
        at = first
        while at < stop and at - first < 3:
            if at in view.timex_of or view.norm(at) in quotation_rules().addressed | quotation_rules().adverbs:
                at += 1
                continue
            if view.tokens[at].kind == "punct" and not (view.norm(at) == '"' and at + 1 in view.quotes_at):
                return None
            if self._breaks(at, "complementizer", "circumstance", "back_pronoun", "clause_break") or self._object(at):
                return None
            index = view.mention_at.get(at)
            if index is not None and self._clitic(view.mention(index)):
                return self._misread(at)
            return self.at(at, stop)
        return None

    def _misread(self, at: int) -> Voice | None:
        """A name that was taken for a place with ب before it, where only a subject can stand ("قال بلاتر")."""
        view = self.view
        mention = view.mention(view.mention_at[at])
        definite = view.text.startswith("ال", mention.start)
        if mention.type != "PLACE" or definite or not view.norm(at).startswith("ب"):
            return None
        last = view.mention_end[view.mention_at[at]]
        return Voice(None, view.span(at, last), "speaker", last)

    def _breaks(self, at: int, *classes: str) -> bool:
        """Whether a preposition or a word of ``classes`` stands at token ``at``."""
        view = self.view
        token = view.tokens[at]
        if view.text[token.start : token.end] in quotation_rules().nouns:
            return False
        return view.is_function(at, "preposition", *classes)

    def _object(self, at: int) -> bool:
        """Whether the word is what the verb ends or opens, with its owner as a pronoun: "أنهى كلامه"."""
        norm = self.view.norm(at)
        return norm.endswith(("ه", "ها", "هم")) and bool((stems(norm) - {norm}) & quotation_rules().objects)

    def at(self, first: int, stop: int) -> Voice | None:
        """The speaker whose words begin at token ``first``: a reference, or the noun phrase up to the next break."""
        view = self.view
        start = first
        if view.norm(first) == '"' and first + 1 < stop:
            start = first + 1
        if not start < stop or self._breaks(start, "complementizer", "relative", "clause_break"):
            return None
        if self._no_noun(start):
            return None
        last = self._phrase_end(start, stop, quoted=start > first)
        if last <= start:
            return None
        inner = [view.mention_at[k] for k in range(start, last) if k in view.mention_at]
        index = self._head(inner, start)
        if index is not None:
            voice = self.of_mention(index)
            voice = voice._replace(last=max(voice.last, last))
            bearer = self._bearer(last, stop) if self.view.mention(index).form == "office" else None
            return bearer or voice
        if self._prepositional(start) or view.norm(start).startswith("ل"):
            return None
        bearer = self._bearer(last, stop)
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
        return bool(function_words().exact(token.norm) - _NOUNS)

    def _bearer(self, last: int, stop: int) -> Voice | None:
        """The person behind an office and a place of it: "قال منسق المشاهد في الفيلم X"."""
        view = self.view
        if not view.is_function(last, "preposition"):
            return None
        for at in range(last + 1, min(stop, last + _PLACE)):
            if view.tokens[at].kind == "punct" or view.verb(at) is not None:
                return None
            index = view.mention_at.get(at)
            if index is not None and view.mention(index).type == "PERSON" and not self._clitic(view.mention(index)):
                return self.of_mention(index) if at > last + 1 else None
        return None

    def _head(self, inner: list[int], start: int) -> int | None:
        """Of the references in a noun phrase the one that speaks: a person, else the one that opens it."""
        view = self.view
        for index in inner:
            mention = view.mention(index)
            first, _ = view.token_range(mention.start, mention.end)
            if view.prepositioned(first, mention.start) and first > start:
                continue
            if mention.type == "PERSON" or (first == start and mention.type in _PARTY and not self._clitic(mention)):
                return index
        return None

    def _clitic(self, mention: Mention) -> bool:
        first, _ = self.view.token_range(mention.start, mention.end)
        return self.view.prepositioned(first, mention.start) != ""

    def _phrase_end(self, start: int, stop: int, *, quoted: bool) -> int:
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
                if norm in ("(", "-", ".") and at > start and norm != ".":
                    break
                if norm == "." and len(view.norm(at - 1)) == 1:
                    at += 1
                    continue
                break
            if at > start and (
                self._breaks(at, "complementizer", "relative", "clause_break", "circumstance")
                or view.verb(at) is not None
                or self._prepositional(at)
                or (view.norm(at)[0] == "ب" and len(view.norm(at)) >= _GOVERNED)
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
        return size <= 3 and not any(
            view.verb(k) is not None or self.stops(k) for k in range(first, last)
        )

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

    def carried(self, at: int, form: Form | None, *, low: int = 0) -> Voice | None:
        """Who is meant where the verb or participle at token ``at`` names nobody: whoever spoke last in its sentence or
        in those before, else the party that a sentence is about; from token ``low`` on, and only persons where it is
        given."""
        view = self.view
        sentence = view.sentence_of[at]
        for number in range(sentence, max(-1, sentence - _BACK), -1):
            stop = at if number == sentence else view.ann.sentences[number].last
            if stop <= low:
                return None
            found = self._spoke(number, stop, form, low)
            if found is not None and not (low and self._vague(found)):
                return found
        return None

    def _vague(self, voice: Voice) -> bool:
        return not voice.speaks and (voice.mention is None or self.view.mention(voice.mention).type != "PERSON")

    def _spoke(self, number: int, stop: int, form: Form | None, low: int) -> Voice | None:
        view = self.view
        sentence = view.ann.sentences[number]
        if sentence.title:
            return None
        if low > sentence.first:
            return self._speech(low, stop, form)
        whole = stop == sentence.last
        if whole and form is None and number in self._of_sentence:
            return self._of_sentence[number]
        found = self._speech(sentence.first, stop, form) or self._about(sentence.first, stop, form)
        if whole and form is None:
            self._of_sentence[number] = found
        return found

    def _speech(self, first: int, stop: int, form: Form | None) -> Voice | None:
        view = self.view
        for k in range(stop - 1, first - 1, -1):
            verb = speech_verb(view, k)
            if verb is None or k in view.quote_of or k in self.covered or not _agree(verb.form, form):
                continue
            found = self.named(k, view.sentence(k).last)
            if found is not None and found.last <= stop and self._party(found):
                return found._replace(speaks=True)
        return None

    def _party(self, voice: Voice) -> bool:
        return voice.kind != "medium"

    def _about(self, first: int, stop: int, form: Form | None) -> Voice | None:
        view = self.view
        opening = self._opening(first, stop, form)
        if opening is not None:
            return opening
        phrase = self._phrase(first + 1, stop) if view.verb(first) is not None else None
        if phrase is not None and phrase.mention is not None and view.mention(phrase.mention).type == "PERSON":
            return phrase
        for k in range(first, stop):
            reading = view.verb(k) if k not in view.quote_of and k not in self.covered else None
            if reading is None or not _agree(reading.form, form) or view.is_function(k - 1, "relative"):
                continue
            clause = collect(view, k, k + 1, nominal=False)
            for slot in subject_of(view, k, reading, clause):
                mention = view.mention(slot.mention)
                known = mention.type == "ORG" and (mention.key or mention.country)
                if not slot.prep and slot.first < stop and (mention.type == "PERSON" or known):
                    return self.of_mention(slot.mention)
        people = [
            view.mention_at[k]
            for k in range(first, stop)
            if k in view.mention_at and k not in view.quote_of and k not in self.covered
        ]
        for index in people:
            mention = view.mention(index)
            if mention.type == "PERSON" and self._fits(mention, form) and not self._clitic(mention):
                return self.of_mention(index)
        return None

    def _like(self, at: int, form: Form | None) -> bool:
        """Whether an unknown word that opens a sentence may be a verb of the gender of ``form``."""
        bare = self.view.norm(at).lstrip("وف")
        return form is None or form.feminine == (bare.endswith("ت") or bare.startswith("ت"))

    def _fits(self, mention: Mention, form: Form | None) -> bool:
        """Whether a verb of that form may speak of the reference: a man's office has no feminine verb."""
        if form is None or not form.feminine or mention.type != "PERSON" or mention.form == "name":
            return True
        return self.view.text[mention.start : mention.end].split()[0].endswith("ة")


    def _opening(self, first: int, stop: int, form: Form | None) -> Voice | None:
        """The person who stands right behind the first word of a sentence: the subject of its verb, known or not."""
        view = self.view
        for k in range(first, min(stop, first + 3)):
            index = view.mention_at.get(k)
            if index is None or k in view.quote_of or k in self.covered:
                continue
            mention = view.mention(index)
            reading = view.verb(first)
            agrees = _agree(reading.form, form) if reading is not None else self._like(first, form)
            subject = k == first + 1 and agrees
            party = mention.type == "PERSON" or (subject and mention.type == "ORG" and mention.subtype != "outlet")
            return self.of_mention(index) if party and self._fits(mention, form) and not self._clitic(mention) else None
        reading = view.verb(first)
        if reading is None or not _agree(reading.form, form):
            return None
        voice = self._phrase(first + 1, stop)
        return voice if voice is not None and voice.mention is None and self._agrees(voice, reading.form) else None


def _agree(one: Form, other: Form | None) -> bool:
    return other is None or one.feminine == other.feminine
